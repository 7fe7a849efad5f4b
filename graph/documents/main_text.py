"""Where the main text of a web page stands: the element that holds its sentences, and its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

NEVER = re.compile(
    "script|style|noscript|template|nav|footer|aside|button|select|input|textarea|iframe|object|svg|canvas|"
    "audio|video|head|title|meta|link|-comment"
)
HOLDERS = re.compile("body|div|td|article|section|main|form|center|table|tbody|tr|span|font")
AROUND = re.compile(
    r"(?:^|[\W_])(?:nav|menu|crumbs?|breadcrumb|location|dqwz|weizhi|share|bdshare\w*|fenxiang|foot\w*|copyright|"
    r"side(?:bar)?|toolbar|tools?|qr\w*|ewm|related|xgxx|recommend|pager|pagination|search|login|banner|"
    r"top(?:bar)?|yqlj)(?:$|[\W_])",
    re.IGNORECASE,
)
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SENTENCE = re.compile("[，。；、：,;:]")
SPACE = re.compile(r"[ \t\r\n\f\xa0]+")


class Sight:
    """What a page shows, weighed: how many characters of sentences every element holds."""

    def __init__(self, body: LexborNode) -> None:
        self.weights: dict[int, int] = {}
        self.nests: set[int] = set()
        self._weigh(body)
        self.total = self.weights[body.mem_id]

    def _weigh(self, body: LexborNode) -> None:
        order = []
        stack = [(body, False, body.mem_id)]
        while stack:
            node, linked, table = stack.pop()
            if node.tag == "-text":
                text = (node.text_content or "").strip()
                is_sentence = not linked and (len(text) > 20 or SENTENCE.search(text))
                self.weights[node.mem_id] = len(text) if is_sentence else 0
            elif not NEVER.fullmatch(node.tag or "") and not self.is_unseen(node):
                if node.tag == "table":
                    self.nests.add(table)
                    table = node.mem_id
                stack += [(each, linked or node.tag == "a", table) for each in children_of(node)]
                order.append(node)
        for node in reversed(order):
            self.weights[node.mem_id] = sum(self.weights.get(each.mem_id, 0) for each in children_of(node))

    @staticmethod
    def is_unseen(node: LexborNode) -> bool:
        """Say whether the page hides an element."""
        attributes = node.attributes
        return "hidden" in attributes or bool(UNSEEN.search(attributes.get("style") or ""))

    def is_around(self, node: LexborNode) -> bool:
        """Say whether an element stands around the text, by its tag or name; never what holds much of it."""
        if NEVER.fullmatch(node.tag or ""):
            return True
        if self.weights.get(node.mem_id, 0) > max(120, 0.05 * self.total):
            return False
        attributes = node.attributes
        named = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
        return self.is_unseen(node) or (named != " " and bool(AROUND.search(named)))

    def main(self, body: LexborNode) -> LexborNode:
        """Return the innermost element that holds nearly all sentences, those around the text aside."""
        node = body
        while True:
            inner = [each for each in children_of(node) if each.tag != "-text" and not self.is_around(each)]
            held = sum(self.weights.get(each.mem_id, 0) for each in inner)
            best = max(inner, key=lambda each: self.weights.get(each.mem_id, 0), default=None)
            if best is None or not HOLDERS.fullmatch(best.tag or "") or not held or self.is_data(best):
                return node
            if self.weights.get(best.mem_id, 0) < 0.97 * held:
                return node
            node = best

    def is_data(self, node: LexborNode) -> bool:
        """Say whether a table holds data: columns, none of which is the page itself."""
        if node.tag != "table" or node.mem_id in self.nests or node.attributes.get("role") == "presentation":
            return False
        cells = [row for row in map(cells_of, rows_of(node)) if row]
        largest = max((self.weights.get(cell.mem_id, 0) for row in cells for cell in row), default=0)
        whole = self.weights.get(node.mem_id, 0)
        return any(len(row) > 1 for row in cells) and not (largest > 1500 and largest > 0.6 * whole)


def title_of(page: Any, sight: Sight) -> str:
    """Return the title that the page gives its text: of its makers, its first heading, its window."""
    for node in page.css("meta[name]"):
        if (node.attributes.get("name") or "").lower() == "articletitle" and node.attributes.get("content"):
            return SPACE.sub(" ", node.attributes["content"]).strip()
    for node in page.css("h1"):
        if not any(sight.is_around(each) for each in (node, *_ancestors(node))):
            return SPACE.sub(" ", node.text(deep=True)).strip()
    node = page.css_first("head > title")
    return re.split(r"\s*[-_|—]+\s*", SPACE.sub(" ", node.text()).strip())[0] if node is not None else ""


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def rows_of(table: LexborNode) -> list[LexborNode]:
    """Return the rows of a table, not those of tables inside it."""
    found = []
    for node in children_of(table):
        if node.tag == "tr":
            found.append(node)
        elif node.tag in {"thead", "tbody", "tfoot"}:
            found += [each for each in children_of(node) if each.tag == "tr"]
    return found


def cells_of(row: LexborNode) -> list[LexborNode]:
    """Return the cells of a row, from left to right."""
    return [each for each in children_of(row) if each.tag in {"td", "th"}]


def children_of(node: LexborNode) -> list[LexborNode]:
    """Return what stands directly inside an element: elements, text and comments."""
    found = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found
