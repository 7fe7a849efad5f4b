"""Loads counted otherwise: what changes in the order of the agencies when a rule of counting does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyoxigraph as ox

from graph.network.concordance import kendall_tau
from graph.network.incidence import Floats, Incidence, incidence
from graph.network.ranks import competition_ranks
from graph.network.reading import read_network
from graph.network.scores import load, newman_strength, weighted_load
from graph.network.twomode import TwoMode, in_order, text, word
from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Column, Table

TOP = 10
LEAD_TWICE = (2.0, 1.0, 1.0, 1.0)
HELPERS_HALF = (1.0, 1.0, 0.5, 0.5)

VARIANTS = {
    "lead-twice": ("牵头计两倍", "Leads weigh twice"),
    "helpers-half": ("配合、督导计一半", "Cooperating and supervising weigh half"),
    "with-a-lead": ("只计牵头单位与其他单位之间的协同", "Only pairings between a lead and another"),
    "newman": ("每对计 1/(n−1)（纽曼）", "A pairing weighs 1/(n - 1) (Newman)"),
    "open-ends": ("每处名单未列全多计一个单位", "One more agency for each list left open"),
    "parts": ("举措的各分项分开计", "Each part of a measure by itself"),
    "expanded": ("一类单位拆分为其成员", "Groups expanded to their members"),
    "left-out": ("不计一类单位", "Groups left out"),
    "other-reading": ("按另一份编码计", "The other reading of the plan"),
    "both-readings": ("只计两份编码都有的分工", "Only assignments that both readings have"),
    "either-reading": ("任一份编码有的分工都计", "Assignments that either reading has"),
}
"""The other ways to count, in Chinese and in English; the rule itself is the coordination load."""

SENSITIVITY = (
    Column("variant", "text", "算法", "Variant"),
    Column("label", "text", "算法名称", "Variant in Chinese"),
    Column("label_en", "text", "算法英文名称", "Variant in English"),
    Column("agencies", "integer", "可比单位数", "Agencies in both", "agencies"),
    Column("tau", "decimal", "与协同负荷排序的肯德尔τ", "Kendall's tau-b with the order by load"),
    Column(
        "top_kept", "integer", "前十名中仍在前十的单位数", "Of the first ten, still among them", "agencies"
    ),
    Column("first", "text", "居首单位", "First agency"),
    Column("first_en", "text", "居首单位英文名称", "First agency in English"),
    Column("moved", "text", "名次变化最大的单位", "Agency that moves most"),
    Column("moved_en", "text", "名次变化最大的单位英文名称", "Agency that moves most, in English"),
    Column("rank_from", "integer", "原名次", "From rank", "rank"),
    Column("rank_to", "integer", "新名次", "To rank", "rank"),
)

Loads = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Counted:
    """The same plan read in four ways: as it is, groups expanded, groups left out, parts as measures.

    `reading` is the network of another coding of the plan, where there is one.
    """

    plan: TwoMode
    expanded: TwoMode
    left_out: TwoMode
    parts: TwoMode
    reading: TwoMode | None = None


def read_counted(store: ox.Store, plan: str, reading: TwoMode | None = None) -> Counted:
    """Return one plan of an open store in every way that it is counted; `reading` is another coding of it."""
    one = read_network(store, plan)
    parts = parted(one, run(find("network/assignments"), store, plan=plan))
    return Counted(
        one, read_network(store, plan, "expanded"), read_network(store, plan, "left-out"), parts, reading
    )


def parted(network: TwoMode, assignments: Table) -> TwoMode:
    """Return the network in which every part of a measure is a measure, from the rows of network/assignments.

    A measure without parts stays one; its sections and gaps are not told apart.
    """
    measures = {measure.iri: measure for measure in network.measures}
    roles: dict[tuple[str, str], set[str]] = {}
    parts: dict[str, str] = {}
    for row in assignments.records():
        measure, part = text(row["measure"]), text(row["part"])
        iri = f"{measure}#{part}" if part else measure
        parts[iri] = measure
        roles.setdefault((text(row["agency"]), iri), set()).add(word(row["role"]))
    nodes = tuple(replace(measures[parts[iri]], iri=iri) for iri in parts)
    return replace(network, measures=nodes, roles={pair: in_order(roles[pair]) for pair in sorted(roles)})


def counted_otherwise(counted: Counted) -> dict[str, Loads]:
    """Return the loads of every variant: variant → agency → load."""
    arrays = incidence(counted.plan)
    opened = np.array([measure.open_end for measure in counted.plan.measures], dtype=np.bool_)
    found: dict[str, Floats] = {
        "lead-twice": weighted_load(arrays, LEAD_TWICE),
        "helpers-half": weighted_load(arrays, HELPERS_HALF),
        "with-a-lead": load_with_leads(arrays),
        "newman": newman_strength(arrays).astype(np.float64),
        "open-ends": (load(arrays) + arrays.part @ opened).astype(np.float64),
    }
    loads: dict[str, Loads] = {name: arrays.by_agency(values) for name, values in found.items()}
    networks = {"parts": counted.parts, "expanded": counted.expanded, "left-out": counted.left_out}
    if counted.reading:
        networks |= readings(counted.plan, counted.reading)
    for name, network in networks.items():
        other = incidence(network)
        loads[name] = other.by_agency(load(other))
    return loads


def readings(plan: TwoMode, other: TwoMode) -> dict[str, TwoMode]:
    """Return what another coding of a plan makes of it: its own network, what both have, what either has.

    Measures are the same by their keys, agencies by their IRIs; a measure that only one coding has
    is in what either has. Whoever shares a measure in both readings but in another role is in both.

    Examples
    --------
    The second reading found the tax office too and did not find health.

    >>> from graph.network.twomode import from_roles
    >>> one = from_roles({"1": {"fin": "lead", "hea": "responsible"}})
    >>> two = from_roles({"1": {"fin": "lead", "tax": "responsible"}})
    >>> {name: sorted(agency for agency, _ in each.roles) for name, each in readings(one, two).items()}
    {'other-reading': ['fin', 'tax'], 'both-readings': ['fin'], 'either-reading': ['fin', 'hea', 'tax']}
    """
    keys = {measure.key: measure for measure in (*other.measures, *plan.measures)}
    nodes = {agency.iri: agency for agency in (*other.agencies, *plan.agencies)}
    own, theirs = _by_key(plan), _by_key(other)
    pairs = {"both-readings": own.keys() & theirs.keys(), "either-reading": own.keys() | theirs.keys()}
    agencies = tuple(nodes[iri] for iri in sorted(nodes))
    made = {
        name: TwoMode(
            agencies,
            tuple(keys.values()),
            {
                (agency, keys[key].iri): in_order(
                    {*own.get((agency, key), ()), *theirs.get((agency, key), ())}
                )
                for agency, key in sorted(found)
            },
        )
        for name, found in pairs.items()
    }
    return {"other-reading": other, **made}


def _by_key(network: TwoMode) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return the roles of each agency in each measure, by the measure's key."""
    keys = {measure.iri: measure.key for measure in network.measures}
    return {(agency, keys[measure]): held for (agency, measure), held in network.roles.items()}


def load_with_leads(network: Incidence) -> Floats:
    """Return the load of every agency when only pairings between a lead and a supporter count.

    As if the lead arranged everything and its supporters met nobody else: u's pairings
    with those it leads, and with those that lead it.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"a": "lead", "b": "responsible", "c": "responsible"}}))
    >>> town.by_agency(load_with_leads(town))
    {'a': 2.0, 'b': 1.0, 'c': 1.0}
    """
    both: Floats = (network.mobilisation.sum(axis=0) + network.mobilisation.sum(axis=1)).astype(np.float64)
    return both


def sensitivity_table(counted: Counted) -> Table:
    """Return the table `sensitivity`: a row a variant, its order of the agencies against that by load.

    Compared are the agencies that both orders have: members that only an expanded
    group brings, and groups that are left out, are not.
    """
    arrays = incidence(counted.plan)
    base = arrays.by_agency(load(arrays))
    names = {node.iri: (node.label, node.label_en or None) for node in counted.plan.agencies}
    rows = []
    for variant, loads in counted_otherwise(counted).items():
        common = [agency for agency in arrays.agencies if agency in loads]
        if not common:
            continue
        before = competition_ranks({agency: base[agency] for agency in common})
        after = competition_ranks({agency: loads[agency] for agency in common})
        tau = kendall_tau(
            np.array([base[each] for each in common]), np.array([loads[each] for each in common])
        )
        first = min(common, key=lambda each: (after[each] or 0, each))
        moved = max(common, key=lambda each: (abs((after[each] or 0) - (before[each] or 0)), each))
        kept = _top(before) & _top(after)
        value = None if np.isnan(tau) else round(tau, 6)
        about = (variant, *VARIANTS[variant], len(common), value, len(kept))
        stays = before[moved] == after[moved]
        move = (None,) * 4 if stays else (*names[moved], before[moved], after[moved])
        rows.append((*about, *names[first], *move))
    return Table("sensitivity", SENSITIVITY, tuple(rows))


def _top(ranks: Mapping[str, int | None]) -> set[str]:
    return {agency for agency, rank in ranks.items() if rank is not None and rank <= TOP}
