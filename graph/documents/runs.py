"""The words of a Word paragraph as they are shown: changes resolved, fields by result, boxes set apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from graph.documents.numerals import bullet
from graph.documents.styles import Style, Styles

LEFT_OUT = {
    "del": "deletions",
    "moveFrom": "deletions",
    "footnoteReference": "footnotes",
    "endnoteReference": "footnotes",
    "commentReference": "comments",
    "altChunk": "embedded documents",
    "subDoc": "embedded documents",
    "OLEObject": "embedded objects",
}
KEPT = {"ins": "insertions", "moveTo": "insertions", "txbxContent": "text boxes"}
SILENT = {
    "pPr",
    "rPr",
    "tblPr",
    "tcPr",
    "trPr",
    "sdtPr",
    "sdtEndPr",
    "rt",
    "instrText",
    "delText",
    "delInstrText",
}
MARKS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a paragraph that are bold, or not."""

    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or what a line break sets apart in it."""

    text: str
    heading: int = 0
    bold: int = 0


@dataclass(slots=True)
class Words:
    """Reads paragraphs; `counts` says what was left out or decided, for the notes."""

    styles: Styles
    counts: Counter[str] = field(default_factory=Counter)

    def read(self, paragraph: Element, style: Style) -> tuple[list[Piece], list[Element]]:
        """Return the words of a paragraph, and the text boxes that hang on it."""
        pieces: list[Piece] = []
        boxes: list[Element] = []
        fields: list[str] = []  # of the fields that are open: "begin" (instruction) or "separate" (result)
        for element, bold in self._shown(paragraph, style, False):
            if element.tag == "txbxContent":
                boxes.append(element)
            elif element.tag == "fldChar":
                _turn(fields, element.get("fldCharType", ""))
            elif "begin" not in fields and (text := _text_of(element)):
                pieces.append(Piece(text, bold))
        return pieces, boxes

    def _shown(self, parent: Element, style: Style, bold: bool) -> Iterator[tuple[Element, bool]]:
        """Yield the leaves below `parent` that are shown, and whether they are bold."""
        for element in self.children(parent):
            if element.tag == "r":
                now_bold, hidden = self.styles.of_run(element.find("rPr"), style)
                if hidden:
                    self.counts["hidden words"] += 1
                else:
                    yield from self._shown(element, style, now_bold)
            elif element.tag == "txbxContent" or len(element) == 0:
                yield element, bold
            else:
                yield from self._shown(element, style, bold)

    def children(self, parent: Element) -> Iterator[Element]:
        """Yield what stands in an element, without deleted and invisible parts, one way of alternatives."""
        for element in parent:
            tag = element.tag
            if tag in SILENT:
                continue
            if tag in LEFT_OUT:
                self.counts[LEFT_OUT[tag]] += 1
                continue
            if tag in KEPT:
                self.counts[KEPT[tag]] += 1
            if tag == "AlternateContent":
                ways = element.find("Choice"), element.find("Fallback")
                way = ways[0] if ways[0] is not None else ways[1]
                if way is not None:
                    yield from self.children(way)
            else:
                yield element


def _turn(fields: list[str], kind: str) -> None:
    if kind == "begin":
        fields.append(kind)
    elif fields and kind == "separate":
        fields[-1] = kind
    elif fields and kind == "end":
        fields.pop()


def _text_of(element: Element) -> str:
    if element.tag == "t":
        text = element.text or ""
        text = text if element.get("space") == "preserve" else text.strip(" \t\r\n")
        return text.translate({9: " ", 10: " ", 13: " "})
    if element.tag == "br":
        return "\n" if element.get("type", "textWrapping") == "textWrapping" else ""
    if element.tag == "sym":
        return _symbol(element.get("char", ""))
    return MARKS.get(element.tag, "")


def _symbol(code: str) -> str:
    try:
        return bullet(chr(int(code, 16)))
    except (ValueError, OverflowError):
        return ""


def lines_of(pieces: list[Piece], heading: int) -> Iterator[Line]:
    """Yield the lines of a paragraph, each with its count of leading bold characters."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        first, *others = piece.text.split("\n")
        lines[-1].append(Piece(first, piece.bold))
        lines.extend([Piece(other, piece.bold)] for other in others)
    for line in lines:
        text = "".join(piece.text for piece in line)
        if text.strip():
            yield Line(text, heading, _leading_bold(line))


def _leading_bold(line: list[Piece]) -> int:
    """Count the characters up to the first visible one that is not bold; 0 where none is bold."""
    count = last = 0
    for piece in line:
        visible = bool(piece.text.strip())
        if visible and not piece.bold:
            break
        count += len(piece.text)
        last = count if visible else last
    return last
