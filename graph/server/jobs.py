"""What the forked processes can do for the server: each job gets the store and what it was given."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from graph.errors import UserError
from graph.questions.guard import FORMS, Dataset, inspect
from graph.questions.results import GRAPH_TYPES, TABLE_TYPES, write
from graph.questions.worker import Limits, evaluate
from graph.server.holding import Held
from graph.server.message import RefusedError, Response, told, too_large
from graph.server.named import XLSX, catalogue, named_answer, named_text, xlsx_response
from graph.server.negotiation import choose
from graph.server.service import describe_service
from graph.server.things import front_page, search_page, terms_page, thing_data, thing_page
from graph.vocabulary.namespaces import PREFIXES

Job = Callable[[Held, Mapping[str, Any], Limits], Response]
WARMING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("questions", {}),
    ("search page", {"words": "zz", "base": "", "lang": "zh"}),
    ("thing page", {"path": "role/lead", "base": "", "lang": "zh"}),
    ("description", {"endpoint": "", "accept": ""}),
    ("sparql", {"query": next(iter(FORMS)) + " * {}", "default": [], "named": [], "accept": "", "base": ""}),
)
"""Jobs done once before the first is asked for, so that what they import and read is there."""
MOST_BYTES = 64 * 1024**2


def sparql(held: Held, given: Mapping[str, Any], limits: Limits) -> Response:
    """Answer a user's own query, whole or not at all; graphs named beside it go before its FROM."""
    own = inspect(given["query"], PREFIXES, given["base"])
    default, named = tuple(given["default"]), tuple(given["named"])
    dataset = Dataset(default, named) if default or named else own
    answer = evaluate(held.store, given["query"], dataset, limits, given["base"])
    if answer.truncated:
        raise RefusedError(
            HTTPStatus.UNPROCESSABLE_ENTITY, "query.rows", rows=limits.rows, characters=limits.characters
        )
    offered = {**(GRAPH_TYPES if answer.kind == "graph" else TABLE_TYPES), XLSX: "xlsx"}
    media_type = choose(given["accept"], offered)
    if media_type is None:
        raise RefusedError(HTTPStatus.NOT_ACCEPTABLE, "accept", types=", ".join(offered))
    if media_type == XLSX:
        return xlsx_response(answer.table())
    return Response(HTTPStatus.OK, write(answer, offered[media_type]), _whole_type(media_type))


def _whole_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


JOBS: dict[str, Job] = {
    "sparql": sparql,
    "description": describe_service,
    "questions": catalogue,
    "question": named_answer,
    "question text": named_text,
    "thing page": thing_page,
    "thing data": thing_data,
    "search page": search_page,
    "front page": front_page,
    "terms page": terms_page,
}


def perform(held: Held, job: Mapping[str, Any], limits: Limits) -> bytes:
    """Do one job; return a line about the answer, and the answer behind it."""
    lang = job.get("lang", "en")
    response: Response | None
    try:
        response = JOBS[job["job"]](held, job["given"], limits)
    except RefusedError as refused:
        response = refused.response(lang)
    except UserError as error:
        response = told(error, lang)
    except MemoryError:
        response = None  # what filled the memory is held as long as its error is
    except Exception as error:  # the server cannot see what this process dies of
        failed = RefusedError(HTTPStatus.INTERNAL_SERVER_ERROR, "failed.kind", kind=type(error).__name__)
        response = failed.response(lang)
    if response is None:
        response = too_large(limits).response(lang)
    if len(response.body) > MOST_BYTES:
        too_much = RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "bytes", size=MOST_BYTES // 1024**2)
        response = too_much.response(lang)
    return packed(response)


def packed(response: Response) -> bytes:
    """Return a response as it travels between processes."""
    about = [int(response.status), response.media_type, response.headers, len(response.body)]
    return json.dumps(about).encode() + b"\n" + response.body


def length_of(about: bytes) -> int:
    """Return how many bytes follow the line about a response; 0 where the line is not whole."""
    return int(json.loads(about)[-1]) if about.endswith(b"\n") else 0


def unpacked(received: bytes) -> Response | None:
    """Return the response that `packed` made; None where its end, or all of it, is missing.

    Examples
    --------
    >>> unpacked(packed(Response(200, b"ok"))) == Response(200, b"ok"), unpacked(packed(Response())[:-1])
    (True, None)
    """
    line, end, body = received.partition(b"\n")
    if not end:
        return None
    status, media_type, headers, length = json.loads(line)
    if len(body) < length:
        return None
    return Response(status, body, media_type, tuple((name, value) for name, value in headers))


def prepare(held: Held) -> None:
    """Import and read, once and for all, what every job would else import and read again."""
    for job, given in WARMING:
        perform(held, {"job": job, "given": given}, Limits())
