"""The same questions asked of a SPARQL endpoint over HTTP.

Nothing but text can be sent, so values are bound by VALUES.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urlencode

from graph.errors import UserError, fail
from graph.questions.answer import Answer, Term, cell, term_of
from graph.questions.binding import bind_unseen
from graph.questions.engine import Asked, choose_among
from graph.questions.guard import inspect, kind_of
from graph.questions.received import ACCEPTED, GRAPH_TYPES, read_answer
from graph.questions.tokens import tokens
from graph.questions.transport import PASSWORD, TOKEN, USER, Endpoint, Message, send
from graph.questions.values import with_values
from graph.questions.worker import Limits, too_long
from graph.table import Table
from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import PREFIXES

REMEDIES = {
    400: "The endpoint does not take the query.",
    401: f"Set {USER} and {PASSWORD}, or {TOKEN}, in the environment.",
    403: "Ask its owner for access.",
    404: "Is the path of the address right? Often it ends in /query or /sparql.",
    429: "Wait, and ask again.",
    503: "Wait, and ask again.",
}


def ask_remote(
    text: str, where: Endpoint, *, limits: Limits | None = None, values: Mapping[str, Term] | None = None
) -> Answer:
    """Answer a query on a remote endpoint; rows past the limit are cut and the answer says so.

    Raises
    ------
    UserError
        When the guard refuses the query, and when the endpoint cannot be reached, answers with
        another status than 200, with what is no answer, too late or too much.
    """
    limits = limits or Limits()
    inspect(text, PREFIXES)
    bound = with_values(text, values or {})
    accept = GRAPH_TYPES if kind_of(text) == "graph" else ACCEPTED
    kind, content = _post(where, _declared(bound), limits, accept)
    answer = read_answer(kind, content, where.name)
    if len(answer.rows) > limits.rows:
        return replace(answer, rows=answer.rows[: limits.rows], truncated=True)
    return answer


def run_remote(asked: Asked, known: Sequence[str], where: Endpoint, limits: Limits | None = None) -> Table:
    """Answer a shipped question on a remote endpoint that holds the plans `known`.

    Raises
    ------
    UserError
        As `ask_remote` does, when the plan is unknown or one of several has to be chosen, and
        when a value does not fit its parameter.
    """
    question = asked.question
    chosen = choose_among(known, asked.plan) if question.by_plan else ""
    among = (path_of(chosen).removeprefix("plan/"),) if chosen else tuple(known)
    bound = {
        variable.value: term_of(term) for variable, term in bind_unseen(question, asked.values, among).items()
    }
    if chosen:
        bound["plan"] = Term("iri", chosen)
    answer = ask_remote(question.text, where, limits=limits, values=bound)
    if answer.columns != tuple(column.name for column in question.columns):
        raise fail(where.name, "answers with other columns than the question has.")
    types = [column.type for column in question.columns]
    rows = tuple(tuple(map(cell, row, types)) for row in answer.rows)
    notes = ("truncated",) if answer.truncated else ()
    return Table(question.name.replace("-", "_"), question.columns, rows, notes)


def _declared(text: str) -> str:
    """Return the query with the prefixes declared that hold here without being declared."""
    seen = list(tokens(text))
    used = {token.text.partition(":")[0] for token in seen if token.kind == "name"}
    own = {
        after.text.removesuffix(":")
        for before, after in pairwise(seen)
        if before.kind == "word" and before.text.upper() == "PREFIX"
    }
    lines = [f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in sorted((used - own) & set(PREFIXES))]
    return "".join(lines) + text


def _post(where: Endpoint, text: str, limits: Limits, accept: str) -> tuple[str, bytes]:
    """Send the query as a form; return the media type and the content of the answer."""
    headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({"query": text}).encode("ascii")
    try:
        reply = send(where, Message("POST", body, headers, remedies=REMEDIES), limits.seconds)
    except TimeoutError as error:
        raise UserError([too_long(limits)]) from error
    return reply.kind, reply.content
