"""How often the measures of a plan are drawn anew, from which seed, and where the work is done."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass

SAMPLES = 1000
SEED = 1


@dataclass(frozen=True, slots=True)
class Drawing:
    """How many draws, and the seed where they begin; both are part of the result."""

    samples: int = SAMPLES
    seed: int = SEED


BY_DEFAULT = Drawing()
NOTHING_DRAWN = Drawing(samples=0)
"""Without draws nothing is known of how sure scores are."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is drawn to say how sure the numbers of a plan are, where, and who hears how far it is."""

    drawing: Drawing = BY_DEFAULT
    executor: Executor | None = None
    progress: Callable[[int], None] | None = None


@contextmanager
def workers(samples: int) -> Iterator[Executor | None]:
    """Give a process for each core where something is drawn; an interrupt ends what waits, without a word."""
    if not samples:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor

    ignore = (signal.SIGINT, signal.SIG_IGN)
    with ProcessPoolExecutor(os.cpu_count(), initializer=signal.signal, initargs=ignore) as executor:
        try:
            yield executor
        except KeyboardInterrupt:
            executor.shutdown(cancel_futures=True)
            raise
