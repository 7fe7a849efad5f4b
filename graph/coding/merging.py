"""A corrected plan and a new extraction of the same document joined, without losing a correction."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.coding.matching import aligned
from graph.coding.moving import PLACE, is_other_measure, moved_keys, with_keys, without_places
from graph.coding.names import ROLES
from graph.coding.repeats import assignee
from graph.coding.writing import yaml_text
from graph.errors import Problem, fail

Data = dict[str, Any]
Trail = tuple[str, ...]


class _Absent:
    """Stands for what one of the three has not."""


ABSENT = _Absent()


def _by(*keys: str) -> Callable[[Any], tuple[str, ...]]:
    return lambda entry: tuple(str(entry.get(key, "")) for key in keys)


# What names an entry of each list, so that it is known again in another list.
NAMED: dict[str, Callable[[Any], tuple[str, ...]]] = {
    **dict.fromkeys(ROLES, assignee),
    **dict.fromkeys(("sections", "measures"), _by("key")),
    **dict.fromkeys(("rules", "deadlines", "targets", "conditions"), _by("id")),
    **dict.fromkeys(("documents", "platforms", "programmes"), _by("name", "id")),
    "names": _by("spelling"),
    "open_ended": _by("role", "part"),
    "alignments": _by("concept", "coder", "edition"),
    "links": _by("to", "kind"),
    "coders": _by("id"),
    **dict.fromkeys(("issuers", "members", "doubts"), lambda entry: (entry,)),
}
WHOLE = ("names", "rules", "sections", "measures")
"""Lists whose new entries are taken even when nothing is known of the earlier extraction."""

LONGEST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where the person and the new extraction differ; the person's value stands.

    `measure` is a key, or empty for what stands outside the measures; `field` leads to
    the value, such as `lead 市财政局 part`; a value that one has not is None.
    """

    measure: str
    field: str
    mine: Any
    theirs: Any

    def problem(self, file: str) -> Problem:
        """Return the conflict as one line: where, both values, what to do."""
        if not self.measure:
            remedy = "Yours was kept; correct it if the new one is right."
            return Problem(file, self._differs(), remedy)
        remedy = f"Yours was kept; to take the new reading of the measure instead, add --take {self.measure}."
        return Problem(f"{file}, measure {self.measure}", self._differs(), remedy)

    def _differs(self) -> str:
        if self.field == "measure" and isinstance(self.mine, dict) and isinstance(self.theirs, dict):
            mine, theirs = (each.get("title", "") for each in (self.mine, self.theirs))
            if mine != theirs:
                return f"another measure stands here in the new text: {theirs!r}, yours is {mine!r}."
        return f"{self.field} is {_shown(self.mine)}, now read as {_shown(self.theirs)}."


@dataclass(frozen=True, slots=True)
class Merged:
    """The joined plan, and where the person's value was kept against another."""

    data: Data
    conflicts: tuple[Conflict, ...]


def merge(base: Data | None, mine: Data, theirs: Data) -> Merged:
    """Return the person's plan with what the new extraction changed.

    Parameters
    ----------
    base : dict or None
        What the earlier extraction wrote, before the person corrected it.
    mine, theirs : dict
        The person's plan, and the new extraction.

    Returns
    -------
    Merged
        Where only one of the two changed the base, the change is taken; where both did
        and differ, the person's stands and is listed. Entries of lists are known again by
        their key, id, spelling or name and part; targets, conditions and deadlines by
        their words and offsets before their id, since ids count and shift. A measure that
        was cut from another passage, and a name that one gives to an agency of the register
        and the other to a new one, are never mixed: one of the two stands whole. Without a base
        the person's plan stands as it is, and gains only whole measures, sections, rules
        and names that it has not; where the extraction says otherwise is listed.

    Raises
    ------
    UserError
        When the offsets of the two run over different texts.
    """
    if theirs in (mine, base):
        return Merged(mine, ())
    if base == mine:
        return Merged(theirs, ())
    _refuse_other_text(mine, theirs)
    merger = _Merger(known=base is not None)
    data = merger.blocks({} if base is None else base, mine, theirs, ())
    return Merged(data, tuple(merger.conflicts))


def _refuse_other_text(mine: Data, theirs: Data) -> None:
    key = "text_sha256"
    if mine["plan"]["source"][key] != theirs["plan"]["source"][key]:
        what = "the document was read as another text than the one that the offsets of this plan run over."
        remedy = "Carry your corrections over to the new text with --new-text, or extract to another file."
        raise fail("plan, source", what, remedy)


def merge_moved(base: Data | None, mine: Data, theirs: Data) -> tuple[Merged, Data]:
    """Return the person's plan with what was read in another text of its document, and the plan as moved.

    As `merge`, but the places of all that is found again are those of the new text, and what is
    not found again has none. Measures are known again by their titles where their numbers
    have changed; two measures of one key that are about other things are never mixed.
    """
    keys = moved_keys(mine if base is None else base, theirs)
    source = theirs["plan"]["source"]
    moved = with_keys(mine, keys, source)
    old = None if base is None else without_places(with_keys(base, keys, source))
    merger = _Merger(known=base is not None, is_moved=True)
    data = merger.blocks(old or {}, without_places(moved), theirs, ())
    return Merged(data, tuple(merger.conflicts)), moved


def with_taken(merged: Merged, theirs: Data, keys: Collection[str]) -> Merged:
    """Return a joined plan with the new reading of some measures, whatever the person's was.

    Raises
    ------
    UserError
        When neither the plan nor the new reading has a measure of such a key.
    """
    if not keys:
        return merged
    mine, read = ({each["key"]: each for each in data["measures"]} for data in (merged.data, theirs))
    if unknown := [key for key in keys if key not in mine and key not in read]:
        raise fail("--take", f"there is no measure {unknown[0]!r}.", "Write the key of a measure.")
    order = _interleaved(list(mine), [key for key in read if key in mine or key in keys])
    measures = [read.get(key) if key in keys else mine[key] for key in order]
    conflicts = tuple(each for each in merged.conflicts if each.measure not in keys)
    return Merged(merged.data | {"measures": [*filter(None, measures)]}, conflicts)


class _Merger:
    """Merges values, collecting conflicts on the way; `known` tells whether there is a base.

    `is_moved` tells that places are those of the new reading, whatever they were.
    """

    def __init__(self, *, known: bool, is_moved: bool = False) -> None:
        self.known = known
        self.is_moved = is_moved
        self.conflicts: list[Conflict] = []

    def value(self, base: Any, mine: Any, theirs: Any, trail: Trail) -> Any:
        if self.is_moved and trail[-1] == PLACE:
            return theirs
        unread = theirs is ABSENT and not self.known
        if mine == theirs or unread or (self.known and base == theirs):
            return mine
        if self.known and base == mine:
            return theirs
        if (
            isinstance(mine, dict)
            and isinstance(theirs, dict)
            and not self.are_apart(base, mine, theirs, trail)
        ):
            return self.blocks(base if isinstance(base, dict) else {}, mine, theirs, trail)
        if trail[-1] in NAMED and isinstance(mine, list | _Absent) and isinstance(theirs, list | _Absent):
            return self.lists(base, mine, theirs, trail)
        return self.conflict(mine, theirs, trail)

    def are_apart(self, base: Any, mine: Data, theirs: Data, trail: Trail) -> bool:
        if self.is_moved and len(trail) == 2 and trail[0] == "measures":
            return is_other_measure(base if isinstance(base, dict) else mine, theirs)
        return _is_another(mine, theirs, trail)

    def conflict(self, mine: Any, theirs: Any, trail: Trail) -> Any:
        measure, rest = (trail[1], trail[2:]) if trail[0] == "measures" else ("", trail)
        values = (None if each is ABSENT else each for each in (mine, theirs))
        self.conflicts.append(Conflict(measure, " ".join(rest) or "measure", *values))
        return mine

    def blocks(self, base: Data, mine: Data, theirs: Data, trail: Trail) -> Data:
        if len(trail) == 2 and trail[0] == "measures":
            theirs = aligned(base, mine, theirs)
        merged = {}
        for key in _interleaved(list(mine), list(theirs)):
            old, own, new = (each.get(key, ABSENT) for each in (base, mine, theirs))
            value = self.value(old, own, new, (*trail, key))
            if value is not ABSENT:
                merged[key] = value
        return merged

    def lists(self, base: Any, mine: Any, theirs: Any, trail: Trail) -> Any:
        sides = [_named(trail[-1], each) for each in (base, mine, theirs)]
        merged = []
        for name in _interleaved(list(sides[1]), list(sides[2])):
            values = [each.get(name, ABSENT) for each in sides]
            if any(isinstance(each, dict) for each in values):
                values = [{"name": each} if isinstance(each, str) else each for each in values]
            old, own, new = values
            is_new = not self.known and own is ABSENT and len(trail) == 1 and trail[0] in WHOLE
            place = (*trail, " ".join(filter(None, name)))
            value = new if is_new else self.value(old, own, new, place)
            if value is not ABSENT:
                merged.append(sides[1][name] if value == own else value)
        return merged if merged or mine is not ABSENT else ABSENT


def _is_another(mine: Data, theirs: Data, trail: Trail) -> bool:
    """Return whether two entries of one name are two things of which no half can be taken."""
    if len(trail) != 2:
        return False
    if trail[0] == "names":
        return ("new" in mine) != ("new" in theirs)
    return trail[0] == "measures" and _are_apart(mine.get("at"), theirs.get("at"))


def _are_apart(one: Any, other: Any) -> bool:
    """Return whether two offsets have no character in common.

    Examples
    --------
    >>> _are_apart([3, 9], [9, 12]), _are_apart([[3, 5], [7, 9]], [8, 12]), _are_apart([3, 9], None)
    (True, False, False)
    """
    if not (one and other):
        return False
    (start, end), (begin, stop) = (_outer(each) for each in (one, other))
    return bool(end <= begin or stop <= start)


def _outer(at: Any) -> tuple[int, int]:
    spans = at if isinstance(at[0], list) else [at]
    return spans[0][0], spans[-1][1]


def _named(key: str, entries: Any) -> dict[tuple[str, ...], Any]:
    """Return the entries by what names them; one that is named like an earlier one is told apart."""
    found: dict[tuple[str, ...], Any] = {}
    for entry in () if entries is ABSENT else entries:
        name = NAMED[key](entry)
        while name in found:
            name = (*name, "again")
        found[name] = entry
    return found


def _interleaved(mine: list[Any], theirs: list[Any]) -> Iterable[Any]:
    """Return all names in the order of `mine`, each other one after the one it follows in `theirs`.

    Examples
    --------
    >>> _interleaved(["c", "a"], ["a", "b", "c", "d"])
    ['c', 'd', 'a', 'b']
    """
    known, last = set(mine), None
    after: dict[Any, list[Any]] = {}
    for name in theirs:
        if name in known:
            last = name
        else:
            after.setdefault(last, []).append(name)
    followed = (each for name in mine for each in (name, *after.get(name, ())))
    return [*after.get(None, ()), *followed]


def _shown(value: Any) -> str:
    if value is None:
        return "left out"
    if isinstance(value, Mapping | list):
        lines = yaml_text({"value": value}).removeprefix("value:").splitlines()
        shown = "; ".join(line.strip().removeprefix("- ") for line in lines if line.strip())
        return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]} …"
    return str(value)
