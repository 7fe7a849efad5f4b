"""Hotspots of the other kinds: pairs by the measures they share, agencies by load, sections by pairings."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from graph.network.hotspots import LEVELS, RANK, SCORE, TERMS, Terms, by_score, pair_term, pairing_terms
from graph.network.projection import Pair, project
from graph.network.ranks import ranks_of, rounded
from graph.network.twomode import LEAD, AgencyNode, MeasureNode, TwoMode
from graph.table import Cell, Column, Table

NAMED = (
    Column("kind", "text", "类型", "Kind"),
    Column("id", "iri", "单位", "Agency"),
    Column("label", "text", "单位名称", "Agency in Chinese"),
    Column("label_en", "text", "单位英文名称", "Agency in English"),
)
PAIR_COLUMNS = (
    *NAMED,
    Column("partner", "iri", "协同单位", "Partner"),
    Column("partner_label", "text", "协同单位名称", "Partner in Chinese"),
    Column("partner_label_en", "text", "协同单位英文名称", "Partner in English"),
    Column("score", "integer", "共同举措", "Shared measures", "measures"),
    RANK,
    Column("term_one_leads", "integer", "一方牵头", "One of them leads", "measures"),
    Column("term_both_lead", "integer", "双方牵头", "Both lead", "measures"),
    Column("term_neither_leads", "integer", "双方均不牵头", "Neither leads", "measures"),
    Column("newman", "decimal", "纽曼权重", "Newman's weight"),
    Column("across_systems", "boolean", "跨系统", "Across systems"),
    Column("across_levels", "boolean", "跨层级", "Across levels"),
)
AGENCY_COLUMNS = (
    *NAMED,
    Column("measures", "integer", "举措数", "Measures", "measures"),
    Column("partners", "integer", "协同单位数", "Partners", "agencies"),
    Column("score", "integer", "协同负荷", "Coordination load", "pairings"),
    RANK,
    *TERMS,
    *LEVELS,
    Column("heaviest", "text", "负荷最大的举措", "Heaviest measure"),
    Column("heaviest_load", "integer", "其协同负荷", "Load of the heaviest measure", "pairings"),
    Column("sector_entropy", "decimal", "领域熵", "Sector entropy", "bits"),
)
SECTION_COLUMNS = (
    Column("kind", "text", "类型", "Kind"),
    Column("id", "text", "部分键", "Section key"),
    Column("label", "text", "部分标题", "Section title"),
    Column("label_en", "text", "部分英文标题", "Section title in English"),
    Column("sector", "text", "领域", "Sector"),
    Column("measures", "integer", "举措数", "Measures", "measures"),
    Column("agencies", "integer", "单位数", "Agencies", "agencies"),
    SCORE,
    RANK,
    *TERMS,
    *LEVELS,
    Column("a_measure", "decimal", "平均每项举措协同对数", "Pairings a measure", "pairings"),
    Column("a_measure_rank", "integer", "平均协同对数名次", "Pairings a measure, rank", "rank"),
)


def pair_table(network: TwoMode) -> Table:
    """Return the table of pairs of agencies that share measures, the most shared first.

    The score is w(u, v), the number of shared measures; it adds up from those that one of
    the two leads, that both lead, and that neither leads. Newman's Σ 1/(n - 1) stands
    beside it: a pair alone in its measures has as much as measures, a pair lost in crowds
    little. Whether the pair crosses systems or levels is empty where one is unknown.

    Examples
    --------
    Two shared measures: Finance leads the first with Health alone; in the second Transport
    leads both. 1/1 + 1/2.

    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"fin": "lead", "hea": "responsible"},
    ...     "2": {"fin": "responsible", "hea": "responsible", "tra": "lead"}})
    >>> row = next(iter(pair_table(town).records()))
    >>> [row[name] for name in ("id", "partner", "score", "term_one_leads", "term_neither_leads", "newman")]
    ['fin', 'hea', 2, 1, 1, 1.5]
    """
    agencies = {agency.iri: agency for agency in network.agencies}
    led = {pair for pair, roles in network.roles.items() if LEAD in roles}
    shared = _shared_measures(network)
    pairs = project(network)
    rows = []
    for pair, rank in zip(pairs, ranks_of([pair.measures for pair in pairs]), strict=True):
        leads = Counter(
            ((pair.first, each) in led) + ((pair.second, each) in led)
            for each in shared[pair.first, pair.second]
        )
        rows.append(_pair_row(pair, rank, leads, (agencies[pair.first], agencies[pair.second])))
    return Table("hotspot_pairs", PAIR_COLUMNS, by_score(rows, PAIR_COLUMNS))


def agency_table(network: TwoMode) -> Table:
    """Return the table of agencies by load, the heaviest first, equals by IRI.

    L(u) = Σ (n - 1) over the measures of u, taken apart into pairings with agencies of its
    own system, of others, and where a system is unknown; the terms add up to the load.
    `heaviest` is the measure that brings most of it (of equals the first of the plan).

    Sector entropy is H = -Σ p log2 p over the sectors of its measures (C. E. Shannon, Bell
    System Technical Journal 27, 379, 1948): 0 for one field only, 1 bit for two in equal
    parts, 3 for eight. Measures without a sector are left out; without any it is empty.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"fin": "lead", "hea": "responsible"}, "2": {"fin": "lead", "court": "lead",
    ...     "hea": "responsible"}}, {"fin": "government", "hea": "government", "court": "courts"})
    >>> row = next(iter(agency_table(town).records()))
    >>> [row[name] for name in ("id", "score", "term_within_system", "term_cross_system", "heaviest")]
    ['fin', 3, 2, 1, '2']
    """
    agencies = {agency.iri: agency for agency in network.agencies}
    by_measure, by_agency = network.by_measure(), network.by_agency()
    measures = {measure.iri: measure for measure in network.measures}
    found = []
    for agency in network.agencies:
        own = [measures[each] for each in by_agency[agency.iri]]
        meetings = [agencies[other] for each in own for other in by_measure[each.iri] if other != agency.iri]
        sizes = {each.iri: len(by_measure[each.iri]) - 1 for each in own}
        found.append((agency, own, meetings, max(own, key=lambda each: sizes[each.iri], default=None)))
    ranks = ranks_of([len(meetings) for _, _, meetings, _ in found])
    rows = [
        (
            *("agency", *agency.cells),
            *(len(own), len({each.iri for each in meetings}), len(meetings), rank),
            *_meeting_terms(agency, meetings),
            *((heaviest.key, len(by_measure[heaviest.iri]) - 1) if heaviest and meetings else (None, None)),
            rounded(sector_entropy(own)),
        )
        for (agency, own, meetings, heaviest), rank in zip(found, ranks, strict=True)
    ]
    return Table("hotspot_agencies", AGENCY_COLUMNS, by_score(rows, AGENCY_COLUMNS))


def section_table(network: TwoMode) -> Table:
    """Return the table of sections by the pairings of their measures, the most first.

    The score is Σ H(m) over the measures directly in the section; its terms add up to it.
    Long sections have more: `a_measure` is the same divided by their number, with a rank of
    its own. Measures in no section stand under an empty key.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"a": "lead", "b": "lead", "c": "lead"}, "2": {"a": "lead"}})
    >>> row = next(iter(section_table(town).records()))
    >>> [row[name] for name in ("id", "measures", "agencies", "score", "a_measure")]
    [None, 2, 3, 3, 1.5]
    """
    agencies = {agency.iri: agency for agency in network.agencies}
    members = network.by_measure()
    sections: dict[str, list[MeasureNode]] = {}
    for measure in network.measures:
        sections.setdefault(measure.section, []).append(measure)
    found = []
    for key, measures in sections.items():
        lists = [[agencies[each] for each in members[measure.iri]] for measure in measures]
        systems = sum((pairing_terms([each.system for each in found]) for found in lists), Terms())
        levels = sum((pairing_terms([each.level for each in found]) for found in lists), Terms())
        count = len({each.iri for found in lists for each in found})
        found.append((key, measures, count, systems, levels))
    ranks = ranks_of([systems.pairings for _, _, _, systems, _ in found])
    means = [rounded(systems.pairings / len(measures)) for _, measures, _, systems, _ in found]
    rows = [
        (
            *("section", key or None, measures[0].section_title or None),
            *(measures[0].section_title_en or None, measures[0].sector or None, len(measures), count),
            *(systems.pairings, rank, systems.within, systems.cross, systems.unknown),
            *(levels.cross, levels.unknown, mean, mean_rank),
        )
        for (key, measures, count, systems, levels), rank, mean, mean_rank in zip(
            found, ranks, means, ranks_of(means), strict=True
        )
    ]
    return Table("hotspot_sections", SECTION_COLUMNS, by_score(rows, SECTION_COLUMNS))


def sector_entropy(measures: Iterable[MeasureNode]) -> float | None:
    """Return -Σ p log2 p over the sectors of measures, in bits; None where no sector is known.

    Examples
    --------
    >>> one, two = MeasureNode("1", "1", 1, sector="taxation"), MeasureNode("2", "2", 2, sector="utilities")
    >>> sector_entropy([one, two]), sector_entropy([one, one]), sector_entropy([])
    (1.0, 0.0, None)
    """
    counts = Counter(measure.sector for measure in measures if measure.sector)
    total = counts.total()
    if not total:
        return None
    return math.fsum(count / total * math.log2(total / count) for count in counts.values())


def _shared_measures(network: TwoMode) -> dict[tuple[str, str], list[str]]:
    shared: dict[tuple[str, str], list[str]] = {}
    for measure, found in network.by_measure().items():
        for place, one in enumerate(found):
            for other in found[place + 1 :]:
                shared.setdefault((one, other), []).append(measure)
    return shared


def _pair_row(
    pair: Pair, rank: int | None, leads: Counter[int], agencies: tuple[AgencyNode, AgencyNode]
) -> tuple[Cell, ...]:
    one, other = agencies
    names = ("pair", *one.cells, *other.cells)
    across = [_across(one.system, other.system), _across(one.level, other.level)]
    return (*names, pair.measures, rank, leads[1], leads[2], leads[0], rounded(pair.newman), *across)


def _across(one: str, other: str) -> bool | None:
    return one != other if one and other else None


def _meeting_terms(agency: AgencyNode, meetings: Sequence[AgencyNode]) -> tuple[int, ...]:
    systems = sum((pair_term(agency.system, each.system) for each in meetings), Terms())
    levels = sum((pair_term(agency.level, each.level) for each in meetings), Terms())
    return systems.within, systems.cross, systems.unknown, levels.cross, levels.unknown
