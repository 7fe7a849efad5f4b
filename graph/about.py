"""What a store says of one thing: its statements, the policy links around it, the words it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox

from graph.documents.read import read_document
from graph.errors import fail
from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Cell
from graph.views.chain import LinkFacts, Step, chain_of
from graph.views.describe import Statement
from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import PROV


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


def chain(store: ox.Store, iri: str, source: Path | None = None) -> list[Step]:
    """Return the policy links around a node, with evidence: that of its own plan in words of `source`."""
    plan = _plan_of(iri) if "/" in path_of(iri) else ""

    def links_of(node: str) -> list[LinkFacts]:
        rows = run(find("network/links"), store, values={"node": node}).records()
        return [_link_facts(store, row, source if _plan_of(row["start"]) == plan else None) for row in rows]

    return chain_of(iri, links_of)


def _plan_of(iri: Cell) -> str:
    """Return the id of the plan in the IRI of a measure or of a plan."""
    return path_of(_text(iri)).split("/")[1]


def _link_facts(store: ox.Store, row: Mapping[str, Cell], source: Path | None) -> LinkFacts:
    link = _text(row["link"])
    printed = words(store, link, source) if source else {}
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


def words(store: ox.Store, iri: str, source: Path) -> dict[str, str]:
    """Return the words at each place that a node was read from, by the IRI of the evidence.

    Raises
    ------
    UserError
        When `source` is not the document that the offsets run over.
    """
    document = read_document(source)
    found = {}
    for row in run(find("network/evidence"), store, values={"node": iri}).records():
        if path_of(_text(row["file"])) != f"file/{document.sha256}":
            what = "is not the document that was coded: its checksum differs."
            raise fail(str(source), what, "Give the file as it was when the plan was coded.")
        found[_text(row["evidence"])] = document.content[_number(row["start"]) : _number(row["end"])]
    return found


def _text(value: Cell) -> str:
    return "" if value is None else str(value)


def _number(value: Cell) -> int:
    return int(_text(value) or 0)
