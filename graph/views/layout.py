"""Where everything on the network page stands: agencies in two columns, measures by section between them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

SIDE = 25.0
PITCH = 29.0
ROW = 17.0
HEADING = 20.0
SECTION_GAP = 14.0
SQUARES_A_LINE = 12
GUTTER = 195.0
SPREAD = 2.0
LARGEST_SPARE = 40.0
LEFT, RIGHT = "left", "right"


@dataclass(frozen=True, slots=True)
class Spot:
    """The centre of a node; an agency also has the side of the picture on which it stands."""

    x: float
    y: float
    side: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section to be placed: its key, the width of its heading, its measures in order."""

    key: str
    heading_width: float
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of agencies, measures and section headings.

    The origin is the middle of the picture. `by_lead` says that the left column
    holds the agencies that lead something and the right column the others;
    otherwise both columns are mixed. `half_height` and `reach` bound the picture
    without the names of the agencies, which stand outside the columns.
    """

    agencies: Mapping[str, Spot]
    measures: Mapping[str, Spot]
    headings: Mapping[str, Spot]
    by_lead: bool
    reach: float
    half_height: float


def lay_out(
    sections: Sequence[Section],
    ties: Mapping[str, Collection[str]],
    radii: Mapping[str, float],
    leads: Collection[str],
) -> Layout:
    """Place everything so that no two nodes, headings or names of agencies overlap.

    Measures stand in the middle as squares, a block a section, in the plan's
    order. Agencies stand in a column on either side, each on a line of its own
    that is high enough for its dot and its name, at about the mean height of its
    measures, so that edges stay short and cross little. Positions depend on
    nothing but the arguments and are rounded to a tenth.

    Parameters
    ----------
    sections
        The sections in the plan's order.
    ties
        Agency → its measures.
    radii
        Agency → the radius of its dot.
    leads
        The agencies that lead a measure; they stand left.
    """
    measures, _, height = _middle(sections, SECTION_GAP)
    mean_height = {agency: _mean(measures[each].y for each in found) for agency, found in ties.items()}
    left, right, by_lead = _columns(sorted(ties, key=lambda agency: (mean_height[agency], agency)), leads)
    tallest = max(sum(_line(radii[agency]) for agency in column) for column in (left, right))
    spare = max(0.0, tallest - height) / max(1, len(sections))
    measures, headings, height = _middle(sections, SECTION_GAP + min(spare, LARGEST_SPARE))
    reach = _tenth(_half_width(sections, measures) + GUTTER)
    agencies = _column(left, -reach, LEFT, radii, height) | _column(right, reach, RIGHT, radii, height)
    lowest = max((spot.y + radii[agency] for agency, spot in agencies.items()), default=0.0)
    return Layout(agencies, measures, headings, by_lead, reach, _tenth(max(height / 2, lowest)))


def _middle(sections: Sequence[Section], gap: float) -> tuple[dict[str, Spot], dict[str, Spot], float]:
    """Return the places of measures and headings, and the height of all blocks with `gap` between them."""
    heights = [HEADING + PITCH * _lines(section) + gap for section in sections]
    measures: dict[str, Spot] = {}
    headings: dict[str, Spot] = {}
    top = gap / 2 - sum(heights) / 2
    for section, height in zip(sections, heights, strict=True):
        headings[section.key] = Spot(0.0, _tenth(top + HEADING / 2))
        measures |= _squares(section, top + HEADING)
        top += height
    return measures, headings, sum(heights)


def _line(radius: float) -> float:
    """Return the height of an agency's line: enough for its dot and for its name."""
    return max(ROW, 2 * radius + 3)


def _lines(section: Section) -> int:
    return math.ceil(len(section.measures) / SQUARES_A_LINE)


def _squares(section: Section, top: float) -> dict[str, Spot]:
    """Return the places of a section's measures: lines of equal length, centred."""
    lines = _lines(section)
    a_line = math.ceil(len(section.measures) / lines) if lines else 0
    found: dict[str, Spot] = {}
    for position, measure in enumerate(section.measures):
        line, column = divmod(position, a_line)
        here = min(a_line, len(section.measures) - line * a_line)
        x = (column - (here - 1) / 2) * PITCH
        found[measure] = Spot(_tenth(x), _tenth(top + PITCH * (line + 0.5)))
    return found


def _columns(order: list[str], leads: Collection[str]) -> tuple[list[str], list[str], bool]:
    """Split agencies into leads and others, or in turn where one side would hold under a quarter."""
    left = [agency for agency in order if agency in leads]
    right = [agency for agency in order if agency not in leads]
    if 4 * min(len(left), len(right)) >= len(order):
        return left, right, True
    return order[::2], order[1::2], False


def _column(
    agencies: Sequence[str], x: float, side: str, radii: Mapping[str, float], height: float
) -> dict[str, Spot]:
    """Return the places of a column in its order, centred, spread towards the height of the middle."""
    lines = [_line(radii[agency]) for agency in agencies]
    total = sum(lines)
    stretch = min(SPREAD, max(1.0, height / total)) if total else 1.0
    top = -total * stretch / 2
    found: dict[str, Spot] = {}
    for agency, line in zip(agencies, lines, strict=True):
        found[agency] = Spot(x, _tenth(top + line * stretch / 2), side)
        top += line * stretch
    return found


def _half_width(sections: Sequence[Section], measures: Mapping[str, Spot]) -> float:
    squares = max((spot.x for spot in measures.values()), default=0.0) + SIDE / 2
    return max([squares, *(section.heading_width / 2 for section in sections)])


def _mean(values: Iterable[float]) -> float:
    """Return the mean, rounded so that the order of the values does not show; 0 of nothing."""
    found = list(values)
    return round(math.fsum(found) / len(found), 6) if found else 0.0


def _tenth(value: float) -> float:
    """Return the value to a tenth; never minus zero."""
    return round(value, 1) + 0.0
