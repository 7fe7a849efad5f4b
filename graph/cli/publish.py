"""`tiaokuai publish`: the graphs of a build, sent to a store elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from graph.cli import options
from graph.cli.printing import print_table, put
from graph.errors import fail

if TYPE_CHECKING:
    from graph.publishing.publish import Store


GRAPH_NAMED = re.compile(r"(^|&)(graph|default)\b")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the store is: what `--to` names, how it is written to, and its other addresses."""

    to: str
    method: str
    update: str
    endpoint: str
    seconds: float

    def store(self) -> Store:
        """Return the store at these addresses."""
        from graph.publishing.publish import Store
        from graph.publishing.stores import GraphStore, QueryEndpoint, UpdateEndpoint
        from graph.questions.transport import endpoint

        where = endpoint(self.to, option="--to")
        if self.method == "gsp" and GRAPH_NAMED.search(urlsplit(self.to).query):
            raise fail(
                "--to", "names a graph already.", "Give the store's address without graph= and default."
            )
        query = None
        if self.endpoint:
            query = QueryEndpoint(endpoint(self.endpoint), self.seconds)
        if self.method == "gsp" and not self.update:
            graph_store = GraphStore(where, self.seconds)
            return Store(graph_store, query or graph_store, endpoint=query)
        if query is None:
            what = "is needed to see what has arrived before it is put in its place."
            raise fail("--endpoint", what, "Give the store's query address.")
        if self.method == "update":
            if self.update:
                raise fail(
                    "--update", "goes with --method gsp.", "With --method update, --to is that address."
                )
            updates = UpdateEndpoint(where, self.seconds)
            return Store(updates, query, updates, query)
        updates = UpdateEndpoint(endpoint(self.update, option="--update"), self.seconds)
        return Store(GraphStore(where, self.seconds), query, updates, query)


@click.command(
    short_help="Send the graphs of a build to a store elsewhere.",
    epilog="Example: tiaokuai publish --to URL --dry-run",
)
@options.whole_dataset(options.named)
@click.option("--to", required=True, metavar="URL", help="The store's address for --method.")
@click.option(
    "--method",
    type=click.Choice(["gsp", "update"]),
    default="gsp",
    show_default=True,
    help="gsp: Graph Store Protocol, a PUT for each graph; update: SPARQL Update, in pieces.",
)
@click.option("--update", default="", metavar="URL", help="With gsp: put all graphs in place at once here.")
@click.option("--endpoint", default="", metavar="URL", help="The store's query address: look what it holds.")
@click.option("--dry-run", is_flag=True, help="Only list what would be sent; nothing is asked or sent.")
@click.option("--check", is_flag=True, help="Only find out what the store makes of named graphs.")
@click.option("--without-union", is_flag=True, help="Publish even where queries without GRAPH see nothing.")
@click.option("--prune", is_flag=True, help="Drop plans in the store that the dataset has not.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 86_400),
    callback=options.finite,
    metavar="SECONDS",
    default=300.0,
    show_default=True,
    help="Time for a request.",
)
@options.form
@options.lang
def publish(
    dataset: Path,
    to: str,
    method: str,
    update: str,
    endpoint: str,
    dry_run: bool,
    check: bool,
    without_union: bool,
    prune: bool,
    timeout: float,
    form: str,
    lang: str,
) -> None:
    """Make a remote store hold the named graphs of DATASET (default: output/graph.nq).

    A graph that is there already is not sent again, so an interrupted run is finished by the
    same command. With --update, or by --method update, readers see all of the old until all
    of the new is there. User and password, or a token, stand in the environment:
    TIAOKUAI_USER, TIAOKUAI_PASSWORD, TIAOKUAI_TOKEN.
    """
    from graph.publishing.graphs import read_graphs
    from graph.publishing.publish import planned
    from graph.publishing.publish import publish as send_graphs

    store = Addresses(to, method, update, endpoint, timeout).store()
    if check:
        for line in _probed(store, without_union):
            put(line)
        return
    if prune and not endpoint:
        raise fail("--prune", "has to see what the store holds.", "Give its query address by --endpoint.")
    graphs = read_graphs(dataset)
    if dry_run:
        print_table(planned(graphs), form, lang, "", {})
        return
    if endpoint:
        for line in _probed(store, without_union):
            _tell(line)
    else:
        _tell("publish: without --endpoint it is not known whether queries there see all graphs")
    print_table(send_graphs(graphs, store, _tell, prune=prune), form, lang, "", {})


def _probed(store: Store, without_union: bool) -> list[str]:
    """Return what the store makes of named graphs; stop where the questions would find nothing."""
    from graph.publishing.probe import probe, refuse_without_union

    if store.endpoint is None:
        raise fail("--check", "needs the store's query address.", "Give it by --endpoint.")
    finding = probe(store.writer, store.endpoint)
    if not without_union:
        refuse_without_union(finding, store.endpoint.where.name)
    return finding.lines()


def _tell(line: str) -> None:
    from graph.views.cells import visible

    click.echo(visible(line), err=True)
