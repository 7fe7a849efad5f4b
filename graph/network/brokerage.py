"""Brokerage between systems: who passes work on from whom to whom (Gould and Fernandez)."""

from __future__ import annotations

import numpy as np

from graph.network.incidence import UNKNOWN, Booleans, Incidence, Integers
from graph.network.products import product

BROKERS = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def brokerage(network: Incidence) -> dict[str, Integers]:
    """Return for each agency how often it brokers, in all and by where the three agencies stand.

    Agency b brokers from a to c when a leads a measure that b supports, b leads one that
    c supports, and a leads none that c supports: work can come from a to c through b only.
    The network is the directed one, lead → supporter (`Incidence.mobilisation`), so that
    in and out differ. By the systems of the three:

    - coordinator: all three in one system;
    - itinerant (consultant): a and c in one system, b in another;
    - gatekeeper: b and c in one system, a outside (work comes in through b);
    - representative: a and b in one system, c outside (work goes out through b);
    - liaison: three systems.

    `brokerage` counts all of them; where the system of one is unknown the triple counts
    only there, so the five may add up to less.

    Notes
    -----
    Counts, not normalised: an agency that leads many measures has more. Source:
    R. V. Gould and R. M. Fernandez, Sociological Methodology 19, 89 (1989).

    Examples
    --------
    The court leads a measure that Finance supports; Finance leads one that Health and the
    Bank support. Finance lets work into the government (court → Health), and passes it on
    between three systems (court → Bank).

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"court": "lead", "fin": "responsible"},
    ...     "2": {"fin": "lead", "hea": "responsible", "bank": "cooperating"}},
    ...     {"court": "courts", "fin": "government", "hea": "government", "bank": "enterprises"}))
    >>> {kind: town.by_agency(counts)["fin"] for kind, counts in brokerage(town).items()}
    {'brokerage': 2, 'coordinator': 0, 'itinerant': 0, 'gatekeeper': 1, 'representative': 0, 'liaison': 1}
    """
    known = network.systems != UNKNOWN
    both = known[:, None] & known
    same = both & (network.systems[:, None] == network.systems)
    other = both & ~same
    leads = network.mobilisation > 0
    apart = ~leads & ~np.eye(len(leads), dtype=np.bool_)
    kinds = {
        "brokerage": (leads, apart, leads),
        "coordinator": (leads & same, apart, leads & same),
        "itinerant": (leads & other, apart & same, leads & other),
        "gatekeeper": (leads & other, apart, leads & same),
        "representative": (leads & same, apart, leads & other),
        "liaison": (leads & other, apart & other, leads & other),
    }
    return {kind: _triples(*matrices) for kind, matrices in kinds.items()}


def _triples(into: Booleans, between: Booleans, out: Booleans) -> Integers:
    """Return for each b the number of pairs a, c with into[a, b], out[b, c] and between[a, c]."""
    before, brokers = np.flatnonzero(into.any(axis=1)), np.flatnonzero(into.any(axis=0) & out.any(axis=1))
    counts = np.zeros(len(into), dtype=np.int64)
    ways = product(into[np.ix_(before, brokers)].T, between[before])
    counts[brokers] = (ways * out[brokers]).sum(axis=1)
    return counts
