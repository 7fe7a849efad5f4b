"""The part of the report on ties beyond chance: what was tested, what survives, between whom."""

from __future__ import annotations

from collections.abc import Sequence

from graph.table import Cell, Table
from graph.views.blocks import Block, Bullets, Grid, Heading, Paragraph
from graph.views.report_tables import Row, Tables
from graph.views.standings import table
from graph.views.wording import say

SHOWN = 25
SURVIVES = "survives_"


def ties_part(tables: Tables, lang: str) -> list[Block]:
    """Return what chance explains and what not, with the ties that survive, the surest first."""
    if tables.ties is None:
        return []
    models = [name.removeprefix(SURVIVES) for name in _names(tables.ties) if name.startswith(SURVIVES)]
    rows = [row for row in tables.ties.records() if any(row[SURVIVES + each] for each in models)]
    blocks: list[Block] = [
        Heading(say("ties.heading", lang)),
        Paragraph(say("ties.intro", lang)),
        Bullets(tables.ties_said[lang]),
    ]
    if not rows:
        return blocks
    blocks.append(Paragraph(say("ties.first", lang, shown=len(rows[:SHOWN]), all=len(rows))))
    names = ("agency", "partner", "shared", *(f"q_{model}" for model in models))
    lines = (_line(row, models, lang) for row in rows[:SHOWN])
    return [*blocks, Grid(table("report-ties", names, lines))]


def _names(found: Table) -> list[str]:
    return [column.name for column in found.columns]


def _line(row: Row, models: Sequence[str], lang: str) -> tuple[Cell, ...]:
    ending = "_en" if lang == "en" else ""
    names = (row[f"label_{side}{ending}"] or row[f"label_{side}"] for side in ("a", "b"))
    return (*names, row["shared"], *(_q(row, model) for model in models))


def _q(row: Row, model: str) -> str:
    """Return the q of a model with two digits, and a star where the tie survives it."""
    value = row[f"q_{model}"]
    shown = f"{value:.2g}" if isinstance(value, int | float) else ""
    return f"{shown} *" if row[SURVIVES + model] else shown
