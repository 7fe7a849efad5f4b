"""The order in which a dataset goes to a store: look, send what is not there, look again, replace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from graph.errors import Problem, UserError, fail
from graph.publishing.graphs import NamedGraph
from graph.publishing.stores import GraphStore, QueryEndpoint, Reader, UpdateEndpoint, Writer
from graph.questions.transport import LARGEST
from graph.table import Column, Table
from graph.vocabulary.iris import GRAPH_DERIVED, path_of
from graph.vocabulary.namespaces import ID

COMPARED = LARGEST // 2
"""Bytes of the largest graph that is fetched to be compared; a store may write them twice as long."""
THERE, SENT, DROPPED, LEFT, TO_SEND = "there", "sent", "dropped", "left", "to send"
AGAIN = "Run the same command again: what is there is not sent again."
COLUMNS = (
    Column("graph", "iri", "图", "Graph"),
    Column("triples", "integer", "三元组", "Triples"),
    Column("bytes", "integer", "字节", "Bytes", "byte"),
    Column("outcome", "text", "结果", "Outcome"),
)


@dataclass(frozen=True, slots=True)
class Store:
    """A remote store as far as publishing needs it.

    `mover` is where graphs that wait under another name are moved from; without it each
    graph is replaced where it stands. `endpoint` sees which graphs there are.
    """

    writer: Writer
    reader: Reader
    mover: UpdateEndpoint | None = None
    endpoint: QueryEndpoint | None = None


@dataclass(slots=True)
class Progress:
    """What has been done so far, for the table at the end and for whoever is cut off."""

    tell: Callable[[str], None]
    graphs: Sequence[NamedGraph]
    done: dict[str, str] = field(default_factory=dict)
    under_way: str = ""
    is_moving: bool = False

    @property
    def has_begun(self) -> bool:
        """Whether anything is done or begun that has to be told of."""
        return bool(self.done or self.under_way or self.is_moving)

    def problem(self, *, is_staged: bool) -> Problem:
        """Return what is done and what to do after an interruption."""
        number, all_of_them = len(self.done), len(self.graphs)
        if self.is_moving:
            what = "all graphs had arrived; whether they were put in their place is not known."
        elif is_staged:
            what = f"{number} of {all_of_them} graphs have arrived; readers see what was there before."
        else:
            doubt = f", {path_of(self.under_way)} may be old, new or half" if self.under_way else ""
            what = f"{number} of {all_of_them} graphs are as in the dataset{doubt}."
        return Problem("publish", what, AGAIN)


def publish(
    graphs: Sequence[NamedGraph], store: Store, tell: Callable[[str], None], *, prune: bool = False
) -> Table:
    """Make a store hold the graphs; return what was done with each.

    A graph that the store has already, triple by triple, is not sent again, which is how an
    interrupted run goes on. Other graphs of the store are left as they are; with `prune` our
    own ones that the dataset has not (plans of earlier builds) are dropped.

    Raises
    ------
    UserError
        What went wrong, and a second problem that says how far it came.
    """
    _refuse_unseen(graphs, store)
    progress = Progress(tell, graphs)
    try:
        waiting = [graph for graph in graphs if _send(graph, store, progress)]
        old, left_over = _old_graphs(graphs, store), _left_over(graphs, waiting, store)
        progress.is_moving = store.mover is not None
        _finish(waiting, [*left_over, *(old if prune else [])], store)
    except UserError as error:
        if not progress.has_begun:
            raise
        state = progress.problem(is_staged=store.mover is not None)
        raise UserError([*error.problems, state]) from error
    rows = [(each.iri, len(each.lines), len(each.content), progress.done[each.iri]) for each in graphs]
    if old and not prune:
        tell(f"the store holds {len(old)} graphs of plans that the dataset has not: --prune drops them")
    rest = [(iri, None, None, DROPPED if prune else LEFT) for iri in old]
    return Table("publish", COLUMNS, (*rows, *rest))


def planned(graphs: Sequence[NamedGraph]) -> Table:
    """Return what `publish` would send to a store that has none of it."""
    rows = ((each.iri, len(each.lines), len(each.content), TO_SEND) for each in graphs)
    return Table("publish", COLUMNS, tuple(rows))


def _refuse_unseen(graphs: Sequence[NamedGraph], store: Store) -> None:
    """Refuse graphs that could not be looked at after they were sent."""
    for graph in graphs:
        if isinstance(store.reader, GraphStore) and len(graph.content) > COMPARED:
            what = f"is too large to be fetched and compared ({len(graph.content) // 1024**2} MB)."
            raise fail(path_of(graph.iri), what, "Give the store's query address by --endpoint.")


def _send(graph: NamedGraph, store: Store, progress: Progress) -> bool:
    """Send a graph unless the store has it; return whether it waits under its other name."""
    name = path_of(graph.iri)
    is_there = _holds(store.reader, graph.iri, graph)
    target = graph.staged if store.mover is not None else graph.iri
    is_ready = not is_there and store.mover is not None and _holds(store.reader, target, graph)
    if not is_there and not is_ready:
        progress.under_way = graph.iri
        store.writer.put(target, graph.lines)
        _check(store, target, graph)
        progress.under_way = ""
    progress.done[graph.iri] = THERE if is_there else SENT
    words = "is there already" if is_there else "was sent before" if is_ready else "sent"
    progress.tell(f"{name}: {len(graph.lines):,} triples, {words}")
    return not is_there


def _holds(reader: Reader, iri: str, graph: NamedGraph) -> bool:
    """Return whether a graph of the store has just the triples of ours: first by number, then one by one."""
    if isinstance(reader, QueryEndpoint) and reader.count(iri) != len(graph.lines):
        return False
    return len(graph.content) <= COMPARED and reader.triples(iri) == graph.triples()


def _check(store: Store, target: str, graph: NamedGraph) -> None:
    """Look whether all that was sent has arrived."""
    found = store.reader.count(target)
    if found != len(graph.lines):
        what = f"the store shows {found:,} triples after {len(graph.lines):,} were sent."
        remedy = "Are all addresses of the same dataset, and is nobody else writing to it?"
        raise fail(path_of(graph.iri), what, remedy)


def _old_graphs(graphs: Sequence[NamedGraph], store: Store) -> list[str]:
    """Return our graphs in the store that the dataset has not: plans of earlier builds, and their links."""
    if store.endpoint is None:
        return []
    own = {graph.iri for graph in graphs} | {graph.staged for graph in graphs}
    found = {iri for iri in store.endpoint.plan_graphs() if iri.startswith(ID + "graph/")}
    if GRAPH_DERIVED not in own and store.endpoint.count(GRAPH_DERIVED):
        found.add(GRAPH_DERIVED)
    return sorted(found - own)


def _left_over(graphs: Sequence[NamedGraph], waiting: Sequence[NamedGraph], store: Store) -> list[str]:
    """Return what an interrupted run left waiting and nobody waits for any more."""
    if store.endpoint is None:
        return []
    wanted = {graph.staged for graph in waiting} if store.mover is not None else set()
    others = sorted({graph.staged for graph in graphs} - wanted)
    return [iri for iri in others if store.endpoint.count(iri)]


def _finish(waiting: Sequence[NamedGraph], old: Sequence[str], store: Store) -> None:
    """Put what waits in its place, all in one update, and drop what is old."""
    if store.mover is not None:
        if waiting or old:
            store.mover.move([(graph.staged, graph.iri) for graph in waiting], old)
        for graph in waiting:
            _check(store, graph.iri, graph)
        return
    for iri in old:
        store.writer.drop(iri)
