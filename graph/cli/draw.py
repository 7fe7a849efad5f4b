"""`tiaokuai draw`: the network page alone."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import write_text


@click.command(short_help="Draw the network page alone.")
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
def draw(dataset: Path, plan: str, output: Path) -> None:
    """Draw the network of agencies and measures as one page that opens offline (Chinese and English)."""
    from graph.presentation import page, plan_id, report_facts, tables_of
    from graph.rdf.store import open_store

    store = open_store(dataset)
    chosen = plan_id(store, plan)
    sources = tables_of(store, chosen)
    write_text(page(report_facts(store, chosen, sources), sources), output)
