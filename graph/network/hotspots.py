"""Hotspot measures: how many pairings a measure asks for, taken apart, with the gaps beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.network.ranking import competition_ranks
from graph.network.twomode import LEAD, MeasureNode, TwoMode
from graph.table import Cell, Column, Table

COLUMNS = (
    Column("kind", "text", "类型", "Kind"),
    Column("id", "iri", "举措", "Measure"),
    Column("key", "text", "键", "Key"),
    Column("label", "text", "标题", "Title"),
    Column("agencies", "integer", "单位数", "Agencies", "agencies"),
    Column("score", "integer", "协同对数", "Pairings", "pairings"),
    Column("rank", "integer", "名次", "Rank", "rank"),
    Column("term_within_system", "integer", "系统内", "Within a system", "pairings"),
    Column("term_cross_system", "integer", "跨系统", "Across systems", "pairings"),
    Column("term_unknown_system", "integer", "系统不详", "System unknown", "pairings"),
    Column("cross_level", "integer", "跨层级", "Across levels", "pairings"),
    Column("unknown_level", "integer", "层级不详", "Level unknown", "pairings"),
    Column("no_lead", "boolean", "无牵头单位", "No lead"),
    Column("several_leads", "boolean", "多个牵头单位", "Several leads"),
    Column("open_end", "boolean", "名单未列全", "List left open"),
    Column("one_agency_alone", "boolean", "由一个单位单独承担", "One agency alone"),
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The pairings of a measure by what lies between the two agencies."""

    within: int
    cross: int
    unknown: int

    @property
    def pairings(self) -> int:
        """Return n(n - 1)/2, which the three terms add up to."""
        return self.within + self.cross + self.unknown


def pairing_terms(places: Sequence[str]) -> Terms:
    """Take the n(n - 1)/2 pairings of a measure apart by where its agencies stand.

    Parameters
    ----------
    places
        The system (or the level) of each agency, "" where it is not known.

    Returns
    -------
    Terms
        Pairings of two agencies of the same place, of different places, and
        those of which at least one agency's place is unknown.

    Examples
    --------
    Two government offices, a court, and a body of unknown system: 6 pairings.
    The offices are 1 within; each with the court makes 2 across; the unknown
    body with each of the three makes 3.

    >>> pairing_terms(["government", "government", "court", ""])
    Terms(within=1, cross=2, unknown=3)
    """
    within = cross = unknown = 0
    for one, other in combinations(places, 2):
        if not one or not other:
            unknown += 1
        elif one == other:
            within += 1
        else:
            cross += 1
    return Terms(within, cross, unknown)


def hotspot_table(network: TwoMode) -> Table:
    """Return the table `hotspots` of measures, the most pairings first, then in the plan's order.

    H(m) = n(n - 1)/2, where n is the number of distinct agencies of the measure
    (an agency in two roles counts once, a group counts as one). The three
    system terms add up to H; pairings across levels stand beside them, and gaps
    are flags that add nothing. Ranks as in
    `graph.network.ranking.competition_ranks`.
    """
    agencies = {agency.iri: agency for agency in network.agencies}
    by_measure = network.by_measure()
    systems = {
        measure: pairing_terms([agencies[agency].system for agency in found])
        for measure, found in by_measure.items()
    }
    levels = {
        measure: pairing_terms([agencies[agency].level for agency in found])
        for measure, found in by_measure.items()
    }
    ranks = competition_ranks({measure: terms.pairings for measure, terms in systems.items()})
    leads = _lead_counts(network)
    order = sorted(network.measures, key=lambda measure: -systems[measure.iri].pairings)
    return Table(
        "hotspots",
        COLUMNS,
        tuple(
            (
                *_about(measure, len(by_measure[measure.iri])),
                *_counted(systems[measure.iri], levels[measure.iri], ranks[measure.iri]),
                *_gaps(measure, leads[measure.iri], len(by_measure[measure.iri])),
            )
            for measure in order
        ),
    )


def _lead_counts(network: TwoMode) -> Mapping[str, int]:
    counts = {measure.iri: 0 for measure in network.measures}
    for (_, measure), roles in network.roles.items():
        counts[measure] += LEAD in roles
    return counts


def _about(measure: MeasureNode, agencies: int) -> tuple[Cell, ...]:
    return "measure", measure.iri, measure.key, measure.title or None, agencies


def _counted(systems: Terms, levels: Terms, rank: int | None) -> tuple[Cell, ...]:
    return (
        systems.pairings,
        rank,
        systems.within,
        systems.cross,
        systems.unknown,
        levels.cross,
        levels.unknown,
    )


def _gaps(measure: MeasureNode, leads: int, agencies: int) -> tuple[Cell, ...]:
    return leads == 0, leads > 1, measure.open_end, agencies == 1
