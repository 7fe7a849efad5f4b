"""Which concepts of B-READY a measure may serve, by its words, its characters and the headings above it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from graph.alignment.characters import (
    Profiles,
    Run,
    Thresholds,
    likenesses,
    make_profiles,
    runs,
)
from graph.alignment.evidence import Word, pillar_votes, words_of
from graph.alignment.headings import Expectation, Names, expected, heading_names
from graph.alignment.levels import Choice, narrowed
from graph.alignment.matching import Lexicon, make_lexicon
from graph.alignment.measure import MeasureWords, Proposal
from graph.alignment.reasons import Said, confidence, reason
from graph.alignment.topics import Topic, held, topics_of
from graph.vocabulary.concept_terms import SUBCATEGORY, TOPIC, ConceptTerms, shipped_concept_terms

MOST = 4


@dataclass(frozen=True, slots=True)
class Method:
    """The words of an edition, ready to be looked for, and their characters, ready to be compared."""

    known: ConceptTerms
    terms: Lexicon
    pillars: Lexicon
    names: Names
    topics: Profiles
    subcategories: Profiles
    thresholds: Thresholds


def make_method(known: ConceptTerms, thresholds: Thresholds | None = None) -> Method:
    """Return the method for the words of an edition."""
    return Method(
        known,
        make_lexicon(known.terms),
        make_lexicon(known.pillars),
        heading_names(known),
        make_profiles(known, TOPIC),
        make_profiles(known, SUBCATEGORY),
        thresholds or Thresholds(),
    )


@cache
def shipped_method() -> Method:
    """Return the method for the shipped words."""
    return make_method(shipped_concept_terms())


def propose(measure: MeasureWords, method: Method | None = None) -> tuple[Proposal, ...]:
    """Return up to four concepts that a measure may serve, the likeliest first; () is a result.

    Words in the title weigh three, in the text one, and one more where they stand again; a heading
    that names a topic adds two. A topic is proposed where that makes two, a second one
    where its words alone make three, or two and half of the first. Below a heading of other work
    a topic needs a word narrower than itself in the title, or three words. Pairs of characters
    tell which topic a measure with too few words is like, whether it is like another than its
    heading names, and which subcategory it is like where no word names one.

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
    like = likenesses(method.topics, measure)
    topics = held(topics_of(method.known, words, heading), heading, like, method.thresholds)
    within = likenesses(method.subcategories, measure) if topics else {}
    least = method.thresholds.subcategory
    found = [
        _proposal(_said(choice, topic, heading, rank), method, measure)
        for topic in topics
        for rank, choice in enumerate(narrowed(topic.key, topic.words, votes, within, least))
    ]
    found.sort(key=lambda each: (-each.confidence, each.concept))
    return tuple(found[:MOST])


def _named(choice: Choice, topic: Topic) -> tuple[Word, ...]:
    """Return the words in the title that name the topic, where the choice has none there."""
    if any(word.in_title for word in choice.words):
        return ()
    return tuple(word for word in topic.words.get(topic.key, ()) if word.in_title)


def _said(choice: Choice, topic: Topic, heading: Expectation, rank: int) -> Said:
    return Said(
        choice,
        heading.heading if topic.prior else "",
        heading.heading if heading.is_outside else "",
        rank,
        _named(choice, topic),
        (topic.key,) if topic.is_alike else (),
    )


def _proposal(said: Said, method: Method, measure: MeasureWords) -> Proposal:
    shared = _shared(said, method, measure)
    said = replace(said, runs=tuple(run.text for run in shared))
    words = {span for word in (*said.choice.words, *said.named) for span in word.spans}
    spans = sorted(words | {span for run in shared for span in run.spans})
    return Proposal(said.choice.concept, said.choice.strength, confidence(said), reason(said), tuple(spans))


def _shared(said: Said, method: Method, measure: MeasureWords) -> tuple[Run, ...]:
    """Return the characters that the measure shares with what it is alike."""
    if said.choice.alike:
        return runs(method.subcategories, said.choice.alike, measure)
    return runs(method.topics, said.alike, measure) if said.alike else ()
