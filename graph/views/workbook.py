"""Tables as an Excel workbook, one sheet a table: same tables, same bytes, and no text is a formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import isfinite

from graph.coding.sheets import FORMULA
from graph.errors import fail
from graph.table import Cell, Column, Table
from graph.views.cells import cell_text, number_text, width
from graph.views.codebook import Described, columns_of
from graph.views.report_facts import ReportFacts
from graph.views.spreadsheet import (
    DAY,
    HEAD,
    LINK,
    PLAIN,
    QUOTED,
    SCORE,
    SMALL,
    Sheet,
    Value,
    to_xlsx,
)
from graph.views.tables import heading
from graph.views.wording import say

LONGEST_NAME, LONGEST_CELL, MOST_ROWS = 31, 32_767, 1_048_575
PRINTED_MOST = 250
"""The most characters at the head of a printed page."""
NOT_IN_NAMES = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff\[\]:*?/\\']")
NOT_IN_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
Plain = str | int | float | date | None
FIRST_DAY = date(1900, 3, 1)
"""Excel counts days before it wrongly."""
NARROWEST, WIDEST, ADDRESS = 8, 48, 14
"""Widths of columns in characters; addresses, which nobody reads, are shown in part."""
KEPT = 90
"""The most characters that columns which stay in view may take."""
TINY = 0.001
NAMES = ("label", "title")
"""Ends of the names of columns that tell a reader which row it is."""
CONTENTS = (
    Column("sheet", "text", "表", "Sheet"),
    Column("zh", "text", "回答的问题", "Question in Chinese"),
    Column("en", "text", "回答的问题（英文）", "Question"),
    Column("rows", "integer", "行数", "Rows"),
)


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
    taken = tuple(tables)
    names = _sheet_names(taken)
    return to_xlsx(
        [
            _sheet(name, each, [heading(column, lang) for column in each.columns])
            for name, each in zip(names, taken, strict=True)
        ]
    )


def workbook_with_codebook(facts: ReportFacts, known: Sequence[Described]) -> bytes:
    """Return the tables as `workbook` does, but by the names of columns, which notes explain.

    The first sheet lists the sheets with what each answers, after title and status of the plan; the
    second explains the columns.
    """
    columns = columns_of([each.table for each in known])
    tables = [columns, *(each.table for each in known)]
    names = _sheet_names([Table("contents", (), ()), *tables])[1:]
    status = " / ".join(say(f"report.status.{facts.status}", lang) for lang in ("zh", "en"))
    sheets = [
        replace(
            _sheet(name, each, [column.name for column in each.columns]),
            notes=[_note(column) for column in each.columns] if each is not columns else (),
            printed=f"{facts.plan}  {status}"[:PRINTED_MOST],
        )
        for name, each in zip(names, tables, strict=True)
    ]
    return to_xlsx([_contents(facts, known, names), *sheets])


def _note(column: Column) -> str:
    """Return what a column is called in both languages, with its unit."""
    return "\n".join(dict.fromkeys(heading(column, lang) for lang in ("zh", "en")))


def _contents(facts: ReportFacts, known: Sequence[Described], names: Sequence[str]) -> Sheet:
    """Return the first sheet: title and status of the plan, then a row a sheet that leads to it."""
    above: list[list[tuple[Value, int]]] = []
    for lang in ("zh", "en"):
        above.append([(say("dataset.name", lang, title=facts.name(lang)), PLAIN)])
        above.append([(say(f"report.status.{facts.status}", lang), PLAIN)])
    head: list[tuple[Value, int]] = [(f"{each.zh} {each.en}", HEAD) for each in CONTENTS]
    told = [(say("table.codebook", "zh"), say("table.codebook", "en"))]
    told += [(each.zh, each.en) for each in known]
    counts = [sum(len(each.table.columns) for each in known), *(len(each.table.rows) for each in known)]
    rows: list[list[tuple[Value, int]]] = [
        [(name, LINK), (zh, PLAIN), (en, PLAIN), (count, PLAIN)]
        for name, count, (zh, en) in zip(names, counts, told, strict=True)
    ]
    return Sheet("contents", (32, 90, 90, 12), (*above, head, *rows), head=len(above))


def _sheet_names(tables: Iterable[Table]) -> list[str]:
    names: list[str] = []
    for table in tables:
        names.append(_sheet_name(table.name, names))
    return names


def _sheet(name: str, table: Table, heads: list[str]) -> Sheet:
    if len(table.rows) > MOST_ROWS:
        raise fail(table.name, f"has {len(table.rows):,} rows; XLSX takes {MOST_ROWS:,}.", "Take csv.")
    widths = [_width(column, head, table) for column, head in zip(table.columns, heads, strict=True)]
    looks = [_scored(table, place) for place in range(len(heads))]
    first = [(_plain(table.name, head), HEAD) for head in heads]
    rows = [
        [(value, _looks(value, look)) for value, look in zip(row, looks, strict=True)] for row in _rows(table)
    ]
    return Sheet(name, widths, (first, *rows), kept=_kept(table, widths))


def _width(column: Column, head: str, table: Table) -> int:
    if column.type == "iri":
        return max(ADDRESS, width(head) + 2)
    place = table.index(column.name)
    seen = [head, *(cell_text(row[place]) for row in table.rows)]
    return min(WIDEST, max(NARROWEST, *(width(each) + 2 for each in seen)))


def _kept(table: Table, widths: Sequence[int]) -> int:
    """Return how many columns stay in view: those up to the first that names what a row is about."""
    named = (place for place, column in enumerate(table.columns) if column.name.endswith(NAMES))
    first = next(named, None)
    return first + 1 if first is not None and sum(widths[: first + 1]) <= KEPT else 0


def _scored(table: Table, place: int) -> int:
    """Return the looks of the numbers of a column: plain, three decimals, or such that tiny ones show."""
    cells = [row[place] for row in table.rows]
    numbers = [each for each in cells if isinstance(each, float) and isfinite(each)]
    if not any(isinstance(each, float) for each in cells):
        return PLAIN
    return SMALL if min(numbers, default=0) >= 0 and any(0 < each < TINY for each in numbers) else SCORE


def _looks(value: Plain, number: int) -> int:
    """Return the looks of a value: text like a formula is marked as text, numbers look as their column."""
    if isinstance(value, str):
        return QUOTED if FORMULA.match(value) else PLAIN
    if isinstance(value, date):
        return DAY
    return number if isinstance(value, int | float) else PLAIN


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
