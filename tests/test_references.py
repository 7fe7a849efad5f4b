from __future__ import annotations

import pytest
from coded_plans import MEASURE_LINE, refused_by_checks
from hypothesis import given
from hypothesis import strategies as st

from graph.coding.references import check_spans
from graph.vocabulary.ontology import Ontology

AT = f"line {MEASURE_LINE}, measure 1: "


def platform(name: str = "便民平台", place: str = "zhongmu-410122") -> str:
    return f"  platforms: [{{name: {name}, id: {place}/bian-min}}]\n"


@pytest.mark.parametrize("place", ["zhongmu-410122", "zhengzhou-410100", "cn"])
def test_the_place_of_an_id(ontology: Ontology, place: str) -> None:
    assert refused_by_checks(ontology, platform(place=place)) == []


@pytest.mark.parametrize("place", ["zhongmu-410100", "zhengzhou-410122", "zhongmu-999999"])
def test_pinyin_and_code_of_an_id_belong_together(ontology: Ontology, place: str) -> None:
    (line,) = refused_by_checks(ontology, platform(place=place))
    assert line.startswith(AT + f"'{place}' is no place of GB/T 2260.")


def test_one_id_has_one_name(ontology: Ontology) -> None:
    other = '- key: "2"\n  platforms:\n  - {name: 便民服务平台, id: zhongmu-410122/bian-min}\n'
    assert refused_by_checks(ontology, platform() + other) == [
        f"line {MEASURE_LINE + 3}, measure 2: platform zhongmu-410122/bian-min is named '便民服务平台' here "
        f"and '便民平台' on line {MEASURE_LINE}. Give it one name, or the two their own ids."
    ]
    assert refused_by_checks(ontology, platform() + other.replace("便民服务", "便民")) == []
    assert refused_by_checks(ontology, platform() + other.replace("platforms", "programmes")) == []


def test_the_documents_of_the_plan_are_looked_at_too(ontology: Ontology) -> None:
    head = "  documents: [{name: 意见, id: nowhere-000000/yi-jian, role: cites}]\n"
    (line,) = refused_by_checks(ontology, head=head)
    assert line.startswith("line 11: 'nowhere-000000' is no place")


def test_a_rule_begins_at_a_measure(ontology: Ontology) -> None:
    rule = 'rules:\n- {{id: r1, kind: group-added, from: "{}"}}\n'
    assert refused_by_checks(ontology, names=rule.format("1")) == []
    (line,) = refused_by_checks(ontology, names=rule.format("2"))
    assert line.startswith("line 14: there is no measure '2'.")


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 300))
def test_spans_lie_in_the_text(start: int, end: int, characters: int) -> None:
    data = {"measures": [{"lead": [{"at": [[0, 1], [start, end]]}]}]}
    found = list(check_spans(data, (), characters))
    assert bool(found) == (not 0 <= start < end <= characters)
    assert all(path == ("measures", 0, "lead", 0, "at") for path, _, _ in found)


def test_what_is_wrong_with_a_span() -> None:
    found = {what for at in ([5, 5], [6, 5], [5, 11]) for _, what, _ in check_spans({"at": at}, (), 10)}
    assert found == {
        "at: [5, 5] ends before it begins, or holds nothing.",
        "at: [6, 5] ends before it begins, or holds nothing.",
        "at: [5, 11] runs past the end of the text, which has 10 characters.",
    }
    assert list(check_spans({"at": [0, 10]}, (), 10)) == []
