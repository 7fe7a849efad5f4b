"""The workbook of all tables: what a spreadsheet reads is what the tables say, and no clock is in it."""

from __future__ import annotations

import io
from decimal import Decimal

from openpyxl import load_workbook

from graph.table import Column, Table
from graph.views.workbook import workbook_bytes

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
    book = load_workbook(io.BytesIO(workbook_bytes([TABLE])))
    assert book.sheetnames == ["codebook", "load"]
    rows = list(book["load"].iter_rows(values_only=True))
    assert rows == [
        ("agency", "led", "share", "is_group"),
        ("=1+1", 3, 0.25, True),
        ("市财政局", 1, None, False),
    ]
    assert book["load"].freeze_panes == "A2"


def test_no_text_is_a_formula() -> None:
    cell = load_workbook(io.BytesIO(workbook_bytes([TABLE])))["load"]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_the_codebook_describes_every_column() -> None:
    book = load_workbook(io.BytesIO(workbook_bytes([TABLE])))
    rows = list(book["codebook"].iter_rows(values_only=True))
    assert len(rows) == 1 + len(TABLE.columns)
    assert rows[2] == ("load", "led", "牵头", "Led", "integer", "measures")


def test_same_tables_same_bytes() -> None:
    assert workbook_bytes([TABLE]) == workbook_bytes([TABLE])
