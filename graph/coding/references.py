"""Where a coded plan points: into its text, to its own measures, to shared things by id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.coding.nodes import Coded, Finding, Path
from graph.vocabulary.ontology import Ontology

MENTIONS = {"documents": "document", "platforms": "platform", "programmes": "programme"}


def check_references(coded: Coded, ontology: Ontology) -> Iterator[Finding]:
    """Find ids of unknown places, ids with two names, and pointers to measures that are not there."""
    segments = {place.segment for place in ontology.places.values()}
    named: dict[tuple[str, str], tuple[str, int]] = {}
    for path, kind, mention in _mentions(coded.data):
        segment = mention["id"].partition("/")[0]
        if segment not in segments:
            what = f"{segment!r} is no place of GB/T 2260."
            yield (
                (*path, "id"),
                what,
                "Begin the id with pinyin and code of the place, such as zhengzhou-410100.",
            )
        name, line = named.setdefault((kind, mention["id"]), (mention["name"], coded.line(path)))
        if name != mention["name"]:
            what = f"{kind} {mention['id']} is named {mention['name']!r} here and {name!r} on line {line}."
            yield path, what, "Give it one name, or the two their own ids."
    yield from _check_measure_keys(coded.data)


def _mentions(data: Any) -> Iterator[tuple[Path, str, Any]]:
    places: list[tuple[Path, Any]] = [(("plan",), data["plan"])]
    places += [(("measures", index), measure) for index, measure in enumerate(data["measures"])]
    for path, holder in places:
        for key, kind in MENTIONS.items():
            for index, mention in enumerate(holder.get(key, [])):
                yield (*path, key, index), kind, mention


def _check_measure_keys(data: Any) -> Iterator[Finding]:
    keys = {measure["key"] for measure in data["measures"]}
    for index, rule in enumerate(data.get("rules", [])):
        if "from" in rule and rule["from"] not in keys:
            what = f"there is no measure {rule['from']!r}."
            yield ("rules", index, "from"), what, "Write the key of the first measure that the rule touches."


def check_spans(data: Any, path: Path, characters: int) -> Iterator[Finding]:
    """Find offsets that run backwards or past the end of the text, wherever `at` stands."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "at":
                yield from _check_at(value, (*path, key), characters)
            else:
                yield from check_spans(value, (*path, key), characters)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from check_spans(value, (*path, index), characters)


def _check_at(at: Any, path: Path, characters: int) -> Iterator[Finding]:
    for start, end in at if isinstance(at[0], list) else [at]:
        if start >= end:
            what = f"at: [{start}, {end}] ends before it begins, or holds nothing."
            yield path, what, "Write the start first, then the end: one past the last character."
        elif end > characters:
            what = f"at: [{start}, {end}] runs past the end of the text, which has {characters} characters."
            yield path, what, "Count characters from 0 in the text that source: names; check characters: too."
