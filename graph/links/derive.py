"""The graph of links between plans: what queries state of the store, and what likeness of titles adds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyoxigraph as ox

from graph.links.changes import Names
from graph.links.found import Found, end_iri, link_triples
from graph.links.kinship import kin
from graph.links.succession import succession, successive
from graph.model import Plan
from graph.questions.derive import constructed
from graph.rdf.terms import iri, line
from graph.vocabulary.agencies import Register
from graph.vocabulary.iris import GRAPH_DERIVED, node
from graph.vocabulary.namespaces import TK
from graph.vocabulary.ontology import Ontology

LINKED = TK + "isLinkedTo"


def derived_lines(
    plans: Sequence[Plan], store: ox.Store, register: Register, ontology: Ontology
) -> list[str]:
    """Return the N-Quads lines of graph/derived, sorted: none for one plan, the same for the same plans.

    What a plan's own graph says already is not said again: the graphs are disjoint.
    """
    ordered = sorted(plans, key=lambda plan: plan.id)
    if len(ordered) < 2:
        return []
    links = derived(ordered, Names(register.agencies, ontology.concepts), ontology)
    triples = {(subject, predicate, term) for subject, predicate, term in link_triples(links, ontology)}
    lines = {line(*triple, GRAPH_DERIVED) for triple in triples}
    graph = ox.NamedNode(GRAPH_DERIVED)
    lines |= {f"{triple} {graph} .\n" for triple in constructed(store)}
    return sorted(lines - set(_coded(ordered)))


def derived(plans: Sequence[Plan], names: Names, ontology: Ontology) -> Iterator[Found]:
    """Yield the links that follow from likeness of titles, plans being sorted by id."""
    for old, new in successive(plans):
        yield from succession(old, new, names)
    yield from kin(plans, ontology.places).links()


def _coded(plans: Sequence[Plan]) -> Iterator[str]:
    """Yield the shortcuts that coded links between plans state already."""
    for plan in plans:
        for measure in plan.measures:
            for link in measure.links:
                if link.status == "accepted":
                    start = end_iri((plan.id, measure.key))
                    yield line(start, LINKED, iri(node("measure", link.target)), GRAPH_DERIVED)
