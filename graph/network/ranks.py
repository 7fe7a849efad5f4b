"""Ranks of scores, and scores as cells: rounded, so that noise in the last bits orders nobody."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from graph.network.incidence import Floats, Integers
from graph.table import Cell

DIGITS = 9


def cells(values: Floats | Integers) -> list[Cell]:
    """Return an array as cells: floats at nine significant digits, nan as None.

    Examples
    --------
    >>> import numpy as np
    >>> cells(np.array([2 / 3, np.nan])), cells(np.array([4, 5]))
    ([0.666666667, None], [4, 5])
    """
    return [
        None if isinstance(each, float) and math.isnan(each) else rounded(each) for each in values.tolist()
    ]


def ranks_of(values: Sequence[Cell]) -> list[int | None]:
    """Return the rank of each value, as `competition_ranks` does."""
    return list(competition_ranks({str(place): value for place, value in enumerate(values)}).values())


def competition_ranks(score: Mapping[str, Cell]) -> dict[str, int | None]:
    """Return rank by score, highest first: equals share a rank and the next one skips (1, 2, 2, 4).

    This is standard competition ranking: the rank is one more than the number of
    agencies with a higher score. Undefined scores (None) have no rank.

    Examples
    --------
    >>> competition_ranks({"a": 3, "b": 5, "c": 3, "d": 1, "e": None})
    {'a': 2, 'b': 1, 'c': 2, 'd': 4, 'e': None}
    """
    values = sorted((value for value in score.values() if isinstance(value, int | float)), reverse=True)
    first = {value: position for position, value in reversed(list(enumerate(values, start=1)))}
    return {name: first[value] if isinstance(value, int | float) else None for name, value in score.items()}


def rounded(value: float | None) -> float | None:
    """Return a float at nine significant digits, a whole number as it is.

    Examples
    --------
    >>> rounded(2 / 3), rounded(1234567891234), rounded(None)
    (0.666666667, 1234567891234, None)
    """
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value
