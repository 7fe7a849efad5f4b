"""What the headings above a measure lead one to expect: topics, or work that B-READY does not ask about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.alignment.matching import Lexicon, find_words, make_lexicon
from graph.vocabulary.concept_terms import OUTSIDE, ConceptTerms

OUTSIDE_TOO = (
    "信用体系", "信用监管", "信用建设", "文化", "文旅", "旅游", "体育", "医疗", "卫生", "养老", "托育",
    "环境保护", "环保", "绿色低碳", "数字政府", "政商关系", "政企沟通", "组织保障", "组织领导", "组织实施",
    "宣传引导", "督查",
)  # fmt: skip
"""Names of what no topic is about, beside those of the sectors."""
LIKE = 0.6
FARTHER = 0.75
PRIOR = 2.0
SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class Names:
    """Names of fields of work, with the topic that each stands for."""

    lexicon: Lexicon
    topics: Mapping[str, str]
    similar: tuple[tuple[frozenset[str], str], ...]


@dataclass(frozen=True, slots=True)
class Expectation:
    """Topics with their weight as evidence, the heading that names them, or that it names others' work."""

    heading: str = ""
    topics: Mapping[str, float] = field(default_factory=dict)
    is_outside: bool = False


def heading_names(known: ConceptTerms) -> Names:
    """Return every name of a field of work: labels of topics and sectors, and the terms of one topic only."""
    topics: dict[str, str] = {}
    for word, keys in known.terms.items():
        of_word = {known.concepts[key].topic for key in keys}
        if len(of_word) == 1:
            topics[word] = of_word.pop()
    topics.update(dict.fromkeys(OUTSIDE_TOO, OUTSIDE))
    topics.update(known.headings)
    similar = tuple(
        (_bigrams(name), topic)
        for name, topic in known.headings.items()
        if topic and len(name) >= SHORTEST_NAME
    )
    return Names(make_lexicon(topics), topics, similar)


def expected(names: Names, headings: Sequence[str]) -> Expectation:
    """Return what the nearest heading that names a field of work leads one to expect.

    A heading that names topics and other things is one of those topics; one that names
    nothing as such is held against the labels of topics by the pairs of characters that they share.

    Examples
    --------
    >>> from graph.vocabulary.concept_terms import shipped_concept_terms
    >>> names = heading_names(shipped_concept_terms())
    >>> expected(names, ["打通堵点", "优化获得电力服务"]).topics
    {'us': 1.5}
    >>> expected(names, ["提升文化旅游品质"]).is_outside
    True
    >>> expected(names, ["健全商业纠纷的解决机制"]).topics, expected(names, ["优化营商环境"]).topics
    ({'dr': 2.0}, {})
    """
    weight = PRIOR
    for heading in headings:
        found = [names.topics[hit.word] for hit in find_words(names.lexicon, heading)]
        if not found:
            found = _similar(names, heading)
        if found:
            topics = dict.fromkeys(topic for topic in found if topic)
            share = weight / max(1, len(topics))
            return Expectation(heading, dict.fromkeys(topics, share), not topics)
        weight *= FARTHER
    return Expectation()


def _similar(names: Names, heading: str) -> list[str]:
    pairs = _bigrams(heading)
    shares = ((len(name & pairs) / len(name), topic) for name, topic in names.similar)
    best: Iterable[tuple[float, str]] = sorted(shares, key=lambda each: -each[0])[:1]
    return [topic for share, topic in best if share >= LIKE]


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[index : index + 2] for index in range(len(text) - 1))
