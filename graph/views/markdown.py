"""Text that means nothing to Markdown: whatever a label contains, it is shown as it is."""

from __future__ import annotations

import re

from graph.views.cells import visible

ACTIVE = re.compile(r"[\\`*_\[\]|~$]")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}
ENTITY = re.compile("[&<>@]")
LINK = re.compile(r"(?<=[A-Za-z0-9])://|(?<![A-Za-z0-9])www\.", re.IGNORECASE)
LINE_START = re.compile(r"^(?:[#+\-=]|[0-9]+(?=[.)](?:\s|$)))")


def escape(text: str) -> str:
    r"""Return text that CommonMark and GitHub show literally, in a paragraph, a list or a table cell.

    HTML becomes entities, marks of emphasis, links, tables and formulas get a
    backslash, web addresses and names after @ do not turn into links, and what
    would open a heading, a list or a rule at the start of a line does not.
    Line breaks become spaces and invisible characters are spelled out.

    Examples
    --------
    >>> escape("<b>a|b</b>"), escape("1. x"), escape("# x"), escape("a_b *c*")
    ('&lt;b&gt;a\\|b&lt;/b&gt;', '1\\. x', '\\# x', 'a\\_b \\*c\\*')
    """
    shown = visible(text).strip(" ")
    shown = ENTITY.sub(lambda found: ENTITIES[found[0]], shown)
    shown = ACTIVE.sub(r"\\\g<0>", shown)
    shown = LINK.sub(_unlinked, shown)
    return LINE_START.sub(_not_at_start, shown)


def _unlinked(found: re.Match[str]) -> str:
    return found[0].replace("://", "&#58;//").replace(".", "&#46;")


def _not_at_start(found: re.Match[str]) -> str:
    mark = found[0]
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"
