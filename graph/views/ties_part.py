"""The part of the report on ties beyond chance: what was tested, what survives, between whom."""

from __future__ import annotations

from graph.table import Cell
from graph.views.blocks import Block, Bullets, Grid, Heading, Paragraph
from graph.views.chance import sentences
from graph.views.report_tables import Row, Tables
from graph.views.standings import table
from graph.views.wording import say

SHOWN = 25


def ties_part(tables: Tables, lang: str) -> list[Block]:
    """Return what chance explains and what not, with the ties that survive, the surest first."""
    from graph.network.chance.ties import ties_table

    if tables.ties is None:
        return []
    rows = [row for row in ties_table(tables.ties).records() if _survives(row, tables.ties.choice.models)]
    blocks: list[Block] = [
        Heading(say("ties.heading", lang)),
        Paragraph(say("ties.intro", lang)),
        Bullets(sentences(tables.ties, lang)),
    ]
    if rows:
        shown = rows[:SHOWN]
        if len(shown) < len(rows):
            blocks.append(Paragraph(say("ties.first", lang, shown=len(shown), all=len(rows))))
        models = tables.ties.choice.models
        names = ("agency", "partner", "shared", *(f"q_{model}" for model in models))
        grid = table("report-ties", names, (_line(row, models, lang) for row in shown))
        blocks.append(Grid(grid))
    return blocks


def _survives(row: Row, models: tuple[str, ...]) -> bool:
    return any(row[f"survives_{model}"] for model in models)


def _line(row: Row, models: tuple[str, ...], lang: str) -> tuple[Cell, ...]:
    ending = "_en" if lang == "en" else ""
    names = (row[f"label_{side}{ending}"] or row[f"label_{side}"] for side in ("a", "b"))
    return (*names, row["shared"], *(f"{row[f'q_{model}']:.2g}" for model in models))
