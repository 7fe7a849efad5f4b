"""What plans state of each term: a statement or an instance, taken from a graph that is built here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.build import dataset
from graph.coding.plan import read_plan
from graph.vocabulary.iris import GRAPH_ENTITIES, GRAPH_ONTOLOGY, path_of
from graph.vocabulary.namespaces import ID, PREFIXES, RDF, RDFS, SKOS, TK
from graph.vocabulary.ontology import Ontology
from graph.vocabulary.turtle import parse_turtle

TYPE = RDF + "type"
NAMES = PREFIXES | {"vann": "http://purl.org/vocab/vann/"}
LABELS = (SKOS + "prefLabel", PREFIXES["dcterms"] + "title", RDFS + "label")
STATEMENTS = 10
GRAPHS = ("plan", "derived", "entities")


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple, and which graph says it."""

    subject: str
    predicate: str
    object: str
    text: str
    graph: str


@dataclass(frozen=True, slots=True)
class Source:
    """The statements of one graph of plans; `name` says where they are from."""

    name: str
    statements: tuple[Statement, ...]
    labels: dict[tuple[str, str], str]

    def label(self, iri: str, lang: str) -> str:
        """Return what a node is called, in the language if it has a name in it."""
        return self.labels.get((iri, lang)) or self.labels.get((iri, "zh")) or ""


@dataclass(frozen=True, slots=True)
class Example:
    """Statements that show a term; `more` of the same subject are left out."""

    source: Source
    statements: tuple[Statement, ...]
    more: int


def read_source(name: str, paths: Sequence[Path], ontology: Ontology, *, whole: bool) -> Source:
    """Return what plans become when they are built together, sorted; without `whole` only what they add."""
    files = [read_plan(path, ontology) for path in paths]
    register = ontology.register(tuple(agency for file in files for agency in file.plan.agencies))
    lines, _ = dataset(files, register, ontology, lambda _: None)
    text = "".join(line for line in lines if whole or not line.endswith(f"<{GRAPH_ONTOLOGY}> .\n"))
    return _source(name, ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))


def read_agencies(name: str, paths: Sequence[Path]) -> Source:
    """Return what files of agencies say."""
    graph = ox.NamedNode(GRAPH_ENTITIES)
    triples = [triple for path in paths for triple in parse_turtle(path)]
    return _source(name, (ox.Quad(each.subject, each.predicate, each.object, graph) for each in triples))


def _source(name: str, quads: Iterable[ox.Quad]) -> Source:
    found: list[Statement] = []
    labels: dict[tuple[str, str], str] = {}
    for quad in quads:
        subject, predicate, node, graph = quad.subject, quad.predicate.value, quad.object, quad.graph_name
        if not isinstance(subject, ox.NamedNode) or not isinstance(graph, ox.NamedNode):
            continue
        if isinstance(node, ox.Literal | ox.NamedNode):
            told = Statement(subject.value, predicate, node.value, str(node), path_of(graph.value))
            found.append(told)
        if isinstance(node, ox.Literal) and node.language and predicate in LABELS:
            labels.setdefault((subject.value, node.language), node.value)
    return Source(name, tuple(sorted(found, key=_order)), labels)


def _order(statement: Statement) -> tuple[int, int, str, str, str]:
    """Return where a statement stands: what plans say first, the ontology last; short names first."""
    kind = statement.graph.split("/")[1]
    rank = GRAPHS.index(kind) if kind in GRAPHS else len(GRAPHS)
    return rank, len(statement.subject), statement.subject, statement.predicate, statement.text


def examples(sources: Sequence[Source]) -> dict[str, Example]:
    """Return for every property a statement and for every class an instance, from the first source."""
    found: dict[str, Example] = {}
    for source in sources:
        by_subject: dict[str, list[Statement]] = {}
        for each in source.statements:
            by_subject.setdefault(each.subject, []).append(each)
        for each in source.statements:
            found.setdefault(each.predicate, Example(source, (each,), 0))
            if each.predicate == TYPE and each.object not in found:
                told = by_subject[each.subject]
                found[each.object] = Example(source, tuple(told[:STATEMENTS]), len(told[STATEMENTS:]))
    return found


def counts(source: Source) -> Counter[str]:
    """Return how often each term and concept is used, what the ontology says of itself left out."""
    found: Counter[str] = Counter()
    for each in source.statements:
        if each.graph == path_of(GRAPH_ONTOLOGY):
            continue
        found[each.predicate] += 1
        if not each.text.startswith('"'):
            found[each.object] += 1
    return found


def aligned(source: Source) -> Counter[str]:
    """Return how many measures each concept of a framework is aligned with."""
    return Counter(each.object for each in source.statements if each.predicate == TK + "alignsWith")


def turtle(example: Example) -> str:
    """Return an example as Turtle, with the namespaces of the ontology's own files."""
    subject = example.statements[0].subject
    lines = [f"{short(each.predicate)} {_object(each)}" for each in example.statements]
    return f"{short(subject)} " + " ;\n    ".join(lines) + " ."


def named(example: Example, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the nodes of an example that have a name, each once, with it."""
    nodes = [example.statements[0].subject]
    nodes += [each.object for each in example.statements if not each.text.startswith('"')]
    for node in dict.fromkeys(nodes):
        label = example.source.label(node, lang)
        if node.startswith(ID) and label:
            yield path_of(node), label


def short(iri: str) -> str:
    """Return an IRI as our Turtle files write it.

    Examples
    --------
    >>> [short(each) for each in (RDF + "type", ID + "role/lead", PREFIXES["tk"] + "Plan", "http://e/x")]
    ['a', '<role/lead>', 'tk:Plan', '<http://e/x>']
    """
    if iri == TYPE:
        return "a"
    if iri.startswith(ID):
        return f"<{path_of(iri)}>"
    return curie(iri) or f"<{iri}>"


def curie(iri: str) -> str:
    """Return a prefixed name, or "" where no prefix fits."""
    fitting = (name for name, start in NAMES.items() if iri.startswith(start) and iri != start)
    return next((f"{name}:{iri.removeprefix(NAMES[name])}" for name in fitting), "")


def _object(statement: Statement) -> str:
    if not statement.text.startswith('"'):
        return short(statement.object)
    literal, mark, datatype = statement.text.rpartition("^^<")
    if not mark:
        return statement.text
    if datatype[:-1] in (PREFIXES["xsd"] + "integer", PREFIXES["xsd"] + "decimal"):
        return statement.object
    return f"{literal}^^{short(datatype[:-1])}"
