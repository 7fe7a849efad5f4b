"""How like the words of a concept a measure is, by the pairs of neighbouring characters that they share."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from graph.alignment.matching import stripped
from graph.alignment.measure import MeasureWords, Passage
from graph.model import Span
from graph.vocabulary.concept_terms import ConceptTerms

OF_TEXT = 0.5
"""What a pair counts that stands in the text, against 1 in the title."""
MOST_RUNS = 4


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From when on a likeness says something: chosen as docs/alignment.md tells.

    `lead` is how many times as like a topic a measure must be as any other, `other` how
    like another topic, to be held against a heading, and `subcategory` how like a
    subcategory, to be narrowed to it.
    """

    lead: float = 1.5
    other: float = 0.12
    subcategory: float = 0.03


WITHOUT = Thresholds(lead=math.inf, other=math.inf, subcategory=math.inf)
"""Thresholds that no likeness reaches."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """The pairs of characters in the words of concepts of one level.

    `holders` are the concepts that have a pair, `weights` how telling it is, `unknown` what
    one weighs that none has.
    """

    holders: Mapping[str, frozenset[str]]
    weights: Mapping[str, float]
    unknown: float


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of a measure that also stand in the words of a concept."""

    text: str
    spans: tuple[Span, ...]


def make_profiles(known: ConceptTerms, level: int) -> Profiles:
    """Return the profiles of the concepts of a level; what stands below one counts for it.

    A pair weighs the logarithm of how many concepts there are, and one, over how many have
    it (inverse document frequency, Spärck Jones 1972), so that a pair of all weighs next to
    nothing. Pairs of a topic's own words tell nothing below it, and are left out there.
    """
    own = _own_pairs(known)
    holders: dict[str, set[str]] = {}
    keys = {key for key in own if key.count("-") == level}
    for key, found in own.items():
        above = "-".join(key.split("-")[: level + 1])
        if above in keys:
            for pair in found - (own[known.concepts[key].topic] if level else set()):
                holders.setdefault(pair, set()).add(above)
    most = len(keys) + 1
    return Profiles(
        {pair: frozenset(each) for pair, each in holders.items()},
        {pair: math.log(most / len(each)) for pair, each in holders.items()},
        math.log(most),
    )


def _own_pairs(known: ConceptTerms) -> dict[str, set[str]]:
    """Return concept → the pairs of characters in its name and its own search words."""
    words = {key: [concept.zh] for key, concept in known.concepts.items()}
    for word, keys in known.terms.items():
        for key in keys:
            words[key].append(word)
    return {
        key: {pair for word in each for pair, _ in pairs(stripped(word)[0])} for key, each in words.items()
    }


def likenesses(profiles: Profiles, measure: MeasureWords) -> dict[str, float]:
    """Return concept → which share of a measure's pairs, by weight, stands in the words of the concept.

    A pair of the title counts 1, one of the text 0.5 (both where it stands in both), each
    once; pairs that no concept has weigh as much as those of one only. Concepts without a
    shared pair are left out.

    Examples
    --------
    >>> from graph.vocabulary.concept_terms import shipped_concept_terms
    >>> profiles = make_profiles(shipped_concept_terms(), 0)
    >>> found = likenesses(profiles, MeasureWords(Passage("存量房预告登记")))
    >>> max(found, key=found.get)
    'bl'
    """
    counts: dict[str, float] = {}
    for passages, share in (((measure.title,), 1.0), (measure.text, OF_TEXT)):
        own = (pair for each in passages for pair, _ in pairs(stripped(each.text)[0]))
        for pair in dict.fromkeys(own):
            counts[pair] = counts.get(pair, 0.0) + share
    found: dict[str, float] = {}
    total = 0.0
    for pair, count in counts.items():
        weight = count * profiles.weights.get(pair, profiles.unknown)
        total += weight
        for key in profiles.holders.get(pair, ()):
            found[key] = found.get(key, 0.0) + weight
    return {key: weight / total for key, weight in found.items()} if total else {}


def runs(profiles: Profiles, keys: Collection[str], measure: MeasureWords) -> tuple[Run, ...]:
    """Return up to four runs of characters that a measure shares with concepts, the weightiest first."""
    found: dict[str, tuple[float, Run]] = {}
    shared = {
        pair: profiles.weights[pair] for pair, own in profiles.holders.items() if not own.isdisjoint(keys)
    }
    for passages, in_title in (((measure.title,), True), (measure.text, False)):
        for passage in passages:
            for weight, text, spans in _runs(shared, passage):
                found.setdefault(text, (weight * (1.0 if in_title else OF_TEXT), Run(text, spans)))
    ranked = sorted(found.values(), key=lambda each: (-each[0], each[1].text))
    return tuple(run for _, run in ranked[:MOST_RUNS])


def _runs(shared: Mapping[str, float], passage: Passage) -> Iterator[tuple[float, str, tuple[Span, ...]]]:
    """Yield each longest run of shared pairs with its weight and where it stands."""
    content, offsets = stripped(passage.text)
    start, end, weight = 0, 0, 0.0
    for pair, at in (*pairs(content), ("", len(content) + 1)):
        if weight and (pair not in shared or at != end - 1):
            yield weight, content[start:end], passage.span(offsets[start], offsets[end - 1] + 1)
            weight = 0.0
        if pair in shared:
            start = start if weight else at
            end, weight = at + 2, weight + shared[pair]


def pairs(content: str) -> Iterator[tuple[str, int]]:
    """Yield each two neighbours that are letters or digits, with where they stand.

    Examples
    --------
    >>> list(pairs("确权，登记"))
    [('确权', 0), ('登记', 3)]
    """
    for at, (left, right) in enumerate(pairwise(content)):
        if left.isalnum() and right.isalnum():
            yield left + right, at
