"""What every view of the network page is drawn from: the network, its arrays, and the looks of its nodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    """A network with the short ids, names (Chinese, English) and radii of its nodes, by IRI."""

    network: TwoMode
    ids: Mapping[str, str]
    names: Mapping[str, Both]
    radii: Mapping[str, float]

    @cached_property
    def arrays(self) -> Incidence:
        """Return the network as arrays, rows in the order of `agencies`."""
        return incidence(self.network)

    @cached_property
    def agencies(self) -> list[str]:
        """Return the short ids of the agencies, in the order of the network."""
        return [self.ids[agency.iri] for agency in self.network.agencies]

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
        found = (self.names[agency.iri] for agency in self.network.agencies)
        return [{"zh": lines_of(zh), "en": lines_of(en)} for zh, en in found]

    @cached_property
    def boxes(self) -> list[Box]:
        """Return the box of every agency with its name under it, large enough for both languages."""
        radii = (self.radii[agency.iri] for agency in self.network.agencies)
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
