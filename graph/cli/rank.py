"""`tiaokuai rank`: the agencies by coordination load."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.networks import at_work, opened, say_notes, told
from graph.cli.printing import in_english, print_table, say_drafts
from graph.cli.several import functions, on_screen, refuse
from graph.errors import fail

if TYPE_CHECKING:
    from graph.network.twomode import TwoMode
    from graph.table import Table

ON_SCREEN = (
    "load_rank",
    "label",
    "led",
    "responsible",
    "measures",
    "load",
    "load_low",
    "load_high",
    "partners",
    "span",
    "betweenness",
)
"""What a screen has room for; the other forms give every column."""


@click.command(
    short_help="Rank agencies by coordination load.",
    epilog="Example: tiaokuai rank --limit 10 --samples 1000 --lang en",
)
@options.dataset
@options.plan_or_all
@options.groups
@click.option(
    "--weights", default="", metavar="ROLE=N,…", help="Add the load weighted by roles; others weigh 1."
)
@options.form
@options.lang
@options.limit
@click.option("--all", "every", is_flag=True, help="Further scores, and every column on the screen.")
@click.option(
    "--samples",
    type=click.IntRange(2),
    metavar="N",
    help="Add intervals of 95 %, from so many draws.",
)
@options.seed
def rank(
    dataset: Path,
    plan: str,
    groups: str,
    weights: str,
    form: str,
    lang: str,
    limit: int | None,
    every: bool,
    samples: int | None,
    seed: int,
) -> None:
    """Rank the agencies of a plan: load, partners, span, betweenness and more, each with its rank.

    Load is the number of pairings: an agency must coordinate once with every other
    agency of each of its measures. The screen shows the first scores; the other forms
    give all: closeness, constraint, effective size, brokerage between systems, measures with a
    gap in responsibility, standing. --all adds degree, eigenvector, PageRank, HITS, k-core,
    cut vertices, bridges and communities. What --samples does: tiaokuai uncertainty --help.

    With --plan all the rows are functions of agencies (finance, planning …), which cities have
    in common: each measure stays in its plan, and what is ranked is the share of the load, on
    average over the plans. Scores of a network are then left out.
    """
    if plan == options.ALL_PLANS:
        _rank_functions(dataset, (groups, weights, every), (samples or 0, seed), (form, lang, limit))
        return
    from graph.network.ranking import Extras, rank_table

    weighing = parsed(weights) if weights else {}
    store, chosen, network = opened(dataset, plan, groups)
    table = rank_table(network, Extras(every, seed, tuple(weighing.values())))
    if samples:
        table = _with_intervals(table, network, samples, seed)
    if form == "table" and not every:
        table = in_english(table).select(_on_screen(table, lang))
    settings = told(network) | ({"weights": weighing} if weighing else {}) | ({"all": True} if every else {})
    settings |= {"samples": samples} if samples else {}
    drawn = seed if every or samples else None
    print_table(table, form, lang, chosen, settings, seed=drawn, limit=limit)
    say_notes(store, network, lang, chosen)


def _rank_functions(
    dataset: Path, asked: tuple[str, str, bool], drawn: tuple[int, int], shown: tuple[str, str, int | None]
) -> None:
    """Print the functions of agencies over all plans of a graph."""
    from graph.network.drawing import Drawing
    from graph.presentation import about_plans

    groups, weights, every = asked
    form, lang, limit = shown
    refuse(bool(weights), "--weights")
    refuse(every, "--all")
    store, table, settings = functions(dataset, groups, Drawing(*drawn))
    if form == "table":
        table = on_screen(table, lang)
    seed = drawn[1] if drawn[0] else None
    print_table(table, form, lang, options.ALL_PLANS, settings, seed=seed, limit=limit)
    say_drafts(about_plans(store), lang)


def _with_intervals(table: Table, network: TwoMode, samples: int, seed: int) -> Table:
    from graph.network.bootstrap import bootstrap
    from graph.network.incidence import incidence
    from graph.network.intervals import with_intervals

    with at_work(samples) as (progress, executor):
        draws = bootstrap(incidence(network), samples, seed, progress, executor)
    return with_intervals(table, network, draws)


def _on_screen(table: Table, lang: str) -> list[str]:
    """Return what the screen has room for: first scores, and the bounds of load where there are any."""
    name = "label_en" if lang == "en" else "label"
    known = {column.name for column in table.columns}
    wanted = [name if column == "label" else column for column in ON_SCREEN]
    return [column for column in (*wanted, "weighted_load") if column in known]


def parsed(weights: str) -> dict[str, float]:
    """Return a weight for every role, from `lead=3,responsible=2`; a role not named weighs 1."""
    from graph.network.twomode import ROLES

    found = dict.fromkeys(ROLES, 1.0)
    for part in weights.split(","):
        role, _, value = part.partition("=")
        try:
            number = float(value)
        except ValueError:
            number = -1.0
        if role.strip() not in found or not 0 <= number < float("inf"):
            remedy = f"Write ROLE=NUMBER, roles being {', '.join(ROLES)}, numbers 0 or more."
            raise fail("--weights", f'"{part}" is no weight of a role.', remedy)
        found[role.strip()] = number
    return found
