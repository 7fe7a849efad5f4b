"""The addresses of the site."""

from __future__ import annotations

from http import HTTPStatus

from graph.server.endpoint import sparql
from graph.server.linked import data, front, identified, page, search, vocabulary
from graph.server.message import RefusedError, Request, Response, json_response
from graph.server.site import READ, Route, Site

QUERY_SUFFIX = ".rq"


async def health(site: Site, _request: Request, _rest: str) -> Response:
    """Say whether queries can be answered: 200 or 503."""
    ready = site.pool.is_ready
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    return json_response({"status": "ok" if ready else "restarting"}, status)


async def question_list(site: Site, _request: Request, _rest: str) -> Response:
    """Answer with the named questions."""
    return await site.pool.ask("questions", {})


async def question(site: Site, request: Request, rest: str) -> Response:
    """Answer a named question, or (NAME.rq) with its text."""
    if rest.endswith(QUERY_SUFFIX):
        return await site.pool.ask("question text", {"name": rest.removesuffix(QUERY_SUFFIX)})
    if not rest:
        raise RefusedError(HTTPStatus.NOT_FOUND, "Name a question: see /questions.")
    given = {"name": rest, "values": request.values(), "accept": request.header("accept")}
    return await site.pool.ask("question", given)


ROUTES = (
    Route("/", front),
    Route("/health", health),
    Route("/sparql", sparql, (*READ, "POST")),
    Route("/sparql/", sparql, (*READ, "POST")),
    Route("/questions", question_list),
    Route("/questions/", question),
    Route("/id/", identified),
    Route("/ns", vocabulary),
    Route("/page/", page),
    Route("/data/", data),
    Route("/search", search),
)
