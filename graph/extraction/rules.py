"""Sentences that settle how the assignments of a whole document are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

GAP = r"[^。;\n]"
# A rule in brackets ends with them.
WITHIN = r"[^。;\n)〕]"
PATTERNS = (
    (
        "no-lead-responsible-leads",
        rf"(?:无|没有|未明确|未列|不设){GAP}{{0,6}}牵头(?:单位|部门)?的?,?{GAP}{{0,12}}责任(?:单位|部门){GAP}{{0,6}}牵头{GAP}{{0,12}}",
    ),
    (
        "first-listed-leads",
        rf"{GAP}{{0,10}}(?:(?:列|排)[在名为]?(?:名|序)?(?:第一位?|首位)|第一(?:个)?(?:责任)?(?:单位|部门)|首位(?:责任)?(?:单位|部门)){GAP}{{0,16}}?(?:牵头|汇总|主办|主要责任){WITHIN}{{0,24}}",
    ),
    ("asterisk-leads", rf"{GAP}{{0,6}}(?:\*|※|★|▲|星号){GAP}{{0,8}}(?:为|是){GAP}{{0,4}}牵头{GAP}{{0,12}}"),
    (
        "group-added",
        rf"(?:此项及)?(?:以下|下列|后续){GAP}{{0,16}}均(?:需|须|由|涉及|要){GAP}{{1,60}}?不再{GAP}{{0,4}}列出?{GAP}{{0,4}}",
    ),
)
RULE = re.compile("|".join(f"(?P<r{index}>{pattern})" for index, (_, pattern) in enumerate(PATTERNS)))
BREAK = re.compile(r"[。;\n]")
# One of these stands in every rule too.
LEADING = re.compile("牵头|汇总|主办|主要责任|不再")
HINT = re.compile(r"第一|首位|无牵头|没有牵头|未明确|未列|不设|不再|\*|※|★|▲")


@dataclass(frozen=True, slots=True)
class FoundRule:
    """A rule and where its sentence stands; `agencies` is the span of those that a group-added rule names."""

    kind: str
    start: int
    end: int
    agencies: tuple[int, int] = (0, 0)


def _matches(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the matches in the sentences that hold a word of a rule."""
    reached = start
    for hint in HINT.finditer(text, start, end):
        if hint.start() >= reached:
            begin = max(text.rfind(mark, reached, hint.start()) for mark in "。;\n") + 1
            stop = BREAK.search(text, hint.end(), end)
            reached = stop.start() if stop else end
            if LEADING.search(text, begin, reached):
                yield from RULE.finditer(text, max(begin, start), reached)


def find_rules(text: str, start: int, end: int) -> list[FoundRule]:
    """Return the rules that clean text states, in their order.

    Examples
    --------
    >>> [rule.kind for rule in find_rules("科技部等负责。列第一位者为牵头单位,下同", 0, 20)]
    ['first-listed-leads']
    """
    found = []
    for match in _matches(text, start, end):
        kind = PATTERNS[int(str(match.lastgroup)[1:])][0]
        begin = match.start()
        if kind == "first-listed-leads":
            words = match.group()
            stated = min(at for at in map(words.find, ("列", "排", "第一", "首位")) if at >= 0)
            begin += max(words.rfind(mark, 0, stated) for mark in ",、()〔〕") + 1
        named = (
            re.search(r"均(?:需|须|由|涉及|要)(.+?)(?:负责|落实|组织|承担|配合|参与|,|$)", match.group())
            if kind == "group-added"
            else None
        )
        agencies = (match.start() + named.start(1), match.start() + named.end(1)) if named else (0, 0)
        found.append(FoundRule(kind, begin, match.end(), agencies))
    return found
