"""`tiaokuai ties`: the pairs of agencies that share more measures than chance would give them."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.printing import in_english, print_table, say_drafts
from graph.cli.several import opened_each, together

if TYPE_CHECKING:
    from graph.network.chance.ties import Choice, Ties
    from graph.network.twomode import TwoMode

MODELS = ("hypergeometric", "bicm", "fdsm")
GROUPS = {"in": "one", "out": "left-out"}
"""What was once typed for groups, and what is typed for them in every command."""


@click.command(
    short_help="Find ties beyond chance.",
    epilog="Example: tiaokuai ties --model fdsm --limit 10 --lang en",
)
@options.dataset
@options.plan_or_all
@click.option(
    "--model",
    type=click.Choice(["all", *MODELS]),
    default="all",
    show_default=True,
    help="What chance would keep of the plan: measures of each agency (hypergeometric); agencies of each"
    " measure too, on average (bicm) or exactly (fdsm).",
)
@click.option(
    "--alpha",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    metavar="SHARE",
    default=0.05,
    show_default=True,
    help="Share of false ties among those found that is put up with.",
)
@click.option(
    "--samples",
    type=click.IntRange(1),
    metavar="N",
    default=10_000,
    show_default=True,
    help="Networks drawn by fdsm.",
)
@options.seed
@click.option(
    "--groups",
    type=click.Choice([*GROUPS.values(), *GROUPS]),
    metavar=f"[{'|'.join(GROUPS.values())}]",
    callback=lambda context, parameter, value: GROUPS.get(value, value),
    default="one",
    show_default=True,
    help="Groups of agencies as one each, or left out.",
)
@options.form
@options.lang
@options.limit
@options.every_row
def ties(
    dataset: Path,
    plan: str,
    model: str,
    alpha: float,
    samples: int,
    seed: int,
    groups: str,
    form: str,
    lang: str,
    limit: int | None,
    every: bool,
) -> None:
    """Find the pairs of agencies that share more measures than chance would give them.

    Two agencies with many measures share some in any case. For each pair p is how likely
    they would share as many by chance, and q is p corrected for the number of pairs tested;
    a tie survives where q is at most alpha. The screen shows the ties that survive; the
    other forms show every pair that shares a measure. With --plan all each plan is tested and
    corrected by itself: agencies of two cities share no measure.
    """
    from graph.network.chance.ties import Choice, ties_table
    from graph.presentation import about_plans
    from graph.views.chance import on_screen, sentences, short

    store, chosen, networks = opened_each(dataset, plan, "one")
    models = MODELS if model == "all" else (model,)
    choice = Choice(models, alpha, samples, seed, groups == "one")
    found = {each: _computed(network, choice) for each, network in networks.items()}
    words = _said({each: sentences(ties, lang) for each, ties in found.items()})
    tables = {each: ties_table(ties) for each, ties in found.items()}
    if form == "table":
        tables = {
            each: short(table) if every else on_screen(in_english(table), models, lang)
            for each, table in tables.items()
        }
    table = together(chosen, tables)
    settings: dict[str, object] = {"model": model, "alpha": alpha, "groups": groups}
    settings |= {"samples": samples} if "fdsm" in models else {}
    settings |= {"plans": list(networks)} if chosen == options.ALL_PLANS else {}
    if form == "table":
        table = dataclasses.replace(table, notes=words)
    print_table(table, form, lang, chosen, settings, seed=seed if "fdsm" in models else None, limit=limit)
    if form != "table":
        click.echo("\n".join(words), err=True)
    say_drafts(about_plans(store), lang, chosen)


def _said(words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the sentences of one plan, or those of several, each under its id."""
    if len(words) == 1:
        return next(iter(words.values()))
    return tuple(line for plan, lines in words.items() for line in (f"{plan}:", *lines))


def _computed(network: TwoMode, choice: Choice) -> Ties:
    """Return the ties, with a bar on standard error while networks are drawn, if somebody looks at it."""
    from graph.network.chance.ties import ties_beyond_chance

    if "fdsm" not in choice.models:
        return ties_beyond_chance(network, choice)
    watched = sys.stderr is not None and sys.stderr.isatty()
    bar = click.progressbar(length=choice.samples, label="FDSM", file=sys.stderr, hidden=not watched)
    with bar as progress:
        return ties_beyond_chance(network, choice, lambda done, _: progress.update(done - progress.pos))
