"""Deadlines, targets and conditions of a new extraction known again under the ids of an earlier one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Data = dict[str, Any]
LETTERS = {"deadlines": "d", "targets": "t", "conditions": "c"}
LOOSE = ("at", "as_written", "subject")
"""What makes two entries one where not all of them is equal: offsets, else words, else the subject."""


def aligned(base: Data, mine: Data, theirs: Data) -> Data:
    """Return a newly read measure with its ids changed to those that it had before.

    An entry that stands in `base` or `mine` as a whole, or at the same offsets, or in
    the same words, takes that entry's id; any other gets an id that neither uses.

    Examples
    --------
    >>> old = {"targets": [{"id": "t1", "at": [5, 9], "value": 80}]}
    >>> new = {"targets": [{"id": "t1", "at": [1, 4], "value": 3}, {"id": "t2", "at": [5, 9], "value": 80}]}
    >>> aligned(old, old, new)["targets"]
    [{'id': 't2', 'at': [1, 4], 'value': 3}, {'id': 't1', 'at': [5, 9], 'value': 80}]
    """
    changed = dict(theirs)
    renamed: dict[str, str] = {}
    for kind, letter in LETTERS.items():
        if kind not in theirs:
            continue
        ids = {each["id"]: each for each in (*mine.get(kind, ()), *base.get(kind, ()))}
        found = list(_ids(theirs[kind], ids, letter))
        if kind == "deadlines":
            renamed = {entry["id"]: new for entry, new in zip(theirs[kind], found, strict=True)}
        changed[kind] = [_with_ids(each, new, renamed) for each, new in zip(theirs[kind], found, strict=True)]
    return changed


def _with_ids(entry: Data, own: str, deadlines: Mapping[str, str]) -> Data:
    entry = {**entry, "id": own}
    if "deadline" in entry:
        entry["deadline"] = deadlines.get(entry["deadline"], entry["deadline"])
    return entry


def _ids(entries: list[Data], known: Mapping[str, Data], letter: str) -> Iterator[str]:
    free = dict(known)
    chosen: dict[int, str] = {}
    for same in (_equal, *map(_alike, LOOSE)):
        for index, entry in enumerate(entries):
            if index not in chosen:
                match = next((each for each, other in free.items() if same(entry, other)), None)
                if match is not None:
                    chosen[index] = match
                    del free[match]
    number = 0
    for index in range(len(entries)):
        while index not in chosen:
            number += 1
            if f"{letter}{number}" not in known:
                chosen[index] = f"{letter}{number}"
        yield chosen[index]


def _equal(entry: Data, other: Data) -> bool:
    return {**entry, "id": ""} == {**other, "id": ""}


def _alike(key: str) -> Any:
    return lambda entry, other: key in entry and entry[key] == other.get(key)
