"""Concepts of an edition of B-READY with the Chinese words that point to them, as the ontology lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import SKOS, TK
from graph.vocabulary.ontology import Ontology, load_ontology
from graph.vocabulary.turtle import Triples, index_triples

EDITION = "2025"
TOPIC, PILLAR, CATEGORY, SUBCATEGORY = range(4)
OUTSIDE = ""
"""What a heading names that is no topic of B-READY."""

KEY = re.compile(r"[a-z]{2}(?:-[0-9]+){0,3}")
PILLAR_KEY = re.compile(r"pillar-([123])")
NAMED_BY = ("closeMatch", "broadMatch", "narrowMatch")
"""Mappings by which a sector or an area of another index is a name for a topic."""
SECTORS, AREAS = "scheme/sectors", ("scheme/doing-business-2020", "scheme/china-index")
JOINTS = re.compile("[与、和]")


@dataclass(frozen=True, slots=True)
class AlignmentConcept:
    """A concept that a measure may serve; `key` is its IRI after `bready/{edition}/` (be-2-1-1).

    `level` is TOPIC, PILLAR (topic × pillar), CATEGORY or SUBCATEGORY; `pillar` is 0 for a topic.
    """

    key: str
    notation: str
    zh: str
    en: str
    level: int

    @property
    def topic(self) -> str:
        """Return the key of the topic."""
        return self.key.partition("-")[0]

    @property
    def pillar(self) -> int:
        """Return 1 to 3, or 0 for a topic."""
        return int(self.key.split("-")[1]) if self.level else 0

    @property
    def parent(self) -> str:
        """Return the key of the concept above, "" for a topic."""
        return self.key.rpartition("-")[0]


@dataclass(frozen=True, slots=True)
class ConceptTerms:
    """The words of one edition.

    `terms` lead to the keys of concepts, () for words that only mask shorter ones;
    `pillars` to the number of a pillar; `headings`, names of fields of work, to the key of
    a topic or to OUTSIDE.
    """

    edition: str
    concepts: Mapping[str, AlignmentConcept]
    terms: Mapping[str, tuple[str, ...]]
    pillars: Mapping[str, int]
    headings: Mapping[str, str]


def read_concept_terms(ontology: Ontology, edition: str = EDITION) -> ConceptTerms:
    """Return the concepts of an edition, topic to subcategory, with their words.

    A word of several concepts leads to all of them; a masking word that is a search word of
    another concept leads to that one.
    """
    triples = index_triples(ontology.statements)
    prefix = node("bready", edition) + "/"
    concepts: dict[str, AlignmentConcept] = {}
    terms: dict[str, tuple[str, ...]] = {}
    pillars: dict[str, int] = {}
    masks: list[str] = []
    for subject in triples.index:
        key = subject.removeprefix(prefix) if subject.startswith(prefix) else ""
        words = triples.texts(subject, TK + "searchTerm", "zh")
        if found := PILLAR_KEY.fullmatch(key):
            pillars.update((word, int(found[1])) for word in words)
        elif KEY.fullmatch(key):
            concepts[key] = _concept(triples, subject, key)
            terms.update((word, (*terms.get(word, ()), key)) for word in words)
            masks += triples.texts(subject, TK + "maskingTerm", "zh")
    terms.update((word, ()) for word in masks if word not in terms)
    return ConceptTerms(edition, concepts, terms, pillars, _headings(triples, concepts, prefix))


@cache
def shipped_concept_terms() -> ConceptTerms:
    """Return the words of the newest edition in the shipped ontology.

    Examples
    --------
    >>> known = shipped_concept_terms()
    >>> known.terms["破产管理人"], known.terms["口岸收费"], known.pillars["负面清单"]
    (('bi-1-2-3',), ('it-3-1-2', 'it-3-2-2'), 1)
    >>> known.concepts["bi-1-2-3"].notation, known.headings["获得信贷"], known.headings["文化旅游"]
    ('BI 1.2.3', 'fs', '')
    """
    return read_concept_terms(load_ontology())


def _concept(triples: Triples, subject: str, key: str) -> AlignmentConcept:
    return AlignmentConcept(
        key=key,
        notation=triples.text(subject, SKOS + "notation"),
        zh=triples.text(subject, SKOS + "prefLabel", "zh"),
        en=triples.text(subject, SKOS + "prefLabel", "en"),
        level=key.count("-"),
    )


def _headings(triples: Triples, concepts: Mapping[str, AlignmentConcept], prefix: str) -> dict[str, str]:
    """Return names of fields of work; what names a sector outside B-READY names nothing else."""
    found: dict[str, str] = {}
    for subject in _of_schemes(triples, AREAS):
        found.update(_names(triples, subject, prefix))
    for concept in concepts.values():
        if concept.level == TOPIC:
            labels = _labels(triples, prefix + concept.key)
            found.update(dict.fromkeys(labels, concept.key))
    for subject in _of_schemes(triples, (SECTORS,)):
        found.update(_names(triples, subject, prefix, split=True))
    return found


def _of_schemes(triples: Triples, schemes: Iterable[str]) -> Iterator[str]:
    for scheme in schemes:
        iri = node(scheme)
        yield from (each for each in triples.index if iri in triples.iris(each, SKOS + "inScheme"))


def _labels(triples: Triples, subject: str) -> tuple[str, ...]:
    names = (triples.texts(subject, SKOS + name, "zh") for name in ("prefLabel", "altLabel"))
    return tuple(label for each in names for label in each)


def _names(triples: Triples, subject: str, prefix: str, *, split: bool = False) -> dict[str, str]:
    """Return the labels of a field of work; of a sector outside B-READY also the parts of its label."""
    topic = _topic(triples, subject, prefix, NAMED_BY[:1] + NAMED_BY[2:] if split else NAMED_BY)
    labels = _labels(triples, subject)
    if split and not topic:
        labels = (*labels, *(part for label in labels for part in JOINTS.split(label) if len(part) > 1))
    return dict.fromkeys(labels, topic)


def _topic(triples: Triples, subject: str, prefix: str, kinds: Iterable[str]) -> str:
    for kind in kinds:
        for target in triples.iris(subject, SKOS + kind):
            key = path_of(target).removeprefix(path_of(prefix))
            if KEY.fullmatch(key) and "-" not in key:
                return key
    return OUTSIDE
