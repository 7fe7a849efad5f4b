"""Sections and measures of a plan: the level of numbering that carries attributions is found, not assumed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from graph.extraction.clauses import find_clauses
from graph.extraction.numbering import Label, find_labels
from graph.model import Span

LONGEST_TITLE = 45
NO_TITLE = re.compile("[;:]")
STOP = re.compile("[。\n]")


@dataclass(frozen=True, slots=True)
class FoundSection:
    """A heading; `attribution` is the clause that it carries for all below it, if any."""

    key: str
    label: str
    title: str
    start: int
    end: int
    parent: str = ""


@dataclass(frozen=True, slots=True)
class FoundMeasure:
    """A measure with its attribution clauses; all positions are of clean text."""

    key: str
    label: str
    number: int | None
    section: str
    title: str
    start: int
    end: int
    body: int
    clauses: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections and measures of a plan, and where its head ends."""

    head: int
    sections: tuple[FoundSection, ...]
    measures: tuple[FoundMeasure, ...]


def find_outline(text: str) -> Outline:
    """Return the outline of clean text; without measures where nothing is numbered or attributed.

    The style of number before most attribution clauses is that of the measures; a heading
    of a higher style that carries a clause itself is a measure too. Numbered items before
    the first and after the last attributed section are no measures.
    """
    labels = list(find_labels(text, 0, len(text)))
    clauses = find_clauses(text, 0, len(text))
    starts = [label.start for label in labels]
    owners = [bisect_right(starts, clause[0]) - 1 for clause in clauses]
    counted = Counter(labels[owner].style for owner in owners if owner >= 0)
    if not counted:
        return Outline(len(text), (), ())
    style = counted.most_common(1)[0][0]
    ranks = {each: rank for rank, each in enumerate(dict.fromkeys(label.style for label in labels))}
    nodes = [label for label in labels if ranks[label.style] <= ranks[style]]
    return _outline(text, nodes, clauses, style)


def _outline(text: str, nodes: list[Label], clauses: list[Span], style: str) -> Outline:
    starts = [node.start for node in nodes]
    owned: dict[int, list[Span]] = {}
    for clause in clauses:
        owned.setdefault(bisect_right(starts, clause[0]) - 1, []).append(clause)
    measured = {index for index, node in enumerate(nodes) if node.style == style or owned.get(index)}
    measured -= _outside(nodes, measured, owned)
    upper = _kept_sections(nodes, measured)
    sections: list[FoundSection] = []
    measures: list[FoundMeasure] = []
    around: list[tuple[int, FoundSection]] = []
    ranks = {each: rank for rank, each in enumerate(dict.fromkeys(node.style for node in nodes))}
    numbers = Counter(nodes[index].value for index in measured)
    for index in sorted(measured | upper):
        node = nodes[index]
        end = len(text[: starts[index + 1] if index + 1 < len(nodes) else len(text)].rstrip())
        while around and around[-1][0] >= ranks[node.style]:
            around.pop()
        parent = around[-1][1].key if around else ""
        if index in upper:
            section = _section(text, node, parent, {each.key for each in sections})
            sections.append(section)
            around.append((ranks[node.style], section))
        else:
            key = str(node.value) if numbers[node.value] == 1 or not parent else f"{parent}-{node.value}"
            measures.append(_measure(text, node, end, tuple(owned.get(index, ()))))
            measures[-1] = replace(measures[-1], key=key, section=parent)
    return Outline(nodes[0].start, tuple(sections), tuple(_unique(measures)))


def _outside(nodes: list[Label], measured: set[int], owned: dict[int, list[Span]]) -> set[int]:
    """Return the numbered items without clauses before the first and after the last attributed section."""
    first = min(index for index in owned if index >= 0)
    last = max(owned)
    styles = {nodes[index].style for index in measured}
    heads = [index for index, node in enumerate(nodes) if node.style not in styles or index in owned]
    opening = max(
        (index for index in heads if index <= first and nodes[index].style not in styles), default=-1
    )
    closing = min(
        (index for index in heads if index > last and nodes[index].style not in styles), default=len(nodes)
    )
    return {index for index in measured if (index < opening or index > closing) and index not in owned}


def _kept_sections(nodes: list[Label], measured: set[int]) -> set[int]:
    """Return the headings above measures; the one top heading that holds all the sections is left out."""
    kept: set[int] = set()
    for index in measured:
        style = nodes[index].style
        seen = {style}
        for above in range(index - 1, -1, -1):
            if nodes[above].style not in seen and above not in measured:
                kept.add(above)
                seen.add(nodes[above].style)
            if nodes[above].style == nodes[0].style:
                break
    styles = Counter(nodes[index].style for index in kept)
    top = nodes[min(kept)].style if kept else ""
    if len(styles) > 1 and styles[top] == 1:
        kept = {index for index in kept if nodes[index].style != top}
    return kept


def _section(text: str, node: Label, parent: str, taken: set[str]) -> FoundSection:
    stop = text.find("\n", node.end)
    end = len(text) if stop < 0 else stop
    key = str(node.value)
    if key in taken and parent:
        key = f"{parent}-{key}"
    suffix = 2
    while key in taken:
        key, suffix = f"{node.value}-{suffix}", suffix + 1
    title = re.split("。", text[node.end : end].strip())[0][:80]
    return FoundSection(key, node.words, title, node.start, end, parent)


def _measure(text: str, node: Label, end: int, clauses: tuple[Span, ...]) -> FoundMeasure:
    """Return a measure that has its key and section to come."""
    title, body = _title(text, node.end, end, clauses)
    printed = node.style in {"num", "nump"}
    blank = len(text[node.start : node.end]) - len(text[node.start : node.end].lstrip())
    return FoundMeasure(
        key="",
        label="" if printed else node.words,
        number=node.value if printed else None,
        section="",
        title=title,
        start=node.start + blank,
        end=end,
        body=body,
        clauses=clauses,
    )


def _title(text: str, start: int, end: int, clauses: tuple[Span, ...]) -> tuple[str, int]:
    """Return the title of a measure, "" for none, and where its text goes on."""
    stop = STOP.search(text, start, end)
    first = clauses[0][0] if clauses else end
    last = min(stop.start() if stop else end, first)
    title = text[start:last].strip()
    goes_on = stop is not None and stop.end() < end and text[stop.end() : first].strip(" \n。") != ""
    own_line = stop is not None and stop.group() == "\n"
    labelled = first == last and first < end
    if (
        not title
        or len(title) > LONGEST_TITLE
        or NO_TITLE.search(title)
        or not (goes_on or own_line or labelled)
    ):
        return "", start
    return title, last


def _unique(measures: list[FoundMeasure]) -> list[FoundMeasure]:
    taken: Counter[str] = Counter()
    done = []
    for measure in measures:
        taken[measure.key] += 1
        again = taken[measure.key]
        key = measure.key if again == 1 else f"{measure.key}-{again}"
        done.append(replace(measure, key=key))
    return done
