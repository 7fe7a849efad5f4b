"""What the names in a change can mean beside the labels of the plan's agencies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph.network.groups import Members, members_at
from graph.network.twomode import AgencyNode, agency_node, text
from graph.questions.engine import ALL_PLANS, run
from graph.questions.library import find


@dataclass(frozen=True, slots=True)
class Known:
    """What a name can mean beside the labels of the plan's agencies.

    `spellings` of agencies by IRI; `others`, agencies that the plan does not name (those
    of other plans, members of groups), which a change can bring in; `members` of groups.
    """

    spellings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    others: Mapping[str, AgencyNode] = field(default_factory=dict)
    members: Members = field(default_factory=lambda: Members({}, {}))


def read_known(store: ox.Store, plan: str = "") -> Known:
    """Return what an open store knows: every spelling, the agencies of its other plans, members of groups."""
    spellings: dict[str, list[str]] = {}
    for row in run(find("network/spellings"), store, plan=ALL_PLANS).records():
        spellings.setdefault(text(row["agency"]), []).append(text(row["spelling"]))
    members = members_at(run(find("network/members"), store, plan=plan))
    rows = run(find("network/agencies"), store, plan=ALL_PLANS).records()
    others = {agency.iri: agency for agency in (agency_node(row, "agency") for row in rows)}
    return Known(spellings, {**members.nodes, **others}, members)
