"""Task tables: which rows are tasks, which are headings, and what the header says of each column."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from graph.extraction.flat import names_only
from graph.extraction.names import is_unit
from graph.extraction.outline import Column
from graph.extraction.rows import Row
from graph.extraction.words import OTHER, Words, shipped_words
from graph.model import Span
from graph.vocabulary.roles import DEADLINE, PERSON

NUMBER = re.compile(r"序号?|编号|项目?编号|任务编号|[Nn][Oo]\.?")
# Headers of columns that say what is to be done, the most telling first.
TASKS = ("内容", "举措", "措施", "任务", "事项", "要求", "工作", "目标", "项目", "名称", "指标", "要点")
SECTIONS = re.compile("类别|领域|板块|方面|分类|类型|专项|大项|一级|部分")
# A column of tasks with their agencies in the same cell: 重点任务及责任单位.
BOTH = re.compile("(?:任务|举措|措施|内容|事项)[及和与、/]")
ITEM = re.compile(r"\(?(?P<value>[0-9]{1,4})\)?[.、]?")
TALLEST_HEADER = 3
FEWEST_HELD = 2
# Merged cells beside the numbers of tasks head them where they are at most this share; else they name them.
HEADING = 2 / 3
# The number of a heading in the column of numbers.
PART = re.compile(r"[一二三四五六七八九十]{1,3}[、.]?")
# A header begins within this many rows.
DEEPEST_HEADER = 6


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a table: its number, the cells of its text, and its other columns with their headers.

    `name` is the first of several cells of text in a row, `clauses` the attributions in the
    text of a table that has no column of agencies. A row whose cells do not fit the header
    is no more than a place.
    """

    start: int
    end: int
    number: int | None
    texts: tuple[Span, ...]
    columns: tuple[Column, ...]
    name: Span | None = None
    is_fitting: bool = True
    clauses: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class TaskTable:
    """A table of tasks, with the headings that stand in it in the order of both (`items`)."""

    start: int
    end: int
    items: tuple[Task | Span, ...]


@dataclass(frozen=True, slots=True)
class _Header:
    """What the columns hold: header words, the column of numbers, of headings, and those of the text."""

    words: tuple[str, ...]
    number: int | None
    section: int | None
    texts: tuple[int, ...]
    roles: tuple[int, ...]


def find_tables(
    text: str, rows: Sequence[Row], clauses: Sequence[Span] = (), words: Words | None = None
) -> list[TaskTable]:
    r"""Return the task tables of clean text, in order.

    A table without a column of agencies is one where at least half of its tasks, and two,
    hold an attribution: `clauses` are those of the text. A table without a header goes on
    with the columns of the one before, where it has as many.

    Examples
    --------
    >>> from graph.extraction.rows import plain_rows
    >>> text = "序号|任务|牵头单位\n一、道路\n1|修路|市交通局\n"
    >>> [table] = find_tables(text, plain_rows(text))
    >>> heading, task = table.items
    >>> text[slice(*heading)], task.number, [(head, text[a:b]) for head, a, b in task.columns]
    ('一、道路', 1, [('牵头单位', '市交通局')])
    """
    words = words or shipped_words()
    found = []
    header: _Header | None = None
    for group in _tables(rows):
        first, height, own = _find_header(text, group, words)
        if own is None and not (header and _goes_on_from(text, group[0], header)):
            continue
        header = own or header
        items = tuple(_items(text, group[first + height :], header)) if header else ()
        if header and not header.roles:
            items = _attributed(items, clauses)
        if any(isinstance(item, Task) and (item.columns or item.clauses) for item in items):
            end = max(item.end if isinstance(item, Task) else item[1] for item in items)
            found.append(TaskTable(group[first].start, end, items))
    return found


def _attributed(items: Sequence[Task | Span], clauses: Sequence[Span]) -> tuple[Task | Span, ...]:
    """Return the items with the attributions that stand in tasks, none where too few tasks hold one."""
    tasks = [
        replace(item, clauses=tuple(_inside(item, clauses))) if isinstance(item, Task) else item
        for item in items
    ]
    held = [bool(item.clauses) for item in tasks if isinstance(item, Task)]
    return tuple(tasks) if sum(held) >= max(FEWEST_HELD, len(held) / 2) else ()


def _inside(task: Task, clauses: Sequence[Span]) -> Sequence[Span]:
    return clauses[bisect_left(clauses, (task.start, 0)) : bisect_left(clauses, (task.end, 0))]


def _tables(rows: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    for row in rows:
        if groups and groups[-1][-1].table == row.table:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _find_header(text: str, rows: list[Row], words: Words) -> tuple[int, int, _Header | None]:
    """Return the row at which the header of a table begins, how many rows it has, and what it says."""
    bare: tuple[int, int, _Header | None] = 0, 0, None
    for first in range(min(len(rows), DEEPEST_HEADER)):
        header, height = _header(text, rows, first, words)
        if header and header.roles:
            return first, height, header
        if header and bare[2] is None:
            bare = first, height, header
    return bare


def _goes_on_from(text: str, row: Row, header: _Header) -> bool:
    """Return whether a table without a header holds, to judge by its first row, what the one before does."""
    if len(row.cells) != len(header.words):
        return False
    if header.number is not None:
        return ITEM.fullmatch(_words(text, row.cells[header.number])) is not None
    return all(is_unit(_words(text, row.cells[index])) for index in header.roles)


def _words(text: str, span: Span) -> str:
    return re.sub(r"\s", "", text[slice(*span)])


def _header(text: str, rows: list[Row], first: int, words: Words) -> tuple[_Header | None, int]:
    """Return what the header that begins with row `first` says of the columns, and how many rows it has."""
    labels = [_words(text, span) for span in rows[first].cells]
    height = 1
    if len(set(rows[first].cells)) < 2:
        return None, 1
    own = rows[first].cells
    while height < TALLEST_HEADER and first + height < len(rows):
        below = rows[first + height]
        if len(below.cells) != len(labels) or not _is_header(text, below, words):
            break
        labels = [
            _words(text, lower) or label if lower not in own else label
            for label, lower in zip(labels, below.cells, strict=True)
        ]
        own, height = below.cells, height + 1
    header = _columns(labels, words)
    return header, height


def _is_header(text: str, row: Row, words: Words) -> bool:
    """Return whether a row that begins its own cells holds words of a header only."""
    own = [
        _words(text, span)
        for span in dict.fromkeys(row.cells)
        if row.start <= span[0] < row.end and span[0] < span[1]
    ]
    known = [each for each in own if NUMBER.fullmatch(each) or words.label_role(each) != OTHER]
    return bool(known) and all(len(each) <= 12 and (each in known or each.endswith(TASKS)) for each in own)


def _columns(labels: list[str], words: Words) -> _Header | None:
    kinds = [OTHER if len(each) > 20 or BOTH.search(each) else words.label_role(each) for each in labels]
    numbers = [index for index, label in enumerate(labels) if NUMBER.fullmatch(label)]
    roles = tuple(index for index, kind in enumerate(kinds) if kind not in (OTHER, DEADLINE, PERSON))
    others = [index for index, kind in enumerate(kinds) if kind == OTHER and index not in numbers]
    sections = [index for index in others if SECTIONS.search(labels[index])]
    texts = [
        index for index in others if index not in sections and any(word in labels[index] for word in TASKS)
    ]
    if not (texts or numbers or len(roles) > 1) or len(set(labels)) < 2:
        return None
    if not roles and not (texts and (numbers or sections)):
        return None
    texts = texts or [index for index in others if index not in sections][:1]
    if not texts:
        return None
    return _Header(
        tuple(labels), numbers[0] if numbers else None, sections[0] if sections else None, tuple(texts), roles
    )


def _items(text: str, rows: list[Row], header: _Header) -> list[Task | Span]:
    items: list[list[Task] | Span] = []
    heading: Span | None = None
    last: tuple[Span, ...] = ()
    section, texts = _section_column(rows, header)
    above: tuple[Span, ...] = ()
    for each in rows:
        row = _moved(text, each, header, above)
        above = row.cells or above
        kept = [span for span in dict.fromkeys(row.cells) if _words(text, span)]
        if not kept or tuple(_words(text, span) for span in row.cells) == header.words:
            continue
        if _is_part(text, row, kept, header):
            items.append((kept[0][0], kept[1][1]))
            continue
        if len(kept) == 1 and row.start <= kept[0][0] and _is_heading(row, kept[0], header):
            items.append(kept[0])
            continue
        if len(row.cells) != len(header.words):
            items.append([Task(row.start, row.end, None, (), (), is_fitting=False)])
            continue
        if section is not None and _words(text, row.cells[section]) and row.cells[section] != heading:
            heading = row.cells[section]
            items.append(heading)
        task = _task(text, row, header, texts)
        identity = (row.cells[header.number],) if header.number is not None else task.texts
        before = items[-1] if items else ()
        if isinstance(before, list) and (identity == last or _goes_on(text, before, identity)):
            before.append(task)
        else:
            items.append([task])
        last = identity
    return [_joined(item) if isinstance(item, list) else item for item in items]


def _moved(text: str, row: Row, header: _Header, above: tuple[Span, ...]) -> Row:
    """Return a row of lines that lacks its first cell, merged with the one above, with that cell.

    It is such a row where agencies stand one column left of theirs and no cell is left over.
    """
    width = len(header.words)
    cells = row.cells if len(row.cells) < width or _words(text, row.cells[-1]) else row.cells[:-1]
    if header.number == 0 or len(cells) != width - 1 or len(above) != width:
        return row
    moved = (above[0], *cells)
    if _agencies_fit(text, row.cells, header) or not _agencies_fit(text, moved, header):
        return row
    return Row(row.start, row.end, moved, row.table)


def _agencies_fit(text: str, cells: Sequence[Span], header: _Header) -> bool:
    return len(cells) == len(header.words) and all(
        names_only(text[slice(*cells[index])]) for index in header.roles
    )


def _goes_on(text: str, before: list[Task], identity: tuple[Span, ...]) -> bool:
    """Return whether a row without a number of its own belongs to the numbered one before it."""
    return before[0].number is not None and not any(_words(text, span) for span in identity)


def _is_part(text: str, row: Row, kept: Sequence[Span], header: _Header) -> bool:
    """Return whether a row holds the number of a heading and its words alone: 一 | 做强产业."""
    if len(kept) != 2 or header.number is None or len(row.cells) != len(header.words):
        return False
    return row.cells[header.number] == kept[0] and PART.fullmatch(_words(text, kept[0])) is not None


def _is_heading(row: Row, cell: Span, header: _Header) -> bool:
    """Return whether the only cell with words is a heading: over all columns, or the first in a lone row."""
    if len(row.cells) != len(header.words):
        return len(row.cells) == 1
    return row.cells.index(cell) not in header.roles or row.cells.count(cell) > 1


def _section_column(rows: list[Row], header: _Header) -> tuple[int | None, tuple[int, ...]]:
    """Return the column whose merged cells head several tasks, and the columns left for their text."""
    if header.section is not None:
        return header.section, header.texts
    if len(header.texts) < 2:
        return None, header.texts
    first = header.texts[0]
    fitting = [row for row in rows if len(row.cells) == len(header.words) and len(set(row.cells)) > 1]
    spans = {row.cells[first] for row in fitting}
    is_counted = header.number is not None and header.number < first
    finer = header.number if header.number is not None and is_counted else header.texts[1]
    tasks = {row.cells[finer] for row in fitting}
    if fitting and len(spans) < len(tasks) and (not is_counted or len(spans) <= HEADING * len(tasks)):
        return first, header.texts[1:]
    return None, header.texts


def _task(text: str, row: Row, header: _Header, texts: tuple[int, ...]) -> Task:
    number = ITEM.fullmatch(_words(text, row.cells[header.number])) if header.number is not None else None
    left_out = {*header.texts, header.number, header.section}
    columns = tuple(
        (header.words[index], *span)
        for index, span in enumerate(row.cells)
        if index not in left_out and header.words[index] and _words(text, span)
    )
    cells = tuple(dict.fromkeys(row.cells[index] for index in texts if _words(text, row.cells[index])))
    name = cells[0] if len(cells) > 1 else None
    return Task(row.start, row.end, int(number["value"]) if number else None, cells, columns, name)


def _joined(rows: list[Task]) -> Task:
    """Return the rows of one task as one."""
    return Task(
        rows[0].start,
        rows[-1].end,
        rows[0].number,
        tuple(dict.fromkeys(span for row in rows for span in row.texts)),
        tuple(dict.fromkeys(column for row in rows for column in row.columns)),
        rows[0].name,
        rows[0].is_fitting,
    )
