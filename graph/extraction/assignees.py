"""Assignees as a coded plan has them: the name in full, what is printed for it, and where that stands."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from graph.extraction.clause import SPACING, print_of, printed_name
from graph.extraction.clean import Clean
from graph.extraction.lists import Item
from graph.extraction.names import KEPT

FULL_WIDTH = str.maketrans("()", "（）")
LONGEST_PHRASE = 24
# A name with brackets or one of these is written otherwise than printed.
UNUSUAL = re.compile(rf"[()]|{SPACING.pattern}")


def read_assignee(content: str, cleaned: Clean, item: Item) -> dict[str, Any]:
    """Return the entry of a name that a clause of the clean text of `content` gives.

    Examples
    --------
    >>> read_assignee("市财政局", Clean("市财政局", (0,), (0,)), Item("市财政局", 0, 4, ""))
    {'name': '市财政局', 'at': [0, 4]}
    """
    name, start, end = item[:3]
    spans = cleaned.spans(start, end)
    if len(spans) > 1:
        return _unusual(content, cleaned, item)
    first, last = spans[0]
    words = content[first:last]
    if words == name and "(" not in words:
        return {"name": name, "at": [first, last]}
    if item.restored:
        if words == cleaned.text[start:end] and _is_ending(words, name):
            return {"name": name, "as_written": words, "at": [first, last]}
    elif wide := _widened(words):
        return {"name": wide, "at": [first, last]}
    return _unusual(content, cleaned, item)


@lru_cache(maxsize=KEPT)
def _is_ending(words: str, name: str) -> bool:
    """Return whether `words` end a restored name, and nothing in it is written otherwise than printed.

    Examples
    --------
    >>> _is_ending("财政局", "市财政局"), _is_ending("民政局(老龄办)", "市民政局(老龄办)")
    (True, False)
    """
    return name.endswith(words) and len(words) <= LONGEST_PHRASE and not UNUSUAL.search(name)


@lru_cache(maxsize=KEPT)
def _widened(words: str) -> str:
    """Return a printed name with its brackets in full width, "" where it holds what is no part of a name.

    Examples
    --------
    >>> _widened("各区县(市)政府"), _widened("市财政 局")
    ('各区县（市）政府', '')
    """
    return "" if SPACING.search(words) else words.translate(FULL_WIDTH)


def _unusual(content: str, cleaned: Clean, item: Item) -> dict[str, Any]:
    """Return the entry of a name that is printed in pieces, or not as it is to be written."""
    name = printed_name(content, cleaned, item).translate(FULL_WIDTH)
    words = "".join(print_of(content, cleaned, item.start, item.end).split()).translate(FULL_WIDTH)
    entry: dict[str, Any] = {"name": name}
    if name != words and len(words) <= LONGEST_PHRASE:
        entry["as_written"] = words
    lengths = sum(end - start for start, end in cleaned.spans(item.start, item.end))
    if lengths == len(words) and ("as_written" in entry or name == words):
        entry["at"] = cleaned.at(item.start, item.end)
    return entry
