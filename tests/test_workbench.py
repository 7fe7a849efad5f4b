"""What the workbench is made of: its page, the files that it asks for, and what its editor knows."""

from __future__ import annotations

import json
import re

import pytest
from conftest import ROOT

from graph.questions.library import questions
from graph.server.workbench import (
    LABELS,
    POLICY,
    assets,
    editor_terms,
    question_texts,
    workbench_asset,
    workbench_page,
)
from graph.server.workbench_phrases import PHRASES
from graph.vocabulary.namespaces import PREFIXES, TK

TEMPLATES = ROOT / "graph" / "server" / "templates"
SCRIPTS = sorted(TEMPLATES.glob("workbench*.js"))


@pytest.mark.parametrize(("lang", "title"), [("zh", "条块 · 查询工作台"), ("en", "Tiaokuai workbench")])
def test_the_page_has_no_script_or_style_of_its_own(lang: str, title: str) -> None:
    page = workbench_page(lang)
    text = page.content.decode()
    assert f"<title>{title}</title>" in text
    assert re.findall(r"<script(?! type=\"application/json\")[^>]*>(.*?)</script>", text, re.DOTALL) == [""]
    assert not re.search(r"<style|\sstyle=|\son\w+=", text)
    assert page.policy == POLICY
    assert "unsafe" not in POLICY
    assert "script-src 'self'" in POLICY


def test_every_file_that_the_page_names_is_served() -> None:
    text = workbench_page("zh").content.decode()
    named = set(re.findall(r'"assets/([\w.-]+)"', text))
    for path in SCRIPTS:
        named |= set(re.findall(r'"(?:\./|assets/)([\w.-]+)"', path.read_text(encoding="utf-8")))
    assert {"workbench.js", "yasgui.js", "yasgui.css", "terms.json"} <= named
    assert [name for name in named if workbench_asset(name) is None] == []


@pytest.mark.parametrize("name", ["review.js", "../workbench.py", "workbench.html", "", "yasgui.js.map"])
def test_nothing_else_is_served(name: str) -> None:
    assert workbench_asset(name) is None


def test_files_have_the_types_that_a_browser_insists_on() -> None:
    types = {name: workbench_asset(name) for name in assets()}
    assert {each.media_type for each in types.values() if each} == {
        "text/javascript; charset=utf-8",
        "text/css; charset=utf-8",
        "text/plain; charset=utf-8",
    }


def test_the_editor_knows_every_term_of_ours_in_both_languages() -> None:
    told = editor_terms()
    assert told["prefixes"] == PREFIXES
    ours = [term for term in told["terms"] if term["iri"].startswith(TK)]
    kinds = {kind: sum(term["kind"] == kind for term in ours) for kind in ("class", "property")}
    policy = (ROOT / "ontology" / "policy.ttl").read_text(encoding="utf-8")
    assert kinds["class"] >= len(re.findall(r"^tk:\w+ a owl:Class\b", policy, re.MULTILINE)) > 5
    assert kinds["property"] > 50
    assert [term["iri"] for term in told["terms"] if not (term["zh"] and term["en"])] == []


def test_every_question_can_be_edited() -> None:
    texts = question_texts()
    assert set(texts) == {question.name for question in questions()}
    for name, text in texts.items():
        assert "#+" not in text, name
        assert re.search(r"\bWHERE\s*\{", text), name


def test_no_parameter_has_a_name_that_the_address_needs() -> None:
    text = (TEMPLATES / "workbench-address.js").read_text(encoding="utf-8")
    found = re.search(r"RESERVED = new Set\((\[.*?\])\)", text)
    assert found
    reserved = set(json.loads(found[1]))
    assert {"lang", "question", "query", "plan", "sort"} == reserved
    assert [each for question in questions() for each in question.parameters if each.name in reserved] == []


def test_every_phrase_that_the_scripts_say_is_there_and_none_besides() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (*SCRIPTS, TEMPLATES / "workbench.html"))
    said = set(re.findall(r"""say\("([\w.-]+)\"""", code)) | set(re.findall(r"phrases\['([\w.-]+)'\]", code))
    made = {f"{stem}." for stem in re.findall(r"`([\w-]+)\.\$\{", code)}
    assert said - set(PHRASES) == set()
    spare = {
        key
        for key in set(PHRASES) - said
        if not any(key.startswith(stem) for stem in made) and f'"{key}"' not in code
    }
    assert spare - {"true", "false"} == set()


def test_labels_are_looked_for_where_the_graph_has_them() -> None:
    assert [iri.rpartition("/")[2].rpartition("#")[2] for iri in LABELS] == ["prefLabel", "title", "label"]
