"""Agencies and the concepts that describe them: kinds, functions, levels, lines, systems, units."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import ORG, RDF, SKOS, Namespace

ONTOLOGY = Path(__file__).parent.parent / "ontology"
TK = Namespace("https://w3id.org/tiaokuai/ns#")
ID = "https://w3id.org/tiaokuai/id/"
QUDT = Namespace("http://qudt.org/schema/qudt/")
CLASSES = {TK.Organisation, TK.AgencyGroup}
SCHEMES = {"kind": "kinds", "function": "functions", "level": "levels", "line": "lines", "system": "systems"}

# Read by hand from the 88 attributions of the plan: slug -> every spelling, restored, brackets full-width.
# The place is zhengzhou-410100 unless the slug names another.
SINGLE = {
    "shi-chang-jian-guan-ju": ["市市场监管局", "市市场监督管理局"],
    "da-shu-ju-ju": ["市大数据局"],
    "shui-wu-ju": ["市税务局"],
    "zhong-ji-ren-min-fa-yuan": ["市中级人民法院"],
    "hang-kong-gang-qu-shui-wu-ju": ["航空港区税务局"],
    "cheng-jian-ju": ["市城建局"],
    "zi-yuan-gui-hua-ju": ["市资源规划局"],
    "fa-zhan-gai-ge-wei": ["市发展改革委"],
    "zhu-fang-bao-zhang-ju": ["市住房保障局"],
    "ren-fang-ban": ["市人防办"],
    "cheng-guan-ju": ["市城管局"],
    "yuan-lin-ju": ["市园林局"],
    "jiao-yu-ju": ["市教育局"],
    "shui-li-ju": ["市水利局"],
    "wen-wu-ju": ["市文物局"],
    "di-zhen-ju": ["市地震局"],
    "qi-xiang-ju": ["市气象局"],
    "sheng-tai-huan-jing-ju": ["市生态环境局"],
    "ying-ji-ju": ["市应急局"],
    "di-tie-ji-tuan": ["郑州地铁集团"],
    "jin-rong-ju": ["市金融局"],
    "cai-zheng-ju": ["市财政局"],
    "zi-lai-shui-gong-si": ["郑州自来水投资控股有限公司"],
    "hua-run-ran-qi": ["郑州华润燃气股份有限公司"],
    "re-li-ji-tuan": ["郑州热力集团总公司"],
    "zheng-wu-ban": ["市政务办"],
    "gong-an-ju": ["市公安局"],
    "gong-dian-gong-si": ["国网郑州供电公司"],
    "tong-guan-ban": ["市通管办"],
    "jian-tou-zong-gong-si": ["市建投总公司"],
    "ren-she-ju": ["市人社局"],
    "tui-yi-jun-ren-ju": ["市退役军人局"],
    "fu-lian": ["市妇联"],
    "can-lian": ["市残联"],
    "zong-gong-hui": ["市总工会"],
    "si-fa-ju": ["市司法局"],
    "gong-shang-lian": ["市工商联"],
    "jian-cha-yuan": ["市检察院"],
    "wu-liu-kou-an-ju": ["市物流口岸局"],
    "henan-410000/dian-zi-kou-an-gong-si": ["河南省电子口岸公司"],
    "che-zhan-hai-guan": ["郑州车站海关"],
    "zi-mao-qu-zheng-zhou-pian-qu-guan-wei-hui": ["自贸区郑州片区管委会"],
    "shang-wu-ju": ["市商务局"],
    "hang-kong-gang-qu-guan-wei-hui": ["航空港区管委会"],
    "zheng-dong-xin-qu-guan-wei-hui": ["郑东新区管委会"],
    "gao-xin-qu-guan-wei-hui": ["高新区管委会"],
    "zhongyuan-410102/zheng-fu": ["中原区政府"],
    "jin-shui-hai-guan": ["金水海关"],
    "min-zheng-ju": ["市民政局"],
    "wei-jian-wei": ["市卫健委"],
    "zheng-fa-wei": ["市委政法委"],
    "gong-gong-zi-yuan-jiao-yi-zhong-xin": ["市公共资源交易中心"],
    "yi-bao-ju": ["市医保局"],
    "xuan-chuan-bu": ["市委宣传部"],
    "ke-ji-ju": ["市科技局"],
    "gong-xin-ju": ["市工信局", "市工信委"],
    "nong-wei": ["市农委"],
    "guo-zi-wei": ["市国资委"],
    "shen-ji-ju": ["市审计局"],
    "jiao-tong-ju": ["市交通局"],
    "wen-hua-guang-dian-he-lv-you-ju": ["市文化广电和旅游局"],
    "lin-ye-ju": ["市林业局"],
    "zheng-fu-du-cha-shi": ["市政府督查室"],
    "zhong-dian-xiang-mu-jian-she-tui-jin-zhong-xin": ["市重点项目建设推进中心"],
}
GROUPS = {
    "ge-zheng-wu-fu-wu-zhi-neng-bu-men": ["各政务服务职能部门"],
    "ge-kai-fa-qu-guan-wei-hui": ["各开发区管委会"],
    "ge-qu-xian-shi-zheng-fu": ["各区县（市）政府"],
    "ge-gong-gong-fu-wu-qi-ye": ["公共服务企业"],
    "ge-ren-ren-chi-zheng-cheng-yuan-dan-wei": ["市“人人持证、技能河南”建设领导小组办公室成员单位"],
    "ge-zi-mao-qu-ling-dao-xiao-zu-cheng-yuan-dan-wei": ["自贸区郑州片区建设领导小组各成员单位"],
    "ge-kai-fa-qu-zheng-fa-wei": ["各开发区政法委"],
    "ge-qu-xian-shi-wei-zheng-fa-wei": ["各区县（市）委政法委"],
    "ge-zheng-fa-dan-wei": ["市政法各单位"],
    "ge-yu-suan-dan-wei": ["市直各预算单位"],
    "ge-shuang-sui-ji-lian-xi-hui-yi-cheng-yuan-dan-wei": ["市“双随机、一公开”联席会议各成员单位"],
    "ge-zheng-fu-you-guan-bu-men": ["市政府有关部门"],
    "ge-shen-pi-zhi-neng-bu-men": ["各审批职能部门"],
    "ge-gong-gong-fu-wu-dan-wei": ["各公共服务单位"],
    "ge-hang-ye-zhu-guan-bu-men": ["市级行业主管部门"],
    "ge-she-qi-xin-xi-gui-ji-cheng-yuan-dan-wei": ["郑州市涉企信息归集联席会各成员单位"],
    "ge-she-hui-xin-yong-ti-xi-cheng-yuan-dan-wei": ["郑州市社会信用体系建设工作各成员单位"],
}
OPEN_ENDS = ["等市直部门", "等市直单位", "等市级部门", "等审批职能部门", "等行政监管部门", "等部门"]


@cache
def ontology() -> Graph:
    graph = Graph()
    for name in ("agencies", "kinds", "functions", "lines", "units"):
        graph.parse(ONTOLOGY / f"{name}.ttl")
    return graph


def agencies(kind: URIRef | None = None) -> set[URIRef]:
    wanted = {kind} if kind else CLASSES
    return {URIRef(str(s)) for c in wanted for s in ontology().subjects(RDF.type, c)}


def iri(slug: str) -> URIRef:
    return URIRef(ID + "agency/" + (slug if "/" in slug else f"zhengzhou-410100/{slug}"))


def spellings(agency: URIRef) -> list[str]:
    labels = [*ontology().objects(agency, SKOS.prefLabel), *ontology().objects(agency, SKOS.altLabel)]
    return [str(label) for label in labels if getattr(label, "language", None) == "zh"]


def values(agency: URIRef, word: str) -> list[URIRef]:
    return [URIRef(str(o)) for o in ontology().objects(agency, TK[f"has{word.title()}"])]


def concepts(scheme: str) -> set[URIRef]:
    return {URIRef(str(s)) for s in ontology().subjects(SKOS.inScheme, URIRef(f"{ID}scheme/{scheme}"))}


def test_plan_has_81_agencies() -> None:
    assert (len(SINGLE), len(GROUPS)) == (64, 17)
    printed = [s for many in (*SINGLE.values(), *GROUPS.values()) for s in many]
    assert len(printed) == len(set(printed)) == 83


@pytest.mark.parametrize(("slug", "names"), [*SINGLE.items(), *GROUPS.items()])
def test_agency_of_the_plan_is_known_by_every_spelling(slug: str, names: list[str]) -> None:
    assert iri(slug) in agencies(TK.Organisation if slug in SINGLE else TK.AgencyGroup)
    assert set(names) <= set(spellings(iri(slug)))


def test_spelling_leads_to_one_agency() -> None:
    owners: dict[str, set[URIRef]] = {}
    for agency in agencies():
        for name in spellings(agency):
            owners.setdefault(name, set()).add(agency)
    assert {name: who for name, who in owners.items() if len(who) > 1} == {}


def test_spelling_is_said_once_with_full_width_brackets() -> None:
    for agency in agencies():
        names = spellings(agency)
        assert len(names) == len(set(names)), agency
        assert not any(set("(),: \u3000") & set(name) for name in names), agency


def test_open_end_is_no_agency() -> None:
    known = {name for agency in agencies() for name in spellings(agency)}
    assert known.isdisjoint(OPEN_ENDS)
    assert known.isdisjoint(phrase.removeprefix("等") for phrase in OPEN_ENDS)


def test_every_agency_has_one_label_a_language_and_one_kind_level_place_and_slug() -> None:
    for agency in agencies():
        labels = Counter(getattr(o, "language", None) for o in ontology().objects(agency, SKOS.prefLabel))
        assert labels == {"zh": 1, "en": 1}, agency
        for word in ("kind", "level", "place"):
            assert len(values(agency, word)) == 1, (agency, word)
        assert len(set(ontology().objects(agency, RDF.type)) & CLASSES) == 1, agency
        for note in ontology().objects(agency, SKOS.note):
            assert getattr(note, "language", None) == "en", agency


def test_organisation_has_function_line_and_system() -> None:
    for agency in agencies(TK.Organisation):
        assert values(agency, "function"), agency
        assert len(values(agency, "line")) == len(values(agency, "system")) == 1, agency


def test_group_has_at_most_one_line_and_system() -> None:
    for agency in agencies(TK.AgencyGroup):
        assert len(values(agency, "line")) <= 1, agency
        assert len(values(agency, "system")) <= 1, agency


def test_iri_ends_in_slug_and_carries_the_place() -> None:
    for agency in agencies():
        place, slug = str(agency).removeprefix(f"{ID}agency/").split("/")
        assert [str(o) for o in ontology().objects(agency, TK.slug)] == [slug]
        assert values(agency, "place") == [URIRef(f"{ID}place/{place.rsplit('-', 1)[1]}")]
        assert slug.startswith("ge-") == (agency in agencies(TK.AgencyGroup))
        assert (place + slug).replace("-", "").isalnum()
        assert (place + slug).isascii()


def test_place_segment_is_the_slug_of_the_place() -> None:
    places = Graph().parse(ONTOLOGY / "places.ttl")
    for agency in agencies():
        segment = str(agency).removeprefix(f"{ID}agency/").split("/")[0]
        slug, code = segment.rsplit("-", 1)
        assert str(places.value(URIRef(f"{ID}place/{code}"), TK.slug)) == slug, agency


def test_members_are_organisations_of_the_groups_level() -> None:
    sizes: Counter[URIRef] = Counter()
    pairs = ontology().subject_objects(TK.hasMember)
    for group, member in ((URIRef(str(s)), URIRef(str(o))) for s, o in pairs):
        assert group in agencies(TK.AgencyGroup)
        assert member in agencies(TK.Organisation)
        for word in ("kind", "level", "system", "line"):
            assert values(group, word) == values(member, word), (group, member)
        sizes[group] += 1
    assert sizes == {iri("ge-qu-xian-shi-zheng-fu"): 12, iri("ge-kai-fa-qu-guan-wei-hui"): 4}


def test_parent_is_an_organisation() -> None:
    for child, parent in ontology().subject_objects(ORG.subOrganizationOf):
        assert child in agencies(TK.Organisation)
        assert parent in agencies(TK.Organisation) - {child}


@pytest.mark.parametrize(("word", "scheme"), SCHEMES.items())
def test_concepts_of_agencies_exist_in_their_scheme(word: str, scheme: str) -> None:
    used = {concept for agency in agencies() for concept in values(agency, word)}
    assert used <= concepts(scheme)


@pytest.mark.parametrize("scheme", [*SCHEMES.values(), "units"])
def test_scheme_and_concepts_are_labelled_in_both_languages(scheme: str) -> None:
    node = URIRef(f"{ID}scheme/{scheme}")
    assert (node, RDF.type, SKOS.ConceptScheme) in ontology()
    for one in (node, *concepts(scheme)):
        for label in (SKOS.prefLabel, SKOS.definition):
            languages = Counter(getattr(o, "language", None) for o in ontology().objects(one, label))
            assert languages == {"zh": 1, "en": 1} or (label == SKOS.definition and not languages), one
    assert all((one, RDF.type, SKOS.Concept) in ontology() for one in concepts(scheme))


@pytest.mark.parametrize("scheme", SCHEMES.values())
def test_concept_of_agencies_has_a_definition(scheme: str) -> None:
    assert all((one, SKOS.definition, None) in ontology() for one in concepts(scheme))
    for language in ("zh", "en"):
        labels = [
            str(o)
            for one in concepts(scheme)
            for o in ontology().objects(one, SKOS.prefLabel)
            if getattr(o, "language", None) == language
        ]
        assert len(labels) == len(set(labels))


def test_printed_unit_leads_to_one_unit() -> None:
    forms = Counter(name for unit in concepts("units") for name in spellings(unit))
    assert [form for form, count in forms.items() if count > 1] == []


def test_multiple_of_a_unit_has_a_base_and_a_multiplier() -> None:
    for unit in concepts("units"):
        bases = list(ontology().objects(unit, SKOS.broader))
        factors = [float(str(o)) for o in ontology().objects(unit, QUDT.conversionMultiplier)]
        assert len(bases) == len(factors) <= 1, unit
        for base in bases:
            assert base in concepts("units")
            assert (base, SKOS.broader, None) not in ontology(), "a base is no multiple"
            assert factors[0] > 1


@pytest.mark.parametrize(
    ("form", "unit", "factor"),
    [
        ("%", "percent", 1),
        ("个工作日", "working-day", 1),
        ("工作日", "working-day", 1),
        ("天", "day", 1),
        ("万人", "person-10-thousand", 1e4),
        ("万人次", "person-time-10-thousand", 1e4),
        ("亿元", "cny-100-million", 1e8),
        ("元/平方米", "cny-per-square-metre", 1),
        ("平方米", "square-metre", 1),
        ("项", "item", 1),
        ("个", "item", 1),
        ("家", "enterprise", 1),
        ("名", "person", 1),
        ("人", "person", 1),
        ("所", "school", 1),
        ("条", "route", 1),
        ("万个学位", "school-place-10-thousand", 1e4),
        ("万个中小学学位", "school-place-10-thousand", 1e4),
        ("家鉴定机构", "institution", 1),
        ("年", "year", 1),
    ],
)
def test_units_of_the_plan(form: str, unit: str, factor: float) -> None:
    node = URIRef(f"{ID}unit/{unit}")
    assert form in spellings(node)
    multiplier = ontology().value(node, QUDT.conversionMultiplier)
    assert float(str(multiplier or 1)) == factor
