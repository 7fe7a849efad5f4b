"""Sheets of values with looks as an Excel workbook, written by XlsxWriter."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | date | None
PLAIN, HEAD, QUOTED, SCORE, DAY = range(5)
"""The looks of a cell: as it is, bold, text like a formula, a number of three decimals, a day."""
LOOKS: dict[int, dict[str, object]] = {
    PLAIN: {},
    HEAD: {"bold": True},
    QUOTED: {"quote_prefix": True},
    SCORE: {"num_format": "0.000"},
    DAY: {"num_format": "yyyy-mm-dd"},
}
MADE = {"author": "tiaokuai", "created": datetime(2000, 1, 1)}
"""No clock: the same tables are the same bytes."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the widths of its columns in characters, and its rows of values with looks.

    The first row stays in view and has filters.
    """

    name: str
    widths: Sequence[int]
    rows: Sequence[Sequence[tuple[Value, int]]]


def to_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return the sheets as an .xlsx file; the same sheets give the same bytes.

    Text stands in its cell, never as a formula, a number or a link. Names and texts hold
    what XML and Excel allow: who calls sees to that.

    Examples
    --------
    >>> import openpyxl
    >>> content = to_xlsx([Sheet("x", (8, 8), ([("a", HEAD), ("b", HEAD)], [("=1", QUOTED), (2.5, SCORE)]))])
    >>> [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content))["x"]]
    [['a', 'b'], ['=1', 2.5]]
    """
    import xlsxwriter

    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    book.set_properties(MADE)
    looks = {name: book.add_format(look) for name, look in LOOKS.items()}
    for sheet in sheets:
        made = book.add_worksheet(sheet.name)
        made.freeze_panes(1, 0)
        for place, wide in enumerate(sheet.widths):
            made.set_column(place, place, wide)
        for number, row in enumerate(sheet.rows):
            for place, (value, look) in enumerate(row):
                _write(made, (number, place), value, looks[look])
        if sheet.widths:
            made.autofilter(0, 0, len(sheet.rows) - 1, len(sheet.widths) - 1)
    book.close()
    return raw.getvalue()


def _write(sheet: Worksheet, place: tuple[int, int], value: Value, look: Format) -> None:
    """Write a cell as what it is; an empty one takes no place."""
    if isinstance(value, str):
        sheet.write_string(*place, value, look)
    elif isinstance(value, bool):
        sheet.write_boolean(*place, value, look)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, look)
    elif value is not None:
        sheet.write_number(*place, value, look)
