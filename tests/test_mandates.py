"""What the listed names say of bodies of any place."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.vocabulary.mandates import Mandates, read_mandates
from graph.vocabulary.namespaces import TK
from graph.vocabulary.ontology import Ontology
from graph.vocabulary.turtle import index_triples


@pytest.fixture(scope="module")
def mandates(ontology: Ontology) -> Mandates:
    return read_mandates(ontology)


CASES = [
    ("发展改革委", "发展和改革委员会", "development-and-reform", "commission", "territorial", "government"),
    ("发改局", "发展和改革局", "development-and-reform", "department", "territorial", "government"),
    ("发展和改革局", "发展和改革局", "development-and-reform", "department", "territorial", "government"),
    ("市场局", "市场监督管理局", "market-regulation", "department", "territorial", "government"),
    ("环保局", "环境保护局", "ecology-and-environment", "department", "territorial", "government"),
    ("国土局", "国土资源局", "natural-resources-and-planning", "department", "territorial", "government"),
    ("安监局", "安全生产监督管理局", "emergency-management", "department", "territorial", "government"),
    ("卫计委", "卫生和计划生育委员会", "health", "commission", "territorial", "government"),
    ("税务局", "国家税务总局…税务局", "tax", "department", "vertical", "government"),
    ("公安局", "公安局", "public-security", "department", "dual", "government"),
    ("宣传部", "中共…委宣传部", "publicity", "party-department", "territorial", "party"),
    ("编办", "中共…委机构编制委员会办公室", "party-organisation", "party-commission", "territorial", "party"),
    ("法院", "人民法院", "adjudication", "court", "territorial", "courts-and-procuratorates"),
    ("检察院", "人民检察院", "procuratorial-work", "procuratorate", "dual", "courts-and-procuratorates"),
    ("妇联", "妇女联合会", "women-and-children", "mass-organisation", "dual", "mass-organisations"),
    ("供电公司", "供电公司", "power-supply", "enterprise", "vertical", "enterprises"),
    ("城投集团", "城投集团", "urban-construction-investment", "enterprise", "", "enterprises"),
    (
        "公积金中心",
        "住房公积金管理中心",
        "housing-provident-fund",
        "public-institution",
        "territorial",
        "government",
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_a_listed_name(mandates: Mandates, case: tuple[str, ...]) -> None:
    name, full, function, kind, line, system = case
    found = mandates.describe(name)
    assert (found.name, found.functions, found.kind) == (full, (function,), kind)
    assert (found.line, found.system, found.rest, found.composed) == (line, system, "", False)


def test_a_merged_body_has_the_functions_of_its_parts(mandates: Mandates) -> None:
    found = mandates.describe("教体局")
    assert (found.name, found.functions, found.composed) == ("教育和体育局", ("education", "sport"), True)
    found = mandates.describe("农业农村和水务局")
    assert found.name == "农业农村和水务局"
    assert found.functions == ("agriculture-and-rural-affairs", "water-resources")
    assert not found.composed


def test_a_part_of_compounds_is_no_stem_of_its_own(mandates: Mandates) -> None:
    assert mandates.describe("教局").functions == ()
    assert mandates.describe("教局").kind == "department"


def test_the_known_end_of_a_longer_name(mandates: Mandates) -> None:
    found = mandates.describe("航空港区税务局")
    assert (found.functions, found.rest) == (("tax",), "航空港区")


def test_a_zone_is_a_zone_whatever_stands_before_it(mandates: Mandates) -> None:
    found = mandates.describe("经济开发区")
    assert (found.functions, found.kind) == (("development-zone-administration",), "zone-administration")


def test_an_unknown_name_says_nothing(mandates: Mandates) -> None:
    found = mandates.describe("甲乙丙丁")
    assert (found.name, found.functions, found.kind, found.line) == ("甲乙丙丁", (), "", "")


def test_a_printed_form_stands_for_one_name(ontology: Ontology) -> None:
    triples = index_triples(ontology.statements)
    for predicate in ("mandateName", "bodyName"):
        forms = Counter(
            form
            for subject in triples.index
            if "/function/" in subject
            for literal in triples.texts(subject, TK + predicate)
            for form in literal.split()
        )
        assert [form for form, count in forms.items() if count > 1] == []


def test_what_kinds_and_lines_name_is_a_full_form_of_a_function(ontology: Ontology) -> None:
    triples = index_triples(ontology.statements)
    for predicate in ("mandateName", "bodyName"):
        named: dict[bool, set[str]] = {True: set(), False: set()}
        for subject in triples.index:
            for literal in triples.texts(subject, TK + predicate):
                named["/function/" in subject].add(literal.split()[0])
        assert named[False] - named[True] == set()
