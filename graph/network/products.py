"""Products of matrices, small ones kept on one core."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

ONE_CORE = 65536 * 4
"""Up to so many multiplications OpenBLAS, which numpy is built with, works on one core."""
FEWEST_ROWS = 4


def product(left: ArrayLike, right: ArrayLike) -> NDArray[np.float64]:
    """Return the product of two matrices as floats, exact for whole numbers whose sums stay below 2**53.

    A product of about a hundred agencies takes a tenth of a millisecond on one core. Spread
    over several, it waits for the slowest to be woken, on a busy machine up to 40 ms. So
    small products are cut into strips of rows that stay below the size at which OpenBLAS
    wakes others; large ones are left whole.

    Examples
    --------
    >>> product([[1, 2]], [[3], [4]]).tolist()
    [[11.0]]
    """
    a, b = np.asarray(left, dtype=np.float64), np.asarray(right, dtype=np.float64)
    rows = ONE_CORE // max(1, b.shape[0] * b.shape[1])
    if rows < FEWEST_ROWS or len(a) <= rows:
        return a @ b
    found = np.empty((len(a), b.shape[1]))
    for first in range(0, len(a), rows):
        np.matmul(a[first : first + rows], b, out=found[first : first + rows])
    return found
