"""A drawing as an Enhanced Metafile: a picture of vectors and text that Word and LibreOffice show.

Source: [MS-EMF], Enhanced Metafile Format, Microsoft; the records used are named below as there.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

from graph.views.cells import visible
from graph.views.drawing import Box, Dot, Drawing, Strokes, Words

FACE = "Microsoft YaHei"
CHINESE = 134
"""GB2312_CHARSET: makes whoever lacks the face choose a Chinese one for simplified characters."""
UNITS = 35.2778
"""Units to the point: the drawing counts in hundredths of a millimetre."""
DEVICE, MILLIMETRES = 32_000, 320
ELLIPSE, RECTANGLE, POLYPOLYLINE, TEXT = 42, 43, 90, 84
SELECT, PEN, BRUSH, FONT = 37, 38, 39, 82
ALIGN, COLOUR, GROUND, END = 22, 24, 18, 14
NO_PEN = 0x80000008
BASELINE, PLACES = 24, {"start": 0, "end": 2, "middle": 6}
HEADER = 108
EVERYWHERE = struct.pack("<4i", 0, 0, -1, -1)
"""Bounds that say nothing; readers work them out."""


class _Records:
    """The records of one metafile; pens, brushes and faces are made once and then selected."""

    def __init__(self) -> None:
        self.found: list[bytes] = []
        self.handles: dict[tuple[int, bytes], int] = {}
        self.selected: dict[int, int] = {}
        self.states: dict[int, int] = {}

    def add(self, kind: int, body: bytes) -> None:
        padded = body + b"\0" * (-len(body) % 4)
        self.found.append(struct.pack("<2I", kind, 8 + len(padded)) + padded)

    def use(self, kind: int, looks: bytes) -> None:
        """Select a pen, a brush or a face by what it looks like."""
        handle = self.handles.get((kind, looks))
        if handle is None:
            handle = self.handles[kind, looks] = len(self.handles) + 1
            self.add(kind, struct.pack("<I", handle) + looks)
        self.select(kind, handle)

    def select(self, kind: int, handle: int) -> None:
        if self.selected.get(kind) != handle:
            self.selected[kind] = handle
            self.add(SELECT, struct.pack("<I", handle))

    def set(self, kind: int, value: int) -> None:
        if self.states.get(kind) != value:
            self.states[kind] = value
            self.add(kind, struct.pack("<I", value))


def to_emf(drawing: Drawing) -> bytes:
    """Return a drawing as the bytes of an .emf file; the same drawing gives the same bytes.

    Examples
    --------
    >>> content = to_emf(Drawing(72, 36, (Box(0, 0, 72, 36, "#ffffff"), Words(0, 10, "市财政局"))))
    >>> content[40:44], len(content) == struct.unpack("<I", content[48:52])[0]
    (b' EMF', True)
    >>> "市财政局".encode("utf-16-le") in content
    True
    """
    records = _Records()
    records.set(GROUND, 1)
    for shape in drawing.shapes:
        match shape:
            case Box() | Dot():
                _add_filled(records, shape)
            case Strokes():
                _add_strokes(records, shape)
            case Words():
                _add_words(records, shape)
    records.add(END, struct.pack("<3I", 0, 16, 20))
    body = b"".join(records.found)
    return _header(drawing, len(body), len(records.found) + 1, len(records.handles) + 1) + body


def _header(drawing: Drawing, size: int, records: int, handles: int) -> bytes:
    """Return EMR_HEADER: bounds and frame, signature, counts, the device that the units come from."""
    area = struct.pack("<4i", 0, 0, *_units(drawing.width, drawing.height))
    counts = struct.pack("<4I2H3I", 0x464D4520, 0x10000, HEADER + size, records, handles, 0, 0, 0, 0)
    device = struct.pack("<4i", DEVICE, DEVICE, MILLIMETRES, MILLIMETRES)
    fine = struct.pack("<3I2i", 0, 0, 0, 1000 * MILLIMETRES, 1000 * MILLIMETRES)
    return struct.pack("<2I", 1, HEADER) + area + area + counts + device + fine


def _add_filled(records: _Records, shape: Box | Dot) -> None:
    records.use(BRUSH, struct.pack("<3I", 0, _colour(shape.fill), 0))
    records.select(PEN, NO_PEN)
    if isinstance(shape, Box):
        corners = (shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
        records.add(RECTANGLE, struct.pack("<4i", *_units(*corners)))
    else:
        around = (
            shape.x - shape.radius,
            shape.y - shape.radius,
            shape.x + shape.radius,
            shape.y + shape.radius,
        )
        records.add(ELLIPSE, struct.pack("<4i", *_units(*around)))


def _add_strokes(records: _Records, strokes: Strokes) -> None:
    if not strokes.lines:
        return
    [thickness] = _units(strokes.thickness)
    records.use(PEN, struct.pack("<I2iI", 0, thickness, 0, _colour(strokes.colour)))
    count = len(strokes.lines)
    points = [each for line in strokes.lines for each in _units(*line)]
    head = EVERYWHERE + struct.pack("<2I", count, 2 * count)
    records.add(
        POLYPOLYLINE,
        head + struct.pack(f"<{count}I", *[2] * count) + struct.pack(f"<{len(points)}h", *points),
    )


def _add_words(records: _Records, words: Words) -> None:
    [height] = _units(words.size)
    angle = 900 if words.turned else 0
    weight = 700 if words.bold else 400
    looks = struct.pack("<5i8B", -height, 0, angle, angle, weight, 0, 0, 0, CHINESE, 0, 0, 0, 0)
    records.use(FONT, (looks + FACE.encode("utf-16-le")).ljust(320, b"\0"))
    records.set(ALIGN, BASELINE | PLACES[words.place])
    records.set(COLOUR, _colour(words.colour))
    letters = visible(words.text).encode("utf-16-le", errors="replace")
    head = EVERYWHERE + struct.pack("<I2f2i", 1, 1.0, 1.0, *_units(words.x, words.y))
    # No list of distances between letters: the reader's own face sets them.
    tail = struct.pack("<3I", len(letters) // 2, 76, 0) + EVERYWHERE + struct.pack("<I", 0)
    records.add(TEXT, head + tail + letters)


def _units(*points: float) -> Iterable[int]:
    return [round(UNITS * each) for each in points]


def _colour(hexadecimal: str) -> int:
    """Return #rrggbb as the number 0x00bbggrr.

    Examples
    --------
    >>> hex(_colour("#010203"))
    '0x30201'
    """
    return int.from_bytes(bytes.fromhex(hexadecimal[1:]), "little")
