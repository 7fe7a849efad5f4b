"""What a store says of one thing: its statements, the policy links around it, the words it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from graph.documents.held import held_documents
from graph.documents.text import Text
from graph.errors import fail
from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Cell
from graph.views.chain import LinkFacts, Step, chain_of
from graph.views.describe import Statement
from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import OA, PROV, TK

SPAN = re.compile(r".*/([0-9]{1,9})-([0-9]{1,9})")
NO_TEXTS: Mapping[str, Text] = MappingProxyType({})


def statements(store: ox.Store, iri: str) -> list[Statement]:
    """Return what a store says of a node, both ways, with labels."""
    rows = run(find("network/statements"), store, values={"node": iri}).records()
    return [
        Statement(
            predicate=_text(row["predicate"]),
            value=_text(row["value"]),
            predicate_zh=_text(row["predicate_zh"]),
            predicate_en=_text(row["predicate_en"]),
            value_zh=_text(row["value_zh"]),
            value_en=_text(row["value_en"]),
            incoming=bool(row["incoming"]),
        )
        for row in rows
    ]


def chain(store: ox.Store, iri: str, texts: Mapping[str, Text] = NO_TEXTS) -> list[Step]:
    """Return the policy links around a node, with evidence: in words where the document is at hand."""

    def links_of(linked: str) -> list[LinkFacts]:
        rows = run(find("network/links"), store, values={"node": linked}).records()
        return [_link_facts(store, row, texts) for row in rows]

    return chain_of(iri, links_of)


def _link_facts(store: ox.Store, row: Mapping[str, Cell], texts: Mapping[str, Text]) -> LinkFacts:
    link = _text(row["link"])
    printed = words(store, link, texts)
    places = run(find("network/evidence"), store, values={"node": link}).records()
    rests_on = store.quads_for_pattern(ox.NamedNode(link), ox.NamedNode(PROV + "wasDerivedFrom"), None, None)
    return LinkFacts(
        link=link,
        kind=_text(row["kind"]),
        kind_zh=_text(row["kind_label"]),
        kind_en=_text(row["kind_label_en"]),
        start=_text(row["start"]),
        start_title=_text(row["start_title"]),
        end=_text(row["end"]),
        end_title=_text(row["end_title"]),
        reason=_text(row["reason"]),
        reason_en=_text(row["reason_en"]),
        facts=tuple(sorted(each.object.value for each in rests_on if isinstance(each.object, ox.NamedNode))),
        places=tuple(
            (_number(each["start"]), _number(each["end"]), printed.get(_text(each["evidence"]), ""))
            for each in places
        ),
    )


def own_documents(store: ox.Store, source: Path) -> dict[str, Text]:
    """Return the documents that the graph was coded from, by the IRI of the file: `source`, or those in it.

    Raises
    ------
    UserError
        When there is none, or one of them cannot be read.
    """
    quads = store.quads_for_pattern(None, ox.NamedNode(OA + "hasSource"), None, None)
    wanted = {path_of(_iri(each.object)).removeprefix("file/") for each in quads}
    found = held_documents(source, wanted)
    if not found:
        what = "is" if source.is_file() else "holds"
        remedy = "Give the file as it was when the plan was coded, or a folder with it."
        raise fail(str(source), f"{what} no document that the graph was coded from.", remedy)
    return {node("file", checksum): text for checksum, text in found.items()}


def words(store: ox.Store, iri: str, texts: Mapping[str, Text]) -> dict[str, str]:
    """Return the words at each place that a node was read from, as `words_at` does."""
    quads = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(TK + "hasEvidence"), None, None)
    return words_at(store, texts, (_iri(each.object) for each in quads))


def words_at(store: ox.Store, texts: Mapping[str, Text], evidence: Iterable[str]) -> dict[str, str]:
    """Return the words at each place of evidence, by its IRI, where the document is at hand."""
    found = {}
    for iri in evidence:
        span = SPAN.fullmatch(iri)
        for quad in store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(OA + "hasSource"), None, None):
            text = texts.get(_iri(quad.object))
            if span and text is not None:
                found[iri] = text.content[int(span[1]) : int(span[2])]
    return found


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _text(value: Cell) -> str:
    return "" if value is None else str(value)


def _number(value: Cell) -> int:
    return int(_text(value) or 0)
