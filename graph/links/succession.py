"""A place's next year: which measures it continues, which it tightens, which it drops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.links.changes import Names, Side, changes
from graph.links.found import Found, Part
from graph.links.similarity import SAME_MATTER, alike, grams
from graph.model import Measure, Plan
from graph.vocabulary.iris import node


def topic(plan: Plan) -> str:
    """Return what a plan's id says after place and year, "" for nothing."""
    return plan.id.partition(f"-{plan.year}")[2].removeprefix("-")


def successive(plans: Sequence[Plan]) -> Iterator[tuple[Plan, Plan]]:
    """Yield the pairs of plans of one place and topic of which one is for the year after the other."""
    known = {(plan.place, topic(plan), plan.year): plan for plan in plans}
    for plan in plans:
        following = known.get((plan.place, topic(plan), plan.year + 1))
        if following is not None:
            yield plan, following


def succession(old: Plan, new: Plan, names: Names) -> Iterator[Found]:
    """Yield the links of a plan to the plan of the year before: continues, tightens, drops.

    Measures are matched one to one, the most alike first; a measure that is split in two
    has its nearest half for successor, and the other half none. A measure without a title
    is known by nothing and is neither continued nor dropped.
    """
    matched = match(old.measures, new.measures)
    successors = {before: (after, found) for before, after, found in matched}
    for place, measure in enumerate(old.measures):
        if place in successors:
            after, found = successors[place]
            sides = Side(old.id, old.year, measure), Side(new.id, new.year, new.measures[after])
            yield _carried_on(*sides, found, names)
        elif measure.title:
            said = {"year": str(new.year), "least": f"{SAME_MATTER:.2f}"}
            reason = (Part("dropped", zh=said, en=said),)
            facts = (node("measure", old.id, measure.key),)
            yield Found("drops", (new.id, ""), (old.id, measure.key), reason, facts=facts)


def match(old: Sequence[Measure], new: Sequence[Measure]) -> list[tuple[int, int, float]]:
    """Return the pairs of places of measures that are one matter, each measure at most once."""
    titles = [grams(each.title) for each in (*old, *new)]
    found = [
        (one, other - len(old), score)
        for one, other, score in alike(titles, SAME_MATTER)
        if one < len(old) <= other
    ]
    taken: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for one, other, score in sorted(found, key=lambda each: (-each[2], each[0], each[1])):
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            kept.append((one, other, score))
    return kept


def _carried_on(old: Side, new: Side, found: float, names: Names) -> Found:
    differences = changes(old, new, names)
    is_tighter = any(each.is_tighter for each in differences)
    said = _said(old, found)
    parts = [Part("same", zh=said, en=said), *(each.part for each in differences)]
    if not is_tighter and not differences:
        parts.append(Part("unchanged"))
    return Found(
        "tightens" if is_tighter else "continues",
        (new.plan, new.measure.key),
        (old.plan, old.measure.key),
        tuple(parts),
        found,
        tuple(fact for each in differences for fact in each.facts),
    )


def _said(old: Side, found: float) -> dict[str, str]:
    return {"year": str(old.year), "key": old.measure.key, "likeness": f"{found:.2f}"}
