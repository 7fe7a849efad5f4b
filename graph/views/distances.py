"""How far apart nodes should be drawn, from the ties between them."""

from __future__ import annotations

import numpy as np

from graph.network.incidence import Incidence, Integers
from graph.network.paths import shortest
from graph.views.stress import Floats

APART = 3.0
"""How much longer a tie between communities is drawn than one within."""


def tie_distances(arrays: Incidence, communities: Integers) -> Floats:
    """Return how far apart every two agencies should be drawn.

    A tie of w shared measures is 1/√w long, `APART` times that between communities; others
    are as far as the shortest path is long. Where no path leads, the mean of those stands.

    Examples
    --------
    b shares four measures with a and one with c, which is of another community.

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> roles = {str(each): {"a": "lead", "b": "lead"} for each in range(4)}
    >>> town = incidence(from_roles({**roles, "4": {"b": "lead", "c": "lead"}}))
    >>> tie_distances(town, np.array([1, 1, 2])).tolist()
    [[0.0, 0.5, 3.5], [0.5, 0.0, 3.0], [3.5, 3.0, 0.0]]
    """
    lengths = np.full(arrays.strength.shape, np.inf)
    np.divide(1.0, np.sqrt(arrays.strength), out=lengths, where=arrays.tied)
    lengths[communities[:, None] != communities[None, :]] *= APART
    np.fill_diagonal(lengths, 0.0)
    return reached(shortest(lengths))


def reached(distances: Floats) -> Floats:
    """Return distances with the mean of the others where no path leads, 1 where none leads anywhere."""
    joined = np.isfinite(distances) & (distances > 0)
    mean = float(distances[joined].mean()) if joined.any() else 1.0
    found = np.where(np.isfinite(distances), distances, mean)
    np.fill_diagonal(found, 0.0)
    return found
