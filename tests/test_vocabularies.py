"""B-READY and older schemes, places, sectors: counts, sums, hierarchy, files equal to what writes them."""

import hashlib
import re
import runpy
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

Node = NamedNode | BlankNode | Literal | Triple
ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology"
SOURCE = ROOT.parent / "shared" / "bready.yaml"
ID = "https://w3id.org/tiaokuai/id/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TK = "https://w3id.org/tiaokuai/ns#"
FILES = ("bready.ttl", "places.ttl", "sectors.ttl")
SOURCE_SHA256 = "5ff37a1e06cf2906f607641e702cc0bbbb153d2ea6e2b2d37d4f5fb42e976963"
MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")

# 2025 by how deep the IRI goes: be, be-1, be-1-1, be-1-1-4, be-1-1-4-1
DEPTHS = ("topic", "topic-pillar", "category", "subcategory", "indicator")
COUNTS_2025 = dict(zip(DEPTHS, (10, 30, 80, 227, 855), strict=True)) | {"pillar": 3}
COUNTS_2024 = dict(zip(DEPTHS[:4], (10, 30, 80, 222), strict=True)) | {"pillar": 3}


@cache
def quads(file: str) -> tuple[Quad, ...]:
    return tuple(parse(path=ONTOLOGY / file, format=RdfFormat.TURTLE))


@cache
def index(file: str) -> dict[tuple[str, str], list[Node]]:
    """(short subject, predicate) → objects."""
    found: defaultdict[tuple[str, str], list[Node]] = defaultdict(list)
    for quad in quads(file):
        found[short(quad.subject), quad.predicate.value].append(quad.object)
    return found


def short(node: Node) -> str:
    assert not isinstance(node, Triple), node
    return node.value.removeprefix(ID)


def literal(node: Node) -> Literal:
    assert isinstance(node, Literal), node
    return node


def objects(file: str, subject: str, predicate: str) -> list[str]:
    return [short(node) for node in index(file).get((subject, predicate), [])]


@cache
def members(file: str, scheme: str) -> tuple[str, ...]:
    scheme_iri = NamedNode(f"{ID}scheme/{scheme}")
    predicate = NamedNode(f"{SKOS}inScheme")
    return tuple(short(q.subject) for q in quads(file) if q.predicate == predicate and q.object == scheme_iri)


def languages(file: str, subject: str, predicate: str) -> list[str]:
    return sorted(literal(label).language or "" for label in index(file).get((subject, predicate), []))


def depth(concept: str) -> str:
    if "/pillar-" in concept:
        return "pillar"
    return DEPTHS[concept.count("-")]


def ancestors(file: str, concept: str) -> Iterator[str]:
    """The concepts above one, nearest first; at most one parent each, and no cycle."""
    seen = [concept]
    while parents := objects(file, seen[-1], f"{SKOS}broader"):
        assert len(parents) == 1, seen[-1]
        assert parents[0] not in seen, f"{concept} is above itself"
        seen.append(parents[0])
        yield parents[0]


# B-READY and the schemes before it


@pytest.mark.parametrize(("scheme", "expected"), [("bready-2025", COUNTS_2025), ("bready-2024", COUNTS_2024)])
def test_counts_of_an_edition(scheme: str, expected: dict[str, int]) -> None:
    assert Counter(map(depth, members("bready.ttl", scheme))) == expected


@pytest.mark.parametrize(("scheme", "count"), [("doing-business-2020", 12), ("china-index", 18)])
def test_counts_of_older_schemes(scheme: str, count: int) -> None:
    assert len(members("bready.ttl", scheme)) == count


@pytest.mark.parametrize("edition", ["2025", "2024"])
def test_every_chain_ends_at_a_topic(edition: str) -> None:
    for concept in members("bready.ttl", f"bready-{edition}"):
        if depth(concept) == "pillar":
            assert not objects("bready.ttl", concept, f"{SKOS}broader")
            continue
        chain = [concept, *ancestors("bready.ttl", concept)]
        assert [depth(one) for one in reversed(chain)] == list(DEPTHS[: len(chain)])
        for below, above in pairwise(chain):
            assert below.startswith(f"{above}-")


@pytest.mark.parametrize("edition", ["2025", "2024"])
def test_points_add_up_to_what_is_above(edition: str) -> None:
    sums: defaultdict[str, float] = defaultdict(float)
    places: Counter[str] = Counter()
    for concept in members("bready.ttl", f"bready-{edition}"):
        points = objects("bready.ttl", concept, f"{TK}points")
        assert len(points) == (0 if depth(concept) in {"topic", "pillar"} else 1), concept
        for above in objects("bready.ttl", concept, f"{SKOS}broader"):
            sums[above] += float(points[0])
            places[above] += 1
    for above, total in sums.items():
        if depth(above) == "topic":
            assert total == pytest.approx(300)
            continue
        stated = float(objects("bready.ttl", above, f"{TK}points")[0])
        assert total == pytest.approx(stated, abs=0.005 * (places[above] + 1) + 1e-9), above
        assert depth(above) != "topic-pillar" or stated == 100


@pytest.mark.parametrize("edition", ["2025", "2024"])
def test_each_topic_meets_each_pillar_once(edition: str) -> None:
    met: Counter[str] = Counter()
    for concept in members("bready.ttl", f"bready-{edition}"):
        pillars = objects("bready.ttl", concept, f"{TK}inPillar")
        assert len(pillars) == (depth(concept) == "topic-pillar"), concept
        for pillar in pillars:
            assert pillar == f"bready/{edition}/pillar-{concept[-1]}"
            met[pillar] += 1
    assert list(met.values()) == [10, 10, 10]


def test_notation_and_iri_say_the_same() -> None:
    for edition in ("2025", "2024"):
        for concept in members("bready.ttl", f"bready-{edition}"):
            (notation,) = objects("bready.ttl", concept, f"{SKOS}notation")
            if depth(concept) != "pillar":
                assert concept == f"bready/{edition}/" + re.sub("[ .]", "-", notation.lower())


def test_mappings_run_from_older_schemes_to_2025_and_never_back() -> None:
    older = {
        m
        for scheme in ("bready-2024", "doing-business-2020", "china-index")
        for m in members("bready.ttl", scheme)
    }
    newer = set(members("bready.ttl", "bready-2025"))
    for subject, predicate in index("bready.ttl"):
        if predicate.removeprefix(SKOS) in MATCHES:
            assert subject in older
            assert newer.issuperset(objects("bready.ttl", subject, predicate))


def test_mappings_of_2024_follow_the_changes() -> None:
    """Of 227 subcategories 116 did not change, 102 did a little, 1 is merged of 2, 3 split from 1, 5 new."""
    kinds: Counter[tuple[str, str]] = Counter()
    mapped: Counter[str] = Counter()
    for concept in members("bready.ttl", "bready-2024"):
        for kind in MATCHES:
            for target in objects("bready.ttl", concept, SKOS + kind):
                kinds[depth(concept), kind] += 1
                mapped[target] += 1
    assert {kind: kinds["subcategory", kind] for kind in MATCHES} == {
        "exactMatch": 116,
        "closeMatch": 66 + 23 + 13,
        "broadMatch": 2,
        "narrowMatch": 3,
        "relatedMatch": 0,
    }
    assert (kinds["category", "exactMatch"], kinds["category", "closeMatch"]) == (64, 16)
    assert kinds["topic", "exactMatch"] == 10
    assert kinds["topic-pillar", "exactMatch"] == 30
    assert [target for target, count in mapped.items() if count > 1] == ["bready/2025/tx-1-3-3"]
    assert (
        len(
            [c for c in members("bready.ttl", "bready-2025") if depth(c) == "subcategory" and c not in mapped]
        )
        == 5
    )


def test_mappings_worked_by_hand() -> None:
    def match(kind: str, subject: str) -> list[str]:
        return objects("bready.ttl", subject, SKOS + kind)

    assert match("narrowMatch", "bready/2024/mc-3-2-1") == [f"bready/2025/mc-3-2-{n}" for n in (1, 2, 3)]
    assert match("closeMatch", "doing-business-2020/paying-taxes") == ["bready/2025/tx"]
    assert match("broadMatch", "china-index/getting-electricity") == ["bready/2025/us"]
    assert match("relatedMatch", "china-index/getting-electricity") == [
        f"bready/2025/us-{n}-1" for n in (1, 2, 3)
    ]
    for nothing in (
        "bready/2024/bi-2-4-2",
        "doing-business-2020/protecting-minority-investors",
        "china-index/government-services",
    ):
        assert not any(match(kind, nothing) for kind in MATCHES)


def test_no_pair_of_concepts_is_mapped_twice() -> None:
    for file in ("bready.ttl", "sectors.ttl"):
        pairs = Counter(
            (q.subject, q.object) for q in quads(file) if q.predicate.value.removeprefix(SKOS) in MATCHES
        )
        assert [pair for pair, count in pairs.items() if count > 1] == []


def headed(name: str, text: str) -> str:
    found = re.search(rf"^# {name} SHA-256: +([0-9a-f]{{64}})$", text, re.MULTILINE)
    assert found, f"bready.ttl has no line for the {name} checksum"
    return found[1]


def test_bready_is_what_its_script_wrote_and_nobody_changed_it() -> None:
    """Holds without the source too: the header keeps the checksum of all that follows it."""
    text = (ONTOLOGY / "bready.ttl").read_text(encoding="utf-8")
    content = text[text.index("@prefix") :]
    assert headed("Content", text) == hashlib.sha256(content.encode()).hexdigest()
    assert headed("Source", text) == SOURCE_SHA256


@pytest.mark.skipif(not SOURCE.is_file(), reason="../shared/bready.yaml is not beside the checkout")
def test_bready_equals_what_its_script_writes_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(ONTOLOGY / "make")
    write = runpy.run_path(str(ONTOLOGY / "make" / "bready.py"))["turtle"]
    assert (ONTOLOGY / "bready.ttl").read_text(encoding="utf-8") == write(SOURCE.read_bytes())


# Places


def places() -> list[tuple[str, str, str]]:
    """Notation, zh name, slug of every place."""
    found = []
    for place in members("places.ttl", "places"):
        (notation,) = objects("places.ttl", place, f"{SKOS}notation")
        (slug,) = objects("places.ttl", place, f"{TK}slug")
        labels = map(literal, index("places.ttl")[place, f"{SKOS}prefLabel"])
        (name,) = [label.value for label in labels if label.language == "zh"]
        assert place == f"place/{notation.lower()}"
        found.append((notation, name, slug))
    return found


def test_places_equal_what_their_script_writes() -> None:
    script = runpy.run_path(str(ONTOLOGY / "make" / "places.py"))
    source = (ONTOLOGY / "make" / "gb2260.csv").read_text(encoding="utf-8")
    assert (ONTOLOGY / "places.ttl").read_text(encoding="utf-8") == script["turtle"](script["read"](source))


def test_counts_of_places() -> None:
    """34 provinces: the 31 of the statistics, Taiwan, Hong Kong and Macao."""
    listed = members("places.ttl", "places")
    levels = Counter(objects("places.ttl", place, f"{TK}hasLevel")[0] for place in listed)
    assert levels == {"level/national": 1, "level/province": 34, "level/city": 333, "level/county": 2850}


def test_slugs_are_lower_case_letters_and_unique_with_the_code() -> None:
    listed = [(slug, code) for code, _, slug in places()]
    assert [slug for slug, _ in listed if not re.fullmatch("[a-z]+", slug)] == []
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize(
    ("code", "name", "slug"),
    [
        ("CN", "中国", "cn"),
        ("410100", "郑州市", "zhengzhou"),
        ("410000", "河南省", "henan"),
        ("610000", "陕西省", "shaanxi"),
        ("140000", "山西省", "shanxi"),
        ("331000", "台州市", "taizhou"),
        ("321200", "泰州市", "taizhou"),
        ("320500", "苏州市", "suzhou"),
        ("341300", "宿州市", "suzhou"),
        ("500000", "重庆市", "chongqing"),
        ("430100", "长沙市", "changsha"),
        ("350200", "厦门市", "xiamen"),
        ("341500", "六安市", "luan"),
        ("340300", "蚌埠市", "bengbu"),
        ("341600", "亳州市", "bozhou"),
        ("141024", "洪洞县", "hongtong"),
        ("511100", "乐山市", "leshan"),
        ("330382", "乐清市", "yueqing"),
        ("371722", "单县", "shanxian"),
        ("410621", "浚县", "xunxian"),
        ("411221", "渑池县", "mianchi"),
        ("410122", "中牟县", "zhongmu"),
        ("410182", "荥阳市", "xingyang"),
        ("441422", "大埔县", "dabu"),
        ("440113", "番禺区", "panyu"),
        ("371524", "东阿县", "donge"),
        ("371325", "费县", "feixian"),
        ("310112", "闵行区", "minhang"),
        ("411100", "漯河市", "luohe"),
        ("510000", "四川省", "sichuan"),
        ("422800", "恩施土家族苗族自治州", "enshi"),
        ("152500", "锡林郭勒盟", "xilinguole"),
        ("542500", "阿里地区", "ali"),
        ("419001", "济源市", "jiyuan"),
        ("410104", "管城回族区", "guancheng"),
        ("140428", "长子县", "zhangzi"),
        ("131025", "大城县", "daicheng"),
        ("511822", "荥经县", "yingjing"),
        ("152527", "太仆寺旗", "taipusi"),
        ("150724", "鄂温克族自治旗", "ewenke"),
    ],
)
def test_slugs_read_by_hand(code: str, name: str, slug: str) -> None:
    assert (code, name, slug) in places()


@pytest.mark.parametrize("code", ["110100", "419000", "500200", "620201", "410173", "330104"])
def test_intermediate_repeated_zone_and_abolished_codes_are_no_places(code: str) -> None:
    """110100 市辖区, 419000 省直辖, 620201 repeats 嘉峪关, 410173 is a zone, 330104 江干区 ended in 2021."""
    assert f"place/{code}" not in members("places.ttl", "places")


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("410122", "410100"),
        ("410100", "410000"),
        ("410000", "cn"),
        ("110101", "110000"),
        ("500101", "500000"),
        ("500229", "500000"),
        ("419001", "410000"),
        ("429021", "420000"),
        ("659001", "650000"),
        ("441900", "440000"),
    ],
)
def test_broader_places_read_by_hand(code: str, above: str) -> None:
    assert objects("places.ttl", f"place/{code}", f"{SKOS}broader") == [f"place/{above}"]


def test_every_place_stands_under_a_place_up_to_china() -> None:
    known = set(members("places.ttl", "places"))
    for place in known - {"place/cn"}:
        chain = list(ancestors("places.ttl", place))
        assert chain[-1] == "place/cn"
        assert known.issuperset(chain)
    assert not objects("places.ttl", "place/cn", f"{SKOS}broader")


def test_a_short_name_means_one_province_or_prefecture() -> None:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for (place, predicate), labels in index("places.ttl").items():
        if predicate in {f"{SKOS}altLabel", f"{SKOS}prefLabel"} and place.endswith("00"):
            for label in map(literal, labels):
                if label.language == "zh":
                    names[label.value].add(place)
    assert {name: found for name, found in names.items() if len(found) > 1} == {}
    assert names["郑州"] == {"place/410100"}
    assert names["吉林"] == {"place/220000"}
    assert names["恩施州"] == {"place/422800"}


# Sectors


def test_sectors_are_mapped_to_cofog_and_only_to_what_exists() -> None:
    known = {*members("sectors.ttl", "cofog"), *members("bready.ttl", "bready-2025")}
    for sector in members("sectors.ttl", "sectors"):
        targets = [target for kind in MATCHES for target in objects("sectors.ttl", sector, SKOS + kind)]
        assert known.issuperset(targets)
        assert any(target.startswith("cofog/") for target in targets), sector


def test_sectors_cover_the_ten_topics() -> None:
    mapped = {
        target
        for sector in members("sectors.ttl", "sectors")
        for kind in ("closeMatch", "narrowMatch")
        for target in objects("sectors.ttl", sector, SKOS + kind)
        if target.startswith("bready/")
    }
    assert mapped == {c for c in members("bready.ttl", "bready-2025") if depth(c) == "topic"}


def test_counts_of_sectors() -> None:
    assert len(members("sectors.ttl", "sectors")) == 25
    below = [
        s
        for s in members("sectors.ttl", "sectors")
        if objects("sectors.ttl", s, f"{SKOS}broader") == ["sector/livable-city"]
    ]
    assert len(below) == 7
    for concept in members("sectors.ttl", "sectors") + members("sectors.ttl", "cofog"):
        assert len(list(ancestors("sectors.ttl", concept))) <= 1


def test_every_sector_is_defined_in_both_languages() -> None:
    for sector in members("sectors.ttl", "sectors"):
        assert languages("sectors.ttl", sector, f"{SKOS}definition") == ["en", "zh"]


# All three files


@pytest.mark.parametrize("file", FILES)
def test_no_blank_nodes_and_no_triple_twice(file: str) -> None:
    assert not [q for q in quads(file) if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]
    assert len(set(quads(file))) == len(quads(file))


@pytest.mark.parametrize("file", FILES)
def test_labels_one_a_language(file: str) -> None:
    """Chinese and English everywhere; indicators have English alone."""
    subjects = {short(q.subject) for q in quads(file)}
    for subject in subjects:
        indicator = subject.startswith("bready/2025/") and depth(subject) == "indicator"
        expected = ["en"] if indicator else ["en", "zh"]
        assert languages(file, subject, f"{SKOS}prefLabel") == expected, subject


@pytest.mark.parametrize("file", FILES)
def test_alternative_labels_differ_from_the_preferred(file: str) -> None:
    for (subject, predicate), labels in index(file).items():
        if predicate == f"{SKOS}altLabel":
            assert not set(labels) & set(index(file)[subject, f"{SKOS}prefLabel"]), subject


@pytest.mark.parametrize("file", FILES)
def test_notations_are_unique_in_a_scheme(file: str) -> None:
    used: Counter[tuple[str, str]] = Counter()
    for (subject, predicate), notations in index(file).items():
        if predicate == f"{SKOS}notation":
            (scheme,) = objects(file, subject, f"{SKOS}inScheme")
            used.update((scheme, literal(notation).value) for notation in notations)
    assert [pair for pair, count in used.items() if count > 1] == []


@pytest.mark.parametrize("file", FILES)
def test_iris_are_plain(file: str) -> None:
    for subject in {short(q.subject) for q in quads(file)}:
        assert re.fullmatch("[a-z0-9-]+(/[a-z0-9-]+)+", subject)
