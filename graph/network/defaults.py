"""The default scores of `rank`: their columns, and all of them at once for a network or one draw of it."""

from __future__ import annotations

from graph.network.brokerage import BROKERS, brokerage
from graph.network.holes import constraint, effective_size
from graph.network.incidence import Floats, Incidence, Integers
from graph.network.paths import path_scores
from graph.network.scores import (
    load,
    measures_held,
    newman_strength,
    partners,
    roles_held,
    standing,
    ties_a_partner,
    unclear_measures,
)
from graph.network.twomode import ROLES
from graph.table import Column

HELD = (
    Column("led", "integer", "牵头", "Led", "measures"),
    Column("responsible", "integer", "责任", "Responsible", "measures"),
    Column("cooperating", "integer", "配合", "Cooperating", "measures"),
    Column("supervising", "integer", "督导", "Supervising", "measures"),
    Column("measures", "integer", "举措数", "Measures", "measures"),
)
COLUMNS = (
    *HELD,
    Column("load", "integer", "协同负荷", "Coordination load", "pairings"),
    Column("load_responsible", "integer", "责任举措的协同负荷", "Load as responsible", "pairings"),
    Column("load_cooperating", "integer", "配合举措的协同负荷", "Load as cooperating", "pairings"),
    Column("load_supervising", "integer", "督导举措的协同负荷", "Load as supervising", "pairings"),
    Column("newman", "integer", "纽曼权重", "Newman strength", "measures"),
    Column("partners", "integer", "协同单位数", "Partners", "agencies"),
    Column(
        "ties_a_partner", "decimal", "平均每个协同单位的共同举措数", "Shared measures per partner", "measures"
    ),
    Column("span", "integer", "牵头协同对数", "Pairings in measures it leads", "pairings"),
    Column("betweenness", "decimal", "中介中心性", "Betweenness", "share"),
    Column("closeness", "decimal", "接近中心性", "Closeness", "measures"),
    Column("constraint", "decimal", "结构约束", "Constraint"),
    Column("effective_size", "decimal", "有效规模", "Effective size", "agencies"),
    Column("brokerage", "integer", "居间次数", "Brokerage", "triples"),
    Column("coordinator", "integer", "协调者", "Coordinator", "triples"),
    Column("itinerant", "integer", "顾问", "Itinerant broker (consultant)", "triples"),
    Column("gatekeeper", "integer", "守门者", "Gatekeeper", "triples"),
    Column("representative", "integer", "代表者", "Representative", "triples"),
    Column("liaison", "integer", "联络者", "Liaison", "triples"),
    Column("gaps", "integer", "有责任缺口的举措", "Measures with a gap in responsibility", "measures"),
)
"""A column a score, in the order of the table."""

STANDING = Column(
    "standing",
    "text",
    "网络地位（与牵头无关：leading主导、key关键、auxiliary辅助）",
    "Standing in the network: leading, key, auxiliary",
)


def default_scores(network: Incidence) -> dict[str, Floats | Integers]:
    """Return every default score by name: an array in the order of `network.agencies`, nan where undefined.

    All scores of `COLUMNS`, and `standing` as the number of medians exceeded. Each is
    described where it is computed: `graph.network.scores`, `.paths`, `.holes`,
    `.brokerage`. For a bootstrap: `default_scores(network.drawn(times))`.

    Examples
    --------
    >>> import numpy as np
    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"a": "lead", "b": "lead"}, "2": {"b": "lead", "c": "lead"}}))
    >>> default_scores(town)["load"].tolist(), default_scores(town.drawn(np.array([1, 4])))["load"].tolist()
    ([1, 2, 1], [1, 5, 4])
    """
    betweenness, closeness = path_scores(network)
    brokers = brokerage(network)
    return {
        "led": roles_held(network, "lead"),
        **{role: roles_held(network, role) for role in ROLES[1:]},
        "measures": measures_held(network),
        "load": load(network),
        **{f"load_{role}": load(network, role) for role in ROLES[1:]},
        "newman": newman_strength(network),
        "partners": partners(network),
        "ties_a_partner": ties_a_partner(network),
        "span": load(network, ROLES[0]),
        "betweenness": betweenness,
        "closeness": closeness,
        "constraint": constraint(network),
        "effective_size": effective_size(network),
        **{kind: brokers[kind] for kind in ("brokerage", *BROKERS)},
        "gaps": unclear_measures(network),
        "standing": standing(network),
    }
