"""The user's own documents: which of them the graph was coded from, and what they say where.

The graph holds positions and no sentences. Where the server is given the documents, the words are
read from those whose checksum the graph names; no request ever names a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from graph.about import SPAN
from graph.documents.text import Text
from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import OA, TK

AROUND = 24
MOST_HITS = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found in a document: what stands before and after them, and what was read from there."""

    before: str
    found: str
    after: str
    read: tuple[str, ...] = ()


def search_documents(store: ox.Store, texts: Mapping[str, Text], words: str) -> list[Hit]:
    """Return where words stand in the documents, the first hits only, with what was read from there."""
    hits: list[Hit] = []
    for iri, text in sorted(texts.items()):
        spans = _spans(store, iri)
        for found in re.finditer(re.escape(words), text.content, re.IGNORECASE):
            if len(hits) == MOST_HITS:
                return hits
            start, end = found.span()
            hits.append(
                Hit(
                    text.content[max(0, start - AROUND) : start],
                    found.group(),
                    text.content[end : end + AROUND],
                    tuple(sorted({each for first, last, each in spans if first < end and start < last}))[:3],
                )
            )
    return hits


def _spans(store: ox.Store, file: str) -> list[tuple[int, int, str]]:
    """Return where in a file what was read: start, end and the measure."""
    found = []
    for quad in store.quads_for_pattern(None, ox.NamedNode(OA + "hasSource"), ox.NamedNode(file), None):
        span = SPAN.fullmatch(quad.subject.value) if isinstance(quad.subject, ox.NamedNode) else None
        for other in store.quads_for_pattern(None, ox.NamedNode(TK + "hasEvidence"), quad.subject, None):
            kind, _, rest = path_of(str(other.subject).strip("<>")).partition("/")
            if span and kind in ("measure", "assignment", "target", "condition", "deadline"):
                measure = node("measure", *rest.split("/")[:2])
                found.append((int(span[1]), int(span[2]), measure))
    return found
