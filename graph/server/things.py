"""The jobs behind the linked-data pages: one thing as a page or as triples, search, the front page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from graph.about import statements, words_at
from graph.presentation import about_plans
from graph.questions.answer import GRAPH_COLUMNS, Answer, term_of
from graph.questions.engine import ALL_PLANS, run
from graph.questions.results import write
from graph.questions.worker import Limits
from graph.server.documents import search_documents
from graph.server.holding import Held
from graph.server.message import RefusedError, Response
from graph.server.named import library
from graph.server.names import search_names
from graph.server.page_phrases import say
from graph.server.pages import TERMS, address, html, iri_of
from graph.views.describe import EVIDENCE, TYPE, Statement
from graph.vocabulary.iris import GRAPH_ONTOLOGY, path_of
from graph.vocabulary.namespaces import DCTERMS, RDFS, SKOS, TK

NAMING = (SKOS + "prefLabel", DCTERMS + "title", RDFS + "label", SKOS + "altLabel")
SHOWN = 100
NEIGHBOURS = 60


def thing_page(held: Held, given: Mapping[str, Any], _limits: Limits) -> Response:
    """Return the page of one thing: names, facts, evidence, neighbours, what points to it."""
    iri, base, lang = iri_of(given["path"]), given["base"], given["lang"]
    _check_there(held, iri)
    said = list(dict.fromkeys(statements(held.store, iri)))
    evidence = [each.value for each in said if each.predicate == EVIDENCE and not each.incoming]
    names = _names(held, iri)
    hidden = {*NAMING, EVIDENCE}
    facts = {
        "iri": iri,
        "data_path": quote(given["path"]),
        "title": _title(names, lang) or path_of(iri),
        "names": names,
        "facts": _groups(
            [each for each in said if not each.incoming and each.predicate not in hidden], given
        ),
        "incoming": _groups([each for each in said if each.incoming], given),
        "evidence": _evidence(held, evidence, base, lang),
        "neighbours": _neighbours(held, iri, base, lang),
        "own": bool(held.texts),
    }
    return html("thing.html", base, lang, facts)


def _check_there(held: Held, iri: str) -> None:
    try:
        term = ox.NamedNode(iri)
        patterns = ((term, None), (None, term))
        there = held.store.contains_named_graph(term) or any(
            next(held.store.quads_for_pattern(s, None, o, None), None) for s, o in patterns
        )
    except ValueError:
        there = False
    if not there:
        raise RefusedError(HTTPStatus.NOT_FOUND, "thing", path=path_of(iri)[:200])


def _names(held: Held, iri: str) -> list[tuple[str, str]]:
    """Return what a thing is called, with the language, the preferred names first."""
    found: dict[tuple[str, str], None] = {}
    for predicate in NAMING:
        quads = held.store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, None)
        values = (quad.object for quad in quads)
        for value in sorted((each for each in values if isinstance(each, ox.Literal)), key=str):
            found[value.value, value.language or ""] = None
    return list(found)


def _title(names: list[tuple[str, str]], lang: str) -> str:
    first = next((text for text, language in names if language == lang), "")
    return first or next((text for text, _ in names), "")


def _groups(said: Iterable[Statement], given: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return statements by predicate, each with what it is called and its values as links or words."""
    base, lang = given["base"], given["lang"]
    groups: dict[str, list[Statement]] = {}
    for each in said:
        groups.setdefault(each.predicate, []).append(each)
    return [
        {
            "name": say("type", lang) if predicate == TYPE else found[0].predicate_label(lang),
            "href": address(predicate, base) if predicate.startswith(TK) else "",
            "values": [
                {"text": _value_text(each, lang), "href": address(each.value, base)} for each in found[:SHOWN]
            ],
            "more": max(0, len(found) - SHOWN),
        }
        for predicate, found in groups.items()
    ]


def _value_text(said: Statement, lang: str) -> str:
    names = (said.value_zh, said.value_en) if lang == "zh" else (said.value_en, said.value_zh)
    return names[0] or names[1] or path_of(said.value)


def _evidence(held: Held, evidence: list[str], base: str, lang: str) -> list[dict[str, str]]:
    words = words_at(held.store, held.texts, evidence)
    return [
        {"text": _positions(iri, lang), "href": address(iri, base), "words": words.get(iri, "")}
        for iri in evidence
    ]


def _positions(iri: str, lang: str) -> str:
    start, _, end = iri.rpartition("/")[2].partition("-")
    if start.isdecimal() and end.isdecimal():
        return say("positions", lang, start=start, end=end)
    return say("place", lang)


def _neighbours(held: Held, iri: str, base: str, lang: str) -> list[dict[str, Any]]:
    question = library()["neighbours"]
    rows = run(question, held.store, plan=ALL_PLANS, values={"node": iri}).records()
    found = [
        {
            "text": str((row["label_en"] if lang == "en" else "") or row["label"]),
            "href": address(str(row["neighbour"]), base),
            "plan": path_of(str(row["plan"])).removeprefix("plan/"),
            "shared": row["shared"],
        }
        for row in rows
    ]
    return found[:NEIGHBOURS]


def thing_data(held: Held, given: Mapping[str, Any], limits: Limits) -> Response:
    """Return the triples in which a thing is subject or object; of the vocabulary and of a graph, all."""
    path, form = given["path"], given["format"]
    if path == TERMS:
        quads = held.store.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH_ONTOLOGY))
        triples = {quad.triple for quad in quads if str(quad.subject).startswith(f"<{TK}")}
    else:
        iri = iri_of(path)
        _check_there(held, iri)
        term = ox.NamedNode(iri)
        triples = {quad.triple for quad in held.store.quads_for_pattern(term, None, None, None)}
        triples |= {quad.triple for quad in held.store.quads_for_pattern(None, None, term, None)}
        triples |= {quad.triple for quad in held.store.quads_for_pattern(None, None, None, term)}
    if len(triples) > limits.rows:
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "triples", rows=limits.rows)
    rows = tuple(tuple(term_of(each) for each in triple) for triple in triples)
    return Response(HTTPStatus.OK, write(Answer("graph", GRAPH_COLUMNS, rows), form), given["media_type"])


def search_page(held: Held, given: Mapping[str, Any], _limits: Limits) -> Response:
    """Return what is called by some words, and where the user's own documents have them."""
    base, lang, words = given["base"], given["lang"], given["words"].strip()
    names = [
        {
            "text": _title(_names(held, each.iri), lang),
            "by": each.name,
            "href": address(each.iri, base),
            "path": path_of(each.iri),
        }
        for each in search_names(held.names, words)
    ]
    hits = search_documents(held.store, held.texts, words) if words else []
    documents = [
        {
            "hit": hit,
            "links": [{"text": path_of(iri), "href": address(iri, base)} for iri in hit.read],
        }
        for hit in hits
    ]
    facts = {"words": words, "names": names, "documents": documents, "own": bool(held.texts)}
    return html("search.html", base, lang, facts)


def front_page(held: Held, given: Mapping[str, Any], _limits: Limits) -> Response:
    """Return the front page: search, the plans, where questions are answered."""
    base, lang = given["base"], given["lang"]
    plans = [
        {
            "text": str((row["title_en"] if lang == "en" else "") or row["title"]),
            "href": address(str(row["plan"]), base),
        }
        for row in about_plans(held.store).records()
    ]
    return html("front.html", base, lang, {"plans": plans, "own": bool(held.texts)})


def terms_page(held: Held, given: Mapping[str, Any], _limits: Limits) -> Response:
    """Return the list of the vocabulary's terms."""
    base, lang = given["base"], given["lang"]
    subjects = {
        quad.subject.value
        for quad in held.store.quads_for_pattern(None, None, None, ox.NamedNode(GRAPH_ONTOLOGY))
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(TK)
    }
    terms = [
        {"text": _title(_names(held, iri), lang), "href": address(iri, base), "name": iri.removeprefix(TK)}
        for iri in sorted(subjects)
    ]
    return html("terms.html", base, lang, {"terms": terms})
