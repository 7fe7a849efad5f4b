"""Boxes around nodes and their names, and how they are moved apart where they overlap."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.views.cells import clip, width
from graph.views.stress import DIGITS, Floats

FONT, LINE, COLUMN = 13, 16, 7.0
"""Size of a name in the views, height of its line, room for one column of `cells.width`."""
GAP = 3.0
LONGEST_LINE = 16
MARGIN = 2.0
ROOM = 3.0
"""Boxes begin spread over so many times their area."""
ROUNDS = 60
GROWTH = 1.08

OPENING, CLOSING = frozenset("（《〈“‘「『【"), frozenset("）》〉”’」』】、，。；：！？")
"""What ends no line, and what begins none."""

Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]


STRETCH = 1.5
"""The picture is made wider by this, as screens are."""


@dataclass(frozen=True, slots=True)
class Box:
    """How far a node and its name reach from the node's centre: to the sides, up and down."""

    side: float
    up: float
    down: float


def lines_of(name: str, most: int = 2) -> list[str]:
    """Return a name on at most `most` lines of `LONGEST_LINE` columns; what is longer ends in an ellipsis.

    Latin words stay whole where a line has room for them, Chinese lines are about even and
    begin with no closing mark.

    Examples
    --------
    >>> lines_of("市财政局"), lines_of("Industry and Information Technology Bureau")
    (['市财政局'], ['Industry and', 'Information Tec…'])
    >>> lines_of("市重点项目建设推进中心")
    ['市重点项目建', '设推进中心']
    >>> lines_of("畅通企业准入、退出渠道"), lines_of("各区县（市）委政法委")
    (['畅通企业准入、', '退出渠道'], ['各区县（市）', '委政法委'])
    >>> lines_of("Promote entrepreneurship and flexible employment", 4)
    ['Promote', 'entrepreneurship', 'and flexible', 'employment']
    """
    lines: list[str] = []
    rest = name
    while width(rest) > LONGEST_LINE and len(lines) < most - 1:
        first = _first_line(rest)
        lines.append(first.rstrip())
        rest = rest[len(first) :].strip()
    return [*lines, clip(rest, LONGEST_LINE)]


def box_of(radius: float, names: Sequence[Sequence[str]]) -> Box:
    """Return the box of a dot with a name centred under it, large enough for each of several names."""
    widest = max((width(line) for lines in names for line in lines), default=0) * COLUMN
    high = max((len(lines) for lines in names), default=0) * LINE
    return Box(max(radius, widest / 2), radius, radius + GAP + high)


def turned(places: Floats) -> Floats:
    """Return the places, their mean at the origin, their longest axis across, made wider by `STRETCH`."""
    centred = places - places.mean(axis=0)
    wide, high = centred[:, 0], centred[:, 1]
    angle = 0.5 * math.atan2(2 * float((wide * high).sum()), float((wide**2 - high**2).sum()))
    across = wide * math.cos(angle) + high * math.sin(angle)
    down = high * math.cos(angle) - wide * math.sin(angle)
    return np.round(np.stack((across * STRETCH, down), axis=1), DIGITS)


def moved_apart(places: Floats, boxes: Sequence[Box]) -> Floats:
    """Return places near the given ones at which no two boxes overlap.

    The places are spread until their frame is `ROOM` times as large as the boxes together.
    Then every two boxes that overlap are pushed apart along the axis on which less is missing,
    each by half; where rounds do not end it, everything is spread a little and pushed
    again, which must end. The order of nodes in either direction is kept as far as possible.

    Examples
    --------
    Two dots of radius 5 at one place come to stand `MARGIN` more than 10 apart.

    >>> found = moved_apart(np.zeros((2, 2)), [box_of(5.0, ()), box_of(5.0, ())])
    >>> float(np.hypot(*(found[0] - found[1])).round(1))
    12.1
    """
    if len(places) < 2:
        return places
    half = np.array([(box.side, (box.up + box.down) / 2) for box in boxes]) + MARGIN / 2
    shift = np.array([(0.0, (box.down - box.up) / 2) for box in boxes])
    centres = _spread(places, float((4 * half.prod(axis=1)).sum())) + shift
    while True:
        for _ in range(ROUNDS):
            pairs = overlapping(centres, half)
            if not len(pairs[0]):
                found: Floats = centres - shift
                return found
            centres = _pushed(centres, half, pairs)
        centres = centres * GROWTH


def overlapping(centres: Floats, half: Floats) -> Pairs:
    """Return the pairs of boxes that overlap, given their centres and half their widths and heights."""
    order = np.argsort(centres[:, 0], kind="stable")
    x, y, wide, high = centres[order, 0], centres[order, 1], half[order, 0], half[order, 1]
    reach = 2 * float(wide.max(initial=0.0))
    first: list[NDArray[np.int64]] = []
    second: list[NDArray[np.int64]] = []
    for step in range(1, len(order)):
        along = x[step:] - x[:-step]
        if float(along.min()) >= reach:
            break
        near = along < wide[step:] + wide[:-step]
        near &= np.abs(y[step:] - y[:-step]) < high[step:] + high[:-step]
        found = np.flatnonzero(near)
        first.append(order[found])
        second.append(order[found + step])
    empty = np.zeros(0, dtype=np.int64)
    return np.concatenate([empty, *first]), np.concatenate([empty, *second])


def _pushed(centres: Floats, half: Floats, pairs: Pairs) -> Floats:
    one, other = pairs
    away = centres[other] - centres[one]
    missing = half[one] + half[other] - np.abs(away)
    upright = missing[:, 1] <= missing[:, 0]
    axis = upright.astype(np.int64)
    rows = np.arange(len(one))
    sign = np.where(away[rows, axis] != 0, np.sign(away[rows, axis]), np.where(one < other, 1.0, -1.0))
    step = sign * missing[rows, axis] * 0.505
    pushed = centres.copy()
    for side in (0, 1):
        held = axis == side
        np.add.at(pushed[:, side], other[held], step[held])
        np.subtract.at(pushed[:, side], one[held], step[held])
    return pushed


def _spread(places: Floats, area: float) -> Floats:
    """Return the places, centred, in a frame of `ROOM` times the area; a line is spread along itself."""
    low, high = places.min(axis=0), places.max(axis=0)
    frame = high - low
    size = float(frame.max())
    if size <= 0:
        return np.zeros_like(places)
    flat = max(float(frame.prod()), size * size / 10)
    centred: Floats = (places - (low + high) / 2) * math.sqrt(ROOM * area / flat)
    return centred


def _first_line(name: str) -> str:
    """Return how much of a name stands on its first line."""
    wide = width(name)
    even = " " not in name and wide <= 2 * LONGEST_LINE
    room, cut = (wide // 2 + 1 if even else LONGEST_LINE), 0
    for character in name:
        room -= width(character)
        if room < 0:
            break
        cut += 1
    space = name.rfind(" ", 0, cut + 1)
    if space > 0:
        return name[:space]
    if name[cut : cut + 1] in CLOSING and width(name[: cut + 1]) <= LONGEST_LINE:
        cut += 1
    while cut > 1 and (name[cut : cut + 1] in CLOSING or name[cut - 1] in OPENING):
        cut -= 1
    return name[:cut]
