"""Sections and measures of a plan, from its numbers, its task tables and where attributions stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from graph.documents.text import Text
from graph.extraction.clauses import find_clauses
from graph.extraction.clean import Clean, clean
from graph.extraction.combined import combine, set_beside
from graph.extraction.numbered import read_numbered
from graph.extraction.numbering import find_labels
from graph.extraction.outline import Doubt, FoundMeasure, FoundSection, Outline, Read
from graph.extraction.rows import Row, block_rows, plain_rows
from graph.extraction.tables import Task, find_tables
from graph.extraction.tasks import read_tasks
from graph.model import Span

Found = TypeVar("Found", FoundSection, FoundMeasure)


def find_outline(text: str, rows: Sequence[Row] | None = None) -> Outline:
    r"""Return the outline of clean text; without measures where nothing is attributed.

    `rows` are the table rows that the reader knows (`rows.block_rows`); where they hold no
    tasks, rows are looked for in the lines. The measures are the numbered items whose style
    of number carries most clauses. Rows that go on with their numbers, or tell of other tasks,
    follow them; else, where as many tasks stand in tables as attributions in the text, the
    rows are the measures.
    Numbered items without clauses before the first and after the last attributed section are
    no measures, unless their numbers run through.

    Examples
    --------
    >>> outline = find_outline("一、道路\n1.修路。修两条。(市交通局负责)\n2.植树。种百亩。(市林业局负责)\n")
    >>> [(each.key, each.title, each.section) for each in outline.measures]
    [('1', '修路', '1'), ('2', '植树', '1')]
    """
    said = find_clauses(text, 0, len(text))
    tables = find_tables(text, rows or (), said) or find_tables(text, plain_rows(text), said)
    spans = [(table.start, table.end) for table in tables]
    labels = [label for label in find_labels(text, 0, len(text)) if not _within(spans, label.start)]
    clauses = [clause for clause in said if not _within(spans, clause[0])]
    tasks = sum(isinstance(item, Task) for table in tables for item in table.items)
    if tasks and not clauses:
        return read_tasks(text, tables, labels, clauses)
    outline = read_numbered(text, labels, clauses)
    if not tables:
        return outline
    if tasks:
        tabled = read_tasks(text, tables, labels, ())
        both = combine(outline, tabled) or set_beside(text, outline, tabled, tables[0].start)
        if both:
            return both
    if tasks and tasks >= len(clauses):
        return read_tasks(text, tables, labels, clauses)
    what = f"a table with {tasks} tasks stands beside the numbered measures; it was not read."
    return replace(outline, doubts=(*outline.doubts, Doubt("", what)))


def read_outline(text: Text) -> Read:
    """Return a document with its outline, by the table rows that its reader knows."""
    cleaned = clean(text.content, is_wrapped=not text.blocks)
    rows = block_rows(cleaned, text.blocks) if text.blocks else None
    return Read(text, cleaned, _printed(text, cleaned, find_outline(cleaned.text, rows)))


def _printed(text: Text, cleaned: Clean, outline: Outline) -> Outline:
    """Return an outline with labels and titles in the script and width of the print."""
    return replace(
        outline,
        sections=tuple(_as_printed(text, cleaned, each) for each in outline.sections),
        measures=tuple(_as_printed(text, cleaned, each) for each in outline.measures),
    )


def _as_printed(text: Text, cleaned: Clean, found: Found) -> Found:
    label = _print(text, cleaned, found, found.label)
    title = _print(text, cleaned, found, found.title)
    if (label, title) == (found.label, found.title):
        return found
    return found._replace(label=label, title=title)


def _print(text: Text, cleaned: Clean, found: Found, words: str) -> str:
    at = cleaned.text.find(words, found.start, found.end) if words else -1
    if at < 0:
        return words
    return "".join([text.content[start:end] for start, end in cleaned.spans(at, at + len(words))]) or words


def _within(spans: Sequence[Span], position: int) -> bool:
    index = bisect_right(spans, (position, len(spans) and spans[-1][1])) - 1
    return index >= 0 and spans[index][0] <= position < spans[index][1]
