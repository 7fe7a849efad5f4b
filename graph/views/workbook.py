"""Tables as an Excel workbook, one sheet a table: same tables, same bytes, and no text is a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from graph.coding.sheets import FORMULA
from graph.errors import fail
from graph.table import Cell, Table
from graph.views.cells import cell_text, number_text, width
from graph.views.codebook import columns_of
from graph.views.spreadsheet import DAY, HEAD, PLAIN, QUOTED, SCORE, Sheet, to_xlsx
from graph.views.tables import heading

LONGEST_NAME, LONGEST_CELL, MOST_ROWS = 31, 32_767, 1_048_575
NOT_IN_NAMES = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff\[\]:*?/\\']")
NOT_IN_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Plain = str | int | float | date | None
FIRST_DAY = date(1900, 3, 1)
"""Excel counts days before it wrongly."""
NARROWEST, WIDEST, ROWS_SEEN = 10, 48, 20


def workbook(tables: Iterable[Table], lang: str = "zh") -> bytes:
    """Return the tables as a workbook, with the headings of `lang` above each column.

    Numbers are numbers, and scores show three decimals; days are Excel's own; text is
    text even where it begins like a formula. The first row stays in view and has
    filters. No clock: the dates inside are fixed.

    Raises
    ------
    UserError
        For a cell of more than 32,767 characters, or a table of more than 1,048,575
        rows: XLSX takes no more.
    """
    return _made([(table, [heading(each, lang) for each in table.columns]) for table in tables])


def workbook_with_codebook(tables: Iterable[Table]) -> bytes:
    """Return the tables as `workbook` does, but by the names of columns, explained in a first sheet."""
    tables = tuple(tables)
    every = (columns_of(tables), *tables)
    return _made([(each, [column.name for column in each.columns]) for each in every])


def _made(tables: Sequence[tuple[Table, list[str]]]) -> bytes:
    names: list[str] = []
    for table, _ in tables:
        names.append(_sheet_name(table.name, names))
    return to_xlsx([_sheet(name, *each) for name, each in zip(names, tables, strict=True)])


def _sheet(name: str, table: Table, heads: list[str]) -> Sheet:
    if len(table.rows) > MOST_ROWS:
        raise fail(table.name, f"has {len(table.rows):,} rows; XLSX takes {MOST_ROWS:,}.", "Take csv.")
    widths = []
    for place, head in enumerate(heads):
        seen = [head, *(cell_text(row[place]) for row in table.rows[:ROWS_SEEN])]
        widths.append(min(WIDEST, max(NARROWEST, *(width(each) + 2 for each in seen))))
    scored = [any(isinstance(row[place], float) for row in table.rows) for place in range(len(heads))]
    first = [(_plain(table.name, head), HEAD) for head in heads]
    rows = [
        [(value, _looks(value, score)) for value, score in zip(row, scored, strict=True)]
        for row in _rows(table)
    ]
    return Sheet(name, widths, (first, *rows))


def _looks(value: Plain, score: bool) -> int:
    """Return the looks of a value: text like a formula is marked as text, scores have three decimals."""
    if isinstance(value, str):
        return QUOTED if FORMULA.match(value) else PLAIN
    if isinstance(value, date):
        return DAY
    return SCORE if score and isinstance(value, int | float) else PLAIN


def _rows(table: Table) -> list[list[Plain]]:
    days = [column.type == "date" for column in table.columns]
    return [
        [_day(cell) if is_day else _plain(table.name, cell) for cell, is_day in zip(row, days, strict=True)]
        for row in table.rows
    ]


def _day(value: Cell) -> Plain:
    """Return a day as Excel's own, which filters and charts know; what is none stays text."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        day = date.min
    return day if day >= FIRST_DAY else None if value is None else str(value)


def _plain(name: str, value: Cell) -> Plain:
    if isinstance(value, float | Decimal):
        text = number_text(value)
        return float(text) if text else None
    if not isinstance(value, str):
        return value
    if len(value) > LONGEST_CELL:
        raise fail(name, "has a cell that is too long for XLSX.", "Take csv.")
    return NOT_IN_CELLS.sub("\ufffd", value) or None


def _sheet_name(name: str, taken: list[str]) -> str:
    """Return a name that Excel takes, told apart from those that are taken."""
    short = NOT_IN_NAMES.sub("_", name)[:LONGEST_NAME] or "_"
    number = 1
    while short.lower() in (each.lower() for each in taken):
        number += 1
        short = f"{short[: LONGEST_NAME - 4]}_{number}"
    return short
