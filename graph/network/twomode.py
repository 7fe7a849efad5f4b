"""The two-mode network of a plan: agencies on one side, measures on the other, roles between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from graph.errors import fail
from graph.table import Cell, Column, Table
from graph.vocabulary.iris import path_of

LEAD = "lead"
ROLES = (LEAD, "responsible", "cooperating", "supervising")
"""The words of the roles, strongest first."""


AGENCY = (
    Column("agency", "iri", "单位", "Agency"),
    Column("label", "text", "名称", "Name in Chinese"),
    Column("label_en", "text", "英文名称", "Name in English"),
)


@dataclass(frozen=True, slots=True)
class AgencyNode:
    """An agency as the plan's tables give it; kind, level, line and system are words, "" where unknown."""

    iri: str
    label: str
    label_en: str = ""
    is_group: bool = False
    kind: str = ""
    level: str = ""
    line: str = ""
    system: str = ""

    @property
    def cells(self) -> tuple[str, str, str | None]:
        """Return what stands in the columns `AGENCY`, or in others of the same kind."""
        return self.iri, self.label, self.label_en or None


@dataclass(frozen=True, slots=True)
class MeasureNode:
    """A measure; `open_end` says that the plan leaves a list of its agencies open (等部门).

    `section` is the key of its section; `sector` and `topics` (B-READY, by accepted
    alignments) are words. `targets` and `deadlines` (those with a date or a rhythm) are
    counted, None where nobody asked; `open_words` and `undated` are the words of open
    lists and of deadlines without a date (持续推进).
    """

    iri: str
    key: str
    order: int
    number: int | None = None
    title: str = ""
    section: str = ""
    open_end: bool = False
    section_title: str = ""
    section_title_en: str = ""
    sector: str = ""
    topics: tuple[str, ...] = ()
    targets: int | None = None
    deadlines: int | None = None
    open_words: str = ""
    undated: str = ""


Node = TypeVar("Node", AgencyNode, MeasureNode)


@dataclass(frozen=True, slots=True)
class TwoMode:
    """Agencies (by IRI) and measures (in the plan's order), with the roles of each pair that is assigned.

    An agency in two roles, or in two parts, of one measure is one pair and
    counts once; its roles stand in the order of `ROLES`. A list that the plan leaves
    open counts with those that it names. `groups` says what became of groups of
    agencies (`graph.network.groups`), `unexpanded` which of them stayed one node
    because no member is known.
    """

    agencies: tuple[AgencyNode, ...]
    measures: tuple[MeasureNode, ...]
    roles: Mapping[tuple[str, str], tuple[str, ...]]
    groups: str = "one"
    unexpanded: tuple[str, ...] = ()

    def by_measure(self) -> dict[str, tuple[str, ...]]:
        """Return measure IRI → the IRIs of its agencies, sorted; a measure without any has none."""
        lists: dict[str, list[str]] = {measure.iri: [] for measure in self.measures}
        for agency, measure in sorted(self.roles):
            lists[measure].append(agency)
        return {measure: tuple(agencies) for measure, agencies in lists.items()}

    def by_agency(self) -> dict[str, tuple[str, ...]]:
        """Return agency IRI → the IRIs of its measures, in the plan's order."""
        lists: dict[str, list[str]] = {agency.iri: [] for agency in self.agencies}
        for measure, agencies in self.by_measure().items():
            for agency in agencies:
                lists[agency].append(measure)
        return {agency: tuple(measures) for agency, measures in lists.items()}

    def sizes(self) -> dict[str, int]:
        """Return measure IRI → n, the number of distinct agencies of the measure."""
        return {measure: len(agencies) for measure, agencies in self.by_measure().items()}


def from_roles(
    measures: Mapping[str, Mapping[str, str | Sequence[str]]], systems: Mapping[str, str] | None = None
) -> TwoMode:
    """Return a network from plain data: measure → agency → its role or roles; agency → its system.

    Agencies are those of the measures and of `systems`; names stand in for IRIs.

    Examples
    --------
    >>> town = from_roles({"1": {"finance": "lead", "health": ("responsible", "lead")}}, {"archive": "party"})
    >>> [agency.iri for agency in town.agencies], town.roles["health", "1"]
    (['archive', 'finance', 'health'], ('lead', 'responsible'))
    """
    known = systems or {}
    names = sorted({name for found in measures.values() for name in found} | set(known))
    return TwoMode(
        agencies=tuple(AgencyNode(name, name, system=known.get(name, "")) for name in names),
        measures=tuple(MeasureNode(key, key, order) for order, key in enumerate(measures, start=1)),
        roles={
            (name, key): in_order({held} if isinstance(held, str) else set(held))
            for key, found in measures.items()
            for name, held in sorted(found.items())
        },
    )


def two_mode(assignments: Table, agencies: Table, measures: Table) -> TwoMode:
    """Return the network of one plan from the rows of queries/network.

    Raises
    ------
    UserError
        When the tables hold several plans (networks are never pooled silently),
        or an assignment names an agency or a measure that its table lacks.
    """
    _refuse_several_plans(assignments, agencies, measures)
    agency_nodes = _first_by_iri(_agency(row) for row in agencies.records())
    measure_nodes = _first_by_iri(_measure(row) for row in measures.records())
    roles: dict[tuple[str, str], set[str]] = {}
    for row in assignments.records():
        agency, measure = text(row["agency"]), text(row["measure"])
        if agency not in agency_nodes or measure not in measure_nodes:
            missing = measure if agency in agency_nodes else agency
            raise fail(measure, f"the assignment of {agency} points to {missing}, which no table has.")
        roles.setdefault((agency, measure), set()).add(word(row["role"]))
    return TwoMode(
        agencies=tuple(agency_nodes[iri] for iri in sorted(agency_nodes)),
        measures=tuple(sorted(measure_nodes.values(), key=lambda node: (node.order, node.iri))),
        roles={pair: in_order(roles[pair]) for pair in sorted(roles)},
    )


def in_order(roles: set[str]) -> tuple[str, ...]:
    """Return roles strongest first; a role that we do not know comes last.

    Examples
    --------
    >>> in_order({"responsible", "lead"})
    ('lead', 'responsible')
    """
    return tuple(sorted(roles, key=lambda role: (ROLES.index(role) if role in ROLES else len(ROLES), role)))


def text(cell: Cell) -> str:
    """Return a cell as text; an empty cell is ""."""
    return "" if cell is None else str(cell)


def word(cell: Cell) -> str:
    """Return the word of a concept, given its word or its IRI.

    Examples
    --------
    >>> word("https://w3id.org/tiaokuai/id/system/government"), word("lead"), word(None)
    ('government', 'lead', '')
    """
    return path_of(text(cell)).rsplit("/", 1)[-1]


def _refuse_several_plans(*tables: Table) -> None:
    plans = sorted({text(plan) for table in tables for plan in table.values("plan")})
    if len(plans) > 1:
        names = ", ".join(word(plan) for plan in plans)
        raise fail("network", f"the tables hold {len(plans)} plans ({names}).", "Name one with --plan.")


def _first_by_iri(nodes: Iterable[Node]) -> dict[str, Node]:
    """Return nodes by IRI; of several rows of one node (two kinds, say) the first stands."""
    found: dict[str, Node] = {}
    for node in nodes:
        found.setdefault(node.iri, node)
    return found


def _agency(row: Mapping[str, Cell]) -> AgencyNode:
    return agency_node(row, "agency")


def agency_node(row: Mapping[str, Cell], column: str) -> AgencyNode:
    """Return the agency that a row describes, its IRI in `column`."""
    return AgencyNode(
        iri=text(row[column]),
        label=text(row["label"]),
        label_en=text(row["label_en"]),
        is_group=row["is_group"] is True,
        kind=word(row["kind"]),
        level=word(row["level"]),
        line=word(row["line"]),
        system=word(row["system"]),
    )


def _measure(row: Mapping[str, Cell]) -> MeasureNode:
    number = row["number"]
    return MeasureNode(
        iri=text(row["measure"]),
        key=text(row["key"]),
        order=int(text(row["order"])),
        number=None if number is None else int(text(number)),
        title=text(row["title"]),
        section=text(row["section"]),
        open_end=row["open_end"] is True,
        section_title=text(row["section_title"]),
        section_title_en=text(row["section_title_en"]),
    )
