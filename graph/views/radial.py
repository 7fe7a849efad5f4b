"""Agencies around a centre: the higher a score, the nearer to it."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from graph.network.twomode import text
from graph.table import Cell, Table
from graph.views.ground import Ground
from graph.views.page_facts import Fact
from graph.views.stress import Floats, majorized

CENTRE_SCORES = ("load", "measures", "partners", "span", "betweenness", "closeness")
"""The scores by which agencies can be drawn around the centre, the default first."""
ROOMS = (1.05, 1.25, 1.6, 2.2)
"""The centre stands for so many times the highest value, the more the more agencies are near to that."""
ENOUGH = 1.5
"""A drawing that reaches farther than so many times what rows alone need takes the next of `ROOMS`."""
ROW = 20.0
FULL = 0.97
LEAST_REACH = 300.0
GROWTH, TRIES = 1.1, 24
FEWEST_RINGS = 3
STEPS = (5.0, 2.5, 2.0, 1.0)
DIGITS = 5


def centre_view(ground: Ground, rank: Table) -> Fact:
    """Return the drawing of the agencies around a centre, for each of `CENTRE_SCORES` that the table has.

    The distance from the centre is 1 - score/top, where top lies above the highest value
    or bound, by 5 % where there is room; an agency without a value has no distance. Directions are the same
    for every score, and made for the first.

    Notes
    -----
    Source: U. Brandes, P. Kenis, D. Wagner, "Communicating centrality in policy network
    drawings", IEEE Transactions on Visualization and Computer Graphics 9, 241 (2003), who
    choose the directions by simulated annealing. Here they come from stress majorization
    under given distances from the centre (U. Brandes, C. Pich, "More flexible radial
    layout", Journal of Graph Algorithms and Applications 15, 157, 2011), and then every
    agency takes a row of its own on one side, so that no two names overlap.
    """
    names = {column.name for column in rank.columns}
    keys = [key for key in CENTRE_SCORES if key in names]
    for room in ROOMS:
        found = [_score(ground, rank, key, room) for key in keys]
        radii = np.array([_first(found[0]["radius"], each) for each in ground.agencies])
        angles, reach = directions(ground.distances, radii, ground.plane)
        if reach <= ENOUGH * least_reach(len(radii)):
            break
    return {
        "angles": dict(zip(ground.agencies, np.round(angles, 4).tolist(), strict=True)),
        "scores": [{"key": each["key"], "radius": each["radius"]} for each in found],
        "rings": [each["rings"] for each in found],
        "reach": round(reach, 1),
    }


def rings_of(top: float) -> list[float]:
    """Return round values from 0 up to `top`, at least `FEWEST_RINGS` of them.

    Examples
    --------
    >>> rings_of(160.0), rings_of(0.2), rings_of(0.0)
    ([0.0, 50.0, 100.0, 150.0], [0.0, 0.05, 0.1, 0.15], [0.0])
    """
    if top <= 0:
        return [0.0]
    most = top / FEWEST_RINGS
    power = 10.0 ** math.floor(math.log10(most))
    step = next(each * power for each in STEPS if each * power <= most * (1 + 1e-12))
    return [float(f"{step * ring:.9g}") for ring in range(math.ceil(top / step))]


def directions(distances: Floats, radii: Floats, start: Floats) -> tuple[Floats, float]:
    """Return the angle of every agency (clockwise from the right), and how far the outermost ring reaches.

    `start` are places of small stress without regard to the radii.

    Examples
    --------
    One in the middle stands right of the centre, two outside on either side.

    >>> apart = np.array([[0.0, 1, 1], [1, 0, 2], [1, 2, 0]])
    >>> angles, reach = directions(apart, np.array([0.1, 1.0, 1.0]), np.array([[0.0, 0], [-1, 0], [1, 0]]))
    >>> np.cos(angles).round().tolist(), reach
    ([1.0, -1.0, 1.0], 300.0)
    """
    if not len(radii):
        return np.zeros(0), LEAST_REACH
    wanted = _on_rings(distances, radii, start)
    reach = least_reach(len(radii))
    for _ in range(TRIES):
        places = rows_taken(wanted * reach, radii * reach)
        if places is not None:
            break
        reach *= GROWTH
    else:
        places = wanted * reach
    return np.arctan2(places[:, 1], places[:, 0]), reach


def least_reach(count: int) -> float:
    """Return how far the outermost ring reaches at least: a row on either side for every two agencies."""
    return max(LEAST_REACH, math.ceil(count / 2) * ROW / 2 / FULL)


def rows_taken(wanted: Floats, radii: Floats) -> Floats | None:
    """Return a place for each agency at its radius, with a row of its own on its side; None where rows lack.

    The innermost, who have least choice, choose first, each the free row whose place is
    nearest to the wanted one.
    """
    highest = float(radii.max(initial=0.0)) * FULL
    count = int(highest // ROW)
    heights = np.arange(-count, count + 1) * ROW
    taken = np.zeros((2, len(heights)), dtype=np.bool_)
    places = np.zeros_like(wanted)
    for each in np.lexsort((np.arange(len(radii)), np.round(radii, DIGITS))).tolist():
        radius = float(radii[each])
        room = np.abs(heights) <= max(radius * FULL, 1e-9)
        across = np.sqrt(np.maximum(radius**2 - heights**2, 0.0))
        away = np.stack([(sign * across - wanted[each, 0]) ** 2 for sign in (1.0, -1.0)])
        away += (heights - wanted[each, 1]) ** 2
        away[taken | ~room] = np.inf
        side, row = divmod(int(np.argmin(np.round(away, 3))), len(heights))
        if not np.isfinite(away[side, row]):
            return None
        taken[side, row] = True
        places[each] = ((1.0, -1.0)[side] * across[row], heights[row])
    return places


def _on_rings(distances: Floats, radii: Floats, start: Floats) -> Floats:
    """Return places of small stress at the given distances from the origin, to `DIGITS` digits."""
    mean = float(distances.sum()) / max(1, distances.size - len(distances)) or 1.0
    keep = _kept(radii)
    begun = keep(start - start.mean(axis=0))
    found: Floats = np.round(majorized(distances / mean, begun, keep), DIGITS)
    return found


def _kept(radii: Floats) -> Callable[[Floats], Floats]:
    def keep(places: Floats) -> Floats:
        length = np.hypot(places[:, 0], places[:, 1])
        right = np.broadcast_to(np.array([1.0, 0.0]), places.shape)
        unit = np.where(length[:, None] > 1e-12, places / np.maximum(length, 1e-12)[:, None], right)
        found: Floats = unit * radii[:, None]
        return found

    return keep


def _score(ground: Ground, rank: Table, key: str, room: float) -> Fact:
    names = {column.name for column in rank.columns}
    rows = {text(row["agency"]): row for row in rank.records()}
    values: list[list[float]] = []
    for agency in ground.shown:
        row = rows[agency]
        value, low, high = (
            _number(row[name]) if name in names else None for name in (key, f"{key}_low", f"{key}_high")
        )
        if value is None:
            values.append([])
            continue
        values.append([value, value if high is None else high, value if low is None else low])
    top = room * max((max(each) for each in values if each), default=0.0)
    radius = {
        ident: [_radius(value, top) for value in each] if each else None
        for ident, each in zip(ground.agencies, values, strict=True)
    }
    return {
        "key": key,
        "radius": radius,
        "rings": [[value, _radius(value, top)] for value in rings_of(top)],
    }


def _radius(value: float, top: float) -> float:
    return round(min(1.0, max(0.0, 1.0 - value / top)), 4) if top > 0 else 1.0


def _number(value: Cell) -> float | None:
    return None if value is None else float(str(value))


def _first(radii: object, agency: str) -> float:
    found = radii[agency] if isinstance(radii, dict) else None
    return float(found[0]) if found else 1.0
