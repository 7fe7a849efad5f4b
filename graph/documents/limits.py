"""A reader run in a process of its own, which dies at its limits without harm to anyone."""

from __future__ import annotations

import faulthandler
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from graph.confinement import confine, signal_name
from graph.errors import Problem, UserError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Result = TypeVar("Result")
REMEDY = "Save it again from the program that made it, or split it, or take out its pictures."


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading the file `where` may use: seconds, and bytes of memory on top of this process."""

    where: str
    seconds: float = 60.0
    memory: int = 1024**3


def within(limits: Limits, function: Callable[..., Result], *arguments: Any) -> Result:
    """Return `function(*arguments)`, computed in a child process with a limit of time and of memory.

    Function, arguments and result go from process to process, so they must be plain values.

    Raises
    ------
    UserError
        The function's own, or that it ran past a limit or broke off.
    """
    import multiprocessing

    context: Any = multiprocessing.get_context("fork" if sys.platform.startswith("linux") else "spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(sender, limits, function, arguments), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(limits.seconds):
            raise UserError([_too_long(limits)])
        kind, value = receiver.recv()
    except EOFError as error:
        child.join(1.0)
        raise UserError([_death(limits, child.exitcode)]) from error
    finally:
        child.kill()
        child.join()
        receiver.close()
    if kind == "refused":
        raise UserError(value)
    result: Result = value
    return result


def _work(
    sender: Connection[Any, Any],
    limits: Limits,
    function: Callable[..., object],
    arguments: tuple[object, ...],
) -> None:
    faulthandler.disable()  # the parent says why a reader died, nobody reads its stack
    confine(limits.seconds, limits.memory)
    try:
        sender.send(("done", function(*arguments)))
    except UserError as error:
        sender.send(("refused", error.problems))
    except MemoryError:
        sender.send(("refused", (_too_large(limits),)))
    except Exception as error:  # the parent cannot see what this process dies of
        what = f"is damaged: the reader broke off ({type(error).__name__}: {str(error)[:80]})."
        sender.send(("refused", (Problem(limits.where, what, REMEDY),)))


def _death(limits: Limits, end: int | None) -> Problem:
    name = signal_name(end)
    if name == "SIGXCPU":
        return _too_long(limits)
    if name in ("SIGABRT", "SIGKILL"):
        return _too_large(limits)
    return Problem(limits.where, "is damaged: the reader broke off.", REMEDY)


def _too_long(limits: Limits) -> Problem:
    return Problem(limits.where, f"was given up after {limits.seconds:g} seconds.", REMEDY)


def _too_large(limits: Limits) -> Problem:
    what = f"needs more than {limits.memory // 1024**2} MB of memory to read."
    return Problem(limits.where, what, REMEDY)
