"""Tables whose rows each stand on one line, their cells apart by blanks."""

from __future__ import annotations

import re
from functools import cache

from graph.extraction.flat import ITEM, LONGEST_LABEL, Cells, Flat
from graph.extraction.numbering import STARTS
from graph.extraction.words import OTHER, Words, shipped_words
from graph.vocabulary.roles import DEADLINE, PERSON

HEADER = re.compile(r"^[ \t]*序号 +\S.*$", re.MULTILINE)
CELL = re.compile(r"\S+")
FEWEST = 3


def find_spaced(text: str, words: Words | None = None) -> list[Flat]:
    r"""Return the tables of clean text whose cells blanks divide, below a line that begins with 序号.

    A row has as many cells as the header and begins with a number; a heading is a numbered
    line without blanks. Any other line ends the table.

    Examples
    --------
    >>> text = "序号 任务 责任单位\n一、道路\n1 修路 市交通局\n2 架桥 市城建局\n联系人:张三\n"
    >>> [table] = find_spaced(text)
    >>> [[text[slice(*cell)] for cell in row] for row in table.rows[1:]]
    [['一、道路'], ['1', '修路', '市交通局'], ['2', '架桥', '市城建局']]
    """
    if "序号 " not in text:
        return []
    role = cache((words or shipped_words()).label_role)
    found = []
    for match in HEADER.finditer(text):
        header = _cells(text, match.start(), match.end())
        labels = [text[slice(*cell)] for cell in header]
        kinds = {role(label) for label in labels} - {OTHER, DEADLINE, PERSON}
        if len(header) < FEWEST or not kinds or max(map(len, labels)) > LONGEST_LABEL:
            continue
        rows = _rows(text, match.end() + 1, len(header))
        if any(len(row) == len(header) for row in rows):
            found.append(Flat(header[0][0], rows[-1][-1][1], (header, *rows)))
    return found


def _rows(text: str, position: int, width: int) -> list[Cells]:
    """Return the rows below a header, without headings at their end."""
    rows: list[Cells] = []
    ended = 0
    while position < len(text):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop
        cells = _cells(text, position, stop)
        is_row = len(cells) == width and ITEM.fullmatch(text, *cells[0]) is not None
        if not is_row and cells and (len(cells) > 1 or not STARTS.match(text, cells[0][0])):
            break
        if cells:
            rows.append(cells)
            ended = len(rows) if is_row else ended
        position = stop + 1
    return rows[:ended]


def _cells(text: str, start: int, end: int) -> Cells:
    return tuple(match.span() for match in CELL.finditer(text, start, end))
