"""The process that holds the graph: it has one thread, and forks a process for every job it is handed.

A job is a socket. The forked process reads from it what to do, writes the whole answer to it, and
ends; the keeper kills what runs too long and reports how each process ended. So a query that dies,
of memory, of time or of a fault in the engine, takes nothing with it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import selectors
import signal
import socket
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.confinement import confine
from graph.errors import Problem, UserError
from graph.questions.worker import Limits, keep_quiet
from graph.server.holding import Holding, open_holding
from graph.server.jobs import perform, prepare

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

ORDER = struct.Struct("!cQ")
"""To the keeper: J (a job, with its socket) or C (cancel), and the number of the job."""
REPORT = struct.Struct("!Qi?")
"""From the keeper: the number of a job, how its process ended, whether it was killed for its time."""
LENGTH = struct.Struct("!I")
QUICK_SECONDS = 1.0
SLOW_NICENESS = 10


@dataclass(slots=True)
class Running:
    """A job under way: its number, since when, whether it yields to quick ones, was killed for its time."""

    number: int
    since: float
    slow: bool = False
    late: bool = False


class Keeper:
    """Forks and reaps the processes of jobs, until the other end of `control` is closed."""

    def __init__(self, control: socket.socket, holding: Holding, limits: Limits) -> None:
        self.control = control
        self.holding = holding
        self.limits = limits
        self.running: dict[int, Running] = {}

    def run(self) -> None:
        """Take orders, reap and kill until the server goes; then kill all that still runs."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        bell, rings = socket.socketpair()
        for each in (bell, rings):
            each.setblocking(False)
        signal.set_wakeup_fd(rings.fileno(), warn_on_full_buffer=False)
        with selectors.DefaultSelector() as selector, bell, rings:
            selector.register(self.control, selectors.EVENT_READ)
            selector.register(bell, selectors.EVENT_READ)
            serving = True
            while serving:
                for key, _ in selector.select(self._pause()):
                    if key.fileobj is self.control:
                        serving = self._take_order()
                    else:
                        bell.recv(4096)
                self._look_after()
            signal.set_wakeup_fd(-1)
        for pid in self.running:
            os.kill(pid, signal.SIGKILL)

    def _pause(self) -> float | None:
        """Return the seconds until a running job has to be looked at; None where none runs."""
        quick = min(QUICK_SECONDS, self.limits.seconds)
        marks = [
            each.since + (self.limits.seconds if each.slow else quick)
            for each in self.running.values()
            if not each.late
        ]
        return max(0.0, min(marks) - time.monotonic()) if marks else None

    def _take_order(self) -> bool:
        """Start or cancel a job; False when the server is gone."""
        order, sockets, _, _ = socket.recv_fds(self.control, ORDER.size, 1)
        if len(order) < ORDER.size:
            return False
        word, number = ORDER.unpack(order)
        if word == b"J":
            self._start(number, socket.socket(fileno=sockets[0]))
        else:
            for pid, each in self.running.items():
                if each.number == number:
                    os.kill(pid, signal.SIGKILL)
        return True

    def _start(self, number: int, connection: socket.socket) -> None:
        with connection:
            try:
                pid = os.fork()
            except OSError:
                self.control.send(REPORT.pack(number, 1, False))
                return
            if pid == 0:
                self._work(connection)
            self.running[pid] = Running(number, time.monotonic())

    def _work(self, connection: socket.socket) -> None:
        """Do one job in the forked process, and leave it without the parent's last rites."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self.control.close()
            keep_quiet()
            held = self.holding.ready()
            confine(self.limits.seconds, self.limits.memory)
            connection.settimeout(self.limits.seconds)
            size = LENGTH.unpack(_exactly(connection, LENGTH.size))[0]
            job = json.loads(_exactly(connection, size))
            connection.sendall(perform(held, job, self.limits))
            code = 0
        finally:
            os._exit(code)

    def _look_after(self) -> None:
        """Report the processes that ended, kill those past their time, put slow ones behind quick ones."""
        now = time.monotonic()
        for pid, each in list(self.running.items()):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                del self.running[pid]
                self.control.send(REPORT.pack(each.number, os.waitstatus_to_exitcode(status), each.late))
            elif now >= each.since + self.limits.seconds:
                each.late = True
                os.kill(pid, signal.SIGKILL)
            elif not each.slow and now >= each.since + QUICK_SECONDS:
                each.slow = True
                with contextlib.suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, pid, SLOW_NICENESS)


def keep(
    control: socket.socket, told: Connection[Any, Any], source: Path, documents: Path | None, limits: Limits
) -> None:
    """Open the store, tell the server that it is ready or what is wrong, and keep it."""
    with contextlib.suppress(OSError):  # where the server is gone there is nobody to tell
        holding = _opened(told, source, documents)
        if holding is not None:
            _keep(control, told, holding, limits)


def _opened(told: Connection[Any, Any], source: Path, documents: Path | None) -> Holding | None:
    try:
        holding = open_holding(source, documents)
        prepare(holding.ready())
    except UserError as error:
        told.send(("refused", error.problems))
        return None
    except MemoryError:
        told.send(("refused", (Problem(str(source), "does not fit into memory."),)))
        return None
    except OSError as error:
        where = str(error.filename or source)
        told.send(("refused", (Problem(where, f"cannot be read: {error.strerror or error}."),)))
        return None
    return holding


def _keep(control: socket.socket, told: Connection[Any, Any], holding: Holding, limits: Limits) -> None:
    import resource  # noqa: F401 - here, so that no forked process has to

    gc.collect()
    gc.freeze()
    told.send(("ready", None))
    told.close()
    Keeper(control, holding, limits).run()


def _exactly(connection: socket.socket, size: int) -> bytes:
    received = bytearray()
    while len(received) < size:
        part = connection.recv(size - len(received))
        if not part:
            raise EOFError
        received += part
    return bytes(received)
