"""Networks as tables: the two-mode network, its projections, leads and supporters, fields, crossings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from graph.network.hotspots import pair_term
from graph.network.incidence import incidence
from graph.network.projection import project
from graph.network.ranks import rounded
from graph.network.scores import role_weights
from graph.network.twomode import ROLES, MeasureNode, TwoMode
from graph.table import Cell, Column, Table

EVEN = (1.0,) * len(ROLES)
FIELDS: dict[str, Callable[[MeasureNode], Sequence[str]]] = {
    "section": lambda measure: [measure.section] if measure.section else [],
    "sector": lambda measure: [measure.sector] if measure.sector else [],
    "topic": lambda measure: measure.topics,
}
"""What agencies can be set against: the fields to which a measure belongs, by name."""
PLACES = ("system", "level", "line")

AGENCY = Column("agency", "iri", "单位", "Agency")
MEASURES = Column("measures", "integer", "举措", "Measures", "measures")


def two_mode_table(network: TwoMode) -> Table:
    """Return the two-mode network: a row an agency, measure and role.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> two_mode_table(from_roles({"1": {"fin": ("lead", "responsible")}})).rows
    (('fin', '1', 'lead'), ('fin', '1', 'responsible'))
    """
    columns = (AGENCY, Column("measure", "iri", "举措", "Measure"), Column("role", "text", "角色", "Role"))
    rows = [(agency, measure, role) for (agency, measure), roles in network.roles.items() for role in roles]
    return Table("two_mode", columns, tuple(rows))


def projection_table(network: TwoMode, weights: tuple[float, ...] = EVEN) -> Table:
    """Return the projection: a row a pair of agencies that share a measure, with three weights.

    `measures` counts them, `newman` is Σ 1/(n - 1), `weighted` Σ r(u, m) r(v, m) with the
    weights of the roles (`graph.network.scores.role_weights`); with all weights 1 it equals
    the count.

    Examples
    --------
    A lead weighs 3, a supporter 1: 3·1 in measure 1, 3·3 in measure 2.

    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"fin": "lead", "hea": "responsible"}, "2": {"fin": "lead", "hea": "lead"}})
    >>> projection_table(town, (3, 1, 1, 1)).rows
    (('fin', 'hea', 2, 2.0, 12.0),)
    """
    arrays = incidence(network)
    place = {agency: row for row, agency in enumerate(arrays.agencies)}
    held = role_weights(arrays, weights)
    columns = (
        AGENCY,
        Column("partner", "iri", "协同单位", "Partner"),
        MEASURES,
        Column("newman", "decimal", "纽曼权重", "Newman's weight"),
        Column("weighted", "decimal", "按角色加权", "Weighted by roles"),
    )
    rows = [
        (
            pair.first,
            pair.second,
            pair.measures,
            rounded(pair.newman),
            rounded(float(held[place[pair.first]] @ held[place[pair.second]])),
        )
        for pair in project(network)
    ]
    return Table("projection", columns, tuple(rows))


def mobilisation_table(network: TwoMode) -> Table:
    """Return the directed network lead → supporter: a row a pair, with the number of measures.

    A supporter is an agency of the measure that does not lead it; two leads of one
    measure are no pair of it (`graph.network.incidence.Incidence.mobilisation`).

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> mobilisation_table(from_roles({"1": {"a": "lead", "b": "lead", "c": "responsible"}})).rows
    (('a', 'c', 1), ('b', 'c', 1))
    """
    arrays = incidence(network)
    columns = (
        Column("lead", "iri", "牵头单位", "Lead"),
        Column("supporter", "iri", "支持单位", "Supporter"),
        MEASURES,
    )
    rows = tuple(
        (arrays.agencies[one], arrays.agencies[other], int(arrays.mobilisation[one, other]))
        for one, other in np.argwhere(arrays.mobilisation).tolist()
    )
    return Table("mobilisation", columns, rows)


def field_table(network: TwoMode, field: str) -> Table:
    """Return agency × section, sector or topic: in how many measures of each an agency takes part.

    A measure of no such field is left out; one that serves several topics counts for each.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"fin": "lead"}, "2": {"fin": "lead", "hea": "responsible"}})
    >>> town = replace(town, measures=tuple(replace(each, sector="taxation") for each in town.measures))
    >>> field_table(town, "sector").rows
    (('fin', 'taxation', 2), ('hea', 'taxation', 1))
    """
    fields = {measure.iri: FIELDS[field](measure) for measure in network.measures}
    counts = Counter((agency, each) for agency, measure in network.roles for each in fields[measure])
    names = {"section": ("部分键", "Section key"), "sector": ("领域", "Sector"), "topic": ("主题", "Topic")}
    columns = (AGENCY, Column(field, "text", *names[field]), MEASURES)
    return Table(f"agencies_by_{field}", columns, tuple((*pair, counts[pair]) for pair in sorted(counts)))


def crossing_table(network: TwoMode) -> Table:
    """Return how many pairings lie within and between systems, levels and lines (条块).

    Pairings are counted a measure at a time, so that for each of the three they add up to
    Σ n(n - 1)/2; an unknown place is empty. `crosses` is empty where one side is unknown.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"fin": "lead", "hea": "responsible", "court": "cooperating"}},
    ...     {"fin": "government", "hea": "government", "court": "courts"})
    >>> [row for row in crossing_table(town).rows if row[0] == "system"]
    [('system', 'courts', 'government', True, 2), ('system', 'government', 'government', False, 1)]
    """
    agencies = {agency.iri: agency for agency in network.agencies}
    counts: Counter[tuple[str, str, str]] = Counter()
    for pair in project(network):
        for by in PLACES:
            sides = sorted(getattr(agencies[each], by) for each in (pair.first, pair.second))
            counts[by, sides[0], sides[1]] += pair.measures
    columns = (
        Column("by", "text", "划分（system系统、level层级、line条块）", "By: system, level, line"),
        Column("one", "text", "一方", "One side"),
        Column("other", "text", "另一方", "Other side"),
        Column("crosses", "boolean", "是否跨越", "Crosses"),
        Column("pairings", "integer", "协同对数", "Pairings", "pairings"),
    )
    order = sorted(counts, key=lambda key: (PLACES.index(key[0]), key))
    rows: list[tuple[Cell, ...]] = [
        (by, one or None, other or None, _crosses(one, other), counts[by, one, other])
        for by, one, other in order
    ]
    return Table("crossings", columns, tuple(rows))


def _crosses(one: str, other: str) -> bool | None:
    terms = pair_term(one, other)
    return None if terms.unknown else bool(terms.cross)
