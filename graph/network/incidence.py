"""The two-mode network as arrays: agencies × measures × roles, a measure counted as often as it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.network.gaps import has_unclear_lead
from graph.network.products import product
from graph.network.twomode import ROLES, TwoMode

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

UNKNOWN = -1
"""The number of a system that is not known."""


@dataclass(frozen=True)
class Incidence:
    """Who takes part in what, as arrays; the sums that several scores need are computed once.

    `part` is agencies × measures; `roles` agencies × measures × `ROLES`; `systems` has a
    number for the system of each agency; `unclear` marks measures with a gap of who
    answers for them; `times` says how often each measure counts (1, or what a bootstrap
    drew). Sums of whole numbers are exact: they stay far below 2**53.
    """

    agencies: tuple[str, ...]
    part: Booleans
    roles: Booleans
    systems: Integers
    unclear: Booleans
    times: Integers

    def drawn(self, times: Integers) -> Incidence:
        """Return the same network with measure j counted `times[j]` times (0: left out).

        Examples
        --------
        >>> from graph.network.twomode import from_roles
        >>> town = incidence(from_roles({"1": {"a": "lead", "b": "lead"}, "2": {"b": "lead", "c": "lead"}}))
        >>> town.drawn(np.array([3, 0])).strength.tolist()
        [[0, 3, 0], [3, 0, 0], [0, 0, 0]]
        """
        return replace(self, times=np.asarray(times, dtype=np.int64))

    def by_agency(self, values: Floats | Integers) -> dict[str, float]:
        """Return agency → value."""
        return dict(zip(self.agencies, values.tolist(), strict=True))

    @cached_property
    def sizes(self) -> Integers:
        """Return n, the number of distinct agencies of each measure."""
        sizes: Integers = self.part.sum(axis=0)
        return sizes

    @cached_property
    def strength(self) -> Integers:
        """Return w(u, v), how many measures each two agencies share; nothing on the diagonal."""
        shared: Integers = product(self.part * self.times, self.part.T).astype(np.int64)
        np.fill_diagonal(shared, 0)
        return shared

    @cached_property
    def tied(self) -> Booleans:
        """Return which agencies share a measure."""
        return self.strength > 0

    @cached_property
    def mobilisation(self) -> Integers:
        """Return m(u, v), in how many measures u leads and v takes part without leading.

        An agency that leads a measure is a lead of it whatever other role it has; two
        leads of one measure do not mobilise each other.

        Examples
        --------
        >>> from graph.network.twomode import from_roles
        >>> town = from_roles({"1": {"a": ("lead", "cooperating"), "b": "lead", "c": "responsible"}})
        >>> incidence(town).mobilisation.tolist()
        [[0, 0, 1], [0, 0, 1], [0, 0, 0]]
        """
        leads = self.roles[:, :, 0]
        supports = self.part & ~leads
        return product(leads * self.times, supports.T).astype(np.int64)


def incidence(network: TwoMode) -> Incidence:
    """Return the arrays of a network, agencies and measures in its order, every measure once."""
    agencies = {agency.iri: place for place, agency in enumerate(network.agencies)}
    measures = {measure.iri: place for place, measure in enumerate(network.measures)}
    part = np.zeros((len(agencies), len(measures)), dtype=np.bool_)
    roles = np.zeros((*part.shape, len(ROLES)), dtype=np.bool_)
    for (agency, measure), held in network.roles.items():
        place = agencies[agency], measures[measure]
        part[place] = True
        roles[place] = [role in held for role in ROLES]
    unclear = has_unclear_lead(network)
    return Incidence(
        agencies=tuple(agencies),
        part=part,
        roles=roles,
        systems=_numbered([agency.system for agency in network.agencies]),
        unclear=np.array([measure.iri in unclear for measure in network.measures], dtype=np.bool_),
        times=np.ones(len(measures), dtype=np.int64),
    )


def _numbered(words: list[str]) -> Integers:
    """Return a number for each word, `UNKNOWN` for "".

    Examples
    --------
    >>> _numbered(["party", "", "government", "party"]).tolist()
    [1, -1, 0, 1]
    """
    numbers = {"": UNKNOWN} | {each: place for place, each in enumerate(sorted(set(words) - {""}))}
    return np.array([numbers[each] for each in words], dtype=np.int64)
