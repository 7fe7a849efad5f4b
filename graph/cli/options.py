"""Options that several commands share."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Decorated = Callable[..., Any]
ALL_PLANS = "all"
"""What --plan says for all plans, as in `graph.questions.engine`, which is too heavy to be imported here."""
LANGUAGE = "tiaokuai.language"
FORMATS = ("table", "csv", "tsv", "markdown", "json")
DATASET = Path("output") / "graph.nq"
MOST_SEED = 2**32 - 1
GRAPH = "tiaokuai.graph"


def finite(context: click.Context, parameter: click.Parameter, value: float) -> float:
    """Refuse nan, which is neither below nor above the bounds of an option."""
    if not math.isfinite(value):
        raise click.BadParameter("is not a number of seconds.", context, parameter)
    return value


def spdx(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Refuse what is not in the form of an SPDX identifier."""
    if value and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.+-]*", value):
        raise click.BadParameter("is no SPDX identifier such as CC-BY-4.0.", context, parameter)
    return value


def delivered(context: click.Context, parameter: click.Parameter, value: Path) -> Path:
    """Return the dataset in a folder that a build made, where the folder is named instead of the file."""
    if not value.is_dir():
        return value
    inside = value / "graph.nq"
    if not inside.is_file():
        raise click.BadParameter(f"{value} is a folder without graph.nq in it.", context, parameter)
    return inside


def noted(context: click.Context, parameter: click.Parameter, value: Path | None) -> None:
    """Keep what --graph names for the argument DATASET, which is read after it."""
    context.meta[GRAPH] = value


def named(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    """Return the dataset that is named as an argument or by --graph, of a build's folder the file in it."""
    graph: Path | None = context.meta[GRAPH]
    if value and graph:
        raise click.BadParameter(f"{value} and --graph {graph}: name one dataset.", context, parameter)
    return delivered(context, parameter, value or graph or DATASET)


def named_or_store(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    """Return the dataset as `named` does; a folder without graph.nq is taken for a store."""
    path = value or context.meta[GRAPH] or DATASET
    is_store = path.is_dir() and not (path / "graph.nq").is_file()
    return path if is_store else named(context, parameter, value)


def whole_dataset(callback: Callable[..., Path]) -> Callable[[Decorated], Decorated]:
    """Give a command about a whole dataset the argument DATASET, and --graph as other commands have it."""

    def with_both(command: Decorated) -> Decorated:
        option = click.option(
            "--graph",
            type=click.Path(path_type=Path),
            metavar="FILE",
            callback=noted,
            expose_value=False,
            is_eager=True,
            help=f"The same as DATASET; default: {DATASET}.",
        )
        argument = click.argument(
            "dataset", required=False, type=click.Path(path_type=Path), callback=callback
        )
        return argument(option(command))

    return with_both


def spoken(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Note the language for whatever the command says, its errors too."""
    context.meta[LANGUAGE] = value
    return value


def language() -> str:
    """Return the language that the running command speaks: English where it has no --lang."""
    context = click.get_current_context(silent=True)
    return str(context.meta.get(LANGUAGE, "en")) if context else "en"


lang = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    callback=spoken,
    help="Language of headings and words.",
)
plan = click.option("--plan", default="", metavar="ID", help="Which plan; default: the only one.")
authors = click.option(
    "--author",
    "authors",
    multiple=True,
    metavar="NAME",
    help="Who made the data (Family, Given); again for each. Stated in the data.",
)
licence = click.option(
    "--licence",
    default="",
    metavar="SPDX",
    callback=spdx,
    help="How the data may be used: an SPDX identifier such as CC-BY-4.0. Stated in the data.",
)
plan_or_all = click.option(
    "--plan", default="", metavar="ID", help="Which plan, or all (rows by plan); default: the only one."
)
dataset = click.option(
    "--graph",
    "dataset",
    type=click.Path(path_type=Path),
    metavar="FILE",
    callback=delivered,
    default=DATASET,
    show_default=True,
    help="The dataset that a build made, or its folder.",
)
form = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="Form of the rows.",
)
groups = click.option(
    "--groups",
    type=click.Choice(["one", "expanded", "left-out"]),
    default="one",
    show_default=True,
    help="Groups of agencies as one each, as their members, or left out.",
)
samples = click.option(
    "--samples",
    type=click.IntRange(0),
    metavar="N",
    default=1000,
    show_default=True,
    help="Draws of the measures, for intervals of 95 % and ties beyond chance; 0 for none.",
)
seed = click.option(
    "--seed",
    type=click.IntRange(0, MOST_SEED),
    metavar="N",
    default=1,
    show_default=True,
    help="Where the draws begin.",
)
output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of the screen.",
)
limit = click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    help="Only the first rows; how many there are is told.",
)
every_column = click.option("--all", "every", is_flag=True, help="Every column on the screen too.")
every_row = click.option("--all", "every", is_flag=True, help="Every row and column on the screen too.")
source = click.option(
    "--source",
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help="The plan's document, or a folder with it: shows the words of the evidence.",
)
document = click.option(
    "--source",
    "--document",
    "source",
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help="The plan's document, or a folder with it; default: the file that source: names, beside the plan.",
)
agencies = click.option(
    "--agencies",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Agencies of your own, in Turtle.",
)
plain = click.option(
    "--plain", is_flag=True, help="CSV without byte-order mark and without guarding Excel formulas."
)
place = click.option(
    "--place", default="", metavar="PLACE", help="Place of the plan: 410100, 昆明市官渡区, or cn."
)
year = click.option("--year", type=click.IntRange(1949, 2200), metavar="YEAR", help="Year of the plan.")
