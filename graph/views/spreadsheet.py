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
PLAIN, HEAD, QUOTED, SCORE, SMALL, DAY, LINK = range(7)
"""Looks of a cell: as it is, a head, text like a formula, a score, one that may be tiny, a day, a link."""
LOOKS: dict[int, dict[str, object]] = {
    PLAIN: {},
    HEAD: {"bold": True, "bg_color": "#E9EEF3", "bottom": 1},
    QUOTED: {"quote_prefix": True},
    SCORE: {"num_format": "0.000"},
    SMALL: {"num_format": "[=0]0.000;[<0.001]0.0E+00;0.000"},
    DAY: {"num_format": "yyyy-mm-dd"},
    LINK: {"font_color": "#1F4876", "underline": 1},
}
MADE = {"author": "tiaokuai", "created": datetime(2000, 1, 1)}
"""No clock: the same tables are the same bytes."""
A4 = 9
PRINTED = 230
"""So many characters of width stand on one printed page, in letters that can be read."""
FOOT = "&L&A&R&P / &N"
EVERYWHERE = "A1:XFD1048576"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the widths of its columns in characters, and its rows of values with looks.

    The row `head` stays in view and has filters; so do the first `kept` columns. `notes` are
    remarks on the cells of the head, and `printed` stands at the head of every printed page.
    """

    name: str
    widths: Sequence[int]
    rows: Sequence[Sequence[tuple[Value, int]]]
    head: int = 0
    kept: int = 0
    notes: Sequence[str] = ()
    printed: str = ""


def to_xlsx(sheets: Sequence[Sheet]) -> bytes:
    """Return the sheets as an .xlsx file; the same sheets give the same bytes.

    Text stands in its cell, never as a formula or a number, and as a link only to a sheet, where
    its looks are `LINK`. Names and texts hold what XML and Excel allow: who calls sees to that.

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
        made.freeze_panes(sheet.head + 1, sheet.kept)
        made.ignore_errors({"number_stored_as_text": EVERYWHERE})
        for place, wide in enumerate(sheet.widths):
            made.set_column(place, place, wide)
        for number, row in enumerate(sheet.rows):
            for place, (value, look) in enumerate(row):
                _write(made, (number, place), value, look, looks[look])
        for place, note in enumerate(sheet.notes):
            made.write_comment(sheet.head, place, note, {"x_scale": 1.6, "y_scale": 0.7})
        if sheet.widths:
            made.autofilter(sheet.head, 0, len(sheet.rows) - 1, len(sheet.widths) - 1)
        _set_page(made, sheet)
    book.close()
    return raw.getvalue()


def _set_page(made: Worksheet, sheet: Sheet) -> None:
    """Set how a sheet is printed: as many pages wide as it needs, what stays in view on each of them."""
    made.set_landscape()
    made.set_paper(A4)
    across = max(1, -(-sum(sheet.widths) // PRINTED))
    made.fit_to_pages(across, 0)
    made.repeat_rows(sheet.head)
    if sheet.kept:
        made.repeat_columns(0, sheet.kept - 1)
    if sheet.printed:
        made.set_header("&L" + sheet.printed.replace("&", "&&"))
    made.set_footer(FOOT)


def _write(sheet: Worksheet, place: tuple[int, int], value: Value, look: int, drawn: Format) -> None:
    """Write a cell as what it is; an empty one takes no place."""
    if look == LINK:
        sheet.write_url(*place, f"internal:'{value}'!A1", drawn, string=str(value))
    elif isinstance(value, str):
        sheet.write_string(*place, value, drawn)
    elif isinstance(value, bool):
        sheet.write_boolean(*place, value, drawn)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, drawn)
    elif value is not None:
        sheet.write_number(*place, value, drawn)
