"""The lines of PDF pages: put together from characters, freed of what runs along, joined to paragraphs."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from graph.documents.blocks import Cell

MARGIN = 0.12
RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | dict(
    zip(
        map(ord, "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"),
        "民西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
PAGE_NUMBER = re.compile(
    r"[-—–―－·•\s]*\d{1,4}(?:\s*[/／]\s*\d{1,4})?[-—–―－·•\s]*|第\s*\d+\s*页(?:\s*[,，/／]?\s*共\s*\d+\s*页)?|[Pp]age\s*\d+.*"
)
NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}[)）、.．]|第[一二三四五六七八九十百]+[章节条]|[（(]?\d{1,3}[)）、.．](?!\d)"
)
# Numbers that are hardly met in a sentence: （三） but not （三）项, 三、 but not 一、二、三产业.
FIRM = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[)）](?![、，,项条款和及至])|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]+[、产])"
)
# A label of four characters begins what it labels, unless the line before goes on.
LABELLED = re.compile(r"[\u4e00-\u9fff]{2}(?:任务|措施|内容|目标|单位|部门|时限|领导)[：:]")
GOES_ON = "、，,：:（("
ENDED = re.compile(r"[。！？；：.;:）)〕】”]$")
CLOSING = "，。、；：！？）》〕】”’,.;:!?)"
HEAVY = re.compile("bold|heavy|black|simhei|heiti", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text where it stands: `page` from 0, `size` of its characters, margins of its column."""

    text: str
    x0: float
    x1: float
    top: float
    size: float
    page: int
    bold: int = 0
    column: int = 0
    left: float = 0.0
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table of one page: its columns' edges and its cells."""

    edges: tuple[float, ...]
    cells: tuple[Cell, ...]
    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds, in the order of reading."""

    height: float
    parts: tuple[Line | Grid, ...]
    has_pictures: bool
    turned: int


def _rows(chars: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the characters that stand at one height together, from top to bottom, left to right."""
    rows: list[list[dict[str, Any]]] = []
    for char in sorted(chars, key=lambda char: char["top"] + char["bottom"]):
        last = rows[-1][-1] if rows else char
        apart = (char["top"] + char["bottom"] - last["top"] - last["bottom"]) / 2
        if rows and apart < 0.35 * max(char["size"], last["size"]):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [sorted(row, key=lambda char: char["x0"]) for row in rows]


def lines_of(chars: list[dict[str, Any]], number: int, column: int = 0) -> list[Line]:
    """Return the lines that characters of one column make, from top to bottom."""
    return [_line(row, number, column) for row in _rows(chars)]


def _line(row: list[dict[str, Any]], number: int, column: int) -> Line:
    pieces: list[str] = []
    bold, is_leading, last = 0, True, None
    for char in row:
        text = char["text"].translate(RADICALS)
        if last is not None:
            if text == last["text"] and char["x0"] - last["x0"] < 0.3 * char["size"]:
                continue  # printed twice to look bold
            gap = (char["x0"] - last["x1"]) / max(char["size"], 1)
            is_latin = text.isascii() and last["text"].isascii()
            if gap > 1 or (gap > 0.15 and (is_latin or "spaced" in last)):
                pieces.append(" ")
        is_leading = is_leading and bool(HEAVY.search(char.get("fontname") or ""))
        bold += is_leading
        pieces.append(text)
        last = char
    size = statistics.median(char["size"] for char in row)
    return Line("".join(pieces), row[0]["x0"], row[-1]["x1"], row[0]["top"], size, number, bold, column)


def lines_in_columns(chars: list[dict[str, Any]], number: int, width: float) -> list[Line]:
    """Return the lines of a page; where it has two columns, one after the other."""
    middle = width / 2
    crossing: list[list[dict[str, Any]]] = []
    apart: list[list[dict[str, Any]]] = []
    for row in _rows(chars):
        is_crossing = any(char["x0"] < middle + 4 and char["x1"] > middle - 4 for char in row)
        (crossing if is_crossing else apart).append(row)
    both = [row for row in apart if row[0]["x0"] < middle < row[-1]["x0"]]
    if len(both) < 8 or len(crossing) > 0.25 * len(apart):
        return lines_of(chars, number)
    first = both[0][0]["top"]
    halves = [
        [char for row in apart for char in row if (char["x0"] > middle) == side] for side in (False, True)
    ]
    return [
        *(_line(row, number, 0) for row in crossing if row[0]["top"] < first),
        *lines_of(halves[0], number, 1),
        *lines_of(halves[1], number, 2),
        *(_line(row, number, 3) for row in crossing if row[0]["top"] >= first),
    ]


def _set_margins(parts: list[Line | Grid]) -> list[Line | Grid]:
    """Give each line of a page the margins of its column, as the long lines there show them."""
    margins: dict[int, tuple[float, float]] = {}
    columns: dict[int, list[Line]] = {}
    for part in parts:
        if isinstance(part, Line):
            columns.setdefault(part.column, []).append(part)
    for column, lines in columns.items():
        reach = max(line.x1 for line in lines) - min(line.x0 for line in lines)
        wide = [line for line in lines if line.x1 - line.x0 > 0.6 * reach] or lines
        firm = [line for line in wide if line.text[-1] not in CLOSING] or wide
        right = max(line.x1 for line in firm)
        margins[column] = (_left(lines, min(line.x0 for line in wide), right), right)
    return [
        replace(part, left=margins[part.column][0], right=margins[part.column][1])
        if isinstance(part, Line)
        else part
        for part in parts
    ]


def _left(lines: list[Line], left: float, right: float) -> float:
    """Return the left margin: `left`, that of long lines, or where lines begin that go on from a full one.

    On a page of short paragraphs all long lines are indented.
    """
    going_on = [line for before, line in pairwise(lines) if before.x1 > right - 1.5 * before.size]
    usual = Counter(round(line.x0) for line in going_on).most_common(1)
    near = [line.x0 for line in going_on if round(line.x0) == usual[0][0] and line.x0 > left - 3 * line.size]
    return min([left, *near])


def without_running(pages: list[Page]) -> list[Line | Grid]:
    """Return the parts of all pages but what runs along them: headers, footers, page numbers."""
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        seen.update({_place(line) for line in _at_edges(page)})
    often = max(2, round(0.4 * len(pages)))
    kept: list[Line | Grid] = []
    for page in pages:
        running = [
            line
            for line in _at_edges(page)
            if PAGE_NUMBER.fullmatch(line.text) or (seen[_place(line)] >= often and _stands_off(line, page))
        ]
        kept += _set_margins([part for part in page.parts if part not in running])
    return kept


def _at_edges(page: Page) -> list[Line]:
    low, high = MARGIN * page.height, (1 - MARGIN) * page.height
    return [part for part in page.parts if isinstance(part, Line) and not low < part.top < high]


def _place(line: Line) -> tuple[str, int]:
    return re.sub(r"[\d\s]+", "#", line.text), round(line.top / 4)


def _stands_off(line: Line, page: Page) -> bool:
    """Say whether a line is set apart from the body, by a gap or by its size."""
    body = [part for part in page.parts if isinstance(part, Line) and part is not line]
    if not body or abs(statistics.median(each.size for each in body) - line.size) > 0.5:
        return True
    near = min(abs(each.top - line.top) for each in body)
    tops = sorted(each.top for each in body)
    steps = [after - before for before, after in pairwise(tops) if after - before > 1]
    return near > 1.25 * statistics.median(steps) if steps else True


def paragraphs(lines: list[Line], *, is_cell: bool = False) -> list[tuple[str, int]]:
    """Return the lines put together into paragraphs, each with the length of its bold beginning."""
    steps = [b.top - a.top for a, b in pairwise(lines) if a.page == b.page and b.top > a.top]
    pitch = statistics.median(steps) if steps else 0.0
    found: list[tuple[str, int]] = []
    before: Line | None = None
    for line in lines:
        if before is None or _begins(before, line, pitch, is_cell=is_cell):
            found.append((line.text, line.bold))
        else:
            text, bold = found[-1]
            is_latin = text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isascii()
            joint = " " if is_latin and line.text[:1].isalpha() else ""
            found[-1] = (text + joint + line.text, bold + (line.bold if bold == len(text) else 0))
        before = line
    return found


def _begins(before: Line, line: Line, pitch: float, *, is_cell: bool) -> bool:
    """Say whether `line` begins a paragraph after `before`."""
    size = max(before.size, line.size)
    if abs(before.size - line.size) > 0.15 * size:
        return True
    if before.page == line.page and pitch and line.top - before.top > 1.6 * pitch:
        return True
    if _is_told(before.text, line.text, is_cell=is_cell):
        return True
    if not is_cell and _is_centred(before) and _is_centred(line):
        return line.text[0] in "（("
    if line.x0 - line.left > 1.5 * size:
        return True
    word = re.match(r"[!-~]+|.", line.text)
    needed = (len(word[0]) * 0.5 if word and word[0].isascii() else 1.0) * size
    needed += size * (line.text[1:2] in CLOSING and line.text[1:2] != "")
    return before.right - before.x1 > needed + 0.3 * size


def _is_told(before: str, words: str, *, is_cell: bool) -> bool:
    """Say whether a line begins a paragraph by its words: a number after an end, a label."""
    if NUMBERED.match(words) and ENDED.search(before):
        return True
    is_told = LABELLED.match(words) or FIRM.match(words)
    return not is_cell and is_told is not None and before[-1] not in GOES_ON


def _is_centred(line: Line) -> bool:
    start, end = line.x0 - line.left, line.right - line.x1
    return min(start, end) > line.size and abs(start - end) < line.size
