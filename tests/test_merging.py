from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plan_strategy import plans

from graph.coding.merging import merge
from graph.errors import UserError

Data = dict[str, Any]
any_plans = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def plan(*measures: Data, **more: Any) -> Data:
    source = {"text_sha256": "0" * 64}
    return {"plan": {"id": "a-2024", "source": source}, "sections": [], "measures": [*measures], **more}


def measure(key: str = "1", **more: Any) -> Data:
    return {"key": key, "title": "甲", **more}


@any_plans
@given(plans(), plans())
def test_what_only_one_changed_is_taken(one: Data, other: Data) -> None:
    assert merge(one, one, other).data == other
    assert merge(one, other, one).data == other
    assert merge(one, other, other).data == other


@any_plans
@given(plans(), plans(), plans())
def test_every_measure_of_the_person_stays(base: Data, mine: Data, theirs: Data) -> None:
    for each in (base, mine, theirs):
        each["plan"]["source"]["text_sha256"] = "0" * 64
    for old in (base, None):
        merged = merge(old, mine, theirs)
        kept = [each["key"] for each in merged.data["measures"]]
        untouched = {each["key"] for each in base["measures"] if each in mine["measures"]}
        assert {each["key"] for each in mine["measures"]} - untouched <= set(kept)
        assert len(kept) == len(set(kept))


small_measures: st.SearchStrategy[list[Data]] = st.lists(
    st.fixed_dictionaries(
        {"key": st.sampled_from("123"), "title": st.sampled_from("甲乙丙")},
        optional={"lead": st.lists(st.sampled_from("ABC"), unique=True)},
    ),
    unique_by=lambda each: str(each["key"]),
)


@given(small_measures, small_measures, small_measures)
def test_no_correction_is_overwritten_and_none_of_the_new_lost(
    base: list[Data], mine: list[Data], theirs: list[Data]
) -> None:
    merged = {each["key"]: each for each in merge(plan(*base), plan(*mine), plan(*theirs)).data["measures"]}
    old, new = ({each["key"]: each for each in side} for side in (base, theirs))
    for each in mine:
        before = old.get(each["key"], {})
        if before != each:
            found = merged[each["key"]]
            assert before.get("title") == each["title"] or found["title"] == each["title"]
            assert set(each.get("lead", ())) - set(before.get("lead", ())) <= set(found.get("lead", ()))
    for key in new.keys() - old.keys() - {each["key"] for each in mine}:
        assert merged[key] == new[key]


def test_both_changed_and_the_persons_stands() -> None:
    merged = merge(plan(measure()), plan(measure(title="乙")), plan(measure(title="丙")))
    assert merged.data == plan(measure(title="乙"))
    (conflict,) = merged.conflicts
    said = (
        "p.yaml, measure 1: title is 乙, now read as 丙. "
        "Yours was kept; to take the new reading of the measure instead, add --take 1."
    )
    assert str(conflict.problem("p.yaml")) == said


def test_changes_in_different_places_are_both_taken() -> None:
    base = plan(measure(lead=["A局"]), measure("2"))
    mine = plan(measure(lead=["A局", "B局"]), measure("2", title="乙"))
    theirs = plan(measure(lead=[{"name": "A局", "at": [1, 3]}]), measure("2", number=2), measure("3"))
    merged = merge(base, mine, theirs)
    lead = [{"name": "A局", "at": [1, 3]}, "B局"]
    assert merged.data == plan(measure(lead=lead), measure("2", title="乙", number=2), measure("3"))
    assert merged.conflicts == ()


def test_an_agency_that_the_person_took_out_stays_out() -> None:
    base = plan(measure(lead=["A局", "B局"]))
    theirs = plan(measure(lead=["A局", "B局", "C局"]))
    assert merge(base, plan(measure(lead=["A局"])), theirs).data == plan(measure(lead=["A局", "C局"]))


def test_a_corrected_measure_that_is_no_longer_read_stays_and_is_listed() -> None:
    merged = merge(plan(measure(), measure("2")), plan(measure(), measure("2", title="乙")), plan(measure()))
    assert merged.data == plan(measure(), measure("2", title="乙"))
    assert [(each.measure, each.theirs) for each in merged.conflicts] == [("2", None)]


def test_a_target_found_before_the_others_does_not_shift_their_corrections() -> None:
    old = {"id": "t1", "subject": "s", "value": 80, "at": [5, 9], "deadline": "d1"}
    base = plan(measure(targets=[old], deadlines=[{"id": "d1", "at": [1, 2]}]))
    mine = copy.deepcopy(base)
    mine["measures"][0]["targets"][0]["subject"] = "corrected"
    deadlines = [{"id": "d1", "at": [0, 1]}, {"id": "d2", "at": [1, 2]}]
    new = {"id": "t1", "subject": "n", "value": 3, "at": [2, 4]}
    theirs = plan(measure(targets=[new, {**old, "id": "t2", "deadline": "d2"}], deadlines=deadlines))
    merged = merge(base, mine, theirs)
    found = {each["id"]: each for each in merged.data["measures"][0]["targets"]}
    assert found == {"t1": {**old, "subject": "corrected"}, "t2": {**new, "id": "t2"}}
    assert {each["id"]: each["at"] for each in merged.data["measures"][0]["deadlines"]} == {
        "d1": [1, 2],
        "d2": [0, 1],
    }
    assert merged.conflicts == ()


def test_without_a_base_the_plan_stands_and_gains_whole_measures() -> None:
    mine = plan(measure(title="乙", lead=["A局"]))
    theirs = plan(measure(lead=["A局", "B局"]), measure("2"), names=[{"spelling": "B局", "agency": "cn/b"}])
    merged = merge(None, mine, theirs)
    assert merged.data == plan(*mine["measures"], measure("2"), names=theirs["names"])
    assert [(each.field, each.mine) for each in merged.conflicts] == [("title", "乙"), ("lead B局", None)]


def test_offsets_over_two_texts_are_not_mixed() -> None:
    other = plan(measure(title="丙"))
    other["plan"]["source"]["text_sha256"] = "1" * 64
    with pytest.raises(UserError, match="read as another text"):
        merge(plan(measure()), plan(measure(title="乙")), other)


def test_a_name_is_never_given_to_an_agency_of_the_register_and_a_new_one_at_once() -> None:
    new = {"label": "甲局", "slug": "jia-ju"}
    base, mine, theirs = (
        plan(measure(), names=[{"spelling": "甲局", **entry}])
        for entry in (
            {"new": new, "status": "proposed"},
            {"new": {**new, "label": "甲市甲局"}, "status": "accepted"},
            {"agency": "cn/jia-ju"},
        )
    )
    for old, own, other in ((base, mine, theirs), (base, theirs, mine), (None, mine, theirs)):
        merged = merge(old, own, other)
        assert merged.data == own
        assert [each.field for each in merged.conflicts] == ["names 甲局"]
    assert merge(base, base, theirs).data == theirs


def test_a_measure_cut_from_another_passage_is_not_mixed_with_the_persons() -> None:
    base = plan(measure(at=[0, 9], lead=["A局"]), measure("2", at=[10, 19]))
    mine = plan(measure(at=[0, 9], lead=["B局"]), measure("2", at=[10, 19]))
    theirs = plan(measure(at=[10, 19], lead=["C局"]), measure("2", at=[20, 29]))
    merged = merge(base, mine, theirs)
    assert merged.data == plan(mine["measures"][0], theirs["measures"][1])
    (conflict,) = merged.conflicts
    assert (conflict.measure, conflict.field) == ("1", "measure")
    moved = plan(measure(at=[0, 12], lead=["A局"]))
    assert merge(base, mine, moved).data["measures"][0] == measure(at=[0, 12], lead=["B局"])


def test_a_long_value_is_shown_in_part() -> None:
    long = plan(measure(at=[0, 9], lead=[f"{number}局" for number in range(200)]))
    (conflict,) = merge(None, long, plan(measure(at=[10, 19]))).conflicts
    said = str(conflict.problem("p.yaml"))
    assert " …, now read as key: " in said
    assert len(said) < 500
