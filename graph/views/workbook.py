"""Tables as one Excel workbook: a codebook, then a sheet a table; same tables, same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from graph.archive import with_fixed_dates
from graph.coding.sheets import EPOCH, FORMULA
from graph.table import Cell, Column, Table
from graph.views.cells import cell_text, is_number

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_TITLE = 31
CODEBOOK = "codebook"
COLUMNS = (
    Column("table", "text", "表", "Table"),
    Column("column", "text", "列", "Column"),
    Column("zh", "text", "中文名称", "In Chinese"),
    Column("en", "text", "英文名称", "In English"),
    Column("type", "text", "类型", "Type"),
    Column("unit", "text", "计量单位", "Unit"),
)
NARROW, WIDE, MOST_SEEN = 10, 48, 50


def workbook_bytes(tables: Iterable[Table]) -> bytes:
    """Return an XLSX with a codebook and a sheet a table, named as its CSV is.

    The first row holds the names of the columns and stays in view. Numbers are numbers; text
    is text even where it begins like a formula. No clock: the dates inside are fixed.
    """
    from openpyxl import Workbook

    tables = tuple(tables)
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in (_codebook(tables), *tables):
        _write(book.create_sheet(table.name[:LONGEST_TITLE]), table)
    book.properties.creator = "tiaokuai"
    book.properties.created = EPOCH
    raw = io.BytesIO()
    book.save(raw)
    return with_fixed_dates(raw.getvalue())


def _codebook(tables: Sequence[Table]) -> Table:
    rows = tuple(
        (table.name, each.name, each.zh, each.en, each.type, each.unit)
        for table in tables
        for each in table.columns
    )
    return Table(CODEBOOK, COLUMNS, rows)


def _write(sheet: Worksheet, table: Table) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    names = tuple(column.name for column in table.columns)
    for number, row in enumerate((names, *table.rows), 1):
        for place, value in enumerate(row, 1):
            _put(sheet, number, place, value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, name in enumerate(names, 1):
        seen = [name, *(cell_text(row[place - 1]) for row in table.rows[:MOST_SEEN])]
        width = min(WIDE, max(NARROW, *(len(each) + 2 for each in seen)))
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"


def _put(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    """Write one cell; what a workbook cannot hold (control characters) is left out of a text."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None or value == "":
        return
    if isinstance(value, bool) or is_number(value):
        sheet.cell(row, column, value)
        return
    text = ILLEGAL_CHARACTERS_RE.sub("", cell_text(value))
    cell = sheet.cell(row, column, text)
    cell.data_type = "s"
    cell.quotePrefix = bool(FORMULA.match(text))
