"""Headings and measures in their order → sections and measures with keys, each under its section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field

from graph.extraction.numbering import Label
from graph.extraction.outline import Column, FoundMeasure, FoundSection
from graph.model import Span

LONGEST_TITLE = 80
PRINTED = frozenset({"num", "nump", "numr", "circle"})


@dataclass(slots=True)
class Node:
    """A heading or a measure in the making; `rank` says how deep it stands (0 the highest).

    `body` is where label or number end, `text_start` where the title does; `number` is
    that of a table row.
    """

    rank: float
    label: Label | None
    start: int
    body: int
    end: int = 0
    _: KW_ONLY
    is_measure: bool
    clauses: tuple[Span, ...] = ()
    attribution: Span | None = None
    title: str = ""
    text_start: int = 0
    number: int | None = None
    row: tuple[Column, ...] = ()
    task: Span = (0, 0)


def arrange(text: str, nodes: Sequence[Node]) -> tuple[tuple[FoundSection, ...], tuple[FoundMeasure, ...]]:
    """Return the sections that hold measures, and the measures, both keyed.

    A heading that alone holds all other headings is left out. The key of a section is its
    number after that of the section around it; the key of a measure is its number, after
    that of its section where a number repeats in the plan.
    """
    around = headings_around(nodes)
    kept = _kept(nodes, around)
    around = [_nearest(around, kept, index) for index in range(len(nodes))]
    keys = _section_keys(nodes, around, kept)
    sections = tuple(
        _section(text, nodes[index], keys[index], keys.get(around[index], "")) for index in sorted(kept)
    )
    measured = [index for index, node in enumerate(nodes) if node.is_measure]
    digits = _numbers([nodes[index] for index in measured])
    numbers = [*filter(None, digits)]
    repeats = len(set(numbers)) < len(numbers)
    namer = _Namer()
    measures = []
    for index, number in zip(measured, digits, strict=True):
        section = keys.get(around[index], "")
        key = namer.key(number, section, is_bare=not repeats)
        measures.append(_measure(text, nodes[index], key, section))
    return sections, tuple(measures)


@dataclass(slots=True)
class _Namer:
    """The keys given so far, of sections or of measures."""

    taken: Counter[str] = field(default_factory=Counter)
    unnumbered: Counter[str] = field(default_factory=Counter)

    def key(self, digits: str, around: str, *, is_bare: bool = False) -> str:
        """Return the key of a number inside a section, for none `u1`, `u2` …; a taken key is numbered on."""
        if not digits:
            self.unnumbered[around] += 1
            digits, is_bare = f"u{self.unnumbered[around]}", False
        key = digits if is_bare or not around else f"{around}-{digits}"
        wanted = key
        while key in self.taken:
            self.taken[wanted] += 1
            key = f"{wanted}-{self.taken[wanted]}"
        self.taken[key] = 1
        return key


def headings_around(nodes: Sequence[Node]) -> list[int]:
    """Return the index of the heading around each node, -1 for none."""
    found: list[int] = []
    stack: list[int] = []
    for index, node in enumerate(nodes):
        while stack and nodes[stack[-1]].rank >= node.rank:
            stack.pop()
        found.append(stack[-1] if stack else -1)
        if not node.is_measure:
            stack.append(index)
    return found


def _kept(nodes: Sequence[Node], around: Sequence[int]) -> set[int]:
    """Return the headings above measures, without those that alone stand above all other headings."""
    kept: set[int] = set()
    direct = {around[index] for index, node in enumerate(nodes) if node.is_measure}
    for heading in direct:
        index = heading
        while index >= 0 and index not in kept:
            kept.add(index)
            index = around[index]
    while True:
        roots = [index for index in kept if _nearest(around, kept, index) < 0]
        holds_sections = len(roots) == 1 and roots[0] not in direct and nodes[roots[0]].attribution is None
        if not holds_sections:
            return kept
        kept.discard(roots[0])


def _nearest(around: Sequence[int], kept: set[int], index: int) -> int:
    index = around[index]
    while index >= 0 and index not in kept:
        index = around[index]
    return index


def _section_keys(nodes: Sequence[Node], around: Sequence[int], kept: set[int]) -> dict[int, str]:
    keys: dict[int, str] = {}
    namer = _Namer()
    for index in sorted(kept):
        keys[index] = namer.key(_digits(nodes[index]), keys.get(around[index], ""))
    return keys


def _digits(node: Node) -> str:
    """Return the number of a node as in a key, "" where it has none."""
    if node.label is None:
        return "" if node.number is None else str(node.number)
    if node.label.style == "dotted":
        return "-".join(re.findall("[0-9]+", node.label.words))
    return str(node.label.value) if node.label.value else ""


def _numbers(measures: Sequence[Node]) -> list[str]:
    """Return the numbers of measures as in keys, "" for one of another style that a usual one has too.

    So a heading 一、 that is itself a measure does not take the number of measure 1.
    """
    styles = Counter(each.label.style if each.label else "" for each in measures)
    usual = styles.most_common(1)[0][0] if styles else ""
    own = [each for each in measures if (each.label.style if each.label else "") == usual]
    taken = {_digits(each) for each in own}
    return [
        "" if each.label and each.label.style != usual and _digits(each) in taken else _digits(each)
        for each in measures
    ]


def _section(text: str, node: Node, key: str, parent: str) -> FoundSection:
    stop = node.attribution[0] if node.attribution and node.attribution[0] < node.end else node.end
    words = text[node.body : stop].strip().lstrip("#—> ").partition("。")[0].rstrip()
    label = node.label.words if node.label and node.label.value else ""
    return FoundSection(
        key,
        label,
        _on_one_line(words)[:LONGEST_TITLE],
        node.start,
        node.end,
        parent,
        node.attribution,
    )


def _on_one_line(words: str) -> str:
    return re.sub(r"\s*\n\s*", "", words) if "\n" in words else words


def _measure(text: str, node: Node, key: str, section: str) -> FoundMeasure:
    printed = node.label is not None and node.label.style in PRINTED
    number = node.label.value if node.label and printed else node.number
    label = node.label.words if node.label and not printed else ""
    return FoundMeasure(
        key=key,
        label=label,
        number=number,
        section=section,
        title=_on_one_line(node.title)[:LONGEST_TITLE],
        start=node.start,
        end=node.end,
        body=node.text_start,
        clauses=node.clauses,
        row=node.row,
        task=node.task if node.row else (node.body, node.end),
    )
