from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from coded_plans import MEASURE_LINE, coded_plan, refused_by_schema
from conftest import DATA, ROOT
from jsonschema import Draft202012Validator

from graph.coding.nodes import read_nodes
from graph.coding.schema import TYPES, WORDS, plan_schema, schema_problems

AT = f"line {MEASURE_LINE}, measure 1: "
AMOUNT = "  targets:\n  - {{id: t1, subject: 接种率, comparator: at-least, unit: percent, {more}}}\n"


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for each in schema.values():
            yield from parts(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from parts(each)


def test_it_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(plan_schema())


def test_every_pattern_is_described_in_words() -> None:
    """A coder is told the form in words, never as a regular expression."""
    patterns = [part for part in parts(plan_schema()) if isinstance(part.get("pattern"), str)]
    assert len(patterns) > 10
    assert all(part["description"].endswith((".", "…")) for part in patterns)


def test_every_block_of_keys_refuses_unknown_ones() -> None:
    blocks = [part for part in parts(plan_schema()) if isinstance(part.get("properties"), dict)]
    assert len(blocks) > 10
    assert [block for block in blocks if block.get("additionalProperties") is not False] == []


def test_every_keyword_has_words_for_a_coder() -> None:
    said_otherwise = {"required", "additionalProperties"}
    structural = {"$ref", "$defs", "$schema", "$id", "title", "description", "properties", "items"}
    spans = {"maxItems"}  # only inside at, which is described as a whole
    used = {
        key
        for part in parts({key: value for key, value in plan_schema().items() if key != "$defs"})
        for key in part
        if isinstance(part.get("type", ""), str)
    } | {
        key
        for definition in plan_schema()["$defs"].values()
        for part in (definition, *definition.get("properties", {}).values())
        for key in part
    }
    named = set(plan_schema()["properties"])
    assert used - named - said_otherwise - structural - spans <= set(WORDS)
    kinds = {part["type"] for part in parts(plan_schema()) if isinstance(part.get("type"), str)}
    assert kinds == set(TYPES)


@pytest.mark.parametrize(
    "path",
    [ROOT / "plans" / "zhengzhou-2024.yaml", *sorted((DATA / "plans").glob("*.yaml"))],
    ids=lambda path: path.stem,
)
def test_the_plans_are_accepted(path: Any) -> None:
    assert schema_problems(read_nodes(path.read_text(encoding="utf-8"), path.name)) == []


def test_the_plan_of_these_tests_is_accepted() -> None:
    assert refused_by_schema() == []


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        ("  leed: [县财政局]\n", "the key 'leed' is not known here. Did you mean lead?"),
        ("  number: -1\n", "number: -1 is below 0. Check the number."),
        ("  number: 1.5\n", "number: 1.5 stands where a whole number should be."),
        ('  number: "1"\n', "number: '1' stands where a whole number should be."),
        ("  label:\n", "label is empty. Fill it in, or take the line out."),
        ("  label: [a]\n", "label: a list stands where a single value should be."),
        ("  title: 办好。\n", "title: '办好。' has not the right form. It should be the heading without 。"),
        (f"  title: {'长' * 81}\n", "title is longer than 80 characters. It should be the heading"),
        ("  cooperating: 县财政局\n", "cooperating: '县财政局' stands where a list should be."),
        ("  cooperating: [{as_written: 县}]\n", "an entry of cooperating lacks name:."),
        (
            "  cooperating: [[县财政局]]\n",
            "an entry of cooperating: a list has not the right form. Write one",
        ),
        ("  cooperating: [{name: 县, as: 县}]\n", "the key 'as' is not known here."),
        ("  at: [1]\n", "at: [1] has not the right form. It should be start and end as two whole numbers"),
        ("  at: [[1, 2], [3]]\n", "at: [[1, 2], [3]] has not the right form. It should be start and end"),
        ("  at: [1.5, 2]\n", "at: [1.5, 2] has not the right form."),
        ("  at: []\n", "at: [] has not the right form."),
        ("  open_ended: [{role: 牵头, as_written: 等}]\n", "role: '牵头' is not known. Use one of: lead, "),
        (
            "  deadlines: [{id: 1, kind: by-date}]\n",
            "id: '1' has not the right form. It should be the id of a",
        ),
        ("  documents: [{name: 意见}]\n", "an entry of documents lacks id:, role:. Add what is missing."),
        ("  deadlines: x\n", "deadlines: 'x' stands where a list should be."),
        ("  deadlines: [x]\n", "an entry of deadlines: 'x' stands where keys with values should be."),
    ],
)
def test_what_is_refused(measure: str, message: str) -> None:
    (line,) = refused_by_schema(measure)
    assert line.startswith(AT + message)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("value: -3", "value: -3 is below 0. For a reduction write basis: decrease."),
        ("value: 3, basis: absolute", "basis: 'absolute' is not known. Use one of: level, increase, "),
        ("maximum: 3", "an entry of targets lacks value:."),
    ],
)
def test_what_is_refused_of_a_target(more: str, message: str) -> None:
    (line,) = refused_by_schema(AMOUNT.format(more=more))
    assert line.removeprefix(f"line {MEASURE_LINE + 1}, measure 1: ").startswith(message)


def test_a_phrase_of_24_characters_and_one_of_25() -> None:
    for length, count in ((24, 0), (25, 1)):
        measure = f"  open_ended: [{{role: lead, as_written: {'等' * length}}}]\n"
        assert len(refused_by_schema(measure)) == count


def test_faults_are_told_in_the_order_of_the_file() -> None:
    lines = refused_by_schema("  number: -1\n  label:\n  leed: []\n", head="  place_en: Town\n")
    assert [line.partition(",")[0].partition(":")[0] for line in lines] == [
        "line 11",
        f"line {MEASURE_LINE + 1}",
        f"line {MEASURE_LINE + 2}",
        f"line {MEASURE_LINE + 3}",
    ]


def test_a_plan_without_its_parts() -> None:
    (problem,) = schema_problems(read_nodes("format: tiaokuai-plan/1\n", "p.yaml"))
    assert str(problem) == "p.yaml, line 1: the file lacks plan:, sections:, measures:. Add what is missing."


def test_nothing_of_python_shows() -> None:
    coded = coded_plan("  targets: [{value: 1.5, id: {a: 1.25}}]\n  cooperating: {a: [1]}\n")
    messages = "\n".join(str(problem) for problem in schema_problems(coded))
    assert messages
    assert not [word for word in ("Decimal", "{'", "None", "array", "object") if word in messages]
