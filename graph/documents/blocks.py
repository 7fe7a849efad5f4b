"""Paragraphs and table rows put together into text, every block and cell with its offsets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.documents.text import Block
from graph.model import Span

MAX_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, or a merged one: where it begins (counted from 0) and how far it reaches."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Blocks:
    """Text in the making; `add_paragraph` and `add_table` append to it."""

    pieces: list[str] = field(default_factory=list)
    found: list[Block] = field(default_factory=list)
    length: int = 0
    tables: int = 0

    @property
    def content(self) -> str:
        """The text so far: blocks stand a line end apart."""
        return "\n".join(self.pieces)

    def add_paragraph(self, text: str, *, heading: int = 0, bold: int = 0) -> None:
        """Append a paragraph; one without words is left out, blanks at its end are cut."""
        text = text.rstrip()
        if text.strip():
            start = self._append(text)
            self.found.append(Block(start, start + len(text), heading=heading, bold=min(bold, len(text))))

    def add_table(self, cells: Iterable[Cell]) -> None:
        r"""Append a table a row at a time, from cells in the order of their rows.

        The cells that begin in a row are joined by tabs; a cell that reaches further lends its
        span to the other rows and columns. Rows and columns in which no words begin are left out.

        Examples
        --------
        >>> blocks = Blocks()
        >>> blocks.add_table([Cell(0, 0, "1", rows=2), Cell(0, 1, "甲"), Cell(1, 1, "乙")])
        >>> blocks.content, blocks.found[1].cells
        ('1\t甲\n乙', ((0, 1), (4, 5)))
        """
        rows: dict[int, list[Cell]] = {}
        used: set[int] = set()
        for cell in cells:
            if cell.column < MAX_COLUMNS:
                rows.setdefault(cell.row, []).append(cell)
                if cell.text.strip():
                    used.add(cell.column)
        if used:
            self.tables += 1
            self._add_rows(rows, sorted(used))

    def _add_rows(self, rows: dict[int, list[Cell]], columns: list[int]) -> None:
        above: dict[int, tuple[Span, int]] = {}  # column → span, first row that it no longer covers
        for number in sorted(rows):
            own = sorted((cell for cell in rows[number]), key=lambda cell: cell.column)
            own = [cell for cell in own if not set(columns).isdisjoint(_columns(cell))]
            if not any(cell.text.strip() for cell in own):
                continue
            start = self._append("\t".join(cell.text for cell in own))
            position = start
            for cell in own:
                span = (position, position + len(cell.text))
                above.update(dict.fromkeys(_columns(cell), (span, number + cell.rows)))
                position = span[1] + 1
            spans = tuple(_span(above.get(column), number, start) for column in columns)
            self.found.append(Block(start, position - 1, cells=spans, table=self.tables))

    def _append(self, text: str) -> int:
        start = self.length + bool(self.pieces)
        self.pieces.append(text)
        self.length = start + len(text)
        return start


def _columns(cell: Cell) -> range:
    return range(cell.column, min(cell.column + cell.columns, MAX_COLUMNS))


def _span(reach: tuple[Span, int] | None, row: int, start: int) -> Span:
    return reach[0] if reach is not None and row < reach[1] else (start, start)
