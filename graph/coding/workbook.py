"""A coding sheet read back: the data of a coded plan, with the sheet and row of every value."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from graph.coding.nodes import DECIMAL, Coded, Path
from graph.coding.sheet_form import PLAN_SHEET, Field, SheetForm, plan_fields, sheet_forms
from graph.coding.writing import number_text
from graph.errors import Problem, UserError, fail

LARGEST_UNPACKED = 100_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 100

HALF_WIDTH = {0xFF01 + code: 0x21 + code for code in range(94)} | {0x3000: 0x20}
SPAN = re.compile(r"\[?([0-9]{1,9})[-–—~,]([0-9]{1,9})\]?")
SPANS = re.compile(rf"\[?{SPAN.pattern}(?:[,;]{SPAN.pattern})*;?\]?")


@dataclass(frozen=True, slots=True)
class CodedSheet(Coded):
    """The data of a coding sheet: `lines` are rows, and `sheets` tell of which sheet."""

    sheets: Mapping[Path, str]

    def where(self, path: Path) -> str:
        """Return `file, sheet S, row N`, and `, measure K` when `path` leads into a measure."""
        at = path
        while at and at not in self.lines:
            at = at[:-1]
        place = _where(self.file, self.sheets.get(at, PLAN_SHEET[1]), self.lines.get(at, 1))
        if len(path) > 1 and path[0] == "measures":
            place += f", measure {self.data['measures'][path[1]].get('key', '')}"
        return place


@dataclass(slots=True)
class _Found:
    """What has been read so far: data, places and faults."""

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[Path, int] = field(default_factory=dict)
    sheets: dict[Path, str] = field(default_factory=dict)
    faults: list[Problem] = field(default_factory=list)

    def put(self, path: Path, sheet: str, row: int) -> None:
        self.lines[path] = row
        self.sheets[path] = sheet

    def fault(self, sheet: str, row: int, what: str, remedy: str) -> None:
        self.faults.append(Problem(_where(self.file, sheet, row), what, remedy))


Row = tuple[int, dict[str, Any]]
"""The number of a row in its sheet, and its cells by the English key of their column."""


def read_sheet(raw: bytes, file: str) -> Coded:
    """Return the data of a coding sheet, with the sheet and row of every value.

    Columns are found by the English key in the second row, in any order; a column
    without one is a note and is not read. Blank rows are skipped, blanks at the ends
    of a cell taken off, and full-width digits read in columns of words and numbers.

    Raises
    ------
    UserError
        For a workbook that is broken, far too large or no coding sheet, and for
        every cell that cannot be read, each with its sheet and row.
    """
    sheets = open_sheets(raw, file, _keyed_rows)
    found = _Found(file)
    _read_plan(sheets, found)
    for form in sheet_forms():
        if form.in_measure:
            continue
        _read_list(form, sheets, found)
    measures: dict[str, tuple[int, dict[str, Any]]] = {}
    for index, measure in enumerate(found.data.get("measures", ())):
        measures.setdefault(str(measure.get("key", "")), (index, measure))
    for form in sheet_forms():
        if form.in_measure:
            _read_entries(form, sheets, measures, found)
    if found.faults:
        raise UserError(found.faults)
    return CodedSheet(file, found.data, found.lines, found.sheets)


def is_sheet(raw: bytes, file: str) -> bool:
    """Return whether the bytes of a workbook are a coding sheet: it has the sheet 方案 (plan)."""
    return any(title in PLAN_SHEET for title in open_sheets(raw, file, lambda *_: ()))


def open_sheets(
    raw: bytes, file: str, rows: Callable[[str, Any, str], Iterable[Any]]
) -> dict[str, list[Any]]:
    """Return what `rows` reads of every sheet (title, sheet, file), by its title in lower case."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
        if size > LARGEST_UNPACKED:
            raise fail(file, f"unpacks to {size} bytes.", "A coding sheet is far smaller.")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
            return {
                sheet.title.strip().lower(): list(rows(sheet.title, sheet, file)) for sheet in book.worksheets
            }
    except UserError:
        raise
    except Exception as error:  # openpyxl lets whatever its XML stumbles over through
        what = "is no Excel workbook that can be read."
        raise fail(file, what, "Save it again as .xlsx, without a password.") from error


def read_rows(form: SheetForm, rows: Iterable[Row], file: str, sheet: str) -> CodedSheet:
    """Return a single list (as `names`) read from the rows of a table; `sheet` is "" where it has no sheets.

    Raises
    ------
    UserError
        For every cell that cannot be read, each with its row.
    """
    found = _Found(file)
    _read_list(replace(form, title=sheet), {sheet: list(rows)}, found)
    if found.faults:
        raise UserError(found.faults)
    found.data.setdefault(form.lists[0], [])
    return CodedSheet(file, found.data, found.lines, found.sheets)


def _keyed_rows(title: str, sheet: Any, file: str) -> Iterator[Row]:
    keys: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), 1):
        if number > MOST_ROWS:
            raise fail(f"{file}, sheet {title}", f"has more than {MOST_ROWS} rows.", "Delete blank rows.")
        if number == 2:
            keys = [cell_word(each) for each in cells]
        filled = {
            key: cell
            for key, cell in zip(keys, cells, strict=False)
            if key and cell_text(cell) and number > 2
        }
        if filled:
            yield number, filled


def _where(file: str, sheet: str, row: int) -> str:
    return f"{file}, sheet {sheet}, row {row}" if sheet else f"{file}, row {row}"


def _sheet(key: str, title: str, sheets: Mapping[str, list[Row]]) -> list[Row] | None:
    return sheets.get(title, sheets.get(key))


def _read_plan(sheets: Mapping[str, list[Row]], found: _Found) -> None:
    rows = _sheet(*PLAN_SHEET, sheets)
    if rows is None:
        what = f"has no sheet {PLAN_SHEET[1]} (plan)."
        raise fail(found.file, what, "Start from `tiaokuai new -o plan.xlsx`.")
    fields = {each.key: each for each in (Field("format", "word"), *plan_fields())}
    plan: dict[str, Any] = {}
    found.data["plan"] = plan
    for number, cells in rows:
        key = cell_word(cells.get("key"))
        if key not in fields:
            if "value" in cells:
                found.fault(PLAN_SHEET[1], number, f"the key {key!r} is not known.", "Correct it.")
            continue
        if "value" not in cells:
            continue
        value = _read_cell(fields[key], cells["value"], PLAN_SHEET[1], number, found)
        if key == "format":
            found.data = {"format": value, **found.data}
            found.put(("format",), PLAN_SHEET[1], number)
        else:
            _set(plan, key, value)
            found.put(("plan", *key.split(".")), PLAN_SHEET[1], number)


def _read_list(form: SheetForm, sheets: Mapping[str, list[Row]], found: _Found) -> None:
    rows = _sheet(form.key, form.title, sheets) or []
    key = form.lists[0]
    entries: list[dict[str, Any]] = []
    for number, cells in rows:
        path: Path = (key, len(entries))
        entries.append(_entry(form, path, number, cells, found))
    if entries or key in {"sections", "measures"}:
        found.data[key] = entries


def _read_entries(
    form: SheetForm,
    sheets: Mapping[str, list[Row]],
    measures: Mapping[str, tuple[int, dict[str, Any]]],
    found: _Found,
) -> None:
    """Read the rows that belong to measures, each by the key in its first column."""
    for number, cells in _sheet(form.key, form.title, sheets) or ():
        key = cell_word(cells.get("measure"))
        kind = cell_word(cells.get(form.chooser)) if form.chooser else form.lists[0]
        if kind not in form.lists:
            what = f"{form.chooser}: {kind!r} is not known."
            found.fault(form.title, number, what, f"Use one of: {', '.join(form.lists)}.")
        elif key in measures:
            index, measure = measures[key]
            entries = measure.setdefault(kind, [])
            path = ("measures", index, kind, len(entries))
            entry = _entry(form, path, number, cells, found)
            entries.append(entry["name"] if list(entry) == ["name"] and form.key == "assignments" else entry)
        elif not key and kind == "documents":
            entries = found.data["plan"].setdefault(kind, [])
            entries.append(_entry(form, ("plan", kind, len(entries)), number, cells, found))
        else:
            what = f"there is no measure {key!r}." if key else "measure is empty."
            found.fault(form.title, number, what, "Write the key of a row of the sheet 举措.")


def _entry(
    form: SheetForm, path: Path, number: int, cells: Mapping[str, Any], found: _Found
) -> dict[str, Any]:
    entry: dict[str, Any] = {}
    found.put(path, form.title, number)
    known = {each.key: each for each in form.fields}
    for key in cells:
        if key not in known and key not in {"measure", form.chooser}:
            found.fault(form.title, number, f"the column {key!r} is not known.", "Correct its key in row 2.")
    for key, each in known.items():
        if key in cells:
            _set(entry, key, _read_cell(each, cells[key], form.title, number, found))
            found.put((*path, *key.split(".")), form.title, number)
    return entry


def _set(entry: dict[str, Any], key: str, value: Any) -> None:
    block, _, inner = key.rpartition(".")
    (entry.setdefault(block, {}) if block else entry)[inner] = value


def _read_cell(column: Field, cell: Any, sheet: str, row: int, found: _Found) -> Any:
    if column.form == "text" or column.vocabulary:
        text = cell_text(cell)
        if "\n" in text:
            found.fault(sheet, row, f"{column.key} holds a line break.", "Write the value on one line.")
        return text
    if column.form == "list":
        return [line.strip() for line in cell_text(cell).splitlines() if line.strip()]
    word = cell_word(cell)
    if column.form == "offsets":
        word = "".join(word.split())
        if not SPANS.fullmatch(word):
            what = f"at: {word!r} is no offset."
            found.fault(sheet, row, what, "Write the start and the end in brackets, such as [38, 42].")
        spans = [[int(start), int(end)] for start, end in SPAN.findall(word)]
        return spans[0] if len(spans) == 1 and not word.startswith("[[") else spans
    if column.form == "number":
        if DECIMAL.fullmatch(word):
            return Decimal(word) if "." in word else int(word)
        found.fault(sheet, row, f"{column.key}: {word!r} is not a decimal number.", "Write digits only.")
    return word


def cell_text(cell: Any) -> str:
    """Return a cell as text: whole numbers without a point, a date as 2024-12-31, no blanks at the ends."""
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return str(cell).strip()
    return number_text(cell)


def cell_word(cell: Any) -> str:
    """Return a cell of a key, a number or a known word, with full-width characters made half-width."""
    return cell_text(cell).translate(HALF_WIDTH).strip()
