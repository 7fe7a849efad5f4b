"""Deadlines, targets, conditions and named things of one measure, as entries of a coded plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.extraction.amounts import FoundAmount, find_amounts
from graph.extraction.deadlines import FoundDeadline, find_deadlines, read_deadline
from graph.extraction.mentions import FoundMention, find_mentions
from graph.extraction.outline import Doubt
from graph.extraction.slugs import entity_id
from graph.model import Span
from graph.vocabulary.places import Place

SENTENCE = re.compile(r"[。;\n]")
LISTS = ("deadlines", "targets", "conditions", "documents", "platforms", "programmes")


@dataclass(frozen=True, slots=True)
class Source:
    """Clean text to read from: where its spans lie in the document (`at`), its year, the places around it."""

    text: str
    at: Callable[[int, int], list[Any]]
    year: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A deadline that a clause or a cell states: where it stands, and of which part of the measure."""

    start: int
    end: int
    part: str = ""


def read_particulars(
    source: Source, key: str, spans: Sequence[Span], stated: Sequence[Stated]
) -> tuple[dict[str, list[dict[str, Any]]], list[Doubt]]:
    """Return the lists of entries of a measure by their field, and what is doubtful in them.

    `spans` are the words of the measure without its attributions, `stated` the deadlines
    in those. A deadline in the text dates the numbers that follow it in its sentence.
    """
    text = source.text
    deadlines = [each for span in spans for each in find_deadlines(text, *span, source.year)]
    parts = [""] * len(deadlines) + [each.part for each in stated]
    deadlines += [_stated(source, each) for each in stated]
    amounts = [amount for span in spans for amount in find_amounts(text, *span)]
    mentions = [mention for span in spans for mention in find_mentions(text, *span)]
    doubts = [Doubt(key, f"{each.as_written}: {each.doubt}") for each in deadlines if each.doubt]
    doubts += [Doubt(key, f"{each.as_written}: {each.doubt}") for each in amounts if each.doubt]
    entries: dict[str, list[dict[str, Any]]] = {name: [] for name in LISTS}
    for number, (deadline, part) in enumerate(zip(deadlines, parts, strict=True), start=1):
        entries["deadlines"].append(_deadline_entry(source, number, deadline, part))
    for amount in amounts:
        entry = _amount_entry(source, len(entries[f"{amount.kind}s"]) + 1, amount)
        if amount.kind == "target" and (number := _dates(text, deadlines, amount)):
            entry["deadline"] = f"d{number}"
        entries[f"{amount.kind}s"].append(entry)
    for mention in _once(mentions):
        entries[f"{mention.kind}s"].append(_mention_entry(source, mention))
    return {name: found for name, found in entries.items() if found}, doubts


def _stated(source: Source, stated: Stated) -> FoundDeadline:
    found = read_deadline(source.text[stated.start : stated.end], source.year)
    return replace(found, start=stated.start + found.start, end=stated.start + found.end)


def _dates(text: str, deadlines: Sequence[FoundDeadline], amount: FoundAmount) -> int:
    """Return the number of the last deadline before an amount in its sentence, 0 for none."""
    number = 0
    for index, deadline in enumerate(deadlines, start=1):
        if deadline.end <= amount.end and not SENTENCE.search(text, deadline.end, amount.end):
            number = index
    return number


def _deadline_entry(source: Source, number: int, found: FoundDeadline, part: str) -> dict[str, Any]:
    entry = {
        "id": f"d{number}",
        "as_written": found.as_written,
        "from": found.start_date,
        "due": found.due,
        "recurrence": found.recurrence,
        "kind": found.kind,
        "at": source.at(found.start, found.end),
        "part": part,
    }
    return {name: value for name, value in entry.items() if value}


def _amount_entry(source: Source, number: int, found: FoundAmount) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": f"{found.kind[0]}{number}", "subject": found.subject}
    entry |= {"comparator": found.comparator, "value": _plain(found.value)}
    if found.maximum is not None:
        entry["maximum"] = _plain(found.maximum)
    entry |= {"unit": found.unit, "basis": found.basis, "as_written": found.as_written}
    return entry | {"at": source.at(found.start, found.end)}


def _plain(value: Any) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _once(mentions: Sequence[FoundMention]) -> Iterator[FoundMention]:
    """Yield each thing named where it is named first; a document in several roles stands once in each."""
    told = set()
    for mention in mentions:
        what = (mention.kind, mention.name, mention.role)
        if what not in told:
            told.add(what)
            yield mention


def _mention_entry(source: Source, found: FoundMention) -> dict[str, Any]:
    entry = {
        "name": found.name,
        "id": entity_id(found.name, source.places),
        "role": found.role,
        "at": source.at(found.start, found.end),
    }
    return {name: value for name, value in entry.items() if value}
