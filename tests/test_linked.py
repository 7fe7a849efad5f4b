"""Linked data: each IRI leads to a page or to data; names are found; a label is only text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from conftest import DATA, ROOT, Built
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from served import Served, served

from graph.server.page_phrases import PHRASES
from graph.vocabulary.iris import GRAPH_ENTITIES, node
from graph.vocabulary.namespaces import SKOS, TK

TOWN = "zhongmu-2024-town"
HEALTH = "agency/zhongmu-410122/wei-jian-wei"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\u202e{{7*7}}\"'"
STRANGE = node("agency", "zhongmu-410122", "xx")


@pytest.fixture(scope="module")
def server(town: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The town, an agency with a hostile name, and the town's own document in a folder."""
    dataset = tmp_path_factory.mktemp("linked") / "graph.nq"
    strange = ox.NamedNode(STRANGE)
    quads = [
        ox.Quad(strange, ox.NamedNode(predicate), value, ox.NamedNode(GRAPH_ENTITIES))
        for predicate, value in (
            (SKOS + "prefLabel", ox.Literal(HOSTILE, language="zh")),
            (TK + "hasKind", ox.NamedNode("javascript:alert(1)")),
            (SKOS + "note", ox.Literal("javascript:alert(2)")),
        )
    ]
    lines = "".join(f"{quad} .\n" for quad in quads)
    dataset.write_text(town.graph_nq.read_text(encoding="utf-8") + lines, encoding="utf-8", newline="\n")
    with served(dataset, "--source", str(DATA / "town")) as running:
        yield running


@pytest.mark.parametrize(
    ("accept", "where"),
    [
        ("", "/page/role/lead"),
        ("text/html, */*;q=0.1", "/page/role/lead"),
        ("text/turtle", "/data/role/lead.ttl"),
        ("application/ld+json, text/html;q=0.9", "/data/role/lead.jsonld"),
        ("application/n-triples", "/data/role/lead.nt"),
        ("application/rdf+xml", "/data/role/lead.rdf"),
    ],
)
def test_a_thing_leads_to_its_page_or_its_data(server: Served, accept: str, where: str) -> None:
    answer = server.get("/id/role/lead", **({"Accept": accept} if accept else {}))
    assert (answer.status, answer.headers["location"]) == (303, where)
    assert answer.headers["vary"].startswith("Accept")
    assert server.get(where).status == 200


def test_the_vocabulary_leads_to_its_terms(server: Served) -> None:
    assert server.get("/ns").headers["location"] == "/page/ns"
    assert server.get("/ns", Accept="text/turtle").headers["location"] == "/data/ns.ttl"
    assert 'href="/page/ns/isLedBy?lang=zh"' in server.get("/page/ns").text
    data = {quad.triple for quad in ox.parse(server.get("/data/ns.ttl").body, format=ox.RdfFormat.TURTLE)}
    assert any(triple.subject == ox.NamedNode(TK + "isLedBy") for triple in data)


def test_no_format_and_nothing_there(server: Served) -> None:
    assert server.get("/id/role/lead", Accept="image/png").status == 406
    for path in ("/page/role/none", "/data/role/none.ttl", "/page/", "/page/a b", "/page/../../etc/passwd"):
        assert server.get(path.replace(" ", "%20")).status == 404
    assert server.get("/data/role/lead").status == 404
    assert server.get("/page/role/lead?lang=fr").status == 400


def test_a_graph_answers_with_what_is_in_it(server: Served, town: Built) -> None:
    name = node("graph", "plan", TOWN)
    assert server.get(f"/page/graph/plan/{TOWN}").status == 200
    data = ox.parse(server.get(f"/data/graph/plan/{TOWN}.nt").body, format=ox.RdfFormat.N_TRIPLES)
    wanted = town.store.quads_for_pattern(None, None, None, ox.NamedNode(name))
    assert {quad.triple for quad in data} >= {quad.triple for quad in wanted}


def test_every_iri_of_the_town_answers(server: Served, town: Built) -> None:
    """One of each kind; the kinds are those of the graph."""
    by_kind: dict[str, str] = {}
    for quad in town.store:
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(node("")):
            by_kind.setdefault(quad.subject.value.removeprefix(node("")).split("/")[0], quad.subject.value)
    assert len(by_kind) > 20
    for iri in by_kind.values():
        assert server.get(iri.replace(node(""), "/page/")).status == 200


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".jsonld", ".rdf"])
def test_data_are_what_the_graph_says_both_ways(server: Served, town: Built, suffix: str) -> None:
    answer = server.get(f"/data/{HEALTH}{suffix}")
    form = ox.RdfFormat.from_media_type(answer.media_type)
    assert form is not None
    term = ox.NamedNode(node(HEALTH))
    quads = [
        *town.store.quads_for_pattern(term, None, None, None),
        *town.store.quads_for_pattern(None, None, term, None),
    ]
    assert {quad.triple for quad in ox.parse(answer.body, format=form)} == {quad.triple for quad in quads}


def test_the_page_of_an_agency(server: Served) -> None:
    zh, en = (unescape(server.get(f"/page/{HEALTH}?lang={lang}").text) for lang in ("zh", "en"))
    assert "<h1>小镇县卫生健康委员会</h1>" in zh
    assert "县卫健委" in zh
    assert '<html lang="zh-CN">' in zh
    assert '<html lang="en">' in en
    assert PHRASES["neighbours"].zh in zh
    assert PHRASES["neighbours"].en in en
    shared = re.findall(r'<td class="number">(\d+)</td>', zh)
    assert shared == sorted(shared, key=int, reverse=True)
    assert f'href="/page/measure/{TOWN}/2?lang=en"' in en


def test_evidence_shows_the_words_of_the_users_own_document(server: Served, town: Built) -> None:
    page = unescape(server.get(f"/page/measure/{TOWN}/2").text)
    said = re.findall(r"<q lang=\"zh\">(.+?)</q>", page)
    content = (DATA / "town" / "town.txt").read_text(encoding="utf-8")
    assert said
    assert all(words in " ".join(content.split("\n")) for words in said)
    assert PHRASES["sentences.own"].zh in page
    with served(town.graph_nq) as without:
        page = unescape(without.get(f"/page/measure/{TOWN}/2").text)
    assert "<q" not in page
    assert PHRASES["sentences"].zh in page


def test_only_documents_of_the_graph_are_read(town: Built, tmp_path: Path) -> None:
    import subprocess
    import sys

    (tmp_path / "other.txt").write_text("另一份文件", encoding="utf-8")
    (tmp_path / "town.txt").symlink_to(DATA / "town" / "town.txt")
    command = [
        sys.executable,
        "-m",
        "graph",
        "serve",
        str(town.graph_nq),
        "--source",
        str(tmp_path),
        "--lang",
        "en",
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert done.returncode == 2
    assert "holds no document that the graph was coded from" in done.stderr


@pytest.mark.parametrize(
    "words", ["小镇县卫生健康委员会", "縣衛健委", "weijianwei", "wei jian wei", "卫健", "xwjw"]
)
def test_search_finds_by_name_spelling_and_pinyin(server: Served, words: str) -> None:
    page = server.get(f"/search?q={quote(words)}").text
    assert f'href="/page/{HEALTH}?lang=zh"' in page


def test_search_finds_words_in_the_users_own_documents(server: Served) -> None:
    content = (DATA / "town" / "town.txt").read_text(encoding="utf-8")
    words = re.findall(r"[\u4e00-\u9fff]{6}", content)[-1]
    page = server.get(f"/search?q={quote(words)}").text
    assert f"<mark>{words}</mark>" in page
    nothing = server.get("/search?q=qqqqqq").text
    assert PHRASES["search.none"].zh.format(words="qqqqqq") in nothing
    assert "<li>" not in server.get("/search?q=").text


@pytest.mark.parametrize("path", ["/page/agency/zhongmu-410122/xx", "/search?q=%3Cscript", "/search?q=alert"])
def test_a_hostile_name_is_only_text(server: Served, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 200
    assert not re.search(r"<(script|img)", answer.text)
    assert "\u202e" not in answer.text
    assert "{{7*7}}" in unescape(answer.text) or "search" in path
    assert 'href="javascript' not in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "unsafe" not in policy


def test_in_a_browser_nothing_runs_and_nothing_leaves(server: Served, browser: Browser) -> None:
    page = browser.new_page(locale="zh-CN")
    asked: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: faults.append(message.text))
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.goto(f"{server.address}page/agency/zhongmu-410122/xx")
    assert page.locator("h1").inner_text().startswith("<script>")
    page.get_by_role("searchbox").fill("weijianwei")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="小镇县卫生健康委员会").click()
    assert page.locator("h1").inner_text() == "小镇县卫生健康委员会"
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.close()
    assert faults == []
    assert all(url.startswith((server.address, "data:")) for url in asked)


def test_every_phrase_is_used_and_every_used_one_is_there() -> None:
    folder = ROOT / "graph" / "server"
    files = [*(folder / "templates").glob("*.html"), folder / "things.py"]
    used = {
        key
        for path in files
        for call in re.findall(r"say\(([^,)]*)", path.read_text(encoding="utf-8"))
        for key in re.findall(r"[\"']([a-z.]+)[\"']", call)
    }
    assert used == set(PHRASES)


@pytest.mark.parametrize(
    ("query", "accepted", "lang"),
    [
        ("", "", "zh-CN"),
        ("", "fr-FR, en;q=0.7", "en"),
        ("", "zh-TW, en;q=0.7", "zh-CN"),
        ("?lang=zh", "en", "zh-CN"),
        ("?lang=en", "zh", "en"),
    ],
)
def test_a_page_is_in_the_language_of_its_address_or_of_its_reader(
    server: Served, query: str, accepted: str, lang: str
) -> None:
    for path in ("/page/role/lead", "/page/ns", "/plain", "/search", "/"):
        answer = server.get(f"{path}{query}", **{"Accept-Language": accepted})
        assert f'<html lang="{lang}"' in answer.text
        assert "Accept-Language" in answer.headers["vary"]


def test_the_front_page_leads_on(server: Served) -> None:
    page = server.get("/plain?lang=en").text
    assert f'href="/page/plan/{TOWN}?lang=en"' in page
    for path in ("/questions", "/sparql", "/page/ns"):
        assert f'href="{path}' in page
        assert server.get(path).status == 200


@given(
    st.sampled_from(
        ["/page/{}", "/data/{}.ttl", "/id/{}", "/search?q={}", "/questions/{}", "/sparql?query={}"]
    ),
    st.text(st.characters(codec="utf-8"), max_size=30),
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_asked_for_is_answered_or_refused(server: Served, path: str, words: str) -> None:
    answer = server.get(path.format(quote(words, safe="")))
    assert answer.status < 500
    assert "Traceback" not in answer.text
