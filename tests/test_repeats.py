from __future__ import annotations

import pytest
from coded_plans import MEASURE_LINE, coded_plan, refused_by_checks
from hypothesis import given
from hypothesis import strategies as st

from graph.coding.repeats import IN_MEASURE, IN_PLAN, assignee, check_repeats
from graph.coding.schema import plan_schema
from graph.vocabulary.ontology import Ontology

NEXT = f"line {MEASURE_LINE + 2}, measure 1: "
FIRST = f"stands twice, first on line {MEASURE_LINE + 1}."
VOTE = '{{concept: be-1-1-4, edition: "2025", strength: {}, coder: {}, status: proposed}}'


def entries(key: str, *each: str) -> str:
    return f"  {key}:\n" + "".join(f"  - {entry}\n" for entry in each)


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        (entries("cooperating", "县财政局", "{name: 县财政局, as_written: 县}"), "'县财政局' as cooperating"),
        (entries("cooperating", *["{name: 县财政局, part: a}"] * 2), "'县财政局' as cooperating"),
        (
            entries("open_ended", "{role: lead, as_written: 等部门}", "{role: lead, as_written: 等单位}"),
            "an open end of lead",
        ),
        (entries("deadlines", *["{id: d1, kind: ongoing}"] * 2), "deadline 'd1'"),
        (
            entries("alignments", VOTE.format("direct", "a"), VOTE.format("contributes", "a")),
            "be-1-1-4 by 'a'",
        ),
        (entries("links", *["{to: zhongmu-2023/4, kind: part-of}"] * 2), "the link part-of zhongmu-2023/4"),
    ],
)
def test_what_stands_twice(ontology: Ontology, measure: str, message: str) -> None:
    (line,) = refused_by_checks(ontology, measure)
    assert line.startswith(f"{NEXT}{message} {FIRST}")


@pytest.mark.parametrize(
    "measure",
    [
        "  responsible: [县财政局]\n",
        entries("cooperating", "县财政局", "{name: 县财政局, part: b}"),
        entries("open_ended", "{role: lead, as_written: 等}", "{role: responsible, as_written: 等}"),
        entries("alignments", VOTE.format("direct", "a"), VOTE.format("direct", "b")),
        entries("links", *[f"{{to: zhongmu-2023/4, kind: {kind}}}" for kind in ("part-of", "prerequisite")]),
    ],
)
def test_what_differs_may_stand(ontology: Ontology, measure: str) -> None:
    assert refused_by_checks(ontology, measure) == []


def test_measures_and_rules() -> None:
    coded = coded_plan('- key: "1"\n')
    coded.data["rules"] = [{"id": "r1"}, {"id": "r1"}]
    found = [(path, what.partition(",")[0]) for path, what, _ in check_repeats(coded)]
    assert found == [
        (("rules", 1), "rule 'r1' stands twice"),
        (("measures", 1), "measure '1' stands twice"),
    ]


def test_every_list_that_has_ids_is_watched() -> None:
    """Names of things may repeat (a platform in two places of a text); whatever makes a node may not."""
    lists = {key for key, part in plan_schema()["$defs"]["measure"]["properties"].items() if "items" in part}
    mentions = {"documents", "platforms", "programmes"}
    roles = {"lead", "responsible", "cooperating", "supervising"}
    assert {each.key for each in IN_MEASURE} == lists - mentions | roles
    assert {each.key for each in IN_PLAN} == {"rules", "sections", "coders", "measures"}


@given(st.lists(st.tuples(st.sampled_from("甲乙"), st.sampled_from(["", "a", "b"])), max_size=8))
def test_as_many_repeats_as_entries_beyond_the_different_ones(names: list[tuple[str, str]]) -> None:
    coded = coded_plan()
    coded.data["measures"][0]["lead"] = [{"name": name, "part": part} for name, part in names]
    assert len(list(check_repeats(coded))) == len(names) - len(set(names))


def test_an_assignee_is_a_text_or_a_block() -> None:
    assert assignee("甲") == assignee({"name": "甲"}) == ("甲", "")
    assert assignee({"name": "甲", "part": "a"}) == ("甲", "a")
