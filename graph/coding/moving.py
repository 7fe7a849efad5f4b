"""A corrected plan made ready for another text of its document: places left out, measures known again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any

from graph.coding.names import ROLES

Data = dict[str, Any]
PLACE = "at"
SAME_TITLE = 0.5


def without_places(value: Any) -> Any:
    """Return a value of a plan without offsets, which hold for one text only.

    Examples
    --------
    >>> without_places({"lead": [{"name": "市财政局", "at": [3, 7]}], "title": "修路"})
    {'lead': [{'name': '市财政局'}], 'title': '修路'}
    """
    if isinstance(value, dict):
        return {key: without_places(each) for key, each in value.items() if key != PLACE}
    return [without_places(each) for each in value] if isinstance(value, list) else value


def moved_keys(old: Data, new: Data) -> dict[str, str]:
    """Return the keys that measures of an earlier text have in the new one, where they have others.

    A measure is known again by its title, where no other has it. One that is not found again, and
    whose key another measure has now, is told apart by `-before`.

    Examples
    --------
    >>> old = {"measures": [{"key": "1", "title": "修路"}, {"key": "2", "title": "植树"}]}
    >>> moved_keys(old, {"measures": [{"key": "1", "title": "植树"}]})
    {'2': '1', '1': '1-before'}
    """
    titles, before = _unique_titles(new), _unique_titles(old)
    found = {key: titles[title] for title, key in before.items() if titles.get(title, key) != key}
    taken = set(found.values())
    lost = (key for each in old["measures"] if (key := each["key"]) in taken and key not in found)
    return found | {key: f"{key}-before" for key in lost}


def _unique_titles(data: Data) -> dict[str, str]:
    often = Counter(each.get("title") for each in data["measures"])
    return {
        each["title"]: each["key"]
        for each in data["measures"]
        if "title" in each and often[each["title"]] == 1
    }


def with_keys(data: Data, keys: Mapping[str, str], source: Data) -> Data:
    """Return a plan whose measures have other keys, in links and rules too, and of another `source`."""
    prefix = f"{data['plan']['id']}/"

    def link(each: Data) -> Data:
        key = each["to"].removeprefix(prefix) if each["to"].startswith(prefix) else ""
        return each | {"to": prefix + keys[key]} if key in keys else each

    measures = [each | {"key": keys.get(each["key"], each["key"])} for each in data["measures"]]
    measures = [
        each | {"links": [*map(link, each["links"])]} if "links" in each else each for each in measures
    ]
    moved = data | {"plan": data["plan"] | {"source": source}, "measures": measures}
    if "rules" in data:
        rules = [
            each | ({"from": keys.get(each["from"], each["from"])} if "from" in each else {})
            for each in data["rules"]
        ]
        moved["rules"] = rules
    return moved


def is_other_measure(old: Data, new: Data) -> bool:
    """Return whether two measures of one key, each of its own text, are about other things.

    Examples
    --------
    >>> is_other_measure({"title": "修好乡村道路"}, {"title": "修好农村道路"})
    False
    >>> is_other_measure({"title": "修好乡村道路"}, {"title": "办理社保登记"})
    True
    """
    one, other = (each.get("title", "") for each in (old, new))
    return bool(one and other) and SequenceMatcher(None, one, other, autojunk=False).ratio() < SAME_TITLE


def lost_places(old: Data, new: Data) -> Iterator[tuple[str, str]]:
    """Yield the measure and the words of what had a place and has none in the new text.

    An agency is named with its role, of the other lists it is told how many lost their place;
    a measure that has none itself is told whole, with its title.
    """
    placed = {each["key"]: each for each in old["measures"] if PLACE in each}
    for measure in new["measures"]:
        before = placed.get(measure["key"])
        if before and PLACE not in measure:
            yield measure["key"], measure.get("title", "")
        elif before:
            for kind in before:
                yield from ((measure["key"], words) for words in _lost(kind, before, measure))


def _lost(kind: str, before: Data, measure: Data) -> Iterator[str]:
    if kind in ROLES:
        known = {each["name"] for each in before[kind] if not isinstance(each, str) and PLACE in each}
        now = (each if isinstance(each, dict) else {"name": each} for each in measure.get(kind, ()))
        yield from (f"{kind} {each['name']}" for each in now if PLACE not in each and each["name"] in known)
    elif isinstance(before[kind], list) and kind != PLACE:
        entries = measure.get(kind, ())
        had = sum(isinstance(each, dict) and PLACE in each for each in before[kind])
        has = sum(isinstance(each, dict) and PLACE in each for each in entries)
        if lost := min(had, len(entries)) - has:
            yield f"{kind} ({lost})"
