"""Markdown pages as HTML: headings with anchors, links to pages and files of the checkout."""

from __future__ import annotations

import itertools
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sitemaker.diagrams import as_table

COMMENT = re.compile(r"\A(?:<!--.*?-->\s*)+", re.DOTALL)
FOLDERS = ("docs", "ontology", "output")
CONTENTS_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: how deep it stands, its words and its anchor."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it stands in the site, its title, its HTML, and what it links to in the checkout."""

    path: str
    lang: str
    title: str
    html: str
    headings: tuple[Heading, ...]
    files: tuple[str, ...]
    sections: tuple[tuple[str, str, str], ...]

    @property
    def contents(self) -> tuple[Heading, ...]:
        """The headings that a table of contents lists."""
        return tuple(each for each in self.headings if each.level == CONTENTS_LEVEL)


def sources(root: Path) -> list[str]:
    """Return the paths of the Markdown files that become pages."""
    found = list(root.glob("*.md"))
    for folder in FOLDERS:
        found += root.glob(f"{folder}/**/*.md") if folder == "docs" else root.glob(f"{folder}/README.md")
    return sorted(path.relative_to(root).as_posix() for path in found)


def language(path: str) -> str:
    """Return the language of a page by its name.

    Examples
    --------
    >>> language("docs/tutorial.zh.md"), language("docs/tutorial.md")
    ('zh', 'en')
    """
    return "zh" if path.endswith(".zh.md") else "en"


def html_path(path: str) -> str:
    """Return where the page of a Markdown file stands.

    Examples
    --------
    >>> html_path("docs/tutorial.zh.md")
    'docs/tutorial.zh.html'
    """
    return path.removesuffix(".md") + ".html"


def read_page(root: Path, path: str) -> Page:
    """Return the page of a Markdown file; raw HTML in it is shown as text, a comment at its head left out."""
    text = COMMENT.sub("", (root / path).read_text(encoding="utf-8"))
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = list(_drawn(parser.parse(text), language(path)))
    headings = tuple(_headings(tokens))
    files = tuple(dict.fromkeys(_files(tokens, path)))
    title = next((each.text for each in headings), path)
    html = parser.renderer.render(tokens, parser.options, {})
    return Page(
        html_path(path), language(path), title, html, headings, files, tuple(_sections(tokens, title))
    )


def _drawn(tokens: list[Token], lang: str) -> Iterator[Token]:
    """Yield the tokens, a chart as the table of its arrows."""
    for token in tokens:
        if token.type == "fence" and token.info == "mermaid":
            yield Token("html_block", "", 0, content=as_table(token.content, lang))
        else:
            yield token


def anchor(text: str) -> str:
    """Return the anchor of a heading, as GitHub makes it.

    Examples
    --------
    >>> anchor("What load means, and what it does not"), anchor("负荷是什么")
    ('what-load-means-and-what-it-does-not', '负荷是什么')
    """
    return re.sub(r"[^\w -]", "", text).lower().replace(" ", "-")


def _headings(tokens: list[Token]) -> Iterator[Heading]:
    """Yield the headings, and give each its anchor; a repeated one is numbered."""
    seen: dict[str, int] = {}
    for token, inline in itertools.pairwise(tokens):
        if token.type != "heading_open":
            continue
        text = plain(inline)
        name = anchor(text)
        count = seen[name] = seen.get(name, -1) + 1
        name = f"{name}-{count}" if count else name
        token.attrSet("id", name)
        yield Heading(int(token.tag[1:]), text, name)


def plain(inline: Token) -> str:
    """Return the words of a line without its marks."""
    return "".join(
        " " if each.type == "softbreak" else each.content
        for each in inline.children or ()
        if each.type in ("text", "code_inline", "softbreak")
    )


def _files(tokens: list[Token], path: str) -> Iterator[str]:
    """Yield the files that a page links to or shows; links to Markdown become links to pages."""
    for child in (child for token in tokens for child in token.children or ()):
        name = {"link_open": "href", "image": "src"}.get(child.type, "")
        target = str(child.attrGet(name) or "") if name else ""
        if not target or ":" in target or target.startswith("#"):
            continue
        file, mark, end = target.partition("#")
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
        if file.endswith(".md"):
            child.attrSet(name, html_path(file) + mark + end)


def _sections(tokens: list[Token], title: str) -> Iterator[tuple[str, str, str]]:
    """Yield anchor, heading and words of each section, for the search."""
    where, heading, words = "", title, list[str]()
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            yield where, heading, " ".join(words)
            where, heading, words = str(token.attrGet("id")), plain(tokens[place + 1]), []
        elif token.type == "inline":
            words.append(plain(token))
        elif token.type == "fence":
            words.append(token.content)
    yield where, heading, " ".join(words)
