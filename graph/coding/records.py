"""Checked data → the frozen records of `graph.model`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from graph.coding.names import ROLES
from graph.model import (
    Agency,
    Alignment,
    Amount,
    Assignment,
    Coder,
    Deadline,
    Link,
    Measure,
    Mention,
    OpenEnd,
    Plan,
    Rule,
    Section,
    Source,
    Span,
)


def make_plan(data: Any, agencies: Mapping[str, str], added: tuple[Agency, ...]) -> Plan:
    """Return the plan in `data`, which the checks have accepted; `agencies` maps spelling → path."""
    head = data["plan"]
    plain = (
        "id",
        "title",
        "place",
        "level",
        "year",
        "status",
        "title_en",
        "document_number",
        "issued",
        "url",
    )
    return Plan(
        **{key: head[key] for key in plain if key in head},
        source=Source(**head["source"]),
        issuers=tuple(agencies[name] for name in head.get("issuers", ())),
        supersedes=head.get("supersedes", ""),
        rules=tuple(_rule(rule) for rule in data.get("rules", ())),
        sections=tuple(Section(**section) for section in data["sections"]),
        measures=tuple(_measure(measure, agencies) for measure in data["measures"]),
        mentions=tuple(_mentions("document", head.get("documents", ()))),
        agencies=added,
        coders=tuple(Coder(**each) for each in data.get("coders", ())),
        doubts=tuple(head.get("doubts", ())),
    )


def _spans(entry: Mapping[str, Any]) -> tuple[Span, ...]:
    at = entry.get("at")
    if not at:
        return ()
    pairs = at if isinstance(at[0], list) else [at]
    return tuple((start, end) for start, end in pairs)


def _rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        id=entry["id"],
        kind=entry["kind"],
        as_written=entry.get("as_written", ""),
        spans=_spans(entry),
        first_measure=entry.get("from", ""),
    )


def _measure(entry: Mapping[str, Any], agencies: Mapping[str, str]) -> Measure:
    assignments = (
        _assignment(assignee, role, position, agencies)
        for role in ROLES
        for position, assignee in enumerate(entry.get(role, ()), start=1)
    )
    return Measure(
        key=entry["key"],
        section=entry.get("section", ""),
        number=entry.get("number"),
        label=entry.get("label", ""),
        title=entry.get("title", ""),
        spans=_spans(entry),
        assignments=tuple(assignments),
        open_ends=tuple(_open_end(each) for each in entry.get("open_ended", ())),
        deadlines=tuple(_deadline(each) for each in entry.get("deadlines", ())),
        targets=tuple(_amount(each) for each in entry.get("targets", ())),
        conditions=tuple(_amount(each) for each in entry.get("conditions", ())),
        mentions=(
            *_mentions("document", entry.get("documents", ())),
            *_mentions("platform", entry.get("platforms", ())),
            *_mentions("programme", entry.get("programmes", ())),
        ),
        alignments=tuple(_alignment(each) for each in entry.get("alignments", ())),
        links=tuple(_link(each) for each in entry.get("links", ())),
        doubts=tuple(entry.get("doubts", ())),
    )


def _assignment(entry: Any, role: str, position: int, agencies: Mapping[str, str]) -> Assignment:
    entry = {"name": entry} if isinstance(entry, str) else entry
    return Assignment(
        agency=agencies[entry["name"]],
        role=role,
        position=position,
        spelling=entry["name"],
        as_written=entry.get("as_written", ""),
        spans=_spans(entry),
        rule=entry.get("rule", ""),
        part=entry.get("part", ""),
        doubt=entry.get("doubt", ""),
    )


def _open_end(entry: Mapping[str, Any]) -> OpenEnd:
    return OpenEnd(entry["role"], entry["as_written"], _spans(entry), entry.get("part", ""))


def _deadline(entry: Mapping[str, Any]) -> Deadline:
    return Deadline(
        id=entry["id"],
        as_written=entry.get("as_written", ""),
        due=entry.get("due", ""),
        start=entry.get("from", ""),
        recurrence=entry.get("recurrence", ""),
        kind=entry["kind"],
        spans=_spans(entry),
        part=entry.get("part", ""),
    )


def _amount(entry: Mapping[str, Any]) -> Amount:
    maximum = entry.get("maximum")
    return Amount(
        id=entry["id"],
        subject=entry["subject"],
        comparator=entry["comparator"],
        value=Decimal(entry["value"]),
        unit=entry["unit"],
        maximum=None if maximum is None else Decimal(maximum),
        basis=entry.get("basis", ""),
        deadline=entry.get("deadline", ""),
        part=entry.get("part", ""),
        as_written=entry.get("as_written", ""),
        spans=_spans(entry),
    )


def _mentions(kind: str, entries: Iterable[Mapping[str, Any]]) -> Iterable[Mention]:
    for entry in entries:
        number = entry.get("document_number", "")
        yield Mention(kind, entry["id"], entry["name"], entry.get("role", ""), _spans(entry), number)


def _alignment(entry: Mapping[str, Any]) -> Alignment:
    confidence = entry.get("confidence")
    return Alignment(
        concept=entry["concept"],
        edition=entry["edition"],
        coder=entry["coder"],
        strength=entry["strength"],
        status=entry["status"],
        confidence=None if confidence is None else Decimal(confidence),
        reason=entry.get("reason", ""),
        spans=_spans(entry),
    )


def _link(entry: Mapping[str, Any]) -> Link:
    return Link(
        target=entry["to"],
        kind=entry["kind"],
        reason=entry.get("reason", ""),
        coder=entry.get("coder", ""),
        status=entry.get("status", "accepted"),
        spans=_spans(entry),
    )
