"""The server's side of the keeper: so many jobs at once, a short queue before them, and nothing half done."""

from __future__ import annotations

import asyncio
import contextlib
import json
import multiprocessing
import signal
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.confinement import signal_name
from graph.errors import Problem, UserError
from graph.questions.engine import OPENING_SECONDS
from graph.questions.worker import Limits
from graph.server.jobs import length_of, unpacked
from graph.server.keeper import LENGTH, ORDER, REPORT, keep
from graph.server.message import RefusedError, Response, too_large, too_long

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

QUEUE_SECONDS = 5.0
WAITING_A_CLIENT = 8
GRACE_SECONDS = 0.5
RETRY = (("Retry-After", "5"),)


@dataclass(slots=True)
class Lane:
    """Jobs that share a number of places, and those that wait for one."""

    free: asyncio.Semaphore
    most_waiting: int
    waiting: int = 0

    @contextlib.asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait for a place, not for long and not in too long a queue."""
        busy = RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "busy", RETRY)
        if self.waiting >= self.most_waiting:
            raise busy
        self.waiting += 1
        try:
            await asyncio.wait_for(self.free.acquire(), QUEUE_SECONDS)
        except TimeoutError as error:
            raise busy from error
        finally:
            self.waiting -= 1
        try:
            yield
        finally:
            self.free.release()


class Pool:
    """Hands jobs to the keeper and brings back what comes of them.

    Users' own queries and everything else (questions, pages) have places of their own,
    so that no query keeps a page waiting.
    """

    def __init__(self, source: Path, limits: Limits, clients: int, documents: Path | None = None) -> None:
        self.source = source
        self.documents = documents
        self.limits = limits
        self.lanes = {
            own: Lane(asyncio.Semaphore(clients), clients * WAITING_A_CLIENT) for own in (True, False)
        }
        self.number = 0
        self.ends: dict[int, asyncio.Future[tuple[int, bool]]] = {}
        self.control: socket.socket | None = None
        self.process: Any = None

    @property
    def is_ready(self) -> bool:
        """Whether the keeper runs."""
        return self.control is not None

    def start(self) -> None:
        """Start the keeper and wait until it has opened the store.

        Raises
        ------
        UserError
            When the store cannot be opened.
        """
        context = multiprocessing.get_context("spawn")
        receiver, sender = context.Pipe(duplex=False)
        control, theirs = socket.socketpair()
        given = (theirs, sender, self.source, self.documents, self.limits)
        process = context.Process(target=keep, args=given, name="keeper", daemon=True)
        with _deaf_to_interrupts():
            process.start()
        theirs.close()
        sender.close()
        word, problems = self._word(receiver)
        if word != "ready":
            process.kill()
            control.close()
            raise UserError(problems)
        control.setblocking(False)
        self.control, self.process = control, process

    def _word(self, receiver: Connection[Any, Any]) -> tuple[str, tuple[Problem, ...]]:
        """Return what the keeper says of the store: ready, or refused and why."""
        what = f"could not be opened in {OPENING_SECONDS:g} seconds."
        with receiver:
            try:
                if receiver.poll(OPENING_SECONDS):
                    word, problems = receiver.recv()
                    return word, problems
            except EOFError:
                what = "could not be opened: the process that opens it died."
        return "refused", (Problem(str(self.source), what),)

    def attend(self) -> None:
        """Listen to the keeper's reports in the running loop."""
        if self.control is not None:
            asyncio.get_running_loop().add_reader(self.control, self._hear)

    def _hear(self) -> None:
        received = b""
        if self.control is not None:
            with contextlib.suppress(ConnectionError):
                received = self.control.recv(REPORT.size * 256)
        for number, code, late in REPORT.iter_unpack(received[: len(received) // REPORT.size * REPORT.size]):
            end = self.ends.pop(number, None)
            if end is not None and not end.done():
                end.set_result((code, late))
        if not received:
            self._lose()

    def _lose(self) -> None:
        """Give up the keeper, which died; the next job starts another."""
        if self.control is not None:
            asyncio.get_running_loop().remove_reader(self.control)
            self.control.close()
            self.control = None
        for end in self.ends.values():
            if not end.done():
                end.set_result((-9, False))
        self.ends.clear()

    async def ask(self, job: str, given: dict[str, Any], *, own: bool = False, lang: str = "en") -> Response:
        """Return what a job answers, refusals in `lang`; `own` is a user's own query.

        Raises
        ------
        RefusedError
            When there are too many jobs (503).
        """
        async with self.lanes[own].place():
            if self.control is None:
                self._start_again()
            return await self._do(json.dumps({"job": job, "given": given, "lang": lang}).encode())

    def _start_again(self) -> None:
        try:
            self.start()
        except UserError as error:
            raise RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "unopened", RETRY) from error
        self.attend()

    async def _do(self, job: bytes) -> Response:
        self.number += 1
        number = self.number
        ours, theirs = socket.socketpair()
        ended = self.ends[number] = asyncio.get_running_loop().create_future()
        reader, writer = await asyncio.open_connection(sock=ours)
        try:
            with theirs:
                self._order(b"J", number, [theirs.fileno()])
            async with asyncio.timeout(self.limits.seconds + GRACE_SECONDS):
                with contextlib.suppress(ConnectionError):
                    writer.write(LENGTH.pack(len(job)) + job)
                    await writer.drain()
                response = unpacked(await _all(reader))
                if response is None:
                    raise self._dead(*await ended)
                return response
        except TimeoutError:
            raise too_long(self.limits) from None
        finally:
            if self.ends.pop(number, None) is not None:
                self._order(b"C", number, [])
            writer.close()

    def _order(self, word: bytes, number: int, files: list[int]) -> None:
        if self.control is not None:
            with contextlib.suppress(OSError):
                socket.send_fds(self.control, [ORDER.pack(word, number)], files)

    def _dead(self, code: int, late: bool) -> RefusedError:
        """Return in plain words why a job died, by how its process ended."""
        if code > 0:
            return RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "again", RETRY)
        name = signal_name(code)
        if late or name == "SIGXCPU":
            return too_long(self.limits)
        if name in ("SIGABRT", "SIGKILL"):
            return too_large(self.limits)
        return RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "deep")

    def stop(self) -> None:
        """End the keeper, which kills whatever it still runs."""
        if self.control is not None:
            self.control.close()
            self.control = None
        if self.process is not None:
            self.process.join(GRACE_SECONDS)
            self.process.kill()
            self.process.join()


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let a process be started that Ctrl-C does not end: it is for the server, which ends the keeper."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


async def _all(reader: asyncio.StreamReader) -> bytes:
    """Return what a job writes until the answer is whole, or the job ends before."""
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
        about = await reader.readline()
        return about + await reader.readexactly(length_of(about))
    return b""
