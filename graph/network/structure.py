"""The structure of a plan in single numbers, and that of two plans side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from graph.network.comparing import Sampling, changes
from graph.network.differences import interval, ratio
from graph.network.gaps import GAPS
from graph.network.hotspots import hotspot_table
from graph.network.incidence import Floats, Incidence, Integers, incidence
from graph.network.paths import path_scores
from graph.network.ranks import cells, rounded
from graph.network.scores import load, partners
from graph.network.sides import Comparison
from graph.network.twomode import TwoMode
from graph.table import Cell, Column, Table

QUANTITIES = (
    Column("measures", "integer", "举措数", "Measures", "measures"),
    Column("agencies", "integer", "单位数", "Agencies", "agencies"),
    Column("assignments", "integer", "任务分工数", "Assignments"),
    Column("agencies_a_measure", "decimal", "平均每项举措的单位数", "Agencies a measure", "agencies"),
    Column("measures_an_agency", "decimal", "平均每个单位的举措数", "Measures an agency", "measures"),
    Column("pairings", "integer", "协同对数合计", "Pairings in all", "pairings"),
    Column("pairings_a_measure", "decimal", "平均每项举措的协同对数", "Pairings a measure", "pairings"),
    Column("pairs", "integer", "有共同举措的单位对", "Pairs that share a measure", "pairs"),
    Column("density", "decimal", "投影网络密度", "Density of the projection", "share"),
    Column("cross_system", "decimal", "跨系统协同份额", "Pairings across systems", "share"),
    Column("unknown_system", "decimal", "系统不详的协同份额", "Pairings of unknown system", "share"),
    Column("cross_level", "decimal", "跨层级协同份额", "Pairings across levels", "share"),
    Column("with_lead", "decimal", "有牵头单位的举措份额", "Measures with a lead", "share"),
    *(
        Column(gap.name, "decimal", f"{gap.zh}的举措份额", f"Measures: {gap.en.lower()}", "share")
        for gap in GAPS
    ),
    Column("load_centralisation", "decimal", "协同负荷集中度", "Centralisation of load", "share"),
    Column(
        "betweenness_centralisation", "decimal", "中介中心性集中度", "Centralisation of betweenness", "share"
    ),
)
"""What a plan is described by, in the order of the rows."""

COLUMNS = (
    Column("quantity", "text", "指标代码", "Quantity as a word"),
    Column("label", "text", "指标", "Quantity in Chinese"),
    Column("label_en", "text", "指标英文名称", "Quantity"),
    Column("unit", "text", "单位", "Unit"),
    Column("first", "decimal", "甲", "First"),
    Column("second", "decimal", "乙", "Second"),
    *changes("数值", "value", ""),
)


@dataclass(frozen=True, slots=True)
class Structure:
    """The numbers of a plan by name, None where not defined; and those that are means, as parts and whole.

    A mean is Σ part / Σ whole over the measures, so that it can be drawn anew.
    """

    values: Mapping[str, Cell]
    means: Mapping[str, tuple[Floats, Floats]]
    arrays: Incidence


def structure(network: TwoMode) -> Structure:
    """Return the structure of a plan.

    measures, agencies (groups as the network has them), assignments (agency, measure and
    role; two parts of a measure count once). Means a measure and an agency. Pairings
    Σ n(n - 1)/2, and which share of them crosses systems or levels, or has an unknown
    system. Pairs of agencies that share a measure; density is their share of all
    N(N - 1)/2 pairs. The share of measures with a lead and with each gap
    (`graph.network.gaps`). Two centralisations, see `load_centralisation` and
    `betweenness_centralisation`.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"a": "lead", "b": "responsible"}, "2": {"a": "responsible"}}, {"c": ""})
    >>> found = structure(town).values
    >>> [found[name] for name in ("assignments", "agencies_a_measure", "pairs", "density", "with_lead")]
    [3, 1.5, 1, 0.333333333, 0.5]
    """
    arrays = incidence(network)
    means = _means(network, arrays)
    once = arrays.times[None, :]
    pairs, agencies = int(partners(arrays).sum()) // 2, len(arrays.agencies)
    values: dict[str, Cell] = {
        "measures": len(network.measures),
        "agencies": agencies,
        "assignments": sum(map(len, network.roles.values())),
        "measures_an_agency": rounded(len(network.roles) / agencies) if agencies else None,
        "pairings": int(arrays.sizes @ (arrays.sizes - 1)) // 2,
        "pairs": pairs,
        "density": rounded(pairs / math.comb(agencies, 2)) if agencies > 1 else None,
        "load_centralisation": cells(load_centralisation(load(arrays)[:, None].astype(np.float64)))[0],
        "betweenness_centralisation": rounded(betweenness_centralisation(path_scores(arrays)[0])),
    }
    for name, (parts, whole) in means.items():
        values[name] = cells(ratio(parts[None, :], whole, once)[0])[0]
    return Structure(values, means, arrays)


def load_centralisation(loads: Floats) -> Floats:
    """Return how far the load lies on one agency, 0 to 1: agencies × draws → draws.

    Freeman's centralisation is Σ (max - L(u)) divided by the largest that this sum can be.
    With the total load T given that is a star, in which one agency is in every pairing: it
    has T/2, all others share T/2, and the sum is (N - 2) T/2. 0 where all have the same
    load; not defined (nan) below three agencies or without any load.

    Notes
    -----
    Source: L. C. Freeman, "Centrality in social networks: conceptual clarification",
    Social Networks 1, 215 (1979); for a star of single ties it is his centralisation of degree.

    Examples
    --------
    Loads 3, 2, 1, 0: (0 + 1 + 2 + 3) / (2 · 6/2) = 1. A triangle: 0.

    >>> load_centralisation(np.array([[3.0, 1], [2, 1], [1, 1], [0, 1]])).tolist()
    [1.0, 0.0]
    """
    count = len(loads)
    if count < 3:
        return np.full(loads.shape[1], np.nan)
    total = loads.sum(axis=0)
    largest = (count - 2) * total / 2
    found: Floats = np.where(
        total > 0, (count * loads.max(axis=0) - total) / np.where(total > 0, largest, 1), np.nan
    )
    return found


def betweenness_centralisation(betweenness: Floats) -> float | None:
    """Return Freeman's centralisation of betweenness, Σ (max - B(u)) / (N - 1), 0 to 1.

    B lies between 0 and 1 (`graph.network.paths.path_scores`); 1 is a star. Not defined
    below three agencies. Source: as `load_centralisation`.

    Examples
    --------
    >>> betweenness_centralisation(np.array([1.0, 0, 0])), betweenness_centralisation(np.array([0.0, 0]))
    (1.0, None)
    """
    if len(betweenness) < 3:
        return None
    return float((betweenness.max() - betweenness).sum() / (len(betweenness) - 1))


def structure_table(compared: Comparison, sampling: Sampling | None = None) -> Table:
    """Return the table `compare_structure`: a row a quantity of `QUANTITIES`, both plans, the difference.

    Means and shares over measures, and the centralisation of load, have the interval of the
    difference (`graph.network.differences`); counts, density and the centralisation of
    betweenness have none: a draw, in which measures repeat, has fewer different pairs by
    its making.

    Examples
    --------
    >>> from graph.network.sides import Side, comparison
    >>> from graph.network.twomode import from_roles
    >>> one = Side("x", from_roles({"1": {"a": "lead"}}), {})
    >>> two = Side("y", from_roles({"1": {"a": "responsible"}, "2": {"a": "lead"}}), {})
    >>> rows = {row["quantity"]: row for row in structure_table(comparison(one, two)).records()}
    >>> [rows["with_lead"][name] for name in ("first", "second", "change", "low", "high")]
    [1.0, 0.5, -0.5, -1.0, 0.0]
    """
    drawn = (sampling or Sampling()).draws(compared)
    sides = [structure(side.network) for side in (compared.first, compared.second)]
    samples = [_samples(side, times) for side, times in zip(sides, (drawn.first, drawn.second), strict=True)]
    rows = []
    for each in QUANTITIES:
        first, second = (side.values.get(each.name) for side in sides)
        bounds: list[Cell] = [None, None]
        if each.name in samples[0] and each.name in samples[1]:
            one, other = (side[each.name][None, :] for side in samples)
            bounds = [cells(bound)[0] for bound in interval(one, other)]
        rows.append(
            (each.name, each.zh, each.en, each.unit or None, first, second, _less(second, first), *bounds)
        )
    return Table("compare_structure", COLUMNS, tuple(rows))


def _means(network: TwoMode, arrays: Incidence) -> dict[str, tuple[Floats, Floats]]:
    """Return each mean as a number a measure and what it is divided by; gaps that nobody asked about lack."""
    rows = {row["id"]: row for row in hotspot_table(network).records()}
    ordered = [rows[measure.iri] for measure in network.measures]

    def column(name: str) -> Floats:
        return np.array([float(row[name] or 0) for row in ordered])

    ones, pairings = np.ones(len(ordered)), column("score")
    known = [gap.name for gap in GAPS if all(row[gap.name] is not None for row in ordered)]
    return {
        "agencies_a_measure": (arrays.sizes.astype(np.float64), ones),
        "pairings_a_measure": (pairings, ones),
        "cross_system": (column("term_cross_system"), pairings),
        "unknown_system": (column("term_unknown_system"), pairings),
        "cross_level": (column("cross_level"), pairings),
        "with_lead": (1 - column("no_lead"), ones),
        **{name: (column(name), ones) for name in known},
    }


def _samples(found: Structure, times: Integers) -> dict[str, Floats]:
    """Return name → its value in every draw."""
    means = {name: ratio(parts[None, :], whole, times)[0] for name, (parts, whole) in found.means.items()}
    loads = (found.arrays.part * (found.arrays.sizes - 1)) @ times.T
    return {**means, "load_centralisation": load_centralisation(loads.astype(np.float64))}


def _less(second: Cell, first: Cell) -> Cell:
    if first is None or second is None:
        return None
    difference = float(second) - float(first)
    return int(difference) if isinstance(first, int) and isinstance(second, int) else rounded(difference)
