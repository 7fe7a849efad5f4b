"""`tiaokuai draw`: the network page alone."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.networks import drawn_tables, opened_store
from graph.cli.printing import write_text


@click.command(
    short_help="Draw the network page alone.",
    epilog="Example: tiaokuai draw -o page.html",
)
@options.dataset
@options.plan
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("network.html"),
    show_default=True,
    help="The page to write; - prints it.",
)
@options.samples
@options.seed
def draw(dataset: Path, plan: str, output: Path, samples: int, seed: int) -> None:
    """Draw the network of agencies and measures as one page that opens offline (Chinese and English)."""
    from graph.presentation import page, report_facts

    store, chosen = opened_store(dataset, plan)
    sources = drawn_tables(store, chosen, samples, seed)
    write_text(page(report_facts(store, chosen, sources), sources), output)
