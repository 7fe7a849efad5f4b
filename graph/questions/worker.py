"""One process a query: it opens the store itself, and dies at its limits without harm to anyone."""

from __future__ import annotations

import faulthandler
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from graph.confinement import confine, signal_name
from graph.errors import Problem, UserError, fail
from graph.questions.answer import GRAPH_COLUMNS, Answer, Term, term_of
from graph.questions.guard import Dataset
from graph.questions.tokens import place
from graph.rdf.store import open_store
from graph.vocabulary.namespaces import PREFIXES

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

GRAPHS_NAMED = 10


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use: seconds, bytes of memory on top of the store, rows and characters.

    The answer is cut at `rows` and at `characters`; the others end the query.
    """

    seconds: float = 30.0
    memory: int = 1024**3
    rows: int = 100_000
    characters: int = 20_000_000


def work(
    connection: Connection[Any, Any], source: Path, text: str, dataset: Dataset | None, limits: Limits
) -> None:
    """Answer a user's own query in this process and send what comes of it."""
    answer_once(connection, source, lambda store: evaluate(store, text, dataset, limits), limits)


def answer_once(
    connection: Connection[Any, Any], source: Path, answer: Callable[[ox.Store], object], limits: Limits
) -> None:
    """Open the store, say that it is ready, answer, and send the answer or what is wrong."""
    keep_quiet()
    try:
        store = open_source(source)
        confine(limits.seconds, limits.memory)
        connection.send(("ready", None))
        connection.send(("answer", answer(store)))
    except UserError as error:
        connection.send(("refused", error.problems))
    except MemoryError:
        connection.send(("memory", None))
    except Exception as error:  # the parent cannot see what this process dies of
        what = f"the worker failed: {type(error).__name__}: {error}."
        connection.send(("refused", (Problem("query", what, "Please report it."),)))


def open_source(source: Path) -> ox.Store:
    """Return the store of an N-Quads file, or of a folder that holds a store on disk (read-only)."""
    if source.is_dir():
        try:
            return ox.Store.read_only(str(source))
        except OSError as error:
            raise fail(str(source), "is not a store.", "Name graph.nq, or build again.") from error
    return open_store(source)


def evaluate(store: ox.Store, text: str, dataset: Dataset | None, limits: Limits, base: str = "") -> Answer:
    """Return the answer of a query that the guard let through, cut at the row limit.

    Without FROM the query is answered over the union of all graphs. The engine never
    reads the FROM clauses of the text: the graphs given here go before them. Relative IRIs
    are read against `base`, if there is one.
    """
    over: dict[str, Any] = {"use_default_graph_as_union": True}
    if dataset is not None:
        over = {
            "default_graph": [_graph(store, iri) for iri in dataset.default],
            "named_graphs": [_graph(store, iri) for iri in dataset.named],
        }
    try:
        return _read(store.query(text, base_iri=base or None, prefixes=PREFIXES, **over), limits)
    except SyntaxError as error:
        raise _syntax_error(text, str(error)) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise fail("query", f"{str(error).splitlines()[0]}.") from error


def _graph(store: ox.Store, iri: str) -> ox.NamedNode:
    try:
        graph = ox.NamedNode(iri)
    except ValueError as error:
        raise fail("query", f"FROM <{iri}> is not a whole IRI.", "Write it out or declare BASE.") from error
    if not store.contains_named_graph(graph):
        known = sorted(str(each.value) for each in store.named_graphs())[:GRAPHS_NAMED]
        raise fail("query", f"FROM <{iri}>: the store has no such graph.", f"It has {', '.join(known)}.")
    return graph


def _read(result: Any, limits: Limits) -> Answer:
    if isinstance(result, ox.QueryBoolean):
        return Answer("ask", truth=bool(result))
    if isinstance(result, ox.QueryTriples):
        rows, truncated = _cut(_distinct(result), limits)
        return Answer("graph", GRAPH_COLUMNS, rows, truncated=truncated)
    columns = tuple(variable.value for variable in result.variables)
    rows, truncated = _cut(result, limits)
    return Answer("select", columns, rows, truncated=truncated)


def _distinct(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    """Yield each triple once: a graph is a set, and the engine may repeat itself."""
    seen = set()
    for triple in triples:
        if triple not in seen:
            seen.add(triple)
            yield triple


def _cut(found: Iterable[Any], limits: Limits) -> tuple[tuple[tuple[Term | None, ...], ...], bool]:
    """Return the rows up to the limits, and whether there were more."""
    rows: list[tuple[Term | None, ...]] = []
    characters = 0
    for each in found:
        row = tuple(None if node is None else term_of(node) for node in each)
        characters += sum(len(term.value) for term in row if term is not None)
        if len(rows) == limits.rows or characters > limits.characters:
            return tuple(rows), True
        rows.append(row)
    return tuple(rows), False


def _syntax_error(text: str, message: str) -> UserError:
    """Return the engine's complaint in plain words; its place may lie a few words too far on."""
    found = re.search(r"error at (\d+):(\d+): expected (.*)", message, re.DOTALL)
    if found is None:
        return fail("query", f"is not SPARQL 1.1: {message.splitlines()[0]}.")
    line, column, expected = int(found[1]), int(found[2]), found[3].removeprefix("one of ")
    lines = text.split("\n")
    offset = min(sum(len(each) + 1 for each in lines[: line - 1]) + column - 1, len(text))
    before = text[max(0, offset - 24) : offset].rpartition("\n")[2].strip()
    reasons = [each for each in expected.split(", ") if re.fullmatch(r"[A-Za-z]\w*( [\w']+)+", each)]
    what = f"{reasons[0]}." if reasons else "this is not SPARQL 1.1, here or a few words before."
    return fail(place(text, offset), what, f"Look near «{before}»." if before else "")


def keep_quiet() -> None:
    """Send what the engine prints when it aborts to nowhere."""
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def death(end: int | None, limits: Limits) -> Problem:
    """Return in plain words why a worker died, by how its process ended."""
    name = signal_name(end)
    if name == "SIGXCPU":
        return too_long(limits)
    if name in ("SIGABRT", "SIGKILL"):
        return too_large(limits)
    what = "the engine broke off: the query is too long a chain, or too deep, for it."
    return Problem("query", what, "Ask in smaller steps.")


def too_long(limits: Limits) -> Problem:
    """Return the problem of a query that ran past its time."""
    what = f"stopped after {limits.seconds:g} seconds."
    return Problem("query", what, "Ask for less: name a plan, join on shared variables, or add LIMIT.")


def too_large(limits: Limits) -> Problem:
    """Return the problem of a query that ran out of memory."""
    what = f"stopped: it needs more than {limits.memory // 1024**2} MB of memory."
    return Problem("query", what, "Ask for less: name a plan, join on shared variables, or add LIMIT.")
