"""The text as the patterns see it: one width, one script, no noise, each character traced to its offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.extraction.lines import line_noise
from graph.extraction.words import shipped_words
from graph.model import Span

# Full-width ASCII and the spaces of East Asian text; 、。〔〕《》“” have a meaning of their own and stay.
WIDTH = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    "\u3000": " ",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\uff61": "。",
    "\uff64": "、",
    "\ufe50": ",",
    "\ufe51": "、",
    "\ufe52": "。",
    "\ufe54": ";",
    "\ufe55": ":",
    "\ufe59": "(",
    "\ufe5a": ")",
    "\u2236": ":",
}
WIDE = re.compile(f"[{re.escape(''.join(WIDTH))}]")

PINYIN = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿêɡ"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
# Pinyin that mirror sites put after a character, Markdown's bold, and marks that no reader sees.
# Every alternative begins with a character of its own, look-behinds after it: what cannot begin one is
# skipped fast.
NOISE = re.compile(
    rf"\((?<=[\u4e00-\u9fff]\()[{PINYIN}]{{1,6}}(?:\s*/\s*[{PINYIN}]{{1,6}})*\)"
    rf"|【(?<=[\u4e00-\u9fff]【)[{PINYIN}]{{1,6}}】"
    rf"|\*\*|@@|{'|'.join(INVISIBLE)}"
)
HAN = "[\u4e00-\u9fff]"
LAST_PIECE = re.compile(rf"[ \n](?<=[\u4e00-\u9fff \n][ \n]){HAN}{{1,4}}(?=[:|])")
SPACED_LABEL = re.compile(rf"(?<!{HAN})(?:{HAN}{{1,3}}[ \n]{{1,2}}){{1,4}}{HAN}{{1,4}}$")
SPACES = re.compile("[ \n]+")
LONGEST_LABEL = 24
TRADITIONAL = re.compile(
    "[單責導務門區縣機關發會業財農員協辦標稅監國開資環勞綠牽頭領黨級進續實聯總與處廳鎮鄉衛團屬組織設據經濟電車運輸場氣鐵銀試]"
)


@dataclass(frozen=True, slots=True)
class Clean:
    """Folded text without noise, and where its characters stand in the reader's text.

    `starts` are the offsets in `text` at which a piece of the reader's text begins, and
    `moved` how far each piece stands from its place there.
    """

    text: str
    starts: tuple[int, ...]
    moved: tuple[int, ...]

    def offset(self, position: int) -> int:
        """Return the offset in the reader's text of the character at `position`."""
        return position + self.moved[bisect_right(self.starts, position) - 1]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Return where `text[start:end]` stands in the reader's text: a span a piece."""
        after = bisect_right(self.starts, start)
        first = after - 1
        if after == len(self.starts) or end <= self.starts[after]:
            moved = self.moved[first]
            return ((start + moved, end + moved),)
        last = bisect_right(self.starts, end - 1) - 1
        edges = [start, *self.starts[first + 1 : last + 1], end]
        return tuple(
            (left + moved, right + moved)
            for left, right, moved in zip(edges, edges[1:], self.moved[first : last + 1], strict=False)
        )

    def at(self, start: int, end: int) -> list[Any]:
        """Return where `text[start:end]` stands as a coded plan says it: a pair, or a list of pairs."""
        after = bisect_right(self.starts, start)
        if after == len(self.starts) or end <= self.starts[after]:
            moved = self.moved[after - 1]
            return [start + moved, end + moved]
        return [list(span) for span in self.spans(start, end)]


def fold(content: str) -> str:
    """Return `content` in one width and in simplified script, character for character.

    Examples
    --------
    >>> fold("（責任單位：Ａ局）")
    '(责任单位:A局)'
    """
    folded = content
    # Twenty times as fast as str.translate, which looks every character up.
    position = 0
    while wide := WIDE.search(folded, position):
        folded, position = folded.replace(wide.group(), WIDTH[wide.group()]), wide.end()
    return folded.translate(_to_simplified(folded)) if TRADITIONAL.search(folded) else folded


def noise_spans(folded: str) -> list[Span]:
    """Return what is no text in folded text: injected pinyin, marks of bold, invisible characters."""
    return [match.span() for match in NOISE.finditer(folded)]


def label_spaces(folded: str, *, is_wrapped: bool = True) -> list[Span]:
    """Return the blanks, and in wrapped text the line ends, inside labels that are set apart: 责 任:."""
    spaces = (span for last in LAST_PIECE.finditer(folded) for span in _spaces(folded, last.end()))
    return [span for span in spaces if is_wrapped or "\n" not in folded[slice(*span)]]


def _spaces(folded: str, end: int) -> list[Span]:
    """Return the white space inside the label that ends at `end`, its pieces short: 李明 责 任 单 位."""
    run = SPACED_LABEL.search(folded, max(0, end - LONGEST_LABEL), end)
    if not run:
        return []
    spaces = [each.span() for each in SPACES.finditer(folded, run.start(), end)]
    starts = [run.start(), *(after for _, after in spaces[:-1])]
    for index, start in enumerate(starts):
        if _is_label(re.sub(r"\s", "", folded[start:end])):
            return spaces[index:]
    return []


def _is_label(word: str) -> bool:
    words = shipped_words()
    return word in words.roles.labels or words.label.fullmatch(word + ":") is not None


def clean(content: str, *, is_wrapped: bool = True, left_out: Iterable[Span] = ()) -> Clean:
    """Return `content` folded, without noise and without line ends that break a sentence.

    A reader that knows paragraphs and rows means its line ends: nothing is wrapped there.
    `left_out` are further spans of `content` that are no text.

    Examples
    --------
    >>> found = clean("市**發(fā)改委**牽頭")
    >>> found.text, found.spans(0, 4)
    ('市发改委牵头', ((0, 1), (3, 4), (8, 10)))
    """
    folded = fold(content)
    spaces = [*label_spaces(folded, is_wrapped=is_wrapped), *left_out]
    return cut(folded, [*noise_spans(folded), *spaces, *(line_noise(folded) if is_wrapped else ())])


def cut(folded: str, left_out: Iterable[Span]) -> Clean:
    """Return `folded` without the spans `left_out`, each character traced."""
    pieces: list[str] = []
    starts: list[int] = []
    moved: list[int] = []
    length = position = 0
    for start, end in [*sorted(left_out), (len(folded), len(folded))]:
        if start > position:
            pieces.append(folded[position:start])
            starts.append(length)
            moved.append(position - length)
            length += start - position
        position = max(position, end)
    return Clean("".join(pieces), tuple(starts) or (0,), tuple(moved) or (0,))


def _to_simplified(text: str) -> dict[int, str]:
    converter = _converter()
    table = {}
    for character in set(text):
        if character >= "\u4e00":
            simple = converter.convert(character)
            if len(simple) == 1 and simple != character:
                table[ord(character)] = simple
    return table


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
