"""Word documents (DOCX, also as WPS saves them), reader "word 1": the text as the page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from graph.documents.blocks import MAX_COLUMNS, Blocks, Cell
from graph.documents.guard import damaged, kind_of, read_bytes, refuse_unreadable
from graph.documents.numbering import Numbering, read_numbering, value_of
from graph.documents.package import Package, Relation, open_package
from graph.documents.runs import Line, Piece, Words, lines_of
from graph.documents.styles import Style, Styles, outline_of, read_styles
from graph.documents.text import Block, Text, make_text

READER = "word 1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WIDEST = 63  # columns that Word lets a cell reach over
CONTENTS = ("toc", "目录")


def read_word(path: Path) -> Text:
    """Return the text of a DOCX file: paragraphs and table rows as they stand, list numbers written out.

    Insertions are kept and deletions dropped; headers, footers, notes, comments, hidden words and
    the table of contents are left out; `notes` says so. A line break begins a block of its own.

    Raises
    ------
    UserError
        When the file cannot be read, is damaged, locked, or no Word document.
    """
    raw = read_bytes(path)
    refuse_unreadable(raw, str(path))
    if kind_of(raw) != "docx":
        raise damaged(str(path), "it is no Word document")
    content, blocks, notes = read_document_part(raw, str(path))
    return make_text(content, raw, reader=READER, media_type=MEDIA_TYPE, blocks=blocks, notes=notes)


def read_document_part(raw: bytes, where: str) -> tuple[str, tuple[Block, ...], tuple[str, ...]]:
    """Return content, blocks and notes of a DOCX file's bytes; `where` names it in messages."""
    package = open_package(raw, where)
    name = package.main_part()
    root = package.part(name)
    body = root.find("body") if root is not None else None
    if body is None:
        raise damaged(where, "it has no body")
    related = package.relations(name)
    reader = _Reader(
        read_styles(_part(package, related, "styles")), read_numbering(_part(package, related, "numbering"))
    )
    reader.read(body)
    return reader.blocks.content, tuple(reader.blocks.found), _notes(reader.words.counts, package, related)


def _part(package: Package, related: dict[str, Relation], kind: str) -> Element | None:
    found = [each.target for each in related.values() if each.kind == kind and not each.external]
    return package.part(found[0]) if found else None


class _Reader:
    """The state of reading one document: how far lists have counted, what deleted marks carry over."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.words = Words(styles)
        self.blocks = Blocks()
        self.carried: list[Piece] = []

    def read(self, body: Element) -> None:
        for element in self._blocks_in(body):
            if element.tag == "p":
                self._add(self._lines(element))
            elif (box := self._single_cell(element)) is not None:
                self.read(box)
            else:
                self.blocks.add_table(self._cells(element))
        self._add(lines_of(self.carried, 0))
        self.carried = []

    def _add(self, lines: Iterator[Line]) -> None:
        for line in lines:
            self.blocks.add_paragraph(line.text, heading=line.heading, bold=line.bold)

    def _blocks_in(self, parent: Element) -> Iterator[Element]:
        """Yield the paragraphs and tables below an element, in order."""
        for element in self.words.children(parent):
            if element.tag in ("p", "tbl"):
                yield element
            elif element.tag == "sdt" and _is_contents(element):
                self.words.counts["table of contents"] += 1
            elif len(element):
                yield from self._blocks_in(element)

    def _lines(self, paragraph: Element, *, is_alone: bool = False) -> Iterator[Line]:
        """Yield the lines of a paragraph with its number, then those of the text boxes on it.

        The number of an empty paragraph counts only where that `is_alone` in a cell: a column of numbers.
        """
        properties = paragraph.find("pPr")
        key, style = self.styles.of_paragraph(properties)
        pieces, boxes = self.words.read(paragraph, style)
        if style.name.lower().startswith(CONTENTS):
            self.words.counts["table of contents"] += 1
            return
        if _is_mark_deleted(properties):
            self.carried += pieces
        else:
            pieces, self.carried = self.carried + pieces, []
            label = self._label(properties, key, style)
            if label and (is_alone or any(piece.text.strip() for piece in pieces)):
                pieces.insert(0, Piece(label, bold=bool(pieces) and pieces[0].bold))
            outline = outline_of(properties)
            yield from lines_of(pieces, outline if outline is not None else style.outline or 0)
        for box in boxes:
            yield from self._lines_in(box)

    def _lines_in(self, container: Element) -> Iterator[Line]:
        """Yield the lines of a cell or box; a table in it gives a line a row."""
        is_alone = container.tag == "tc" and len(container.findall("p")) == 1
        for element in self._blocks_in(container):
            if element.tag == "p":
                yield from self._lines(element, is_alone=is_alone)
            else:
                rows: dict[int, list[str]] = {}
                for cell in self._cells(element):
                    rows.setdefault(cell.row, []).append(cell.text.replace("\n", " "))
                yield from (Line(" ".join(texts).strip()) for texts in rows.values())

    def _label(self, properties: Element | None, key: str, style: Style) -> str:
        number = value_of(properties, "numPr/numId") if properties is not None else None
        written = value_of(properties, "numPr/ilvl") if properties is not None else None
        level = int(written) if written is not None and written.isdecimal() else None
        if number is None:
            number = style.number
            level = style.level if level is None else level
            if number is not None and level is None:
                level = self.numbering.level_of_style(number, key)
        if number is None or number == "0":
            return ""
        return self.numbering.label(number, min(level or 0, 8))

    def _rows(self, table: Element) -> Iterator[Element]:
        for element in self.words.children(table):
            if element.tag == "tr":
                if element.find("trPr/del") is None:
                    yield element
                else:
                    self.words.counts["deletions"] += 1
            elif len(element):
                yield from self._rows(element)

    def _cells_of(self, row: Element) -> Iterator[Element]:
        for element in self.words.children(row):
            if element.tag == "tc":
                yield element
            elif len(element):
                yield from self._cells_of(element)

    def _single_cell(self, table: Element) -> Element | None:
        """Return the only cell of a table that is but a frame around paragraphs; None for others."""
        rows = table.findall("tr")
        cells = rows[0].findall("tc") if len(rows) == 1 == len(table.findall(".//tr")) else []
        return cells[0] if len(cells) == 1 and rows[0].find("trPr/del") is None else None

    def _cells(self, table: Element) -> list[Cell]:
        open_cells: dict[int, _Merge] = {}  # column → the cell that vertical merging may carry on
        merges: list[_Merge] = []
        for number, row in enumerate(self._rows(table)):
            column = _whole(value_of(row, "trPr/gridBefore"), 0)
            now: dict[int, _Merge] = {}
            for cell in self._cells_of(row):
                width = _whole(value_of(cell, "tcPr/gridSpan"), 1)
                merge = _vertical(cell)
                above = open_cells.get(column) if merge == "continue" else None
                if above is not None and column < MAX_COLUMNS:
                    above.rows += 1
                    now[column] = above
                elif column < MAX_COLUMNS:
                    own = _Merge(number, column, self._cell_text(cell), columns=width)
                    merges.append(own)
                    if merge:
                        now[column] = own
                column += width
            open_cells = now
        return [Cell(each.row, each.column, each.text, each.rows, each.columns) for each in merges]

    def _cell_text(self, cell: Element) -> str:
        if cell.find("tcPr/cellDel") is not None:
            return ""
        lines = [line.text.replace("\t", " ").strip() for line in self._lines_in(cell)]
        return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class _Merge:
    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


def _vertical(cell: Element) -> str:
    """Return `restart` or `continue` for a cell of a vertical merge, "" for others."""
    found = cell.find("tcPr/vMerge")
    return "" if found is None else found.get("val", "continue")


def _is_mark_deleted(properties: Element | None) -> bool:
    """Tell whether a tracked change takes away the end of a paragraph, so that the next one joins it."""
    mark = properties.find("rPr") if properties is not None else None
    return mark is not None and (mark.find("del") is not None or mark.find("moveFrom") is not None)


def _is_contents(control: Element) -> bool:
    return value_of(control, "sdtPr/docPartObj/docPartGallery") == "Table of Contents"


def _notes(counts: Counter[str], package: Package, related: dict[str, Relation]) -> tuple[str, ...]:
    notes = []
    if counts["insertions"] or counts["deletions"]:
        kept, dropped = counts["insertions"], counts["deletions"]
        notes.append(f"tracked changes: {kept} insertions kept, {dropped} deletions left out")
    if counts["text boxes"]:
        notes.append(f"{counts['text boxes']} text boxes read after the paragraph that they hang on")
    if any(_has_words(package, each) for each in related.values() if each.kind in ("header", "footer")):
        notes.append("headers and footers left out")
    for what in ("footnotes", "comments", "hidden words", "embedded documents", "embedded objects"):
        if counts[what]:
            notes.append(f"{counts[what]} {what} left out")
    if counts["table of contents"]:
        notes.append("table of contents left out")
    outside = sum(each.external and each.kind != "hyperlink" for each in related.values())
    if outside:
        notes.append(f"{outside} parts outside the file not fetched")
    return tuple(notes)


def _has_words(package: Package, relation: Relation) -> bool:
    root = None if relation.external else package.part(relation.target)
    return root is not None and any((each.text or "").strip() for each in root.iter("t"))


def _whole(text: str | None, otherwise: int) -> int:
    return min(int(text), WIDEST) if text is not None and text.isdecimal() else otherwise
