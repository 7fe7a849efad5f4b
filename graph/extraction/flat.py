"""Tables whose cells each stand on a line of their own, as a copied page gives them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from graph.extraction.names import is_unit
from graph.extraction.numbering import STARTS
from graph.extraction.words import OTHER, Words, shipped_words
from graph.model import Span
from graph.vocabulary.roles import DEADLINE, PERSON

# A text without any of these has no header of such a table.
SIGNS = ("序号", "编号", "单位\n", "部门\n", "主体\n")
BARRED = ("单位|", "单位 |", "部门|", "部门 |")
NUMBER = re.compile(r"序号?|编号|任务编号|项目编号|[Nn][Oo]\.?")
TASK = re.compile("内容|举措|措施|任务|事项|要求|工作|目标|项目|名称|要点")
ITEM = re.compile(r"\(?([0-9]{1,4})\)?[.、]?")
EDGES = " \t|>*"
PARTS = re.compile(r"[、,;\s]+")
OPEN = re.compile(r"等[\u4e00-\u9fff]{0,8}$")
LONGEST_LABEL = 14
LONGEST_HEADING = 40
LONGEST_NAME = 24
MOST_COLUMNS = 10

Cells = tuple[Span, ...]
Role = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Flat:
    """A table of lines: where it stands, and the cells of its rows (one for a heading), header first."""

    start: int
    end: int
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines with words of a text, without bars and blanks around them."""

    text: str
    spans: list[Span]
    words: list[str]

    def number(self, index: int) -> int | None:
        """Return the number that alone stands on a line, None for another line and beyond the end."""
        found = ITEM.fullmatch(self.words[index]) if index < len(self.words) else None
        return int(found[1]) if found else None

    def names_only(self, index: int) -> bool:
        """Return whether a line holds names of agencies and nothing else."""
        return index < len(self.words) and names_only(self.words[index])

    def heads(self, index: int) -> bool:
        """Return whether a line is a heading by its number: 一、 or (一)."""
        if index >= len(self.words) or len(self.words[index]) > LONGEST_HEADING:
            return False
        label = STARTS.match(self.words[index])
        return label is not None and label.lastgroup in ("chapter", "han", "hanp")


@dataclass(frozen=True, slots=True)
class _Header:
    """Which lines are the header, which of its columns hold agencies, and which the text of a task."""

    first: int
    width: int
    roles: tuple[int, ...]
    text: int
    is_numbered: bool


def find_flat(text: str, words: Words | None = None) -> list[Flat]:
    r"""Return the tables of clean or folded text that have a cell a line.

    A header is 序号 and what follows it down to the first number, or a run of header
    words. Below 序号 a row goes from one number to the next, else it has as many lines as
    the header. A row with a line too few or too many is put right where one way leaves
    agencies in their columns, else it keeps the cells that it has.

    Examples
    --------
    >>> text = "序号\n任务\n牵头单位\n一、道路\n1\n修路。\n市交通局\n2\n架桥。\n市城建局\n"
    >>> [table] = find_flat(text)
    >>> [[text[slice(*cell)] for cell in row] for row in table.rows[1:]]
    [['一、道路'], ['1', '修路。', '市交通局'], ['2', '架桥。', '市城建局']]
    """
    if not any(sign in text for sign in (*SIGNS, *(BARRED if "|" in text else ()))):
        return []
    lines = _lines(text)
    role = cache((words or shipped_words()).label_role)
    found = []
    index = 0
    while index < len(lines.words):
        rows, after = _best(lines, index, role)
        if rows:
            header, last = rows[0], rows[-1]
            found.append(Flat(header[0][0], last[-1][1], tuple(rows)))
        index = max(index + 1, after)
    return found


def _lines(text: str) -> _Lines:
    spans, words = [], []
    position = 0
    for line in text.split("\n"):
        word = line.strip(EDGES)
        if word:
            start = position + line.index(word)
            spans.append((start, start + len(word)))
            words.append(re.sub(r"\s", "", word) if len(word) <= LONGEST_HEADING else word)
        position += len(line) + 1
    return _Lines(text, spans, words)


def _best(lines: _Lines, index: int, role: Role) -> tuple[list[Cells], int]:
    """Return the rows of the table that begins at a line, header first, none for none, and the line after."""
    best: tuple[list[Cells], int] = ([], index + 1)
    fitting = 0
    for header in _headers(lines, index, role):
        rows, after = _rows(lines, header)
        exact = sum(_is_exact(lines.text, row, header) for row in rows)
        if exact > fitting:
            columns = tuple(lines.spans[header.first : header.first + header.width])
            best, fitting = ([columns, *rows], after), exact
        elif rows and not fitting:
            best = ([], max(after, best[1]))
    return best


def _is_exact(text: str, row: Cells, header: _Header) -> bool:
    return len(row) == header.width and any(names_only(text[slice(*row[at])]) for at in header.roles)


def _headers(lines: _Lines, index: int, role: Role) -> Iterator[_Header]:
    """Yield what the header that begins at a line may be; the last line of a run may be a heading."""
    is_numbered = NUMBER.fullmatch(lines.words[index]) is not None
    stop = index + 1 if is_numbered else index
    while (
        stop < len(lines.words) and stop - index < MOST_COLUMNS and _is_label(lines, stop, role, is_numbered)
    ):
        stop += 1
    for end in (stop, stop - 1) if is_numbered else (stop,):
        labels = lines.words[index:end]
        kinds = [role(label) for label in labels]
        roles = tuple(at for at, kind in enumerate(kinds) if kind not in (OTHER, DEADLINE, PERSON))
        tasks = [at for at, kind in enumerate(kinds) if kind == OTHER and TASK.search(labels[at])]
        rest = [at for at, kind in enumerate(kinds) if kind == OTHER and at >= is_numbered]
        if roles and rest and (tasks or is_numbered):
            yield _Header(index, len(labels), roles, (tasks or rest)[-1], is_numbered)


def _is_label(lines: _Lines, index: int, role: Role, is_numbered: bool) -> bool:
    word = lines.words[index]
    if (
        len(word) > LONGEST_LABEL
        or re.search("[。;:、,]", word)
        or ITEM.fullmatch(word)
        or lines.heads(index)
    ):
        return False
    return is_numbered or role(word) != OTHER or TASK.search(word) is not None


def _rows(lines: _Lines, header: _Header) -> tuple[list[Cells], int]:
    """Return the rows below a header, and the line after them."""
    rows: list[Cells] = []
    labels = lines.words[header.first : header.first + header.width]
    body = index = header.first + header.width
    value = 0
    while index < len(lines.words):
        if index > body and lines.words[index : index + header.width] == labels:
            body = index = index + header.width
            continue
        number = lines.number(index) if header.is_numbered else None
        if number is None and _begins_below(lines, index, header):
            rows.append((lines.spans[index],))
            index, value = index + 1, 0
            continue
        stop = _row_end(lines, index, header, value)
        if stop <= index:
            break
        rows.append(_fitted(lines, index, stop, header))
        index, value = stop, number or 0
    return rows, index


def _begins_below(lines: _Lines, index: int, header: _Header) -> bool:
    """Return whether a line is a heading, below which a row or a further heading begins."""
    if not header.is_numbered:
        return lines.heads(index) and not _fits(lines, index, header) and _fits(lines, index + 1, header)
    if lines.number(index + 1) is not None:
        return len(lines.words[index]) <= LONGEST_HEADING and "。" not in lines.words[index]
    return lines.heads(index) and lines.heads(index + 1) and lines.number(index + 2) is not None


def _row_end(lines: _Lines, index: int, header: _Header, value: int) -> int:
    """Return the line after the row that begins at a line, `index` where none begins there."""
    if not header.is_numbered:
        return index + header.width if _fits(lines, index, header) else index
    number = lines.number(index)
    if number is None or number < value:
        return index
    stop = index + header.width
    for end in range(index + 2, stop):
        if lines.heads(end) and _begins_below(lines, end, header):
            return end
    is_heading = lines.number(stop + 1) in (1, number + 1) and not lines.names_only(stop)
    if _begins_row(lines, stop, number, header) or (is_heading and _fits(lines, index, header)):
        return stop
    for end in range(index + 2, min(index + 3 * header.width, len(lines.words))):
        if lines.number(end) == number + 1 or (lines.heads(end) and _begins_below(lines, end, header)):
            return end
    return stop if _fits(lines, index, header) else index


def _begins_row(lines: _Lines, index: int, number: int, header: _Header) -> bool:
    if index == len(lines.words):
        return True
    other = lines.number(index)
    if other is not None:
        return other > number
    return lines.heads(index) and _begins_below(lines, index, header)


def _fits(lines: _Lines, index: int, header: _Header) -> bool:
    """Return whether the lines from one on have agencies where the header has them, and only there."""
    return lines.names_only(index + header.roles[0]) and all(
        lines.names_only(index + at) for at in header.roles
    )


def _fitted(lines: _Lines, start: int, stop: int, header: _Header) -> Cells:
    """Return the cells of a row, one too few or some too many put right where it can be told."""
    spans = lines.spans[start:stop]
    over = len(spans) - header.width
    if over > 0:
        whole = [(spans[at][0], spans[at + over][1]) for at in range(header.width)]
        at = header.text
        if not any(lines.names_only(start + at + step) for step in range(1, over + 1)):
            return (*spans[:at], whole[at], *spans[at + over + 1 :])
        if len(header.roles) == 1:
            at = header.roles[0]
            return (*spans[:at], whole[at], *spans[at + over + 1 :])
    if over == -1:
        gaps = [at for at in range(1, header.width) if _fits_without(lines, start, at, header)]
        if len(gaps) == 1 or (gaps and all(gap in header.roles for gap in gaps)):
            gap = gaps[-1]
            end = spans[gap - 1][1]
            return (*spans[:gap], (end, end), *spans[gap:])
    return tuple(spans)


def _fits_without(lines: _Lines, start: int, gap: int, header: _Header) -> bool:
    """Return whether a row has agencies in their columns alone if its empty cell is in column `gap`."""
    if gap == header.text:
        return False
    columns = (at for at in range(1, header.width) if at != gap)
    return all(lines.names_only(start + at - (at > gap)) == (at in header.roles) for at in columns)


def names_only(words: str) -> bool:
    """Return whether words are names of agencies and nothing else.

    Examples
    --------
    >>> names_only("市财政局、市交通局等"), names_only("修路。")
    (True, False)
    """
    parts = [OPEN.sub("", part) for part in PARTS.split(words) if part]
    return (
        bool(parts)
        and "。" not in words
        and all(len(part) <= LONGEST_NAME and (is_unit(part) or not part) for part in parts)
    )
