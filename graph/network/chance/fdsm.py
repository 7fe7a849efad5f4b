"""The third null model: all margins kept exactly (fixed degree sequence model, FDSM), by sampling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from graph.errors import fail
from graph.network.chance.margins import Margins, Real, Whole
from graph.network.chance.scored import Scored
from graph.network.chance.trades import Shape, fits, overlaps, packed, start, trade

ROUNDS = 30
"""Rounds of trades between the plan and the hub, and between the hub and each sample."""

ROOM = 8_000_000
"""At most so many numbers are held at once."""

Progress = Callable[[int, int], None]
"""Told after each batch how many samples are done, of how many."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How many matrices are drawn, from which seed, so many rounds of trades away."""

    samples: int
    seed: int
    rounds: int = ROUNDS


def fdsm(found: Margins, sampling: Sampling, progress: Progress | None = None) -> Scored:
    """Return expected shared measures and p of every sharing pair among matrices of the same margins.

    The null model: every network in which each agency has as many measures and
    each measure as many agencies as in the plan is equally likely. It cannot be
    summed up, so networks are drawn: expected is the mean of the samples, and
    p = (1 + samples in which the pair shares at least as many) / (1 + samples).

    Notes
    -----
    Sources: Z. P. Neal, Social Networks 39, 84 (2014), for the model in
    projections; K. Godard, Z. P. Neal, Journal of Complex Networks 10, cnac049
    (2022), for sampling it by trades (`trades.trade`).

    The plan itself is one draw under the null. From it a hub is reached by
    `rounds` rounds of trades, and from the hub every sample by as many, each on
    its own. As trades can be run backwards, plan and samples then lie alike
    around the hub and can be exchanged: P(p ≤ a) ≤ a holds exactly, mixed or
    not (J. Besag, P. Clifford, Biometrika 76, 633, 1989). Too few rounds cost
    power and never make a false tie likelier. Thirty rounds are 15 trades an
    agency; 5 trades an agency are the usual advice (docs/chance.md has what was
    measured).

    The same margins, cells, seed and samples give the same answer on every
    machine: the random bits are those of numpy's PCG64 as they come.

    Raises
    ------
    UserError
        When the network is too large for its trades to be drawn.
    """
    counts = np.zeros(len(found.shared), dtype=np.int64)
    total = np.zeros(len(found.shared), dtype=np.int64)
    for batch, done in _samples(found, sampling):
        counts += (batch >= found.shared).sum(axis=0)
        total += batch.sum(axis=0)
        if progress:
            progress(done, sampling.samples)
    p = (1 + counts) / (1 + sampling.samples)
    floors = partial(_floors, sampling.samples, len(found.shared))
    return Scored("fdsm", total / sampling.samples, p, floors)


def _floors(samples: int, pairs: int) -> tuple[Real, Whole]:
    """Return the smallest p that so many samples can give, and how many pairs could have it."""
    return np.array([1 / (1 + samples)]), np.array([pairs])


def can_sample(found: Margins) -> bool:
    """Return whether a network is small enough for its trades to be drawn."""
    return fits(Shape(found.degrees, found.measures))


def _samples(found: Margins, sampling: Sampling) -> Iterator[tuple[Whole, int]]:
    """Yield what the sharing pairs share in each sample, batch by batch, and how many samples are done."""
    shape = Shape(found.degrees, found.measures)
    if not can_sample(found):
        what = f"{len(found.degrees)} agencies by {found.measures} measures are too many to be sampled."
        raise fail("fdsm", what, "Use --model bicm.")
    source = np.random.PCG64(sampling.seed)
    hub = trade(shape, start(found.rows, found.columns), source, sampling.rounds)
    heaviest = max(len(found.rows), len(found.shared), len(found.degrees) * found.measures // 8)
    size = max(1, min(500, ROOM // (8 * max(heaviest, 1))))
    for done in range(0, sampling.samples, size):
        batch = min(size, sampling.samples - done)
        cells = (np.repeat(hub[0], batch, axis=0), np.repeat(hub[1], batch, axis=0))
        cells = trade(shape, cells, source, sampling.rounds)
        yield overlaps(packed(shape, cells), found.first, found.second), done + batch
