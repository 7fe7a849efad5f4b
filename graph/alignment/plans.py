"""A coded plan with its document → the words of each measure, and the plan with proposals added."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from graph.alignment.measure import MeasureWords, Passage, Proposal
from graph.alignment.proposing import propose, shipped_method
from graph.documents.text import Text
from graph.extraction.clauses import find_clauses
from graph.extraction.clean import clean, fold
from graph.model import Span

CODER = "method-terms-2"
OWN = ("method-terms-1", CODER)
"""The method's versions: an earlier one's open proposals are replaced too."""
SETTLED = frozenset({"accepted", "rejected"})
ROLES = ("lead", "responsible", "cooperating", "supervising")
NAMED = ("platforms", "programmes", "documents")
MOST_HEADINGS = 4

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Proposed:
    """The proposals for one measure of a plan; `is_settled`: a person has decided, nothing is proposed."""

    key: str
    proposals: tuple[Proposal, ...]
    is_settled: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document's text, the same in one width and script, and where its attributions stand, in order."""

    content: str
    folded: str
    clauses: tuple[Span, ...]


def propose_plan(data: Mapping[str, Any], text: Text | None) -> tuple[Proposed, ...]:
    """Return what the method proposes for each measure of a coded plan, in its order.

    With the document the words of each measure are read without its attributions; without
    it only titles, subjects of targets and conditions, and the names of things. A
    measure that somebody else has accepted or rejected a concept for is left alone.
    """
    document = read_words(text) if text else None
    method = shipped_method()
    found = []
    for measure in data["measures"]:
        is_settled = any(_settles(each) for each in measure.get("alignments", ()))
        words = measure_words(measure, headings_of(data, measure), document)
        found.append(Proposed(measure["key"], () if is_settled else propose(words, method), is_settled))
    return tuple(found)


def with_proposals(data: Mapping[str, Any], found: Sequence[Proposed]) -> Data:
    """Return a coded plan with proposals in place of the method's earlier ones; all others stay as they are.

    A proposal of the method that a person has accepted or rejected is theirs, and stays.
    """
    measures = [_aligned(*pair) for pair in zip(data["measures"], found, strict=True)]
    return dict(data) | {"measures": measures}


def measure_words(
    measure: Mapping[str, Any], headings: tuple[str, ...], document: Document | None
) -> MeasureWords:
    """Return what is read of a measure: of the document, or of the coded plan where there is none."""
    title = measure.get("title", "")
    units = tuple(target["unit"] for target in measure.get("targets", ()))
    spans = _spans(measure)
    if document is None or not spans:
        return MeasureWords(Passage(title), tuple(_without_document(measure)), headings, units)
    at = _title_at(document.content, title, spans)
    left_out = [*_among(document.clauses, spans), *_names(measure), *((at,) if at else ())]
    passages = tuple(_passage(document.folded, span) for span in _outside(spans, left_out))
    return MeasureWords(_passage(document.folded, at) if at else Passage(title), passages, headings, units)


def headings_of(data: Mapping[str, Any], measure: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the titles of the sections around a measure, the nearest first.

    Examples
    --------
    >>> sections = [{"key": "1", "title": "服务"}, {"key": "1-1", "title": "纳税", "parent": "1"}]
    >>> headings_of({"sections": sections}, {"key": "3", "section": "1-1"})
    ('纳税', '服务')
    """
    sections = {section["key"]: section for section in data["sections"]}
    found: list[str] = []
    key = measure.get("section", "")
    for _ in range(MOST_HEADINGS):
        section = sections.get(key, {})
        found += [section["title"]] if "title" in section else []
        key = section.get("parent", "")
    return tuple(found)


def _settles(alignment: Mapping[str, Any]) -> bool:
    return alignment["coder"] not in OWN and alignment["status"] in SETTLED


def _aligned(measure: Mapping[str, Any], found: Proposed) -> Data:
    if found.is_settled:
        return dict(measure)
    before = measure.get("alignments", [])
    kept = [each for each in before if each["coder"] not in OWN or each["status"] in SETTLED]
    decided = {(each["concept"], each["edition"]) for each in kept if each["coder"] in OWN}
    edition = shipped_method().known.edition
    fresh = [_entry(each, edition) for each in found.proposals if (each.concept, edition) not in decided]
    rest = {key: value for key, value in measure.items() if key != "alignments"}
    if not (kept or fresh):
        return rest
    return dict(measure) | {"alignments": [*kept, *fresh]}


def _entry(proposal: Proposal, edition: str) -> Data:
    entry: Data = {
        "concept": proposal.concept,
        "edition": edition,
        "strength": proposal.strength,
        "confidence": Decimal(str(proposal.confidence)),
        "coder": CODER,
        "status": "proposed",
        "reason": proposal.reason,
    }
    spans = [list(span) for span in proposal.spans]
    return entry | ({"at": spans[0] if len(spans) == 1 else spans} if spans else {})


def _without_document(measure: Mapping[str, Any]) -> Iterator[Passage]:
    for kind in ("targets", "conditions"):
        yield from (Passage(each["subject"]) for each in measure.get(kind, ()))
    for kind in NAMED:
        yield from (Passage(each["name"]) for each in measure.get(kind, ()))


def read_words(text: Text) -> Document:
    """Return a document as words are read from it."""
    cleaned = clean(text.content, is_wrapped=not text.blocks)
    found = []
    for clause in find_clauses(cleaned.text, 0, len(cleaned.text)):
        spans = cleaned.spans(*clause)
        found.append((spans[0][0], spans[-1][1]))
    return Document(text.content, fold(text.content), tuple(found))


def _spans(entry: Mapping[str, Any]) -> list[Span]:
    at = entry.get("at") or []
    return [(each[0], each[1]) for each in (at if at and isinstance(at[0], list) else [at] if at else [])]


def _among(clauses: Sequence[Span], spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the clauses that begin in one of the spans."""
    for start, end in spans:
        first, last = bisect_left(clauses, (start, 0)), bisect_left(clauses, (end, 0))
        yield from clauses[first:last]


def _names(measure: Mapping[str, Any]) -> Iterator[Span]:
    """Yield where agencies are named, since the name of one can hold a word of a concept."""
    for role in ROLES:
        for entry in measure.get(role, ()):
            if not isinstance(entry, str):
                yield from _spans(entry)


def _title_at(content: str, title: str, spans: Sequence[Span]) -> Span | None:
    for start, end in spans:
        at = content.find(title, start, end) if title else -1
        if at >= 0:
            return at, at + len(title)
    return None


def _outside(spans: Sequence[Span], left_out: Sequence[Span]) -> Iterator[Span]:
    """Yield what of the spans is outside those left out."""
    gaps = sorted(left_out)
    for start, end in spans:
        reached = start
        for gap_start, gap_end in gaps:
            if gap_end <= reached or gap_start >= end:
                continue
            if gap_start > reached:
                yield reached, gap_start
            reached = max(reached, gap_end)
        if reached < end:
            yield reached, end


def _passage(content: str, span: Span) -> Passage:
    return Passage(content[slice(*span)], span[0])
