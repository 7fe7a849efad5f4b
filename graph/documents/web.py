"""Saved pages of government sites, reader "html 1": the main text, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.documents.blocks import MAX_COLUMNS, Blocks, Cell
from graph.documents.guard import read_bytes
from graph.documents.limits import Limits, within
from graph.documents.main_text import SPACE, Sight, cells_of, children_of, rows_of, title_of
from graph.documents.plain import decode, encoding_notes
from graph.documents.text import Text, make_text
from graph.errors import fail

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

READER = "html 1"
DEEPEST = 600
NESTING = (
    "div|span|table|ul|ol|dl|section|article|font|center|blockquote|form|b|i|u|em|strong|a|tbody|main|"
    "nobr|big|small|s|strike|tt|code"
)
SCOPE = re.compile(rf"<(/?)(?:{NESTING})\b", re.IGNORECASE)
CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
CODECS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-gbk": "gb18030",
}
BLOCK = re.compile(
    "address|article|blockquote|body|center|d[dlt]|div|fieldset|figcaption|figure|form|h[1-6r]|header|li|main|"
    "[ou]l|p|pre|section|table|tbody|t[dhr]|tfoot|thead|caption"
)
FURNITURE = re.compile(
    r"^(?:您?的?当前(?:的)?位置|您?(?:现在|所在)?的?位置|上一[篇条]|下一[篇条]|责任编辑|扫一扫|分享到?|打印|【?关闭)\s*(?:[:：】\]|]|$|本|此)"
    r"|字[体号]\s*[:：]?\s*[\[【(（]?\s*(?:大|小|默认)|打印本页|关闭(?:窗口|本页)|扫一扫|分享到|版权所有|ICP备|公网安备"
    r"|网站标识码|网站地图|返回(?:顶部|首页)"
)
FACTS = re.compile(r"发布|日期|文号|发文|成文")
ATTACHED = re.compile(r"\.(?:docx?|wps|pdf|xlsx?|et|ofd|zip|rar|ceb)(?:[?#].*)?$", re.IGNORECASE)
BROKEN = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u2e80-\u9fff\uff00-\uffef])")
DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph on its way into the text, with what `Block` says of one."""

    text: str
    heading: int = 0
    bold: int = 0


Part = Paragraph | list[Cell]


def read_web(path: Path) -> Text:
    """Return the main text of an HTML page, or of a page saved whole (MHT).

    The notes name the encoding, files that the page links to and frames that were not read.

    Raises
    ------
    UserError
        When the file cannot be read, nests without end, or has no text (a page that a
        script fills once it is opened).
    """
    raw = read_bytes(path)
    return within(Limits(str(path)), read_page, raw, str(path))


def read_page(raw: bytes, where: str) -> Text:
    """Return the main text of a page's bytes, in this process; see `read_web`."""
    source, encoding = decode_page(raw, where)
    _refuse_depth(source, where)
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(source.replace("\0", ""))
    blocks = Blocks()
    for part in _main_parts(page, where):
        if isinstance(part, Paragraph):
            blocks.add_paragraph(part.text, heading=part.heading, bold=part.bold)
        else:
            blocks.add_table(part)
    if not blocks.found:
        what = "holds no text: a script fills the page, or it stands in a frame."
        raise fail(
            where, what, "Open the page in a browser and save it as PDF, or copy its text into a file."
        )
    notes = (*encoding_notes(encoding), *_notes(page))
    return make_text(
        blocks.content, raw, reader=READER, media_type="text/html", blocks=tuple(blocks.found), notes=notes
    )


def decode_page(raw: bytes, where: str) -> tuple[str, str]:
    """Return the source of a page and its encoding: its marks and characters tell, then its own word.

    Bytes that fit nothing are read as the page declares itself, with a sign in place of
    each wrong one, as browsers do.
    """
    declared = ""
    if re.match(rb"(?:From|MIME-Version|Content-Type|Subject):", raw[:100], re.IGNORECASE):
        raw, declared = _unpack(raw)
    found = CHARSET.search(raw[:4096])
    declared = (found[1].decode("ascii") if found else declared).lower()
    declared = CODECS.get(declared, declared)
    if declared in {"utf-8", "gb18030", "big5hkscs"}:
        encoding = declared
        content = raw.decode(encoding, "replace")
        if 0 < content.count("\ufffd") < len(content) / 500:
            return content, encoding
    return decode(raw, where, declared)


def _unpack(raw: bytes) -> tuple[bytes, str]:
    """Return the page inside an MHT file, and its charset."""
    from email import message_from_bytes

    for part in message_from_bytes(raw).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return (payload if isinstance(payload, bytes) else b""), part.get_content_charset() or ""
    return b"", ""


def _refuse_depth(source: str, where: str) -> None:
    """Refuse what takes the parser a time that grows with the square of the depth."""
    depth = 0
    for match in SCOPE.finditer(source):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > DEEPEST:
            raise fail(where, f"nests more than {DEEPEST} elements.", "Save the page again, or as PDF.")


def _main_parts(page: Any, where: str) -> list[Part]:
    body = page.body
    if body is None:
        return []
    sight = Sight(body)
    main = sight.main(body)
    parts = _Walk(sight, where).parts(main)
    title = title_of(page, sight)
    opening = re.sub(r"\s", "", "".join(part.text for part in parts[:12] if isinstance(part, Paragraph)))
    if title and parts and re.sub(r"\s", "", title) not in opening:
        parts.insert(0, Paragraph(title, heading=1))
    return parts


def _notes(page: Any) -> Iterator[str]:
    names = []
    for node in page.css("a[href]"):
        if ATTACHED.search(node.attributes.get("href") or ""):
            names.append(SPACE.sub(" ", node.text()).strip() or str(node.attributes["href"]))
    if names:
        yield f"Attached, not read: {'; '.join(dict.fromkeys(names[:20]))}."
    frames = len(page.css("iframe[src], frame[src]"))
    if frames:
        yield f"The page has {frames} frames that were not read."


class _Walk:
    """One walk over the elements, in the order of the text, that gathers paragraphs and tables."""

    def __init__(self, sight: Sight, where: str) -> None:
        self.sight = sight
        self.where = where
        self.found: list[Part] = []
        self.pieces: list[tuple[str, bool, bool]] = []
        self.open = {"b": 0, "a": 0, "pre": 0}
        self.heading = 0
        self.counts: dict[int, int] = {}
        self.label = ""
        self.in_table = False

    def parts(self, root: LexborNode) -> list[Part]:
        stack = [(root, False)]
        while stack:
            node, is_left = stack.pop()
            if is_left:
                self._leave(node.tag or "")
            elif node.tag == "-text":
                self._add(node.text_content or "")
            elif node.tag == "br":
                self._flush()
            elif (node is root or not self.sight.is_around(node)) and self._enter(node, node.tag or ""):
                stack.append((node, True))
                stack += [(each, False) for each in reversed(children_of(node))]
        self._flush()
        return self.found

    def _enter(self, node: LexborNode, tag: str) -> bool:
        """Begin an element; False where it is a table, which is read at once."""
        if BLOCK.fullmatch(tag):
            self._flush()
        if not self.in_table and self.sight.is_data(node):
            self.found.append(self._table(node))
            return False
        if re.fullmatch("h[1-6]", tag):
            self.heading = int(tag[1])
        kind = {"strong": "b", "th": "b"}.get(tag, tag)
        if kind in self.open:
            self.open[kind] += 1
        if tag == "li" and node.parent is not None and node.parent.tag == "ol":
            self.label = self._number(node, node.parent)
        return True

    def _leave(self, tag: str) -> None:
        if BLOCK.fullmatch(tag):
            self._flush()
        if tag == "li":
            self.label = ""
        if re.fullmatch("h[1-6]", tag):
            self.heading = 0
        kind = {"strong": "b", "th": "b"}.get(tag, tag)
        if kind in self.open:
            self.open[kind] -= 1

    def _add(self, text: str) -> None:
        for index, line in enumerate(text.split("\n") if self.open["pre"] else [text]):
            if index:
                self._flush()
            self.pieces.append((line, self.open["b"] > 0 or self.heading > 0, self.open["a"] > 0))

    def _flush(self) -> None:
        """End a paragraph, and keep it where it belongs to the text."""
        pieces, self.pieces = self.pieces, []
        text = SPACE.sub(" ", BROKEN.sub("", "".join(piece for piece, _, _ in pieces))).strip()
        if not text:
            return
        if self.label:  # the number of an item goes before its first words
            pieces.insert(0, (self.label, False, False))
            text, self.label = self.label + text, ""
        linked = sum(len(piece.strip()) for piece, _, is_link in pieces if is_link)
        if not self.in_table and not self.heading:
            is_furniture = len(text) < 100 and FURNITURE.search(text) and not FACTS.search(text)
            if is_furniture or (linked > 0.8 * len(text) and len(text) < 60):
                return
        self.found.append(Paragraph(text, self.heading, _bold(pieces, len(text))))

    def _number(self, item: LexborNode, parent: LexborNode) -> str:
        """Return the number that a list shows before an item; "" where it shows none."""
        own, start = item.attributes.get("value") or "", parent.attributes.get("start") or "1"
        count = self.counts.get(parent.mem_id, int(start) - 1 if re.fullmatch(r"\d{1,6}", start) else 0) + 1
        count = int(own) if re.fullmatch(r"\d{1,6}", own) else count
        self.counts[parent.mem_id] = count
        style = f"{parent.attributes.get('style') or ''} {item.attributes.get('style') or ''}".lower()
        if re.search(r"list-style[\w-]*\s*:[^;]*none", style):
            return ""
        if re.search("cjk-ideographic|chinese", style) and count < 100:
            tens, ones = divmod(count, 10)
            return (
                f"{(DIGITS[tens] if tens > 1 else '') + '十' if tens else ''}{DIGITS[ones] if ones else ''}、"
            )
        kind = parent.attributes.get("type") or "1"
        return f"{chr(ord(kind) + count - 1) if kind in 'aA' and count <= 26 else count}. "

    def _table(self, table: LexborNode) -> list[Cell]:
        """Return the cells of a table where its grid has room for them, as browsers place them."""
        rows = rows_of(table)
        until: dict[int, int] = {}  # column → the first row that no cell from above covers
        cells = []
        for index, row in enumerate(rows):
            column = 0
            for node in cells_of(row):
                while until.get(column, 0) > index:
                    column += 1
                if column >= MAX_COLUMNS:
                    break
                down = min(_extent(node, "rowspan") or len(rows), len(rows) - index)
                across = min(_extent(node, "colspan") or 1, MAX_COLUMNS - column)
                until.update(dict.fromkeys(range(column, column + across), index + down))
                cells.append(Cell(index, column, self._cell(node), down, across))
        return cells

    def _cell(self, node: LexborNode) -> str:
        walk = _Walk(self.sight, self.where)
        walk.in_table = True
        return "\n".join(part.text for part in walk.parts(node) if isinstance(part, Paragraph))


def _extent(node: LexborNode, name: str) -> int:
    written = (node.attributes.get(name) or "1").strip()
    return int(written) if re.fullmatch(r"\d{1,5}", written) else 1


def _bold(pieces: list[tuple[str, bool, bool]], length: int) -> int:
    """Return how many characters of a paragraph are bold from its start on."""
    count = 0
    for piece, is_bold, _ in pieces:
        if piece.strip() and not is_bold:
            break
        count += len(SPACE.sub(" ", piece).strip())
    return min(count, length)
