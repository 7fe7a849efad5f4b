"""The topics of B-READY that a measure is held to serve: by its words, its heading, its characters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.alignment.characters import Thresholds
from graph.alignment.evidence import Word
from graph.alignment.headings import Expectation
from graph.alignment.levels import common, level
from graph.vocabulary.concept_terms import TOPIC, ConceptTerms

ENOUGH = 2.0
"""What a topic must weigh: one word in the title, two in the text, or a heading that names it."""
ALIKE = 1.0
"""What it adds to a topic that a measure is clearly most like it."""
SECOND = 3.0
OF_FIRST = 0.5
ENOUGH_OUTSIDE = 3.0


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with the words that point into it, by concept, and what its heading adds.

    `is_alike` tells that the topic is held only because the measure is clearly most like it.
    """

    key: str
    words: Mapping[str, Sequence[Word]]
    prior: float
    is_alike: bool = False

    @property
    def all_words(self) -> tuple[Word, ...]:
        """Return its words in one row."""
        return tuple(word for each in self.words.values() for word in each)

    @property
    def weight(self) -> float:
        """Return what its words weigh together."""
        return sum(word.weight for word in self.all_words)


def topics_of(known: ConceptTerms, words: Sequence[Word], heading: Expectation) -> list[Topic]:
    """Return the topics that words or the heading point to, the weightiest first."""
    by_topic: dict[str, dict[str, list[Word]]] = {topic: {} for topic in heading.topics}
    for word in words:
        keys: dict[str, list[str]] = {}
        for key in known.terms[word.word]:
            keys.setdefault(known.concepts[key].topic, []).append(key)
        for topic, each in keys.items():
            by_topic.setdefault(topic, {}).setdefault(common(each), []).append(word)
    topics = [Topic(topic, each, heading.topics.get(topic, 0.0)) for topic, each in by_topic.items()]
    return sorted(topics, key=lambda topic: (-topic.weight - topic.prior, topic.key))


def held(
    topics: Sequence[Topic], heading: Expectation, like: Mapping[str, float], thresholds: Thresholds
) -> list[Topic]:
    """Return the topics that weigh enough; one that only the heading names, only where it is alone.

    `like` tells how like each topic the measure is. A topic that only the heading names is
    not held where the measure is clearly like another; and where none is held, the topic
    that the measure is clearly most like weighs one more.
    """
    if heading.is_outside:
        return [topic for topic in topics if _is_strong(topic)]
    enough = [topic for topic in topics if topic.weight + topic.prior >= ENOUGH]
    worded = [topic for topic in enough if topic.words]
    if worded:
        return worded[:1] + [topic for topic in worded[1:] if _is_second(topic, worded[0].weight)]
    named = [topic for topic in enough[:1] if not _is_like_another(topic.key, like, thresholds)]
    return named or [
        Topic(topic.key, topic.words, topic.prior, is_alike=True)
        for topic in topics
        if topic.weight + topic.prior + ALIKE >= ENOUGH and _leads(topic.key, like, thresholds)
    ]


def _is_second(topic: Topic, most: float) -> bool:
    return topic.weight >= SECOND or (topic.weight >= ENOUGH and topic.weight >= OF_FIRST * most)


def _is_strong(topic: Topic) -> bool:
    own = (word for key, each in topic.words.items() if level(key) > TOPIC for word in each)
    named = any(word.in_title for word in own)
    return named or len(topic.all_words) >= ENOUGH_OUTSIDE


def _leads(key: str, like: Mapping[str, float], thresholds: Thresholds) -> bool:
    """Tell whether a measure is clearly more like this topic than like any other."""
    own, other = like.get(key, 0.0), _of_others(key, like)
    return own > 0.0 and own >= thresholds.lead * other


def _is_like_another(key: str, like: Mapping[str, float], thresholds: Thresholds) -> bool:
    """Tell whether a measure is clearly like another topic, and clearly more so than like this one."""
    own, other = like.get(key, 0.0), _of_others(key, like)
    return other >= thresholds.other and other >= thresholds.lead * own


def _of_others(key: str, like: Mapping[str, float]) -> float:
    return max((share for topic, share in like.items() if topic != key), default=0.0)
