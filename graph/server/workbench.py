"""The workbench: the page at the root of `tiaokuai serve`, and the files that it asks for.

All of it is static but `terms.json`, which tells the editor the prefixes, classes and
properties of the ontology and the text of every question. What the page shows it asks
of the other routes of the server.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from graph.questions.library import HEADER, questions
from graph.server.review_page import script_safe
from graph.server.workbench_phrases import PHRASES
from graph.views.phrases import PHRASES as SHARED
from graph.vocabulary.namespaces import DCTERMS, ID, OWL, PREFIXES, RDF, RDFS, SKOS
from graph.vocabulary.ontology import load_ontology
from graph.vocabulary.turtle import index_triples

FOLDER = Path(__file__).resolve().parent
MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
}
FIRST = "who-leads-most"
"""The question whose SPARQL the editor begins with."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
LABELS = (SKOS + "prefLabel", DCTERMS + "title", RDFS + "label")
"""The properties under which a node's name stands."""
STATUSES = {key: phrase for key, phrase in SHARED.items() if key.startswith("status.")}
KINDS = {
    OWL + "Class": "class",
    OWL + "ObjectProperty": "property",
    OWL + "DatatypeProperty": "property",
    OWL + "AnnotationProperty": "property",
}


@dataclass(frozen=True, slots=True)
class Resource:
    """The content of one address, its media type, and its Content-Security-Policy."""

    content: bytes
    media_type: str
    policy: str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def workbench_page(lang: str) -> Resource:
    """Return the page; `lang` is what it begins with, its address and its reader can change that."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
    )
    told = {"phrases": PHRASES | STATUSES, "namespace": ID, "prefixes": PREFIXES, "labels": LABELS}
    data = script_safe(told)
    page = environment.get_template("workbench.html").render(lang=lang, data=data, phrases=PHRASES)
    return Resource(page.encode(), "text/html; charset=utf-8", POLICY)


@cache
def workbench_asset(name: str) -> Resource | None:
    """Return the file that the page calls `assets/NAME`; None when there is none of that name."""
    if name == "terms.json":
        told = {**editor_terms(), "texts": question_texts(), "first": FIRST}
        content = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return Resource(content.encode(), "application/json")
    path = assets().get(name)
    return None if path is None else Resource(path.read_bytes(), MEDIA_TYPES[path.suffix])


@cache
def assets() -> dict[str, Path]:
    """Return every file that the page may ask for, by name: what is built in, and our own modules."""
    ours = (FOLDER / "templates").glob("workbench*.*")
    found = sorted((*(FOLDER / "assets").iterdir(), *ours))
    return {path.name: path for path in found if path.suffix in MEDIA_TYPES}


def editor_terms() -> dict[str, Any]:
    """Return what the editor completes: prefixes, and the terms that the ontology declares with their labels.

    Examples
    --------
    >>> [each for each in editor_terms()["terms"] if each["iri"].endswith("#isLedBy")]
    [{'iri': 'https://w3id.org/tiaokuai/ns#isLedBy', 'kind': 'property', 'zh': '由其牵头', 'en': 'is led by'}]
    """
    triples = index_triples(load_ontology().statements)
    terms = []
    for iri, facts in sorted(triples.index.items()):
        types = {each.value for each in facts.get(RDF + "type", ()) if isinstance(each, ox.NamedNode)}
        kinds = sorted({KINDS[each] for each in types & set(KINDS)})
        label = {lang: triples.text(iri, RDFS + "label", lang) for lang in ("zh", "en")}
        terms += [{"iri": iri, "kind": kind, **label} for kind in kinds]
    return {"prefixes": PREFIXES, "terms": terms}


def question_texts() -> dict[str, str]:
    """Return the SPARQL of every shipped question, by name, without the header that describes it."""
    return {
        each.name: "".join(line for line in each.text.splitlines(True) if not line.startswith(HEADER))
        for each in questions()
    }
