"""PDF with text, reader "pdf 1": lines by their place, put together into paragraphs and tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from graph.documents.blocks import Blocks, Cell
from graph.documents.guard import damaged, password, read_bytes, scan
from graph.documents.limits import Limits, within
from graph.documents.page_lines import (
    Grid,
    Line,
    Page,
    lines_in_columns,
    lines_of,
    paragraphs,
    without_running,
)
from graph.documents.text import Text, make_text
from graph.errors import UserError, fail

READER = "pdf 1"
MOST_PAGES = 400
MOST_MARKS = 20_000
SECONDS = 120.0
MEMORY = 1536 * 1024**2
NO_CODE = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff]")


def read_pages(path: Path) -> Text:
    """Return the text of a PDF without running headers, footers and page numbers.

    A process of its own reads the file, within limits of time and memory.

    Raises
    ------
    UserError
        For a scan, a locked or damaged file, one of more than 400 pages, and fonts that
        do not tell which characters they show.
    """
    raw = read_bytes(path)
    return within(Limits(str(path), SECONDS, MEMORY), read_pdf, raw, str(path))


def read_pdf(raw: bytes, where: str) -> Text:
    """Return the text of a PDF's bytes, in this process; see `read_pages`."""
    pages = _open(raw, where)
    if not any(page.parts for page in pages):
        raise (
            scan(where)
            if any(page.has_pictures for page in pages)
            else fail(where, "holds no text.", "Save it again from the program that made it.")
        )
    blocks = Blocks()
    add_parts(blocks, without_running(pages))
    content = blocks.content
    unknown = sum(1 for _ in NO_CODE.finditer(content))
    if unknown > 0.05 * max(1, len(content) - 8 * unknown):
        what = "has fonts that do not tell which characters they show."
        raise fail(where, what, "Recognise its text (OCR), or take the DOCX or the web page.")
    notes = _notes(pages, unknown)
    return make_text(
        content, raw, reader=READER, media_type="application/pdf", blocks=tuple(blocks.found), notes=notes
    )


def _notes(pages: list[Page], unknown: int) -> tuple[str, ...]:
    notes = ["Running headers, footers and page numbers were left out."] if len(pages) > 1 else []
    bare = [str(number) for number, page in enumerate(pages, 1) if page.has_pictures and not page.parts]
    if bare:
        notes.append(f"Pages that are pictures were not read: {', '.join(bare)}.")
    if any(page.turned for page in pages):
        notes.append(
            f"Turned characters (watermarks, margins) left out: {sum(page.turned for page in pages)}."
        )
    if unknown:
        notes.append(f"Characters that their font does not name: {unknown}.")
    return tuple(notes)


def _open(raw: bytes, where: str) -> list[Page]:
    import io
    import logging

    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber import open as open_pages

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    pages = []
    try:
        with open_pages(io.BytesIO(raw)) as document:
            for number, page in enumerate(document.pages):
                if number == MOST_PAGES:
                    raise fail(where, f"has more than {MOST_PAGES} pages.", "Save only the plan itself.")
                pages.append(_read_page(page, number))
                page.close()
    except (UserError, MemoryError):
        raise
    except Exception as error:  # pdfminer raises what it pleases on damaged files
        causes = (error, *error.args, error.__cause__, error.__context__)
        if any(isinstance(each, PDFPasswordIncorrect) for each in causes):
            raise password(where) from error
        raise damaged(where, f"the PDF cannot be read ({type(error).__name__})") from error
    return pages


def _read_page(page: Any, number: int) -> Page:
    level = [char for char in page.chars if _is_level(char)]
    chars = _printed(level)
    turned = len(page.chars) - len(level)
    grids: list[Grid] = []
    if chars and len(page.edges) <= MOST_MARKS:
        for table in page.find_tables():
            grid, chars = _take_table(table, chars, number)
            if grid is not None:
                grids.append(grid)
    parts: list[Line | Grid] = [*lines_in_columns(chars, number, float(page.width)), *grids]
    if grids:
        parts.sort(key=lambda part: part.top)  # a page with a table is taken to have one column
    return Page(float(page.height), tuple(parts), bool(page.images), turned)


def _printed(level: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the characters that can be seen, those that a space follows marked so."""
    chars: list[dict[str, Any]] = []
    for char in level:
        if char["text"].strip():
            chars.append(char)
        elif chars:
            chars[-1]["spaced"] = True
    return chars


def _is_level(char: dict[str, Any]) -> bool:
    """Say whether a character stands upright; the library's own mark lets slanting watermarks pass."""
    across, up, _, _, _, _ = char["matrix"]
    return bool(char["upright"] and abs(up) <= 0.1 * abs(across))


def _take_table(
    table: Any, chars: list[dict[str, Any]], number: int
) -> tuple[Grid | None, list[dict[str, Any]]]:
    """Return a table with its words, and the characters outside it; None for a frame around text."""
    xs, ys = _edges(table.cells, 0), _edges(table.cells, 1)
    if len(xs) < 3:
        return None, chars
    owners: dict[tuple[int, int], int] = {}
    places = []
    for index, (x0, top, x1, bottom) in enumerate(table.cells):
        column, row = _slot(xs, x0 + 1), _slot(ys, top + 1)
        across, down = _slot(xs, x1 - 1) - column + 1, _slot(ys, bottom - 1) - row + 1
        places.append((row, column, down, across))
        for covered in range(row, row + down):
            owners.update(dict.fromkeys(((covered, column + step) for step in range(across)), index))
    inside: dict[int, list[dict[str, Any]]] = {}
    outside: list[dict[str, Any]] = []
    for char in chars:
        middle = ((char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2)
        owner = owners.get((_slot(ys, middle[1]), _slot(xs, middle[0])))
        (outside if owner is None else inside.setdefault(owner, [])).append(char)
    cells = []
    for index, (row, column, down, across) in sorted(enumerate(places), key=lambda each: each[1]):
        lines = lines_of(inside.get(index, []), number)
        _, _, right, _ = table.cells[index]
        cells.append(Cell(row, column, _cell_text(lines, right), down, across))
    return Grid(tuple(xs), tuple(cells), number, ys[0]), outside


def _edges(boxes: list[tuple[float, float, float, float]], axis: int) -> list[float]:
    found: list[float] = []
    for value in sorted({box[axis] for box in boxes} | {box[axis + 2] for box in boxes}):
        if not found or value - found[-1] > 2:
            found.append(value)
    return found


def _slot(edges: list[float], value: float) -> int:
    return bisect_right(edges, value) - 1


def _cell_text(lines: list[Line], right: float) -> str:
    """Return a cell's words: wrapped lines as one, paragraphs divided by line ends."""
    if not lines:
        return ""
    margin = max(line.x1 for line in lines)
    margin = margin if right - margin < 2 * lines[0].size else right - 0.5 * lines[0].size
    left = min(line.x0 for line in lines)
    joined = paragraphs([replace(line, left=left, right=margin) for line in lines], is_cell=True)
    return "\n".join(text for text, _ in joined)


def add_parts(blocks: Blocks, parts: Iterable[Line | Grid]) -> None:
    """Add paragraphs and tables in order; both go on over the end of a page."""
    lines: list[Line] = []
    grids: list[Grid] = []
    for part in [*parts, None]:
        if grids and not (isinstance(part, Grid) and _goes_on(grids[-1], part)):
            blocks.add_table(_joined(grids))
            grids = []
        if lines and not isinstance(part, Line):
            for text, bold in paragraphs(lines):
                blocks.add_paragraph(text, bold=bold)
            lines = []
        if isinstance(part, Line):
            lines.append(part)
        elif part is not None:
            grids.append(part)


def _goes_on(before: Grid, after: Grid) -> bool:
    return (
        after.page == before.page + 1
        and len(before.edges) == len(after.edges)
        and all(abs(one - other) < 6 for one, other in zip(before.edges, after.edges, strict=True))
    )


def _joined(grids: list[Grid]) -> list[Cell]:
    """Return the cells of a table over several pages: its repeated header once."""
    cells = list(grids[0].cells)
    header = [cell.text for cell in cells if cell.row == 0]
    for grid in grids[1:]:
        skipped = [cell.text for cell in grid.cells if cell.row == 0] == header
        shift = max(cell.row + cell.rows for cell in cells) - skipped
        more = [replace(cell, row=cell.row + shift) for cell in grid.cells if not skipped or cell.row > 0]
        first = [cell for cell in more if cell.row == shift + skipped]
        if first and not first[0].text and cells:
            cells, more = _mended(cells, first, more)
        cells += more
    return cells


def _mended(cells: list[Cell], first: list[Cell], more: list[Cell]) -> tuple[list[Cell], list[Cell]]:
    """Put together a row that the end of a page cut in two: its number stands in the first part only."""
    last = max(cell.row for cell in cells)
    numbered = any(cell.row == last and cell.column == 0 and cell.text.strip().isdigit() for cell in cells)
    rest = {cell.column: cell.text for cell in first}
    if not numbered or any(cell.rows > 1 for cell in first):
        return cells, more
    mended = [
        replace(cell, text=cell.text + rest.get(cell.column, "")) if cell.row == last else cell
        for cell in cells
    ]
    return mended, [cell for cell in more if cell not in first]
