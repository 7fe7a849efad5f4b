"""The second null model: all margins kept on average (bipartite configuration model, BiCM)."""

from __future__ import annotations

import numpy as np

from graph.errors import fail
from graph.network.chance.margins import Margins, Real, Whole
from graph.network.chance.poisson_binomial import tails
from graph.network.chance.scored import Scored, by_degrees

TOLERANCE = 1e-9
STEPS = 200
HALVINGS = 40


def bicm(found: Margins) -> Scored:
    """Return expected shared measures and p of every sharing pair under the BiCM.

    Every agency is in every measure with a chance of its own, independently, so
    that the margins are those of the plan on average. Agencies u and v then
    share measure m with chance p(u, m) p(v, m); the number of measures that they
    share is Poisson-binomial, and p = P(X ≥ w) is its exact tail (no normal and
    no Poisson approximation).

    Notes
    -----
    Sources: F. Saracco, R. Di Clemente, A. Gabrielli, T. Squartini, "Randomizing
    bipartite networks: the case of the World Trade Web", Scientific Reports 5,
    10595 (2015), for the model; F. Saracco, M. J. Straka, R. Di Clemente, A.
    Gabrielli, G. Caldarelli, T. Squartini, New Journal of Physics 19, 053022
    (2017), for the projection.

    Raises
    ------
    UserError
        When the chances that give the margins are not found.
    """
    degrees, agencies = np.unique(found.degrees, return_counts=True)
    sizes, measures = np.unique(found.sizes, return_counts=True)
    chances = cell_chances(degrees, agencies, sizes, measures)

    def tail(low: Whole, high: Whole, shared: Whole) -> tuple[Real, Real]:
        both = chances[np.searchsorted(degrees, low)] * chances[np.searchsorted(degrees, high)]
        return both @ measures.astype(np.float64), tails(both, measures, shared)

    return by_degrees("bicm", found, tail)


def cell_chances(degrees: Whole, agencies: Whole, sizes: Whole, measures: Whole) -> Real:
    """Return the chance of a cell for each degree (rows) and each size (columns).

    `degrees` are the distinct numbers of measures of an agency and `agencies`
    how many agencies have them; `sizes` are the distinct numbers of agencies of
    a measure and `measures` how many measures have them, both upwards. Agencies
    of one degree are alike to the model, so there is one unknown a degree and a
    size, not one an agency and a measure.

    Notes
    -----
    The chance is x y / (1 + x y), with x and y such that every margin is met.
    They maximise a concave likelihood and are found by Newton steps, halved
    where they overshoot; the answer is checked against the margins to 1e-9.
    Where the margins leave no choice (an agency of all measures, or a tight
    inequality of Gale and Ryser) a finite x y does not exist: those cells are
    0 or 1, and the rest falls into parts that are solved on their own.

    Examples
    --------
    Two agencies with one measure each, two measures of one agency each: every
    cell is as likely as the other.

    >>> one, two = np.array([1]), np.array([2])
    >>> cell_chances(one, two, one, two).round(9).tolist()
    [[0.5]]

    One agency has both measures and one has one: the first row is certain.

    >>> cell_chances(np.array([1, 2]), np.array([1, 1]), np.array([1, 2]), np.array([1, 1])).tolist()
    [[0.0, 1.0], [1.0, 1.0]]
    """
    chances = np.zeros((len(degrees), len(sizes)))
    waiting = [(np.arange(len(degrees))[::-1], degrees[::-1], np.arange(len(sizes))[::-1], sizes[::-1])]
    while waiting:
        rows, k, columns, m = waiting.pop()
        if not len(rows) or not len(columns):
            continue
        cut = _tight(k, agencies[rows], m, measures[columns])
        if cut is None:
            chances[np.ix_(rows, columns)] = _solve(k, agencies[rows], m, measures[columns])
            continue
        above, left = cut
        chances[np.ix_(rows[:above], columns[:left])] = 1.0
        certain_rows, certain_columns = agencies[rows[:above]].sum(), measures[columns[:left]].sum()
        waiting.append((rows[:above], k[:above] - certain_columns, columns[left:], m[left:]))
        waiting.append((rows[above:], k[above:], columns[:left], m[:left] - certain_rows))
    return chances


def _tight(k: Whole, agencies: Whole, m: Whole, measures: Whole) -> tuple[int, int] | None:
    """Return how many degrees and sizes (both downwards) bound a block of ones opposite a block of zeros.

    The first a rows and b columns leave a b + Σ k(below) - Σ m(left) cells open
    in their own block and opposite it; where that is 0, the one block is full
    and the other empty. The two cuts that split nothing off do not count.
    """
    rows = np.concatenate(([0], np.cumsum(agencies)))
    columns = np.concatenate(([0], np.cumsum(measures)))
    below = np.concatenate((np.cumsum((k * agencies)[::-1])[::-1], [0]))
    left = np.concatenate(([0], np.cumsum(m * measures)))
    open_cells = np.outer(rows, columns) + below[:, None] - left[None, :]
    open_cells[-1, 0] = open_cells[0, -1] = 1
    cuts = np.argwhere(open_cells == 0)
    return (int(cuts[0][0]), int(cuts[0][1])) if len(cuts) else None


def _solve(k: Whole, agencies: Whole, m: Whole, measures: Whole) -> Real:
    """Return the chances of margins that leave a choice everywhere, by damped Newton steps."""
    weights = np.outer(agencies, measures).astype(np.float64)
    wanted = np.concatenate((k * agencies, m * measures)).astype(np.float64)
    cells = float((k * agencies).sum())
    logs = np.log(np.concatenate((k, m)) / np.sqrt(cells))
    scale = np.concatenate((agencies, measures))
    height, chances, slope = _likelihood(logs, weights, wanted)
    for _ in range(STEPS):
        if np.max(np.abs(slope / scale)) <= TOLERANCE:
            return chances
        step = _newton_step(chances * (1 - chances) * weights, slope)
        share, gain = 1.0, float(slope @ step)
        for _ in range(HALVINGS):
            trial = _likelihood(logs + share * step, weights, wanted)
            closer = np.max(np.abs(trial[2] / scale)) < np.max(np.abs(slope / scale))
            if trial[0] >= height + 1e-4 * share * gain or closer:
                break
            share /= 2
        logs = logs + share * step
        height, chances, slope = trial
    missed = float(np.max(np.abs(slope / scale)))
    what = f"the bipartite configuration model was not solved: a margin is missed by {missed:.2g} on average."
    raise fail("bicm", what, "Use --model hypergeometric or fdsm.")


def _likelihood(logs: Real, weights: Real, wanted: Real) -> tuple[float, Real, Real]:
    """Return the log-likelihood, the chances, and by how much each class misses its margins."""
    rows = weights.shape[0]
    products = logs[:rows, None] + logs[None, rows:]
    chances = np.exp(-np.logaddexp(0.0, -products))
    height = float(wanted @ logs - (weights * np.logaddexp(0.0, products)).sum())
    expected = weights * chances
    return height, chances, wanted - np.concatenate((expected.sum(1), expected.sum(0)))


def _newton_step(spread: Real, slope: Real) -> Real:
    """Return the Newton step; the last unknown stays where it is, since only the products x y count."""
    rows = spread.shape[0]
    curvature = np.diag(np.concatenate((spread.sum(1), spread.sum(0))))
    curvature[:rows, rows:] = spread
    curvature[rows:, :rows] = spread.T
    step = np.zeros(len(slope))
    step[:-1] = np.linalg.solve(curvature[:-1, :-1], slope[:-1])
    return step
