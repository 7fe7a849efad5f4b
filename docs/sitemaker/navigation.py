"""The navigation: the headings of docs/README.md and the links in the lists below them."""

from __future__ import annotations

import itertools
import posixpath
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt

from sitemaker.pages import html_path, plain

INDEX = {"en": "docs/README.md", "zh": "docs/README.zh.md"}


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the navigation with its pages: titles and paths."""

    title: str
    pages: tuple[tuple[str, str], ...]


def read_navigation(root: Path, lang: str) -> tuple[Group, ...]:
    """Return the groups of the index in one language: what a list item links to first is a page."""
    path = INDEX[lang]
    tokens = MarkdownIt("commonmark").parse((root / path).read_text(encoding="utf-8"))
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for before, token in itertools.pairwise(tokens):
        if before.type == "heading_open" and before.tag == "h2":
            groups.append((plain(token), []))
        elif token.type == "inline" and token.level > 1 and groups and token.children:
            first = token.children[0]
            if first.type == "link_open":
                target = posixpath.join(posixpath.dirname(path), str(first.attrGet("href")))
                groups[-1][1].append((token.children[1].content, html_path(posixpath.normpath(target))))
    return tuple(Group(title, tuple(pages)) for title, pages in groups)
