"""A flow chart in the notation of Mermaid as a table of its arrows: no script, and found by the search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from sitemaker.phrases import say

NODE = r"(\w+)(?:\(\[\"?([^\"\]]*)\"?\]\))?"
ARROW = re.compile(rf"\s*{NODE} (--|==|-\.) \"?(.*?)\"? (?:-->|==>|\.->) {NODE}\s*")
SHORTCUT = "=="
BETWEEN = re.compile(r",\s*(?:<br/>)?\s*")

Arrow = tuple[str, str, str, bool]


def arrows(chart: str) -> Iterator[Arrow]:
    r"""Yield from, label and to of every arrow, and whether it is thick; several labels are several arrows.

    Examples
    --------
    >>> list(arrows('flowchart LR\n  A == "x, y" ==> b([B one])\n  A -. is a .-> C'))
    [('A', 'x', 'B one', True), ('A', 'y', 'B one', True), ('A', 'is a', 'C', False)]
    """
    found = [match.groups() for line in chart.splitlines() if (match := ARROW.fullmatch(line))]
    names = {node: name for row in found for node, name in (row[0:2], row[4:6]) if name}
    for start, _, kind, labels, end, _ in found:
        for label in BETWEEN.split(labels):
            yield names.get(start, start), label, names.get(end, end), kind == SHORTCUT


def as_table(chart: str, lang: str) -> str:
    """Return a chart as a table of HTML, thick arrows bold."""
    heads = "".join(f"<th>{escape(say(key, lang))}</th>" for key in ("domain", "property", "range"))
    rows = "".join(_row(*each) for each in arrows(chart))
    note = f"<p>{escape(say('chart.thick', lang))}</p>\n" if "<strong>" in rows else ""
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n{note}"


def _row(start: str, label: str, end: str, thick: bool) -> str:
    name = f"<strong>{escape(label)}</strong>" if thick else escape(label)
    return f"<tr><td>{escape(start)}</td><td>{name}</td><td>{escape(end)}</td></tr>\n"
