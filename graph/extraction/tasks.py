"""The outline of a plan whose measures are the rows of task tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.extraction.arrangement import Node, arrange
from graph.extraction.numbered import end_of_letter
from graph.extraction.numbering import HAN_DIGITS, Label, find_labels, han_value, style_ranks
from graph.extraction.outline import Doubt, Outline
from graph.extraction.tables import Task, TaskTable
from graph.extraction.titles import find_titles
from graph.model import Span

LONGEST_HEADING = 40
NUMBER_CELL = re.compile(rf"([{HAN_DIGITS}]{{1,3}})\s+")
LONGEST_NAME = 80
# Styles that number tasks and lists rather than the headings above a table.
COUNTED = frozenset({"num", "nump", "numr", "circle", "dash"})


def read_tasks(
    text: str, tables: Sequence[TaskTable], labels: Sequence[Label], clauses: Sequence[Span]
) -> Outline:
    """Return the outline of clean text with these task tables; headings stand in them or above them.

    `labels` are the numbers outside the tables, `clauses` the attributions there, which
    are not read but told.
    """
    tasks = [item for table in tables for item in table.items if isinstance(item, Task)]
    letter = end_of_letter(text, tables[0].start)
    above = [
        Node(0, label, label.start, label.end, _line_end(text, label.end), is_measure=False)
        for label in labels
        if label.start >= letter and label.style not in COUNTED and _is_short(text, label)
    ]
    inside = {
        item: _heading(text, item) for table in tables for item in table.items if not isinstance(item, Task)
    }
    labelled = sorted([*above, *inside.values()], key=lambda node: node.start)
    ranks = style_ranks([node.label for node in labelled if node.label])
    for node in labelled:
        node.rank = ranks[node.label.style] if node.label else len(ranks)
    rows = iter(_task_nodes(text, tasks, len(ranks) + 1))
    nodes: list[Node] = []
    placed = 0
    for table in tables:
        while placed < len(above) and above[placed].start < table.start:
            nodes.append(above[placed])
            placed += 1
        nodes += [next(rows) if isinstance(item, Task) else inside[item] for item in table.items]
    sections, measures = arrange(text, nodes)
    doubts = [
        Doubt(measure.key, "the row has another number of cells than the header; it was not read.")
        for measure, task in zip(measures, tasks, strict=True)
        if not task.is_fitting
    ]
    head = min([tables[0].start, *(section.start for section in sections)])
    if clauses:
        doubts.append(Doubt("", f"{len(clauses)} attributions in the text beside the table were not read."))
    return Outline(head, sections, measures, tuple(clauses), tuple(doubts))


def _heading(text: str, span: Span) -> Node:
    label = next(iter(find_labels(text, *span)), None) or _number_cell(text, span)
    return Node(0, label, span[0], label.end if label else span[0], span[1], is_measure=False)


def _number_cell(text: str, span: Span) -> Label | None:
    """Return the number of a heading that has a cell of its own before its words."""
    number = NUMBER_CELL.match(text, *span)
    return Label("han", han_value(number[1]), number[1], *number.span()) if number else None


def _task_nodes(text: str, tasks: Sequence[Task], rank: float) -> list[Node]:
    """Return the rows as measures, the number that begins a text as theirs where no column has it."""
    nodes = []
    ends = []
    for task in tasks:
        start, end = task.texts[0] if task.texts else (task.start, task.start)
        label = next(find_labels(text, start, end), None) if task.number is None else None
        if label is not None and label.start > start:
            label = None
        node = Node(rank, label, task.start, label.end if label else start, task.end, is_measure=True)
        node.number, node.row, node.clauses = task.number, task.columns, task.clauses
        node.task = _own_words(task, node.body)
        nodes.append(node)
        ends.append(end)
    bodies = [((node.body, end), node.clauses) for node, end in zip(nodes, ends, strict=True)]
    titles = find_titles(text, bodies)
    for node, task, end, found in zip(nodes, tasks, ends, titles, strict=True):
        node.title, node.text_start = _row_title(text[node.body : end].strip(), task, node.body, found)
    return nodes


def _own_words(task: Task, body: int) -> Span:
    """Return where the words of a task stand, those of a name merged with the row above left out."""
    if not task.texts:
        return body, body
    own = [span for span in task.texts if span[0] >= task.start]
    return (body if own[:1] in ([], [task.texts[0]]) else own[0][0]), task.texts[-1][1]


def _row_title(whole: str, task: Task, body: int, found: tuple[str, int]) -> tuple[str, int]:
    """Return the title of a row whose first text is `whole`, and where its text goes on.

    The first of several cells is a title where it is short; the only one is none, though it
    may begin with one.
    """
    if task.name:
        return (whole.rstrip("。"), task.texts[1][0]) if _is_name(whole) else ("", body)
    return found if found[0] != whole else ("", body)


def _is_name(words: str) -> bool:
    return len(words) <= LONGEST_NAME and "。" not in words.rstrip("。")


def _is_short(text: str, label: Label) -> bool:
    line = text[label.end : _line_end(text, label.end)]
    return len(line) <= LONGEST_HEADING and "。" not in line


def _line_end(text: str, position: int) -> int:
    stop = text.find("\n", position)
    return len(text) if stop < 0 else stop
