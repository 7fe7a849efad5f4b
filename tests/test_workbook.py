"""Tables as a workbook, read back by openpyxl."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from town_facts import FACTS

from graph.errors import UserError
from graph.table import Cell, Column, Table
from graph.views.codebook import Described
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


KNOWN = [Described(TABLE, "谁的负荷最重？", "Who carries most?", ("agency",), "made here")]


def test_cells_come_back_as_they_were() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_with_codebook(FACTS, KNOWN)))
    assert book.sheetnames == ["contents", "codebook", "load"]
    rows = list(book["load"].iter_rows(values_only=True))
    assert rows == [
        ("agency", "led", "share", "is_group"),
        ("=1+1", 3, 0.25, True),
        ("市财政局\ufffd", 1, None, False),
    ]
    assert book["load"].freeze_panes == "A2"
    assert book["load"].auto_filter.ref == "A1:D3"


def test_no_text_is_a_formula() -> None:
    cell = openpyxl.load_workbook(io.BytesIO(workbook_with_codebook(FACTS, KNOWN)))["load"]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_the_codebook_describes_every_column() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook_with_codebook(FACTS, KNOWN)))
    rows = list(book["codebook"].iter_rows(values_only=True))
    assert len(rows) == 1 + len(TABLE.columns)
    assert rows[2] == ("load", "led", "牵头", "Led", "integer", "measures")


def test_same_tables_same_bytes() -> None:
    assert workbook_with_codebook(FACTS, KNOWN) == workbook_with_codebook(FACTS, KNOWN)


def test_the_first_sheet_says_the_status_and_leads_to_every_sheet() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_with_codebook(FACTS, KNOWN)))["contents"]
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows[:4]] == [
        "《某市2024年工作要点》协同负荷数据",
        "文件状态：征求意见稿。正式文件发布后，内容和数字都可能变化。",
        "Coordination load data: Town work plan 2024",
        "Status: Draft for comment. The final plan may differ, and so may the figures.",
    ]
    assert rows[6] == ("load", "谁的负荷最重？", "Who carries most?", 2)
    assert sheet["A7"].hyperlink.location == "'load'!A1"
    assert sheet.freeze_panes == "A6"


def test_heads_have_notes_and_pages_their_status() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_with_codebook(FACTS, KNOWN)))["load"]
    assert sheet["B1"].comment.text == "牵头（项）\nLed (measures)"
    head = str(sheet.HeaderFooter.oddHeader.left.text)
    assert head.startswith("town-2024")
    assert "征求意见稿" in head
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_the_name_of_a_row_stays_in_view_and_addresses_take_little_room() -> None:
    columns = (
        Column("agency", "iri", "单位", "Agency"),
        Column("label", "text", "名称", "Name"),
        Column("q", "decimal", "q", "q"),
    )
    rows: tuple[tuple[Cell, ...], ...] = (
        ("https://w3id.org/" + "a" * 60, "市财政局", 1.4e-17),
        ("", "", 0.5),
    )
    sheet = openpyxl.load_workbook(io.BytesIO(workbook((Table("x", columns, rows),))))["x"]
    assert sheet.freeze_panes == "C2"
    assert sheet.column_dimensions["A"].width < 20
    assert "E+00" in sheet["C2"].number_format, "a tiny number is not shown as 0.000"


def test_widths_come_from_every_row() -> None:
    rows = tuple(("a", 1) for _ in range(100))
    sheet = openpyxl.load_workbook(io.BytesIO(workbook((table("x", *rows, ("b" * 40, 2)),))))["x"]
    assert sheet.column_dimensions["A"].width > 40
