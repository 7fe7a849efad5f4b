"""Whether offsets and numbers agree with the words that a coded plan gives, and with the document itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from graph.coding.names import ROLES
from graph.coding.nodes import Finding, Path
from graph.documents.text import Text
from graph.errors import Problem
from graph.extraction.numerals import read_scale
from graph.model import Measure, Plan, Span

NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
MULTIPLE = re.compile(rf"({NUMBER.pattern})([百千万亿]+)")
NOISE = re.compile(r"[\s*]+")


def check_evidence(data: Any) -> Iterator[Finding]:
    """Find offsets that cannot hold the name they stand at, and values that their own words do not give."""
    for index, measure in enumerate(data["measures"]):
        for role in ROLES:
            for position, entry in enumerate(measure.get(role, [])):
                if isinstance(entry, dict) and "at" in entry:
                    yield from _check_length(entry, ("measures", index, role, position, "at"))
        for kind in ("targets", "conditions"):
            for position, amount in enumerate(measure.get(kind, [])):
                yield from _check_value(amount, ("measures", index, kind, position))


def compare_with_text(plan: Plan, text: Text, where: str) -> list[Problem]:
    """Return every place where the document does not say what the plan's offsets claim.

    White space, asterisks (bold in Markdown) and the width of characters do not count.
    """
    if text.sha256 != plan.source.sha256 or text.text_sha256 != plan.source.text_sha256:
        what = f"{plan.source.file} is not the document that was coded: its checksum differs."
        return [Problem(where, what, "Give the file as it was when the plan was coded.")]
    found = []
    for measure in plan.measures:
        for claimed, spans in _claims(measure):
            printed = "".join(text.content[start:end] for start, end in spans)
            if spans and _folded(printed) != _folded(claimed):
                what = f"the text at {list(spans)} reads {printed!r}, not {claimed!r}."
                found.append(Problem(f"{where}, measure {measure.key}", what, "Correct the offsets."))
    return found


def _claims(measure: Measure) -> Iterator[tuple[str, tuple[Span, ...]]]:
    yield from ((each.as_written or each.spelling, each.spans) for each in measure.assignments)
    yield from ((each.as_written, each.spans) for each in measure.open_ends)
    yield from ((each.as_written, each.spans) for each in measure.deadlines if each.as_written)
    amounts = (*measure.targets, *measure.conditions)
    yield from ((each.as_written, each.spans) for each in amounts if each.as_written)


def _check_length(entry: Any, path: Path) -> Iterator[Finding]:
    spans = entry["at"] if isinstance(entry["at"][0], list) else [entry["at"]]
    name = entry.get("as_written", entry["name"])
    length = sum(end - start for start, end in spans)
    if length != len(name):
        what = f"at: covers {length} characters, {name!r} has {len(name)}."
        yield path, what, "Correct the offsets ([start, end], the end not included), or take at: out."


def _check_value(amount: Any, path: Path) -> Iterator[Finding]:
    words = _folded(amount.get("as_written", ""))
    printed = {Decimal(number) for number in NUMBER.findall(words)}
    printed |= {Decimal(number) * read_scale(scale) for number, scale in MULTIPLE.findall(words)}
    for key in ("value", "maximum"):
        if printed and key in amount and Decimal(amount[key]) not in printed:
            what = f"{key}: {amount[key]} does not stand in {amount['as_written']!r}."
            yield (
                (*path, key),
                what,
                "Copy the number as it is printed, or multiply it out by its 万 or 亿.",
            )


def _folded(words: str) -> str:
    return NOISE.sub("", unicodedata.normalize("NFKC", words))
