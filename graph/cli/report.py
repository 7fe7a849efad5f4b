"""`tiaokuai report`: the coordination-load report alone."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import write_text


@click.command(short_help="Write the report alone.")
@options.dataset
@options.plan
@options.lang
@options.output
def report(dataset: Path, plan: str, lang: str, output: Path | None) -> None:
    """Write the coordination-load report of a plan in Markdown."""
    from graph.presentation import judgements, plan_id, report_facts, tables_of
    from graph.presentation import report as make_report
    from graph.rdf.store import open_store

    store = open_store(dataset)
    chosen = plan_id(store, plan)
    sources = tables_of(store, chosen)
    facts, judged = report_facts(store, chosen, sources), judgements(store, chosen)
    write_text(make_report(facts, sources, lang, judged), output)
