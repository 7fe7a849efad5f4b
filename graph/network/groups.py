"""Groups of agencies in a network: as one node each, expanded to their members, or left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.network.twomode import AgencyNode, TwoMode, agency_node, in_order, text
from graph.table import Cell, Table

GROUPS = ("one", "expanded", "left-out")


@dataclass(frozen=True, slots=True)
class Members:
    """Who the members of groups are at the date of a plan: group IRI → members, and each member's node."""

    of: Mapping[str, tuple[str, ...]]
    nodes: Mapping[str, AgencyNode]


def members_at(rows: Table) -> Members:
    """Return the members that are valid at the plan's date, from the rows of the question network/members.

    The date is the day on which the plan was issued; of a plan that gives none, any day
    of its year. A member without dates is valid always; both ends are included.
    """
    of: dict[str, dict[str, None]] = {}
    nodes: dict[str, AgencyNode] = {}
    for row in rows.records():
        if _is_valid(row):
            of.setdefault(text(row["group"]), {})[text(row["member"])] = None
            nodes.setdefault(text(row["member"]), agency_node(row, "member"))
    return Members({group: tuple(found) for group, found in of.items()}, nodes)


def regrouped(network: TwoMode, how: str, members: Members | None = None) -> TwoMode:
    """Return the network with its groups as `how` says: one, expanded or left-out.

    Expanded, a group is replaced by its members, in its roles; a member that the measure
    names by itself as well is one agency with the roles of both. Members that are groups
    are expanded in turn. A group without any known member stays one node, and the network
    says so (`unexpanded`). Left out, groups and their assignments are gone; their measures stay.

    Examples
    --------
    The measure names all districts, and the East by itself: as one node n = 2, expanded
    n = 2 (East and West), left out n = 1.

    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"districts": "responsible", "east": "lead"}})
    >>> group, east = (replace(each, is_group=each.iri == "districts") for each in town.agencies)
    >>> town = replace(town, agencies=(group, east))
    >>> known = Members({"districts": ("east", "west")}, {each: AgencyNode(each, each) for each in
    ...     ("east", "west")})
    >>> dict(regrouped(town, "expanded", known).roles)
    {('east', '1'): ('lead', 'responsible'), ('west', '1'): ('responsible',)}
    >>> dict(regrouped(town, "left-out").roles)
    {('east', '1'): ('lead',)}
    """
    if how == "one":
        return network
    groups = {agency.iri for agency in network.agencies if agency.is_group}
    if how == "left-out":
        replaced: dict[str, tuple[str, ...]] = dict.fromkeys(groups, ())
    else:
        known = members.of if members else {}
        replaced = {group: _bodies(group, known) for group in groups if known.get(group)}
    nodes = {agency.iri: agency for agency in network.agencies if agency.iri not in replaced}
    for body in {body for found in replaced.values() for body in found}:
        nodes.setdefault(body, members.nodes[body] if members else AgencyNode(body, body))
    roles: dict[tuple[str, str], set[str]] = {}
    for (agency, measure), held in network.roles.items():
        for body in replaced.get(agency, (agency,)):
            roles.setdefault((body, measure), set()).update(held)
    return replace(
        network,
        agencies=tuple(nodes[iri] for iri in sorted(nodes)),
        roles={pair: in_order(roles[pair]) for pair in sorted(roles)},
        groups=how,
        unexpanded=tuple(sorted(iri for iri in nodes if nodes[iri].is_group)),
    )


def _bodies(group: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the members of a group, of members that are groups their own members, each once."""
    found: dict[str, None] = {}
    seen, waiting = {group}, list(known[group])
    while waiting:
        member = waiting.pop(0)
        if member in seen:
            continue
        seen.add(member)
        if known.get(member):
            waiting.extend(known[member])
        else:
            found[member] = None
    return tuple(found)


def _is_valid(row: Mapping[str, Cell]) -> bool:
    """Return whether a member is valid on some day on which the plan can have been issued."""
    issued, year = text(row["issued"]), text(row["year"])
    first, last = (issued, issued) if issued else (f"{year}-01-01", f"{year}-12-31")
    start, end = text(row["valid_from"]), text(row["valid_until"])
    return (not start or start <= last) and (not end or end >= first)
