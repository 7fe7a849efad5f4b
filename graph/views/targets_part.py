"""The part of the report on targets and deadlines, and how a target is put into words."""

from __future__ import annotations

from graph.network.twomode import text
from graph.table import Cell
from graph.views.blocks import Block, Heading, Paragraph
from graph.views.cells import cell_text
from graph.views.report_figures import timeline_figure
from graph.views.report_tables import Row, Tables
from graph.views.wording import EVERY, amount, counted, say


def targets_part(tables: Tables, year: int, lang: str) -> list[Block]:
    """Return how many targets and deadlines there are, and the timeline of the deadlines."""
    if "targets" not in tables.answers:
        return []
    targets, deadlines = tables.answer("targets"), tables.answer("deadlines")
    undated = sum(not (row["due"] or row["due_from"] or row["recurrence"]) for row in deadlines)
    blocks: list[Block] = [
        Heading(say("targets.heading", lang)),
        Paragraph(
            say(
                "targets.size",
                lang,
                targets=amount("targets", len(targets), lang),
                measures=counted("measures", len({row["measure"] for row in targets}), lang),
                deadlines=amount("deadlines", len(deadlines), lang),
                undated=undated,
                bare=sum(not row["due"] for row in targets),
            )
        ),
    ]
    figure = timeline_figure(tables, year, lang)
    return [*blocks, figure] if figure else blocks


def target_words(row: Row, lang: str) -> str:
    """Return what a target promises: by how much or to what, and in which unit.

    Examples
    --------
    >>> row = {"comparator": "at-least", "value": 85, "maximum": None, "unit_label": "%",
    ...     "unit_label_en": "%", "basis": "increase"}
    >>> target_words(row, "en"), target_words(row | {"comparator": "between", "value": 1, "maximum": 2,
    ...     "unit_label": "家", "basis": "level"}, "zh")
    ('increase: ≥ 85 %', '1–2 家')
    """
    sign, value, maximum = text(row["comparator"]), cell_text(row["value"]), cell_text(row["maximum"])
    amount_words = f"{value}–{maximum}" if maximum else f"{SIGNS.get(sign, '')} {value}".strip()
    unit = text(row["unit_label_en"] if lang == "en" else None) or text(row["unit_label"])
    basis = f"promise.{row['basis']}"
    start = say(basis, lang) if basis in EVERY else ""
    return f"{start}{amount_words} {unit}".strip()


SIGNS = {"at-least": "≥", "at-most": "≤", "more-than": ">", "less-than": "<", "about": "≈"}


def due_words(row: Row, lang: str) -> Cell:
    """Return by when something is due: the day, the rhythm, or the plan's own words."""
    if row["due"]:
        return text(row["due"])
    recurrence = row.get("recurrence")
    return say(f"rhythm.{recurrence}", lang) if recurrence else None
