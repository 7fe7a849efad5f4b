"""The `rank` table: every score of every agency of a plan, each followed by its rank."""

from __future__ import annotations

from collections.abc import Mapping

from graph.network.scores import (
    betweenness,
    load,
    measures_held,
    newman_strength,
    partners,
    roles_held,
    span,
    ties_a_partner,
)
from graph.network.twomode import AgencyNode, TwoMode
from graph.table import Cell, Column, Table

DIGITS = 9

Score = Mapping[str, int] | Mapping[str, float] | Mapping[str, float | None]

ABOUT = (
    Column("agency", "iri", "单位", "Agency"),
    Column("label", "text", "名称", "Name in Chinese"),
    Column("label_en", "text", "英文名称", "Name in English"),
    Column("kind", "text", "类别", "Kind"),
    Column("level", "text", "层级", "Level"),
    Column("line", "text", "条块", "Line"),
    Column("system", "text", "系统", "System"),
    Column("is_group", "boolean", "是否单位类", "Is a group"),
)

SCORES = (
    Column("led", "integer", "牵头", "Led", "measures"),
    Column("responsible", "integer", "责任", "Responsible", "measures"),
    Column("cooperating", "integer", "配合", "Cooperating", "measures"),
    Column("supervising", "integer", "督导", "Supervising", "measures"),
    Column("measures", "integer", "举措数", "Measures", "measures"),
    Column("load", "integer", "协同负荷", "Coordination load", "pairings"),
    Column("newman", "decimal", "纽曼权重", "Newman strength", "measures"),
    Column("partners", "integer", "协同单位数", "Partners", "agencies"),
    Column(
        "ties_a_partner", "decimal", "平均每个协同单位的共同举措数", "Shared measures per partner", "measures"
    ),
    Column("span", "integer", "牵头协同对数", "Pairings with others as lead", "pairings"),
    Column("betweenness", "decimal", "中介中心性", "Betweenness", "share"),
)


def rank_table(network: TwoMode) -> Table:
    """Return the table `rank`: one row an agency, the heaviest load first, equals by IRI.

    Floats are rounded to nine significant digits, and ranks are taken from the
    rounded numbers, so that noise in the last bits orders nobody. Columns as
    DESIGN section 5 names them; an undefined score has no rank.
    """
    scores = _scores(network)
    ranks = {name: competition_ranks(score) for name, score in scores.items()}
    order = sorted(network.agencies, key=lambda agency: (-(scores["load"][agency.iri] or 0), agency.iri))
    rows = tuple(
        (
            *_about(agency),
            *(cell for name in scores for cell in _cells(scores[name], ranks[name], agency.iri)),
        )
        for agency in order
    )
    columns = ABOUT + tuple(column for score in SCORES for column in (score, _rank_column(score)))
    return Table("rank", columns, rows)


def competition_ranks(score: Mapping[str, Cell]) -> dict[str, int | None]:
    """Return rank by score, highest first: equals share a rank and the next one skips (1, 2, 2, 4).

    This is standard competition ranking: the rank is one more than the number of
    agencies with a higher score. Undefined scores (None) have no rank.

    Examples
    --------
    >>> competition_ranks({"a": 3, "b": 5, "c": 3, "d": 1, "e": None})
    {'a': 2, 'b': 1, 'c': 2, 'd': 4, 'e': None}
    """
    values = sorted((value for value in score.values() if isinstance(value, int | float)), reverse=True)
    first = {value: position for position, value in reversed(list(enumerate(values, start=1)))}
    return {name: first[value] if isinstance(value, int | float) else None for name, value in score.items()}


def rounded(value: float | None) -> float | None:
    """Return a float at nine significant digits, a whole number as it is.

    Examples
    --------
    >>> rounded(2 / 3), rounded(1234567891234), rounded(None)
    (0.666666667, 1234567891234, None)
    """
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def _scores(network: TwoMode) -> dict[str, dict[str, float | None]]:
    found: tuple[Score, ...] = (
        roles_held(network, "lead"),
        roles_held(network, "responsible"),
        roles_held(network, "cooperating"),
        roles_held(network, "supervising"),
        measures_held(network),
        load(network),
        newman_strength(network),
        partners(network),
        ties_a_partner(network),
        span(network),
        betweenness(network),
    )
    return {
        column.name: {agency: rounded(value) for agency, value in score.items()}
        for column, score in zip(SCORES, found, strict=True)
    }


def _about(agency: AgencyNode) -> tuple[Cell, ...]:
    return (
        agency.iri,
        agency.label,
        agency.label_en or None,
        agency.kind or None,
        agency.level or None,
        agency.line or None,
        agency.system or None,
        agency.is_group,
    )


def _cells(score: Mapping[str, Cell], ranks: Mapping[str, int | None], agency: str) -> tuple[Cell, Cell]:
    return score[agency], ranks[agency]


def _rank_column(score: Column) -> Column:
    return Column(score.name + "_rank", "integer", score.zh + "名次", score.en + ", rank", "rank")
