"""A document's text → a coded plan to review: sections, measures, assignments, names, rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.documents.text import Text
from graph.extraction.agencies import Agencies, Resolved
from graph.extraction.assignees import FULL_WIDTH, LONGEST_PHRASE, read_assignee
from graph.extraction.attributions import ROLES, Attribution, read_clause
from graph.extraction.clause import printed_name
from graph.extraction.clean import Clean
from graph.extraction.lists import Item, read_list
from graph.extraction.outline import Column, Doubt, FoundMeasure, FoundSection, Outline, Read
from graph.extraction.particulars import (
    LISTS,
    NOTHING,
    Particulars,
    Source,
    Stated,
    beside,
    find_particulars,
    read_particulars,
)
from graph.extraction.rules import FoundRule, find_rules
from graph.extraction.words import OTHER, shipped_words
from graph.model import Span
from graph.vocabulary.places import ancestors
from graph.vocabulary.roles import PERSON

# A plan needs a kind of every agency; a doubt stands beside one that no word of the name tells.
UNKNOWN_KIND = "public-institution"
MAIN = re.compile("主责|主要责任")
ORDER = ("key", "number", "label", "section", "title", "at", *ROLES, "open_ended", *LISTS)

Standing = dict[tuple[str, str, tuple[str, ...]], str]
"""The name under which a body stands in a measure, by role, part of the measure and body."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A coded plan as data in the form of `plan.schema.json`, and what is doubtful in it."""

    data: dict[str, Any]
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class _Drafting:
    """One pass over an outline: entries made, names met with whom they name, doubts noted."""

    text: Text
    cleaned: Clean
    agencies: Agencies
    stems: frozenset[str]
    source: Source
    rules: list[FoundRule] = field(default_factory=list)
    names: dict[str, Resolved] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def printed(self, span: Span) -> str:
        return "".join(self.text.content[slice(*each)] for each in self.cleaned.spans(*span))


def draft_plan(read: Read, head: dict[str, Any], agencies: Agencies, stems: frozenset[str]) -> Draft:
    """Return the plan that a document holds, as far as it can be read, and every doubt.

    `head` is the block `plan:`; `agencies` resolves spellings for the
    plan's place, `stems` are the short names of places around it. A text without
    attributions gives a plan without measures.
    """
    text, cleaned, outline = read.text, read.cleaned, read.outline
    rules = find_rules(cleaned.text, 0, len(cleaned.text))
    source = _source(cleaned, agencies, head["year"])
    drafting = _Drafting(text, cleaned, agencies, stems, source, rules)
    drafting.doubts += outline.doubts
    for issuer in dict.fromkeys(head.get("issuers", ())):
        _name_met(drafting, issuer, "")
    covering = _covering(outline)
    covered = [_covered(each, covering) for each in outline.measures]
    headings = [covering.get(each.section) if each.clauses else None for each in outline.measures]
    readings = [_read(drafting, *pair) for pair in zip(covered, headings, strict=True)]
    particulars = find_particulars(source, [beside(each.task, each.clauses) for each in covered])
    measures = [
        _measure(drafting, each, said, _rules_before(rules, each.end))
        for each, said in zip(covered, zip(readings, particulars, strict=True), strict=True)
    ]
    names = [_name(spelling, found) for spelling, found in drafting.names.items() if not found.path]
    data = {
        "format": "tiaokuai-plan/1",
        "plan": head,
        "names": names,
        "rules": [_rule(drafting, outline, index, rule) for index, rule in enumerate(rules, start=1)],
        "sections": [_section(section) for section in outline.sections],
        "measures": measures,
    }
    return Draft(
        {key: value for key, value in data.items() if value or key in {"sections", "measures"}},
        tuple(drafting.doubts),
    )


def _source(cleaned: Clean, agencies: Agencies, year: int) -> Source:
    gazetteer, place = agencies.setting.gazetteer, agencies.setting.place
    around = (place, *(gazetteer.places[code] for code in ancestors(gazetteer.places, place.code)))
    return Source(cleaned.text, cleaned.at, year, around)


def _covering(outline: Outline) -> dict[str, Span]:
    """Return the clause that covers each section: that of its heading, or of one around it."""
    covering: dict[str, Span] = {}
    for section in outline.sections:
        clause = section.attribution or covering.get(section.parent)
        if clause:
            covering[section.key] = clause
    return covering


def _covered(measure: FoundMeasure, covering: dict[str, Span]) -> FoundMeasure:
    """Return a measure without an attribution of its own with that of its section."""
    clause = covering.get(measure.section)
    return (
        measure if measure.clauses or measure.row or clause is None else measure._replace(clauses=(clause,))
    )


def _section(section: FoundSection) -> dict[str, Any]:
    entry = {"key": section.key, "label": section.label, "title": section.title, "parent": section.parent}
    return {key: value for key, value in entry.items() if value}


def _rules_before(rules: list[FoundRule], end: int) -> list[tuple[str, FoundRule]]:
    return [(f"r{index}", rule) for index, rule in enumerate(rules, start=1) if rule.start < end]


def _rule(drafting: _Drafting, outline: Outline, index: int, rule: FoundRule) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": f"r{index}", "kind": rule.kind}
    words = drafting.printed((rule.start, rule.end))
    if len(words) <= LONGEST_PHRASE and "。" not in words and "\n" not in words:
        entry["as_written"] = words.removesuffix("）")
    entry["at"] = drafting.cleaned.at(rule.start, rule.end)
    first = next((each.key for each in outline.measures if each.end > rule.start), "")
    return entry | ({"from": first} if first else {})


def _read(drafting: _Drafting, found: FoundMeasure, heading: Span | None) -> list[tuple[Attribution, str]]:
    """Return what the clauses or cells of a measure say, each with the part that it is of.

    A measure that names no lead has the one that its section's `heading` names, if it names nobody else.
    """
    text, places = drafting.cleaned.text, drafting.stems
    parted = len(found.clauses) > 1
    readings = [
        (read_clause(text, start, end, places=places), f"p{number}" if parted else "")
        for number, (start, end) in enumerate(found.clauses, start=1)
    ]
    if heading and not any(reading.roles.get("lead") for reading, _ in readings):
        above = read_clause(text, *heading, places=places)
        leads_only = above.roles.get("lead") and sum(map(bool, above.roles.values())) == 1
        readings = [(above, ""), *readings] if leads_only else readings
    headers = [header for header, _, _ in found.row]
    cells = (_read_column(drafting, column, headers) for column in found.row)
    return readings + [(reading, "") for reading in cells if reading]


def _measure(
    drafting: _Drafting,
    found: FoundMeasure,
    said: tuple[list[tuple[Attribution, str]], Particulars],
    rules: list[tuple[str, FoundRule]],
) -> dict[str, Any]:
    readings, particulars = said
    cleaned = drafting.cleaned
    entry: dict[str, Any] = {
        "key": found.key,
        "number": found.number,
        "label": found.label[:LONGEST_PHRASE] if found.number is None else "",
        "section": found.section,
        "title": found.title,
        "at": [cleaned.offset(found.start), cleaned.offset(found.end - 1) + 1],
    }
    standing: Standing = {}
    stated = [
        each for reading, part in readings for each in _add_clause(drafting, entry, reading, part, standing)
    ]
    fields, doubts = read_particulars(drafting.source, found.key, particulars, stated)
    entry |= fields
    drafting.doubts += doubts
    _apply_rules(drafting, entry, rules)
    if not (found.clauses or any(role in entry for role in ROLES)):
        drafting.doubts.append(Doubt(found.key, "no attribution was found."))
    return _in_order(entry)


def _read_column(drafting: _Drafting, column: Column, headers: list[str]) -> Attribution | None:
    """Return what a cell says by the header of its column; 主责 beside a column of 牵头 leads nothing."""
    header, start, end = column
    is_named = any(item not in NOTHING for item in drafting.cleaned.text[start:end].split())
    if shipped_words().label_role(header) in (OTHER, PERSON) or not is_named:
        return None
    if any("牵头" in each for each in headers) and MAIN.match(header):
        header = "责任单位"
    reading = read_clause(drafting.cleaned.text, start, end, label=header, places=drafting.stems)
    return reading._replace(refused="") if reading.deadline else reading


def _add_clause(
    drafting: _Drafting, entry: dict[str, Any], reading: Attribution, part: str, standing: Standing
) -> list[Stated]:
    """Add the agencies and open ends of a clause; return the deadline that it states, if any."""
    key = entry["key"]
    if reading.refused:
        drafting.doubts.append(Doubt(key, f"a clause was not read: {reading.refused}."))
    drafting.doubts += [Doubt(key, f"{doubt}.") for doubt in reading.doubts]
    for role, items in reading.roles.items():
        for item in items:
            assignee = read_assignee(drafting.text.content, drafting.cleaned, item)
            if part:
                assignee["part"] = part
            _add(drafting, entry, role, assignee, standing)
    for role, end in reading.opens:
        words = drafting.printed((end.start, end.end))
        at = drafting.cleaned.at(end.start, end.end)
        made = {"role": role, "as_written": words[:LONGEST_PHRASE], "at": at}
        entry.setdefault("open_ended", []).append(made | ({"part": part} if part else {}))
    return [Stated(*reading.deadline_at, part)] if reading.deadline else []


def _add(
    drafting: _Drafting, entry: dict[str, Any], role: str, assignee: dict[str, Any], standing: Standing
) -> None:
    """Add an assignee; one that stands in the role already, under whatever spelling, is told and left out."""
    spelling = assignee["name"]
    found = drafting.names.get(spelling) or drafting.agencies.resolve(spelling)
    place = (role, assignee.get("part", ""), found.body)
    if place in standing:
        what = f"{spelling} and {standing[place]} are one agency, kept once."
        drafting.doubts.append(Doubt(entry["key"], what))
        return
    standing[place] = spelling
    if spelling not in drafting.names:
        _name_met(drafting, spelling, entry["key"])
    entry.setdefault(role, []).append(assignee)


def _name_met(drafting: _Drafting, spelling: str, key: str) -> None:
    """Note a spelling that is met first, and what is doubtful in whom it names."""
    found = drafting.names[spelling] = drafting.agencies.resolve(spelling)
    if found.proposal and not found.proposal.certain:
        drafting.doubts.append(Doubt(key, f"{spelling}: {found.proposal.doubt}", spelling))
    if found.conflict:
        what = f"{spelling} may be any of {', '.join(found.conflict)}."
        drafting.doubts.append(Doubt(key, what, spelling))


def _apply_rules(drafting: _Drafting, entry: dict[str, Any], rules: list[tuple[str, FoundRule]]) -> None:
    """Carry the rules stated so far over a measure, each recorded on the assignments that it makes."""
    for name, rule in rules:
        responsible = entry.get("responsible", [])
        if rule.kind == "first-listed-leads" and not entry.get("lead") and responsible:
            entry["lead"] = [responsible.pop(0) | {"rule": name}]
        elif rule.kind == "no-lead-responsible-leads" and not entry.get("lead") and responsible:
            entry["lead"] = [each | {"rule": name} for each in responsible]
            entry["responsible"] = []
        elif rule.kind == "group-added" and rule.agencies[0]:
            standing: Standing = {}
            for each in reversed(responsible):
                body = drafting.names[each["name"]].body
                standing["responsible", each.get("part", ""), body] = each["name"]
            for item in _named_by(drafting, rule):
                spelling = printed_name(drafting.text.content, drafting.cleaned, item).translate(FULL_WIDTH)
                if all(spelling != each["name"] for each in entry.get("responsible", ())):
                    _add(drafting, entry, "responsible", {"name": spelling, "rule": name}, standing)


def _named_by(drafting: _Drafting, rule: FoundRule) -> Iterator[Item]:
    start, end = rule.agencies
    position, mark = start, ""
    items = []
    for piece in re.finditer(r"[^、,]+(?:\([^)]*\))?", drafting.cleaned.text[start:end]):
        position = start + piece.start()
        items.append(Item(piece.group(), position, position + len(piece.group()), mark))
        mark = drafting.cleaned.text[start + piece.end() : start + piece.end() + 1]
    yield from read_list(items, drafting.stems)[0]


def _in_order(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key in ORDER if (value := entry.get(key)) or value == 0}


def _name(spelling: str, found: Resolved) -> dict[str, Any]:
    """Return the entry of `names:` for a spelling that the register does not settle."""
    if found.proposal is None:
        return {"spelling": spelling, "agency": found.conflict[0], "status": "proposed"}
    proposal = found.proposal
    new = {
        "label": proposal.label,
        "slug": proposal.slug,
        "place": proposal.place,
        "group": "yes" if proposal.is_group else "",
        "kind": proposal.kind or UNKNOWN_KIND,
        "function": proposal.functions[0] if proposal.functions else "",
        "level": proposal.level,
        "line": proposal.line,
        "system": proposal.system,
    }
    return {
        "spelling": spelling,
        "new": {key: value for key, value in new.items() if value},
        "status": "proposed",
    }
