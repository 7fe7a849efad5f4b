"""The coding sheet: what is written comes back, what Excel makes of it is read or told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook
from plan_strategy import plans

from graph.cli.new import new
from graph.coding.blank import blank_sheet
from graph.coding.nodes import Coded, read_nodes
from graph.coding.plan import read_coded, read_plan
from graph.coding.sheets import plain_form, sheet_bytes
from graph.coding.workbook import read_sheet
from graph.errors import UserError
from graph.vocabulary.ontology import Ontology, load_ontology

ROOT = Path(__file__).parent.parent
TOWN = ROOT / "tests" / "data" / "town" / "zhongmu-2024-town.yaml"
ZHENGZHOU = ROOT / "plans" / "zhengzhou-2024.yaml"
ONTOLOGY = load_ontology()


def data_of(path: Path) -> Any:
    return read_nodes(path.read_text(encoding="utf-8"), path.name).data


def changed(change: Callable[[Workbook], None]) -> bytes:
    """Return the town's coding sheet after someone worked in it."""
    book = load_workbook(io.BytesIO(sheet_bytes(data_of(TOWN), ONTOLOGY)))
    change(book)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def read_after(change: Callable[[Workbook], None]) -> Coded:
    return read_sheet(changed(change), "p.xlsx")


def refused(change: Callable[[Workbook], None]) -> str:
    with pytest.raises(UserError) as error:
        read_after(change)
    return str(error.value)


@pytest.mark.parametrize("path", [TOWN, ZHENGZHOU])
def test_a_plan_comes_back_as_it_was(path: Path) -> None:
    data = data_of(path)
    assert read_sheet(sheet_bytes(data, ONTOLOGY), "p.xlsx").data == data


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans())
def test_any_plan_comes_back_in_its_plain_form(data: dict[str, Any]) -> None:
    assert read_sheet(sheet_bytes(data, ONTOLOGY), "p.xlsx").data == plain_form(data)


def test_same_plan_same_bytes() -> None:
    raw = sheet_bytes(data_of(TOWN), ONTOLOGY)
    assert raw == sheet_bytes(data_of(TOWN), ONTOLOGY)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {2000}
        assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2


def test_the_plan_is_read_from_the_sheet_like_from_yaml(tmp_path: Path, ontology: Ontology) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(sheet_bytes(data_of(TOWN), ONTOLOGY))
    assert read_plan(path, ontology).plan == read_plan(TOWN, ontology).plan


def test_no_text_becomes_a_formula() -> None:
    data = data_of(TOWN)
    data["measures"][0]["title"] = "=1+1"
    raw = sheet_bytes(data, ONTOLOGY)
    cell = load_workbook(io.BytesIO(raw))["举措"]["E3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)
    assert read_sheet(raw, "p.xlsx").data == data


@pytest.mark.parametrize(
    "text", ["_x0041_", "001", "TRUE", "#N/A", "1E5", "2024-12-31", "'quoted", "a\u3000b"]
)
def test_a_text_that_a_workbook_could_take_for_more_stays_itself(text: str) -> None:
    data = data_of(TOWN)
    data["measures"][0]["title"] = text
    assert read_sheet(sheet_bytes(data, ONTOLOGY), "p.xlsx").data == data


def test_the_drop_downs_hold_the_words_of_schema_and_ontology() -> None:
    book = load_workbook(io.BytesIO(sheet_bytes(data_of(TOWN), ONTOLOGY)))
    checks = {check.formula1 for check in book["目标"].data_validations.dataValidation}
    assert checks == {f"words_targets_{key}" for key in ("list", "comparator", "unit", "basis")}
    column = next(each for each in book["词表"].iter_cols(values_only=True) if each[0] == "targets.unit")
    assert tuple(filter(None, column[1:])) == ONTOLOGY.words("unit")


def test_what_excel_makes_of_values_is_tolerated() -> None:
    def work(book: Workbook) -> None:
        place = next(row for row in book["方案"].iter_rows() if row[0].value == "place")
        place[1].value = 410122
        book["举措"]["A3"], book["举措"]["B3"] = 1.0, 1.0
        book["分工"]["A3"] = " １ "
        book["分工"].insert_rows(4)
        book["分工"]["J1"] = "备注"
        book["分工"]["J3"] = "看过了"

    assert read_after(work).data == data_of(TOWN)


def test_columns_are_found_by_their_key() -> None:
    def work(book: Workbook) -> None:
        for row in book["举措"].iter_rows(min_row=1, max_col=6):
            values = [cell.value for cell in row]
            for cell, value in zip(row, reversed(values), strict=True):
                cell.value = value

    assert read_after(work).data == data_of(TOWN)


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "said"),
    [
        ("分工", "A3", "99", "p.xlsx, sheet 分工, row 3: there is no measure '99'."),
        ("分工", "B4", "boss", "p.xlsx, sheet 分工, row 4: role: 'boss' is not known. Use one of: lead,"),
        ("分工", "E3", "somewhere", "p.xlsx, sheet 分工, row 3: at: 'somewhere' is no offset."),
        ("举措", "B4", "一", "p.xlsx, sheet 举措, row 4: number: '一' is not a decimal number."),
        ("举措", "E3", "a\nb", "p.xlsx, sheet 举措, row 3: title holds a line break."),
        ("举措", "E2", "titel", "p.xlsx, sheet 举措, row 3: the column 'titel' is not known."),
        ("方案", "A5", "titel", "p.xlsx, sheet 方案, row 5: the key 'titel' is not known."),
    ],
)
def test_a_fault_is_named_with_sheet_and_row(sheet: str, cell: str, value: str, said: str) -> None:
    def work(book: Workbook) -> None:
        book[sheet][cell] = value

    assert said in refused(work)


def test_what_the_checks_find_has_sheet_row_and_measure(tmp_path: Path, ontology: Ontology) -> None:
    def work(book: Workbook) -> None:
        book["分工"]["C3"] = "县未知局"

    path = tmp_path / "plan.xlsx"
    path.write_bytes(changed(work))
    with pytest.raises(UserError) as error:
        read_plan(path, ontology)
    assert str(error.value).startswith(f"{path}, sheet 分工, row 3, measure 1: '县未知局'")


@pytest.mark.parametrize("raw", [b"PK\x03\x04", b"PK\x03\x04" + bytes(2000)])
def test_a_broken_workbook_is_refused_in_one_line(raw: bytes) -> None:
    with pytest.raises(UserError, match=r"is no Excel workbook that can be read"):
        read_coded(raw, "p.xlsx")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(101_000_000))
    with pytest.raises(UserError, match="unpacks to 101000000 bytes"):
        read_sheet(raw.getvalue(), "p.xlsx")


def test_another_workbook_is_told_apart() -> None:
    def work(book: Workbook) -> None:
        del book["方案"]

    assert "has no sheet 方案 (plan)" in refused(work)


def test_a_blank_sheet_has_the_place_and_an_example() -> None:
    coded = read_sheet(blank_sheet(ONTOLOGY, "410100", 2024, "", None), "p.xlsx")
    assert coded.data["plan"]["place"] == "410100"
    assert [measure["key"] for measure in coded.data["measures"]] == ["1"]


def test_the_command_new_writes_a_sheet_where_a_file_ends_in_xlsx(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    arguments = ["--place", "410122", "--year", "2024", "-o", str(path)]
    assert CliRunner().invoke(new, arguments).exit_code == 0
    assert read_coded(path.read_bytes(), "p.xlsx").data["plan"]["place"] == "410122"
    with pytest.raises(UserError, match="is for a file"):
        CliRunner().invoke(new, ["--format", "xlsx"], catch_exceptions=False)
