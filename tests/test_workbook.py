"""Tables as a workbook, read back by openpyxl."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest

from graph.errors import UserError
from graph.table import Cell, Column, Table
from graph.views.workbook import LONGEST_CELL, workbook, workbook_with_codebook

COLUMNS = (Column("name", "text", "名称", "Name"), Column("n", "decimal", "数", "N", "measures"))


def table(name: str, *rows: tuple[Cell, ...]) -> Table:
    return Table(name, COLUMNS, rows)


def sheets(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: [tuple(cell.value for cell in row) for row in sheet] for sheet in book}


def test_each_table_is_a_sheet_with_headings_of_the_language() -> None:
    content = workbook((table("load", ("市财政局", Decimal("2.5")), (None, 3)), table("gaps")), "en")
    assert sheets(content) == {
        "load": [("Name", "N (measures)"), ("市财政局", 2.5), (None, 3)],
        "gaps": [("Name", "N (measures)")],
    }
    assert sheets(workbook((table("load"),)))["load"] == [("名称", "数（项）")]


def test_text_is_never_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook((table("x", ("=1+1", 1)),))))
    cell = book["x"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_scores_days_and_counts_have_their_formats() -> None:
    columns = (
        Column("score", "decimal", "得分", "Score"),
        Column("value", "decimal", "数值", "Value"),
        Column("due", "date", "到期", "Due"),
        Column("n", "integer", "数", "N"),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        (1 / 3, Decimal("2.76"), "2024-12-31", 1200),
        (0, None, "1850-01-01", 3),
        (float("nan"), 5, "=1+1", None),
    )
    sheet = openpyxl.load_workbook(io.BytesIO(workbook((Table("x", columns, rows),))))["x"]
    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows(min_row=2)] == [
        (0.333333333, 2.76, datetime(2024, 12, 31), 1200),
        (0, None, "1850-01-01", 3),
        (None, 5, "=1+1", None),
    ]
    assert [cell.number_format for cell in sheet[2]] == ["0.000", "General", "yyyy-mm-dd", "General"]
    assert [cell.data_type for cell in sheet[4]][2] == "s"


def test_the_same_tables_are_the_same_bytes() -> None:
    assert workbook((table("x", ("a", 1)),)) == workbook((table("x", ("a", 1)),))


def test_names_that_excel_refuses_are_changed_and_stay_apart() -> None:
    assert list(sheets(workbook((table("a" * 40), table("a" * 40 + "b"), table("x/y"))))) == [
        "a" * 31,
        "a" * 27 + "_2",
        "x_y",
    ]


def test_what_xlsx_cannot_hold(tmp_path: object) -> None:
    assert sheets(workbook((table("x", ("a\x00b", 1)),)))["x"][1] == ("a\ufffdb", 1)
    with pytest.raises(UserError, match="too long for XLSX"):
        workbook((table("x", ("a" * (LONGEST_CELL + 1), 1)),))


TABLE = Table(
    "load",
    (
        Column("agency", "text", "单位", "Agency"),
        Column("led", "integer", "牵头", "Led", "measures"),
        Column("share", "decimal", "占比", "Share"),
        Column("is_group", "boolean", "是否单位类", "Is a group"),
    ),
    (("=1+1", 3, Decimal("0.25"), True), ("市财政局\x07", 1, None, False)),
)


def test_cells_come_back_as_they_were() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_with_codebook([TABLE])))
    assert book.sheetnames == ["codebook", "load"]
    rows = list(book["load"].iter_rows(values_only=True))
    assert rows == [
        ("agency", "led", "share", "is_group"),
        ("=1+1", 3, 0.25, True),
        ("市财政局\ufffd", 1, None, False),
    ]
    assert book["load"].freeze_panes == "A2"
    assert book["load"].auto_filter.ref == "A1:D3"


def test_no_text_is_a_formula() -> None:
    cell = openpyxl.load_workbook(io.BytesIO(workbook_with_codebook([TABLE])))["load"]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_the_codebook_describes_every_column() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_with_codebook([TABLE])))
    rows = list(book["codebook"].iter_rows(values_only=True))
    assert len(rows) == 1 + len(TABLE.columns)
    assert rows[2] == ("load", "led", "牵头", "Led", "integer", "measures")


def test_same_tables_same_bytes() -> None:
    assert workbook_with_codebook([TABLE]) == workbook_with_codebook([TABLE])
