"""The store that answers questions: graph.nq in memory."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graph.errors import fail


def open_store(path: Path) -> ox.Store:
    """Return a store with the quads of an N-Quads file.

    Raises
    ------
    UserError
        When the file cannot be read or is not N-Quads; the message names the line.
    """
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    except SyntaxError as error:
        what = f"is not valid N-Quads: {error.msg}."
        remedy = "Give graph.nq of a build, or build again."
        raise fail(f"{path}, line {error.lineno}", what, remedy) from error
    except OSError as error:
        raise fail(str(path), "cannot be read.", "Run `tiaokuai build` first.") from error
    if not len(store):
        raise fail(str(path), "is empty.", "Give graph.nq of a build, or build again.")
    return store


def store_of(lines: list[str]) -> ox.Store:
    """Return a store with the quads of some N-Quads lines."""
    store = ox.Store()
    store.bulk_load("".join(lines), format=ox.RdfFormat.N_QUADS)
    return store
