"""Agencies alone: who shares measures with whom, agencies of one community together."""

from __future__ import annotations

from collections.abc import Mapping
from math import comb

import numpy as np

from graph.network.chance.discovery import fewest_survivors
from graph.network.projection import Pair, project
from graph.network.ranks import rounded
from graph.views.boxes import moved_apart, turned
from graph.views.ground import Ground, spots, tenth
from graph.views.page_facts import Fact
from graph.views.stress import Floats

SAMPLED = "fdsm"
TIES_AN_AGENCY = 2
"""The ties that are shown at first are at most so many times the agencies."""


def agency_view(
    ground: Ground, beyond: Mapping[str, set[tuple[str, str]]], level: float, samples: int = 0
) -> Fact:
    """Return the view of the agencies alone.

    Parameters
    ----------
    ground
        The network.
    beyond
        Model → the pairs of agencies (IRIs, the lesser first) whose tie goes beyond chance.
    level
        The false discovery rate at which it does.
    samples
        How many networks FDSM drew; where so few show no tie, it may be for their number.
    """
    shown = set(ground.shown)
    pairs = sorted(
        (pair for pair in project(ground.network) if pair.first in shown and pair.second in shown),
        key=lambda pair: (-pair.measures, pair.first, pair.second),
    )
    places = agency_places(ground)
    half = np.abs(places).max(axis=0, initial=0.0)
    numbers = ground.communities.tolist()
    busy = sum(map(bool, ground.network.by_agency().values()))
    few = [SAMPLED] if beyond.get(SAMPLED) == set() and too_few(busy, samples, level) else []
    return {
        "nodes": spots(ground.agencies, places),
        "ties": _ties(ground, pairs),
        "beyond": {
            model: [place for place, pair in enumerate(pairs) if (pair.first, pair.second) in found]
            for model, found in beyond.items()
        },
        "few": few,
        "level": level,
        "threshold": threshold([pair.measures for pair in pairs], len(ground.agencies)),
        "communities": dict(zip(ground.agencies, numbers, strict=True)),
        "half": [tenth(half[0]), tenth(half[1])],
    }


def too_few(agencies: int, samples: int, level: float) -> bool:
    """Return whether so many samples cannot show one tie alone that goes beyond chance.

    Examples
    --------
    Three agencies with measures make three pairs, and 3 / 0.05 - 1 samples show one of them.

    >>> too_few(3, 58, 0.05), too_few(3, 59, 0.05)
    (True, False)
    """
    return fewest_survivors(samples, comb(agencies, 2), level) > 1


def agency_places(ground: Ground) -> Floats:
    """Return the places of the agencies, in their order, names apart, rounded to a tenth."""
    if not ground.agencies:
        return np.zeros((0, 2))
    found: Floats = np.round(moved_apart(turned(ground.plane), ground.boxes), 1) + 0.0
    return found


def threshold(shared: list[int], agencies: int) -> int:
    """Return the least number of shared measures above which a picture is not crowded with ties.

    Examples
    --------
    Two agencies may show four ties: those of two measures and more.

    >>> threshold([3, 2, 2, 1, 1, 1], 2), threshold([], 0)
    (2, 1)
    """
    found = 1
    while sum(each >= found for each in shared) > TIES_AN_AGENCY * agencies:
        found += 1
    return found


def _ties(ground: Ground, pairs: list[Pair]) -> list[list[object]]:
    held = {agency: set(measures) for agency, measures in ground.network.by_agency().items()}
    order = {measure.iri: place for place, measure in enumerate(ground.network.measures)}
    ties: list[list[object]] = []
    for pair in pairs:
        shared = sorted(held[pair.first] & held[pair.second], key=order.__getitem__)
        ends = ground.ids[pair.first], ground.ids[pair.second]
        ties.append([*ends, pair.measures, rounded(pair.newman), [ground.ids[each] for each in shared]])
    return ties
