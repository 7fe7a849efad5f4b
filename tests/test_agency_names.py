"""Agencies of any place: which body a spelling names in a plan of a place."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from conftest import ROOT

from graph.coding.plan import read_plan
from graph.extraction.agencies import Agencies
from graph.extraction.agency_names import Proposal, Setting
from graph.extraction.slugs import slug_of
from graph.vocabulary.gazetteer import build_gazetteer, find_places
from graph.vocabulary.mandates import read_mandates
from graph.vocabulary.ontology import Ontology

CORPUS = ROOT.parent / "shared" / "corpus" / "attributions-dev.json"


@pytest.fixture(scope="module")
def agencies_of(ontology: Ontology) -> Callable[[str], Agencies]:
    gazetteer, mandates = build_gazetteer(ontology.places), read_mandates(ontology)

    def of(name: str) -> Agencies:
        (place,) = find_places(name, gazetteer)
        return Agencies(Setting(place, gazetteer, mandates), ontology.register())

    return of


def proposed(agencies: Agencies, spelling: str) -> Proposal:
    proposal = agencies.resolve(spelling).proposal
    assert proposal is not None, spelling
    return proposal


LABELS = [
    ("昆明市官渡区", "区发改局", "昆明市官渡区发展和改革局", "530111", "county"),
    ("昆明市官渡区", "市发改委", "昆明市发展和改革委员会", "530100", "city"),
    ("昆明市官渡区", "省税务局", "国家税务总局云南省税务局", "530000", "province"),
    ("南陵县", "县教育局", "南陵县教育局", "340223", "county"),
    ("嵊州市", "市经信局", "嵊州市经济和信息化局", "330683", "county"),
    ("楚雄州", "州财政局", "楚雄彝族自治州财政局", "532300", "city"),
    ("楚雄州", "禄丰产业园区管委会", "禄丰产业园区管理委员会", "532302", "county"),
    ("武汉市", "汉阳区人民政府", "武汉市汉阳区人民政府", "420105", "county"),
    ("上海市徐汇区", "财政局", "上海市徐汇区财政局", "310104", "county"),
    ("杭州市", "市委宣传部", "中共杭州市委宣传部", "330100", "city"),
    ("杭州市", "市中院", "浙江省杭州市中级人民法院", "330100", "city"),
    ("杭州市", "市市场监管局(市知识产权局)", "杭州市市场监督管理局", "330100", "city"),
    ("三亚市", "三亚工商局", "三亚市工商行政管理局", "460200", "city"),
    ("厦门市", "厦门海关", "中华人民共和国厦门海关", "350200", "city"),
    ("广东省", "人民银行广东省分行", "人民银行广东省分行", "440000", "province"),
    ("武汉市", "市自然资源规划局", "武汉市自然资源和规划局", "420100", "city"),
    ("荆州市", "市公安局", "荆州市公安局", "421000", "city"),
    ("国务院", "发展改革委", "国家发展和改革委员会", "cn", "national"),
    ("郑州市", "市体育局", "郑州市体育局", "410100", "city"),
    ("内蒙古", "自治区发展改革委", "内蒙古自治区发展和改革委员会", "150000", "province"),
]


@pytest.mark.parametrize("case", LABELS)
def test_a_body_gets_its_full_name(agencies_of: Callable[[str], Agencies], case: tuple[str, ...]) -> None:
    plan, spelling, label, place, level = case
    found = proposed(agencies_of(plan), spelling)
    assert (found.label, found.place, found.level, found.doubt) == (label, place, level, "")
    assert found.functions
    assert not found.is_group


@pytest.mark.parametrize(
    ("plan", "spelling", "kind", "level"),
    [
        ("武汉市", "各区人民政府", "peoples-government", "county"),
        ("浙江省", "各市、县(市、区)政府", "peoples-government", "city"),
        ("昆明市官渡区", "各街道办事处", "dispatched-office", "township"),
        ("昆明市官渡区", "区级相关部门", "class-of-bodies", "county"),
        ("马鞍山市", "各县区、开发区", "class-of-bodies", "county"),
        ("楚雄州", "10县市人民政府", "peoples-government", "county"),
        ("国务院", "各省级人民政府", "peoples-government", "province"),
        ("登封市", "各专班", "class-of-bodies", "county"),
    ],
)
def test_a_class_of_bodies_is_a_group(
    agencies_of: Callable[[str], Agencies], plan: str, spelling: str, kind: str, level: str
) -> None:
    found = proposed(agencies_of(plan), spelling)
    assert (found.is_group, found.kind, found.level) == (True, kind, level)
    assert found.slug.startswith("ge-")


def test_one_task_force_is_one_body(agencies_of: Callable[[str], Agencies]) -> None:
    found = proposed(agencies_of("登封市"), "市清欠专班")
    assert (found.label, found.slug, found.kind) == (
        "登封市清欠专班",
        "qing-qian-zhuan-ban",
        "coordination-body",
    )
    assert not found.is_group
    assert found.doubt == "nothing listed says what this body does"


def test_spellings_of_one_body_get_one_agency(agencies_of: Callable[[str], Agencies]) -> None:
    agencies = agencies_of("杭州市")
    one, other = proposed(agencies, "市发改委"), proposed(agencies, "市发展改革委")
    assert (one.label, one.slug) == (other.label, other.slug)


def test_two_names_of_one_function_stay_apart_with_a_doubt(agencies_of: Callable[[str], Agencies]) -> None:
    agencies = agencies_of("杭州市")
    earlier, later = proposed(agencies, "市环保局"), proposed(agencies, "市生态环境局")
    assert (earlier.doubt, earlier.slug != later.slug) == ("", True)
    assert proposed(agencies, "市发改委").slug != proposed(agencies, "市发展和改革局").slug
    assert "杭州市发展和改革委员会" in proposed(agencies, "市发展和改革局").doubt


def test_what_is_not_known_is_proposed_with_a_doubt(agencies_of: Callable[[str], Agencies]) -> None:
    agencies = agencies_of("三亚市")
    for spelling in ("河东区", "甲乙公司", "甲乙", "高新区税务局"):
        found = proposed(agencies, spelling)
        assert found.doubt, spelling
        assert not found.certain


def test_the_register_comes_first_and_only_for_its_place(agencies_of: Callable[[str], Agencies]) -> None:
    assert agencies_of("郑州市").resolve("郑州市发改委").path == "zhengzhou-410100/fa-zhan-gai-ge-wei"
    assert agencies_of("郑州市中原区").resolve("市城管局").path == "zhengzhou-410100/cheng-guan-ju"
    county = agencies_of("巩义市")
    assert proposed(county, "市城管局").place == "410181"
    assert county.resolve("郑州市发展改革委").path == "zhengzhou-410100/fa-zhan-gai-ge-wei"
    assert proposed(agencies_of("河南省"), "各审批职能部门").place == "410000"


def test_every_name_of_zhengzhou_keeps_its_path(
    agencies_of: Callable[[str], Agencies], ontology: Ontology
) -> None:
    plan = read_plan(ROOT / "plans" / "zhengzhou-2024.yaml", ontology).plan
    agencies = agencies_of("郑州市")
    named = {(each.spelling, each.agency) for measure in plan.measures for each in measure.assignments}
    assert len(named) > 80
    assert {spelling for spelling, path in named if agencies.resolve(spelling).path != path} == set()


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus lies beside the project")
def test_the_names_of_the_corpus_are_understood(agencies_of: Callable[[str], Agencies]) -> None:
    from opencc import OpenCC

    simplified = OpenCC("t2s").convert
    asked = set()
    unknown = set()
    for clause in json.loads(CORPUS.read_text(encoding="utf-8")):
        agencies = agencies_of(clause["place"])
        for role in ("lead", "responsible", "cooperating", "supervising"):
            for spelling in clause[role] if clause["expect"] == "parse" else ():
                resolved = agencies.resolve(simplified(spelling))
                found = resolved.proposal
                asked.add((clause["place"], spelling))
                told = found and (found.functions or found.is_group or found.kind == "enterprise")
                if not (resolved.path or told) or (
                    found and found.is_group != (spelling in clause["groups"])
                ):
                    unknown.add((clause["place"], spelling))
    assert len(asked) > 150
    assert len(unknown) <= 0.03 * len(asked), unknown


def test_slugs() -> None:
    assert slug_of("发展和改革局") == "fa-zhan-gai-ge-ju"
    assert slug_of("中共…委宣传部") == "xuan-chuan-bu"
    assert slug_of("工商行政管理局") == "gong-shang-xing-zheng-guan-li-ju"


def test_national_bodies_have_their_own_names(agencies_of: Callable[[str], Agencies]) -> None:
    agencies = agencies_of("国务院")
    labels = [
        proposed(agencies, each).label
        for each in ("国家发展改革委", "中央宣传部", "国务院国资委", "全国妇联", "税务总局", "财政部")
    ]
    assert labels == [
        "国家发展和改革委员会",
        "中共中央宣传部",
        "国务院国有资产监督管理委员会",
        "全国妇女联合会",
        "国家税务总局",
        "财政部",
    ]
    assert proposed(agencies_of("郑州市"), "财政部").place == "cn"
