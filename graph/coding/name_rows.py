"""Tables of agencies, CSV or XLSX, read as the block `names:` of a coded plan."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from graph.coding.nodes import Coded
from graph.coding.sheet_form import HEADINGS, PLAN_SHEET, sheet_forms
from graph.coding.workbook import MOST_COLUMNS, MOST_ROWS, Row, cell_text, cell_word, open_sheets, read_rows
from graph.errors import fail

NAMES = next(form for form in sheet_forms() if form.key == "names")
KEYS = {HEADINGS[field.key]: field.key for field in NAMES.fields}
HEADER_ROWS = 3
NO_TABLE = "Name the columns as in the sheet 单位 of a coding sheet: spelling (写法), agency, new.label …"


def names_of_csv(text: str, file: str) -> Coded:
    """Return the names in a table of text, with the row of every value; commas, semicolons or tabs divide."""
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        rows = [
            (number, cells) for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=mark), 1)
        ]
    except csv.Error as error:
        raise fail(file, f"is no table that can be read ({error}).", "Save it again as CSV.") from error
    return read_rows(NAMES, list(_keyed(rows, file)), file, "")


def names_of_workbook(raw: bytes, file: str) -> tuple[Coded, str]:
    """Return the names in a workbook, and the place of its plan where it is a whole coding sheet.

    Read is the sheet 单位 (names), else the first that has a column spelling.
    """
    sheets = open_sheets(raw, file, _numbered)
    named = [title for title in sheets if title in {NAMES.key, NAMES.title}]
    titles = named or [title for title, rows in sheets.items() if _header(rows)[1]]
    if not titles:
        raise fail(file, "has no table of agencies.", NO_TABLE)
    coded = read_rows(NAMES, list(_keyed(sheets[titles[0]], file)), file, titles[0])
    return coded, _place(sheets)


def _numbered(title: str, sheet: Any, file: str) -> Iterator[tuple[int, Sequence[Any]]]:
    rows = enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1)
    yield from islice(rows, MOST_ROWS)
    if next(rows, None):
        raise fail(f"{file}, sheet {title}", f"has more than {MOST_ROWS} rows.", "Delete blank rows.")


def _keyed(rows: Sequence[tuple[int, Sequence[Any]]], file: str) -> Iterator[Row]:
    """Yield the filled rows below the header, their cells by key."""
    last, keys = _header(rows)
    if not keys:
        raise fail(file, "has no column spelling (写法) in its first rows.", NO_TABLE)
    for number, cells in rows:
        filled = {key: cell for key, cell in zip(keys, cells, strict=False) if key and cell_text(cell)}
        if number > last and filled:
            yield number, filled


def _header(rows: Iterable[tuple[int, Sequence[Any]]]) -> tuple[int, list[str]]:
    """Return the number of the row of keys, English ones before Chinese headings, and the keys."""
    found: tuple[int, list[str]] = (0, [])
    for number, cells in islice(rows, HEADER_ROWS):
        words = [cell_word(cell) for cell in cells]
        keys = [KEYS.get(word, word) for word in words]
        if "spelling" in words:
            return number, words
        if "spelling" in keys and not found[1]:
            found = (number, [KEYS.get(word, "") for word in words])
    return found


def _place(sheets: dict[str, list[tuple[int, Sequence[Any]]]]) -> str:
    plan = chain.from_iterable(sheets.get(name, ()) for name in PLAN_SHEET)
    cells = (cells for _, cells in plan if len(cells) > 1 and cell_word(cells[0]) == "place")
    return next((cell_word(each[1]) for each in cells), "")
