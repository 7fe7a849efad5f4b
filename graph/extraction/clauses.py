"""Where attribution clauses stand in clean text: in brackets, after labels, or as a sentence of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from graph.extraction import names as look
from graph.extraction.lists import Item, read_list
from graph.extraction.numbering import FIRST
from graph.extraction.rules import find_rules
from graph.extraction.words import HAN, OTHER, Words, shipped_words
from graph.model import Span

BRACKETS = {"(": ")", "〔": "〕", "[": "]", "【": "】"}
# What ends a bracketed attribution after its verb: a deadline, a rule, an open list.
BRACKET = re.compile(r"[(〔\[【](?:[^()〔〕\[\]【】\n]|[(〔][^()〔〕\n]{0,60}[)〕]|\n(?!\n)){2,600}[)〕\]】]")
LEADS = "牵头"
BY = re.compile("(?<!自)由")
SENTENCE = re.compile(rf"由?[^。\n;()]{{2,200}}?{LEADS}[^。\n]{{0,300}}(?=[。\n]|$)")
# Who is in charge, said in a sentence or before the text of an item: 市财政局负责,市审计局配合.
CHARGED = re.compile(
    r"负责(?:落实)?(?:,(?P<more>[^。\n;()]{2,80}?)(?:配合|参与|协助))?(?=[。\n]|$|(?P<goes_on>,))"
)
LONGEST_CHARGED = 120
LONGEST_BEGINNING = 201
NEXT_LABEL = re.compile(rf"[。\s]*(?P<label>[{HAN}]{{2,12}})[:|]")
STOP = re.compile("[。\n]")
OTHER_LABEL = re.compile(rf"[\s;,][{HAN}]{{2,10}}:")
GLOSS_AFTER = re.compile(r"[。;!?\s]*(?:$|\n|[(〔]|[一二三四五六七八九十0-9]+(?:[、.)]|是))")
LONGEST = 700


def find_clauses(text: str, start: int, end: int, words: Words | None = None) -> list[Span]:
    """Return the spans of the attribution clauses in `text[start:end]`, in order, brackets included.

    Examples
    --------
    >>> text = "推进改革。(市发改委牵头,市财政局配合)完善机制(见附件)。责任单位:市科技局。"
    >>> [text[slice(*span)] for span in find_clauses(text, 0, len(text))]
    ['(市发改委牵头,市财政局配合)', '责任单位:市科技局。']
    """
    words = words or shipped_words()
    brackets = [match.span() for match in BRACKET.finditer(text, start, end)]
    found = [span for span in brackets if _attributes(text[span[0] + 1 : span[1] - 1], words)]
    found = sorted([*found, *_outside(found, _labelled(text, start, end, words))])
    found = sorted([*found, *(span for span in _outside(found, brackets) if _bare(text, *span))])
    found = sorted([*found, *_outside(found, _divided(text, start, end, words))])
    sentences = _outside(found, sorted([*_sentences(text, start, end), *_charged(text, start, end)]))
    return sorted([*found, *(span for span in sentences if _only_names(text[slice(*span)], words))])


def _outside(found: list[Span], more: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans of `more` that overlap none of those found, which are in order."""
    starts = [span[0] for span in found]
    for span in more:
        index = bisect_right(starts, span[1] - 1) - 1
        if index < 0 or found[index][1] <= span[0]:
            yield span


def _attributes(inside: str, words: Words) -> bool:
    if words.label.search(inside):
        return True
    return any(
        verb.start() > 0 and _stands_alone(_last_name(inside[: verb.start()]))
        for verb in words.verb.finditer(inside)
    )


def _stands_alone(name: str) -> bool:
    """Return whether a name is an agency's; what is done 由 one is a sentence: 校内由人社部门负责."""
    return look.stands_alone(name) and BY.search(name, 1) is None


def _last_name(list_text: str) -> str:
    return re.split(r"[、,;\s]", list_text)[-1]


def _bare(text: str, start: int, end: int) -> bool:
    """Return whether brackets that stand after a sentence or end a paragraph hold only names of agencies."""
    inside = text[start + 1 : end - 1]
    if not (text[max(start - 1, 0)] in "。;" or GLOSS_AFTER.match(text, end)) or len(inside) < 3:
        return False
    rules = find_rules(text, start + 1, end - 1)
    names = inside[: rules[0].start - start - 1].rstrip("、,;。") if rules else inside
    parts = re.split(r"[、,;]", names)
    if max(map(len, parts)) < 3:
        return False
    named = all(len(part) > 2 or look.stands_alone(part) for part in parts) and look.stand_together(parts)
    if text[max(start - 1, 0)] == "。" and len(parts) > 1 and all(map(look.is_unit, parts)):
        return named
    return named and any(look.level_character(part) or look.is_group(part) for part in parts)


def _labelled(text: str, start: int, end: int, words: Words) -> list[Span]:
    found: list[Span] = []
    position = start
    while match := words.label.search(text, position, end):
        first = match.start()
        last = _end_of_labels(text, match.end(), end, words)
        found.append((first, last))
        position = last
    return found


def _divided(text: str, start: int, end: int, words: Words) -> list[Span]:
    """Return what a label without a role begins and verbs go on with: 部门分工:市教育局牵头,市财政局配合."""
    spans = (
        (match.start(), _end_of_labels(text, match.end(), end, words))
        for match in words.division.finditer(text, start, end)
    )
    return [span for span in spans if words.verb.search(text, *span)]


def _end_of_labels(text: str, position: int, end: int, words: Words) -> int:
    """Return where a run of labels and lists ends: at 。 or a line end that no further label follows."""
    limit = min(end, position + LONGEST)
    while True:
        stop = STOP.search(text, position, limit)
        for other in OTHER_LABEL.finditer(text, position, stop.start() if stop else limit):
            if words.label_role(other.group()[1:-1]) == OTHER:
                return other.start()
        if not stop:
            return limit
        if text[stop.start() - 1] in "、,:" and stop.group() == "\n":
            position = stop.end()
            continue
        following = NEXT_LABEL.match(text, stop.start())
        if following and words.label_role(following["label"]) != OTHER:
            position = following.end()
            continue
        return stop.end() if stop.group() == "。" else stop.start()


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences that 牵头 stands in, for 由A牵头,B配合."""
    reached = start
    position = text.find(LEADS, start, end)
    while position >= 0:
        low = max(reached, position - LONGEST_BEGINNING - 1)
        begin = max(text.rfind(mark, low, position) for mark in "。\n;") + 1
        if (begin or not low) and (match := SENTENCE.match(text, begin, end)):
            reached = match.end()
            yield match.span()
        position = text.find(LEADS, max(reached, position + 1), end)


def _charged(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what says who is in charge: a sentence, or the words between a number and a comma."""
    for match in CHARGED.finditer(text, start, end):
        low = max(start, match.start() - LONGEST_CHARGED)
        begin = max(text.rfind(mark, low, match.start()) for mark in "。\n;") + 1
        number = FIRST.match(text, begin, match.start()) if begin > low else None
        begin = number.end() if number else begin
        names = re.split("[、,]", text[begin : match.start()].removeprefix("由"))
        is_said = begin > low and (number is not None or match["goes_on"] is None)
        if is_said and any(look.is_named(name) and not look.is_group(name) for name in names):
            yield begin, match.end()


def _only_names(sentence: str, words: Words) -> bool:
    """Return whether a sentence holds nothing but names, verbs and separators."""
    rest = words.verb.sub(",", sentence.removeprefix("由"))
    parts = [part for part in re.split("[,;]+", rest) if part]
    if not parts or rest == sentence:
        return False
    for part in parts:
        items = [Item(name, 0, 0, "、") for name in part.split("、") if name]
        named, opens = read_list(items)
        if not opens and not all(look.is_unit(item.name) and len(item.name) < 20 for item in named):
            return False
    return True


def inside_brackets(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Return the span inside the brackets around a clause, and whether the closing one is lost."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end or text[start] not in BRACKETS:
        return start, end, False
    last = end - 1 if text[end - 1] not in "。;" else end - 2
    closing = _closing(text, start, end)
    if closing == last:
        return start + 1, last, False
    if closing >= 0:
        return start, end, False
    is_mixed = last > start and text[last] in BRACKETS.values()
    return start + 1, last if is_mixed else end, not is_mixed


def _closing(text: str, start: int, end: int) -> int:
    """Return where the bracket that opens at `start` is closed, -1 where it is not."""
    opening, closing = text[start], BRACKETS[text[start]]
    depth = 0
    for position in range(start, end):
        depth += (text[position] == opening) - (text[position] == closing)
        if not depth:
            return position
    return -1
