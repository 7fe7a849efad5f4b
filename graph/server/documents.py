"""The user's own documents: which of them the graph was coded from, and what they say where.

The graph holds positions and no sentences. Where the server is given a folder, the words are
read from the files in it whose checksum the graph names; no request ever names a file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.documents.read import read_document
from graph.documents.text import Text
from graph.errors import fail
from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import OA, TK

LARGEST = 50_000_000
MOST_FILES = 5_000
SPAN = re.compile(r".*/([0-9]{1,9})-([0-9]{1,9})")
AROUND = 24
MOST_HITS = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found in a document: what stands before and after them, and what was read from there."""

    before: str
    found: str
    after: str
    read: tuple[str, ...] = ()


def own_documents(store: ox.Store, folder: Path) -> dict[str, Text]:
    """Return the documents in a folder that the graph was coded from, by the IRI of the file.

    Raises
    ------
    UserError
        When the folder holds none of them, or one of them cannot be read.
    """
    wanted = {
        quad.object.value
        for quad in store.quads_for_pattern(None, ox.NamedNode(OA + "hasSource"), None, None)
        if isinstance(quad.object, ox.NamedNode)
    }
    found = {}
    for path in _files(folder):
        iri = node("file", hashlib.sha256(path.read_bytes()).hexdigest())
        if iri in wanted:
            found[iri] = read_document(path)
    if not found:
        what = "holds no document that the graph was coded from."
        raise fail(str(folder), what, "Give the folder with the files as they were when they were coded.")
    return found


def _files(folder: Path) -> Iterator[Path]:
    """Yield the regular files below a folder; links are not followed out of it."""
    paths = sorted(folder.rglob("*"))
    if len(paths) > MOST_FILES:
        raise fail(str(folder), f"holds more than {MOST_FILES} files.", "Give a folder with the plans only.")
    for path in paths:
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST:
            yield path


def words_at(store: ox.Store, texts: Mapping[str, Text], evidence: Iterable[str]) -> dict[str, str]:
    """Return the words at each place of evidence, by its IRI, where the document is at hand."""
    found = {}
    for iri in evidence:
        span = SPAN.fullmatch(iri)
        for quad in store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(OA + "hasSource"), None, None):
            text = texts.get(str(quad.object).strip("<>"))
            if span and text is not None:
                found[iri] = text.content[int(span[1]) : int(span[2])]
    return found


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
