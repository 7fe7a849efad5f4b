"""The site: which address is answered by what, under which host names, and for which other origins."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from graph.errors import UserError
from graph.server.message import RefusedError, Request, Response, told
from graph.server.pool import Pool

READ = ("GET", "HEAD")
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]")
HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cache-Control", "no-cache"),
)
POLICY = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
"""The Content-Security-Policy of whatever does not bring its own."""


@dataclass(frozen=True, slots=True)
class Options:
    """How the site is reached: its base path ("" or "/x"), the origin that may read it, its host names.

    `hosts` empty: any host name is taken.
    """

    base: str = ""
    cors: str = ""
    hosts: tuple[str, ...] = LOOPBACK_NAMES
    lang: str = "zh"


@dataclass(frozen=True, slots=True)
class Route:
    """An address and what answers it; a `path` that ends in / takes whatever follows as well."""

    path: str
    handler: Handler
    methods: tuple[str, ...] = READ

    def rest(self, path: str) -> str | None:
        """Return what follows the route in `path`, None where `path` is another's."""
        if self.path != "/" and self.path.endswith("/") and path.startswith(self.path):
            return path[len(self.path) :]
        return "" if path == self.path else None


@dataclass(frozen=True, slots=True)
class Site:
    """Answers requests by its routes; the first that fits counts."""

    pool: Pool
    routes: tuple[Route, ...]
    options: Options

    async def answer(self, request: Request) -> Response:
        """Return the answer to a request; whatever is wrong with it is an answer too."""
        try:
            self._check_host(request)
            response = await self._routed(request)
        except RefusedError as refused:
            response = refused.response(request.language)
        except UserError as error:
            response = told(error, request.language)
        return self.dressed(response, request)

    def language(self, request: Request) -> str:
        """Return the language of a page: what its address or its reader asks for, else the site's own."""
        return request.wanted_language or self.options.lang

    async def _routed(self, request: Request) -> Response:
        base = self.options.base
        if base and not request.path.startswith(f"{base}/") and request.path != base:
            raise RefusedError(HTTPStatus.NOT_FOUND, "nothing")
        local = replace(request, path=request.path[len(base) :] or "/")
        for route in self.routes:
            rest = route.rest(local.path)
            if rest is not None:
                return await self._handled(route, local, rest)
        raise RefusedError(HTTPStatus.NOT_FOUND, "nothing")

    async def _handled(self, route: Route, request: Request, rest: str) -> Response:
        allowed = (("Allow", ", ".join((*route.methods, "OPTIONS"))),)
        if request.method == "OPTIONS":
            return Response(HTTPStatus.NO_CONTENT, headers=(*allowed, *self._preflight(route)))
        if request.method not in route.methods:
            refused = HTTPStatus.METHOD_NOT_ALLOWED
            raise RefusedError(refused, "method", allowed, method=request.method[:20])
        return await route.handler(self, request, rest)

    def _preflight(self, route: Route) -> tuple[tuple[str, str], ...]:
        if not self.options.cors:
            return ()
        return (
            ("Access-Control-Allow-Methods", ", ".join(route.methods)),
            ("Access-Control-Allow-Headers", "Accept, Content-Type"),
            ("Access-Control-Max-Age", "3600"),
        )

    def _check_host(self, request: Request) -> None:
        """Refuse a name that is not this server's, by which a page elsewhere could reach a loopback."""
        found = HOST.fullmatch(request.header("host"))
        if found is None:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "host.none")
        if self.options.hosts and found[1].lower() not in self.options.hosts:
            raise RefusedError(HTTPStatus.MISDIRECTED_REQUEST, "host.other", host=found[1][:60])

    def dressed(self, response: Response, request: Request) -> Response:
        """Return the response with the headers that every answer carries."""
        given = {name for name, _ in response.headers}
        headers = [pair for pair in HEADERS if pair[0] not in given]
        if "Content-Security-Policy" not in given:
            headers.append(("Content-Security-Policy", POLICY))
        vary = ("Accept", "Accept-Language", *(("Origin",) if self.options.cors not in ("", "*") else ()))
        headers.append(("Vary", ", ".join(vary)))
        origin = request.header("origin")
        if self.options.cors == "*" or (self.options.cors and origin == self.options.cors):
            headers.append(("Access-Control-Allow-Origin", self.options.cors))
        return replace(response, headers=(*response.headers, *headers))


Handler = Callable[[Site, Request, str], Awaitable[Response]]
