"""Charts as drawings: stacked bars, a heat map, ranks with intervals, a timeline; plain data in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from graph.views.drawing import (
    INK,
    RULE,
    SOFT,
    Box,
    Dot,
    Drawing,
    Line,
    Shape,
    Strokes,
    Words,
    extent,
    fitted,
    hatched,
)

WIDTH = 470.0
"""The width of the text on A4 with margins of 22 mm, in points."""
LABELS = 168.0
ROW, BAR = 15.0, 10.0
DEEPEST = 130.0
"""The most room for heads that run upwards."""
LEGEND = 20.0
GAP = 6.0
SMALL = 7.0
DARK = 3
"""From this shade on words are white."""
SHADES = ("#ffffff", "#deebf7", "#b5d1e8", "#7fadd3", "#3f7fb5", "#1b4f84")
"""Of a heat map, the first for none; the numbers in the cells say the same."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of every bar stands for, and its looks; a hatch is the cue beside the colour."""

    name: str
    fill: str
    hatch: str = ""
    words: str = INK


@dataclass(frozen=True, slots=True)
class Span:
    """A row of the timeline: from a day to a day, either of them open; `mark` stands at its end."""

    label: str
    start: date | None
    end: date | None
    mark: str = ""


def stacked_bars(bars: Sequence[tuple[str, Sequence[int], int]], parts: Sequence[Part]) -> Drawing:
    """Return horizontal bars: label, a number a part, and the number that stands at the end of the bar.

    Examples
    --------
    >>> drawing = stacked_bars([("Finance", (3, 1), 4)], [Part("lead", "#000000"), Part("other", "#ffffff")])
    >>> drawing.texts()
    ['lead', 'other', 'Finance', '3', '1', '4']
    """
    shapes: list[Shape] = [*_legend(parts)]
    room = WIDTH - LABELS - 34
    longest = max((sum(values) for _, values, _ in bars), default=0) or 1
    for row, (label, values, whole) in enumerate(bars):
        top = LEGEND + row * ROW
        shapes.append(_label(label, top))
        x = LABELS
        for part, value in zip(parts, values, strict=True):
            wide = room * value / longest
            if wide:
                shapes += _filled(Box(x, top + 2, wide, BAR, part.fill), part, str(value))
            x += wide
        shapes.append(Words(x + 4, top + 10, str(whole), bold=True))
    return Drawing(WIDTH, LEGEND + len(bars) * ROW + GAP, tuple(shapes))


def _legend(parts: Sequence[Part]) -> list[Shape]:
    shapes: list[Shape] = []
    x = min(LABELS, WIDTH - sum(28 + extent(part.name, 8) for part in parts))
    for part in parts:
        box = Box(x, 3, 12, 8, part.fill)
        shapes += [box, *([hatched(box, part.hatch)] if part.hatch else []), _frame(box)]
        shapes.append(Words(x + 16, 10, part.name))
        x += 28 + extent(part.name, 8)
    return shapes


def _filled(box: Box, part: Part, value: str) -> list[Shape]:
    """Return a part of a bar with its number where it has room; over a hatch the number has a ground."""
    shapes: list[Shape] = [box, *([hatched(box, part.hatch)] if part.hatch else []), _frame(box)]
    wide = extent(value, SMALL)
    if box.width > wide + 3:
        middle = box.x + box.width / 2
        if part.hatch:
            shapes.append(Box(middle - wide / 2 - 1, box.y + 1.5, wide + 2, BAR - 3, "#ffffff"))
        shapes.append(Words(middle, box.y + 7.6, value, SMALL, "middle", part.words))
    return shapes


def _frame(box: Box) -> Strokes:
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    edges: tuple[Line, ...] = (
        (left, top, right, top),
        (right, top, right, bottom),
        (right, bottom, left, bottom),
        (left, bottom, left, top),
    )
    return Strokes(edges, SOFT, 0.4)


def _label(text: str, top: float, room: float = LABELS) -> Words:
    return Words(room - GAP, top + 10, fitted(text, room - 2 * GAP), place="end")


def heat_map(
    columns: Sequence[str], rows: Sequence[str], cells: Sequence[Sequence[tuple[str, int]]], turned: bool
) -> Drawing:
    """Return a matrix of cells, each with its words and one of `SHADES`.

    `turned` heads run upwards, for long ones; a cell of shade 0 has no words.

    Examples
    --------
    >>> heat_map(["I", "II"], ["Tax"], [[("3", 5), ("0", 0)]], False).texts()
    ['I', 'II', 'Tax', '3']
    """
    wide = (WIDTH - LABELS) / max(1, len(columns))
    head = min(DEEPEST, max([extent(text, 8) for text in columns] + [0]) + 8) if turned else 16.0
    shapes: list[Shape] = []
    for place, text in enumerate(columns):
        middle = LABELS + (place + 0.5) * wide
        room = head - 4 if turned else wide
        x, anchor = (middle + 3, "start") if turned else (middle, "middle")
        shapes.append(Words(x, head - 4, fitted(text, room), 8, anchor, turned=turned))
    for row, (text, line) in enumerate(zip(rows, cells, strict=True)):
        top = head + row * ROW
        shapes.append(_label(text, top))
        for place, (words, shade) in enumerate(line):
            if shade:
                box = Box(LABELS + place * wide, top, wide, ROW, SHADES[shade])
                colour = "#ffffff" if shade > DARK else INK
                shapes += [box, Words(box.x + wide / 2, top + 10, words, 8, "middle", colour)]
    bottom = head + len(rows) * ROW
    grid = [(LABELS + place * wide, head, LABELS + place * wide, bottom) for place in range(len(columns) + 1)]
    grid += [(LABELS, head + row * ROW, WIDTH, head + row * ROW) for row in range(len(rows) + 1)]
    return Drawing(WIDTH, bottom + 2, (*shapes, Strokes(tuple(grid), RULE, 0.5)))


def shade(value: float, largest: float) -> int:
    """Return the shade of a value: 0 for none, up to the last of `SHADES` for the largest.

    Examples
    --------
    >>> shade(0, 10), shade(1, 10), shade(5, 10), shade(10, 10)
    (0, 1, 3, 5)
    """
    if value <= 0 or largest <= 0:
        return 0
    return max(1, min(len(SHADES) - 1, -int(-(len(SHADES) - 1) * value // largest)))


def rank_intervals(rows: Sequence[tuple[str, int, int, int]], axis: str) -> Drawing:
    """Return a line from the best to the worst rank of each row, with a dot at its rank.

    Examples
    --------
    >>> rank_intervals([("Finance", 2, 1, 3)], "Rank").texts()
    ['1', '2', '3', 'Rank', 'Finance', '2 (1–3)']
    """
    left, right, top = LABELS + 6, WIDTH - 62, 18.0
    most = max([high for *_, high in rows] + [2])

    def at(rank: int) -> float:
        return left + (right - left) * (rank - 1) / (most - 1)

    ticks = _ticks(most)
    bottom = top + len(rows) * ROW
    shapes: list[Shape] = [Strokes(tuple((at(tick), top - 4, at(tick), bottom) for tick in ticks))]
    shapes += [Words(at(tick), 11, str(tick), SMALL, "middle", SOFT) for tick in ticks]
    shapes.append(Words(LABELS - GAP, 11, axis, SMALL, "end", SOFT))
    for row, (label, rank, low, high) in enumerate(rows):
        middle = top + row * ROW + ROW / 2
        ends = ((at(low), middle - 3, at(low), middle + 3), (at(high), middle - 3, at(high), middle + 3))
        shapes.append(_label(label, top + row * ROW))
        shapes.append(Strokes(((at(low), middle, at(high), middle), *ends), "#1b4f84", 1.1))
        shapes.append(Dot(at(rank), middle, 3, "#c25700"))
        shapes.append(Words(right + 10, middle + 3, f"{rank} ({low}–{high})", SMALL))
    return Drawing(WIDTH, bottom + GAP, tuple(shapes))


def _ticks(most: int) -> list[int]:
    """Return ranks to write over the axis: 1, some round ones, and the last."""
    step = next((each for each in (1, 2, 5, 10, 20, 50, 100, 200, 500) if most / each <= 10), most)
    inner = [each for each in range(step, most, step) if each > 1 and most - each > step / 2]
    return [1, *inner, most]


def timeline(spans: Sequence[Span], axis: tuple[date, date]) -> Drawing:
    """Return a row a span between two days, with a line a month (a quarter or a year, if there are many).

    What has no start is drawn from the first day with a dash, what has no end to the last day.

    Examples
    --------
    >>> year = (date(2024, 1, 1), date(2024, 12, 31))
    >>> timeline([Span("54", None, date(2024, 12, 31), "12-31")], year).texts()[-2:]
    ['54', '12-31']
    """
    first, last = axis
    left, right, top = LABELS + 6, WIDTH - 52, 18.0
    days = max(1, (last - first).days)

    def at(day: date) -> float:
        return left + (right - left) * min(max(0, (day - first).days), days) / days

    bottom = top + len(spans) * ROW
    marks = _months(first, last)
    shapes: list[Shape] = [Strokes(tuple((at(day), top - 4, at(day), bottom) for day in marks))]
    shapes += [
        Words(at(day), 11, str(day.year if day.month == 1 else day.month), SMALL, "middle", SOFT)
        for day in marks
    ]
    for row, span in enumerate(spans):
        y = top + row * ROW + ROW / 2
        shapes.append(_label(span.label, top + row * ROW))
        start, end = at(span.start or first), at(span.end or last)
        line: tuple[Line, ...] = ((start, y, end, y),)
        shapes.append(Strokes(_dashed(line[0]) if span.start is None else line, "#1b4f84", 1.4))
        if span.end:
            shapes.append(Dot(end, y, 3, "#c25700"))
        else:
            shapes.append(Strokes(((end - 4, y - 3, end, y), (end - 4, y + 3, end, y)), "#1b4f84", 1.1))
        shapes.append(Words(right + 8, y + 3, span.mark, SMALL))
    return Drawing(WIDTH, bottom + GAP, tuple(shapes))


def _dashed(line: Line, dash: float = 4.0) -> tuple[Line, ...]:
    x, y, end, _ = line
    count = int((end - x) / (2 * dash)) + 1
    return tuple((x + 2 * dash * each, y, min(end, x + 2 * dash * each + dash), y) for each in range(count))


def _months(first: date, last: date) -> list[date]:
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    step = next((each for each in (1, 3, 6) if months / each <= 14), 12)
    start = 12 * first.year + first.month - 1
    found = [divmod(start + each, 12) for each in range(0, months, step)]
    return [date(year, month + 1, 1) for year, month in found]
