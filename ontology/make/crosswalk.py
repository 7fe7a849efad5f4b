"""Write ontology/crosswalk.ttl: how every mapping between the schemes came about.

Run as `python ontology/make/crosswalk.py`. The mappings of B-READY 2024 stand in
bready.ttl and are compared here (names, numbers, points); all others are judgements,
listed with their reason in mappings.csv beside this file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

HERE = Path(__file__).resolve().parent
ONTOLOGY = HERE.parent
TARGET = ONTOLOGY / "crosswalk.ttl"
JUDGED = HERE / "mappings.csv"
BASE = "https://w3id.org/tiaokuai/id/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
TK = "https://w3id.org/tiaokuai/ns#"
RELATIONS = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
AUTHOR = "coder/tiaokuai"
HEAD = f"""\
# Crosswalk: every mapping between B-READY 2025 and 2024, Doing Business 2020, China's national index,
# the sectors and COFOG, with how it came about, how sure it is, why, and whose it is.
# Written by ontology/make/crosswalk.py from bready.ttl, sectors.ttl and make/mappings.csv: change those.
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix semapv: <https://w3id.org/semapv/vocab/> .
@prefix skos: <{SKOS}> .
@prefix tk: <{TK}> .
@base <{BASE}> .
"""
JUSTIFICATIONS = {
    "lexical": "LexicalMatching",
    "composite": "CompositeMatching",
    "structural": "StructuralMatching",
    "background-knowledge": "BackgroundKnowledgeBasedMatching",
    "unspecified": "UnspecifiedMatching",
}


@dataclass(frozen=True, slots=True, order=True)
class Mapping:
    """One mapping; `confidence` is "" where it follows from what both sides say."""

    subject: str
    object: str
    relation: str
    justification: str
    confidence: str
    reason: str


class Schemes:
    """What bready.ttl and sectors.ttl say of concepts, by paths after the namespace."""

    def __init__(self) -> None:
        """Read both files."""
        self.store = ox.Store()
        for name in ("bready.ttl", "sectors.ttl"):
            self.store.load(path=str(ONTOLOGY / name), format=ox.RdfFormat.TURTLE)

    def value(self, path: str, predicate: str, language: str | None = None) -> str:
        """Return the literal of a concept, or ""."""
        found = self.store.quads_for_pattern(ox.NamedNode(BASE + path), ox.NamedNode(predicate), None)
        literals = (quad.object for quad in found if isinstance(quad.object, ox.Literal))
        return next((each.value for each in literals if each.language == language), "")

    def mapped(self) -> Iterator[tuple[str, str, str]]:
        """Yield subject, relation and object of every mapping that the files state."""
        for relation in RELATIONS:
            for quad in self.store.quads_for_pattern(None, ox.NamedNode(SKOS + relation), None):
                yield _path(quad.subject), relation, _path(quad.object)

    def concepts(self, scheme: str) -> set[str]:
        """Return the concepts of a scheme."""
        found = self.store.quads_for_pattern(
            None, ox.NamedNode(f"{SKOS}inScheme"), ox.NamedNode(f"{BASE}scheme/{scheme}")
        )
        return {_path(quad.subject) for quad in found}


def compared(schemes: Schemes) -> Iterator[Mapping]:
    """Yield the mappings of 2024: how each came about follows from what both sides say."""
    for subject, relation, target in schemes.mapped():
        if not subject.startswith("bready/2024/"):
            continue
        same_name = len({schemes.value(each, f"{SKOS}prefLabel", "en") for each in (subject, target)}) == 1
        points = [schemes.value(each, f"{TK}points") for each in (subject, target)]
        words = ["Same name" if same_name else "Other name"]
        if any(points):
            numbers = [each.rpartition("/")[2] for each in (subject, target)]
            words.append("same number" if numbers[0] == numbers[1] else "other number")
            words.append("same points" if points[0] == points[1] else f"points {points[0]} and {points[1]}")
        if relation in ("broadMatch", "narrowMatch"):
            words = ["Merged with another" if relation == "broadMatch" else "Split into several"]
        sure = {"exactMatch": "0.95", "closeMatch": "0.9"}.get(relation, "0.8")
        kind = "lexical" if same_name else "composite"
        yield Mapping(subject, target, relation, kind, "" if same_name else sure, f"{', '.join(words)}.")


def added(schemes: Schemes) -> Iterator[Mapping]:
    """Yield the subcategories that are new in 2025, under the category of 2024 that they were put into."""
    known = {target for subject, _, target in schemes.mapped() if subject.startswith("bready/2024/")}
    for concept in schemes.concepts("bready-2025") - known:
        if concept.count("-") == 3:
            above = concept.rpartition("-")[0].replace("/2025/", "/2024/")
            reason = "New in 2025, in a category that 2024 has."
            yield Mapping(above, concept, "narrowMatch", "structural", "0.9", reason)


def judged() -> Iterator[Mapping]:
    """Yield the mappings of mappings.csv."""
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Mapping(**row)


def turtle() -> str:
    """Return the whole file."""
    schemes = Schemes()
    stated = set(schemes.mapped())
    parts = [HEAD]
    for each in sorted((*compared(schemes), *added(schemes), *judged())):
        if (each.subject, each.relation, each.object) not in stated:
            parts.append(f"\n<{each.subject}> skos:{each.relation} <{each.object}> .")
        parts.append(_node(each))
    return "".join(parts) + "\n"


def _path(node: object) -> str:
    return node.value.removeprefix(BASE) if isinstance(node, ox.NamedNode) else ""


def _node(mapping: Mapping) -> str:
    name = "/".join(each.replace("/", "-") for each in (mapping.subject, mapping.object))
    word = JUSTIFICATIONS[mapping.justification]
    sure = f" ; tk:confidence {Decimal(mapping.confidence)}" if mapping.confidence else ""
    return (
        f"\n<mapping/{name}> a tk:Mapping ; tk:mapsFrom <{mapping.subject}> ; "
        f"tk:byRelation skos:{mapping.relation} ; tk:mapsTo <{mapping.object}> ; "
        f"tk:hasJustification semapv:{word}{sure} ; "
        f'tk:reason "{mapping.reason}" ; prov:wasAttributedTo <{AUTHOR}> .'
    )


if __name__ == "__main__":
    TARGET.write_text(turtle(), encoding="utf-8", newline="\n")
