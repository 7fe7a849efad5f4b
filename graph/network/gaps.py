"""Gaps of a plan: what a measure leaves unsaid about who, how much and when; never part of a score."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.network.twomode import LEAD, AgencyNode, MeasureNode, TwoMode
from graph.table import Cell, Column, Table

GAPS = (
    Column("no_lead", "boolean", "无牵头单位", "No lead"),
    Column("several_leads", "boolean", "多个牵头单位", "Several leads"),
    Column("open_end", "boolean", "名单未列全", "List left open"),
    Column("one_agency_alone", "boolean", "由一个单位单独承担", "One agency alone"),
    Column("no_target", "boolean", "无量化目标", "No target"),
    Column("no_deadline", "boolean", "无时限", "No deadline"),
)
"""Each gap as the column that flags it."""
UNCLEAR = ("no_lead", "several_leads", "open_end")
"""The gaps of who answers for a measure."""

COLUMNS = (
    Column("measure", "iri", "举措", "Measure"),
    Column("key", "text", "键", "Key"),
    Column("label", "text", "标题", "Title"),
    Column("gap", "text", "缺口代码", "Gap as a word"),
    Column("gap_label", "text", "缺口", "Gap in Chinese"),
    Column("gap_label_en", "text", "缺口英文名称", "Gap"),
    Column("detail", "text", "说明", "Detail in Chinese"),
    Column("detail_en", "text", "英文说明", "Detail"),
)


def flags(network: TwoMode) -> dict[str, dict[str, bool | None]]:
    """Return measure IRI → gap → whether the measure has it; None where nobody asked.

    no_lead: no agency leads; a measure without any agency has no lead either.
    several_leads: more than one leads. open_end: a list ends in 等部门 or the like.
    one_agency_alone: n = 1, whatever its roles. no_target: no number is promised.
    no_deadline: no due date and no rhythm, neither of the measure nor of a target;
    "to be continued" (持续推进) sets none.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"fin": "lead", "hea": "lead"}, "2": {"hea": "responsible"}})
    >>> {key: [gap for gap, found in has.items() if found] for key, has in flags(town).items()}
    {'1': ['several_leads'], '2': ['no_lead', 'one_agency_alone']}
    """
    leads = lead_lists(network)
    sizes = network.sizes()
    return {
        each.iri: {
            "no_lead": not leads[each.iri],
            "several_leads": len(leads[each.iri]) > 1,
            "open_end": each.open_end,
            "one_agency_alone": sizes[each.iri] == 1,
            "no_target": None if each.targets is None else each.targets == 0,
            "no_deadline": None if each.deadlines is None else each.deadlines == 0,
        }
        for each in network.measures
    }


def lead_lists(network: TwoMode) -> dict[str, list[str]]:
    """Return measure IRI → the IRIs of the agencies that lead it, sorted."""
    found: dict[str, list[str]] = {measure.iri: [] for measure in network.measures}
    for (agency, measure), roles in sorted(network.roles.items()):
        if LEAD in roles:
            found[measure].append(agency)
    return found


def has_unclear_lead(network: TwoMode) -> set[str]:
    """Return the IRIs of the measures with a gap of who answers for them (`UNCLEAR`)."""
    return {measure for measure, has in flags(network).items() if any(has[gap] for gap in UNCLEAR)}


def gap_table(network: TwoMode) -> Table:
    """Return the table `gaps`: a row a measure and gap, in the plan's order and that of `GAPS`.

    `detail` names whom the gap concerns: the agencies without a lead, the leads
    where there are several, the agency alone; or the words of an open list, or of
    a deadline without a date. It is empty where there is nothing to name.
    """
    names = {agency.iri: agency for agency in network.agencies}
    members, leads, found = network.by_measure(), lead_lists(network), flags(network)

    def listed(agencies: Sequence[str]) -> tuple[str | None, str | None]:
        return _listed([names[each] for each in agencies])

    details: Mapping[str, Callable[[MeasureNode], tuple[str | None, str | None]]] = {
        "no_lead": lambda measure: listed(members[measure.iri]),
        "several_leads": lambda measure: listed(leads[measure.iri]),
        "open_end": lambda measure: (measure.open_words or None,) * 2,
        "one_agency_alone": lambda measure: listed(members[measure.iri]),
        "no_target": lambda measure: (None, None),
        "no_deadline": lambda measure: (measure.undated or None,) * 2,
    }
    rows: list[tuple[Cell, ...]] = [
        (
            measure.iri,
            measure.key,
            measure.title or None,
            gap.name,
            gap.zh,
            gap.en,
            *details[gap.name](measure),
        )
        for measure in network.measures
        for gap in GAPS
        if found[measure.iri][gap.name]
    ]
    return Table("gaps", COLUMNS, tuple(rows))


def _listed(agencies: Sequence[AgencyNode]) -> tuple[str | None, str | None]:
    zh = "、".join(each.label for each in agencies)
    en = ", ".join(each.label_en or each.label for each in agencies)
    return zh or None, en or None
