"""What the keeper holds for every job: the store, the names in it, and the user's own documents."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from graph.about import own_documents
from graph.documents.text import Text
from graph.errors import fail
from graph.questions.worker import open_source
from graph.server.names import Name, named_things


@dataclass(frozen=True, slots=True)
class Held:
    """An open store with what was made of it once; `texts` are documents by the IRI of their file."""

    store: ox.Store
    names: tuple[Name, ...] = ()
    texts: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Holding:
    """What was opened; a store on disk is opened again by each process, since its threads do not fork."""

    source: Path
    held: Held | None
    names: tuple[Name, ...]
    texts: Mapping[str, Text]

    def ready(self) -> Held:
        """Return what a job works on."""
        return self.held or Held(open_source(self.source), self.names, self.texts)


def open_holding(source: Path, documents: Path | None) -> Holding:
    """Open the store, read the names in it and the documents that it was coded from.

    Raises
    ------
    UserError
        When the store cannot be opened, or `documents` holds none that it was coded from.
    """
    store = open_source(source)
    names = _names_apart(named_things(store))
    texts = own_documents(store, documents) if documents else {}
    held = None if source.is_dir() else Held(store, names, texts)
    return Holding(source, held, names, texts)


def _names_apart(things: Sequence[tuple[str, str]]) -> tuple[Name, ...]:
    """Return the names of things, made in a process that ends.

    The dictionary of pinyin takes 56 MB, more than the store: held by the keeper, it would make
    every fork of it, and so every query, slower.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            os.close(reading)
            with os.fdopen(writing, "wb") as file:
                pickle.dump([Name.of(iri, text) for iri, text in things], file)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        made = file.read()
    os.waitpid(pid, 0)
    try:
        return tuple(pickle.loads(made))  # noqa: S301 - from the process just forked
    except (EOFError, pickle.UnpicklingError) as error:
        raise fail("graph", "its names could not be read: the process that does died.") from error
