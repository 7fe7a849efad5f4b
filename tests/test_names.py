from __future__ import annotations

import pytest
from coded_plans import coded_plan, told

from graph.coding.names import added_agencies, resolve_names
from graph.vocabulary.ontology import Ontology

FINANCE = "zhongmu-410122/cai-zheng-ju"
CITY = "zhengzhou-410100/zheng-fu"
NEW = (
    "- spelling: {spelling}\n  new: {{label: {label}, slug: {slug}, kind: department, level: county{more}}}\n"
)


def new(
    spelling: str = "县审计局", label: str = "小镇县审计局", slug: str = "shen-ji-ju", more: str = ""
) -> str:
    return NEW.format(spelling=spelling, label=label, slug=slug, more=more and f", {more}")


def added(ontology: Ontology, names: str) -> list[str]:
    return told(added_agencies(coded_plan(names=names), ontology)[1])


def resolved(ontology: Ontology, measure: str = "", names: str = "") -> tuple[dict[str, str], list[str]]:
    coded = coded_plan(measure, names=names)
    agencies, problems = added_agencies(coded, ontology)
    assert problems == []
    found, problems = resolve_names(coded, ontology.register(agencies))
    return found, told(problems)


def test_an_added_agency_has_the_place_of_the_plan(ontology: Ontology) -> None:
    (agency,), problems = added_agencies(coded_plan(), ontology)
    assert problems == []
    assert (agency.path, agency.label, agency.spellings) == (FINANCE, "小镇县财政局", ("县财政局",))
    assert (agency.kind, agency.level, agency.place, agency.status) == (
        "department",
        "county",
        "410122",
        "proposed",
    )


def test_an_added_agency_of_another_place(ontology: Ontology) -> None:
    names = new(slug="xin-she-ju", more='place: "410100", group: yes')
    agency = added_agencies(coded_plan(names=names), ontology)[0][1]
    assert (agency.path, agency.place, agency.is_group) == ("zhengzhou-410100/xin-she-ju", "410100", True)


def test_several_spellings_of_one_added_agency(ontology: Ontology) -> None:
    agencies, problems = added_agencies(
        coded_plan(names=new() + new("审计局") + new("小镇县审计局")), ontology
    )
    assert problems == []
    assert [agency.spellings for agency in agencies] == [("县财政局",), ("县审计局", "审计局")]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (new() + new("审计局", "县审计局"), "line 15: zhongmu-410122/shen-ji-ju is described in two ways."),
        (
            new(slug="zheng-fu", more='place: "410100"'),
            "line 13: zhengzhou-410100/zheng-fu is in the register",
        ),
        (new(more='place: "999999"'), "line 14: place '999999' is not in GB/T 2260."),
    ],
)
def test_faults_of_added_agencies(ontology: Ontology, names: str, message: str) -> None:
    (line,) = added(ontology, names)
    assert line.startswith(message)


def test_a_name_is_the_places_own_before_it_is_the_citys(ontology: Ontology) -> None:
    """市政府 in a county's plan is its city's; 中牟县政府 is in the register."""
    found, problems = resolved(ontology, "  responsible: [市政府, 中牟县政府]\n")
    assert problems == []
    assert found["县财政局"] == FINANCE
    assert found["市政府"] == "zhengzhou-410100/zheng-fu"
    assert found["中牟县政府"].startswith("zhongmu-410122/")


def test_a_spelling_given_to_an_agency(ontology: Ontology) -> None:
    names = f"- {{spelling: 财政部门, agency: {FINANCE}}}\n"
    found, problems = resolved(ontology, "  responsible: [财政部门]\n", names)
    assert (found["财政部门"], problems) == (FINANCE, [])


@pytest.mark.parametrize(
    ("measure", "names", "message"),
    [
        (
            "  responsible: [县财政]\n",
            "",
            "line 19, measure 1: '县财政' is not a known agency. Add it under names:",
        ),
        (
            "  responsible: [市政府]\n",
            f"- {{spelling: 市政府, agency: {FINANCE}}}\n",
            "line 20, measure 1: '市政府' is zhengzhou-410100/zheng-fu in the register but",
        ),
        (
            "  responsible: [县局]\n",
            new("县局") + new("县局", "小镇县统计局", "tong-ji-ju"),
            "line 23, measure 1: '县局' may be any of zhongmu-410122/shen-ji-ju, zhongmu-410122/tong-ji-ju.",
        ),
        (
            "",
            "".join(f"- {{spelling: 县局, agency: {path}}}\n" for path in (FINANCE, CITY)),
            f"line 14: '县局' is given to two agencies, {FINANCE} and {CITY}.",
        ),
        ("", "- {spelling: 县局, agency: cn/nobody}\n", "line 13: 'cn/nobody' is not in the register."),
        ("", new(more="group: yes, members: [cn/nobody]"), "line 13: 'cn/nobody' is not in the register."),
        (
            "  responsible: [县财政局, 小镇县财政局]\n",
            "",
            "line 19, measure 1: '小镇县财政局' and '县财政局' are one agency, zhongmu-410122/cai-zheng-ju.",
        ),
    ],
)
def test_names_that_do_not_resolve(ontology: Ontology, measure: str, names: str, message: str) -> None:
    _, (line,) = resolved(ontology, measure, names)
    assert line.startswith(message)


def test_a_known_name_is_proposed_for_a_slip(ontology: Ontology) -> None:
    _, (line,) = resolved(ontology, "  responsible: [县财政]\n")
    assert "Did you mean 县财政局 or " in line


def test_one_body_may_stand_in_two_roles_or_parts(ontology: Ontology) -> None:
    measure = "  responsible:\n  - {name: 县财政局, part: a}\n  - {name: 小镇县财政局, part: b}\n"
    assert resolved(ontology, measure)[1] == []
    assert resolved(ontology, "  responsible: [小镇县财政局]\n")[1] == []


def test_every_unknown_name_is_told_once(ontology: Ontology) -> None:
    _, lines = resolved(ontology, '  responsible: [甲, 乙]\n- key: "2"\n  lead: [甲]\n')
    assert [line.partition(" Add")[0] for line in lines] == [
        "line 19, measure 1: '甲' is not a known agency. It stands 2 times.",
        "line 19, measure 1: '乙' is not a known agency.",
    ]
