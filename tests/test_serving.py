"""Clients that are too slow, too many or gone: cut off, so that the others are answered."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.questions.worker import Limits
from graph.server import serving
from graph.server.connection import Patience
from graph.server.message import Request, Response
from graph.server.pool import Pool
from graph.server.serving import Server, listen
from graph.server.site import Options, Route, Site

HURRIED = Patience(head=0.5, body=0.5, piece=0.5, slowest=20_000_000)
BIG = 30_000_000
ASKING = b"GET /%s HTTP/1.1\r\nHost: localhost\r\n\r\n"


async def small(_site: Site, _request: Request, _rest: str) -> Response:
    return Response(HTTPStatus.OK, b"small")


async def big(_site: Site, _request: Request, _rest: str) -> Response:
    return Response(HTTPStatus.OK, bytes(BIG))


async def faulty(_site: Site, _request: Request, _rest: str) -> Response:
    raise ZeroDivisionError


ended: list[str] = []


async def endless(_site: Site, _request: Request, _rest: str) -> Response:
    try:
        await asyncio.sleep(60)
    finally:
        ended.append("endless")
    raise AssertionError


ROUTES = (
    Route("/small", small, ("GET", "HEAD", "POST")),
    Route("/big", big),
    Route("/faulty", faulty),
    Route("/endless", endless),
)


class Client:
    """A client with its own idea of speed."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def until_closed(self) -> bytes:
        with contextlib.suppress(ConnectionError):
            return await asyncio.wait_for(self.reader.read(-1), 10)
        return b"reset"

    async def answer(self) -> bytes:
        head = await self.reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
        return head + await self.reader.readexactly(length)


class Running:
    """A server with hurried clients, and what it logged."""

    def __init__(self, port: int, server: Server, lines: list[str]) -> None:
        self.port = port
        self.server = server
        self.lines = lines
        self.clients: list[Client] = []

    async def connect(self, sent: bytes = b"") -> Client:
        client = Client(*await asyncio.open_connection("127.0.0.1", self.port))
        client.writer.write(sent)
        self.clients.append(client)
        return client

    async def leave(self) -> None:
        """Close what the clients left open."""
        for client in self.clients:
            client.writer.transport.abort()
        await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def running(patience: Patience = HURRIED) -> AsyncIterator[Running]:
    lines: list[str] = []
    site = Site(Pool(Path("none"), Limits(), 1), ROUTES, Options())
    server, stop = Server(site, lines.append, patience), asyncio.Event()
    with listen("127.0.0.1", 0) as listening:
        task = asyncio.ensure_future(server.serve_until(stop, listening, lambda: None))
        await asyncio.sleep(0)
        here = Running(listening.getsockname()[1], server, lines)
        try:
            yield here
        finally:
            stop.set()
            await task
            await here.leave()


def test_a_request_in_drops_is_cut_off() -> None:
    async def scene() -> None:
        async with running() as here:
            client, begun = await here.connect(), time.monotonic()
            with contextlib.suppress(ConnectionError):
                for each in ASKING % b"small":
                    client.writer.write(bytes([each]))
                    await asyncio.sleep(0.05)
                    if client.reader.at_eof():
                        break
            assert (await client.until_closed()).startswith(b"HTTP/1.1 408 ")
            assert time.monotonic() - begun < 10

    asyncio.run(scene())


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    async def scene() -> None:
        async with running() as here:
            client = await here.connect(
                b"POST /small HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx"
            )
            assert (await client.until_closed()).startswith(b"HTTP/1.1 408 ")

    asyncio.run(scene())


def test_silence_is_closed_without_a_word() -> None:
    async def scene() -> None:
        async with running() as here:
            assert await (await here.connect()).until_closed() == b""

    asyncio.run(scene())


def test_a_client_that_does_not_read_is_cut_off() -> None:
    async def scene() -> None:
        async with running() as here:
            client = await here.connect(ASKING % b"big")
            await asyncio.sleep(0.2)
            assert here.server.held == BIG
            await asyncio.sleep(1.5)
            assert here.server.held == 0
            assert not here.server.open
            assert len(await client.until_closed()) < BIG

    asyncio.run(scene())


def test_a_client_that_reads_gets_all_of_it() -> None:
    async def scene() -> None:
        async with running(Patience()) as here:
            client = await here.connect(ASKING % b"big")
            assert (await client.answer()).endswith(bytes(BIG))
            client.writer.write(ASKING % b"small")
            assert (await client.answer()).endswith(b"small")

    asyncio.run(scene())


def test_answers_under_way_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "MOST_HELD", 2 * BIG)

    async def scene() -> None:
        async with running() as here:
            slow = [await here.connect(ASKING % b"big") for _ in range(2)]
            await asyncio.sleep(0.3)
            answer = await (await here.connect(ASKING % b"big")).answer()
            assert answer.startswith(b"HTTP/1.1 503 ")
            assert b"Retry-After" in answer
            assert (await (await here.connect(ASKING % b"small")).answer()).endswith(b"small")
            for client in slow:
                client.writer.close()

    asyncio.run(scene())


def test_of_too_many_connections_the_longest_idle_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "MOST_CONNECTIONS", 3)

    async def scene() -> None:
        async with running() as here:
            first, *others = [await here.connect() for _ in range(3)]
            await asyncio.sleep(0.1)
            late = await here.connect(ASKING % b"small")
            assert (await late.answer()).endswith(b"small")
            assert await first.until_closed() in (b"", b"reset")
            others[0].writer.write(ASKING % b"small")
            assert (await others[0].answer()).endswith(b"small")

    asyncio.run(scene())


def test_a_client_that_hangs_up_ends_what_it_asked_for() -> None:
    async def scene() -> None:
        async with running() as here:
            client = await here.connect(ASKING % b"endless")
            await asyncio.sleep(0.2)
            assert ended == []
            client.writer.close()
            await asyncio.sleep(0.2)
            assert ended == ["endless"]
            assert '"GET /endless" 0 0' in here.lines[-1]

    ended.clear()
    asyncio.run(scene())


def test_a_fault_of_ours_costs_one_answer() -> None:
    async def scene() -> None:
        async with running() as here:
            client = await here.connect(ASKING % b"faulty" + ASKING % b"small")
            assert (await client.answer()).startswith(b"HTTP/1.1 500 ")
            assert (await client.answer()).endswith(b"small")
            assert here.lines[0] == "fault: ZeroDivisionError: "

    asyncio.run(scene())


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=40),
            st.sampled_from(
                [
                    b"GET /small HTTP/1.1\r\n",
                    b"POST /small HTTP/1.1\r\n",
                    b"HEAD /big HTTP/1.0\r\n",
                    b"Host: localhost\r\n",
                    b"Content-Length: 3\r\n",
                    b"Transfer-Encoding: chunked\r\n",
                    b"Expect: 100-continue\r\n",
                    b"Connection: close\r\n",
                    b"\r\n",
                    b"3\r\nabc\r\n0\r\n\r\n",
                ]
            ),
        ),
        max_size=8,
    )
)
@settings(max_examples=40, deadline=None)
def test_whatever_bytes_come_the_server_goes_on(parts: list[bytes]) -> None:
    async def scene() -> None:
        async with running() as here:
            client = await here.connect(b"".join(parts))
            with contextlib.suppress(OSError):
                client.writer.write_eof()
            received = await client.until_closed()
            assert received in (b"", b"reset") or received.startswith(b"HTTP/1.1 ")
            assert (await (await here.connect(ASKING % b"small")).answer()).endswith(b"small")
            assert not any(line.startswith("fault") for line in here.lines)

    asyncio.run(scene())
