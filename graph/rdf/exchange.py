"""The dataset in the other formats of RDF."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from graph.vocabulary.namespaces import PREFIXES


def trig(lines: Iterable[str]) -> bytes:
    """Return N-Quads lines as TriG, the form for people: the same order, graph by graph."""
    quads = ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS)
    by_graph = sorted(quads, key=lambda quad: quad.graph_name.value)
    content = ox.serialize(by_graph, format=ox.RdfFormat.TRIG, prefixes=PREFIXES)
    if content is None:
        raise AssertionError("serialize without a file returns bytes")
    return content
