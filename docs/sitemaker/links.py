"""Whether every link of a site leads somewhere, and whether a page asks anything of another machine."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

LOADED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "audio": "src", "video": "src"}
OUTSIDE = ("http:", "https:", "mailto:")


@dataclass(slots=True)
class _Read:
    anchors: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.read = _Read()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the anchor, the link and what is loaded."""
        named = {name: value or "" for name, value in attrs}
        if "id" in named:
            self.read.anchors.append(named["id"])
        if tag == "a" and "href" in named:
            self.read.links.append(named["href"])
        if tag == "link" and named.get("rel") != "alternate":
            self.read.loads.append(named.get("href", ""))
        if tag in LOADED and LOADED[tag] in named:
            self.read.loads.append(named[LOADED[tag]])


def faults(pages: dict[str, str], files: set[str]) -> Iterator[str]:
    """Yield what is wrong with the links of a site, a line each.

    Parameters
    ----------
    pages
        HTML by path.
    files
        The paths of everything else in the site.

    Examples
    --------
    >>> found = {"a/x.html": '<p id="p"><a href="../b.html#q">b</a>', "b.html": '<img src="https://e/x.png">'}
    >>> list(faults(found, set()))
    ['a/x.html: ../b.html#q has no such anchor', 'b.html: loads https://e/x.png']
    """
    read = {path: _read(text) for path, text in pages.items()}
    for path, found in read.items():
        for name in sorted({each for each in found.anchors if found.anchors.count(each) > 1}):
            yield f"{path}: the anchor {name} stands twice"
        for target in found.links:
            if not target.startswith(OUTSIDE) and (what := _fault(path, target, read, files)):
                yield f"{path}: {target} {what}"
        for target in found.loads:
            if target.startswith(OUTSIDE) or target.startswith("//"):
                yield f"{path}: loads {target}"
            elif what := _fault(path, target, read, files):
                yield f"{path}: {target} {what}"


def _read(text: str) -> _Read:
    reader = _Reader()
    reader.feed(text)
    return reader.read


def _fault(path: str, target: str, read: dict[str, _Read], files: set[str]) -> str:
    file, _, name = unquote(target).partition("#")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
    if whole in files:
        return ""
    if whole not in read:
        return "leads nowhere"
    return "has no such anchor" if name and name not in read[whole].anchors else ""


def site_faults(folder: Path) -> list[str]:
    """Return what is wrong with the links of a site that stands in a folder."""
    found = {
        path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    pages = {name: path.read_text(encoding="utf-8") for name, path in found.items() if path.suffix == ".html"}
    return list(faults(pages, set(found) - set(pages)))
