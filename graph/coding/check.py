"""What the schema cannot say: references that must exist, words that must be known, numbers that must fit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Any

import pyoxigraph as ox

from graph.coding.evidence import check_evidence
from graph.coding.links import check_links
from graph.coding.names import ROLES
from graph.coding.nodes import Coded, Finding, Path
from graph.coding.references import check_references, check_spans
from graph.coding.repeats import check_repeats
from graph.errors import Problem
from graph.vocabulary.ontology import Ontology

SHORT_LIST = 25
"""How many known words a message still lists in full."""


def check_plan(coded: Coded, ontology: Ontology) -> list[Problem]:
    """Return what is wrong in a plan that the schema accepts, in file order."""
    data = coded.data
    misplaced = list(check_spans(data, (), data["plan"]["source"]["characters"]))
    found = [
        *_check_head(data["plan"], ontology),
        *_check_sections(data["sections"], ontology),
        *check_new_agencies(data, ontology),
        *_check_coders(data, ontology),
        *_check_measures(data, ontology),
        *check_references(coded, ontology),
        *check_links(data),
        *misplaced,
        *check_repeats(coded),
        *(() if misplaced else check_evidence(data)),
    ]
    found.sort(key=lambda finding: coded.line(finding[0]))
    return [Problem(coded.where(path), what, remedy) for path, what, remedy in found]


def _check_head(plan: Any, ontology: Ontology) -> Iterator[Finding]:
    yield from _check_dates(plan, ("plan",), ("issued",))
    yield from _check_address(plan)
    place = ontology.places.get(plan["place"])
    if place is None:
        what = f"place {plan['place']!r} is not in GB/T 2260."
        yield ("plan", "place"), what, "Check the six-digit code; a renamed place has a new one."
        return
    if place.level != plan["level"]:
        what = f"place {place.code} ({place.zh}) is of level {place.level}, not {plan['level']}."
        yield ("plan", "level"), what, "Correct the level or the place."
    begin = f"{place.slug}-{plan['year']}"
    if plan["id"] != begin and not plan["id"].startswith(begin + "-"):
        what = f"id {plan['id']!r} does not begin with its place and year."
        yield ("plan", "id"), what, f"Write {begin}, or {begin}- and a topic."


def _check_address(plan: Any) -> Iterator[Finding]:
    if "url" not in plan:
        return
    try:
        ox.NamedNode(plan["url"])
    except ValueError as error:
        what = f"url {plan['url']!r} is not a web address: {error}."
        yield ("plan", "url"), what, "Copy it from the address bar; a stray % is written %25."


def _check_sections(sections: Any, ontology: Ontology) -> Iterator[Finding]:
    parents = {section["key"]: section.get("parent", "") for section in sections}
    for index, section in enumerate(sections):
        path = ("sections", index, "parent")
        yield from _check_section(section.get("parent"), parents, path)
        around = _around(section["key"], parents)
        if section["key"] in around:
            what = f"section {section['key']!r} stands in itself ({' in '.join((section['key'], *around))})."
            yield path, what, "Take one parent: out."
        yield from _known(section, ("sections", index), "sector", ontology)


def _around(key: str, parents: dict[str, str]) -> list[str]:
    """Return the sections around a section, the nearest first, up to one that was met before."""
    found: list[str] = []
    while (key := parents.get(key, "")) and key not in found:
        found.append(key)
    return found


def _check_section(key: str | None, sections: Any, path: Path) -> Iterator[Finding]:
    if key is not None and key not in sections:
        known = f"The sections are: {', '.join(sections)}." if sections else "Describe it under sections:."
        yield path, f"there is no section {key!r}.", known


def check_new_agencies(data: Any, ontology: Ontology) -> Iterator[Finding]:
    """Find words of agencies under `names:` that the ontology has not."""
    for index, entry in enumerate(data.get("names", [])):
        for word in ("kind", "function", "line", "system"):
            yield from _known(entry.get("new", {}), ("names", index, "new"), word, ontology)


def _check_coders(data: Any, ontology: Ontology) -> Iterator[Finding]:
    for index, coder in enumerate(data.get("coders", [])):
        if coder["id"] in ontology.coders:
            what = f"coder {coder['id']!r} is described by Tiaokuai itself."
            yield ("coders", index, "id"), what, "Take the entry out, or give the coder another id."
        if coder["kind"] == "method" and coder.get("matching") == "manual":
            what = "matching: manual is by a person, and this coder is a method."
            yield ("coders", index, "matching"), what, "Write kind: person, or another word for matching:."


def _check_measures(data: Any, ontology: Ontology) -> Iterator[Finding]:
    sections = [section["key"] for section in data["sections"]]
    rules = {rule["id"] for rule in data.get("rules", [])}
    for index, measure in enumerate(data["measures"]):
        path = ("measures", index)
        yield from _check_section(measure.get("section"), sections, (*path, "section"))
        yield from _check_rules_of(measure, path, rules)
        for position, deadline in enumerate(measure.get("deadlines", [])):
            yield from _check_deadline(deadline, (*path, "deadlines", position))
        for kind in ("targets", "conditions"):
            for position, amount in enumerate(measure.get(kind, [])):
                place = (*path, kind, position)
                yield from _check_amount(amount, place, ontology)
                yield from _check_amount_ids(amount, place, measure)
        for position, alignment in enumerate(measure.get("alignments", [])):
            yield from _check_concept(alignment, (*path, "alignments", position), ontology)


def _check_rules_of(measure: Any, path: Path, rules: set[str]) -> Iterator[Finding]:
    for role in ROLES:
        for position, entry in enumerate(measure.get(role, [])):
            if isinstance(entry, dict) and entry.get("rule", "") not in {"", *rules}:
                what = f"there is no rule {entry['rule']!r}."
                yield (*path, role, position, "rule"), what, "Describe it under rules:."


def _check_deadline(deadline: Any, path: Path) -> Iterator[Finding]:
    yield from _check_dates(deadline, path, ("due", "from"))
    if deadline["kind"] == "by-date" and "due" not in deadline:
        yield path, "a deadline of kind by-date needs due:.", "Give the last day, such as 2024-12-31."
    if deadline.get("from", "") > deadline.get("due", "9999"):
        yield (*path, "from"), f"from: {deadline['from']} is after due: {deadline['due']}.", "Correct one."


def _check_amount(amount: Any, path: Path, ontology: Ontology) -> Iterator[Finding]:
    between = amount["comparator"] == "between"
    if between and "maximum" not in amount:
        what = "the comparator between needs maximum:."
        yield (*path, "comparator"), what, "Give the smaller number as value:, the larger as maximum:."
    elif not between and "maximum" in amount:
        what = f"maximum: goes only with the comparator between, not with {amount['comparator']}."
        yield (*path, "maximum"), what, "Write comparator: between, or take maximum: out."
    elif between and amount["maximum"] <= amount["value"]:
        what = f"maximum: {amount['maximum']} is not above value: {amount['value']}."
        yield (*path, "maximum"), what, "Give the smaller number as value:, the larger as maximum:."
    yield from _known(amount, path, "unit", ontology)


def _check_amount_ids(amount: Any, path: Path, measure: Any) -> Iterator[Finding]:
    kind, letter = str(path[2]), str(path[2])[0]
    if not amount["id"].startswith(letter):
        what = f"{amount['id']!r} is no id of a {kind[:-1]}."
        yield (*path, "id"), what, f"Write {letter}1, {letter}2 …"
    known = {deadline["id"] for deadline in measure.get("deadlines", [])}
    if "deadline" in amount and amount["deadline"] not in known:
        what = f"this measure has no deadline {amount['deadline']!r}."
        yield (*path, "deadline"), what, "Describe it under deadlines: of the same measure."


def _check_concept(alignment: Any, path: Path, ontology: Ontology) -> Iterator[Finding]:
    if f"bready/{alignment['edition']}/{alignment['concept']}" not in ontology.concepts:
        what = f"edition {alignment['edition']} of B-READY has no concept {alignment['concept']!r}."
        yield (
            (*path, "concept"),
            what,
            "Write the notation in lower case with hyphens: be-1-1-4 for BE 1.1.4.",
        )


def _check_dates(data: Any, path: Path, keys: tuple[str, ...]) -> Iterator[Finding]:
    for key in keys:
        if key in data:
            try:
                date.fromisoformat(data[key])
            except ValueError:
                yield (*path, key), f"{key}: {data[key]} is not a day of the calendar.", "Correct the date."


def _known(data: Any, path: Path, kind: str, ontology: Ontology) -> Iterator[Finding]:
    if kind in data and f"{kind}/{data[kind]}" not in ontology.concepts:
        yield (*path, kind), f"{kind}: {data[kind]!r} is not known.", _proposal(data[kind], kind, ontology)


def _proposal(written: str, kind: str, ontology: Ontology) -> str:
    """Return the word that the Chinese name written stands for, or the words most like it, or all of them."""
    words = ontology.words(kind)
    for word in words:
        if ontology.concepts[f"{kind}/{word}"].zh.removeprefix("个") == written.removeprefix("个"):
            return f"Write {word}."
    if len(words) <= SHORT_LIST:
        return f"Use one of: {', '.join(words)}."
    near = get_close_matches(written, words, n=3)
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    return f"{hint}The words are in ontology/{kind}s.ttl."
