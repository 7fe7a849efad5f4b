"""Excel workbooks: each cell as the sheet shows it, merged ranges once, hostile ones in bounded time."""

from __future__ import annotations

import datetime
import re
import string
import time
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from graph.documents import package
from graph.documents.cellvalues import shown
from graph.documents.sheets import read_sheet
from graph.documents.text import Text
from graph.errors import UserError


def workbook(*rows: list[Any]) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(row)
    return book, sheet


def saved(book: openpyxl.Workbook, folder: Path) -> Text:
    book.save(folder / "plan.xlsx")
    return read_sheet(folder / "plan.xlsx")


def cells(text: Text) -> list[list[str]]:
    return [[text.content[a:b] for a, b in block.cells] for block in text.blocks]


def test_rows_merged_ranges_and_what_is_empty(tmp_path: Path) -> None:
    book, sheet = workbook(
        ["任务分工表", None, None, None],
        ["序号", "任务", None, "单位"],
        [],
        [1, "甲", None, "市水利局"],
        [2, "乙\n续", None, None],
        [3, None, None, "市丁局"],
    )
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("D4:D5")
    text = saved(book, tmp_path)
    assert text.content == "任务分工表\n序号\t任务\t单位\n1\t甲\t市水利局\n2\t乙\n续\n3\t\t市丁局"
    assert cells(text) == [
        ["任务分工表"] * 3,
        ["序号", "任务", "单位"],
        ["1", "甲", "市水利局"],
        ["2", "乙\n续", "市水利局"],
        ["3", "", "市丁局"],
    ]
    assert [block.table for block in text.blocks] == [1] * 5
    assert (text.reader, text.notes) == ("xlsx 1", ())


def test_numbers_and_dates_as_the_sheet_shows_them(tmp_path: Path) -> None:
    book, sheet = workbook([datetime.date(2024, 4, 1), datetime.date(2024, 6, 30), 0.155, 1234.5, 12.0, True])
    forms = ('yyyy"年"m"月"d"日"', "[$-804]yyyy年m月", "0.0%", '#,##0.00"万元"', "General", "General")
    for each, form in zip(sheet[1], forms, strict=True):
        each.number_format = form
    assert saved(book, tmp_path).content == "2024年4月1日\t2024年6月\t15.5%\t1,234.50万元\t12\tTRUE"


def test_hidden_sheets_and_formulas_without_a_value(tmp_path: Path) -> None:
    book, sheet = workbook(["甲", "=1+1"])
    sheet.row_dimensions[1].hidden = True
    book.create_sheet("底稿").append(["旧"])
    book["底稿"].sheet_state = "hidden"
    book.create_sheet("空")
    text = saved(book, tmp_path)
    assert text.content == "甲"
    assert text.notes == (
        "sheet Sheet: 1 hidden rows read like the others",
        "sheet Sheet: 1 formulas without a stored value left out",
        "hidden sheet 底稿 left out",
        "sheet 空 has no words",
    )


def test_each_sheet_is_a_table(tmp_path: Path) -> None:
    book, _ = workbook(["甲", "乙"])
    book.create_sheet("二").append(["丙"])
    text = saved(book, tmp_path)
    assert text.content == "甲\t乙\n丙"
    assert [block.table for block in text.blocks] == [1, 2]


def made(path: Path, sheet: str, strings: str = "") -> Path:
    """Write a workbook of one sheet from its XML and the XML of its shared strings."""
    book, _ = workbook(["甲"])
    book.save(path.with_suffix(".tmp"))
    related = '<Relationship Id="strings" Type="x/sharedStrings" Target="/xl/ours.xml"/></Relationships>'
    with zipfile.ZipFile(path.with_suffix(".tmp")) as old, zipfile.ZipFile(path, "w", 8) as new:
        for name in old.namelist():
            raw = old.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                raw = f"<worksheet>{sheet}</worksheet>"
            elif name == "xl/_rels/workbook.xml.rels":
                raw = raw.replace("sharedStrings", "others").replace("</Relationships>", related)
            new.writestr(name, raw)
        new.writestr("xl/ours.xml", strings or "<sst/>")
    return path


def test_shared_strings_with_runs_readings_and_escapes(tmp_path: Path) -> None:
    strings = (
        "<sst><si><t>甲_x000D_\n乙</t></si>"
        "<si><r><t>市</t></r><r><rPr/><t>丙局</t></r><rPh sb='0'><t>bing</t></rPh></si></sst>"
    )
    row = '<row r="3"><c t="s"><v>1</v></c><c t="s"><v>0</v></c><c t="s"><v>9</v></c><c><v>2</v></c></row>'
    text = read_sheet(made(tmp_path / "plan.xlsx", f"<sheetData>{row}</sheetData>", strings))
    assert cells(text) == [["市丙局", "甲\n乙", "2"]]


def test_ten_thousand_merged_rows_take_linear_time(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{n}">'
        + "".join(f'<c t="str"><v>{each}</v></c>' for each in (n, "市甲局", "年底"))
        + "</row>"
        for n in range(1, 10_001)
    )
    pairs = "".join(f'<mergeCell ref="C{n}:C{n + 1}"/>' for n in range(1, 10_000, 2))
    merges = f'<mergeCells><mergeCell ref="B1:B10000"/>{pairs}</mergeCells>'
    path = made(tmp_path / "plan.xlsx", f"<sheetData>{rows}</sheetData>{merges}")
    start = time.perf_counter()
    text = read_sheet(path)
    assert time.perf_counter() - start < 15
    assert len(text.blocks) == 10_000
    assert text.blocks[-1].cells[1] == text.blocks[0].cells[1]
    assert text.content.count("市甲局") == 1
    assert text.content.count("年底") == 5_000


def test_ranges_over_the_whole_sheet_and_across_each_other(tmp_path: Path) -> None:
    ranges = '<mergeCell ref="A1:XFD1048576"/>' * 20_000 + '<mergeCell ref="B2:A1"/><mergeCell ref="?"/>'
    rows = '<row r="1"><c r="A1" t="str"><v>甲</v></c></row><row><c t="str"><v>乙</v></c></row>'
    text = read_sheet(
        made(tmp_path / "plan.xlsx", f"<sheetData>{rows}</sheetData><mergeCells>{ranges}</mergeCells>")
    )
    assert text.content == "甲"


def test_too_many_rows_and_wide_nearly_empty_tables(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c t="str"><v>甲</v></c></row>' for n in range(1, 20_002))
    with pytest.raises(UserError, match=r"sheet Sheet: is larger than a plan can be \(more than 20000 rows"):
        read_sheet(made(tmp_path / "plan.xlsx", f"<sheetData>{rows}</sheetData>"))
    columns = [f"{first}{second}" for first in ("", *"ABCD") for second in string.ascii_uppercase]
    wide = "".join(
        f'<row r="{n}"><c r="{columns[n % len(columns)]}{n}" t="str"><v>甲</v></c></row>'
        for n in range(1, 19_000)
    )
    with pytest.raises(UserError, match="a wide table that is nearly empty"):
        read_sheet(made(tmp_path / "plan.xlsx", f"<sheetData>{wide}</sheetData>"))


def test_one_long_string_in_many_cells(tmp_path: Path) -> None:
    """The file holds the string once, and the text would hold it a thousand times."""
    rows = "<row><c t='s'><v>0</v></c></row>" * 1_000
    strings = f"<sst><si><t>{'甲' * 20_000}</t></si></sst>"
    with pytest.raises(UserError, match="5 million characters"):
        read_sheet(made(tmp_path / "plan.xlsx", f"<sheetData>{rows}</sheetData>", strings))


def test_a_sheet_that_is_named_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_UNPACKED", 1024**2)
    book, _ = workbook(*([str(each)] for each in range(300)))
    book.save(tmp_path / "plan.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "plan.xlsx") as old,
        zipfile.ZipFile(tmp_path / "many.xlsx", "w", 8) as new,
    ):
        for name in old.namelist():
            raw = old.read(name)
            if name == "xl/workbook.xml":
                raw = re.sub(rb"(<sheet [^>]*/>)", rb"\1" * 200, raw)
            new.writestr(name, raw)
    assert len(read_sheet(tmp_path / "plan.xlsx").blocks) == 300
    with pytest.raises(UserError, match="more than 1 MB of XML"):
        read_sheet(tmp_path / "many.xlsx")


def test_what_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes("一、".encode())
    with pytest.raises(UserError, match=r"plan\.xlsx: is damaged: it is no Excel workbook\."):
        read_sheet(tmp_path / "plan.xlsx")


@pytest.mark.parametrize(
    ("raw", "form", "result"),
    [
        ("45383", "yyyy-mm-dd", "2024-04-01"),
        ("45383.75", "yyyy/m/d h:mm", "2024/4/1 18:00"),
        ("0.5", "hh:mm:ss", "12:00:00"),
        ("1", "yyyy/m/d", "1900/1/1"),
        ("61", "yyyy/m/d", "1900/3/1"),
        ("45383", 'm"月底前"', "4月底前"),
        ("45383", "yyyy年m月d日;@", "2024年4月1日"),
        ("45383", "yy.mm aaaa", "24.04 星期一"),
        ("-3", "yyyy/m/d", "-3"),
        ("99999999", "yyyy/m/d", "99999999"),
        ("12.345", "0.00", "12.35"),
        ("12.5", "0.##", "12.5"),
        ("12", "0.0#", "12.0"),
        ("-1234.5", "#,##0;(#,##0)", "-1,235"),
        ("7", '"第"0"项"', "第7项"),
        ("0.155", "0%", "16%"),
        ("1E+15", "", "1000000000000000"),
        ("0.1", "@", "0.1"),
        ("#REF!", "", "#REF!"),
        ("NaN", "0", "NaN"),
        ("1e999999", "0.00", "1e999999"),
    ],
)
def test_number_formats(raw: str, form: str, result: str) -> None:
    assert shown(raw, form) == result


def test_days_from_1904() -> None:
    assert shown("43921", "yyyy/m/d", from_1904=True) == "2024/4/1"


@given(st.decimals(allow_nan=False, allow_infinity=False), st.text('0#.,%ymdhs年";_*[]\\ ', max_size=12))
def test_every_number_and_format_gives_a_line(value: object, form: str) -> None:
    assert "\n" not in shown(str(value), form)
