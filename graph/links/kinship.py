"""Measures of different places: those that put a higher plan's into effect, and those that are alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from graph.links.found import Found, Part
from graph.links.similarity import ALIKE, Grams, alike, grams
from graph.links.succession import topic
from graph.model import Plan
from graph.vocabulary.places import Place, ancestors

NEAREST = 3
"""How many alike measures are stated of one measure: links grow with the measures, not their square."""

Here = tuple[int, int]
"""A measure by the place of its plan and its own place in it."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Measures of all plans by their pairs of characters, and which sets of pairs are alike.

    `above` are the plans, by place, of which each plan puts measures into effect.
    """

    plans: Sequence[Plan]
    places: Mapping[str, Place]
    groups: Mapping[Grams, list[Here]]
    near: Mapping[Grams, list[tuple[float, Grams]]]
    above: Sequence[frozenset[int]]

    def links(self) -> Iterator[Found]:
        """Yield `implements`, then `similar`."""
        stated: set[tuple[Here, Here]] = set()
        for own, near in self.near.items():
            for here in self.groups[own]:
                yield from self._implements(here, near)
                for there, score in islice(self._beside(here, near), NEAREST):
                    pair = (min(here, there), max(here, there))
                    if pair not in stated:
                        stated.add(pair)
                        yield self._found("similar", "alike", *pair, score)

    def _implements(self, here: Here, near: list[tuple[float, Grams]]) -> Iterator[Found]:
        """Yield, for each plan above, the measure most alike."""
        above = set(self.above[here[0]])
        for score, group in near:
            for there in self.groups[group] if above else ():
                if there[0] in above:
                    above.remove(there[0])
                    yield self._found("implements", "above", here, there, score)

    def _beside(self, here: Here, near: list[tuple[float, Grams]]) -> Iterator[tuple[Here, float]]:
        """Yield the measures most alike of plans of which neither follows from the other."""
        own = self.plans[here[0]]
        for score, group in near:
            for there in self.groups[group]:
                other = self.plans[there[0]]
                same = own.place == other.place and topic(own) == topic(other)
                if not (same or there[0] in self.above[here[0]] or here[0] in self.above[there[0]]):
                    yield there, score

    def _found(self, kind: str, phrase: str, here: Here, there: Here, score: float) -> Found:
        (own, measure), (plan, other) = (
            (self.plans[place], self.plans[place].measures[position]) for place, position in (here, there)
        )
        said = {"year": str(plan.year), "key": other.key, "likeness": f"{score:.2f}"}
        place = self.places[plan.place]
        reason = (Part(phrase, zh=said | {"place": place.zh}, en=said | {"place": place.en}),)
        return Found(kind, (own.id, measure.key), (plan.id, other.key), reason, score)


def kin(plans: Sequence[Plan], places: Mapping[str, Place]) -> Kin:
    """Return what is alike among the measures of all plans; equal titles are compared once."""
    groups: dict[Grams, list[Here]] = {}
    for place, plan in enumerate(plans):
        for position, measure in enumerate(plan.measures):
            if found := grams(measure.title):
                groups.setdefault(found, []).append((place, position))
    titles = list(groups)
    near: dict[Grams, list[tuple[float, Grams]]] = {title: [(1.0, title)] for title in titles}
    for one, other, score in alike(titles, ALIKE):
        near[titles[one]].append((score, titles[other]))
        near[titles[other]].append((score, titles[one]))
    for each in near.values():
        each.sort(key=lambda found: (-found[0], groups[found[1]][0]))
    return Kin(plans, places, groups, near, _above(plans, places))


def _above(plans: Sequence[Plan], places: Mapping[str, Place]) -> list[frozenset[int]]:
    """Return, for each plan, those of the places around its own, of its year or the one before."""
    known: dict[tuple[str, int], list[int]] = {}
    for number, plan in enumerate(plans):
        known.setdefault((plan.place, plan.year), []).append(number)
    return [
        frozenset(
            number
            for place in ancestors(places, plan.place)
            for year in (plan.year, plan.year - 1)
            for number in known.get((place, year), ())
        )
        for plan in plans
    ]
