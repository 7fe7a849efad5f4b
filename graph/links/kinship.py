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
    """Measures of all plans by their pairs of characters, and which sets of pairs are alike."""

    plans: Sequence[Plan]
    places: Mapping[str, Place]
    groups: Mapping[Grams, list[Here]]
    near: Mapping[Grams, list[tuple[float, Grams]]]

    def links(self) -> Iterator[Found]:
        """Yield `implements` and `similar`, by plan and measure."""
        stated: set[tuple[Here, Here]] = set()
        for own, near in self.near.items():
            for here in self.groups[own]:
                yield from self._above(here, near)
        for own, near in self.near.items():
            for here in self.groups[own]:
                beside = (
                    (there, score)
                    for score, group in near
                    for there in self.groups[group]
                    if self._are_beside(here[0], there[0])
                )
                for there, score in islice(beside, NEAREST):
                    pair = (min(here, there), max(here, there))
                    if pair not in stated:
                        stated.add(pair)
                        yield self._found("similar", "alike", *pair, score)

    def _above(self, here: Here, near: list[tuple[float, Grams]]) -> Iterator[Found]:
        """Yield, for each plan above, the measure most alike."""
        done: set[int] = set()
        above = self._plans_above(here[0])
        for score, group in near if above else ():
            for there in self.groups[group]:
                if there[0] in above and there[0] not in done:
                    done.add(there[0])
                    yield self._found("implements", "above", here, there, score)

    def _plans_above(self, lower: int) -> set[int]:
        return {place for place in range(len(self.plans)) if self._is_above(place, lower)}

    def _is_above(self, higher: int, lower: int) -> bool:
        """Return whether one plan is of a place around the other's, for the same year or the one before."""
        above, below = self.plans[higher], self.plans[lower]
        return below.year - above.year in {0, 1} and above.place in ancestors(self.places, below.place)

    def _are_beside(self, one: int, other: int) -> bool:
        """Return whether neither plan follows from the other: not of one place and topic, nor one above."""
        first, second = self.plans[one], self.plans[other]
        if one == other or (first.place == second.place and topic(first) == topic(second)):
            return False
        return not (self._is_above(one, other) or self._is_above(other, one))

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
    return Kin(plans, places, groups, near)
