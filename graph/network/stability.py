"""Communities of agencies, and how often they are found again when the measures are drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from itertools import repeat

import numpy as np

from graph.network.bootstrap import CHUNK, draws_of
from graph.network.concordance import adjusted_rand
from graph.network.further import communities
from graph.network.incidence import Floats, Incidence, Integers
from graph.network.twomode import AGENCY, TwoMode
from graph.table import Column, Table

SAMPLES = 200

COMMUNITIES = (
    *AGENCY,
    Column("community", "integer", "群组", "Community"),
    Column("members", "integer", "群组单位数", "Agencies of the community", "agencies"),
    Column("stability", "decimal", "稳定性", "Stability", "share"),
    Column(
        "agreement", "decimal", "各次抽样与原划分的一致性（调整兰德指数均值）", "Mean adjusted Rand index"
    ),
)


def drawn_communities(
    network: Incidence,
    samples: int = SAMPLES,
    seed: int = 1,
    progress: Callable[[int], None] | None = None,
    executor: Executor | None = None,
) -> Integers:
    """Return the communities found in each draw of the measures: draws × agencies.

    Draws as in `graph.network.bootstrap.bootstrap`, the same for the same seed.
    """
    counts = [min(CHUNK, samples - start) for start in range(0, samples, CHUNK)]
    seeds = np.random.SeedSequence(seed).spawn(len(counts))
    run = executor.map if executor else map
    parts: list[Integers] = []
    for part in run(_draw, repeat(network), seeds, counts):
        parts.append(part)
        if progress:
            progress(sum(map(len, parts)))
    return np.vstack(parts)


def stability(found: Integers, drawn: Integers) -> Floats:
    """Return for each agency how often it is together with a fellow of its community, on average.

    The mean over the other members of its community of the share of draws in which
    both are in one; nan for an agency that is a community by itself.

    Examples
    --------
    a and b are one community; in one of two draws they are apart.

    >>> stability(np.array([1, 1, 2]), np.array([[1, 1, 2], [1, 2, 2]])).tolist()
    [0.5, 0.5, nan]
    """
    together = np.mean(drawn[:, :, None] == drawn[:, None, :], axis=0)
    fellows = (found[:, None] == found[None, :]) & ~np.eye(len(found), dtype=np.bool_)
    count = fellows.sum(axis=1)
    shares = np.full(len(found), np.nan)
    np.divide((together * fellows).sum(axis=1), count, out=shares, where=count > 0)
    return shares


def community_table(network: TwoMode, arrays: Incidence, drawn: Integers) -> Table:
    """Return the table `communities`: a row an agency, by community and within it the most stable first."""
    found = communities(arrays)
    shares = stability(found, drawn)
    agreement = round(float(np.mean([adjusted_rand(found, each) for each in drawn])), 6)
    sizes = np.bincount(found)
    order = sorted(
        range(len(found)), key=lambda row: (found[row], -np.nan_to_num(shares[row]), arrays.agencies[row])
    )
    rows = tuple(
        (
            *network.agencies[row].cells,
            int(found[row]),
            int(sizes[found[row]]),
            None if np.isnan(shares[row]) else round(float(shares[row]), 6),
            agreement,
        )
        for row in order
    )
    return Table("communities", COMMUNITIES, rows)


def _draw(network: Incidence, seed: np.random.SeedSequence, count: int) -> Integers:
    return np.array([communities(network.drawn(times)) for times in draws_of(network, seed, count)])
