"""A plan changed in thought: agencies merged or split, leads given, measures moved, groups expanded."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from graph.network.groups import Members, regrouped
from graph.network.twomode import LEAD, ROLES, AgencyNode, TwoMode, in_order

Roles = Mapping[tuple[str, str], tuple[str, ...]]
SECOND = ROLES[1]
"""What a lead becomes that another one relieves: responsible."""


def merged(network: TwoMode, agencies: Collection[str], new: AgencyNode) -> TwoMode:
    """Return the network with several agencies as one, which takes part in whatever they took part in.

    A measure that named several of them names one agency fewer for each but one, so
    pairings never become more. The new agency has all roles that they held.

    Parameters
    ----------
    network
        Agencies, measures and roles.
    agencies
        The IRIs of the agencies to merge.
    new
        What they become; its IRI may be that of one of them.

    Examples
    --------
    Data and Services share measure 1 with Finance, 3 pairings; merged they are 1.

    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"data": "lead", "services": "responsible", "finance": "responsible"}})
    >>> dict(merged(town, ("data", "services"), AgencyNode("new", "new")).roles)
    {('finance', '1'): ('responsible',), ('new', '1'): ('lead', 'responsible')}
    """
    gone = set(agencies)
    roles: dict[tuple[str, str], tuple[str, ...]] = {}
    for (agency, measure), held in network.roles.items():
        _give(roles, new.iri if agency in gone else agency, measure, held)
    kept = [agency for agency in network.agencies if agency.iri not in gone | {new.iri}]
    return _with(network, [*kept, new], roles)


def moved(network: TwoMode, measures: Collection[str], giver: str, taker: AgencyNode) -> TwoMode:
    """Return the network with `taker` in the place of `giver`, in its roles, in some measures.

    A taker that is in a measure already keeps its roles and has the giver's besides. A giver
    that is left without measures stays, with a load of 0. A taker that is new to the network
    is how an agency is split.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"fin": "lead", "hea": "responsible"}, "2": {"fin": "lead"}})
    >>> dict(moved(town, ["2"], "fin", AgencyNode("tax", "tax")).roles)
    {('fin', '1'): ('lead',), ('hea', '1'): ('responsible',), ('tax', '2'): ('lead',)}
    """
    roles: dict[tuple[str, str], tuple[str, ...]] = {}
    for (agency, measure), held in network.roles.items():
        takes = agency == giver and measure in measures
        _give(roles, taker.iri if takes else agency, measure, held)
    return _with(network, _and(network, [taker]), roles)


def led(network: TwoMode, measure: str, leads: Sequence[AgencyNode]) -> TwoMode:
    """Return the network in which exactly `leads` lead a measure.

    A lead that is relieved takes part as responsible, so nobody leaves the measure; an
    agency that was not in it joins it, which adds pairings.

    Examples
    --------
    Two leads, one is to be left: nobody leaves, 1 pairing as before.

    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"3": {"fin": "lead", "tra": "lead"}})
    >>> dict(led(town, "3", [AgencyNode("tra", "tra")]).roles)
    {('fin', '3'): ('responsible',), ('tra', '3'): ('lead',)}
    """
    chosen = {lead.iri for lead in leads}
    roles = dict(network.roles)
    for (agency, where), held in network.roles.items():
        if where == measure and LEAD in held and agency not in chosen:
            roles[agency, where] = in_order({*held, SECOND} - {LEAD})
    for lead in chosen:
        if LEAD not in roles.get((lead, measure), ()):
            roles[lead, measure] = (LEAD,)
    return _with(network, _and(network, leads), roles)


def dropped(network: TwoMode, measures: Collection[str]) -> TwoMode:
    """Return the network without some measures; their agencies stay, if with a load of 0.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> town = dropped(from_roles({"1": {"fin": "lead"}, "2": {"hea": "lead"}}), ["2"])
    >>> [each.iri for each in town.agencies], dict(town.roles)
    (['fin', 'hea'], {('fin', '1'): ('lead',)})
    """
    kept = tuple(measure for measure in network.measures if measure.iri not in measures)
    roles = {pair: held for pair, held in network.roles.items() if pair[1] not in measures}
    return replace(network, measures=kept, roles=roles)


def expanded(network: TwoMode, group: str, members: Members) -> TwoMode:
    """Return the network with one group replaced by its members, the other groups as they are.

    As `graph.network.groups.regrouped` expands all of them.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"districts": "responsible", "fin": "lead"}})
    >>> known = Members({"districts": ("east", "west")}, {each: AgencyNode(each, each) for each in
    ...     ("east", "west")})
    >>> [agency for agency, _ in expanded(town, "districts", known).roles]
    ['east', 'fin', 'west']
    """
    is_group = {agency.iri: agency.is_group for agency in network.agencies}
    alone = tuple(replace(agency, is_group=agency.iri == group) for agency in network.agencies)
    found = regrouped(replace(network, agencies=alone), "expanded", members)
    told = tuple(
        replace(agency, is_group=is_group.get(agency.iri, agency.is_group)) for agency in found.agencies
    )
    return replace(found, agencies=told, groups=network.groups, unexpanded=network.unexpanded)


def _give(
    roles: dict[tuple[str, str], tuple[str, ...]], agency: str, measure: str, held: tuple[str, ...]
) -> None:
    roles[agency, measure] = in_order({*roles.get((agency, measure), ()), *held})


def _and(network: TwoMode, more: Sequence[AgencyNode]) -> list[AgencyNode]:
    """Return the agencies of a network and those of `more` that it lacks."""
    found = {agency.iri: agency for agency in (*more, *network.agencies)}
    return list(found.values())


def _with(network: TwoMode, agencies: Sequence[AgencyNode], roles: Roles) -> TwoMode:
    ordered = tuple(sorted(agencies, key=lambda agency: agency.iri))
    return replace(network, agencies=ordered, roles={pair: roles[pair] for pair in sorted(roles)})
