"""The server: connections accepted, requests answered by the site, and a clean end."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from email.utils import formatdate
from http import HTTPStatus

from graph.server.connection import CHUNK, Connection, Exchange, Patience
from graph.server.message import RefusedError, Request, Response
from graph.server.pool import RETRY
from graph.server.site import Site

MOST_CONNECTIONS = 400
MOST_HELD = 256 * 1024**2
BACKLOG = 512
LONGEST_TARGET = 300
STOPS = (signal.SIGTERM, signal.SIGINT)

Log = Callable[[str], None]


class Server:
    """Serves a site on a socket; so many connections, so many bytes of answers under way."""

    def __init__(self, site: Site, log: Log, patience: Patience | None = None) -> None:
        self.site = site
        self.log = log
        self.patience = patience or Patience()
        self.held = 0
        self.open: set[asyncio.Task[None]] = set()
        self.idle: dict[Connection, asyncio.Task[None]] = {}

    async def serve(self, listening: socket.socket, announce: Callable[[], None]) -> None:
        """Serve until a signal to stop comes."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for each in STOPS:
            loop.add_signal_handler(each, stop.set)
        self.site.pool.attend()
        await self.serve_until(stop, listening, announce)

    async def serve_until(
        self, stop: asyncio.Event, listening: socket.socket, announce: Callable[[], None]
    ) -> None:
        """Serve until `stop` is set; whoever is under way then is cut off."""
        server = await asyncio.start_server(self._accept, sock=listening, backlog=BACKLOG)
        announce()
        await stop.wait()
        server.close()
        for task in self.open:
            task.cancel()
        await asyncio.gather(*self.open, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take a connection; where there are too many, the one that has idled longest goes."""
        if len(self.open) >= MOST_CONNECTIONS:
            if not self.idle:
                writer.transport.abort()
                return
            longest = next(iter(self.idle))
            self.idle.pop(longest).cancel()
        connection = Connection(reader, writer, self.patience)
        task = asyncio.ensure_future(self._converse(connection))
        self.open.add(task)
        task.add_done_callback(self.open.discard)

    async def _converse(self, connection: Connection) -> None:
        """Answer one client until it is done; a client that breaks off is no fault of ours."""
        try:
            while await self._exchange(connection):
                pass
            await connection.close()
        except (OSError, TimeoutError, asyncio.CancelledError):
            self._note(connection.last, connection, 0.0)
        finally:
            connection.writer.transport.abort()

    async def _exchange(self, connection: Connection) -> bool:
        """Take one request and answer it; return whether another may follow."""
        request, begun = None, time.monotonic()
        try:
            request = await self._awaited(connection)
            if request is None:
                return False
            begun = time.monotonic()
            response = await connection.answered(request, self._answer)
        except RefusedError as refused:
            said = refused.response(request.language if request else "en")
            response = self.site.dressed(said, request or Request("-", "/"))
        again = await self._respond(connection, response)
        self._note(connection.last, connection, time.monotonic() - begun)
        return again

    async def _awaited(self, connection: Connection) -> Request | None:
        task = asyncio.current_task()
        if task is not None:
            self.idle[connection] = task
        try:
            return await connection.request()
        finally:
            self.idle.pop(connection, None)

    async def _answer(self, request: Request) -> Response:
        """Return the answer of the site; a fault in it costs this one answer."""
        try:
            return await self.site.answer(request)
        except Exception as error:  # whatever it is, the other clients are still to be served
            self.log(f"fault: {type(error).__name__}: {error}")
            refused = RefusedError(HTTPStatus.INTERNAL_SERVER_ERROR, "failed")
            return self.site.dressed(refused.response(request.language), request)

    async def _respond(self, connection: Connection, response: Response) -> bool:
        """Send an answer; too many bytes of long answers under way at once make it a 503."""
        size = len(response.body) if len(response.body) > CHUNK else 0
        if size and self.held + size > MOST_HELD:
            busy = RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "busy")
            response = replace(busy.response(), headers=(*RETRY, *response.headers))
            size = 0
        self.held += size
        try:
            return await connection.respond(response)
        finally:
            self.held -= size

    def _note(self, last: Exchange, connection: Connection, seconds: float) -> None:
        """Write a line to the access log: when, who, what, the status (0: cut off), bytes, milliseconds."""
        if last.method == "-" and not last.status:
            return
        peer = connection.writer.get_extra_info("peername")
        address = peer[0] if isinstance(peer, tuple) else "-"
        target = last.target[:LONGEST_TARGET]
        with contextlib.suppress(OSError, ValueError):
            self.log(
                f'{formatdate(usegmt=True)} {address} "{last.method} {target}" '
                f"{last.status} {last.sent} {seconds * 1000:.0f}ms"
            )


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to an address, not yet listening; port 0 is any free one."""
    family, kind, protocol, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError:
        listening.close()
        raise
    listening.setblocking(False)
    return listening
