"""The addresses of the site."""

from __future__ import annotations

from http import HTTPStatus

from graph.server.endpoint import sparql
from graph.server.linked import data, front, identified, page, search, vocabulary
from graph.server.message import RefusedError, Request, Response, json_response
from graph.server.site import READ, Route, Site
from graph.server.workbench import Resource, workbench_asset, workbench_page

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
        return await site.pool.ask(
            "question text", {"name": rest.removesuffix(QUERY_SUFFIX)}, lang=request.language
        )
    if not rest:
        raise RefusedError(HTTPStatus.NOT_FOUND, "question.none")
    given = {"name": rest, "values": request.values(), "accept": request.header("accept")}
    return await site.pool.ask("question", given, lang=request.language)


async def workbench(site: Site, request: Request, _rest: str) -> Response:
    """Answer with the workbench, in the language that its address names."""
    return _resource(workbench_page(site.language(request)))


async def asset(_site: Site, _request: Request, rest: str) -> Response:
    """Answer with one of the files that the workbench is made of."""
    found = workbench_asset(rest)
    if found is None:
        raise RefusedError(HTTPStatus.NOT_FOUND, "nothing")
    return _resource(found)


def _resource(resource: Resource) -> Response:
    headers = (("Content-Security-Policy", resource.policy),)
    return Response(HTTPStatus.OK, resource.content, resource.media_type, headers)


ROUTES = (
    Route("/", workbench),
    Route("/plain", front),
    Route("/assets/", asset),
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
