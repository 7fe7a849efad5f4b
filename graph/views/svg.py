"""A drawing as SVG: text as text, one title and one description, no style and no script."""

from __future__ import annotations

from html import escape

from graph.views.cells import visible
from graph.views.drawing import Box, Dot, Drawing, Shape, Strokes, Words

ANCHORS = {"start": "", "middle": ' text-anchor="middle"', "end": ' text-anchor="end"'}


def to_svg(drawing: Drawing, name: str, title: str, description: str) -> str:
    """Return a drawing as an <svg> element for an HTML page; its faces are those of the page.

    Parameters
    ----------
    drawing
        What is drawn.
    name
        Begins the ids of title and description, so that they are unique in the page.
    title, description
        What a reader hears who does not see it.

    Examples
    --------
    >>> print(to_svg(Drawing(20, 10, (Box(0, 0, 5, 2.5, "#000000"), Words(1, 8, "<b>"))), "f1", "T", "D"))
    <svg role="img" aria-labelledby="f1t f1d" viewBox="0 0 20 10" width="20pt" height="10pt">
    <title id="f1t">T</title><desc id="f1d">D</desc>
    <rect x="0" y="0" width="5" height="2.5" fill="#000000"/>
    <text x="1" y="8" font-size="8" fill="#16202b">&lt;b&gt;</text>
    </svg>
    """
    wide, high = _number(drawing.width), _number(drawing.height)
    head = f'<svg role="img" aria-labelledby="{name}t {name}d" viewBox="0 0 {wide} {high}"'
    words = f'<title id="{name}t">{_text(title)}</title><desc id="{name}d">{_text(description)}</desc>'
    shapes = "\n".join(map(_shape, drawing.shapes))
    return f'{head} width="{wide}pt" height="{high}pt">\n{words}\n{shapes}\n</svg>'


def _shape(shape: Shape) -> str:
    match shape:
        case Box(x, y, width, height, fill):
            size = f'width="{_number(width)}" height="{_number(height)}"'
            return f'<rect x="{_number(x)}" y="{_number(y)}" {size} fill="{fill}"/>'
        case Dot(x, y, radius, fill):
            return f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{_number(radius)}" fill="{fill}"/>'
        case Strokes(lines, colour, thickness):
            path = "".join("M{} {}L{} {}".format(*map(_number, line)) for line in lines)
            return f'<path d="{path}" stroke="{colour}" stroke-width="{_number(thickness)}" fill="none"/>'
        case Words():
            return _words(shape)


def _words(words: Words) -> str:
    x, y = _number(words.x), _number(words.y)
    looks = f'font-size="{_number(words.size)}" fill="{words.colour}"{ANCHORS[words.place]}'
    looks += ' font-weight="bold"' if words.bold else ""
    looks += f' transform="rotate(-90 {x} {y})"' if words.turned else ""
    return f'<text x="{x}" y="{y}" {looks}>{_text(words.text)}</text>'


def _text(text: str) -> str:
    return escape(visible(text), quote=False)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
