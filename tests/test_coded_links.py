"""Links of a coded plan: where they lead, circles, and words in both measures."""

from __future__ import annotations

import pytest
from coded_plans import MEASURE_LINE, coded_plan, refused_by_checks, refused_by_schema
from hypothesis import given
from hypothesis import strategies as st

from graph.coding.links import check_links
from graph.coding.sheets import plain_form, sheet_bytes
from graph.coding.workbook import read_sheet
from graph.vocabulary.ontology import Ontology

AT = f"line {MEASURE_LINE}, measure 1: "
LINK = "  links: [{{to: {}, kind: {}}}]\n"


def links(*ends: tuple[str, str, str]) -> str:
    """Return links of three measures, as (from, to, kind): measure 1 is there already."""
    found = {key: [each for each in ends if each[0] == key] for key in "123"}
    text = ""
    for key, of_measure in found.items():
        text += "" if key == "1" else f'- key: "{key}"\n'
        if of_measure:
            entries = ", ".join(f"{{to: zhongmu-2024/{to}, kind: {kind}}}" for _, to, kind in of_measure)
            text += f"  links: [{entries}]\n"
    return text


def test_a_link_leads_to_a_measure(ontology: Ontology) -> None:
    (line,) = refused_by_checks(ontology, LINK.format("zhongmu-2024/2", "part-of"))
    assert line == AT + "there is no measure '2' in this plan. Correct the key after the slash."
    assert refused_by_checks(ontology, LINK.format("zhongmu-2023/2", "part-of")) == []


def test_a_link_does_not_lead_back(ontology: Ontology) -> None:
    (line,) = refused_by_checks(ontology, LINK.format("zhongmu-2024/1", "part-of"))
    assert line == AT + "the link leads back to its own measure. Correct to:, or take it out."


def test_an_unknown_kind() -> None:
    (line,) = refused_by_schema(LINK.format("zhongmu-2024/2", "needs"))
    assert line == AT + "kind: 'needs' is not known. Use one of: prerequisite, part-of."


def test_a_circle_is_told_at_each_of_its_links(ontology: Ontology) -> None:
    ring = links(("1", "2", "part-of"), ("2", "3", "part-of"), ("3", "1", "part-of"))
    found = refused_by_checks(ontology, ring)
    assert len(found) == 3
    assert found[0] == (
        AT + "links of kind part-of run in a circle: 1 → 2 → 3 → 1. Take one of them out, or turn it round."
    )
    assert refused_by_checks(ontology, ring.replace("zhongmu-2024/1", "zhongmu-2023/1")) == []


def test_kinds_do_not_make_a_circle_together_nor_do_rejected_links(ontology: Ontology) -> None:
    two = links(("1", "2", "part-of"), ("2", "1", "prerequisite"))
    assert refused_by_checks(ontology, two) == []
    ring = links(("1", "2", "part-of"), ("2", "1", "part-of"))
    assert len(refused_by_checks(ontology, ring)) == 2
    rejected = ring.replace(
        "zhongmu-2024/1, kind: part-of", "zhongmu-2024/1, kind: part-of, status: rejected"
    )
    assert refused_by_checks(ontology, rejected) == []


@pytest.mark.parametrize(
    ("at", "missed"),
    [("[[5, 9], [22, 30]]", None), ("[5, 9]", "2"), ("[[18, 22], [5, 9]]", "2"), ("[22, 30]", "1")],
)
def test_words_stand_in_both_measures(ontology: Ontology, at: str, missed: str | None) -> None:
    two = (
        f"  at: [0, 20]\n  links: [{{to: zhongmu-2024/2, kind: part-of, at: {at}}}]\n"
        '- key: "2"\n  at: [20, 40]\n'
    )
    found = refused_by_checks(ontology, two)
    if missed is None:
        assert found == []
    else:
        assert found == [
            f"line {MEASURE_LINE + 1}, measure 1: at: of the link holds no place in measure {missed}. "
            "Give a place in each of the two measures: [[start, end], [start, end]]."
        ]


def test_a_sheet_holds_links_whole(ontology: Ontology) -> None:
    link = "{to: zhongmu-2024/2, kind: part-of, reason: 其一, coder: lin, at: [[1, 2], [5, 9]]}"
    data = coded_plan(f'  links: [{link}]\n- key: "2"\n').data
    assert read_sheet(sheet_bytes(data, ontology), "p.xlsx").data == plain_form(data)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=9))
def test_links_that_go_upwards_never_run_in_a_circle(ends: list[tuple[int, int]]) -> None:
    upward = sorted({(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]})
    measures = [
        {"key": str(n), "links": [{"to": f"p/{b}", "kind": "part-of"} for a, b in upward if a == n]}
        for n in range(6)
    ]
    data = {"plan": {"id": "p"}, "measures": measures}
    assert list(check_links(data)) == []
    if upward:
        low, high = upward[0]
        measures[high]["links"].append({"to": f"p/{low}", "kind": "part-of"})  # type: ignore[attr-defined]
        assert list(check_links(data))
