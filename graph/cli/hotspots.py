"""`tiaokuai hotspots`: where most coordination is asked for."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import print_table
from graph.cli.several import opened_each, say_notes_of_each, table_of_each, told_of_each


@click.command(
    short_help="Show where most coordination is asked for.",
    epilog="Example: tiaokuai hotspots --kind pair --limit 10 --lang en",
)
@options.dataset
@options.plan_or_all
@click.option(
    "--kind",
    type=click.Choice(["measure", "pair", "agency", "section"]),
    default="measure",
    show_default=True,
    help="What to rank.",
)
@options.groups
@options.form
@options.lang
@options.limit
@options.every_column
def hotspots(
    dataset: Path,
    plan: str,
    kind: str,
    groups: str,
    form: str,
    lang: str,
    limit: int | None,
    every: bool,
) -> None:
    """Rank measures, pairs, agencies or sections by the coordination they ask for, with its terms.

    A measure of n agencies has n(n-1)/2 pairings; a section has those of its measures; an
    agency has n-1 for each of its measures; a pair has the measures that both share. Terms
    tell what lies within a system, across systems, or is unknown, and of a pair who leads.
    Each row is a sentence too. With --plan all the rows of every plan are ranked together.
    """
    from graph.presentation import hotspots as hotspots_of

    store, chosen, networks = opened_each(dataset, plan, groups)
    table = table_of_each(chosen, networks, lambda network: hotspots_of(network, kind))
    if form == "table" and not every:
        first = ("plan",) if chosen == options.ALL_PLANS else ()
        table = table.select((*first, "rank", "score", "sentence_en" if lang == "en" else "sentence"))
    settings = {"kind": kind, **told_of_each(chosen, networks)}
    print_table(table, form, lang, chosen, settings, limit=limit)
    say_notes_of_each(store, networks, lang)
