"""SHACL: whether a dataset keeps the rules of shapes.ttl, as findings that a person can act on."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.vocabulary.iris import path_of
from graph.vocabulary.ontology import SHAPES_FILE
from graph.vocabulary.shipped import shipped_folder

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

CHINESE = re.compile(r"[\u4e00-\u9fff]")
LEFT_OUT = ("bready/", "place/", "mapping/")
"""Concepts that matter to a shape only where a plan mentions them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a shape: the node, the property, the value, and what to do in both languages.

    `path` is "" where the shape follows more than one property.
    """

    node: str
    path: str
    value: str
    shape: str
    zh: str
    en: str


def validate(store: ox.Store, shapes: Path | None = None) -> list[Finding]:
    """Return the findings of SHACL over the union of the dataset's graphs, sorted; none means it conforms."""
    import pyshacl
    import rdflib

    rules = rdflib.Graph().parse(shapes or shipped_folder("ontology") / SHAPES_FILE, format="turtle")
    data = rdflib.Graph()
    with _quiet():
        data.parse(data=_triples(store), format="nt")
        _, results, _ = pyshacl.validate(data, shacl_graph=rules, inplace=True)
        return _findings(results)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from printing a traceback for a literal that is not of its type: SHACL reports it."""
    logger = logging.getLogger("rdflib.term")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _triples(store: ox.Store) -> bytes:
    """Return the dataset as N-Triples, without concepts that nothing in a plan mentions."""
    quads = list(store)
    mentioned = {quad.object for quad in quads if not _is_left_out(quad.subject)}
    kept = (quad for quad in quads if not _is_left_out(quad.subject) or quad.subject in mentioned)
    return "".join(f"{quad.triple} .\n" for quad in kept).encode()


def _is_left_out(subject: object) -> bool:
    return isinstance(subject, ox.NamedNode) and path_of(subject.value).startswith(LEFT_OUT)


def _findings(results: rdflib.Graph) -> list[Finding]:
    from rdflib import BNode, Literal
    from rdflib.namespace import RDF, SH

    def value(result: Node, predicate: Node) -> str:
        found = results.value(result, predicate)
        return "" if found is None or isinstance(found, BNode) else path_of(str(found))

    def message(result: Node, language: str) -> str:
        texts = [each for each in results.objects(result, SH.resultMessage) if isinstance(each, Literal)]
        return next((str(each) for each in texts if _language(each) == language), "")

    found = {
        Finding(
            node=value(result, SH.focusNode),
            path=value(result, SH.resultPath),
            value=value(result, SH.value),
            shape=value(result, SH.sourceShape),
            zh=message(result, "zh"),
            en=message(result, "en"),
        )
        for result in results.subjects(RDF.type, SH.ValidationResult)
    }
    return sorted(found, key=lambda each: (each.node, each.shape, each.path, each.value))


def _language(message: rdflib.Literal) -> str:
    """Return the language of a message; pyshacl drops the tag on those of SPARQL constraints."""
    return message.language or ("zh" if CHINESE.search(message) else "en")
