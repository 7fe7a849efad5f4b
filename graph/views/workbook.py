"""Tables as an XLSX workbook: one sheet a table, the same bytes whatever the clock."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from decimal import Decimal

from graph.errors import fail
from graph.table import Cell, Table
from graph.views.tables import heading

EPOCH = (1980, 1, 1, 0, 0, 0)
CLOCKED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
NOT_ALLOWED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|[\[\]:*?/\\]")
LONGEST_NAME, LONGEST_CELL, MOST_ROWS = 31, 32_767, 1_048_575


def workbook(tables: Sequence[Table], lang: str = "zh") -> bytes:
    """Return the tables as a workbook, with the headings of `lang` above each column.

    Text is never a formula, whatever it begins with. A cell longer than XLSX takes
    (32,767 characters) is an error, as is a table with more than 1,048,575 rows.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    names: list[str] = []
    for table in tables:
        if len(table.rows) > MOST_ROWS:
            what = f"has {len(table.rows):,} rows; XLSX takes {MOST_ROWS:,}."
            raise fail(table.name, what, "Ask for less, or for csv.")
        names.append(_sheet_name(table.name, names))
        sheet = book.create_sheet(names[-1])
        sheet.freeze_panes = "A2"
        for row in ([heading(each, lang) for each in table.columns], *table.rows):
            cells = []
            for value in row:
                cell = WriteOnlyCell(sheet, value=_plain(table.name, value))
                if isinstance(cell.value, str):
                    cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
    raw = io.BytesIO()
    book.save(raw)
    return _without_clock(raw.getvalue())


def _plain(name: str, value: Cell) -> str | int | float | bool | None:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str):
        if len(value) > LONGEST_CELL:
            raise fail(name, "has a cell that is too long for XLSX.", "Ask for csv.")
        return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", value)
    return value


def _sheet_name(name: str, taken: list[str]) -> str:
    """Return a name that Excel takes, told apart from those that are taken."""
    short = NOT_ALLOWED.sub("_", name)[:LONGEST_NAME] or "_"
    number = 1
    while short.lower() in (each.lower() for each in taken):
        number += 1
        short = f"{short[: LONGEST_NAME - 4]}_{number}"
    return short


def _without_clock(raw: bytes) -> bytes:
    """Return the workbook with the clock taken out of its properties and of its archive."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = CLOCKED.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(entry.filename, EPOCH), content, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
