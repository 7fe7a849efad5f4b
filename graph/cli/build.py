"""`tiaokuai build`: the main job."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options


@click.command(short_help="Make the graph, page, report and tables (the main job).")
@click.argument("plans", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="The folder to deliver to; files that no build makes are kept.",
)
@click.option(
    "--agencies", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="More agencies, Turtle."
)
@click.option(
    "--source",
    "documents",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder with the plans' documents: every offset is checked against the words.",
)
@options.plan
@click.option(
    "--plain", is_flag=True, help="CSV without byte-order mark and without guarding Excel formulas."
)
def build(
    plans: tuple[Path, ...],
    output: Path,
    agencies: Path | None,
    documents: Path | None,
    plan: str,
    plain: bool,
) -> None:
    """Build coded plans (files or folders; default: plans/) into a graph, a page, a report and tables."""
    from graph.build import Options
    from graph.build import build as run

    doubts = run(plans or default_plans(), output, Options(agencies, documents, plan, plain), progress)
    for doubt in doubts:
        click.echo(f"to review: {doubt}", err=True)
    click.echo(f"{output}: done, {len(doubts)} to review", err=True)


def default_plans() -> tuple[Path, ...]:
    """Return plans/ of the working folder where there is one, else the plans that are shipped."""
    from graph.vocabulary.shipped import shipped_folder

    here = Path("plans")
    return (here if here.is_dir() else shipped_folder("plans"),)


def progress(stage: str) -> None:
    """Say which stage of the build begins."""
    click.echo(f"{stage} …", err=True)
