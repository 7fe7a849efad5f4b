"""How often the measures of a plan are drawn anew, from which seed, and where the work is done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
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
