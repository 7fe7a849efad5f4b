"""What queries/derive/ states: the triples that its CONSTRUCT queries make of a store."""

from __future__ import annotations

import pyoxigraph as ox

from graph.errors import fail
from graph.questions.library import DERIVE
from graph.vocabulary.shipped import shipped_folder


def constructed(store: ox.Store) -> list[ox.Triple]:
    """Return the triples that the shipped CONSTRUCT queries make of the union of a store's graphs."""
    found: dict[ox.Triple, None] = {}
    for path in sorted(shipped_folder("queries").glob(f"{DERIVE}/*.rq")):
        result = store.query(path.read_text(encoding="utf-8"), use_default_graph_as_union=True)
        if not isinstance(result, ox.QueryTriples):
            raise fail(f"{DERIVE}/{path.name}", "is not a CONSTRUCT query.")
        found.update(dict.fromkeys(result))
    return sorted(found, key=str)
