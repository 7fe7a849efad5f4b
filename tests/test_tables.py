"""Tables as text, CSV, TSV, Markdown and JSON: what goes in comes out, and nothing in it acts."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.table import Cell, Column, Table
from graph.views.cells import clip, number_text, visible, width
from graph.views.markdown import escape
from graph.views.tables import (
    BOM,
    FORMATS,
    Origin,
    Style,
    csv_text,
    json_text,
    markdown_table,
    neutralised,
    render,
    text_table,
    tsv_text,
)

HOSTILE = (
    "a|b",
    "<script>alert(1)</script>",
    "two\nlines",
    "=cmd|' /C calc'!A0",
    "\u202egnp.exe",
    "\x1b[31mred",
    "[x](javascript:alert(1))",
    "![x](http://a.example/x.png)",
    "`code` *bold* _em_ ~~s~~ $x$",
    "&lt;b&gt;",
    "# heading",
    "- point",
    "1. item",
    "back\\slash",
    "www.example.org and http://example.org and a@b.example",
)
SIGNS = "=+-@＝＋－＠"
texts = st.text(st.one_of(st.sampled_from(SIGNS + "'\t\r\n \u00a0|,\"\\<>"), st.characters(codec="utf-8")))
numbers = st.one_of(
    st.integers(), st.decimals(allow_nan=False, allow_infinity=False, places=4), st.floats(allow_nan=False)
)


def one_column(*cells: Cell, type: str = "text") -> Table:
    return Table("sample", (Column("value", type, "值", "Value"),), tuple((cell,) for cell in cells))


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline="")))


def given_back(text: str) -> str:
    """Take one apostrophe off every line that neutralising gave one."""
    marks = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    danger = rf"'*(?:[^\S\r\n]|[{marks}])*[{re.escape(SIGNS)}]"
    return re.sub(rf"(^|(?<=[\n\r]))'(?={danger}|'*[\t\r])", "", text)


def parse_markdown(text: str) -> list[list[str]]:
    """Read a pipe table as GitHub does: split at bare pipes, take backslashes and entities away."""
    rows = []
    for line in text.splitlines():
        cells = re.split(r"(?<!\\)(?:\\\\)*\|", line.strip())[1:-1]
        cells = [re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", cell.strip(" ")) for cell in cells]
        rows.append([html.unescape(cell) for cell in cells])
    return [rows[0], *rows[2:]]


# Numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (10**20, "100000000000000000000"),
        (Decimal("5.0"), "5"),
        (Decimal("0.10"), "0.1"),
        (Decimal("-0.0"), "0"),
        (Decimal("1E+2"), "100"),
        (2 / 3, "0.666666667"),
        (123456789.123, "123456789"),
        (1e15, "1000000000000000"),
        (-1e-12, "-1e-12"),
        (float("nan"), ""),
        (float("inf"), ""),
        (Decimal("NaN"), ""),
    ],
)
def test_numbers_are_written_exactly_or_at_nine_digits(value: int | float | Decimal, text: str) -> None:
    assert number_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_is_written_to_nine_significant_digits(value: float) -> None:
    assert float(number_text(value)) == float(f"{value:.9g}")


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_keeps_its_value(value: Decimal) -> None:
    assert Decimal(number_text(value)) == value


# CSV


def test_csv_for_excel_has_a_mark_and_crlf() -> None:
    text = csv_text(one_column("市发展改革委"))
    assert text.encode("utf-8").startswith(b"\xef\xbb\xbfvalue\r\n")
    assert text.endswith("市发展改革委\r\n")


def test_plain_csv_is_left_alone() -> None:
    assert csv_text(one_column("=1", "@x"), plain=True) == "value\r\n=1\r\n@x\r\n"


@pytest.mark.parametrize(
    "cell",
    ["=1", "+1", "-1", "@x", "＝1", "＋1", "－1", "＠x", " =1", "\u00a0=1", "\t=1", "\tx", "\rx", "\u3000@x",
     "\u200b=1", "\ufeff=1", "\u202e=1"],
)  # fmt: skip
def test_formulas_get_an_apostrophe(cell: str) -> None:
    assert read_csv(csv_text(one_column(cell)))[1][0].startswith("'" + cell[0])


def test_every_physical_line_counts() -> None:
    assert neutralised("a\n=b\r\n+c\r@d") == "a\n'=b\r\n'+c\r'@d"


@pytest.mark.parametrize("cell", ["a=1", "1-2", "市-县", "", " ", "'x", "(=1)"])
def test_other_text_is_not_touched(cell: str) -> None:
    assert neutralised(cell) == cell


@given(texts)
def test_no_line_of_a_neutralised_cell_begins_a_formula(text: str) -> None:
    for line in re.split(r"\r\n|\n|\r", neutralised(text)):
        stripped = re.sub(r"^[\s\x00-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+", "", line)
        assert not stripped.startswith(tuple(SIGNS))
        assert not line.startswith("\t")


@given(texts)
def test_neutralising_can_be_undone(text: str) -> None:
    assert given_back(neutralised(text)) == text


@given(st.lists(st.tuples(texts, texts), max_size=5))
def test_csv_reads_back(rows: list[tuple[str, str]]) -> None:
    table = Table("t", (Column("a", "text", "甲", "A"), Column("b", "text", "乙", "B")), tuple(rows))
    assert read_csv(csv_text(table, plain=True))[1:] == [list(row) for row in rows]
    assert [[given_back(cell) for cell in row] for row in read_csv(csv_text(table))[1:]] == [
        list(row) for row in rows
    ]


@given(numbers)
def test_numbers_are_never_touched(value: int | float | Decimal) -> None:
    table = one_column(value, type="decimal")
    assert csv_text(table).removeprefix(BOM) == csv_text(table, plain=True)
    assert read_csv(csv_text(table))[1] == [number_text(value)]


def test_truth_and_nothing_in_csv() -> None:
    assert csv_text(one_column(True, False, None), plain=True) == 'value\r\ntrue\r\nfalse\r\n""\r\n'


# TSV


@given(st.tuples(texts, texts))
def test_tsv_reads_back(row: tuple[str, str]) -> None:
    table = Table("t", (Column("a", "text", "甲", "A"), Column("b", "text", "乙", "B")), (row,))
    lines = tsv_text(table, plain=True).split("\n")
    assert len(lines) == 3
    back = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    cells = [re.sub(r"\\(.)", lambda found: back[found[1]], cell) for cell in lines[1].split("\t")]
    assert cells == list(row)


def test_tsv_neutralises_and_has_no_mark() -> None:
    assert tsv_text(one_column("=1", -1)) == "value\n'=1\n-1\n"


# Terminal


@pytest.mark.parametrize(
    ("text", "columns"), [("a", 1), ("市", 2), ("Ａ", 2), ("ｱ", 1), ("e\u0301", 1), ("、", 2)]
)
def test_width_on_screen(text: str, columns: int) -> None:
    assert width(text) == columns


def test_columns_line_up_on_screen() -> None:
    table = Table(
        "t",
        (Column("a", "text", "单位", "Agency"), Column("n", "integer", "负荷", "Load", "pairings")),
        (("市发展改革委", 12), ("Archive", 3)),
    )
    lines = text_table(table).splitlines()
    assert len({width(line) for line in lines}) == 1
    assert lines[0].endswith("负荷（对）")
    assert [line[-2:] for line in lines[2:]] == ["12", " 3"]


def test_wide_text_is_clipped_to_the_screen_and_numbers_are_not() -> None:
    columns = (Column("a", "text", "甲", "A"), Column("n", "integer", "数", "N"))
    text = text_table(Table("t", columns, (("市发展改革委员会办公室", 123456),)), screen=20)
    assert max(map(width, text.splitlines())) <= 20
    assert "…" in text
    assert "123456" in text


@given(texts, st.integers(1, 30))
def test_a_clipped_text_fits(text: str, columns: int) -> None:
    assert width(clip(visible(text), columns)) <= columns


def test_notes_stand_below_the_table() -> None:
    table = Table("t", (Column("a", "text", "甲", "A"),), (("x",),), ("没有超出随机水平的联系。",))
    assert text_table(table).endswith("x\n\n没有超出随机水平的联系。\n")


def test_an_empty_table_has_its_headings() -> None:
    assert text_table(one_column(), "en") == "Value\n-----\n"
    assert csv_text(one_column(), plain=True) == "value\r\n"


@pytest.mark.parametrize("text", HOSTILE)
def test_the_terminal_shows_hostile_text_on_one_line(text: str) -> None:
    lines = text_table(one_column(text), "en").splitlines()
    assert len(lines) == 3
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", lines[2])


# Markdown


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_markdown(text: str) -> None:
    shown = markdown_table(one_column(text), "en")
    assert parse_markdown(shown) == [["Value"], [visible(text)]]
    assert "<" not in shown
    assert "://" not in shown


@given(texts)
def test_markdown_reads_back(text: str) -> None:
    expected = visible(text).strip(" ")
    assert parse_markdown(markdown_table(one_column(text), "en"))[1] == [expected]


def test_markdown_numbers_stand_right_with_their_unit() -> None:
    table = Table("t", (Column("load", "integer", "协同负荷", "Load", "pairings"),), ((3,),))
    assert markdown_table(table) == "| 协同负荷（对） |\n| ---: |\n| 3 |\n"
    assert markdown_table(table, "en") == "| Load (pairings) |\n| ---: |\n| 3 |\n"


def test_a_heading_does_not_say_its_unit_twice() -> None:
    table = Table("t", (Column("n", "integer", "单位", "Agencies", "agencies"),), ())
    assert markdown_table(table, "en").startswith("| Agencies |")


@pytest.mark.parametrize(("text", "escaped"), [("0.324", "0.324"), ("1. x", "1\\. x"), ("2) x", "2\\) x")])
def test_only_what_opens_a_list_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


# JSON


def test_json_has_the_shape_of_the_contract() -> None:
    table = Table("rank", (Column("led", "integer", "牵头", "Led", "measures"),), ((3,), (None,)))
    found = json.loads(json_text(table, Origin("town-2024", {"groups": "one"}, 7)))
    assert found == {
        "schema": "tiaokuai/rank/1",
        "plan": "town-2024",
        "options": {"groups": "one"},
        "seed": 7,
        "columns": [{"name": "led", "type": "integer", "unit": "measures", "zh": "牵头", "en": "Led"}],
        "rows": [{"led": 3}, {"led": None}],
    }


def test_json_decimals_are_exact_and_the_undefined_is_null() -> None:
    text = json_text(one_column(Decimal("0.1000000000000000000001"), float("nan"), 1 / 3, True))
    assert '{"value": 0.1000000000000000000001}' in text
    assert '{"value": null}' in text
    assert '{"value": 0.333333333}' in text
    assert '{"value": true}' in text


@given(st.lists(st.text(), max_size=4))
def test_json_reads_back(cells: list[str]) -> None:
    text = json_text(one_column(*cells))
    assert [row["value"] for row in json.loads(text)["rows"]] == cells
    assert not re.search("[\u202a-\u202e\u2066-\u2069\ufeff]", text)


# All


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_ends_its_last_line_and_is_the_same_each_time(form: str) -> None:
    table = one_column("市发展改革委", *HOSTILE)
    text = render(table, form, Style("en"), Origin("town-2024"))
    assert text.endswith("\n")
    assert text == render(table, form, Style("en"), Origin("town-2024"))


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="docx"):
        render(one_column(), "docx")
