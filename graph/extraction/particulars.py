"""Deadlines, targets, conditions and named things of one measure, as entries of a coded plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, NamedTuple

from graph.extraction.amounts import FoundAmount, find_amounts
from graph.extraction.citations import ISSUES
from graph.extraction.dates import BY_DATE, ONGOING
from graph.extraction.deadlines import FoundDeadline, find_deadlines, read_deadline
from graph.extraction.document_ids import document_id
from graph.extraction.mentions import DOCUMENT, FoundMention, find_mentions
from graph.extraction.outline import Doubt
from graph.extraction.slugs import entity_id
from graph.model import Span
from graph.vocabulary.places import Place

NOTHING = frozenset({"无", "/", "-", "—", "——"})
"""What a cell or a label prints where it has nothing to say."""
SENTENCE = re.compile(r"[。;\n]")
LISTS = ("deadlines", "targets", "conditions", "documents", "platforms", "programmes")


@dataclass(frozen=True, slots=True)
class Source:
    """Clean text to read from: where its spans lie in the document (`at`), its year, the places around it."""

    text: str
    at: Callable[[int, int], list[Any]]
    year: int
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, order=True)
class Stated:
    """A deadline that a clause or a cell states: where it stands, and of which part of the measure."""

    start: int
    end: int
    part: str = ""


class Particulars(NamedTuple):
    """What the words of a measure say beside its attributions; `numbers` are all documents', by name."""

    deadlines: list[FoundDeadline]
    amounts: list[FoundAmount]
    mentions: list[FoundMention]
    numbers: Mapping[str, str]


def find_particulars(source: Source, measures: Sequence[Sequence[Span]]) -> list[Particulars]:
    """Return the particulars of each measure; its spans are its words without the attributions.

    Each kind is looked for in all measures before the next: the patterns of one kind fill
    the cache of a processor, and taking turns costs half as much again.
    """
    text, year = source.text, source.year
    deadlines = [
        [found for start, end in spans for found in find_deadlines(text, start, end, year)]
        for spans in measures
    ]
    amounts = [
        [found for start, end in spans for found in find_amounts(text, start, end, year=year)]
        for spans in measures
    ]
    mentions = [
        [found for start, end in spans for found in find_mentions(text, start, end)] for spans in measures
    ]
    numbered = (each for found in reversed(mentions) for each in reversed(found) if each.document_number)
    numbers = {each.name: each.document_number for each in numbered}
    return list(map(Particulars, deadlines, amounts, mentions, repeat(numbers)))


def beside(task: Span, clauses: tuple[Span, ...]) -> list[Span]:
    """Return what of a measure's words is outside its clauses.

    Examples
    --------
    >>> beside((0, 9), ((3, 5),))
    [(0, 3), (5, 9)]
    """
    spans, reached = [], task[0]
    for start, end in sorted(clauses):
        spans.append((reached, min(start, task[1])))
        reached = max(reached, end)
    spans.append((reached, task[1]))
    return [(start, end) for start, end in spans if start < end]


def read_particulars(
    source: Source, key: str, found: Particulars, stated: Sequence[Stated]
) -> tuple[dict[str, list[dict[str, Any]]], list[Doubt]]:
    """Return the lists of entries of a measure by their field, and what is doubtful in them.

    `stated` are the deadlines in its attributions. A deadline in the text dates the
    numbers that follow it in its sentence. What a cell over several rows repeats is stated once.
    """
    text = source.text
    deadlines, amounts, mentions, numbers = found
    if not (deadlines or amounts or mentions or stated):
        return {}, []
    pairs = _all_deadlines(source, deadlines, stated) if deadlines or stated else []
    doubts = [Doubt(key, f"{each.as_written}: {each.doubt}") for each, _ in pairs if each.doubt]
    doubts += [Doubt(key, f"{each.as_written}: {each.doubt}") for each in amounts if each.doubt]
    # What no date can be read from is told and left for a person to date: a plan needs one.
    pairs = [(each, part) for each, part in pairs if each.kind != BY_DATE or each.due or each.start_date]
    deadlines = [each for each, _ in pairs]
    entries: dict[str, list[dict[str, Any]]] = {}
    for number, (deadline, part) in enumerate(pairs, start=1):
        entries.setdefault("deadlines", []).append(_deadline_entry(source, number, deadline, part))
    for amount in amounts:
        told = entries.setdefault(f"{amount.kind}s", [])
        entry = _amount_entry(source, len(told) + 1, amount)
        if amount.kind == "target" and (number := _dates(text, deadlines, amount)):
            entry["deadline"] = f"d{number}"
        told.append(entry)
    for mention in _once(mentions):
        path, is_told = _path(source, mention, numbers.get(mention.name, ""))
        entries.setdefault(f"{mention.kind}s", []).append(_mention_entry(source, mention, path))
        if not is_told:
            what = f"neither its name nor a number says who issued it; taken as one of {source.places[0].zh}."
            doubts.append(Doubt("", f"{mention.name}: {what}"))
    return entries, doubts


def _path(source: Source, mention: FoundMention, number: str) -> tuple[str, bool]:
    """Return the id of a thing, and whether it is told whose it is; what a measure issues is its place's."""
    if mention.kind != DOCUMENT or mention.role == ISSUES:
        return entity_id(mention.name, source.places), True
    return document_id(mention.name, number, source.places)


def _all_deadlines(
    source: Source, deadlines: Sequence[FoundDeadline], stated: Sequence[Stated]
) -> list[tuple[FoundDeadline, str]]:
    """Return the deadlines in the text and those that are stated, each with the part that it is of."""
    words = {(source.text[each.start : each.end].strip(), each.part): each for each in reversed(stated)}
    once = sorted(each for (printed, _), each in words.items() if printed not in NOTHING)
    return [(each, "") for each in deadlines] + [(_stated(source, each), each.part) for each in once]


def _stated(source: Source, stated: Stated) -> FoundDeadline:
    found = read_deadline(source.text[stated.start : stated.end], source.year)
    return found._replace(start=stated.start + found.start, end=stated.start + found.end)


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
        "kind": ONGOING if found.start_date and not found.due else found.kind,
        "at": source.at(found.start, found.end),
        "part": part,
    }
    return {name: value for name, value in entry.items() if value}


def _amount_entry(source: Source, number: int, found: FoundAmount) -> dict[str, Any]:
    maximum = {} if found.maximum is None else {"maximum": _plain(found.maximum)}
    return {
        "id": f"{found.kind[0]}{number}",
        "subject": found.subject,
        "comparator": found.comparator,
        "value": _plain(found.value),
        **maximum,
        "unit": found.unit,
        "basis": found.basis,
        "as_written": found.as_written,
        "at": source.at(found.start, found.end),
    }


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


def _mention_entry(source: Source, found: FoundMention, path: str) -> dict[str, Any]:
    entry = {
        "name": found.name,
        "id": path,
        "role": found.role,
        "document_number": found.document_number,
        "at": source.at(found.start, found.end),
    }
    return {name: value for name, value in entry.items() if value}
