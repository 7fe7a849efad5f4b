"""`tiaokuai rank`: the agencies by coordination load."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import print_table, say_drafts

ON_SCREEN = (
    "load_rank",
    "label",
    "led",
    "responsible",
    "measures",
    "load",
    "partners",
    "span",
    "betweenness",
)
"""What a screen has room for; the other forms give every column."""


@click.command(short_help="Rank agencies by coordination load.")
@options.dataset
@options.plan
@options.form
@options.lang
@click.option("--limit", type=click.IntRange(1), help="Only the first rows.")
@click.option("--all", "every", is_flag=True, help="Every column on the screen too.")
def rank(dataset: Path, plan: str, form: str, lang: str, limit: int | None, every: bool) -> None:
    """Rank the agencies of a plan: load, partners, span, betweenness, each with its rank.

    Load is the number of pairings: an agency must coordinate once with every other
    agency of each of its measures. A group of agencies counts as one.
    """
    from graph.presentation import about_plans, plan_id, tables_of
    from graph.rdf.store import open_store

    store = open_store(dataset)
    chosen = plan_id(store, plan)
    table = tables_of(store, chosen).rank
    if form == "table" and not every:
        name = "label_en" if lang == "en" else "label"
        table = table.select(name if column == "label" else column for column in ON_SCREEN)
    print_table(table.first(limit) if limit else table, form, lang, chosen, {"groups": "one"})
    say_drafts(about_plans(store), lang)
