from __future__ import annotations

import pytest
from coded_plans import MEASURE_LINE, coded_plan, refused_by_checks
from conftest import Built

from graph.coding.check import check_plan
from graph.vocabulary.ontology import Ontology

VOTE = '  alignments: [{{concept: {}, edition: "2025", strength: direct, coder: a, status: proposed}}]\n'
AT = f"line {MEASURE_LINE}, measure 1: "
TARGET = (
    "  targets: [{{id: {id}, subject: 接种率, comparator: {comparator}, value: 80, unit: {unit}{more}}}]\n"
)


def target(id: str = "t1", comparator: str = "at-least", unit: str = "percent", more: str = "") -> str:
    return TARGET.format(id=id, comparator=comparator, unit=unit, more=more and f", {more}")


def test_plans_without_fault(ontology: Ontology, town: Built, zhengzhou: Built) -> None:
    assert refused_by_checks(ontology) == []
    assert refused_by_checks(ontology, target()) == []
    assert {town.plan.id, zhengzhou.plan.id} == {"zhongmu-2024-town", "zhengzhou-2024"}


@pytest.mark.parametrize(
    ("measure", "message"),
    [
        (target(unit="percents"), "unit: 'percents' is not known. Did you mean percent or "),
        (target(unit="万人"), "unit: '万人' is not known. Write person-10-thousand."),
        (target(unit="家企业集团"), "unit: '家企业集团' is not known. The words are in ontology/units.ttl."),
        (target("c1"), "'c1' is no id of a target. Write t1, t2 …"),
        (target(more="deadline: d1"), "this measure has no deadline 'd1'."),
        (target(comparator="between"), "the comparator between needs maximum:."),
        (target(more="maximum: 90"), "maximum: goes only with the comparator between, not with at-least."),
        (target(comparator="between", more="maximum: 80"), "maximum: 80 is not above value: 80."),
        ("  deadlines: [{id: d1, kind: by-date}]\n", "a deadline of kind by-date needs due:."),
        ("  deadlines: [{id: d1, kind: ongoing, from: 2024-02-30}]\n", "from: 2024-02-30 is not a day"),
        (
            "  deadlines: [{id: d1, kind: by-date, due: 2024-05-01, from: 2024-06-01}]\n",
            "from: 2024-06-01 is after due: 2024-05-01.",
        ),
        ("  cooperating: [{name: 县财政局, rule: r9}]\n", "there is no rule 'r9'. Describe it under rules:."),
        (
            VOTE.format("be-11"),
            "edition 2025 of B-READY has no concept 'be-11'.",
        ),
    ],
)
def test_faults_of_a_measure(ontology: Ontology, measure: str, message: str) -> None:
    (line,) = refused_by_checks(ontology, measure)
    assert line.startswith(AT + message)


@pytest.mark.parametrize(
    "measure",
    [
        target(unit="个工作日").replace("个工作日", "working-day"),
        target(comparator="between", more="maximum: 81"),
        target(more="deadline: d1") + "  deadlines: [{id: d1, kind: by-date, due: 2024-02-29}]\n",
        VOTE.format("be-1-1-4"),
        "  deadlines: [{id: d1, kind: recurring, recurrence: monthly}]\n",
    ],
)
def test_what_is_accepted(ontology: Ontology, measure: str) -> None:
    assert refused_by_checks(ontology, measure) == []


def test_a_unit_may_be_asked_for_without_its_classifier(ontology: Ontology) -> None:
    (line,) = refused_by_checks(ontology, target(unit="工作日"))
    assert line.endswith("Write working-day.")


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("place", "419999", "line 5: place '419999' is not in GB/T 2260."),
        ("level", "city", "line 6: place 410122 (中牟县) is of level county, not city."),
        ("id", "zhongmou-2024", "line 3: id 'zhongmou-2024' does not begin with its place and year."),
        ("id", "zhongmu-2023", "line 3: id 'zhongmu-2023' does not begin with its place and year."),
        ("id", "zhongmu-20241", "line 3: id 'zhongmu-20241' does not begin with its place and year."),
    ],
)
def test_faults_of_the_head(ontology: Ontology, key: str, value: str, message: str) -> None:
    coded = coded_plan()
    coded.data["plan"][key] = value
    (problem,) = check_plan(coded, ontology)
    assert str(problem).startswith(f"p.yaml, {message}")


def test_an_id_may_have_a_topic(ontology: Ontology) -> None:
    coded = coded_plan()
    coded.data["plan"]["id"] = "zhongmu-2024-health"
    assert check_plan(coded, ontology) == []


def test_the_day_of_issue(ontology: Ontology) -> None:
    assert refused_by_checks(ontology, head="  issued: 2024-02-29\n") == []
    (line,) = refused_by_checks(ontology, head="  issued: 2023-02-29\n")
    assert line == "line 11: issued: 2023-02-29 is not a day of the calendar. Correct the date."


@pytest.mark.parametrize(
    ("sections", "message"),
    [
        ('- {key: "2", parent: "7"}\n', "line 15: there is no section '7'. The sections are: 1, 2."),
        ('- {key: "2", parent: "2"}\n', "line 15: section '2' stands in itself (2 in 2)."),
        ('- {key: "2", sector: gymnastics}\n', "line 15: sector: 'gymnastics' is not known."),
    ],
)
def test_faults_of_a_section(ontology: Ontology, sections: str, message: str) -> None:
    (line,) = refused_by_checks(ontology, sections=sections)
    assert line.startswith(message)


def test_sections_in_a_ring_are_told_once_each(ontology: Ontology) -> None:
    ring = '- {key: "2", parent: "3"}\n- {key: "3", parent: "4"}\n- {key: "4", parent: "2"}\n'
    lines = refused_by_checks(ontology, sections=ring)
    assert [line.partition(" stands")[0] for line in lines] == [
        "line 15: section '2'",
        "line 16: section '3'",
        "line 17: section '4'",
    ]
    inside = ring.replace('- {key: "4", parent: "2"}\n', '- {key: "4"}\n')
    assert refused_by_checks(ontology, sections=inside) == []


def test_a_measure_in_a_section_that_is_not_there(ontology: Ontology) -> None:
    coded = coded_plan()
    coded.data["measures"][0]["section"] = "2"
    (problem,) = check_plan(coded, ontology)
    assert str(problem) == "p.yaml, line 17, measure 1: there is no section '2'. The sections are: 1."


@pytest.mark.parametrize("key", ["kind", "function", "line", "system"])
def test_the_words_of_a_new_agency(ontology: Ontology, key: str) -> None:
    new = "{label: 县局, slug: ju, level: county, kind: office, function: finance, line: dual, system: party}"
    names = f"- spelling: 县局\n  new: {new}\n"
    assert refused_by_checks(ontology, names=names) == []
    start = names.index(f"{key}: ") + len(key) + 2
    end = min(place for place in (names.find(",", start), names.find("}", start)) if place > 0)
    (line,) = refused_by_checks(ontology, names=names[:start] + "quux" + names[end:])
    assert line.startswith(f"line 14: {key}: 'quux' is not known.")


def test_faults_are_told_in_the_order_of_the_file(ontology: Ontology) -> None:
    lines = refused_by_checks(
        ontology,
        "  at: [9, 3]\n" + target(unit="quux"),
        sections='- {key: "1"}\n',
        head="  issued: 2024-02-30\n",
    )
    assert [int(line.split()[1].strip(",:")) for line in lines] == [11, 16, 21, 22]
