"""What the null models keep of a two-mode network: measures of each agency, agencies of each measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.network.twomode import TwoMode

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Margins:
    """The network agency × measure as numbers, agencies and measures that stand in no cell left out.

    Agencies are numbered in the order of `agencies`, measures in the plan's
    order. `degrees` and `sizes` are the margins: measures of each agency,
    agencies of each measure. `first`, `second` and `shared` are the pairs that
    share at least one measure (first < second), with the number they share.
    """

    agencies: tuple[str, ...]
    rows: Whole
    columns: Whole
    degrees: Whole
    sizes: Whole
    first: Whole
    second: Whole
    shared: Whole

    @property
    def measures(self) -> int:
        """The number of measures that have an agency."""
        return len(self.sizes)

    @property
    def tests(self) -> int:
        """The number of pairs that are tested: all pairs of agencies, also those that share nothing."""
        return len(self.agencies) * (len(self.agencies) - 1) // 2


def margins(network: TwoMode, *, groups: bool = True) -> Margins:
    """Return the cells, the margins and the sharing pairs of a network.

    Every agency with at least one measure takes part; with ``groups=False``
    groups of agencies are left out first, and then the measures that nobody
    else has. A pair of two such agencies is one test, whether they share a
    measure or not. One network is one plan of one place, so no pair reaches
    across places.

    Examples
    --------
    Finance has both measures, Health and Transport one each; the Archive has
    none. Three agencies are three pairs, of which two share a measure.

    >>> from graph.network.twomode import AgencyNode, MeasureNode
    >>> roles = {("fin", "m1"): ("lead",), ("hea", "m1"): ("lead",),
    ...     ("fin", "m2"): ("lead",), ("tra", "m2"): ("lead",)}
    >>> town = TwoMode(tuple(AgencyNode(a, a) for a in ("arc", "fin", "hea", "tra")),
    ...     (MeasureNode("m1", "1", 1), MeasureNode("m2", "2", 2)), roles)
    >>> found = margins(town)
    >>> found.agencies, found.degrees.tolist(), found.sizes.tolist(), found.tests
    (('fin', 'hea', 'tra'), [2, 1, 1], [2, 2], 3)
    >>> list(zip(found.first.tolist(), found.second.tolist(), found.shared.tolist()))
    [(0, 1, 1), (0, 2, 1)]
    """
    left_out = set() if groups else {agency.iri for agency in network.agencies if agency.is_group}
    cells = sorted(pair for pair in network.roles if pair[0] not in left_out)
    agencies = tuple(sorted({agency for agency, _ in cells}))
    held = {measure for _, measure in cells}
    measures = [measure.iri for measure in network.measures if measure.iri in held]
    row = {iri: number for number, iri in enumerate(agencies)}
    column = {iri: number for number, iri in enumerate(measures)}
    rows = whole([row[agency] for agency, _ in cells])
    columns = whole([column[measure] for _, measure in cells])
    return of_cells(agencies, rows, columns, len(measures))


def of_cells(agencies: tuple[str, ...], rows: Whole, columns: Whole, measures: int) -> Margins:
    """Return the margins and the sharing pairs of cells (each once; no row and no column empty)."""
    first, second, shared = _sharing(rows, columns, len(agencies))
    return Margins(
        agencies,
        rows,
        columns,
        np.bincount(rows, minlength=len(agencies)),
        np.bincount(columns, minlength=measures),
        first,
        second,
        shared,
    )


def whole(values: Any) -> Whole:
    """Return values as an array of whole numbers, also when there are none."""
    return np.asarray(values, dtype=np.int64)


def _sharing(rows: Whole, columns: Whole, agencies: int) -> tuple[Whole, Whole, Whole]:
    """Return the pairs of rows that share a column, and how many, ordered by row."""
    order = np.lexsort((rows, columns))
    ends = np.flatnonzero(np.diff(columns[order])) + 1
    codes = [whole([])]
    for members in np.split(rows[order], ends):
        one, other = np.triu_indices(len(members), 1)
        codes.append(members[one] * agencies + members[other])
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    return pairs // max(agencies, 1), pairs % max(agencies, 1), whole(counts)
