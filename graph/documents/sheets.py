"""Task tables in Excel workbooks (XLSX): each sheet a table, each cell as the sheet shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from graph.documents.blocks import MAX_COLUMNS, Blocks, Cell
from graph.documents.cellvalues import BUILT_IN, shown
from graph.documents.guard import damaged, kind_of, read_bytes, refuse_unreadable, too_large
from graph.documents.package import Package, Relation, open_package
from graph.documents.text import Block, Text, make_text

READER = "xlsx 1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_ROWS = 20_000
MAX_CELLS = 400_000
MAX_CHARACTERS = 5_000_000
MAX_MERGES = 50_000
LONGEST_FORM = 255
ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Book:
    """What the sheets of a workbook share: strings, number formats by style, where days count from."""

    strings: tuple[str, ...]
    forms: tuple[str, ...]
    from_1904: bool


def read_sheet(path: Path) -> Text:
    """Return the text of an XLSX file: the rows of each visible sheet that has words.

    Merged ranges are read once, formulas by their stored value; empty rows and columns and hidden
    sheets are left out, and `notes` says which.

    Raises
    ------
    UserError
        When the file cannot be read, is damaged, locked, no workbook, or has more than 20,000 rows,
        400,000 cells or 5 million characters in a sheet.
    """
    raw = read_bytes(path)
    refuse_unreadable(raw, str(path))
    if kind_of(raw) != "xlsx":
        raise damaged(str(path), "it is no Excel workbook")
    content, blocks, notes = read_workbook(raw, str(path))
    return make_text(content, raw, reader=READER, media_type=MEDIA_TYPE, blocks=blocks, notes=notes)


def read_workbook(raw: bytes, where: str) -> tuple[str, tuple[Block, ...], tuple[str, ...]]:
    """Return content, blocks and notes of an XLSX file's bytes; `where` names it in messages."""
    package = open_package(raw, where)
    name = package.main_part()
    root = package.part(name)
    if root is None:
        raise damaged(where, "it has no workbook")
    related = package.relations(name)
    book = _book(package, related, root)
    blocks, notes = Blocks(), []
    for sheet in root.iter("sheet"):
        label = sheet.get("name", "")
        relation = related.get(sheet.get("id", ""))
        if sheet.get("state", "visible") != "visible":
            notes.append(f"hidden sheet {label} left out")
        elif relation is not None and relation.kind == "worksheet" and not relation.external:
            part = package.part(relation.target)
            if part is not None:
                before = blocks.tables
                blocks.add_table(_cells(part, book, f"{where}, sheet {label}"))
                notes += _notes(part, label, empty=blocks.tables == before)
    return blocks.content, tuple(blocks.found), tuple(notes)


def _book(package: Package, related: dict[str, Relation], root: Element) -> Book:
    def part(kind: str) -> Element | None:
        found = [each.target for each in related.values() if each.kind == kind and not each.external]
        return package.part(found[0]) if found else None

    strings, styles, properties = part("sharedStrings"), part("styles"), root.find("workbookPr")
    return Book(
        tuple(_words(each) for each in strings.iter("si")) if strings is not None else (),
        _forms(styles) if styles is not None else (),
        properties is not None and properties.get("date1904", "0") in ("1", "true"),
    )


def _forms(styles: Element) -> tuple[str, ...]:
    """Return the number format of each cell style, in the order that cells refer to."""
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iter("numFmt")}
    found = []
    for style in styles.findall("cellXfs/xf"):
        key = style.get("numFmtId", "0")
        form = own.get(key, BUILT_IN.get(int(key), "") if key.isdecimal() else "")
        found.append("" if form.lower() == "general" or len(form) > LONGEST_FORM else form)
    return tuple(found)


def _words(element: Element) -> str:
    """Return the words of a string item; the readings of characters are left out."""
    parts = [element.findtext("t") or "", *(run.findtext("t") or "" for run in element.iter("r"))]
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), "".join(parts))


def _cells(sheet: Element, book: Book, where: str) -> Iterator[Cell]:
    """Yield the cells of a sheet by row, an empty one where nothing merged covers its place."""
    grid = _grid(sheet, book, where)
    columns = sorted({column for row in grid.values() for column in row})
    merges = sorted(_merges(sheet, where), reverse=True)
    covered: dict[int, int] = {}  # column → last row that a merged range covers
    for number in sorted(grid):
        begins: dict[int, tuple[int, int]] = {}
        while merges and merges[-1][0] <= number:
            top, left, bottom, right = merges.pop()
            covered.update({each: bottom for each in columns if left <= each <= right})
            if top == number:
                begins[left] = (bottom - top + 1, right - left + 1)
        for column in columns:
            rows, width = begins.get(column, (1, 1))
            if column in begins or covered.get(column, 0) < number:
                yield Cell(number, column, grid[number].get(column, ""), rows, width)


def _grid(sheet: Element, book: Book, where: str) -> dict[int, dict[int, str]]:
    """Return the words of the cells that have any: row → column → words."""
    grid: dict[int, dict[int, str]] = {}
    count = length = number = 0
    for row in sheet.iterfind("sheetData/row"):
        number = _whole(row.get("r"), number + 1)
        column = -1
        for cell in row.iterfind("c"):
            place = _place(cell.get("r", ""))
            column = place[1] if place is not None else column + 1
            text = _text(cell, book)
            if text and column < MAX_COLUMNS:
                grid.setdefault(number, {})[column] = text
                count += 1
                length += len(text)
            if len(grid) > MAX_ROWS or count > MAX_CELLS or length > MAX_CHARACTERS:
                raise too_large(
                    where, f"more than {MAX_ROWS} rows, {MAX_CELLS} cells or 5 million characters"
                )
    if len(grid) * len({column for each in grid.values() for column in each}) > 4 * MAX_CELLS:
        raise too_large(where, "a wide table that is nearly empty")
    return grid


def _text(cell: Element, book: Book) -> str:
    kind, value = cell.get("t", "n"), cell.findtext("v") or ""
    if kind == "s":
        index = _whole(value, -1)
        text = book.strings[index] if 0 <= index < len(book.strings) else ""
    elif kind == "inlineStr":
        inline = cell.find("is")
        text = _words(inline) if inline is not None else ""
    elif kind == "b":
        text = {"1": "TRUE", "0": "FALSE"}.get(value, value)
    elif kind == "n" and value:
        style = _whole(cell.get("s"), 0)
        form = book.forms[style] if style < len(book.forms) else ""
        text = shown(value, form, from_1904=book.from_1904)
    else:
        text = ESCAPED.sub("", value)
    lines = (line.strip() for line in text.replace("\t", " ").splitlines())
    return "\n".join(line for line in lines if line)


def _merges(sheet: Element, where: str) -> list[tuple[int, int, int, int]]:
    """Return the merged ranges: top row, left column, bottom row, right column."""
    found = []
    for each in sheet.iterfind("mergeCells/mergeCell"):
        corners = [_place(corner) for corner in each.get("ref", "").split(":")]
        if len(corners) == 2 and corners[0] is not None and corners[1] is not None:
            (top, left), (bottom, right) = corners[0], corners[1]
            if top <= bottom and left <= right:
                found.append((top, left, bottom, right))
    if len(found) > MAX_MERGES:
        raise too_large(where, f"{len(found)} merged ranges")
    return found


def _place(address: str) -> tuple[int, int] | None:
    """Return the row (from 1) and the column (from 0) of an address such as B12."""
    match = ADDRESS.fullmatch(address)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column - 1


def _notes(sheet: Element, label: str, *, empty: bool) -> Iterator[str]:
    hidden = sum(row.get("hidden", "0") in ("1", "true") for row in sheet.iterfind("sheetData/row"))
    if hidden:
        yield f"sheet {label}: {hidden} hidden rows read like the others"
    unknown = sum(
        each.find("f") is not None and not each.findtext("v") for each in sheet.iterfind("sheetData/row/c")
    )
    if unknown:
        yield f"sheet {label}: {unknown} formulas without a stored value left out"
    if empty:
        yield f"sheet {label} has no words"


def _whole(text: str | None, otherwise: int) -> int:
    return min(int(text), 10**7) if text is not None and text.isdecimal() else otherwise
