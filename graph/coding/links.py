"""Policy links of a coded plan: where they lead, no circles, words in both measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.coding.nodes import Finding, Path

Reached = Mapping[str, tuple[str, ...]]
"""Measure → the measures that its links of one kind lead to."""


def check_links(data: Any) -> Iterator[Finding]:
    """Find links to no measure, to their own measure, in a circle, or with words of one measure only.

    A link to a measure of another plan is only read: that plan is not at hand. What is
    `rejected` may lead anywhere but to nothing.
    """
    measures = {measure["key"]: measure for measure in data["measures"]}
    reached = {kind: _reached(data, kind) for kind in ("prerequisite", "part-of")}
    for index, measure in enumerate(data["measures"]):
        for position, link in enumerate(measure.get("links", [])):
            path = ("measures", index, "links", position)
            key = _own_key(link, data)
            if not key:
                continue
            if key not in measures:
                what = f"there is no measure {key!r} in this plan."
                yield (*path, "to"), what, "Correct the key after the slash."
            elif key == measure["key"]:
                yield (*path, "to"), "the link leads back to its own measure.", "Correct to:, or take it out."
            else:
                if link.get("status") != "rejected":
                    yield from _check_circle(measure["key"], key, link["kind"], reached, path)
                yield from _check_words(link, (measure, measures[key]), path)


def _own_key(link: Any, data: Any) -> str:
    """Return the key of the measure of this plan that a link leads to, "" for another plan's."""
    plan, _, key = link["to"].partition("/")
    return key if plan == data["plan"]["id"] else ""


def _reached(data: Any, kind: str) -> Reached:
    return {
        measure["key"]: tuple(
            key
            for link in measure.get("links", [])
            if link["kind"] == kind and link.get("status") != "rejected" and (key := _own_key(link, data))
        )
        for measure in data["measures"]
    }


def _check_circle(
    start: str, key: str, kind: str, reached: Mapping[str, Reached], path: Path
) -> Iterator[Finding]:
    way = _way(key, start, reached[kind])
    if way:
        what = f"links of kind {kind} run in a circle: {' → '.join((start, *way))}."
        yield (*path, "to"), what, "Take one of them out, or turn it round."


def _way(start: str, end: str, reached: Reached) -> tuple[str, ...]:
    """Return a shortest way from one measure to another along links, () where there is none.

    Examples
    --------
    >>> _way("1", "3", {"1": ("2", "4"), "2": ("3",)})
    ('1', '2', '3')
    >>> _way("3", "1", {"1": ("2",), "2": ("3",)})
    ()
    """
    before = {start: ""}
    waiting = [start]
    while waiting:
        key = waiting.pop(0)
        if key == end:
            way = [key]
            while before[way[0]]:
                way.insert(0, before[way[0]])
            return tuple(way)
        for following in reached.get(key, ()):
            if following not in before:
                before[following] = key
                waiting.append(following)
    return ()


def _check_words(link: Any, ends: tuple[Any, Any], path: Path) -> Iterator[Finding]:
    """Find a link whose places miss one of its two measures, where all of them have places."""
    for measure in ends:
        if "at" in link and "at" in measure and not _touch(link["at"], measure["at"]):
            what = f"at: of the link holds no place in measure {measure['key']}."
            yield (
                (*path, "at"),
                what,
                "Give a place in each of the two measures: [[start, end], [start, end]].",
            )


def _touch(at: Any, around: Any) -> bool:
    """Return whether one of the places lies inside one of the others.

    Examples
    --------
    >>> _touch([[3, 5], [40, 44]], [38, 50]), _touch([3, 5], [[4, 9], [11, 20]])
    (True, False)
    """
    places, wholes = (each if isinstance(each[0], list) else [each] for each in (at, around))
    return any(first <= start and end <= last for start, end in places for first, last in wholes)
