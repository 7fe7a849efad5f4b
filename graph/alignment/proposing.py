"""Which concepts of B-READY a measure may serve, by its words and the headings above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.alignment.evidence import Word, pillar_votes, words_of
from graph.alignment.headings import Expectation, Names, expected, heading_names
from graph.alignment.levels import Choice, common, level, narrowed
from graph.alignment.matching import Lexicon, make_lexicon
from graph.alignment.measure import MeasureWords, Proposal
from graph.alignment.reasons import Said, confidence, reason
from graph.vocabulary.concept_terms import TOPIC, ConceptTerms, shipped_concept_terms

MOST = 4
ENOUGH = 2.0
"""What a topic must weigh: one word in the title, two in the text, or a heading that names it."""
SECOND = 3.0
OF_FIRST = 0.5
ENOUGH_OUTSIDE = 3.0


@dataclass(frozen=True, slots=True)
class Method:
    """The words of an edition, ready to be looked for."""

    known: ConceptTerms
    terms: Lexicon
    pillars: Lexicon
    names: Names


@dataclass(frozen=True, slots=True)
class _Topic:
    """A topic with the words that point into it, by concept, and what its heading adds."""

    key: str
    words: Mapping[str, Sequence[Word]]
    prior: float

    @property
    def all_words(self) -> tuple[Word, ...]:
        return tuple(word for each in self.words.values() for word in each)

    @property
    def weight(self) -> float:
        return sum(word.weight for word in self.all_words)


def make_method(known: ConceptTerms) -> Method:
    """Return the method for the words of an edition."""
    return Method(known, make_lexicon(known.terms), make_lexicon(known.pillars), heading_names(known))


@cache
def shipped_method() -> Method:
    """Return the method for the shipped words."""
    return make_method(shipped_concept_terms())


def propose(measure: MeasureWords, method: Method | None = None) -> tuple[Proposal, ...]:
    """Return up to four concepts that a measure may serve, the likeliest first; () is a result.

    Words in the title weigh three, in the text one, and one more where they stand again; a heading
    that names a topic adds two. A topic is proposed where that makes two, a second one
    where its words alone make three, or two and half of the first. Below a heading of other work
    a topic needs a word narrower than itself in the title, or three words.

    Examples
    --------
    >>> from graph.alignment.measure import Passage
    >>> found = propose(MeasureWords(Passage("推广电子营业执照应用"), (Passage("新增场景十个。"),)))
    >>> [(each.concept, each.strength, each.confidence, each.reason) for each in found]
    [('be-2-1-3', 'direct', 0.65, 'title: 电子营业执照')]
    >>> propose(MeasureWords(Passage("优化公交线网"), (Passage("新开线路二十条。"),), ("交通运输",)))
    ()
    """
    method = method or shipped_method()
    words = words_of(measure, method.terms)
    votes = pillar_votes(measure, words_of(measure, method.pillars), method.known.pillars)
    heading = expected(method.names, measure.headings)
    topics = _held(_topics(method.known, words, heading), heading)
    found = [
        _proposal(choice, topic, heading, rank)
        for topic in topics
        for rank, choice in enumerate(narrowed(topic.key, topic.words, votes))
    ]
    found.sort(key=lambda each: (-each.confidence, each.concept))
    return tuple(found[:MOST])


def _topics(known: ConceptTerms, words: Sequence[Word], heading: Expectation) -> list[_Topic]:
    """Return the topics that words or the heading point to, the weightiest first."""
    by_topic: dict[str, dict[str, list[Word]]] = {topic: {} for topic in heading.topics}
    for word in words:
        keys: dict[str, list[str]] = {}
        for key in known.terms[word.word]:
            keys.setdefault(known.concepts[key].topic, []).append(key)
        for topic, each in keys.items():
            by_topic.setdefault(topic, {}).setdefault(common(each), []).append(word)
    topics = [_Topic(topic, each, heading.topics.get(topic, 0.0)) for topic, each in by_topic.items()]
    return sorted(topics, key=lambda topic: (-topic.weight - topic.prior, topic.key))


def _held(topics: Sequence[_Topic], heading: Expectation) -> list[_Topic]:
    """Return the topics that weigh enough; one that only the heading names, only where it is alone."""
    if heading.is_outside:
        return [topic for topic in topics if _is_strong(topic)]
    held = [topic for topic in topics if topic.weight + topic.prior >= ENOUGH]
    worded = [topic for topic in held if topic.words]
    if not worded:
        return held[:1]
    most = worded[0].weight
    return worded[:1] + [
        topic
        for topic in worded[1:]
        if topic.weight >= SECOND or (topic.weight >= ENOUGH and topic.weight >= OF_FIRST * most)
    ]


def _is_strong(topic: _Topic) -> bool:
    own = (word for key, each in topic.words.items() if level(key) > TOPIC for word in each)
    named = any(word.in_title for word in own)
    return named or len(topic.all_words) >= ENOUGH_OUTSIDE


def _named(choice: Choice, topic: _Topic) -> tuple[Word, ...]:
    """Return the words in the title that name the topic, where the choice has none there."""
    if any(word.in_title for word in choice.words):
        return ()
    return tuple(word for word in topic.words.get(topic.key, ()) if word.in_title)


def _proposal(choice: Choice, topic: _Topic, heading: Expectation, rank: int) -> Proposal:
    names_it = heading.heading if topic.prior else ""
    said = Said(choice, names_it, heading.heading if heading.is_outside else "", rank, _named(choice, topic))
    spans = sorted({span for word in (*choice.words, *said.named) for span in word.spans})
    return Proposal(choice.concept, choice.strength, confidence(said), reason(said), tuple(spans))
