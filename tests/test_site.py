"""The documentation as a site: every term with its question and example, every link, nothing from outside."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT, Built
from playwright.sync_api import Browser, ConsoleMessage, Request
from sitemaker.links import faults
from sitemaker.navigation import INDEX, read_navigation
from sitemaker.ontology import Described, own_terms, schemes, term
from sitemaker.pages import html_path, sources
from sitemaker.phrases import LANGUAGES, PHRASES
from sitemaker.site import described_ontology, ontology_pages

from graph.cli.main import cli
from graph.questions.library import find
from graph.vocabulary.namespaces import TK


@pytest.fixture(scope="module")
def described() -> Described:
    return described_ontology(ROOT)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the command makes, under a hash seed that is not that of the tests."""
    folder = tmp_path_factory.mktemp("made") / "site"
    environment = os.environ | {"PYTHONHASHSEED": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(ROOT / "docs" / "make_site.py"), str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr.endswith(" 0 broken links\n")
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def pages_of(made: dict[str, bytes]) -> dict[str, str]:
    return {path: content.decode() for path, content in made.items() if path.endswith(".html")}


def test_every_term_has_a_question_that_names_it_or_what_it_is_joined_to(described: Described) -> None:
    for lang in LANGUAGES:
        for _, iris in own_terms(described):
            for iri in iris:
                row = term(described, iri, lang)
                asked = row["questions"]["first"] or row["reached"]["first"]  # type: ignore[index]
                assert asked, iri
                assert asked[0]["text"] == find(asked[0]["name"]).question[lang]
                assert row["purpose"], iri
                assert all(text[-1] == {"zh": "？", "en": "?"}[lang] for text in row["purpose"])  # type: ignore[attr-defined]


def test_a_chart_is_a_table_of_its_arrows(made: dict[str, bytes]) -> None:
    page = made["ontology/README.html"].decode()
    assert "flowchart" not in page
    assert "<tr><td>Section</td><td>isPartOf</td><td>Plan</td></tr>" in page
    assert "<tr><td>Measure</td><td><strong>isLedBy</strong></td><td>Agency</td></tr>" in page
    assert "<tr><td>Alignment</td><td>toConcept</td><td>B-READY concept</td></tr>" in page
    chart = (
        (ROOT / "ontology" / "README.md").read_text(encoding="utf-8").split("```mermaid")[1].split("```")[0]
    )
    assert page.count("<tr><td>") >= len(chart.strip().splitlines()) - 1


def test_a_question_is_shown_only_where_its_query_names_the_term(described: Described) -> None:
    for iri in (TK + "hasRule", TK + "roleVerb", TK + "isSupervisedBy"):
        for question in described.asked_by[iri]:
            assert re.search(rf"tk:{iri.removeprefix(TK)}\b", question.text)
    assert "who-leads-most" in {each.name for each in described.asked_by[TK + "isLedBy"]}
    assert "who-leads-most" not in {each.name for each in described.asked_by[TK + "hasTarget"]}


def test_every_term_has_an_example_out_of_a_plan(described: Described) -> None:
    names = {iri.removeprefix(TK) for _, iris in own_terms(described) for iri in iris}
    assert {name for name in names if TK + name not in described.shown_by} == set()
    assert described.shown_by[TK + "validUntil"].source.name == "docs/example/agencies.ttl"
    shown = described.shown_by[TK + "isLedBy"]
    assert shown.source.name == "plans/zhengzhou-2024.yaml"
    assert shown.statements[0].predicate == TK + "isLedBy"
    assert described.used[TK + "Measure"] == 88
    assert sum(described.aligned.values()) == described.used[TK + "alignsWith"] == 98
    assert described.shown_by[TK + "isSupervisedBy"].source.name == "docs/example/dengfeng-2025.yaml"


def test_cardinalities_are_those_of_the_shapes(described: Described) -> None:
    rows = term(described, TK + "hasStatus", "en")["constraints"]
    found = {row["term"]["name"]: row["cardinality"] for row in rows}  # type: ignore[attr-defined]
    assert found["tk:Plan"] == "1"
    (plan,) = (row for row in rows if row["term"]["name"] == "tk:Plan")  # type: ignore[attr-defined]
    assert "status/draft draft" in plan["values"]


def test_the_schemes_are_all_there(described: Described) -> None:
    listed, left = schemes(described, "zh")
    found = {str(each["path"]) for each in (*listed, *left)} | {"bready-2025"}
    declared = set()
    for path in (ROOT / "ontology").glob("*.ttl"):
        declared |= set(re.findall(r"^<scheme/([\w-]+)> a skos:ConceptScheme", path.read_text("utf-8"), re.M))
    assert found == declared
    roles = next(each for each in listed if each["path"] == "roles")
    assert [(each["label"], each["used"]) for each in roles["concepts"]][1] == ("牵头", 76)  # type: ignore[attr-defined]


def test_every_link_of_the_site_leads_somewhere(made: dict[str, bytes]) -> None:
    pages = pages_of(made)
    assert list(faults(pages, set(made) - set(pages))) == []


def test_a_broken_link_is_seen(made: dict[str, bytes]) -> None:
    pages = pages_of(made)
    pages["docs/load.html"] = (
        pages["docs/load.html"].replace("chance.html", "chances.html").replace("<h1 ", "<h1 id='x' ")
    )
    found = list(faults(pages, set(made) - set(pages)))
    assert "docs/load.html: chances.html leads nowhere" in found
    assert len(found) >= 1


def test_no_page_but_the_search_runs_anything_and_none_loads_from_outside(made: dict[str, bytes]) -> None:
    for path, text in pages_of(made).items():
        assert ("<script" in text) == path.startswith("search"), path
        assert not re.search(r"(?:src|@import|url\()\s*=?\s*[\"'(]?https?:", text), path
        assert path == "index.html" or "default-src &#39;none&#39;" in text, path


def test_the_navigation_reaches_every_page_of_docs() -> None:
    reached = {path for lang in LANGUAGES for group in read_navigation(ROOT, lang) for _, path in group.pages}
    reached |= {html_path(path) for path in INDEX.values()}
    written = {html_path(path) for path in sources(ROOT) if path.startswith("docs/")}
    assert written - reached == set()


def test_every_phrase_is_said_and_in_both_languages() -> None:
    folder = ROOT / "docs" / "sitemaker"
    text = "".join(
        path.read_text(encoding="utf-8") for path in folder.rglob("*.*") if path.suffix in (".py", ".html")
    )
    for key, (zh, en) in PHRASES.items():
        assert zh
        assert en
        assert text.count(f'"{key}"') > 1 or f"'{key}'" in text, key


def test_the_hash_seed_changes_no_page_of_the_ontology(described: Described, made: dict[str, bytes]) -> None:
    for lang in LANGUAGES:
        for each in ontology_pages(described, lang):
            assert each.page.html in made[each.page.path].decode(), each.page.path


def test_the_columns_are_those_that_commands_print(made: dict[str, bytes], town: Built) -> None:
    page = made["docs/reference/tables.zh.html"].decode()
    words = ["gaps", "--format", "json", "--graph", str(town.graph_nq)]
    told = json.loads(CliRunner().invoke(cli, words).stdout)
    part = page.partition('<h2 id="gaps">')[2].partition("<h2")[0]
    assert re.findall(r"<tr><td><code>(\w+)</code>", part) == [each["name"] for each in told["columns"]]
    verbs = set(re.findall(r"<code>tiaokuai (\w+)", page))
    assert {"rank", "hotspots", "gaps", "uncertainty", "ties", "compare", "whatif", "coverage"} == verbs


def test_the_site_opens_without_a_network(made: dict[str, bytes], browser: Browser, tmp_path: Path) -> None:
    for path, content in made.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    said: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        said.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith("file:"):
            said.append(request.url)

    page = browser.new_page()
    page.on("console", heard)
    page.on("request", asked)
    for path in ("index.html", "ontology/terms.zh.html#Measure", "docs/tutorial.html", "README.html"):
        page.goto((tmp_path / path.partition("#")[0]).as_uri())
    assert page.evaluate("[...document.images].every((each) => each.naturalWidth > 0)")
    page.goto((tmp_path / "search.zh.html").as_uri())
    page.fill("#words", "负荷 名次")
    page.click("#found a >> nth=0")
    assert "负荷" in page.inner_text("main")
    page.close()
    assert said == []
