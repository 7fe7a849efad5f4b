"""The narrowest concepts of one topic that the words of a measure hold up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from graph.alignment.evidence import Word, leading_pillar
from graph.vocabulary.concept_terms import CATEGORY, SUBCATEGORY, TOPIC

DIRECT, CONTRIBUTES = "direct", "contributes"
TWICE = 2
FIRM = 2.0
"""What a further concept of a topic must weigh: two words in the text, or one in the title."""
AGREES = 0.5
MOST_A_TOPIC = 2
NEAR = 0.8
"""Subcategories that reach this share of the likeness of the most like are as like as it is."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A concept with the words that hold it up.

    `pillar_said` tells that words of a pillar chose it, `alike` are the subcategories
    whose words the measure is like, where that chose it.
    """

    concept: str
    strength: str
    words: tuple[Word, ...]
    pillar_said: int = 0
    alike: tuple[str, ...] = ()

    @property
    def weight(self) -> float:
        """Return what its words weigh together."""
        return sum(word.weight for word in self.words)


def level(key: str) -> int:
    """Return how far below its scheme a concept stands: a topic 0, a subcategory 3."""
    return key.count("-")


def common(keys: Sequence[str]) -> str:
    """Return the narrowest concept that holds all of `keys`, which are of one topic.

    Examples
    --------
    >>> common(["it-3-1-2", "it-3-2-2"]), common(["be-1-2-1"]), common(["us-1-1-2", "us-2-3-1"])
    ('it-3', 'be-1-2-1', 'us')
    """
    levels = zip(*(key.split("-") for key in keys), strict=False)
    return "-".join(each[0] for each in takewhile(lambda parts: len(set(parts)) == 1, levels))


def narrowed(
    topic: str,
    words: Mapping[str, Sequence[Word]],
    votes: Mapping[int, float],
    like: Mapping[str, float],
    least_like: float,
) -> tuple[Choice, ...]:
    """Return the concepts of a topic to propose, the weightiest first.

    `words` are those of the topic by the concept that each points to, `like` tells how like
    each subcategory the measure is, and `least_like` from when on that says something.
    A subcategory holds by its own word; several of one category that have one word each
    give the category. Where no word names a category, topic × pillar by the words of
    pillars, else the topic; and below that the subcategory that the measure is most like,
    or what holds all that it is as like.
    """
    pillar = leading_pillar(_with_broad(topic, words, votes))
    below = _below(words)
    rest = tuple(word for key, each in words.items() if level(key) < CATEGORY for word in each)
    ranked = sorted(below, key=lambda each: (-each.weight - AGREES * _agrees(each, pillar), each.concept))
    if not ranked or _is_outvoted(ranked[0], rest, pillar):
        all_words = (*rest, *(word for each in ranked for word in each.words))
        concept = f"{topic}-{pillar}" if pillar else topic
        alike = _alike(concept, like, least_like)
        return (Choice(common(alike) if alike else concept, CONTRIBUTES, all_words, pillar, alike),)
    others = (each for each in ranked[1:] if each.strength == DIRECT or each.weight >= FIRM)
    return (ranked[0], *others)[:MOST_A_TOPIC]


def _alike(concept: str, like: Mapping[str, float], least: float) -> tuple[str, ...]:
    """Return the subcategories of a concept that the measure is most like, () where none is narrower."""
    within = {key: share for key, share in like.items() if key.startswith(f"{concept}-")}
    most = max(within.values(), default=0.0)
    alike = tuple(sorted(key for key, share in within.items() if share >= NEAR * most))
    return alike if most >= least and common(alike) != concept else ()


def _with_broad(
    topic: str, words: Mapping[str, Sequence[Word]], votes: Mapping[int, float]
) -> dict[int, float]:
    """Return the votes with those of words that point to a topic × pillar."""
    added = dict(votes)
    for key, each in words.items():
        if level(key) > TOPIC:
            added[int(key.removeprefix(f"{topic}-")[0])] += max(word.weight for word in each) / 2
    return added


def _below(words: Mapping[str, Sequence[Word]]) -> list[Choice]:
    """Return the subcategories and categories that words hold up."""
    groups: dict[str, list[str]] = {}
    for key in words:
        if level(key) >= CATEGORY:
            groups.setdefault("-".join(key.split("-")[: CATEGORY + 1]), []).append(key)
    choices = []
    for category, keys in groups.items():
        own = [Choice(key, _strength(words[key]), tuple(words[key])) for key in keys]
        direct = [each for each in own if each.strength == DIRECT and level(each.concept) == SUBCATEGORY]
        if direct or (len(own) == 1 and level(own[0].concept) == SUBCATEGORY):
            choices += direct or own
        else:
            together = tuple(word for each in own for word in each.words)
            choices.append(Choice(category, CONTRIBUTES, together))
    return choices


def _strength(words: Iterable[Word]) -> str:
    words = tuple(words)
    in_title = any(word.in_title for word in words)
    return DIRECT if in_title or sum(word.count for word in words) >= TWICE else CONTRIBUTES


def _agrees(choice: Choice, pillar: int) -> bool:
    return pillar > 0 and choice.concept.split("-")[1] == str(pillar)


def _is_outvoted(first: Choice, rest: Sequence[Word], pillar: int) -> bool:
    """Tell whether one word in the text speaks against a title that names the topic and another pillar."""
    named = any(word.in_title for word in rest)
    return named and pillar > 0 and first.weight < FIRM and not _agrees(first, pillar)
