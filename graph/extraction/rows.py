"""Rows of tables: those that a reader knows, and those that the lines of plain text make."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.documents.text import Block
from graph.extraction.clean import Clean
from graph.extraction.flat import Flat, find_flat
from graph.extraction.spaced import find_spaced
from graph.model import Span

LINE = re.compile("[^\n]+")
RULED = re.compile(r"[\s|:\-+=─│┌┐└┘├┤┬┴┼]*")
# More lines without cells than this end a table.
MOST_LONE = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A row: where it stands in clean text, and one span a column (a merged cell repeated in each)."""

    start: int
    end: int
    cells: tuple[Span, ...]
    table: int = 0


def block_rows(cleaned: Clean, blocks: Iterable[Block]) -> list[Row]:
    """Return the rows that a reader found, in positions of clean text."""
    chosen = [block for block in blocks if block.cells]
    offsets = sorted(
        {at for block in chosen for span in ((block.start, block.end), *block.cells) for at in span}
    )
    place = dict(zip(offsets, _positions(cleaned, offsets), strict=True))
    return [
        Row(
            place[block.start],
            place[block.end],
            tuple((place[start], place[end]) for start, end in block.cells),
            block.table,
        )
        for block in chosen
    ]


def plain_rows(text: str) -> list[Row]:
    """Return the rows that the lines of a text make: divided by marks or blanks, or a cell a line."""
    flats = sorted([*find_flat(text), *find_spaced(text)], key=lambda flat: flat.start)
    ruled = _ruled_rows(text) if "\t" in text or "|" in text else []
    starts = [flat.start for flat in flats]
    apart = [row for row in ruled if not _is_inside(flats, starts, row.start)]
    return sorted([*flat_rows(flats), *apart], key=lambda row: row.start)


def flat_rows(flats: Sequence[Flat]) -> list[Row]:
    """Return the rows of tables that have a cell a line."""
    return [
        Row(cells[0][0], max(cells[-1][1], cells[0][1]), cells, -number)
        for number, flat in enumerate(flats, start=1)
        for cells in flat.rows
    ]


def _is_inside(flats: Sequence[Flat], starts: Sequence[int], position: int) -> bool:
    index = bisect_right(starts, position) - 1
    return index >= 0 and position < flats[index].end


def _ruled_rows(text: str) -> list[Row]:
    """Return the lines that tabs or `|` divide into cells, and the lone lines between such, as rows."""
    rows: list[Row] = []
    lone: list[Row] = []
    table = 0
    for match in LINE.finditer(text):
        line = match.group()
        if RULED.fullmatch(line):
            continue
        mark = "\t" if "\t" in line.strip() else "|"
        cells = _cells(line, match.start(), mark) if mark in line else ()
        if len(cells) < 2:
            lone.append(Row(*match.span(), cells or (match.span(),), table))
            continue
        if rows and len(lone) <= MOST_LONE:
            rows += lone
        else:
            table += 1
        lone = []
        rows.append(Row(*match.span(), cells, table))
    return rows


def _cells(line: str, start: int, mark: str) -> tuple[Span, ...]:
    spans = []
    position = start
    for piece in line.split(mark):
        inner = piece.strip()
        begin = position + (piece.index(inner) if inner else 0)
        spans.append((begin, begin + len(inner)))
        position += len(piece) + 1
    if mark == "|" and line.lstrip().startswith("|"):
        spans = spans[1:]
    if mark == "|" and line.rstrip().endswith("|"):
        spans = spans[:-1]
    return tuple(spans)


def _positions(cleaned: Clean, offsets: Sequence[int]) -> list[int]:
    """Return the position of the first character kept at or after each offset."""
    origins = [start + moved for start, moved in zip(cleaned.starts, cleaned.moved, strict=True)]
    ends = [*cleaned.starts[1:], len(cleaned.text)]
    found = []
    for offset in offsets:
        piece = bisect_right(origins, offset) - 1
        found.append(0 if piece < 0 else min(offset - cleaned.moved[piece], ends[piece]))
    return found
