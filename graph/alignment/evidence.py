"""The words of a measure that point to concepts and pillars: where each stands, how often, what it weighs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.alignment.matching import Lexicon, find_words
from graph.alignment.measure import MeasureWords, Passage
from graph.model import Span

IN_TITLE, IN_OPENING, IN_TEXT, REPEATED = 3.0, 2.0, 1.0, 1.0
MOST_REPEATS = 1
OPENING = re.compile(r"[^，。；;：:,\n]{0,40}")
RULES, SERVICES, EFFICIENCY = 1, 2, 3
SPEEDS = frozenset({"second", "minute", "hour", "day", "working-day", "week", "month"})
"""Units in which the time that something takes is promised."""
VOTE_TITLE, VOTE_TEXT, VOTE_UNIT, MOST_VOTES = 2.0, 1.0, 1.5, 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the lexicon in a measure; `count` is how often it stands in title and text together."""

    word: str
    in_title: bool
    in_opening: bool
    count: int
    spans: tuple[Span, ...]

    @property
    def weight(self) -> float:
        """Return what the word weighs: most in the title, more in the opening of an untitled text.

        Examples
        --------
        >>> Word("首贷", True, False, 1, ()).weight, Word("首贷", False, False, 3, ()).weight
        (3.0, 2.0)
        """
        first = IN_TITLE if self.in_title else IN_OPENING if self.in_opening else IN_TEXT
        return first + REPEATED * min(self.count - 1, MOST_REPEATS)


def words_of(measure: MeasureWords, lexicon: Lexicon) -> tuple[Word, ...]:
    """Return the words of the lexicon in a measure, those of the title first."""
    title = _found(lexicon, (measure.title,))
    text = _found(lexicon, measure.text)
    opening = frozenset() if measure.title.text else _opening(lexicon, measure.text)
    return tuple(
        Word(
            word,
            word in title,
            word in opening,
            sum(len(found.get(word, ())) for found in (title, text)),
            tuple(span for found in (title, text) for at in found.get(word, ()) for span in at),
        )
        for word in dict.fromkeys((*title, *text))
    )


def _found(lexicon: Lexicon, passages: Iterable[Passage]) -> dict[str, list[tuple[Span, ...]]]:
    """Return each word with where it stands in the document, () for a place that is not known."""
    found: dict[str, list[tuple[Span, ...]]] = {}
    for passage in passages:
        for hit in find_words(lexicon, passage.text):
            found.setdefault(hit.word, []).append(passage.span(hit.start, hit.end))
    return found


def _opening(lexicon: Lexicon, passages: tuple[Passage, ...]) -> frozenset[str]:
    """Return the words before the first stop of a text: where no title is given they say most."""
    text = next((passage.text.lstrip() for passage in passages if passage.text.strip()), "")
    start = OPENING.match(text)
    return frozenset(hit.word for hit in find_words(lexicon, start.group() if start else ""))


def pillar_votes(
    measure: MeasureWords, words: Iterable[Word], pillars: Mapping[str, int]
) -> dict[int, float]:
    """Return how much words and units speak for each pillar: rules 1, services 2, efficiency 3.

    Each word counts once, twice as much in the title; those of the text count three at most
    for a pillar. Time and money that targets are measured in speak for efficiency.
    """
    votes = {RULES: 0.0, SERVICES: 0.0, EFFICIENCY: 0.0}
    in_text = dict.fromkeys(votes, 0)
    for word in words:
        pillar = pillars[word.word]
        if word.in_title:
            votes[pillar] += VOTE_TITLE
        elif in_text[pillar] < MOST_VOTES:
            in_text[pillar] += 1
            votes[pillar] += VOTE_TEXT
    if any(unit in SPEEDS for unit in measure.units):
        votes[EFFICIENCY] += VOTE_UNIT
    return votes


def leading_pillar(votes: Mapping[int, float]) -> int:
    """Return the pillar that most speaks for, 0 where nothing does or two are even.

    Examples
    --------
    >>> leading_pillar({1: 0.0, 2: 2.0, 3: 3.5}), leading_pillar({1: 1.0, 2: 1.0, 3: 0.0})
    (3, 0)
    """
    (first, most), (_, second) = sorted(votes.items(), key=lambda vote: -vote[1])[:2]
    return first if most > second else 0
