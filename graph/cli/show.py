"""`tiaokuai show`: one node in words."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import put, say_drafts


@click.command(
    short_help="Show one node in words, with its evidence.",
    epilog="Example: tiaokuai show measure/zhengzhou-2024/19 --lang en",
)
@click.argument("name", metavar="NODE")
@options.dataset
@options.lang
@options.source
def show(name: str, dataset: Path, lang: str, source: Path | None) -> None:
    """Show what the graph says of a node, what points to it, and where it was read.

    Of a measure it shows the chain of policy links too, each with its reason and the facts
    that it rests on: prerequisites and parts on both sides, and links to other plans.

    NODE is its path (measure/zhengzhou-2024/19), its label or a spelling (市财政局), the
    key of a measure (19) when there is one plan, or a whole IRI.
    """
    from graph.about import chain, own_documents, statements, words
    from graph.presentation import about_plans
    from graph.questions.binding import find_node
    from graph.questions.engine import plans_or_fail
    from graph.rdf.store import open_store
    from graph.views.chain import describe_chain
    from graph.views.describe import describe

    store = open_store(dataset)
    folders = [f"measure/{plan}" for plan in plans_or_fail(store)]
    whole = find_node(store, name, folders, "show", "node")
    facts = statements(store, whole)
    texts = own_documents(store, source) if source else {}
    links = describe_chain(whole, chain(store, whole, texts), lang)
    put(describe(whole, facts, lang, words(store, whole, texts)) + (f"\n{links}" if links else ""))
    say_drafts(about_plans(store), lang)
