"""The SPARQL 1.1 Protocol: how a query, its graphs and its format are asked for over HTTP."""

from __future__ import annotations

from email.message import Message
from http import HTTPStatus

from graph.questions.guard import MAX_BYTES
from graph.server.message import RefusedError, Request, Response, pairs
from graph.server.named import XLSX
from graph.server.site import Site

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
SHORT_FORMATS = {
    "json": "application/sparql-results+json, application/ld+json;q=0.9",
    "xml": "application/sparql-results+xml, application/rdf+xml;q=0.9",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "xlsx": XLSX,
}
"""Short names of formats, for the parameter `format`, which goes before the Accept header."""


async def sparql(site: Site, request: Request, _rest: str) -> Response:
    """Answer a query sent by GET, by form or directly; without a query describe the service."""
    given = [*request.parameters(), *_body(request)]
    if any(name == "update" for name, _ in given):
        raise RefusedError(HTTPStatus.FORBIDDEN, "update")
    queries = [value for name, value in given if name == "query"]
    if not queries and request.method != "POST":
        return await _description(site, request)
    if len(queries) != 1:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "query.many" if queries else "query.none")
    if len(queries[0].encode()) > MAX_BYTES:
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "query.long", size=MAX_BYTES // 1024)
    job = {
        "query": queries[0],
        "default": [value for name, value in given if name == "default-graph-uri"],
        "named": [value for name, value in given if name == "named-graph-uri"],
        "accept": _accept(request, given),
        "base": _address(site, request),
    }
    return await site.pool.ask("sparql", job, own=True, lang=request.language)


async def _description(site: Site, request: Request) -> Response:
    given = {"endpoint": _address(site, request), "accept": request.header("accept")}
    return await site.pool.ask("description", given, lang=request.language)


def _address(site: Site, request: Request) -> str:
    """Return the address of the endpoint, against which a query's relative IRIs are read."""
    return f"http://{request.header('host')}{site.options.base}/sparql"


def _accept(request: Request, given: list[tuple[str, str]]) -> str:
    """Return what the client accepts: the parameter `format` goes before the header."""
    wanted = [value for name, value in given if name == "format" and value]
    if not wanted:
        return request.header("accept")
    if wanted[0] not in SHORT_FORMATS:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "format", forms=", ".join(SHORT_FORMATS))
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
        raise RefusedError(HTTPStatus.FORBIDDEN, "update")
    if media_type not in (FORM, DIRECT):
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "query.type", form=FORM, direct=DIRECT)
    charset = (content.get_content_charset() or "utf-8").lower()
    try:
        text = request.body.decode()
    except UnicodeDecodeError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "query.utf8") from error
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "query.charset")
    return pairs(text) if media_type == FORM else [("query", text)]
