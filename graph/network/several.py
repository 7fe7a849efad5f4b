"""Several plans at once: functions of agencies over all of them, and their tables one below the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from graph.network.comparing import HOLDER, Loads
from graph.network.defaults import HELD
from graph.network.differences import drawn, quantiles, ratio
from graph.network.drawing import Drawing
from graph.network.incidence import Floats
from graph.network.ranks import cells, ranks_of
from graph.network.sides import Comparison, Side, holders_by_function
from graph.network.twomode import ROLES
from graph.table import Cell, Column, Table

PLAN = Column("plan", "iri", "方案", "Plan")
FUNCTIONS = (
    *HOLDER,
    Column("plans", "integer", "方案数", "Plans", "plans"),
    Column("agencies", "integer", "单位数", "Agencies", "agencies"),
    *HELD,
    Column("load", "decimal", "协同负荷", "Coordination load", "pairings"),
    Column("load_rank", "integer", "协同负荷名次", "Coordination load, rank", "rank"),
    Column("share", "decimal", "各方案负荷份额的均值", "Share of load, mean of the plans", "share"),
    Column("share_rank", "integer", "份额名次", "Share, rank", "rank"),
    Column("share_least", "decimal", "份额最小值", "Smallest share in a plan", "share"),
    Column("share_most", "decimal", "份额最大值", "Largest share in a plan", "share"),
)
BOUNDS = (
    Column("share_low", "decimal", "份额均值下限", "Share, lower bound", "share"),
    Column("share_high", "decimal", "份额均值上限", "Share, upper bound", "share"),
)


def function_table(sides: Sequence[Side], drawing: Drawing) -> Table:
    """Return the table `rank_functions`: a row a function of agencies over several plans, by its share.

    Agencies of different cities are different; their functions are the same. Every measure
    stays in its plan: numbers are counted in each plan as `compare` counts them (an agency of
    k functions gives 1/k of its load to each) and then added up. Long plans have more load; the
    share is that of each plan's load, averaged over the plans, each weighing the same, with 0 in a plan
    that lacks the function. Scores that rest on paths have no meaning over plans and are left out.

    With draws, the interval of the share holds 95 % of it when the measures of every plan are
    drawn anew in that plan. It says what other measures would change, not what other cities would.

    Examples
    --------
    The office has all of one plan's load but for its partner's, and a third of the other's.

    >>> from graph.network.sides import Holder
    >>> from graph.network.twomode import from_roles
    >>> office = {"a": (Holder("f", "office"),)}
    >>> one = Side("x", from_roles({"1": {"a": "lead", "b": "lead"}}), office)
    >>> two = Side("y", from_roles({"1": {"a": "lead", "b": "lead", "c": "lead"}}), office)
    >>> rows = list(function_table([one, two], Drawing(0)).records())
    >>> [(row["label"], row["plans"], row["load"], row["share"]) for row in rows][1]
    ('office', 2, 3.0, 0.416666667)
    """
    holders = holders_by_function(sides)
    found = [Loads(Comparison(side, side, "function", holders), side) for side in sides]
    shares = np.hstack([ratio(each.load, each.total, each.once) for each in found])
    shares = shares[:, ~np.isnan(shares).any(axis=0)]
    means = shares.mean(axis=1) if shares.size else np.zeros(len(holders))
    loads = cells(sum((each.load.sum(axis=1) for each in found), np.zeros(len(holders))))
    share = cells(means)
    columns: list[Sequence[Cell]] = [
        cells(sum(((each.agencies > 0).astype(np.int64) for each in found), np.zeros(len(holders), int))),
        cells(sum((each.agencies for each in found), np.zeros(len(holders), int))),
        *(cells(sum((each.held(role) for each in found), np.zeros(len(holders), int))) for role in ROLES),
        cells(sum((each.measures.sum(axis=1) for each in found), np.zeros(len(holders), int))),
        loads,
        ranks_of(loads),
        share,
        ranks_of(share),
        cells(shares.min(axis=1) if shares.size else means),
        cells(shares.max(axis=1) if shares.size else means),
    ]
    if drawing.samples:
        columns += [cells(each) for each in quantiles(_drawn_shares(found, drawing))]
    rows = [
        (holder.iri or None, holder.label, holder.label_en or None, *(column[place] for column in columns))
        for place, holder in enumerate(holders)
    ]
    order = sorted(range(len(rows)), key=lambda row: (-float(means[row]), holders[row].iri))
    shown = (*FUNCTIONS, *(BOUNDS if drawing.samples else ()))
    return Table("rank_functions", shown, tuple(rows[place] for place in order))


def _drawn_shares(found: Sequence[Loads], drawing: Drawing) -> Floats:
    """Return the mean share of each holder in each draw: holders × draws."""
    seeds = np.random.SeedSequence(drawing.seed).spawn(len(found))
    shares = [
        ratio(each.load, each.total, drawn(each.load.shape[1], drawing.samples, seed))
        for each, seed in zip(found, seeds, strict=True)
        if each.total.any()
    ]
    if not shares:
        return np.full((len(found[0].agencies), drawing.samples), np.nan)
    stacked = np.array(shares)
    known = ~np.isnan(stacked)
    sums, counts = np.where(known, stacked, 0.0).sum(axis=0), known.sum(axis=0)
    means: Floats = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    return means


def stacked(tables: Mapping[str, Table]) -> Table:
    """Return tables of one kind, by the IRI of their plan, one below the other, the plan as first column.

    Where they are ranked, rows stand and are ranked among those of all plans, by the column
    that each `rank` is of; otherwise they stand plan by plan.

    Examples
    --------
    >>> columns = (Column("score", "integer", "数", "N"), Column("rank", "integer", "名次", "Rank"))
    >>> both = stacked({"x": Table("t", columns, ((3, 1), (1, 2))), "y": Table("t", columns, ((2, 1),))})
    >>> both.rows
    (('x', 3, 1), ('y', 2, 2), ('x', 1, 3))
    """
    first = next(iter(tables.values()))
    columns = (PLAN, *first.columns)
    rows: list[list[Cell]] = [[plan, *row] for plan, table in tables.items() for row in table.rows]
    names = [column.name for column in columns]
    for place, name in enumerate(names):
        score = "score" if name == "rank" else name.removesuffix("_rank")
        if name.endswith("rank") and score in names:
            for row, rank in zip(rows, ranks_of([row[names.index(score)] for row in rows]), strict=True):
                row[place] = rank
    if "rank" in names:
        rows.sort(key=lambda row: int(str(row[names.index("rank")])))
    return Table(first.name, columns, tuple(map(tuple, rows)), first.notes)
