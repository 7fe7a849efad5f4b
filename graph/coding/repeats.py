"""What may stand only once in a coded plan: each such thing becomes one node of the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from graph.coding.names import ROLES
from graph.coding.nodes import Coded, Finding, Path

Naming = Callable[[Any], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Once:
    """A list whose entries must differ: its key, what names an entry, what it is called, the remedy."""

    key: str
    naming: Naming
    called: str
    remedy: str


def _by(*keys: str) -> Naming:
    return lambda entry: tuple(entry.get(key, "") for key in keys)


def assignee(entry: Any) -> tuple[str, str]:
    """Return the name and the part of an assignee, written as a text or as a block of keys."""
    return (entry, "") if isinstance(entry, str) else (entry["name"], entry.get("part", ""))


OWN_ID = "Give each its own id."
ONE_PART = "Take one out, or give each its part:."
IN_PLAN = (
    Once("rules", _by("id"), "rule {0!r}", OWN_ID),
    Once("coders", _by("id"), "coder {0!r}", OWN_ID),
    Once("sections", _by("key"), "section {0!r}", "Give each its own key."),
    Once(
        "measures",
        _by("key"),
        "measure {0!r}",
        "Give each its own key; where numbers restart in each section, section-number such as 2-3.",
    ),
)
IN_MEASURE = (
    *(Once(role, assignee, f"{{0!r}} as {role}", ONE_PART) for role in ROLES),
    Once("open_ended", _by("role", "part"), "an open end of {0}", ONE_PART),
    Once("deadlines", _by("id"), "deadline {0!r}", OWN_ID),
    Once("targets", _by("id"), "target {0!r}", OWN_ID),
    Once("conditions", _by("id"), "condition {0!r}", OWN_ID),
    Once("alignments", _by("concept", "coder", "edition"), "{0} by {1!r}", "A coder has one vote a concept."),
    Once("links", _by("to", "kind"), "the link {1} {0}", "Take one out."),
)


def check_repeats(coded: Coded) -> Iterator[Finding]:
    """Find what stands twice where once is all there can be."""
    yield from _in(coded, coded.data, (), IN_PLAN)
    for index, measure in enumerate(coded.data["measures"]):
        yield from _in(coded, measure, ("measures", index), IN_MEASURE)


def _in(coded: Coded, data: Any, path: Path, lists: Iterable[Once]) -> Iterator[Finding]:
    for once in lists:
        first: dict[tuple[str, ...], int] = {}
        for index, entry in enumerate(data.get(once.key, [])):
            place = (*path, once.key, index)
            name = once.naming(entry)
            if name in first:
                called = once.called.format(*name)
                yield place, f"{called} stands twice, first on line {first[name]}.", once.remedy
            first.setdefault(name, coded.line(place))
