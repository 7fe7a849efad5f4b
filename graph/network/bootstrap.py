"""Scores of a plan whose measures are drawn anew: how far they hang on which measures are in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from graph.network.defaults import default_scores
from graph.network.drawing import SAMPLES, SEED
from graph.network.incidence import Floats, Incidence, Integers

CHUNK = 25
"""Draws of one task; a task has a seed of its own, so that the number of workers changes nothing."""

Progress = Callable[[int], None]
Part = dict[str, Floats]
"""The scores of the draws of one task."""


@dataclass(frozen=True, slots=True)
class Draws:
    """Every default score of every draw: score → draws × agencies, nan where undefined."""

    agencies: tuple[str, ...]
    scores: dict[str, Floats]

    @property
    def count(self) -> int:
        """Return how many draws there are."""
        return len(next(iter(self.scores.values())))


def bootstrap(
    network: Incidence,
    samples: int = SAMPLES,
    seed: int = SEED,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Draws:
    """Return the default scores of networks whose measures are drawn with replacement.

    A plan is one list of measures out of many that could have been written; each
    draw takes as many measures as the plan has, some several times, some never,
    and every score is computed anew.

    Parameters
    ----------
    network
        Agencies, measures and roles.
    samples
        How many draws.
    seed
        Where the draws begin; part of the result. The same seed gives the same draws
        on any number of workers.
    progress
        Called with the number of draws that are done.
    executor
        Where tasks of 25 draws run; here, one after the other, if there is none.

    Notes
    -----
    The ordinary non-parametric bootstrap of B. Efron and R. J. Tibshirani, *An
    Introduction to the Bootstrap* (1993), chapter 6. The unit drawn is the measure:
    agencies of one measure hang together, agencies of two do not. Scores that
    count what is distinct (partners, and all that rests on them) are smaller in a
    draw than in the plan, since about a third of the measures is missing:
    `graph.network.intervals` takes that shift out.

    Examples
    --------
    Two measures of the same two agencies: whichever are drawn, two are, so the load
    is 2 in every draw.

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({key: {"a": "lead", "b": "lead"} for key in ("1", "2")}))
    >>> bootstrap(town, samples=3).scores["load"].tolist()
    [[2.0, 2.0], [2.0, 2.0], [2.0, 2.0]]
    """
    return collected(network, begun(network, samples, seed, executor), progress)


def begun(network: Incidence, samples: int, seed: int, executor: Executor | None) -> Iterable[Part]:
    """Begin the draws of `bootstrap`: an executor works on them while the caller does something else."""
    counts = [min(CHUNK, samples - start) for start in range(0, samples, CHUNK)]
    seeds = np.random.SeedSequence(seed).spawn(len(counts))
    run = executor.map if executor else map
    return run(_draw, repeat(network), seeds, counts)


def collected(network: Incidence, tasks: Iterable[Part], progress: Progress | None = None) -> Draws:
    """Return the draws that were begun, once all are there."""
    parts: list[Part] = []
    done = 0
    for part in tasks:
        parts.append(part)
        done += len(part["load"])
        if progress:
            progress(done)
    return Draws(network.agencies, {name: np.vstack([part[name] for part in parts]) for name in parts[0]})


def draws_of(network: Incidence, seed: np.random.SeedSequence, count: int) -> Iterator[Integers]:
    """Yield how often each measure is drawn, `count` times."""
    random = np.random.Generator(np.random.PCG64(seed))
    measures = len(network.times)
    for _ in range(count):
        yield np.bincount(random.integers(0, measures, measures), minlength=measures)


def scores_of(network: Incidence) -> dict[str, Floats]:
    """Return the default scores as floats; a standing, which is a class, is none of them."""
    found = default_scores(network)
    return {name: values.astype(np.float64) for name, values in found.items() if name != "standing"}


def _draw(network: Incidence, seed: np.random.SeedSequence, count: int) -> Part:
    found = [scores_of(network.drawn(times)) for times in draws_of(network, seed, count)]
    return {name: np.array([each[name] for each in found]) for name in found[0]}
