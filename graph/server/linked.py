"""Linked data: every IRI of ours leads to a page for people or to data for programs (303, by Accept)."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote

from graph.questions.results import GRAPH_TYPES
from graph.server.message import RefusedError, Request, Response
from graph.server.negotiation import LANGUAGES, choose
from graph.server.pages import TERMS
from graph.server.site import Site

PAGE = "text/html"
SUFFIXES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
}


async def identified(site: Site, request: Request, rest: str) -> Response:
    """Send whoever asks for a thing to its page or to its data."""
    return _see_other(site, request, rest)


async def vocabulary(site: Site, request: Request, _rest: str) -> Response:
    """Send whoever asks for the vocabulary to the list of its terms or to its data."""
    return _see_other(site, request, TERMS)


def _see_other(site: Site, request: Request, path: str) -> Response:
    chosen = choose(request.header("accept"), (PAGE, "application/xhtml+xml", *SUFFIXES.values()))
    if chosen is None:
        types = ", ".join((PAGE, *SUFFIXES.values()))
        raise RefusedError(HTTPStatus.NOT_ACCEPTABLE, "accept", types=types)
    suffix = next((each for each, media_type in SUFFIXES.items() if media_type == chosen), "")
    folder = "data" if suffix else "page"
    where = f"{site.options.base}/{folder}/{quote(path)}{suffix}"
    return Response(HTTPStatus.SEE_OTHER, headers=(("Location", where),))


async def page(site: Site, request: Request, rest: str) -> Response:
    """Answer with the page of a thing, or with the list of the vocabulary's terms."""
    job = "terms page" if rest == TERMS else "thing page"
    return await site.pool.ask(job, {"path": rest, **_frame(site, request)}, lang=request.language)


async def data(site: Site, request: Request, rest: str) -> Response:
    """Answer with the triples of a thing in the syntax that the suffix names."""
    for suffix, media_type in SUFFIXES.items():
        if rest.endswith(suffix):
            given = {
                "path": rest.removesuffix(suffix),
                "format": GRAPH_TYPES[media_type],
                "media_type": media_type,
            }
            return await site.pool.ask("thing data", given, lang=request.language)
    raise RefusedError(HTTPStatus.NOT_FOUND, "data", suffixes=", ".join(SUFFIXES))


async def search(site: Site, request: Request, _rest: str) -> Response:
    """Answer with what is called by the words of `q`."""
    words = request.values().get("q", "")
    return await site.pool.ask("search page", {"words": words[:200], **_frame(site, request)})


async def front(site: Site, request: Request, _rest: str) -> Response:
    """Answer with the front page."""
    return await site.pool.ask("front page", _frame(site, request))


def _frame(site: Site, request: Request) -> dict[str, str]:
    """Return what every page needs: the base path and the language."""
    if request.values().get("lang", LANGUAGES[0]) not in LANGUAGES:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "lang")
    return {"base": site.options.base, "lang": site.language(request)}
