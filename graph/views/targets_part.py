"""The part of the report on targets and deadlines, and how a target is put into words."""

from __future__ import annotations

from graph.network.twomode import text
from graph.table import Cell
from graph.views.blocks import Block, Heading, Paragraph
from graph.views.cells import cell_text
from graph.views.findings import together
from graph.views.report_figures import timeline_figure
from graph.views.report_tables import Row, Tables
from graph.views.unit_words import with_unit
from graph.views.wording import EVERY, amount, counted, say


def targets_part(tables: Tables, year: int, lang: str) -> list[Block]:
    """Return how many targets and deadlines there are, and the timeline of the deadlines."""
    if "targets" not in tables.answers:
        return []
    targets, deadlines = tables.answer("targets"), tables.answer("deadlines")
    found = [_targets_said(targets, lang), _deadlines_said(deadlines, lang)]
    if targets or deadlines:
        found.append(say("targets.where", lang))
    blocks: list[Block] = [Heading(say("targets.heading", lang)), Paragraph(together(*found, lang=lang))]
    figure = timeline_figure(tables, year, lang)
    return [*blocks, figure] if figure else blocks


def _targets_said(targets: list[Row], lang: str) -> str:
    if not targets:
        return say("targets.none", lang)
    named = amount("targets", len(targets), lang)
    measures = counted("measures", len({row["measure"] for row in targets}), lang)
    bare = sum(not row["due"] for row in targets)
    size = say("targets.size", lang, targets=named, measures=measures)
    return size + (say("targets.bare", lang, bare) if bare else say("targets.dated", lang))


def _deadlines_said(deadlines: list[Row], lang: str) -> str:
    if not deadlines:
        return say("deadlines.none", lang)
    bare = sum(not (row["due"] or row["due_from"] or row["recurrence"]) for row in deadlines)
    size = say("deadlines.size", lang, deadlines=amount("deadlines", len(deadlines), lang))
    return size + (say("deadlines.bare", lang, bare) if bare else say("deadlines.dated", lang))


def target_words(row: Row, lang: str) -> str:
    """Return what a target promises: by how much or to what, and in which unit.

    Examples
    --------
    >>> row = {"comparator": "at-least", "value": 85, "maximum": None, "unit_label": "%",
    ...     "unit_label_en": "percent", "basis": "increase"}
    >>> target_words(row, "en"), target_words(row | {"comparator": "between", "value": 1, "maximum": 2,
    ...     "unit_label": "家", "basis": "level"}, "zh")
    ('increase: ≥85%', '1–2家')
    """
    sign, value, maximum = text(row["comparator"]), cell_text(row["value"]), cell_text(row["maximum"])
    figure = f"{value}–{maximum}" if maximum else f"{SIGNS.get(sign, '')}{value}"
    basis = f"promise.{row['basis']}"
    start = say(basis, lang) if basis in EVERY else ""
    return start + with_unit(figure, row, lang)


SIGNS = {"at-least": "≥", "at-most": "≤", "more-than": ">", "less-than": "<", "about": "≈"}


def due_words(row: Row, lang: str) -> Cell:
    """Return by when something is due: the day, the rhythm, or the plan's own words."""
    if row["due"]:
        return text(row["due"])
    recurrence = row.get("recurrence")
    return say(f"rhythm.{recurrence}", lang) if recurrence else None
