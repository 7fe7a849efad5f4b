"""Words of a lexicon found in text: the longest wins, quotation marks and blanks do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.extraction.clean import fold
from graph.model import Span

LEFT_OUT = re.compile(r"[\s“”‘’「」『』\"'*\u200b\ufeff]+")
FIRST = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the lexicon where it stands in the text, marks inside it included."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words by their first two characters, the longest first."""

    words: Mapping[str, tuple[str, ...]]


def make_lexicon(words: Iterable[str]) -> Lexicon:
    """Return the lexicon of `words`, folded as text is; words of one character are left out."""
    groups: dict[str, list[str]] = {}
    for word in sorted({_folded(each) for each in words}):
        if len(word) >= FIRST:
            groups.setdefault(word[:FIRST], []).append(word)
    return Lexicon({start: tuple(sorted(each, key=len, reverse=True)) for start, each in groups.items()})


def find_words(lexicon: Lexicon, text: str) -> tuple[Hit, ...]:
    """Return the words of the lexicon in a text, in its order; none overlaps another.

    Of words that overlap the longest is taken, of equal ones the first. A word that
    begins or ends in a Latin letter or a digit does not stand inside a longer run of those.
    Each position is looked at once, by its two characters: time grows with the text.

    Examples
    --------
    >>> lexicon = make_lexicon(["破产", "破产管理人", "管理人名册", "AEO"])
    >>> [(hit.word, hit.start, hit.end) for hit in find_words(lexicon, "“破产”管理人名册，aeo企业")]
    [('破产管理人', 1, 7), ('AEO', 10, 13)]
    """
    content, offsets = stripped(text)
    taken = bytearray(len(content))
    found = []
    for word, start in sorted(_matches(lexicon, content), key=lambda match: (-len(match[0]), match[1])):
        end = start + len(word)
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * len(word)
            found.append(Hit(word, offsets[start], offsets[end - 1] + 1))
    return tuple(sorted(found, key=lambda hit: hit.start))


def _folded(text: str) -> str:
    return "".join(each.upper() if "a" <= each <= "z" else each for each in fold(text))


def stripped(text: str) -> tuple[str, list[int]]:
    """Return text without what does not count, and the offset of each character that is left."""
    pieces: list[str] = []
    offsets: list[int] = []
    for start, end in _kept(text):
        pieces.append(text[start:end])
        offsets.extend(range(start, end))
    return _folded("".join(pieces)), offsets


def _kept(text: str) -> Iterator[Span]:
    reached = 0
    for gap in LEFT_OUT.finditer(text):
        yield reached, gap.start()
        reached = gap.end()
    yield reached, len(text)


def _matches(lexicon: Lexicon, content: str) -> Iterator[tuple[str, int]]:
    for start in range(len(content) - 1):
        for word in lexicon.words.get(content[start : start + FIRST], ()):
            if content.startswith(word, start) and _stands_alone(content, start, start + len(word)):
                yield word, start


def _stands_alone(content: str, start: int, end: int) -> bool:
    return not (_joined(content, start - 1, start) or _joined(content, end - 1, end))


def _joined(content: str, left: int, right: int) -> bool:
    """Tell whether two neighbours are both Latin letters, or both digits, of one run."""
    if left < 0 or right >= len(content):
        return False
    pair = content[left : right + 1]
    return pair.isascii() and pair.isalnum() and pair[0].isdigit() == pair[1].isdigit()
