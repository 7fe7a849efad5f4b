"""The SPARQL 1.1 Protocol: how a query, its graphs and its format are asked for over HTTP."""

from __future__ import annotations

from email.message import Message
from http import HTTPStatus

from graph.questions.guard import MAX_BYTES
from graph.server.message import RefusedError, Request, Response, pairs
from graph.server.site import Site

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
NO_UPDATE = "Updates are refused: nothing is changed here."
SHORT_FORMATS = {
    "json": "application/sparql-results+json, application/ld+json;q=0.9",
    "xml": "application/sparql-results+xml, application/rdf+xml;q=0.9",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
}
"""Short names of formats, for the parameter `format`, which goes before the Accept header."""


async def sparql(site: Site, request: Request, _rest: str) -> Response:
    """Answer a query sent by GET, by form or directly; without a query describe the service."""
    given = [*request.parameters(), *_body(request)]
    if any(name == "update" for name, _ in given):
        raise RefusedError(HTTPStatus.FORBIDDEN, NO_UPDATE)
    queries = [value for name, value in given if name == "query"]
    if not queries and request.method != "POST":
        return await _description(site, request)
    if len(queries) != 1:
        why = "There is no query." if not queries else "There are several queries. Send one at a time."
        raise RefusedError(HTTPStatus.BAD_REQUEST, why)
    if len(queries[0].encode()) > MAX_BYTES:
        why = f"The query is longer than {MAX_BYTES // 1024} kB. Shorten it."
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, why)
    job = {
        "query": queries[0],
        "default": [value for name, value in given if name == "default-graph-uri"],
        "named": [value for name, value in given if name == "named-graph-uri"],
        "accept": _accept(request, given),
        "base": _address(site, request),
    }
    return await site.pool.ask("sparql", job, own=True)


async def _description(site: Site, request: Request) -> Response:
    given = {"endpoint": _address(site, request), "accept": request.header("accept")}
    return await site.pool.ask("description", given)


def _address(site: Site, request: Request) -> str:
    """Return the address of the endpoint, against which a query's relative IRIs are read."""
    return f"http://{request.header('host')}{site.options.base}/sparql"


def _accept(request: Request, given: list[tuple[str, str]]) -> str:
    """Return what the client accepts: the parameter `format` goes before the header."""
    wanted = [value for name, value in given if name == "format" and value]
    if not wanted:
        return request.header("accept")
    if wanted[0] not in SHORT_FORMATS:
        why = f"format is one of {', '.join(SHORT_FORMATS)}."
        raise RefusedError(HTTPStatus.BAD_REQUEST, why)
    return SHORT_FORMATS[wanted[0]]


def _body(request: Request) -> list[tuple[str, str]]:
    """Return what a POST carries, as parameters.

    Raises
    ------
    RefusedError
        When the body is an update (403), of another type (415), or not UTF-8 (400).
    """
    if request.method != "POST":
        return []
    content = Message()
    content["content-type"] = request.header("content-type") or "none/none"
    media_type = content.get_content_type()
    if media_type == UPDATE:
        raise RefusedError(HTTPStatus.FORBIDDEN, NO_UPDATE)
    if media_type not in (FORM, DIRECT):
        why = f"Send {FORM} or {DIRECT}."
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, why)
    charset = (content.get_content_charset() or "utf-8").lower()
    try:
        text = request.body.decode()
    except UnicodeDecodeError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "The query is not UTF-8.") from error
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the query in UTF-8.")
    return pairs(text) if media_type == FORM else [("query", text)]
