"""`tiaokuai compare`: one plan against another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from graph.cli import options
from graph.cli.networks import told
from graph.cli.printing import in_english, print_table, say_drafts
from graph.errors import fail

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.network.comparing import Sampling
    from graph.network.sides import Comparison
    from graph.table import Table

ON_SCREEN = {
    "loads": ("label", "load_first", "load_second", "share_first", "share_second", "change", "low", "high"),
    "leads": ("label", "led_first", "led_second", "share_first", "share_second", "change", "low", "high"),
    "structure": ("label", "first", "second", "change", "low", "high"),
    "measures": (
        "state",
        "key_first",
        "key_second",
        "title_second",
        "leads_first",
        "leads_second",
        "joined",
        "left",
    ),
}
"""What a screen has room for; the other forms give every column."""
IN_BOTH = ("label", "leads_first", "leads_second", "joined", "left")
"""Columns that have an English one beside them."""


@click.command(
    short_help="Compare two plans of a graph.",
    epilog="Example: tiaokuai compare zhengzhou-2024 zhengzhou-2025 --lang en",
)
@click.argument("first", metavar="FIRST")
@click.argument("second", metavar="SECOND")
@click.option(
    "--table",
    type=click.Choice(["loads", "structure", "leads", "measures"]),
    default="loads",
    show_default=True,
    help="What to compare.",
)
@click.option(
    "--by",
    type=click.Choice(["function", "agency"]),
    help="Compare by what agencies do or agency by agency; default: agency if both plans are of one place.",
)
@options.dataset
@options.groups
@click.option(
    "--samples",
    type=click.IntRange(2, 20_000),
    metavar="N",
    default=1000,
    show_default=True,
    help="Draws of the measures.",
)
@options.seed
@options.form
@options.lang
@options.limit
@options.every_column
def compare(
    first: str,
    second: str,
    table: str,
    by: str | None,
    dataset: Path,
    groups: str,
    samples: int,
    seed: int,
    form: str,
    lang: str,
    limit: int | None,
    every: bool,
) -> None:
    """Compare two plans: who carries which share of the load, who leads, how each is built.

    FIRST and SECOND are ids of plans in one graph, such as a draft and its final version, or
    plans of two cities. Build both together: tiaokuai build draft.yaml final.yaml --plan ID. Shares
    have the interval of their difference when measures are drawn anew in both plans.
    """
    from graph.network.comparing import Sampling

    compared, plans = _opened(dataset, (first, second), by or "", groups)
    tables = _tables(compared, Sampling(samples, seed), table)
    _say(compared, tables, plans, lang)
    settings = {"table": table, "by": compared.by, "samples": samples, **_groups(compared)}
    ids = f"{compared.first.plan}, {compared.second.plan}"
    shown = tables[table] if every or form != "table" else _brief(tables[table], table, lang)
    print_table(shown, form, lang, ids, settings, seed=seed, limit=limit)
    say_drafts(plans, lang)


def _opened(dataset: Path, names: tuple[str, str], by: str, groups: str) -> tuple[Comparison, Table]:
    """Return the comparison of the two plans that are named, and what they are."""
    from graph.network.sides import comparison, read_side
    from graph.presentation import about_plans, plan_id
    from graph.rdf.store import open_store
    from graph.table import Table
    from graph.vocabulary.iris import node

    store = open_store(dataset)
    chosen = [plan_id(store, name) for name in names]
    if chosen[0] == chosen[1]:
        raise fail("compare", f"{chosen[0]} is named twice.", "Name two plans.")
    about = about_plans(store)
    place, iris = about.index("plan"), [node("plan", each) for each in chosen]
    rows = tuple(row for row in about.rows if row[place] in iris)
    first, second = (read_side(store, each, groups) for each in chosen)
    return comparison(first, second, by), Table(about.name, about.columns, rows)


def _tables(compared: Comparison, sampling: Sampling, table: str) -> dict[str, Table]:
    """Return the tables that the sentences are made from, and the one that is asked for."""
    from graph.network.comparing import lead_table, load_table
    from graph.network.matched import measure_table
    from graph.network.structure import structure_table

    found = {
        "loads": load_table(compared, sampling),
        "leads": lead_table(compared, sampling),
        "measures": measure_table(compared),
    }
    return found | ({"structure": structure_table(compared, sampling)} if table == "structure" else {})


def _groups(compared: Comparison) -> dict[str, object]:
    """Return what became of groups, and which of either plan stayed whole."""
    both = [told(side.network) for side in (compared.first, compared.second)]
    kept = {str(each) for side in both for each in cast("list[str]", side.get("groups_not_expanded", []))}
    return both[0] | ({"groups_not_expanded": sorted(kept)} if "groups_not_expanded" in both[0] else {})


def _say(compared: Comparison, tables: Mapping[str, Table], plans: Table, lang: str) -> None:
    from graph.views.cells import visible
    from graph.views.compare_sentences import compare_notes
    from graph.views.hotspot_sentences import group_note
    from graph.vocabulary.iris import path_of

    about = {path_of(str(row["plan"])).removeprefix("plan/"): row for row in plans.records()}
    groups = [group_note(side.network, lang) for side in (compared.first, compared.second)]
    for note in (*compare_notes(compared, tables, about, lang), *filter(None, groups)):
        click.echo(visible(note), err=True)


def _brief(table: Table, name: str, lang: str) -> Table:
    """Return the columns that a screen has room for, numbers to four digits."""
    from graph.table import Table

    def column(each: str) -> str:
        if lang != "en" or each not in IN_BOTH:
            return each
        stem, _, side = each.partition("_")
        return f"{stem}_en_{side}" if side else f"{each}_en"

    chosen = in_english(table).select(map(column, ON_SCREEN[name]))
    rows = tuple(
        tuple(float(f"{cell:.4g}") if isinstance(cell, float) else cell for cell in row)
        for row in chosen.rows
    )
    return Table(chosen.name, chosen.columns, rows, chosen.notes)
