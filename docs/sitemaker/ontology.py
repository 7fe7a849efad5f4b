"""The pages of the ontology: each term with its question, its constraints and an example."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.questions.library import Question
from graph.vocabulary.namespaces import ID, OWL, PREFIXES, RDF, RDFS, SKOS, TK
from graph.vocabulary.ontology import Ontology
from graph.vocabulary.turtle import Triples, index_triples
from sitemaker.asked import asked, reached
from sitemaker.examples import Example, Source, aligned, counts, curie, examples, named, turtle
from sitemaker.phrases import say
from sitemaker.shapes import Constraint, constraints

KINDS = (
    ("classes", OWL + "Class"),
    ("properties.object", OWL + "ObjectProperty"),
    ("properties.data", OWL + "DatatypeProperty"),
    ("properties.annotation", OWL + "AnnotationProperty"),
)
DCTERMS, TOPIC = PREFIXES["dcterms"], "scheme/bready-2025"
LEFT_OUT = {"scheme/places": "places.ttl", "scheme/bready-2024": "bready.ttl"}
WORDS = (
    "roleLabel",
    "roleVerb",
    "headNoun",
    "bodyName",
    "mandateName",
    "searchTerm",
    "titleEnding",
    "numberPrefix",
)
SHOWN = 3
QUESTION = {"zh": "问题：", "en": "Question: "}

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Described:
    """The ontology with everything that its pages show; `subjects` leads from property and object back."""

    triples: Triples
    subjects: Mapping[tuple[str, str], tuple[str, ...]]
    asked_by: Mapping[str, tuple[Question, ...]]
    shown_by: Mapping[str, Example]
    used: Counter[str]
    aligned: Counter[str]
    shapes: tuple[Constraint, ...]

    def text(self, iri: str, predicate: str, lang: str) -> str:
        """Return the literal of a node in a language, or its first one without a language, or ""."""
        found = self.triples.index.get(iri, {}).get(predicate, ())
        literals = {each.language: each.value for each in reversed(found) if isinstance(each, ox.Literal)}
        return literals.get(lang) or literals.get(None) or ""

    def label(self, iri: str, lang: str) -> str:
        """Return what a term or a concept is called, in the other language where it has but one name."""
        other = "en" if lang == "zh" else "zh"
        names = (RDFS + "label", SKOS + "prefLabel")
        return next(
            filter(None, (self.text(iri, name, each) for each in (lang, other) for name in names)), ""
        )

    def to(self, predicate: str, iri: str) -> tuple[str, ...]:
        """Return the subjects that lead to a node, in the order of the files."""
        return self.subjects.get((predicate, iri), ())


def describe(ontology: Ontology, shapes: Path, sources: Sequence[Source]) -> Described:
    """Return the ontology with examples from `sources`, the first of which is counted."""
    triples = index_triples(ontology.statements)
    back: dict[tuple[str, str], tuple[str, ...]] = {}
    for subject, facts in triples.index.items():
        for predicate, objects in facts.items():
            for each in objects:
                if isinstance(each, ox.NamedNode):
                    back[predicate, each.value] = (*back.get((predicate, each.value), ()), subject)
    return Described(
        triples,
        back,
        asked(),
        examples(sources),
        counts(sources[0]),
        aligned(sources[0]),
        constraints(shapes),
    )


def header(described: Described, lang: str) -> list[tuple[str, str]]:
    """Return what the ontology says of itself, as pairs of a word and a value."""
    node = TK
    return [
        (say("description", lang), described.text(node, DCTERMS + "description", lang)),
        (say("namespace", lang), TK),
        (say("instances.namespace", lang), ID),
        (say("version", lang), described.text(node, OWL + "versionInfo", lang)),
        (say("licence", lang), described.triples.iris(node, DCTERMS + "license")[0]),
        (say("creator", lang), described.text(node, DCTERMS + "creator", lang)),
        (say("created", lang), described.text(node, DCTERMS + "created", lang)),
    ]


def own_terms(described: Described) -> list[tuple[str, list[str]]]:
    """Return the IRIs of our own terms, by kind, in the order of their names."""
    return [
        (kind, sorted(each for each in described.to(RDF + "type", type_) if each.startswith(TK)))
        for kind, type_ in KINDS
    ]


def other_terms(described: Described) -> list[str]:
    """Return the IRIs of the terms of other vocabularies that the ontology declares."""
    declared = {each for _, type_ in KINDS for each in described.to(RDF + "type", type_)}
    return sorted((each for each in declared if not each.startswith(TK)), key=curie)


def term(described: Described, iri: str, lang: str) -> Row:
    """Return everything that a page says of one of our own terms."""
    node, other = iri, "en" if lang == "zh" else "zh"
    return {
        "name": iri.removeprefix(TK),
        "iri": iri,
        "label": described.text(node, RDFS + "label", lang),
        "label_other": described.text(node, RDFS + "label", other),
        "definition": described.text(node, SKOS + "definition", lang),
        "scope": described.text(node, SKOS + "scopeNote", lang),
        "purpose": [
            text.removeprefix(QUESTION[lang])
            for text in sorted(described.triples.texts(node, SKOS + "note", lang))
            if text.startswith(QUESTION[lang])
        ],
        "under": _links(described, _above(described, node), lang),
        "domain": _links(described, described.triples.iris(node, RDFS + "domain"), lang),
        "range": _links(described, described.triples.iris(node, RDFS + "range"), lang),
        "constraints": list(_constraints(described, iri, lang)),
        "is_class": iri in described.to(RDF + "type", OWL + "Class"),
        "used": described.used[iri],
        "questions": _questions(described.asked_by.get(iri, ()), lang),
        "reached": _questions(reached(_related(described, iri), described.asked_by), lang),
        "example": example(described, iri, lang),
    }


def _above(described: Described, iri: str) -> Iterator[str]:
    for predicate in (RDFS + "subClassOf", RDFS + "subPropertyOf"):
        yield from described.triples.iris(iri, predicate)


def _related(described: Described, iri: str) -> set[str]:
    """Return the properties that lead from or to a class, or the terms around a property."""
    found = {each for end in (RDFS + "domain", RDFS + "range") for each in described.to(end, iri)}
    found |= {each.path for each in described.shapes if each.target == iri or iri in each.values}
    for predicate in (RDFS + "subPropertyOf", RDFS + "subClassOf"):
        found |= set(described.to(predicate, iri))
        found |= set(described.triples.iris(iri, predicate))
    return {each for each in found if each.startswith(TK)}


def _questions(found: tuple[Question, ...], lang: str) -> Row:
    rows = [{"name": each.name, "text": each.question[lang]} for each in found]
    return {"first": rows[:SHOWN], "rest": rows[SHOWN:]}


def _links(described: Described, nodes: Iterable[str], lang: str) -> list[Row]:
    return [link(described, each, lang) for each in sorted(nodes)]


def link(described: Described, iri: str, lang: str) -> Row:
    """Return how a page names another term: with an anchor where it is ours or declared here."""
    name = curie(iri) or iri.removeprefix(ID)
    declared = iri.startswith(TK) or bool(described.triples.texts(iri, RDFS + "label"))
    return {"name": name, "anchor": anchor(iri) if declared else "", "label": described.label(iri, lang)}


def anchor(iri: str) -> str:
    """Return the anchor of a term: its name, or that of its vocabulary with it."""
    return iri.removeprefix(TK) if iri.startswith(TK) else curie(iri).replace(":", "-")


def _constraints(described: Described, iri: str, lang: str) -> Iterator[Row]:
    """Yield what shapes ask of the properties of a class, or of a property on each class."""
    for each in described.shapes:
        if iri not in (each.target, each.path):
            continue
        yield {
            "term": link(described, each.path if each.target == iri else each.target, lang),
            "cardinality": each.cardinality or say("any", lang),
            "values": [_value(described, value, lang) for value in each.values],
            "messages": [text for language, text in each.messages if language == lang],
        }


def _value(described: Described, value: str, lang: str) -> str:
    if not value.startswith(("http:", "https:")):
        return value
    label = described.label(value, lang)
    name = curie(value) or value.removeprefix(ID)
    return f"{name} {label}" if label and not name.startswith("xsd:") else name


def example(described: Described, iri: str, lang: str) -> Row | None:
    """Return an example as text, with the names of what stands in it, or None where no plan has one."""
    found = described.shown_by.get(iri)
    if found is None:
        return None
    return {
        "turtle": turtle(found),
        "more": found.more,
        "source": found.source.name,
        "named": list(named(found, lang)),
    }


def other(described: Described, iri: str, lang: str) -> Row:
    """Return what a page says of a term of another vocabulary."""
    return {
        "name": curie(iri),
        "anchor": anchor(iri),
        "iri": iri,
        "label": described.text(iri, RDFS + "label", lang),
        "used": described.used[iri],
        "questions": _questions(described.asked_by.get(iri, ()), lang),
        "example": example(described, iri, lang),
    }


def schemes(described: Described, lang: str) -> tuple[list[Row], list[Row]]:
    """Return the concept schemes with their concepts, and those that are too long to list."""
    listed, left = [], []
    for node in sorted(described.to(RDF + "type", SKOS + "ConceptScheme")):
        path = node.removeprefix(ID)
        concepts = sorted(described.to(SKOS + "inScheme", node))
        row: Row = {
            "path": path.removeprefix("scheme/"),
            "label": described.label(node, lang),
            "definition": described.text(node, SKOS + "definition", lang),
            "count": len(concepts),
        }
        if path in LEFT_OUT:
            left.append(row | {"file": LEFT_OUT[path]})
        elif path != TOPIC:
            listed.append(row | {"concepts": [concept(described, each, lang) for each in concepts]})
    return listed, left


def concept(described: Described, iri: str, lang: str) -> Row:
    """Return what a page says of a concept."""
    node, other_lang = iri, "en" if lang == "zh" else "zh"
    words = [each for name in WORDS for each in described.triples.texts(node, TK + name)]
    return {
        "path": iri.removeprefix(ID),
        "label": described.label(iri, lang),
        "label_other": described.text(node, SKOS + "prefLabel", other_lang),
        "notation": described.text(node, SKOS + "notation", lang),
        "definition": described.text(node, SKOS + "definition", lang)
        or described.text(node, SKOS + "definition", "en"),
        "broader": _links(described, described.triples.iris(node, SKOS + "broader"), lang),
        "words": sorted(words),
        "used": described.used[iri],
    }


def framework(described: Described, lang: str) -> list[Row]:
    """Return the concepts of B-READY 2025 by topic, indicators counted and not listed."""
    below: dict[str, list[str]] = {}
    for node in described.to(SKOS + "inScheme", ID + TOPIC):
        below.setdefault(next(iter(described.triples.iris(node, SKOS + "broader")), ""), []).append(node)

    def tree(node: str, depth: int) -> Iterator[Row]:
        inner = sorted(
            below.get(node, ()), key=lambda each: _numbers(described.text(each, SKOS + "notation", lang))
        )
        leaves = [each for each in inner if each not in below and depth >= DEEPEST]
        yield concept(described, node, lang) | {
            "depth": depth,
            "indicators": len(leaves),
            "measures": described.aligned[node],
        }
        for each in inner:
            if each not in leaves:
                yield from tree(each, depth + 1)

    return [row for node in sorted(below[""]) for row in tree(node, 0)]


DEEPEST = 3
"""Topic, topic and pillar, category, subcategory: what lies below a subcategory is an indicator."""


def _numbers(notation: str) -> list[tuple[int, str]]:
    """Return a notation in pieces that sort as a reader counts: BE 1.10 after BE 1.9."""
    return [(int(each), "") if each.isdigit() else (0, each) for each in notation.replace(".", " ").split()]
