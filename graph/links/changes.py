"""What a measure asks more or less than the measure that it carries on: targets, deadlines, the lead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph.coding.writing import number_text
from graph.links.found import Part
from graph.links.similarity import SAME_MATTER, grams, likeness
from graph.model import Agency, Amount, Measure
from graph.vocabulary.iris import node
from graph.vocabulary.ontology import Concept

UPWARD = {"at-least": 1, "more-than": 1, "at-most": -1, "less-than": -1}
BY_BASIS = {"new": 1, "increase": 1, "decrease": 1}


@dataclass(frozen=True, slots=True)
class Side:
    """A measure with the plan and the year that it belongs to."""

    plan: str
    year: int
    measure: Measure


@dataclass(frozen=True, slots=True)
class Names:
    """What agencies and units are called."""

    agencies: Mapping[str, Agency]
    concepts: Mapping[str, Concept]


@dataclass(frozen=True, slots=True)
class Change:
    """A difference: what is said of it, whether it asks more, and the nodes that show it."""

    part: Part
    is_tighter: bool
    facts: tuple[str, ...] = ()


def changes(old: Side, new: Side, names: Names) -> list[Change]:
    """Return what `new` changes of `old`, targets first, then the deadline, then the lead.

    Targets are compared where they have one unit and a subject in common; raised is a
    higher number under at least or more than, a lower one under at most or less than; for
    other comparators what is new, increased or decreased counts upwards, and a mere level
    says neither. The deadline is the last day that a measure names, counted from the
    year of its plan. A lead is changed where both name leads and none is in both.
    """
    return [*_targets(old, new, names), *_deadline(old, new), *_lead(old, new, names)]


def _targets(old: Side, new: Side, names: Names) -> Iterator[Change]:
    left = list(old.measure.targets)
    for target in new.measure.targets:
        earlier = _same_target(target, left)
        if earlier is None:
            continue
        left.remove(earlier)
        step = _direction(earlier, target) * (target.value - earlier.value)
        if step:
            said = {
                lang: {
                    "subject": target.subject,
                    "old": _amount(earlier, names, lang),
                    "new": _amount(target, names, lang),
                }
                for lang in ("zh", "en")
            }
            facts = (
                node("target", new.plan, new.measure.key, target.id),
                node("target", old.plan, old.measure.key, earlier.id),
            )
            yield Change(Part("raised" if step > 0 else "lowered", **said), step > 0, facts)


def _same_target(target: Amount, earlier: list[Amount]) -> Amount | None:
    """Return the target of one unit whose subject is most alike, the first of equals."""
    found = [
        (likeness(grams(each.subject), grams(target.subject)), -place, each)
        for place, each in enumerate(earlier)
        if each.unit == target.unit
    ]
    best = max(found, key=lambda each: each[:2], default=None)
    return best[2] if best and (best[0] >= SAME_MATTER or best[2].subject == target.subject) else None


def _direction(old: Amount, new: Amount) -> int:
    """Return 1 where more is asked by a higher number, -1 by a lower one, 0 where neither is said."""
    ways = {UPWARD.get(each.comparator) or BY_BASIS.get(each.basis, 0) for each in (old, new)}
    return ways.pop() if len(ways) == 1 else 0


def _amount(amount: Amount, names: Names, lang: str) -> str:
    unit = names.concepts.get(f"unit/{amount.unit}")
    label = (unit.zh if lang == "zh" else f" {unit.en}") if unit else ""
    return number_text(amount.value) + label


def _deadline(old: Side, new: Side) -> Iterator[Change]:
    (before, earlier), (after, later) = _last_day(old), _last_day(new)
    if not (before and after):
        return
    days = [f"{int(day[:4]) - side.year:+05d}{day[4:]}" for day, side in ((before, old), (after, new))]
    if days[0] != days[1]:
        is_earlier = (int(days[1][:5]), days[1][5:]) < (int(days[0][:5]), days[0][5:])
        said = {"old": before, "new": after}
        part = Part("earlier" if is_earlier else "later", zh=said, en=said)
        yield Change(part, is_earlier, (later, earlier))


def _last_day(side: Side) -> tuple[str, str]:
    """Return the last day that a measure names and the deadline's IRI, both "" where it names none."""
    dated = [(each.due, each.id) for each in side.measure.deadlines if each.due]
    if not dated:
        return "", ""
    due, name = max(dated)
    return due, node("deadline", side.plan, side.measure.key, name)


def _lead(old: Side, new: Side, names: Names) -> Iterator[Change]:
    before, after = _leads(old.measure), _leads(new.measure)
    if before and after and not set(before) & set(after):
        said = {
            lang: {"old": _labels(before, names, lang), "new": _labels(after, names, lang)}
            for lang in ("zh", "en")
        }
        yield Change(Part("lead", **said), is_tighter=True)


def _leads(measure: Measure) -> list[str]:
    return list(dict.fromkeys(each.agency for each in measure.assignments if each.role == "lead"))


def _labels(paths: list[str], names: Names, lang: str) -> str:
    found = [names.agencies[path] for path in paths]
    labels = [(each.label_en or each.label) if lang == "en" else each.label for each in found]
    return ("、" if lang == "zh" else ", ").join(labels)
