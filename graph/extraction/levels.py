"""The level of numbering that carries attributions: found from where the clauses stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph.extraction.numbering import Label, style_ranks
from graph.model import Span

LONGEST_HEADING = 60
LONGEST_LEAD = 400
SECTIONS = frozenset({"chapter", "han"})
LINE_END = re.compile(r"[。;\s]*(?:\n|$)")


@dataclass(frozen=True, slots=True)
class Levels:
    """Labels with their ranks, the style of the measures, and which clauses each label owns.

    `around` are the indices of the label around each, -1 for none, `heading` the clauses that
    stand in a heading with items below it.
    """

    ranks: dict[str, int]
    around: list[int]
    style: str
    owned: dict[int, list[Span]]
    heading: dict[int, Span]


def find_level(text: str, labels: Sequence[Label], clauses: Sequence[Span]) -> Levels:
    """Return the style of number whose labels own most clauses, "" where none does.

    A clause belongs to the last number before it. Where only the last of several items
    has one, time and again, it is that of the item around them; where it stands in a
    heading, it counts for the items below.
    """
    ranks = style_ranks(labels)
    starts = [label.start for label in labels]
    owned: dict[int, list[Span]] = {}
    heading: dict[int, Span] = {}
    counted: Counter[str] = Counter()
    for clause in clauses:
        owner = bisect_right(starts, clause[0]) - 1
        if owner < 0:
            continue
        if _is_heading(text, labels, owner, clause, ranks):
            heading[owner] = clause
            counted[labels[owner + 1].style] += 1
        else:
            owned.setdefault(owner, []).append(clause)
    around = _parents(labels, ranks)
    owned = _lifted(labels, ranks, around, owned)
    counted.update(labels[owner].style for owner in owned)
    style = max(counted, key=lambda each: (counted[each], -ranks[each]), default="")
    return Levels(ranks, around, style, owned, heading)


def _is_heading(text: str, labels: Sequence[Label], owner: int, clause: Span, ranks: dict[str, int]) -> bool:
    """Return whether a clause ends the line of a heading whose items follow."""
    if owner + 1 == len(labels):
        return False
    label, below = labels[owner], labels[owner + 1]
    return (
        ranks[below.style] > ranks[label.style]
        and below.value == 1
        and clause[0] - label.end <= LONGEST_HEADING
        and "\n" not in text[label.end : clause[0]]
        and LINE_END.match(text, clause[1]) is not None
        and _leads_on(text[clause[1] : below.start].strip("。;\n "), label)
    )


def _leads_on(between: str, label: Label) -> bool:
    """Return whether nothing, or below a section one paragraph, stands between a heading and its items."""
    return not between or (label.style in SECTIONS and "\n" not in between and len(between) <= LONGEST_LEAD)


def _parents(labels: Sequence[Label], ranks: dict[str, int]) -> list[int]:
    """Return the index of the label around each, -1 for none."""
    found: list[int] = []
    around: list[int] = []
    depths = [ranks[label.style] for label in labels]
    for index, depth in enumerate(depths):
        while around and depths[around[-1]] >= depth:
            around.pop()
        found.append(around[-1] if around else -1)
        around.append(index)
    return found


def _lifted(
    labels: Sequence[Label], ranks: dict[str, int], above: Sequence[int], owned: dict[int, list[Span]]
) -> dict[int, list[Span]]:
    """Return the clauses by owner, those that close a run of items moved to the item around it."""
    owned = {owner: list(clauses) for owner, clauses in owned.items()}
    for style in sorted(ranks, key=lambda each: -ranks[each]):
        runs: dict[int, list[int]] = {}
        for index, label in enumerate(labels):
            if label.style == style and above[index] >= 0:
                runs.setdefault(above[index], []).append(index)
        closing = {around for around, run in runs.items() if _closes(run, owned)}
        others = sum(
            any(index in owned for index in run) for around, run in runs.items() if around not in closing
        )
        if len(closing) <= others:
            continue
        for around in closing:
            owned.setdefault(around, []).extend(owned.pop(runs[around][-1]))
    return owned


def _closes(run: list[int], owned: dict[int, list[Span]]) -> bool:
    return len(run) > 1 and run[-1] in owned and not any(index in owned for index in run[:-1])
