"""Mappings and alignments as SSSOM 1.1 TSV: the standard form in which mappings are exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from graph import __version__
from graph.table import Cell, Table
from graph.views.cells import number_text
from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import CURIES, LICENCE, TK

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "author_id",
    "author_label",
    "subject_type",
    "subject_source",
    "object_type",
    "object_source",
    "mapping_tool",
    "mapping_tool_version",
    "confidence",
    "comment",
)
"""The slots that are written, in the order of the standard."""
REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
BUILT_IN = ("owl", "rdf", "rdfs", "semapv", "skos", "sssom", "xsd", "linkml")
UNSPECIFIED = "semapv:UnspecifiedMatching"
THREE_DIGITS = Decimal("0.001")
QUOTED = re.compile(r'["\t\r\n]')

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MappingSet:
    """What the head of a mapping set says beside its prefixes; `name` ends its IRI."""

    name: str
    title: str
    description: str


CROSSWALK = MappingSet(
    "crosswalk",
    "Crosswalk of B-READY 2025 and 2024, Doing Business 2020, China's national index, sectors and COFOG",
    "Mappings made by comparing names, numbers, points and definitions of both sides; no expert has "
    "reviewed them. Where a confidence is given the mapping is a judgement.",
)


def alignment_set(plan: str) -> MappingSet:
    """Return the head of the alignments of a plan."""
    return MappingSet(
        f"alignments-{plan}",
        f"Alignments of the measures of {plan} with B-READY",
        "Accepted alignments only. A measure is no SKOS concept, so the predicate is tk:alignsWith.",
    )


def crosswalk_rows(mappings: Table) -> list[Row]:
    """Return a row a mapping from the answer to the question `mappings`."""
    return [
        {
            "subject_id": curie(row["subject"]),
            "subject_label": _text(row["subject_label"]),
            "predicate_id": curie(row["relation"]),
            "object_id": curie(row["object"]),
            "object_label": _text(row["object_label"]),
            "mapping_justification": curie(row["justification"]),
            "author_id": curie(row["author"]),
            "author_label": _text(row["author_label"]),
            "subject_type": "skos concept",
            "subject_source": curie(row["subject_scheme"]),
            "object_type": "skos concept",
            "object_source": curie(row["object_scheme"]),
            "confidence": _number(row["confidence"]),
            "comment": _text(row["reason"]),
        }
        for row in mappings.records()
    ]


def alignment_rows(alignments: Table) -> list[Row]:
    """Return a row an accepted alignment from the answer of plans to the question `alignments`."""
    return [
        {
            "subject_id": curie(row["measure"]),
            "subject_label": _text(row["title"]),
            "predicate_id": curie(TK + "alignsWith"),
            "object_id": curie(row["concept"]),
            "object_label": _text(row["concept_label_en"]),
            "mapping_justification": curie(row["justification"]) or UNSPECIFIED,
            "author_id": curie(row["coder"]),
            "author_label": _text(row["coder_label_en"]) or _text(row["coder_label"]),
            "subject_type": "owl named individual",
            "subject_source": curie(row["plan"]),
            "object_type": "skos concept",
            "object_source": curie(node("scheme", f"bready-{row['edition']}")),
            **_tool(row),
            "confidence": _number(row["confidence"]),
            "comment": _text(row["reason"]),
        }
        for row in alignments.records()
        if path_of(_text(row["status"])) == "status/accepted"
    ]


def _tool(row: Mapping[str, Cell]) -> Row:
    """Return the slots of a method: only those have a version."""
    if row["coder_version"] is None:
        return {}
    return {"mapping_tool": _text(row["coder_label_en"]), "mapping_tool_version": _text(row["coder_version"])}


def sssom_text(head: MappingSet, rows: Sequence[Row]) -> str:
    """Return a mapping set in the canonical form of SSSOM TSV: head in YAML after #, sorted rows.

    Slots that no row fills are left out, and so are prefixes that nothing uses.
    """
    columns = [each for each in COLUMNS if each in REQUIRED or any(row.get(each) for row in rows)]
    lines = sorted([row.get(each, "") for each in columns] for row in rows)
    table = [columns, *lines]
    body = "".join("\t".join(map(_quoted, line)) + "\n" for line in table)
    return "".join(f"#{line}\n" for line in _head(head, rows)) + body


def _head(head: MappingSet, rows: Iterable[Row]) -> list[str]:
    used = {cell.partition(":")[0] for row in rows for slot, cell in row.items() if _is_id(slot)}
    prefixes = sorted((used & set(CURIES)) - set(BUILT_IN))
    return [
        'sssom_version: "1.1"',
        "curie_map:",
        *(f"  {each}: {CURIES[each]}" for each in prefixes),
        f"mapping_set_id: {node('mapping-set', head.name)}",
        f'mapping_set_version: "{__version__}"',
        f'mapping_set_title: "{head.title}"',
        f'mapping_set_description: "{head.description}"',
        f"license: {LICENCE}",
    ]


def _is_id(slot: str) -> bool:
    return slot.endswith(("_id", "_source", "_justification"))


def curie(iri: Cell) -> str:
    """Return an IRI in short form, by the longest prefix that fits; "" for nothing.

    Examples
    --------
    >>> curie("https://w3id.org/tiaokuai/id/bready/2025/be-1-1"), curie(None)
    ('bready2025:be-1-1', '')
    >>> curie("https://w3id.org/tiaokuai/id/measure/zhengzhou-2024/19")
    'measure:zhengzhou-2024/19'
    """
    text = _text(iri)
    fitting = [prefix for prefix, namespace in CURIES.items() if text.startswith(namespace)]
    if not fitting:
        return text
    best = max(fitting, key=lambda prefix: len(CURIES[prefix]))
    return f"{best}:{text.removeprefix(CURIES[best])}"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if QUOTED.search(cell) else cell


def _number(cell: Cell) -> str:
    return number_text(Decimal(str(cell)).quantize(THREE_DIGITS).normalize()) if cell is not None else ""


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
