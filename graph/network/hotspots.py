"""Hotspots: measures, pairs, agencies and sections by their pairings, taken apart into terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.network.gaps import GAPS, flags, lead_lists
from graph.network.ranks import ranks_of
from graph.network.twomode import AgencyNode, MeasureNode, TwoMode
from graph.table import Cell, Column, Table

SCORE = Column("score", "integer", "协同对数", "Pairings", "pairings")
RANK = Column("rank", "integer", "名次", "Rank", "rank")
TERMS = (
    Column("term_within_system", "integer", "系统内", "Within a system", "pairings"),
    Column("term_cross_system", "integer", "跨系统", "Across systems", "pairings"),
    Column("term_unknown_system", "integer", "系统不详", "System unknown", "pairings"),
)
"""What a score of pairings adds up from."""
LEVELS = (
    Column("cross_level", "integer", "跨层级", "Across levels", "pairings"),
    Column("unknown_level", "integer", "层级不详", "Level unknown", "pairings"),
)
"""The same pairings counted by level, beside the score."""
COLUMNS = (
    Column("kind", "text", "类型", "Kind"),
    Column("id", "iri", "举措", "Measure"),
    Column("key", "text", "键", "Key"),
    Column("label", "text", "标题", "Title"),
    Column("agencies", "integer", "单位数", "Agencies", "agencies"),
    SCORE,
    RANK,
    *TERMS,
    *LEVELS,
    Column("systems", "integer", "系统数", "Systems", "systems"),
    Column("leads", "integer", "牵头单位数", "Leads", "agencies"),
    *GAPS,
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The pairings of a measure by what lies between the two agencies."""

    within: int = 0
    cross: int = 0
    unknown: int = 0

    @property
    def pairings(self) -> int:
        """Return n(n - 1)/2, which the three terms add up to."""
        return self.within + self.cross + self.unknown

    def __add__(self, other: Terms) -> Terms:
        """Return the terms of two measures together."""
        return Terms(self.within + other.within, self.cross + other.cross, self.unknown + other.unknown)


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
    return sum((pair_term(one, other) for one, other in combinations(places, 2)), Terms())


def pair_term(one: str, other: str) -> Terms:
    """Return the terms of one pairing, by the places of its two agencies.

    Examples
    --------
    >>> pair_term("party", "court"), pair_term("party", "")
    (Terms(within=0, cross=1, unknown=0), Terms(within=0, cross=0, unknown=1))
    """
    known = bool(one and other)
    return Terms(int(known and one == other), int(known and one != other), int(not known))


def hotspot_table(network: TwoMode) -> Table:
    """Return the table `hotspots` of measures, the most pairings first, then in the plan's order.

    H(m) = n(n - 1)/2, where n is the number of distinct agencies of the measure
    (an agency in two roles counts once, a group as the network's option says). The
    three system terms add up to H; pairings across levels stand beside them, and
    gaps are flags that add nothing. `systems` counts the known ones. Ranks as in
    `graph.network.ranking.competition_ranks`.

    Examples
    --------
    Three agencies of two systems make 3 pairings: 1 within, 2 across.

    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"19": {"fin": "lead", "hea": "responsible", "court": "cooperating"}},
    ...     {"fin": "government", "hea": "government", "court": "courts"})
    >>> row = next(iter(hotspot_table(town).records()))
    >>> [row[name] for name in ("key", "agencies", "score", "term_within_system", "term_cross_system")]
    ['19', 3, 3, 1, 2]
    """
    agencies = {agency.iri: agency for agency in network.agencies}
    members, gaps = network.by_measure(), flags(network)
    leads = lead_lists(network)
    found = [_measure(each, [agencies[agency] for agency in members[each.iri]]) for each in network.measures]
    ranks = ranks_of([terms.pairings for _, terms, _, _ in found])
    rows = [
        (
            *("measure", measure.iri, measure.key, measure.title or None, len(members[measure.iri])),
            *(terms.pairings, rank, terms.within, terms.cross, terms.unknown),
            *(levels.cross, levels.unknown, systems, len(leads[measure.iri])),
            *(gaps[measure.iri][gap.name] for gap in GAPS),
        )
        for (measure, terms, levels, systems), rank in zip(found, ranks, strict=True)
    ]
    return Table("hotspots", COLUMNS, by_score(rows, COLUMNS))


def by_score(rows: Iterable[tuple[Cell, ...]], columns: Sequence[Column]) -> tuple[tuple[Cell, ...], ...]:
    """Return rows by their rank, equal ones in the order in which they came."""
    place = [column.name for column in columns].index("rank")
    return tuple(sorted(rows, key=lambda row: int(str(row[place]))))


def _measure(measure: MeasureNode, agencies: Sequence[AgencyNode]) -> tuple[MeasureNode, Terms, Terms, int]:
    systems = [agency.system for agency in agencies]
    levels = pairing_terms([agency.level for agency in agencies])
    return measure, pairing_terms(systems), levels, len(set(systems) - {""})
