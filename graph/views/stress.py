"""Stress majorization: places whose distances come as near as can be to given ones."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from graph.network.products import product

Floats = NDArray[np.float64]

DIGITS = 6
"""The start is rounded to so many digits, so that the last bits of sums move nothing."""
TOLERANCE = 1e-4
ROUNDS = 200
STEPS = 30
TINY = 1e-9
GOLDEN, NUDGE = 2.399963, 0.01
"""The angle between two steps of the spiral, and its radius in mean distances."""
LARGE = 600
ROUNDS_LARGE = 30
"""Above `LARGE` nodes a round costs a tenth of a second and more, and fewer are made."""


def classical(distances: Floats) -> Floats:
    """Return places in the plane by classical scaling: the first two axes of the centred squared distances.

    The axes come from `STEPS` steps of power iteration that begin with the distances from
    the first node, so that their direction does not depend on a library of linear algebra;
    that is near enough for a start.

    Notes
    -----
    Source: W. S. Torgerson, Psychometrika 17, 401 (1952).

    Examples
    --------
    Three nodes in a row, one apart.

    >>> line = np.array([[0.0, 1, 2], [1, 0, 1], [2, 1, 0]])
    >>> classical(line).tolist()
    [[-1.0, 0.0], [0.0, 0.0], [1.0, 0.0]]
    """
    squared = distances**2
    rows = squared.mean(axis=0)
    centred = -0.5 * (squared - rows[:, None] - rows[None, :] + rows.mean())
    first = _axis(centred, distances[0] - distances[0].mean())
    farthest = distances[int(np.argmax(np.round(np.abs(first), DIGITS)))] if first.any() else distances[-1]
    second = _axis(centred - np.outer(first, first), farthest - farthest.mean())
    found: Floats = np.round(np.stack((first, second), axis=1), DIGITS).astype(np.float64) + 0.0
    return found


def stress(places: Floats, distances: Floats, weights: Floats | None = None) -> float:
    """Return Σ w (|x - y| - d)² over pairs; by default w = d⁻² and divided by the number of pairs.

    Examples
    --------
    Two nodes that should be 2 apart are 1 apart: (1 - 2)²/2².

    >>> stress(np.array([[0.0, 0], [1, 0]]), np.array([[0.0, 2], [2, 0]]))
    0.25
    """
    upper = np.triu_indices(len(places), 1)
    wanted = distances[upper]
    if not len(wanted):
        return 0.0
    apart = np.hypot(*(places[upper[0]] - places[upper[1]]).T)
    held = wanted**-2.0 / len(wanted) if weights is None else weights[upper]
    return float((held * (apart - wanted) ** 2).sum())


def majorized(
    distances: Floats,
    start: Floats | None = None,
    keep: Callable[[Floats], Floats] | None = None,
) -> Floats:
    """Return places that make the stress with weights d⁻² small.

    Parameters
    ----------
    distances
        Wanted distances, n × n, all positive off the diagonal, in any unit.
    start
        Places to begin with; classical scaling by default, each node moved a little, so that
        nodes with the same distances do not stay at one place.
    keep
        What is done to the places after each round, to hold a condition.

    Notes
    -----
    Each round solves a linear system that bounds the stress from above and touches it at
    the present places, so that without `keep` the stress never grows. Rounds end when it
    falls by less than a ten-thousandth, or after `ROUNDS`.

    Source: E. R. Gansner, Y. Koren, S. North, "Graph drawing by stress majorization",
    Graph Drawing 2004, LNCS 3383, 239 (2005).

    Examples
    --------
    Three nodes that should all be 1 apart become a triangle with equal sides.

    >>> sides = majorized(np.ones((3, 3)) - np.eye(3))
    >>> [round(float(np.hypot(*(sides[one] - sides[other]))), 2) for one, other in ((0, 1), (1, 2), (0, 2))]
    [1.0, 1.0, 1.0]
    """
    count = len(distances)
    if count < 2:
        return np.zeros((count, 2))
    places = classical(distances) + _spiral(distances) if start is None else start.copy()
    weights = np.zeros_like(distances)
    np.power(distances, -2.0, out=weights, where=distances > 0)
    inverse = _pseudo_inverse(weights)
    wanted = weights * distances
    last = np.inf
    for _ in range(ROUNDS if count <= LARGE else ROUNDS_LARGE):
        apart = _apart(places)
        left = float((weights * (apart - distances) ** 2).sum())
        if not left < last * (1 - TOLERANCE):
            break
        last = left
        pull = np.divide(-wanted, apart, out=np.zeros_like(apart), where=apart > TINY)
        np.fill_diagonal(pull, 0.0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        places = product(inverse, product(pull, places))
        if keep:
            places = keep(places)
    return places


def _spiral(distances: Floats) -> Floats:
    """Return small steps in all directions, which tell nodes apart that have the same distances."""
    turns = GOLDEN * np.arange(len(distances))
    size = NUDGE * float(distances.mean())
    return np.round(size * np.stack((np.cos(turns), np.sin(turns)), axis=1), DIGITS)


def _apart(places: Floats) -> Floats:
    """Return the distance between every two places."""
    x, y = places[:, 0], places[:, 1]
    wide, high = x[:, None] - x[None, :], y[:, None] - y[None, :]
    found: Floats = np.sqrt(wide * wide + high * high)
    return found


def _axis(matrix: Floats, start: Floats) -> Floats:
    """Return about the eigenvector for the largest eigenvalue, times its root; zeros where it is 0."""
    vector = start
    for _ in range(STEPS):
        length = float(np.sqrt((vector * vector).sum()))
        if length < TINY:
            return np.zeros_like(start)
        vector = product(matrix, (vector / length)[:, None])[:, 0]
    value = float(np.sqrt((vector * vector).sum()))
    found: Floats = vector / value * np.sqrt(value) if value > TINY else np.zeros_like(start)
    return found


def _pseudo_inverse(weights: Floats) -> Floats:
    """Return the inverse of the weights' Laplacian on vectors that add up to zero."""
    count = len(weights)
    laplacian = -weights
    np.fill_diagonal(laplacian, weights.sum(axis=1))
    inverse = np.linalg.inv(laplacian + 1.0 / count).astype(np.float64)
    found: Floats = inverse - 1.0 / count
    return found
