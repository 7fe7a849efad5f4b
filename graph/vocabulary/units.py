"""Units of measurement by the forms in which plans print them, as units.ttl lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import SKOS
from graph.vocabulary.ontology import Ontology
from graph.vocabulary.turtle import Triples, index_triples

MULTIPLIER = "conversionMultiplier"


@dataclass(frozen=True, slots=True)
class UnitForms:
    """Printed forms (folded) → word of a base unit or multiple, and multiples by base and factor."""

    forms: Mapping[str, str]
    multiples: Mapping[tuple[str, Decimal], str]


def read_units(ontology: Ontology) -> UnitForms:
    """Return the units of the ontology by their printed forms."""
    triples = index_triples(ontology.statements)
    scheme = node("scheme", "units")
    forms: dict[str, str] = {}
    multiples: dict[tuple[str, Decimal], str] = {}
    for subject in triples.index:
        if scheme not in triples.iris(subject, SKOS + "inScheme"):
            continue
        word = path_of(subject).partition("/")[2]
        for name in (SKOS + "prefLabel", SKOS + "altLabel"):
            forms.update((label.translate(FOLDED), word) for label in triples.texts(subject, name, "zh"))
        for base in triples.iris(subject, SKOS + "broader"):
            multiples[path_of(base).partition("/")[2], _factor(triples, subject)] = word
    return UnitForms(forms, multiples)


FOLDED = str.maketrans("％／（）", "%/()")


@cache
def shipped_units() -> UnitForms:
    """Return the units of the shipped ontology."""
    from graph.vocabulary.ontology import load_ontology

    return read_units(load_ontology())


def _factor(triples: Triples, subject: str) -> Decimal:
    predicate = next(each for each in triples.index[subject] if each.endswith(MULTIPLIER))
    return Decimal(triples.text(subject, predicate))
