"""The `rank` table: every score of every agency of a plan, each followed by its rank."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.network import defaults, further
from graph.network.incidence import Floats, Incidence, Integers, incidence
from graph.network.scores import STANDINGS, weighted_load
from graph.network.twomode import AgencyNode, TwoMode
from graph.table import Cell, Column, Table

DIGITS = 9

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
WEIGHTED = Column("weighted_load", "decimal", "按角色加权的协同负荷", "Load weighted by roles", "weighted")


@dataclass(frozen=True, slots=True)
class Extras:
    """What the table holds beyond the default scores.

    `every` adds the scores of `graph.network.further`, communities by `seed`; `weights`,
    a weight for each of `ROLES`, adds the load weighted by roles.
    """

    every: bool = False
    seed: int = further.SEED
    weights: tuple[float, ...] = ()


def rank_table(network: TwoMode, extras: Extras | None = None) -> Table:
    """Return the table `rank`: one row an agency, the heaviest load first, equals by IRI.

    Floats are rounded to nine significant digits, and ranks are taken from the
    rounded numbers, so that noise in the last bits orders nobody. Columns as
    DESIGN section 5 names them, the standing after the scores; an undefined score
    has no rank. Rank 1 is always the highest value, of constraint the most constrained.
    """
    extras = extras or Extras()
    arrays = incidence(network)
    found = dict(defaults.default_scores(arrays))
    columns = list(defaults.COLUMNS)
    standings = [STANDINGS[int(above)] for above in found.pop("standing")]
    if extras.weights:
        found["weighted_load"] = weighted_load(arrays, extras.weights)
        columns.append(WEIGHTED)
    unranked: list[tuple[Column, list[Cell]]] = [(defaults.STANDING, list(standings))]
    if extras.every:
        more = further.further_scores(arrays, extras.seed)
        columns += further.COLUMNS
        found |= {column.name: more[column.name] for column in further.COLUMNS}
        unranked += [(column, _plain(column, more[column.name])) for column in further.UNRANKED]
    scores = {column.name: cells(found[column.name]) for column in columns}
    return _table(network, arrays, (columns, scores), unranked)


def _table(
    network: TwoMode,
    arrays: Incidence,
    scored: tuple[Sequence[Column], Mapping[str, list[Cell]]],
    unranked: Sequence[tuple[Column, list[Cell]]],
) -> Table:
    columns, scores = scored
    sides = [
        side for column in columns for side in (scores[column.name], list(ranks_of(scores[column.name])))
    ] + [values for _, values in unranked]
    loads = scores["load"]
    order = sorted(
        range(len(arrays.agencies)), key=lambda row: (-float(loads[row] or 0), arrays.agencies[row])
    )
    rows = tuple((*_about(network.agencies[row]), *(side[row] for side in sides)) for row in order)
    heads = [head for column in columns for head in (column, rank_column(column))]
    return Table("rank", (*ABOUT, *heads, *(column for column, _ in unranked)), rows)


def cells(values: Floats | Integers) -> list[Cell]:
    """Return an array as cells: floats at nine significant digits, nan as None.

    Examples
    --------
    >>> import numpy as np
    >>> cells(np.array([2 / 3, np.nan])), cells(np.array([4, 5]))
    ([0.666666667, None], [4, 5])
    """
    return [
        None if isinstance(each, float) and math.isnan(each) else rounded(each) for each in values.tolist()
    ]


def ranks_of(values: Sequence[Cell]) -> list[int | None]:
    """Return the rank of each value, as `competition_ranks` does."""
    return list(competition_ranks({str(place): value for place, value in enumerate(values)}).values())


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


def rank_column(score: Column) -> Column:
    """Return the column for the rank of a score."""
    return Column(score.name + "_rank", "integer", score.zh + "名次", score.en + ", rank", "rank")


def _plain(column: Column, values: Floats | Integers) -> list[Cell]:
    return [bool(each) if column.type == "boolean" else each for each in values.tolist()]


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
