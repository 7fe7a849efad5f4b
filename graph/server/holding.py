"""What the keeper holds for every job: the store, the names in it, and the user's own documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from graph.documents.text import Text
from graph.questions.worker import open_source
from graph.server.documents import own_documents
from graph.server.names import Name, index_names


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
    names = index_names(store)
    texts = own_documents(store, documents) if documents else {}
    held = None if source.is_dir() else Held(store, names, texts)
    return Holding(source, held, names, texts)
