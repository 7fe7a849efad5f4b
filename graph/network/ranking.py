"""The `rank` table: every score of every agency of a plan, each followed by its rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.network import defaults, further
from graph.network.chance.ties import Choice, ties_beyond_chance
from graph.network.incidence import Floats, Incidence, Integers, incidence
from graph.network.ranks import cells, ranks_of
from graph.network.scores import STANDINGS, weighted_load
from graph.network.twomode import AGENCY, AgencyNode, TwoMode
from graph.table import Cell, Column, Table

ABOUT = (
    *AGENCY,
    Column("kind", "text", "类别", "Kind"),
    Column("level", "text", "层级", "Level"),
    Column("line", "text", "条块", "Line"),
    Column("system", "text", "系统", "System"),
    Column("is_group", "boolean", "是否单位类", "Is a group"),
)
BEYOND_CHANCE = Column(
    "ties_beyond_chance",
    "integer",
    "超出随机水平的协同单位数（BiCM）",
    "Ties beyond chance (BiCM)",
    "agencies",
)
"""With whom an agency shares more measures than chance would give: BiCM, false discovery rate 5 %."""
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
    found["ties_beyond_chance"] = _beyond_chance(network)
    columns = [*defaults.COLUMNS, BEYOND_CHANCE]
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


def _beyond_chance(network: TwoMode) -> Integers:
    ties = ties_beyond_chance(network, Choice(models=("bicm",))).by_agency("bicm")
    return np.array([ties[agency.iri] or 0 for agency in network.agencies], dtype=np.int64)


def rank_column(score: Column) -> Column:
    """Return the column for the rank of a score."""
    return Column(score.name + "_rank", "integer", score.zh + "名次", score.en + ", rank", "rank")


def _plain(column: Column, values: Floats | Integers) -> list[Cell]:
    return [bool(each) if column.type == "boolean" else each for each in values.tolist()]


def _about(agency: AgencyNode) -> tuple[Cell, ...]:
    return (
        *agency.cells,
        agency.kind or None,
        agency.level or None,
        agency.line or None,
        agency.system or None,
        agency.is_group,
    )
