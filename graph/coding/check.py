"""What the schema cannot say: keys that must be unique, references that must exist, numbers that must fit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyoxigraph as ox

from graph.coding.names import ROLES
from graph.coding.nodes import Coded, Path
from graph.errors import Problem
from graph.vocabulary.ontology import Ontology

Finding = tuple[Path, str, str]


def check_plan(coded: Coded, ontology: Ontology) -> list[Problem]:
    """Return what is wrong in a plan that the schema accepts, in file order."""
    data = coded.data
    found = [
        *_check_head(data, ontology),
        *_check_sections(data, ontology),
        *_check_new_agencies(data, ontology),
        *_check_measures(data, ontology),
        *_check_spans(data, (), data["plan"]["source"]["characters"]),
    ]
    found.sort(key=lambda finding: coded.line(finding[0]))
    return [Problem(coded.where(path), what, remedy) for path, what, remedy in found]


def _check_head(data: Any, ontology: Ontology) -> Iterator[Finding]:
    plan = data["plan"]
    place = ontology.places.get(plan["place"])
    if place is None:
        yield ("plan", "place"), f"place {plan['place']!r} is not in GB/T 2260.", "Check the six-digit code."
        return
    if place.level != plan["level"]:
        yield ("plan", "level"), f"{place.zh} is of level {place.level}, not {plan['level']}.", "Correct one."
    if not plan["id"].startswith(f"{place.slug}-"):
        yield (
            ("plan", "id"),
            f"id {plan['id']!r} does not begin with {place.slug}-.",
            "Name place, then year.",
        )
    yield from _check_dates(plan, ("plan",), ("issued",))
    yield from _check_address(plan)
    yield from _repeated(data.get("rules", []), ("rules",), "id", "rule")


def _check_address(plan: Any) -> Iterator[Finding]:
    if "url" in plan:
        try:
            ox.NamedNode(plan["url"])
        except ValueError as error:
            what = f"url {plan['url']!r} is not a web address: {error}."
            yield ("plan", "url"), what, "Copy it from the address bar; a stray % is written %25."


def _check_sections(data: Any, ontology: Ontology) -> Iterator[Finding]:
    sections = data["sections"]
    keys = {section["key"] for section in sections}
    yield from _repeated(sections, ("sections",), "key", "section")
    for index, section in enumerate(sections):
        path = ("sections", index)
        if section.get("parent") and section["parent"] not in keys:
            yield (*path, "parent"), f"there is no section {section['parent']!r}.", "Correct the key."
        if section.get("parent") == section["key"]:
            yield (*path, "parent"), "a section cannot stand in itself.", "Take parent out."
        yield from _known(section, path, "sector", "sector", ontology)


def _check_new_agencies(data: Any, ontology: Ontology) -> Iterator[Finding]:
    for index, entry in enumerate(data.get("names", [])):
        new = entry.get("new", {})
        for word in ("kind", "function", "line", "system"):
            yield from _known(new, ("names", index, "new"), word, word, ontology)


def _check_measures(data: Any, ontology: Ontology) -> Iterator[Finding]:
    yield from _repeated(data["measures"], ("measures",), "key", "measure")
    sections = {section["key"] for section in data["sections"]}
    rules = {rule["id"] for rule in data.get("rules", [])}
    for index, measure in enumerate(data["measures"]):
        path = ("measures", index)
        if measure.get("section") and measure["section"] not in sections:
            yield (*path, "section"), f"there is no section {measure['section']!r}.", "Correct the key."
        yield from _check_assignees(measure, path, rules)
        yield from _check_deadlines(measure, path)
        for kind in ("targets", "conditions"):
            yield from _repeated(measure.get(kind, []), (*path, kind), "id", kind[:-1])
            for position, amount in enumerate(measure.get(kind, [])):
                yield from _check_amount(amount, (*path, kind, position), measure, kind, ontology)
        for position, alignment in enumerate(measure.get("alignments", [])):
            concept = f"bready/{alignment['edition']}/{alignment['concept']}"
            if concept not in ontology.concepts:
                where = (*path, "alignments", position, "concept")
                yield where, f"there is no B-READY concept {concept!r}.", "See ontology/bready.ttl."


def _check_assignees(measure: Any, path: Path, rules: set[str]) -> Iterator[Finding]:
    for role in ROLES:
        seen: set[tuple[str, str]] = set()
        for position, entry in enumerate(measure.get(role, [])):
            name, part, rule = (
                (entry, "", "")
                if isinstance(entry, str)
                else (entry["name"], entry.get("part", ""), entry.get("rule", ""))
            )
            place = (*path, role, position)
            if (name, part) in seen:
                yield place, f"{name!r} stands twice as {role}.", "Keep one, or give each its part."
            if rule and rule not in rules:
                yield (*place, "rule"), f"there is no rule {rule!r}.", "Describe it under rules:."
            seen.add((name, part))


def _check_deadlines(measure: Any, path: Path) -> Iterator[Finding]:
    yield from _repeated(measure.get("deadlines", []), (*path, "deadlines"), "id", "deadline")
    for position, deadline in enumerate(measure.get("deadlines", [])):
        place = (*path, "deadlines", position)
        yield from _check_dates(deadline, place, ("due", "from"))
        if deadline["kind"] == "by-date" and "due" not in deadline:
            yield place, "a deadline of kind by-date needs due:.", "Give the last day, such as 2024-12-31."


def _check_amount(amount: Any, path: Path, measure: Any, kind: str, ontology: Ontology) -> Iterator[Finding]:
    if not amount["id"].startswith(kind[0]):
        yield (
            (*path, "id"),
            f"the id of one of the {kind} begins with {kind[0]}.",
            f"Write {kind[0]}1, {kind[0]}2 …",
        )
    if (amount["comparator"] == "between") != ("maximum" in amount):
        yield path, "maximum goes with the comparator between, and only with it.", "Correct one of the two."
    elif "maximum" in amount and amount["maximum"] <= amount["value"]:
        yield (*path, "maximum"), "maximum is not above value.", "The smaller number comes first."
    known = {deadline["id"] for deadline in measure.get("deadlines", [])}
    if amount.get("deadline") and amount["deadline"] not in known:
        yield (
            (*path, "deadline"),
            f"there is no deadline {amount['deadline']!r} here.",
            "Add it under deadlines:.",
        )
    yield from _known(amount, path, "unit", "unit", ontology)


def _check_dates(data: Any, path: Path, keys: tuple[str, ...]) -> Iterator[Finding]:
    for key in keys:
        if key in data:
            try:
                date.fromisoformat(data[key])
            except ValueError:
                yield (*path, key), f"{data[key]} is not a day of the calendar.", "Correct the date."


def _known(data: Any, path: Path, key: str, kind: str, ontology: Ontology) -> Iterator[Finding]:
    if key in data and f"{kind}/{data[key]}" not in ontology.concepts:
        known = ", ".join(ontology.words(kind))
        yield (*path, key), f"{kind} {data[key]!r} is not known.", f"Known are: {known}."


def _repeated(entries: list[Any], path: Path, key: str, what: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if entry[key] in seen:
            yield (*path, index, key), f"{what} {entry[key]!r} stands twice.", "Each needs its own."
        seen.add(entry[key])


def _check_spans(data: Any, path: Path, characters: int) -> Iterator[Finding]:
    """Find offsets that run backwards or past the end of the text, wherever `at` stands."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "at":
                spans = value if isinstance(value[0], list) else [value]
                for start, end in spans:
                    if not start < end <= characters:
                        what = f"offsets [{start}, {end}] do not lie in a text of {characters} characters."
                        yield (
                            (*path, key),
                            what,
                            "Offsets are half-open code points, the start before the end.",
                        )
            else:
                yield from _check_spans(value, (*path, key), characters)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _check_spans(value, (*path, index), characters)
