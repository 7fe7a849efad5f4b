"""One agency or measure in the middle, what it touches around it, ordered so that edges cross little."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from graph.views.ground import Ground, Spot
from graph.views.stress import Floats

MOST_PARTNERS, MOST_MEASURES = 60, 60
MOST_ALIKE = 16
LEAST_SHARED = 2
"""Around a measure stand at most `MOST_ALIKE` others, those that share at least so many agencies with it."""
ROW = 20.0
RING, GUTTER = 70.0, 80.0
PITCH = 36.0
SWEEPS = 2
FULL = 0.96
"""How far up and down the outer ring names stand, of its radius: higher, a row would be a point."""

Order = NDArray[np.int64]


def neighbourhoods(ground: Ground) -> dict[str, dict[str, Spot]]:
    """Return id → the places of what stands around it, itself at the origin.

    Around an agency: its measures on the inner ring, its partners outside. Around a measure:
    its agencies outside, and on the inner ring the measures that share most agencies with
    it. Partners stand in rows left and right of the ring, so that no two names overlap when
    they are written outwards.
    """
    part = ground.arrays.part
    found: dict[str, dict[str, Spot]] = {}
    shared = ground.arrays.strength
    for row, agency in enumerate(ground.agencies):
        measures = np.flatnonzero(part[row])[:MOST_MEASURES]
        partners = _most(shared[row], MOST_PARTNERS, 1)
        found[agency] = _around(ground, measures, partners)
    for column, measure in enumerate(ground.measures):
        agencies = np.flatnonzero(part[:, column])[:MOST_PARTNERS]
        alike = part[agencies].sum(axis=0)
        alike[column] = 0
        found[measure] = _around(ground, _most(alike, MOST_ALIKE, LEAST_SHARED), agencies)
    return found


def _most(counts: NDArray[np.int64], most: int, least: int) -> Order:
    """Return the places of the `most` largest counts that are at least `least`, in their own order."""
    order = np.argsort(-counts, kind="stable")[:most]
    found: Order = np.sort(order[counts[order] >= least])
    return found


def _around(ground: Ground, measures: Order, agencies: Order) -> dict[str, Spot]:
    ring = max(RING, len(measures) * PITCH / (2 * math.pi))
    outer = rows_around(len(agencies), ring + GUTTER)
    slots = np.arctan2(outer[:, 1], outer[:, 0])
    turns = np.arange(len(measures)) * 2 * math.pi / max(1, len(measures)) - math.pi / 2
    inside, outside = in_step(ground.arrays.part[np.ix_(agencies, measures)], turns, slots)
    inner = np.round(ring * np.stack((np.cos(turns), np.sin(turns)), axis=1)) + 0.0
    found = {
        ground.measures[measures[which]]: place
        for which, place in zip(inside.tolist(), inner.tolist(), strict=True)
    }
    found |= {
        ground.agencies[agencies[which]]: place
        for which, place in zip(outside.tolist(), (np.round(outer) + 0.0).tolist(), strict=True)
    }
    return found


def rows_around(count: int, least: float) -> Floats:
    """Return `count` places on a circle, clockwise from the top, in rows on its right and left side.

    Two places on one side are between `ROW` and three times that apart in height; the radius is
    `least`, or larger where the rows need it.

    Examples
    --------
    >>> rows_around(4, 100.0).round().tolist()
    [[95.0, -30.0], [95.0, 30.0], [-95.0, 30.0], [-95.0, -30.0]]
    """
    right = (count + 1) // 2
    radius = max(least, right * ROW / 2 / FULL)
    room = min(2 * FULL * radius / max(1, right), 3 * ROW)
    sides = []
    for here, sign in ((right, 1.0), (count - right, -1.0)):
        y = sign * (np.arange(here) - (here - 1) / 2) * room
        sides.append(np.stack((sign * np.sqrt(radius**2 - y**2), y), axis=1))
    found: Floats = np.vstack(sides)
    return found


def in_step(touch: NDArray[np.bool_], turns: Floats, slots: Floats) -> tuple[Order, Order]:
    """Return which column stands at each turn, and which row at each slot, so that edges are short.

    Rows (agencies) and columns (measures) are sorted in turn by the mean direction of what
    they touch, and set on the slots in the rotation that fits best.

    Parameters
    ----------
    touch
        Agencies × measures.
    turns, slots
        The directions of the places, in order around the circle.
    """
    columns = np.arange(touch.shape[1])
    rows = np.arange(touch.shape[0])
    if not len(rows) or not len(columns):
        return columns, rows
    for _ in range(SWEEPS):
        rows = _fitted(touch[:, columns], turns, slots)
        columns = _fitted(touch[rows].T, slots, turns)
    return columns, rows


def _fitted(touch: NDArray[np.bool_], directions: Floats, slots: Floats) -> Order:
    """Return the rows of `touch` in the order of the slots, nearest to the directions of their columns."""
    x, y = touch @ np.cos(directions), touch @ np.sin(directions)
    wanted = np.round(np.arctan2(y, x), 9)
    order = np.argsort(wanted, kind="stable")
    rank = np.argsort(np.round(slots, 9), kind="stable")
    apart = slots[rank][:, None] - wanted[order][None, :]
    costs = 1.0 - np.cos(apart)
    count = len(order)
    places = np.arange(count)
    turned = (places[None, :] + places[:, None]) % count
    best = int(np.argmin(np.round(costs[turned, places].sum(axis=1), 9)))
    found = np.empty(count, dtype=np.int64)
    found[rank[turned[best]]] = order
    return found
