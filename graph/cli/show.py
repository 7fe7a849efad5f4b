"""`tiaokuai show`: one node in words."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import say_drafts


@click.command(short_help="Show one node in words, with its evidence.")
@click.argument("iri")
@options.dataset
@options.lang
@click.option(
    "--source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The plan's document: shows the words of the evidence.",
)
def show(iri: str, dataset: Path, lang: str, source: Path | None) -> None:
    """Show what the graph says of a node, what points to it, and where it was read.

    IRI is whole or the path after the namespace: measure/zhengzhou-2024/19.
    """
    from graph.presentation import about_plans, statements, words
    from graph.rdf.store import open_store
    from graph.views.describe import describe
    from graph.vocabulary.iris import node

    whole = iri if "://" in iri else node(iri)
    store = open_store(dataset)
    facts = statements(store, whole)
    evidence = words(store, whole, source) if source else {}
    click.echo(describe(whole, facts, lang, evidence).removesuffix("\n"))
    say_drafts(about_plans(store), lang)
    click.get_current_context().exit(0 if facts else 2)
