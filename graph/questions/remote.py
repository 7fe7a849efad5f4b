"""The same questions asked of a SPARQL endpoint over HTTP.

Nothing but text can be sent, so values are bound by VALUES. The answer is read up to a size
and a time; redirects are not followed, since they could lead anywhere with the password.
"""

from __future__ import annotations

import base64
import http.client
import os
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode, urlsplit

from graph.errors import UserError, fail
from graph.questions.answer import Answer, Term, cell, term_of
from graph.questions.binding import bind_unseen
from graph.questions.engine import Asked, choose_among
from graph.questions.guard import inspect, kind_of
from graph.questions.received import ACCEPTED, GRAPH_TYPES, read_answer
from graph.questions.tokens import tokens
from graph.questions.values import with_values
from graph.questions.worker import Limits, too_long
from graph.table import Table
from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import PREFIXES

USER, PASSWORD, TOKEN = "TIAOKUAI_USER", "TIAOKUAI_PASSWORD", "TIAOKUAI_TOKEN"
LARGEST = 64 * 1024**2
PIECE = 64 * 1024
SHOWN = 200
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a SPARQL endpoint is, and what it is to be told of who asks."""

    url: str
    authorization: str = ""

    @property
    def name(self) -> str:
        """The address without what may stand before @ in it, to be shown."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def endpoint(url: str, environment: Mapping[str, str] = os.environ) -> Endpoint:
    """Return the endpoint at an address; user and password, or a token, come from the environment.

    Raises
    ------
    UserError
        When the address is not http or https, holds a password, or when a password would
        travel unencrypted to another machine.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
        url.encode("ascii")
    except ValueError as error:
        raise fail("--endpoint", "is not a web address.", "Write it out, with %-escapes.") from error
    if parts.scheme not in ("http", "https") or not host or any(each <= " " for each in url):
        raise fail("--endpoint", f"{url[:SHOWN]} is not an http or https address.", "Write it out.")
    if parts.username is not None:
        remedy = f"Set {USER} and {PASSWORD}, or {TOKEN}, in the environment."
        raise fail("--endpoint", "a password does not belong into the address.", remedy)
    authorization = ""
    if token := environment.get(TOKEN):
        authorization = f"Bearer {token}"
    elif user := environment.get(USER):
        pair = f"{user}:{environment.get(PASSWORD, '')}"
        authorization = "Basic " + base64.b64encode(pair.encode()).decode()
    if not (authorization.isascii() and authorization.isprintable()):
        raise fail(TOKEN, "holds what no token holds.", "Set it again.")
    if authorization and parts.scheme == "http" and host not in HERE:
        raise fail("--endpoint", "a password would travel unencrypted.", "Use https, or unset it.")
    return Endpoint(url, authorization)


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


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect as the error that it then is."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _post(where: Endpoint, text: str, limits: Limits, accept: str) -> tuple[str, bytes]:
    """Send the query as a form; return the media type and the content of the answer."""
    headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
    if where.authorization:
        headers["Authorization"] = where.authorization
    body = urlencode({"query": text}).encode("ascii")
    request = urllib.request.Request(  # noqa: S310 - `endpoint` lets only http and https through
        where.url, data=body, headers=headers, method="POST"
    )
    proxies: dict[str, str] | None = {} if urlsplit(where.url).hostname in HERE else None
    fetch = urllib.request.build_opener(_NoRedirects, urllib.request.ProxyHandler(proxies)).open
    end = time.monotonic() + limits.seconds
    try:
        with fetch(request, timeout=limits.seconds) as response:
            return response.headers.get_content_type(), _read(response, where, limits, end)
    except urllib.error.HTTPError as error:
        raise _status(where, error) from error
    except TimeoutError as error:
        raise UserError([too_long(limits)]) from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            raise UserError([too_long(limits)]) from error
        what = f"cannot be reached: {getattr(reason, 'strerror', None) or reason or type(error).__name__}."
        raise fail(where.name, what, "Is the address right, and the server running?") from error


def _read(response: Any, where: Endpoint, limits: Limits, end: float) -> bytes:
    """Return the content up to the size and the moment at which reading stops."""
    pieces, size = [], 0
    while piece := response.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            what = f"answers with more than {LARGEST // 1024**2} MB."
            raise fail(where.name, what, "Ask for less: add LIMIT.")
        if time.monotonic() > end:
            raise UserError([too_long(limits)])
    return b"".join(pieces)


def _status(where: Endpoint, error: urllib.error.HTTPError) -> UserError:
    """Return what a status other than 200 means for the one who asked."""
    remedies = {
        400: "The endpoint does not take the query.",
        401: f"Set {USER} and {PASSWORD}, or {TOKEN}, in the environment.",
        403: "Ask its owner for access.",
        404: "Is the path of the address right? Often it ends in /query or /sparql.",
        429: "Wait, and ask again.",
        503: "Wait, and ask again.",
    }
    remedy = remedies.get(error.code, "")
    if 300 <= error.code < 400:
        remedy = f"It points to {error.headers.get('Location', 'nowhere')}: name that address."
    try:
        said = error.read(4 * SHOWN).decode("utf-8", "replace").strip().partition("\n")[0][:SHOWN]
    except (OSError, http.client.HTTPException):
        said = ""
    is_page = said.startswith("<")
    what = f"answers {error.code} {error.reason}" + (f": {said}" if said and not is_page else "") + "."
    return fail(where.name, what, remedy)
