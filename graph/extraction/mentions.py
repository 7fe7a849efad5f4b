"""Documents, platforms and programmes that a measure names."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.extraction.citations import Title, read_title
from graph.extraction.named import ENDS, QUOTED, Named, find_platform, find_programme, find_quoted

DOCUMENT, PLATFORM, PROGRAMME = "document", "platform", "programme"
SEARCHED = re.compile(f"《|平台|系统|APP|App|小程序|商城|单一窗口|{QUOTED}|{'|'.join(ENDS)}")


class FoundMention(NamedTuple):
    """A named thing and where its name stands; `role` and `document_number` are of documents."""

    kind: str
    name: str
    start: int
    end: int
    role: str = ""
    document_number: str = ""


def find_mentions(text: str, start: int, end: int) -> list[FoundMention]:
    """Return the documents, platforms and programmes that `text[start:end]` names, in order.

    Documents stand in 《》. A platform or programme has to have a name of its own: a quoted
    one, that of a place or more than generic words. What is not sure is left out.

    Examples
    --------
    >>> text = "印发《质量提升办法》,依托“云上办”平台,实施青年人才安居行动。"
    >>> [f"{m.kind} {m.name}" for m in find_mentions(text, 0, len(text))]
    ['document 质量提升办法', 'platform 云上办平台', 'programme 青年人才安居行动']
    """
    found: list[FoundMention] = []
    last: Title | None = None
    reached = start
    for hit in SEARCHED.finditer(text, start, end):
        if hit.start() < reached:
            continue
        if hit.group() == "《":
            title = read_title(text, hit.start(), reached, end, last)
            if title:
                found.append(_of_title(title))
                last, reached = title, title.end + 1
        elif thing := _find_named(text, hit, reached, end):
            found.append(thing)
            reached = thing.end
    return found


def _of_title(title: Title) -> FoundMention:
    return FoundMention(DOCUMENT, title.name, title.start, title.end, title.role, title.document_number)


def _find_named(text: str, hit: re.Match[str], reached: int, end: int) -> FoundMention | None:
    named: Named | None
    if hit.group() == "“":
        kind, named = PROGRAMME, find_quoted(text, hit.start(), end)
    elif hit.group() in ENDS:
        kind, named = PROGRAMME, find_programme(text, hit.start(), reached, end)
    else:
        kind, named = PLATFORM, find_platform(text, hit.span(), reached, end)
    return FoundMention(kind, *named) if named else None
