"""Questions answered: shipped ones in this process, a user's own text in a process that can be killed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from graph.errors import Problem, UserError, fail
from graph.questions.answer import Answer, Term, cell_of
from graph.questions.binding import bind, check_text
from graph.questions.guard import inspect
from graph.questions.library import Question, near_names
from graph.questions.values import with_values
from graph.questions.worker import Limits, answer_once, death, too_large, too_long, work
from graph.table import Table
from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import PREFIXES, RDF, TK

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ALL_PLANS = "all"
OPENING_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A shipped question with the plan and the values that it is asked for."""

    question: Question
    plan: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def run(
    question: Question, store: ox.Store, *, plan: str = "", values: Mapping[str, str] | None = None
) -> Table:
    """Return the rows of a shipped question over the union of the store's graphs.

    Parameters
    ----------
    question
        From `library.find` or `library.read`; not a user's own text, which goes to `ask`.
    store
        An open store.
    plan
        A plan's id, "all", or "" for the only one. Rows are by plan and never pooled.
    values
        What the question's parameters are bound to, as written by a user. Values are bound
        as typed terms and never become part of the query's text; a bound variable is still
        a column. A node is named as `binding.find_node` says, a measure by its key.

    Raises
    ------
    UserError
        When the plan is unknown or one of several has to be chosen, when a parameter is
        missing, unknown or not of its type, when the query selects other columns than it says.
    """
    chosen = choose_plan(store, plan) if question.by_plan else ""
    among = (path_of(chosen).removeprefix("plan/"),) if chosen else plans(store)
    bound = bind(question, store, values or {}, among)
    if chosen:
        bound[ox.Variable("plan")] = ox.NamedNode(chosen)
    result = store.query(question.text, use_default_graph_as_union=True, substitutions=bound)
    if not isinstance(result, ox.QuerySolutions):
        raise fail(question.name, "is not a SELECT query.")
    selected = [variable.value for variable in result.variables]
    if selected != [column.name for column in question.columns]:
        raise fail(question.name, f"selects {', '.join(selected)}: not the columns of its header.")
    types = [column.type for column in question.columns]
    rows = tuple(tuple(map(cell_of, solution, types)) for solution in result)
    return Table(question.name.replace("-", "_"), question.columns, rows)


def plans(store: ox.Store) -> tuple[str, ...]:
    """Return the ids of the store's plans, in order."""
    found = store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(TK + "Plan"), None)
    iris = {quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)}
    return tuple(sorted(path_of(iri).removeprefix("plan/") for iri in iris))


def plans_or_fail(store: ox.Store) -> tuple[str, ...]:
    """Return the ids of the store's plans; a store without any is an error."""
    known = plans(store)
    if not known:
        raise fail("graph", "holds no plan.", "Run tiaokuai build with a plan.")
    return known


def choose_plan(store: ox.Store, wanted: str) -> str:
    """Return the IRI of the plan a user means, or "" for all of them.

    Raises
    ------
    UserError
        When there is no such plan, or several and none was named.
    """
    return "" if wanted == ALL_PLANS else choose_among(plans_or_fail(store), wanted)


def choose_among(known: Sequence[str], wanted: str) -> str:
    """Return the IRI of the plan a user means among those that there are, or "" for all of them.

    Raises
    ------
    UserError
        As `choose_plan` does.
    """
    if wanted == ALL_PLANS:
        return ""
    if not wanted and len(known) > 1:
        raise fail("--plan", "the graph holds several plans.", f"Name one, or all: {', '.join(known)}.")
    name = path_of(wanted).removeprefix("plan/") or known[0]
    if name not in known:
        near = near_names(name, list(known)) or known
        raise fail("--plan", f'the graph holds no plan "{name}".', f"It holds {', '.join(near)}.")
    return node("plan", name)


def ask(
    text: str, source: Path, *, limits: Limits | None = None, values: Mapping[str, Term] | None = None
) -> Answer:
    """Answer a user's own query in a process of its own, whole or not at all.

    Parameters
    ----------
    text
        SPARQL 1.1; the prefixes of `graph.vocabulary.namespaces` need no declaration.
    source
        graph.nq, or the folder of a store on disk. The worker opens it, and only then does
        the clock start.
    limits
        Rows past the limit are cut and the answer says so; time and memory end the query.
    values
        What variables of the query's outermost group are bound to.

    Raises
    ------
    UserError
        When the query is refused by the guard or by the engine, or when it meets a limit.
    """
    limits = limits or Limits()
    check_text("query", text)
    inspect(text, PREFIXES)
    text = with_values(text, values or {})
    return cast(Answer, _in_worker(work, (source, text, inspect(text, PREFIXES), limits), limits))


def run_within(asked: Sequence[Asked], source: Path, *, limits: Limits | None = None) -> list[Table]:
    """Answer shipped questions as `run` does, all in one process of their own, within limits.

    Raises
    ------
    UserError
        As `run` does, and when a limit is met.
    """
    limits = limits or Limits()
    return cast("list[Table]", _in_worker(_run_all, (source, tuple(asked), limits), limits))


def _run_all(
    connection: Connection[Any, Any], source: Path, asked: tuple[Asked, ...], limits: Limits
) -> None:
    def answers(store: ox.Store) -> list[Table]:
        return [run(each.question, store, plan=each.plan, values=each.values) for each in asked]

    answer_once(connection, source, answers, limits)


def _in_worker(target: Callable[..., None], arguments: tuple[Any, ...], limits: Limits) -> Any:
    """Start a process on `target`, wait for what it sends, and end it whatever comes."""
    import multiprocessing

    context: Any = multiprocessing.get_context(_start_method())
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=target, args=(sender, *arguments), daemon=True)
    process.start()
    sender.close()
    try:
        return _await(receiver, process, limits)
    finally:
        process.kill()
        process.join()
        receiver.close()


def _start_method() -> str:
    """Return fork where that is safe: it exists, and no other thread could hold a lock."""
    import multiprocessing
    import sys
    import threading

    can_fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return "fork" if can_fork and threading.active_count() == 1 else "spawn"


def _await(receiver: Connection[Any, Any], process: Any, limits: Limits) -> Any:
    """Wait for the worker to open the store, then for its answer; each has its own limit."""
    slow_store = Problem("graph", f"could not be opened in {OPENING_SECONDS:g} seconds.")
    for seconds, late in ((OPENING_SECONDS, slow_store), (limits.seconds, too_long(limits))):
        if not receiver.poll(seconds):
            raise UserError([late])
        try:
            word, payload = receiver.recv()
        except EOFError as error:
            process.join()
            raise UserError([death(process.exitcode, limits)]) from error
        if word == "refused":
            raise UserError(payload)
        if word == "memory":
            raise UserError([too_large(limits)])
    return payload
