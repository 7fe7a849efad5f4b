"""Questions answered: shipped ones in this process, a user's own text in a process that can be killed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pyoxigraph as ox

from graph.errors import Problem, UserError, fail
from graph.questions.answer import Answer, cell, term_of
from graph.questions.guard import inspect
from graph.questions.library import Parameter, Question, near_names
from graph.questions.worker import Limits, answer_once, death, too_large, too_long, work
from graph.table import Cell, Table
from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import PREFIXES, RDF, SKOS, TK, XSD

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Bound = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

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
        a column. An IRI may be given whole, as its path (`agency/zhengzhou-410100/cai-zheng-ju`),
        without the kind (`zhengzhou-410100/cai-zheng-ju`), or as an agency's label or spelling.

    Raises
    ------
    UserError
        When the plan is unknown or one of several has to be chosen, when a parameter is
        missing, unknown or not of its type, when the query selects other columns than it says.
    """
    bound = _bind(question, store, values or {})
    if question.by_plan:
        chosen = choose_plan(store, plan)
        if chosen:
            bound[ox.Variable("plan")] = ox.NamedNode(chosen)
    result = store.query(question.text, use_default_graph_as_union=True, substitutions=bound)
    if not isinstance(result, ox.QuerySolutions):
        raise fail(question.name, "is not a SELECT query.")
    selected = [variable.value for variable in result.variables]
    if selected != [column.name for column in question.columns]:
        raise fail(question.name, f"selects {', '.join(selected)}: not the columns of its header.")
    rows = tuple(_cells(question, solution) for solution in result)
    return Table(question.name.replace("-", "_"), question.columns, rows)


def _cells(question: Question, solution: ox.QuerySolution) -> tuple[Cell, ...]:
    """Return one row as plain values of the types that the header gives."""
    return tuple(
        None if each is None else cell(term_of(each), column.type)
        for each, column in zip(solution, question.columns, strict=True)
    )


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
    if wanted == ALL_PLANS:
        return ""
    known = plans_or_fail(store)
    if not wanted and len(known) > 1:
        raise fail("--plan", "the graph holds several plans.", f"Name one, or all: {', '.join(known)}.")
    name = path_of(wanted).removeprefix("plan/") or known[0]
    if name not in known:
        near = near_names(name, list(known)) or known
        raise fail("--plan", f'the graph holds no plan "{name}".', f"It holds {', '.join(near)}.")
    return node("plan", name)


def ask(text: str, source: Path, *, limits: Limits | None = None) -> Answer:
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

    Raises
    ------
    UserError
        When the query is refused by the guard or by the engine, or when it meets a limit.
    """
    limits = limits or Limits()
    _check_text("query", text)
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


def _bind(question: Question, store: ox.Store, values: Mapping[str, str]) -> dict[ox.Variable, Bound]:
    """Return the terms of the parameters that have a value, given or by default."""
    names = [parameter.name for parameter in question.parameters]
    for name in values:
        if name not in names:
            takes = f"It takes {', '.join(names)}." if names else "It takes none."
            raise fail(question.name, f"has no parameter {name}.", takes)
    bound: dict[ox.Variable, Bound] = {}
    for parameter in question.parameters:
        value = values.get(parameter.name, parameter.default)
        if value is None and parameter.required:
            raise fail(question.name, f"needs a value for {parameter.name} ({parameter.en}).")
        if value is not None:
            bound[ox.Variable(parameter.name)] = _term(question, parameter, store, value)
    return bound


def _term(question: Question, parameter: Parameter, store: ox.Store, value: str) -> Bound:
    """Return a user's value as a term of the parameter's type."""
    if parameter.type == "iri":
        return ox.NamedNode(find_node(store, value, [parameter.name], question.name, parameter.name))
    _check_text(question.name, value)
    if parameter.type == "text":
        return ox.Literal(value)
    try:
        if parameter.type == "integer":
            return ox.Literal(int(value))
        if parameter.type == "decimal" and Decimal(value).is_finite():
            return ox.Literal(f"{Decimal(value):f}", datatype=ox.NamedNode(XSD + "decimal"))
        if parameter.type == "date":
            return ox.Literal(date.fromisoformat(value).isoformat(), datatype=ox.NamedNode(XSD + "date"))
    except (ValueError, ArithmeticError):
        pass
    if parameter.type == "boolean" and value in ("true", "false"):
        return ox.Literal(value == "true")
    raise fail(question.name, f"{parameter.name}={value} is not {parameter.type}.")


def find_node(store: ox.Store, value: str, folders: Sequence[str], where: str, kind: str) -> str:
    """Return the IRI of the node that a user names by IRI, by path, or by label or spelling.

    Parameters
    ----------
    store
        An open store.
    value
        What the user wrote.
    folders
        Where a path may begin, so that the user need not write it ("agency").
    where, kind
        What the error calls the place and the node.

    Raises
    ------
    UserError
        When no node is called so, or several are.
    """
    _check_text(where, value)
    paths = [[value]] if ":" in value else [[node(value)], [node(each, value) for each in folders]]
    ways = ([iri for iri in iris if _is_there(store, iri)] for iris in paths)
    found = next(filter(None, ways), None) or _labelled(store, value)
    if not found:
        remedy = "Give its path (see tiaokuai query agencies-by-role) or label."
        raise fail(where, f'{kind} "{value}" is not in the graph.', remedy)
    if len(found) > 1:
        raise fail(where, f'several are called "{value}".', f"Name one: {', '.join(map(path_of, found))}.")
    return found[0]


def _check_text(where: str, text: str) -> None:
    """Refuse what no text can hold: half a character, as a shell passes on bytes that are not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise fail(where, f'"{text[:60]}" is not UTF-8.', "Type it again.") from error


def _is_there(store: ox.Store, iri: str) -> bool:
    try:
        term = ox.NamedNode(iri)
    except ValueError:
        return False
    return next(store.quads_for_pattern(term, None, None, None), None) is not None


def _labelled(store: ox.Store, label: str) -> list[str]:
    """Return the IRIs of the nodes with a label or spelling, in order."""
    found = {
        quad.subject.value
        for predicate in ("prefLabel", "altLabel")
        for language in ("zh", "en")
        for quad in store.quads_for_pattern(
            None, ox.NamedNode(SKOS + predicate), ox.Literal(label, language=language), None
        )
        if isinstance(quad.subject, ox.NamedNode)
    }
    return sorted(found)
