from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.coding.nodes import DEEPEST, NUMBERS, read_nodes
from graph.errors import UserError


def refused(text: str) -> list[str]:
    with pytest.raises(UserError) as error:
        read_nodes(text, "p.yaml")
    return str(error.value).splitlines()


@pytest.mark.parametrize(
    "written", ["2024-12-31", "no", "true", "null", "~", "0o17", "012", "1:30", "1e3", ".5", "=", "80"]
)
def test_a_plain_value_is_a_string(written: str) -> None:
    """YAML guesses dates, booleans, octal and base 60; a coded plan has none of them."""
    assert read_nodes(f"title: {written}", "p.yaml").data == {"title": written}


@pytest.mark.parametrize(
    ("written", "value"),
    [("80", 80), ("007", 7), ("-3", -3), ("12.65", Decimal("12.65")), ("0.10", Decimal("0.10"))],
)
def test_a_number_is_decimal_and_exact(written: str, value: object) -> None:
    found = read_nodes(f"value: {written}", "p.yaml").data["value"]
    assert (found, type(found)) == (value, type(value))
    assert str(found) == str(value)


@pytest.mark.parametrize(
    "written", ["1e3", "0x1F", "1_000", "1:30", ".5", "5.", "八十", "80%", "１２", "+1", "null"]
)
def test_what_is_no_number(written: str) -> None:
    (line,) = refused(f"title: a\nvalue: {written}")
    assert line.startswith(f"p.yaml, line 2: value: {written!r} is")


def test_a_number_in_quotes_stays_text() -> None:
    assert read_nodes('value: "80"', "p.yaml").data == {"value": "80"}


def test_numbers_too_long_for_any_plan_are_refused() -> None:
    assert "is written too long" in refused("value: " + "9" * 5000)[0]
    assert read_nodes("value: " + "9" * 15, "p.yaml").data == {"value": 999_999_999_999_999}


def test_offsets_are_numbers_at_any_depth() -> None:
    assert read_nodes("at: [[1, 2], [3, 4]]", "p.yaml").data == {"at": [[1, 2], [3, 4]]}


def test_the_line_of_every_value() -> None:
    coded = read_nodes("plan:\n  id: a\nmeasures:\n- key: x\n  lead:\n  - one\n  - two\n", "p.yaml")
    lines = {(): 1, ("plan",): 1, ("plan", "id"): 2, ("measures",): 3, ("measures", 0): 4}
    lines |= {("measures", 0, "lead"): 5, ("measures", 0, "lead", 1): 7}
    assert {path: coded.line(path) for path in lines} == lines


def test_a_value_that_is_not_there_has_the_line_around_it() -> None:
    coded = read_nodes("plan:\n  source:\n    file: a\n", "p.yaml")
    assert coded.line(("plan", "source", "sha256")) == 2
    assert coded.line(("names", 3)) == 1


def test_the_place_names_the_measure_by_its_key() -> None:
    coded = read_nodes("measures:\n- key: x\n  lead: []\n- lead: []\n", "p.yaml")
    assert coded.where(("measures", 0, "lead")) == "p.yaml, line 3, measure x"
    assert coded.where(("measures", 1, "lead")) == "p.yaml, line 4"


def test_the_value_at_a_path() -> None:
    assert read_nodes("a:\n- b: c\n", "p.yaml").value(("a", 0, "b")) == "c"


def test_every_duplicate_key_is_told() -> None:
    assert refused("a: 1\nb: 2\na: 3\na: 4\n") == [
        "p.yaml, line 3: the key 'a' stands twice here, first on line 1. Join the two, or take one out.",
        "p.yaml, line 4: the key 'a' stands twice here, first on line 1. Join the two, or take one out.",
    ]


def test_an_alias_is_refused_where_it_stands() -> None:
    assert refused("a: &x 1\nb: 2\nc: *x\n")[0].startswith("p.yaml, line 3: the alias *x")


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert refused("\n".join(lines))[0].startswith("p.yaml, line 2: the alias *a0")


def test_depth() -> None:
    assert read_nodes("[" * DEEPEST + "]" * DEEPEST, "p.yaml").data
    assert "more than 30 deep" in refused("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))[0]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_text(text: str) -> None:
    assert refused(text) == ["p.yaml: is empty. Start from `tiaokuai new`."]


@pytest.mark.parametrize("written", ['"a\\nb"', '"a\\0b"', '"a\\tb"', '"a\\u2028b"', "|\n    a\n    b"])
def test_a_value_stands_on_one_line(written: str) -> None:
    """A line end at the end of a key would pass the pattern of the schema and break its IRI."""
    assert "title holds a line break or another control character" in refused(f"title: {written}")[0]


def test_an_invisible_character_is_told_with_its_line() -> None:
    assert refused("a: b\nc: d\x07\n")[0].startswith("p.yaml, line 2: holds the invisible character U+0007.")


def test_a_tag_makes_no_object() -> None:
    assert read_nodes("a: !!python/object/apply:os.getcwd []", "p.yaml").data == {"a": []}


plain = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)


@given(st.dictionaries(plain.filter(lambda key: key not in NUMBERS), plain, min_size=1, max_size=5))
def test_what_is_quoted_is_read_back(data: dict[str, str]) -> None:
    def quoted(text: str) -> str:
        return "'" + text.replace("'", "''") + "'"

    text = "\n".join(f"? {quoted(key)}\n: {quoted(value)}" for key, value in data.items())
    assert read_nodes(text, "p.yaml").data == data


@given(st.decimals(0, 10**9, places=3))
def test_every_decimal_is_read_back_exactly(value: Decimal) -> None:
    assert read_nodes(f"value: {value:f}", "p.yaml").data == {"value": value}


@given(st.text(max_size=60))
def test_whatever_the_text_the_answer_is_data_or_a_line(text: str) -> None:
    try:
        read_nodes(text, "p.yaml")
    except UserError as error:
        for problem in error.problems:
            assert problem.where.startswith("p.yaml")
            assert "\n" not in str(problem)
