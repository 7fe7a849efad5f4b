"""Assignees as a coded plan has them: the name in full, what is printed for it, and where that stands."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from graph.extraction.clause import SPACING, print_of, printed_name
from graph.extraction.clean import Clean
from graph.extraction.lists import Item
from graph.extraction.names import KEPT

FULL_WIDTH = str.maketrans("()", "（）")
LONGEST_PHRASE = 24


def read_assignee(content: str, cleaned: Clean, item: Item) -> dict[str, Any]:
    """Return the entry of a name that a clause of the clean text of `content` gives.

    Examples
    --------
    >>> read_assignee("市财政局", Clean("市财政局", (0,), (0,)), Item("市财政局", 0, 4, ""))
    {'name': '市财政局', 'at': [0, 4]}
    """
    name, start, end = item[:3]
    spans = cleaned.spans(start, end)
    first, last = spans[0]
    spelling, written = _written(name, cleaned.text[start:end], content[first:last])
    if len(spans) > 1 or not spelling:
        return _unusual(content, cleaned, item)
    if written:
        return {"name": spelling, "as_written": written, "at": [first, last]}
    return {"name": spelling, "at": [first, last]}


@lru_cache(maxsize=KEPT)
def _written(name: str, folded: str, printed: str) -> tuple[str, str]:
    """Return how a plan spells a name that ends in `folded`, and what is printed of it where that is less.

    Both are "" where the print holds what is no part of a name, or is too long to be quoted.

    Examples
    --------
    >>> _written("市财政局", "财政局", "财政局"), _written("各区(县)", "各区(县)", "各区（县）")
    (('市财政局', '财政局'), ('各区（县）', ''))
    >>> _written("市财政局", "市财政 局", "市财政 局")
    ('', '')
    """
    if name == printed and "(" not in name:
        return name, ""
    is_whole = name == folded
    if SPACING.search(printed) or not (is_whole or _is_quoted_end(name, folded)):
        return "", ""
    wide = printed.translate(FULL_WIDTH)
    return (wide, "") if is_whole else (name.removesuffix(folded).translate(FULL_WIDTH) + wide, wide)


def _is_quoted_end(name: str, words: str) -> bool:
    return name.endswith(words) and len(words) <= LONGEST_PHRASE


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
