"""The outline of a plan of numbered measures: items of the style of number that carries the attributions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from graph.extraction.arrangement import Node, arrange, headings_around
from graph.extraction.headings import find_headings
from graph.extraction.levels import Levels, find_level
from graph.extraction.numbering import Label
from graph.extraction.outline import Doubt, Outline
from graph.extraction.titles import find_titles
from graph.model import Span

# A heading without a number stands this much above the measures.
UNNUMBERED = 0.5
# Styles that number the parts of a document rather than its tasks.
PARTS = frozenset({"han", "chapter", "article"})
SHOWN = 12
# A line that dates a letter: what stands above it goes out with the plan and is not of it.
DATED = re.compile(
    r"^[ \t]*\(?(?:20[0-9]{2}|[二〇零○一三四五六七八九]{4}) ?年 ?[0-9一二三四五六七八九十]{1,3} ?月"
    r" ?[0-9一二三四五六七八九十]{1,3} ?日\)?[ \t]*$",
    re.MULTILINE,
)
# The first line of a list of annexes, and the further ones.
ANNEXES = re.compile(r"附件 ?(?::|[0-9]{1,2}[、.]) ?[^\s:][^\n]*")
ANNEX = re.compile(r"\s*\n[ \t]*[0-9]{1,2}[、.](?!.*(?:牵头|负责|单位:))[^。\n]{2,40}$", re.MULTILINE)
# Headings of what a plan says before its tasks.
OPENING = re.compile(
    r"[^。\n]{0,4}(?:总体要求|总体思路|总体目标|指导思想|基本原则|工作原则|工作目标|主要目标|目标要求|目标任务|发展目标)"
)


def read_numbered(text: str, labels: Sequence[Label], clauses: Sequence[Span]) -> Outline:
    """Return the outline of clean text that has these numbers and attribution clauses."""
    labels = _without_annexes(text, labels)
    levels = find_level(text, labels, clauses)
    if not clauses:
        return Outline(len(text), (), ())
    nodes = _nodes(labels, levels) if levels.style else []
    rank = levels.ranks.get(levels.style, 0) - UNNUMBERED
    nodes = _with_headings(text, nodes, clauses, rank)
    nodes, left_out = _without_frame(text, _without_letter(text, nodes))
    if not nodes:
        return Outline(len(text), (), (), tuple(clauses))
    _end(text, nodes)
    _entitle(text, nodes)
    sections, measures = arrange(text, nodes)
    doubts = [
        Doubt("", f"{text[node.start : node.body + 12].strip()!r} has no attribution and was left out.")
        for node in left_out
    ]
    covered = {span for node in nodes for span in (*node.clauses, node.attribution)}
    before = tuple(clause for clause in clauses if clause not in covered)
    return Outline(nodes[0].start, sections, measures, before, tuple(doubts))


def _nodes(labels: Sequence[Label], levels: Levels) -> list[Node]:
    """Return the headings and measures: labels of the style of the measures and above it."""
    lowest = levels.ranks[levels.style]
    with_items = {levels.around[index] for index, label in enumerate(labels) if label.style == levels.style}
    chosen = [index for index, label in enumerate(labels) if levels.ranks[label.style] <= lowest]
    owned: dict[int, list[Span]] = {}
    for owner, clauses in levels.owned.items():
        owned.setdefault(chosen[max(bisect_right(chosen, owner) - 1, 0)], []).extend(clauses)
    nodes = []
    for index in chosen:
        label = labels[index]
        own = owned.get(index, [])
        is_measure = label.style == levels.style or (bool(own) and index not in with_items)
        heading = levels.heading.get(index)
        if is_measure and heading:
            own = [heading, *own]
        node = Node(levels.ranks[label.style], label, label.start, label.end, is_measure=is_measure)
        if is_measure:
            node.clauses = tuple(sorted(own))
        else:
            node.attribution = heading or (own[0] if own else None)
        nodes.append(node)
    return nodes


def _with_headings(text: str, nodes: list[Node], clauses: Sequence[Span], rank: float) -> list[Node]:
    """Return the nodes with the headings and measures that have no number."""
    if not nodes:
        nodes, rank = _paragraphs(text, 0, clauses), 0
    measures = [node.start for node in nodes if node.is_measure]
    spans = find_headings(text, measures, [node.start for node in nodes], clauses)
    nodes += [Node(rank, None, start, start, is_measure=False) for start, _ in spans]
    placed = sorted(nodes, key=lambda node: node.start)
    return [each for node in placed for each in _parted(text, node)]


def _parted(text: str, node: Node) -> list[Node]:
    """Return a node, the paragraphs below it that each have a clause as measures without number."""
    if not node.is_measure or len(node.clauses) < 2 or node.label is None or node.label.style not in PARTS:
        return [node]
    paragraphs = _paragraphs(text, node.body, node.clauses)
    if len(paragraphs) < 2:
        return [node]
    node.is_measure, node.clauses = False, ()
    for each in paragraphs:
        each.rank = node.rank + UNNUMBERED
    return [node, *paragraphs]


def _paragraphs(text: str, start: int, clauses: Sequence[Span]) -> list[Node]:
    """Return the paragraphs that each end in a clause, as measures; none where it is otherwise."""
    found: list[Node] = []
    position = text.find("\n", start) + 1 or len(text) if start else 0
    for clause in clauses:
        stop = text.find("\n", clause[1])
        stop = len(text) if stop < 0 else stop
        if clause[0] < position or text[clause[1] : stop].strip("。; "):
            return []
        begin = text.rfind("\n", position, clause[0]) + 1 or position
        if not text[begin : clause[0]].strip():
            begin = position
        begin += len(text[begin:stop]) - len(text[begin:stop].lstrip())
        found.append(
            Node(rank=1, label=None, start=begin, body=begin, end=stop, is_measure=True, clauses=(clause,))
        )
        position = stop + 1
    return found


def _without_annexes(text: str, labels: Sequence[Label]) -> Sequence[Label]:
    """Return the labels without those of a list of annexes: short lines after 附件:."""
    lists = [
        match.end()
        for match in ANNEXES.finditer(text)
        if not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    ]
    if not lists:
        return labels
    ends = [_end_of_annexes(text, end) for end in lists]
    return [
        label
        for label in labels
        if (at := bisect_right(lists, label.start) - 1) < 0 or label.start >= ends[at]
    ]


def _end_of_annexes(text: str, position: int) -> int:
    while line := ANNEX.match(text, position):
        position = line.end()
    return position


def end_of_letter(text: str, end: int) -> int:
    """Return where the last line stands before `end` that dates a letter, 0 where none does."""
    return max((match.start() for match in DATED.finditer(text, 0, end)), default=0)


def _without_letter(text: str, nodes: list[Node]) -> list[Node]:
    """Return the nodes without those of the letter that the plan was sent out with."""
    first = next((node.start for node in nodes if node.clauses or node.attribution), 0)
    letter = end_of_letter(text, first)
    return [node for node in nodes if node.start >= letter]


def _without_frame(text: str, nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """Return the nodes without items of opening and closing sections, and of those the headings left out."""
    attributed = [index for index, node in enumerate(nodes) if node.clauses or node.attribution]
    if not attributed:
        return nodes, []
    around = headings_around(nodes)
    first, last = attributed[0], attributed[-1]
    numbered_on = _numbered_on(nodes, first, -1) | _numbered_on(nodes, last, 1)
    numbered_on -= {index for index in numbered_on if index < first and _opens(text, nodes, around, index)}
    kept, left_out = [], []
    for index, node in enumerate(nodes):
        edge = first if index < first else last
        is_other = node.is_measure and not node.clauses and not first <= index <= last
        if not is_other or index in numbered_on or _is_beside(nodes, around, index, edge):
            kept.append(node)
        elif around[index] < 0:
            left_out.append(node)
    return kept, left_out


def _opens(text: str, nodes: Sequence[Node], around: Sequence[int], index: int) -> bool:
    """Return whether an item, or the heading around it, is what a plan says before its tasks."""
    places = (nodes[each].body for each in (index, around[index]) if each >= 0)
    return any(OPENING.match(text, place) for place in places)


def _numbered_on(nodes: Sequence[Node], edge: int, step: int) -> set[int]:
    """Return the items that continue the numbers of the one at `edge`, within sections or across them."""
    found: set[int] = set()
    label = nodes[edge].label
    if label is None or not nodes[edge].is_measure or nodes[edge].rank == 0:
        return found
    value = label.value
    for index in range(edge + step, len(nodes) if step > 0 else -1, step):
        other = nodes[index].label
        if other is None or nodes[index].rank != nodes[edge].rank:
            continue
        if other.value != value + step:
            break
        found.add(index)
        value = other.value
    return found


def _is_beside(nodes: Sequence[Node], around: Sequence[int], index: int, edge: int) -> bool:
    """Return whether an item without a clause stands in the section of the attributed one at `edge`.

    It goes on from there: its number is not one that stood before.
    """
    label, other = nodes[index].label, nodes[edge].label
    if label is None or other is None or around[index] not in (edge, around[edge]):
        return False
    if around[index] == around[edge] and (label.value > other.value) != (index > edge):
        return False
    return around[index] >= 0 or label.style not in PARTS


def _end(text: str, nodes: list[Node]) -> None:
    """Give the nodes their ends: where the next begins, for a heading the end of its line.

    The last measure ends with its last clause, where clauses end measures.
    """
    edges = [*(node.start for node in nodes[1:]), len(text)]
    for node, edge in zip(nodes, edges, strict=True):
        stop = edge if node.is_measure else text.find("\n", node.body, edge)
        node.end = node.start + len(text[node.start : stop if stop >= 0 else edge].rstrip())
    attributed = [node for node in nodes if node.is_measure and node.clauses]
    closing = sum(not text[node.clauses[-1][1] : node.end].strip("。; \n") for node in attributed)
    if attributed and attributed[-1] is nodes[-1] and 5 * closing >= 4 * (len(attributed) - 1):
        stop = text.find("\n", nodes[-1].clauses[-1][1], nodes[-1].end)
        nodes[-1].end = stop if stop >= 0 else nodes[-1].end


def _entitle(text: str, nodes: list[Node]) -> None:
    """Give the measures their titles, and say where their text goes on."""
    measures = [node for node in nodes if node.is_measure]
    titles = find_titles(text, [((node.body, node.end), node.clauses) for node in measures])
    for node, (title, body) in zip(measures, titles, strict=True):
        node.title, node.text_start = title, body
