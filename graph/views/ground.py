"""What every view of the network page is drawn from: the network, its arrays, and the looks of its nodes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from graph.network.further import communities
from graph.network.incidence import Incidence, Integers, incidence
from graph.network.twomode import TwoMode
from graph.views.boxes import Box, box_of, lines_of
from graph.views.distances import tie_distances
from graph.views.stress import Floats, majorized

Spot = list[float]
Both = tuple[str, str]


@dataclass(frozen=True)
class Ground:
    """A network with the short ids, names (Chinese, English) and radii of its nodes, by IRI.

    At most `most` agencies are `shown`, those with the largest radii; measures, shares and
    loads are counted with all.
    """

    network: TwoMode
    ids: Mapping[str, str]
    names: Mapping[str, Both]
    radii: Mapping[str, float]
    most: int = sys.maxsize

    @cached_property
    def rows(self) -> list[int]:
        """Return which agencies of the network are shown."""
        radii = [self.radii[agency.iri] for agency in self.network.agencies]
        order = sorted(range(len(radii)), key=lambda row: (-radii[row], row))
        return sorted(order[: self.most])

    @cached_property
    def shown(self) -> list[str]:
        """Return the IRIs of the agencies that are shown, in the order of the network."""
        return [self.network.agencies[row].iri for row in self.rows]

    @cached_property
    def agencies(self) -> list[str]:
        """Return the short ids of the agencies that are shown, in the order of the network."""
        return [self.ids[iri] for iri in self.shown]

    @cached_property
    def arrays(self) -> Incidence:
        """Return the network of the shown agencies as arrays, rows in the order of `agencies`."""
        full = incidence(self.network)
        if len(self.rows) == len(full.agencies):
            return full
        rows = np.array(self.rows, dtype=np.int64)
        return replace(
            full,
            agencies=tuple(self.shown),
            part=full.part[rows],
            roles=full.roles[rows],
            systems=full.systems[rows],
        )

    @cached_property
    def measures(self) -> list[str]:
        """Return the short ids of the measures, in the plan's order."""
        return [self.ids[measure.iri] for measure in self.network.measures]

    @cached_property
    def communities(self) -> Integers:
        """Return the community of every agency: Louvain on shared measures, 1 the largest."""
        return communities(self.arrays)

    @cached_property
    def distances(self) -> Floats:
        """Return how far apart every two agencies should be drawn."""
        return tie_distances(self.arrays, self.communities)

    @cached_property
    def plane(self) -> Floats:
        """Return places of the agencies, without regard to their names, of small stress."""
        return majorized(self.distances)

    @cached_property
    def lines(self) -> list[dict[str, list[str]]]:
        """Return the lines on which the name of every agency stands in either language."""
        found = (self.names[iri] for iri in self.shown)
        return [{"zh": lines_of(zh), "en": lines_of(en)} for zh, en in found]

    @cached_property
    def boxes(self) -> list[Box]:
        """Return the box of every agency with its name under it, large enough for both languages."""
        radii = (self.radii[iri] for iri in self.shown)
        return [box_of(radius, list(lines.values())) for radius, lines in zip(radii, self.lines, strict=True)]


def tenth(value: float) -> float:
    """Return the value to a tenth; never minus zero.

    Examples
    --------
    >>> tenth(-0.04), tenth(1.26)
    (0.0, 1.3)
    """
    return round(float(value), 1) + 0.0


def spots(ids: list[str], places: Floats) -> dict[str, Spot]:
    """Return id → [x, y], to a tenth."""
    rounded = np.round(places, 1) + 0.0
    return dict(zip(ids, rounded.tolist(), strict=True))
