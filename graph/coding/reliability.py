"""How far two or more coders agree beyond chance: Cohen's κ, Krippendorff's α, and their uncertainty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from random import Random

Units = Mapping[tuple[str | None, ...], int]
"""What the coders said of a unit, one value a coder (None: not coded) → how many units had just that."""


def cohen_kappa(units: Units) -> float | None:
    """Return Cohen's κ of two coders.

    κ = (p_o - p_e) / (1 - p_e): the share of units on which both say the same, less
    the share that chance would give if each kept to his own shares of the categories.

    Returns
    -------
    float or None
        None where nothing was coded by both, or where both always say the same one word:
        chance then explains all, and κ is 0/0.

    Notes
    -----
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and
    Psychological Measurement 20(1), 37-46.

    Examples
    --------
    Of ten units both call five *lead* and three *none*, and differ on two: p_o = 0.8,
    p_e = 0.6 * 0.6 + 0.4 * 0.4 = 0.52, κ = 0.28 / 0.48.

    >>> units = {("lead", "lead"): 5, ("none", "none"): 3, ("lead", "none"): 1, ("none", "lead"): 1}
    >>> round(cohen_kappa(units), 4)
    0.5833
    """
    coded = {values: count for values, count in units.items() if None not in values}
    total = sum(coded.values())
    rows: Counter[str | None] = Counter()
    columns: Counter[str | None] = Counter()
    for (first, second), count in coded.items():
        rows[first] += count
        columns[second] += count
    same = sum(count for (first, second), count in coded.items() if first == second)
    chance = sum(rows[each] * columns[each] for each in rows)
    if chance == total * total:
        return None
    return (same * total - chance) / (total * total - chance)


def krippendorff_alpha(units: Units) -> float | None:
    """Return Krippendorff's α for nominal data, any number of coders, values missing or not.

    α = 1 - D_o / D_e: the disagreement within units over the disagreement among all
    values that could be paired. A unit with fewer than two values says nothing.

    Returns
    -------
    float or None
        None where no two values can be paired, or all of them are the same word (0/0).

    Notes
    -----
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability.

    Examples
    --------
    Four units, one disagreement; eight values, five *lead* and three *none*: D_o = 2/8,
    D_e = (64 - 25 - 9) / (8 * 7), so α = 1 - (7 * 2) / 30.

    >>> round(krippendorff_alpha({("lead", "lead"): 2, ("none", "none"): 1, ("lead", "none"): 1}), 4)
    0.5333
    """
    values: Counter[str] = Counter()
    differing = 0.0
    for unit, count in units.items():
        coded = Counter(value for value in unit if value is not None)
        size = coded.total()
        if size < 2:
            continue
        for value, times in coded.items():
            values[value] += times * count
        differing += count * (size**2 - sum(times**2 for times in coded.values())) / (size - 1)
    total = values.total()
    expected = total**2 - sum(times**2 for times in values.values())
    return 1 - (total - 1) * differing / expected if expected else None


def bootstrap_interval(
    clusters: Sequence[Units],
    score: Callable[[Units], float | None],
    *,
    seed: int,
    draws: int = 1000,
    level: float = 0.95,
) -> tuple[float, float] | None:
    """Return the percentile interval of a score when whole clusters are drawn anew, with replacement.

    The units of one measure are not independent, so measures are drawn, not units.
    Draws in which the score is not defined are left out; None where all are.

    Examples
    --------
    Two measures on which the coders agree throughout:

    >>> same = [{("lead", "lead"): 2, ("none", "none"): 1}] * 2
    >>> bootstrap_interval(same, cohen_kappa, seed=1, draws=20)
    (1.0, 1.0)
    """
    random = Random(seed)  # noqa: S311 (a seeded draw, no secret)
    scores = []
    for _ in range(draws if clusters else 0):
        drawn: Counter[tuple[str | None, ...]] = Counter()
        for cluster in random.choices(clusters, k=len(clusters)):
            for values, count in cluster.items():
                drawn[values] += count
        if (found := score(drawn)) is not None:
            scores.append(found)
    if not scores:
        return None
    scores.sort()
    tail = (1 - level) / 2
    return _quantile(scores, tail), _quantile(scores, 1 - tail)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Return the quantile of sorted numbers, between two neighbours in proportion."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
