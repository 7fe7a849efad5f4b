"""One clause answered: the names as printed, by role, with what is doubtful or refused."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from graph.extraction.attributions import ROLES, Attribution, read_clause
from graph.extraction.clauses import BRACKETS
from graph.extraction.clean import Clean, clean
from graph.extraction.lists import Item
from graph.model import Span

LONGEST = 20_000
# A line end between two characters, not before a label.
WRAP = re.compile(r"(?<=[\u4e00-\u9fff])[ \t]*\n[ \t]*(?=[\u4e00-\u9fff])(?![\u4e00-\u9fff]{2,12}[:：|])")
# White space, ruled lines and asterisks are no part of a name.
SPACING = re.compile(r"[\s*\u2500-\u257f]")


def answer_clause(text: str, places: Collection[str] = ()) -> dict[str, Any]:
    """Return what a clause itself says, names in the script and width of the print.

    Lists of spellings by role and `groups`; `open_ended` and `deadline` as worded, "" for
    none; `rules` with kind and words; `doubts`; `refused` with the reason or "".

    Examples
    --------
    >>> answer = answer_clause("（市A局牵头，B局等部门配合）")
    >>> answer["lead"], answer["cooperating"], answer["open_ended"]
    (['市A局'], ['B局'], '等部门')
    """
    cleaned = clean(text, left_out=_wraps(text))
    found = read_clause(cleaned.text, places=places)
    printed = {role: [printed_name(text, cleaned, item) for item in found.roles[role]] for role in ROLES}
    groups = set(found.groups())
    return {
        **printed,
        "groups": _groups(found, printed, groups),
        "open_ended": "、".join(
            SPACING.sub("", print_of(text, cleaned, each.start, each.end)) for _, each in found.opens
        ),
        "deadline": print_of(text, cleaned, *found.deadline_at) if found.deadline else "",
        "rules": [
            {"kind": rule.kind, "as_written": print_of(text, cleaned, rule.start, rule.end)}
            for rule in found.rules
        ],
        "doubts": list(found.doubts),
        "refused": found.refused,
    }


def _wraps(text: str) -> list[Span]:
    """Return the line ends within the names and verbs of a clause in brackets."""
    is_bracketed = text.lstrip()[:1] in {*BRACKETS, *"（［"}
    return [match.span() for match in WRAP.finditer(text)] if is_bracketed else []


def printed_name(text: str, cleaned: Clean, item: Item) -> str:
    """Return the name of an item as printed, with its restored prefix or suffix, without breaks."""
    printed = SPACING.sub("", print_of(text, cleaned, item.start, item.end))
    folded = SPACING.sub("", cleaned.text[item.start : item.end])
    if not item.restored:
        return printed
    if item.name.endswith(folded):
        lent = item.name.removesuffix(folded)
        return _as_printed(lent, cleaned.text.rfind(lent, 0, item.start), text, cleaned) + printed
    lent = item.name.removeprefix(folded)
    return printed + _as_printed(lent, cleaned.text.find(lent, item.end), text, cleaned)


def _as_printed(lent: str, start: int, text: str, cleaned: Clean) -> str:
    """Return a part of a name that another lends it, in the script and width of its print at `start`."""
    return SPACING.sub("", print_of(text, cleaned, start, start + len(lent))) if start >= 0 else lent


def _groups(found: Attribution, printed: dict[str, list[str]], groups: set[str]) -> list[str]:
    named = (
        spelling
        for role in ROLES
        for item, spelling in zip(found.roles[role], printed[role], strict=True)
        if item.name in groups
    )
    return list(dict.fromkeys(named))


def print_of(text: str, cleaned: Clean, start: int, end: int) -> str:
    """Return what is printed in `text` where the clean text has `[start:end]`."""
    return "".join(text[slice(*span)] for span in cleaned.spans(start, end)) if start < end else ""
