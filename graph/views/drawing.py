"""A drawing of boxes, strokes, dots and words, in points: what a figure is before it is SVG or EMF."""

from __future__ import annotations

from dataclasses import dataclass, field
from unicodedata import east_asian_width

from graph.views.cells import visible

INK, SOFT, RULE = "#16202b", "#54616e", "#c9d1d9"
SIZE = 8.0
"""The size of words, in points, unless they say otherwise."""
WIDE, NARROW = "WFA", 0.6
"""Widths by Unicode of what is as wide as it is high, and how wide the rest is."""
SPACING = 3.0
"""The distance between the strokes of a hatch."""

Line = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; y grows downwards."""

    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Strokes:
    """Straight lines of one colour, each from x, y to x, y."""

    lines: tuple[Line, ...]
    colour: str = RULE
    thickness: float = 0.6


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle around x, y."""

    x: float
    y: float
    radius: float
    fill: str


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text whose base line is at y; `place` is start, middle or end of it at x.

    Text that is turned runs upwards.
    """

    x: float
    y: float
    text: str
    size: float = SIZE
    place: str = "start"
    colour: str = INK
    bold: bool = False
    turned: bool = False


Shape = Box | Strokes | Dot | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a white ground, later ones over earlier ones."""

    width: float
    height: float
    shapes: tuple[Shape, ...] = field(default=())

    def texts(self) -> list[str]:
        """Return the words of the drawing, in the order of drawing."""
        return [shape.text for shape in self.shapes if isinstance(shape, Words)]


def fitted(text: str, points: float, size: float = SIZE) -> str:
    r"""Return text cut to what fits into so many points, its last character an ellipsis if something is cut.

    Examples
    --------
    >>> fitted("市发展改革委", 50, 10), fitted("a\nb", 50)
    ('市发展改…', 'a b')
    """
    shown = visible(text)
    if extent(shown, size) <= points:
        return shown
    while shown and extent(shown, size) + size > points:
        shown = shown[:-1]
    return shown + "…"


def extent(text: str, size: float = SIZE) -> float:
    """Return about how many points wide a text is: a Chinese character or quotation mark is as wide as high.

    Examples
    --------
    >>> extent("“市”", 10), extent("12", 10)
    (30.0, 12.0)
    """
    return size * sum(1.0 if east_asian_width(each) in WIDE else NARROW for each in text)


def hatched(box: Box, colour: str) -> Strokes:
    """Return rising strokes over a box, cut at its edges.

    Examples
    --------
    >>> hatched(Box(0, 0, 4, 4, "#ffffff"), "#000000").lines
    ((0, 3.0, 3.0, 0), (2.0, 4, 4, 2.0))
    """
    right, bottom = box.x + box.width, box.y + box.height
    lines: list[Line] = []
    step = SPACING
    while step < box.width + box.height:
        # The stroke x - box.x + y - box.y = step, from the lower left to the upper right.
        start = (box.x, box.y + step) if step <= box.height else (box.x + step - box.height, bottom)
        end = (box.x + step, box.y) if step <= box.width else (right, box.y + step - box.width)
        lines.append((*start, *end))
        step += SPACING
    return Strokes(tuple(lines), colour, 0.7)
