"""`tiaokuai uncertainty`: how sure the scores are, and what another way of counting would change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.networks import Progress, at_work, opened, say_notes, told
from graph.cli.printing import in_english, print_table
from graph.errors import fail

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pyoxigraph as ox

    from graph.network.twomode import TwoMode
    from graph.table import Table

KINDS = ("intervals", "outranks", "communities", "sensitivity")
DRAWN = ("intervals", "outranks", "communities")
ON_SCREEN = {
    "intervals": ("rank", "rank_low", "rank_high", "label", "value", "low", "high"),
    "outranks": ("first_label", "second_label", "probability"),
    "communities": ("community", "label", "stability"),
    "sensitivity": ("label", "tau", "top_kept", "first", "moved", "rank_from", "rank_to"),
}
"""What a screen has room for; the other forms give every column."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for: a score, how many draws from which seed, and for how many agencies."""

    score: str
    samples: int
    seed: int
    first: int


@click.command(
    short_help="Say how sure the scores are.",
    epilog="Example: tiaokuai uncertainty outranks --first 5 --lang en",
)
@click.argument("kind", type=click.Choice(KINDS), default="intervals")
@options.dataset
@options.plan
@options.groups
@click.option(
    "--score",
    metavar="SCORE",
    default="load",
    show_default=True,
    help="Which score of rank; all for intervals.",
)
@click.option(
    "--samples",
    type=click.IntRange(2),
    metavar="N",
    default=1000,
    show_default=True,
    help="Draws of the measures.",
)
@options.seed
@click.option(
    "--first",
    type=click.IntRange(2),
    metavar="N",
    default=10,
    show_default=True,
    help="outranks: how many agencies.",
)
@click.option(
    "--reading",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="sensitivity: another coding of the plan (YAML); what the two disagree on is a variant.",
)
@options.form
@options.lang
@options.limit
def uncertainty(
    kind: str,
    dataset: Path,
    plan: str,
    groups: str,
    score: str,
    samples: int,
    seed: int,
    first: int,
    reading: Path | None,
    form: str,
    lang: str,
    limit: int | None,
) -> None:
    """Say how sure the scores are. A plan is one list of measures out of many that could have been.

    intervals gives a score and its rank with an interval of 95 %, from measures drawn anew;
    outranks how often one agency stands above another in the draws; communities who works
    together, and how often they are found together again; sensitivity what the order by
    load becomes when roles, groups, open lists or parts count otherwise, or when another
    coding of the plan is right (--reading).
    """
    store, chosen, network = opened(dataset, plan, groups)
    choice = Choice(score, samples, seed, first)
    _check(kind, score)
    if reading and kind != "sensitivity":
        raise fail("--reading", f"is not for {kind}.", "Ask for sensitivity.")
    with at_work(samples if kind in DRAWN else 0) as (progress, executor):
        table = (
            _drawn(kind, network, choice, (progress, executor))
            if kind in DRAWN
            else _counted(store, chosen, reading)
        )
    if form == "table":
        table = in_english(table).select(_named(ON_SCREEN[kind], table, lang))
    settings: dict[str, object] = {"kind": kind, **told(network)}
    if kind in ("intervals", "outranks"):
        settings["score"] = score
    if kind in DRAWN:
        settings["samples"] = samples
    if reading:
        settings["reading"] = reading.name
    print_table(table, form, lang, chosen, settings, seed=seed if kind in DRAWN else None, limit=limit)
    say_notes(store, network, lang, chosen)


def _check(kind: str, score: str) -> None:
    from graph.network.defaults import COLUMNS

    known = [column.name for column in COLUMNS]
    if score not in known and (score, kind) != ("all", "intervals"):
        raise fail("--score", f"{score} is no score of rank.", f"Use one of: {', '.join(known)}.")


def _counted(store: ox.Store, plan: str, reading: Path | None) -> Table:
    from graph.api import open_plan
    from graph.network.sensitivity import read_counted, sensitivity_table

    other = open_plan(reading).network if reading else None
    return sensitivity_table(read_counted(store, plan, other))


def _drawn(kind: str, network: TwoMode, choice: Choice, work: tuple[Progress, Executor | None]) -> Table:
    from graph.network.bootstrap import bootstrap
    from graph.network.incidence import incidence
    from graph.network.intervals import interval_table, outrank_table
    from graph.network.stability import community_table, drawn_communities

    arrays = incidence(network)
    if kind == "communities":
        return community_table(network, arrays, drawn_communities(arrays, choice.samples, choice.seed, *work))
    draws = bootstrap(arrays, choice.samples, choice.seed, *work)
    if kind == "outranks":
        return outrank_table(network, draws, choice.score, choice.first)
    return interval_table(network, draws, choice.score)


def _named(columns: tuple[str, ...], table: Table, lang: str) -> list[str]:
    """Return the columns with those of names in the language that is asked for."""
    known = {column.name for column in table.columns}
    return [f"{each}_en" if lang == "en" and f"{each}_en" in known else each for each in columns]
