"""One connection of a client: requests read and answers written, each within limits of size and time.

The grammar of HTTP/1.1 is h11's; what is ours are the limits. A client that sends or takes its
bytes too slowly is cut off, so that it holds a connection for seconds and never a process.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from email.utils import formatdate
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

import h11

from graph.server.message import RefusedError, Request, Response

HEAD_BYTES = 200 * 1024
BODY_BYTES = 256 * 1024
CHUNK = 64 * 1024
LINGER_SECONDS = 5.0

Answering = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that a client may take for the head of a request, its body, one piece of an answer.

    A whole answer may take `piece` and what its length takes at `slowest` bytes a second.
    """

    head: float = 15.0
    body: float = 20.0
    piece: float = 10.0
    slowest: int = 50_000


@dataclass(slots=True)
class Exchange:
    """One request and what came of it, as the access log tells it."""

    method: str = "-"
    target: str = "-"
    status: int = 0
    sent: int = 0


class Connection:
    """A client's connection, from its first request to its last."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, patience: Patience
    ) -> None:
        self.reader = reader
        self.writer = writer
        self.patience = patience
        self.http = h11.Connection(h11.SERVER, max_incomplete_event_size=HEAD_BYTES)
        self.begun = False
        self.last = Exchange()
        writer.transport.set_write_buffer_limits(high=CHUNK)

    async def request(self) -> Request | None:
        """Return the next request; None when the client is done, too slow before it, or gone.

        Raises
        ------
        RefusedError
            When the request breaks HTTP, is too long, or comes too slowly.
        """
        self.begun, self.last = False, Exchange()
        try:
            async with asyncio.timeout(self.patience.head):
                event = await self._next()
        except TimeoutError as error:
            if not self.begun:
                return None
            raise RefusedError(HTTPStatus.REQUEST_TIMEOUT, "slow") from error
        if not isinstance(event, h11.Request):
            return None
        self.last = Exchange(event.method.decode(), event.target.decode())
        headers = _headers(event)
        try:
            async with asyncio.timeout(self.patience.body):
                body = await self._body(headers)
        except TimeoutError as error:
            raise RefusedError(HTTPStatus.REQUEST_TIMEOUT, "slow") from error
        path, _, query = self.last.target.partition("?")
        return Request(self.last.method, _path(path), query, headers, body)

    async def _next(self) -> Any:
        while True:
            try:
                event = self.http.next_event()
            except h11.RemoteProtocolError as error:
                status = HTTPStatus(error.error_status_hint)
                raise RefusedError(status, "http", error=error) from error
            if event is not h11.NEED_DATA:
                return event
            if self.http.they_are_waiting_for_100_continue:
                await self._write(self.http.send(h11.InformationalResponse(status_code=100, headers=[])))
            received = await self.reader.read(CHUNK)
            self.begun = self.begun or bool(received)
            self.http.receive_data(received)

    async def _body(self, headers: dict[str, str]) -> bytes:
        too_long = RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body", size=BODY_BYTES // 1024)
        if int(headers.get("content-length", "0")) > BODY_BYTES:
            raise too_long
        body = bytearray()
        while True:
            event = await self._next()
            if isinstance(event, h11.Data):
                body += event.data
                if len(body) > BODY_BYTES:
                    raise too_long
            elif isinstance(event, h11.EndOfMessage):
                return bytes(body)
            else:
                raise ConnectionResetError

    async def answered(self, request: Request, answering: Answering) -> Response:
        """Return the answer, unless the client hangs up before: then nobody needs it any more."""
        answer = asyncio.ensure_future(answering(request))
        more = asyncio.ensure_future(self.reader.read(CHUNK))
        try:
            await asyncio.wait({answer, more}, return_when=asyncio.FIRST_COMPLETED)
            if more.done():
                received = more.result()
                if not received and not answer.done():
                    raise ConnectionResetError
                self.http.receive_data(received)
            return await answer
        finally:
            for task in (answer, more):
                task.cancel()
            await asyncio.gather(answer, more, return_exceptions=True)

    async def respond(self, response: Response) -> bool:
        """Send an answer; return whether the connection can be used again."""
        if self.http.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            return False
        whole = self.http.their_state in (h11.DONE, h11.MUST_CLOSE)
        headers = [("Date", formatdate(usegmt=True)), ("Server", "tiaokuai"), *response.headers]
        if response.status != HTTPStatus.NO_CONTENT:
            headers.append(("Content-Type", response.media_type))
            headers.append(("Content-Length", str(len(response.body))))
        if not whole:
            headers.append(("Connection", "close"))
        head = self.http.send(
            h11.Response(status_code=int(response.status), headers=headers, reason=_reason(response))
        )
        body = b"" if self.last.method == "HEAD" else response.body
        self.last.status, self.last.sent = int(response.status), len(body)
        seconds = self.patience.piece + len(body) / self.patience.slowest
        async with asyncio.timeout(seconds):
            await self._write((head or b"") + body[: CHUNK - len(head or b"")])
            for start in range(CHUNK - len(head or b""), len(body), CHUNK):
                await self._write(body[start : start + CHUNK])
        return self._finish(body) and whole

    def _finish(self, body: bytes) -> bool:
        """Tell h11 what was sent; return whether another request may follow."""
        if body:
            self.http.send(h11.Data(data=body))
        self.http.send(h11.EndOfMessage())
        if self.http.our_state is h11.DONE and self.http.their_state is h11.DONE:
            self.http.start_next_cycle()
            return True
        return False

    async def _write(self, data: bytes | None) -> None:
        if data:
            self.writer.write(data)
            async with asyncio.timeout(self.patience.piece):
                await self.writer.drain()

    async def close(self) -> None:
        """Let what was sent arrive, then close, whether the client reads or not."""
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(LINGER_SECONDS):
                if self.writer.can_write_eof():
                    self.writer.write_eof()
                while await self.reader.read(CHUNK):
                    pass
        self.writer.transport.abort()


def _reason(response: Response) -> str:
    return HTTPStatus(response.status).phrase


def _headers(event: h11.Request) -> dict[str, str]:
    """Return the headers by lower-case name, those given several times joined by commas."""
    found: dict[str, str] = {}
    for name, value in event.headers:
        key, text = name.decode("ascii"), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _path(raw: str) -> str:
    """Return a path without its escapes.

    Raises
    ------
    RefusedError
        When it does not begin with /, or is not UTF-8, or holds a control character.
    """
    try:
        path = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "address.utf8") from error
    if not path.startswith("/") or any(ord(each) < 32 for each in path):
        raise RefusedError(HTTPStatus.BAD_REQUEST, "address.start")
    return path
