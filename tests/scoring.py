"""What a reader found, counted against a gold: invented plans, a coded plan, hand-coded clauses."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from cities import City, GoldMeasure

from graph.coding.repeats import assignee
from graph.extraction.attributions import ROLES
from graph.extraction.clause import answer_clause
from graph.extraction.reading import known_place, place_stems
from graph.vocabulary.gazetteer import Gazetteer
from graph.vocabulary.ontology import Ontology

Data = Mapping[str, Any]
Item = tuple[Any, ...]
KINDS = ("measures", "sections", "titles", "assignments", "open_ended", "deadlines", "targets")
NAMED = ("documents", "platforms", "programmes")
FOLDED = str.maketrans("（），；：％", "(),;:%")
SPACE = re.compile(r"\s|\*\*")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things the gold has, how many were read, and how many are in both."""

    gold: int = 0
    read: int = 0
    both: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.gold + other.gold, self.read + other.read, self.both + other.both)

    @property
    def precision(self) -> float | None:
        """The share of what was read that the gold has; None where nothing was read."""
        return self.both / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """The share of the gold that was read; None where the gold has nothing."""
        return self.both / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where there is nothing on either side."""
        return 2 * self.both / (self.gold + self.read) if self.gold + self.read else None


def count(gold: Iterable[Item], read: Iterable[Item]) -> Counts:
    """Return the counts of two lists, a thing as often as it stands.

    >>> count([(1,), (1,), (2,)], [(1,), (3,)])
    Counts(gold=3, read=2, both=1)
    """
    ours, theirs = Counter(gold), Counter(read)
    return Counts(ours.total(), theirs.total(), (ours & theirs).total())


def fold(words: str) -> str:
    """Return words without spaces and marks, their punctuation half-width, as the codebook compares them."""
    return SPACE.sub("", words).translate(FOLDED)


def score_city(city: City, data: Data) -> dict[str, Counts]:
    """Return the counts of each of `KINDS` for an invented plan and the data read from it."""
    gold: dict[str, list[Item]] = {kind: [] for kind in KINDS}
    read: dict[str, list[Item]] = {kind: [] for kind in KINDS}
    gold["sections"] = [(each.key, fold(each.label), fold(each.title), each.parent) for each in city.sections]
    read["sections"] = [
        (each["key"], *(fold(each.get(key, "")) for key in ("label", "title", "parent")))
        for each in data["sections"]
    ]
    for measure in city.measures:
        for kind, what in _gold_things(measure):
            gold[kind].append((measure.key, *what))
    for entry in data["measures"]:
        for kind, what in _read_things(entry):
            read[kind].append((entry["key"], *what))
    return {kind: count(gold[kind], read[kind]) for kind in KINDS}


def _gold_things(measure: GoldMeasure) -> Iterator[tuple[str, Item]]:
    yield "measures", (measure.section,)
    if measure.title:
        yield "titles", (fold(measure.title),)
    for role in ROLES:
        yield from (("assignments", (role, name)) for name in getattr(measure, role))
    yield from (("open_ended", (fold(words),)) for words in measure.open_ended)
    yield from (("deadlines", (fold(words),)) for words in measure.deadlines)
    yield from (("targets", target) for target in measure.targets)


def _read_things(entry: Data) -> Iterator[tuple[str, Item]]:
    yield "measures", (entry.get("section", ""),)
    if "title" in entry:
        yield "titles", (fold(entry["title"]),)
    for role in ROLES:
        yield from (("assignments", (role, assignee(each)[0])) for each in entry.get(role, ()))
    yield from (("open_ended", (fold(each["as_written"]),)) for each in entry.get("open_ended", ()))
    yield from (("deadlines", (fold(each["as_written"]),)) for each in entry.get("deadlines", ()))
    for each in entry.get("targets", ()):
        yield "targets", (float(each["value"]), each["unit"], each["comparator"])


def misplaced(data: Data, content: str) -> list[str]:
    """Return the assignees whose offsets do not lead to their print in the document's text."""
    found = []
    for measure in data["measures"]:
        for entry in (each for role in ROLES for each in measure.get(role, ()) if "at" in each):
            spans = [entry["at"]] if isinstance(entry["at"][0], int) else entry["at"]
            there = fold("".join(content[start:end] for start, end in spans))
            if there != fold(entry.get("as_written", entry["name"])):
                found.append(f"{measure['key']}: {entry['name']} at {entry['at']} is {there}")
    return found


def score_named(gold: Data, read: Data) -> dict[str, Counts]:
    """Return the counts of the things that measures name, by measure and id."""
    return {kind: count(*([*_entries(side, kind, ("id",))] for side in (gold, read))) for kind in NAMED}


def score_details(gold: Data, read: Data) -> dict[str, tuple[int, int]]:
    """Return, of the targets in both, how many are equal in subject, basis, deadline: (equal, all)."""
    numbers = ("comparator", "value", "maximum", "unit")
    details = {}
    for extra in (), ("subject",), ("basis",), ("deadline",):
        keys = numbers + extra
        details["".join(extra)] = count(*(_entries(side, "targets", keys) for side in (gold, read))).both
    together = details.pop("")
    return {name: (equal, together) for name, equal in details.items()}


def _entries(data: Data, kind: str, keys: Sequence[str]) -> Iterator[Item]:
    for measure in data["measures"]:
        for each in measure.get(kind, ()):
            yield (measure["key"], *(_plain(each.get(key)) for key in keys))


def _plain(value: object) -> object:
    """Return a number as a float, since a draft has floats where a coded plan has decimals."""
    return float(value) if isinstance(value, int | Decimal) else value


def score_bodies(gold: Data, read: Data, ontology: Ontology) -> tuple[int, int]:
    """Return how many spellings lead to the same body in both plans, of how many that both print."""
    ours, theirs = _bodies(gold, ontology), _bodies(read, ontology)
    shared = ours.keys() & theirs.keys()
    return sum(ours[each] == theirs[each] for each in shared), len(ours)


def _bodies(data: Data, ontology: Ontology) -> dict[str, str]:
    """Return the agency (its path, or that of the proposal) that each spelling of a plan leads to."""
    place, register = data["plan"]["place"], ontology.register()
    found: dict[str, str] = {}
    entries = {each["spelling"]: each for each in data.get("names", ())}
    for measure in data["measures"]:
        for spelling in (assignee(each)[0] for role in ROLES for each in measure.get(role, ())):
            entry = entries.get(spelling)
            if entry is None:
                found[spelling] = " ".join(register.candidates(spelling, place))
            else:
                found[spelling] = entry.get("agency") or entry["new"]["slug"]
    return found


@dataclass(frozen=True, slots=True)
class ClauseScore:
    """How hand-coded clauses were read: ids of those that are not entirely right, and counts."""

    clauses: int
    wrong: tuple[str, ...]
    assignments: Counts
    refusals: Counts


def score_clauses(path: Path, gazetteer: Gazetteer) -> ClauseScore:
    """Return the score of the clauses in a file, those that are cut off left out.

    A clause is entirely right when every role, the groups, the open end and the deadline
    are, or when it is refused and should be.
    """
    clauses = [each for each in json.loads(path.read_text(encoding="utf-8")) if not each["truncated"]]
    wrong: list[str] = []
    gold: list[Item] = []
    read: list[Item] = []
    refused: tuple[list[Item], list[Item]] = [], []
    for each in clauses:
        answer = answer_clause(
            each["clause"], place_stems(gazetteer, known_place(each["context_place"], gazetteer))
        )
        is_refusal = each["expect"] == "refuse"
        refused[0].extend([(each["id"],)] * is_refusal)
        refused[1].extend([(each["id"],)] * bool(answer["refused"]))
        gold += [] if is_refusal else _assigned(each["id"], each)
        read += [] if answer["refused"] else _assigned(each["id"], answer)
        if not (answer["refused"] if is_refusal else _is_right(each, answer)):
            wrong.append(each["id"])
    return ClauseScore(len(clauses), tuple(wrong), count(gold, read), count(*refused))


def _assigned(name: str, clause: Data) -> list[Item]:
    return [(name, role, agency) for role in ROLES for agency in clause[role]]


def _is_right(gold: Data, answer: Data) -> bool:
    keys = (*ROLES, "open_ended", "deadline")
    right = not answer["refused"] and all(answer[key] == gold[key] for key in keys)
    return right and sorted(answer["groups"]) == sorted(gold["groups"])


def total(scores: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    """Return the counts of several plans together."""
    together = dict.fromkeys(KINDS, Counts())
    for score in scores:
        together = {kind: together[kind] + score[kind] for kind in KINDS}
    return together
