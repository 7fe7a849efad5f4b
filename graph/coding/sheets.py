"""The coding sheet: a coded plan as an Excel workbook with drop-downs and a codebook."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from graph.archive import with_fixed_dates
from graph.coding.sheet_form import (
    CODEBOOK_SHEET,
    PLAN_SHEET,
    WORDS_SHEET,
    Field,
    SheetForm,
    plan_fields,
    sheet_forms,
)
from graph.coding.writing import number_text
from graph.errors import fail
from graph.vocabulary.ontology import Ontology

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

EPOCH = datetime(2000, 1, 1)
SPARE_ROWS = 500
"""Rows below the last filled one that have drop-downs too."""

EXACT_DIGITS = 15
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
WIDTHS = {"text": 24, "list": 30, "offsets": 16, "word": 14, "number": 10}

CODEBOOK = (
    ("怎样填写", "每张表第一行是中文标题，第二行是英文键名（勿改）；一行一条记录，行序即原文顺序。"),
    ("举措", "key 为印出的序号；各部分重新编号时写“部分-序号”，如 2-3；不编号的写 2-u1。"),
    ("分工", "一个单位一行：measure 填举措的编号，role 从下拉表中选。"),
    ("位置 at", "该词语在文本中的起止字符位置，如 [38, 42]；分成几段时写 [[38, 42], [44, 46]]。"),
    ("原文 as_written", "不超过24个字、不含句号的短语；更长的只记位置。"),
    ("时限", "due 写成 2024-12-31；kind 为 by-date 时必填。"),
    ("目标", "list 选 targets（举措承诺达到的数）或 conditions（适用条件）；比较词用英文单词。"),
    ("单位", "名录里没有的单位：写法之后，要么填 agency，要么填 new. 开头各栏。"),
    (
        "关联",
        "to 写成 方案/编号；kind 为 prerequisite（前提）或 part-of（组成部分）；at 记两项举措中的位置。",
    ),
    ("备注", "第二行没有键名的列不会被读取，可以用来写自己的备注。"),
)


def sheet_bytes(data: Mapping[str, Any], ontology: Ontology) -> bytes:
    """Return the data of a coded plan as an XLSX workbook; same data, same bytes.

    An assignee that is only a name, and a list that is empty, have one form in a sheet
    where YAML has two: they come back as `plain_form` gives them. Everything else comes
    back as it was (texts without blanks at their ends).

    Raises
    ------
    UserError
        When a text holds a control character, which a workbook cannot carry.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    words = _write_plan(book, data, ontology)
    for form in sheet_forms():
        words |= _write_list(book, form, list(_rows(form, data)), ontology)
    _write_codebook(book)
    _write_words(book, words)
    book.properties.creator = "tiaokuai"
    book.properties.created = EPOCH
    raw = io.BytesIO()
    book.save(raw)
    return with_fixed_dates(raw.getvalue())


def plain_form(data: Any) -> Any:
    """Return the data without empty lists, and with assignees that are only a name as a text.

    Examples
    --------
    >>> plain_form({"measures": [{"key": "1", "lead": [{"name": "市财政局"}], "targets": []}]})
    {'measures': [{'key': '1', 'lead': ['市财政局']}]}
    """
    if isinstance(data, list):
        return [plain_form(each) for each in data]
    if not isinstance(data, dict):
        return data
    if list(data) == ["name"]:
        return data["name"]
    return {key: plain_form(value) for key, value in data.items() if value != [] or key == "sections"}


def _rows(form: SheetForm, data: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Yield the cells of every row of a sheet."""
    if not form.in_measure:
        yield from (_cells(form, entry) for entry in data.get(form.lists[0], ()))
        return
    if "documents" in form.lists:
        yield from (["", "documents", *_cells(form, each)] for each in data["plan"].get("documents", ()))
    for measure in data["measures"]:
        for kind in form.lists:
            first = [measure["key"], kind] if form.chooser else [measure["key"]]
            yield from ([*first, *_cells(form, entry)] for entry in measure.get(kind, ()))


def _cells(form: SheetForm, entry: Any) -> list[Any]:
    if isinstance(entry, str):
        entry = {"name": entry}
    return [_cell(_value(entry, field.key)) for field in form.fields]


def _value(entry: Mapping[str, Any], key: str) -> Any:
    block, _, inner = key.rpartition(".")
    found = entry.get(block, {}) if block else entry
    return found.get(inner)


def _cell(value: Any) -> Any:
    """Return what stands in the cell: offsets in brackets, several texts one a line."""
    if isinstance(value, list):
        if value and isinstance(value[0], str):
            return "\n".join(value)
        return str(value) if value else None
    if isinstance(value, float | int | Decimal) and len(str(value).replace(".", "")) > EXACT_DIGITS:
        return number_text(value)
    return value


def _write_plan(book: Workbook, data: Mapping[str, Any], ontology: Ontology) -> dict[str, tuple[str, ...]]:
    sheet = book.create_sheet(PLAN_SHEET[1])
    _write_row(sheet, 1, ["键", "值"])
    _write_row(sheet, 2, ["key", "value"])
    _write_row(sheet, 3, ["format", data["format"]])
    words = {}
    for row, field in enumerate(plan_fields(), 4):
        _write_row(sheet, row, [field.key, _cell(_value(data["plan"], field.key))])
        if choices := _choices(field, ontology):
            words[f"plan.{field.key}"] = choices
            _drop_down(sheet, f"B{row}", f"plan.{field.key}", words)
    _lay_out(sheet, (18, 60))
    return words


def _write_list(
    book: Workbook, form: SheetForm, rows: list[list[Any]], ontology: Ontology
) -> dict[str, tuple[str, ...]]:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(form.title)
    _write_row(sheet, 1, [field.heading for field in form.columns])
    _write_row(sheet, 2, [field.key for field in form.columns])
    for position, row in enumerate(rows, 3):
        _write_row(sheet, position, row)
    words = {}
    for position, field in enumerate(form.columns, 1):
        letter = get_column_letter(position)
        if field.form != "number":
            sheet.column_dimensions[letter].number_format = "@"
        if choices := _choices(field, ontology):
            words[f"{form.key}.{field.key}"] = choices
            cells = f"{letter}3:{letter}{len(rows) + 2 + SPARE_ROWS}"
            _drop_down(sheet, cells, f"{form.key}.{field.key}", words)
    _lay_out(sheet, tuple(WIDTHS[field.form] for field in form.columns))
    return words


def _choices(field: Field, ontology: Ontology) -> tuple[str, ...]:
    return ontology.words(field.vocabulary) if field.vocabulary else field.words


def _write_row(sheet: Worksheet, row: int, values: list[Any]) -> None:
    """Write cells; a text stays a text even where it begins like a formula or looks like a number."""
    from openpyxl.styles import Alignment
    from openpyxl.utils.exceptions import IllegalCharacterError

    for column, value in enumerate(values, 1):
        if value is None or value == "":
            continue
        try:
            cell = sheet.cell(row, column, value)
        except IllegalCharacterError as error:
            where = f"sheet {sheet.title}, row {row}"
            raise fail(where, f"{value!r} holds a control character.", "Delete it.") from error
        if isinstance(value, str):
            cell.data_type = "s"
            cell.number_format = "@"
            cell.quotePrefix = bool(FORMULA.match(value))
            if "\n" in value:
                cell.alignment = Alignment(wrap_text=True, vertical="top")


def _drop_down(sheet: Worksheet, cells: str, key: str, words: Mapping[str, tuple[str, ...]]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    name = _range_name(key)
    check = DataValidation(type="list", formula1=name, allow_blank=True, showErrorMessage=True)
    check.errorTitle, check.error = "tiaokuai", f"{', '.join(words[key][:8])} …"[:200]
    check.add(cells)
    sheet.add_data_validation(check)


def _range_name(key: str) -> str:
    return "words_" + re.sub("[^a-z]", "_", key)


def _write_words(book: Workbook, words: Mapping[str, tuple[str, ...]]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.workbook.defined_name import DefinedName

    sheet = book.create_sheet(WORDS_SHEET[1])
    for column, (key, choices) in enumerate(words.items(), 1):
        letter = get_column_letter(column)
        for row, word in enumerate((key, *choices), 1):
            sheet.cell(row, column, word).data_type = "s"
        range_of = f"'{sheet.title}'!${letter}$2:${letter}${len(choices) + 1}"
        name = _range_name(key)
        book.defined_names[name] = DefinedName(name, attr_text=range_of)
    sheet.sheet_state = "hidden"


def _write_codebook(book: Workbook) -> None:
    sheet = book.create_sheet(CODEBOOK_SHEET[1])
    for row, line in enumerate(CODEBOOK, 1):
        _write_row(sheet, row, list(line))
    _lay_out(sheet, (18, 90), frozen=False)


def _lay_out(sheet: Worksheet, widths: tuple[int, ...], *, frozen: bool = True) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for position, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    if frozen:
        sheet.freeze_panes = "A3"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
