"""Intervals of scores and ranks: how far they hang on the measures that happen to be in the plan."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from graph.network.bootstrap import Draws, scores_of
from graph.network.defaults import COLUMNS
from graph.network.incidence import Floats, Incidence, Integers, incidence
from graph.network.ranks import cells, ranks_of
from graph.network.twomode import AGENCY, TwoMode
from graph.table import Cell, Column, Table

LEVEL = 0.95
DIGITS = 9

INTERVALS = (
    *AGENCY,
    Column("score", "text", "得分", "Score"),
    Column("value", "decimal", "数值", "Value"),
    Column("low", "decimal", "区间下限", "Lower bound"),
    Column("high", "decimal", "区间上限", "Upper bound"),
    Column("rank", "integer", "名次", "Rank", "rank"),
    Column("rank_low", "integer", "最好名次", "Best rank", "rank"),
    Column("rank_high", "integer", "最差名次", "Worst rank", "rank"),
    Column("shift", "decimal", "抽样均值与数值之差", "Mean of the draws less the value"),
    Column("bootstrap_error", "decimal", "标准误（自助法）", "Standard error by bootstrap"),
    Column("jackknife_error", "decimal", "标准误（刀切法）", "Standard error by jackknife"),
)
OUTRANKS = (
    Column("first", "iri", "单位甲", "First agency"),
    Column("first_label", "text", "单位甲名称", "First name in Chinese"),
    Column("first_label_en", "text", "单位甲英文名称", "First name in English"),
    Column("second", "iri", "单位乙", "Second agency"),
    Column("second_label", "text", "单位乙名称", "Second name in Chinese"),
    Column("second_label_en", "text", "单位乙英文名称", "Second name in English"),
    Column(
        "probability", "decimal", "甲在乙之前的比例", "Share of draws in which the first is above", "share"
    ),
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Arrays by agency: the interval of a score, that of its rank, and what the draws are off by."""

    low: Floats
    high: Floats
    rank_low: Integers
    rank_high: Integers
    shift: Floats
    error: Floats


def bounds(value: Floats, drawn: Floats, level: float = LEVEL) -> Bounds:
    """Return the intervals of one score from its draws.

    Parameters
    ----------
    value
        The score of each agency in the plan.
    drawn
        Draws × agencies; nan where a draw leaves the score undefined.
    level
        How much of the draws the interval holds.

    Notes
    -----
    The interval of a score is the percentile interval (Efron and Tibshirani 1993,
    chapter 13) moved by the shift, that is the mean of the draws less the value
    (their estimate of bias, chapter 10): scores that count what is distinct are
    smaller in every draw. Nothing that is never negative is given a negative
    bound. The interval of a rank is the percentile interval of the ranks in the
    draws, equals sharing the better rank; a shift that all share leaves ranks alone. It
    is widened to the rank in the plan where that lies outside, as it can for an agency
    without the score: in each draw more agencies are without it.

    Examples
    --------
    One agency, whose score is 4, drawn as 2, 3, 4, 5, 6 in equal parts: no shift,
    and at level 0.5 a quarter of the draws is left out at each end.

    >>> found = bounds(np.array([4.0]), np.array([[2.0], [3], [4], [5], [6]]), level=0.5)
    >>> found.low.tolist(), found.high.tolist(), found.shift.tolist()
    ([3.0], [5.0], [0.0])
    """
    tails = ((1 - level) / 2, (1 + level) / 2)
    known = ~np.isnan(drawn).all(axis=0) & ~np.isnan(value)
    low, high, shift, error = (np.full(len(value), np.nan) for _ in range(4))
    seen = drawn[:, known]
    shift[known] = np.nanmean(seen, axis=0) - value[known]
    spread = known & ((~np.isnan(drawn)).sum(axis=0) > 1)
    error[spread] = np.nanstd(drawn[:, spread], axis=0, ddof=1)
    low[known], high[known] = _quantiles(seen, tails) - shift[known]
    if not np.any(drawn < 0):
        low = np.maximum(low, 0.0)
    ranks = ranked(drawn)
    best, worst = np.quantile(ranks, tails, axis=0, method="inverted_cdf")
    [rank] = ranked(value[None, :])
    rank_low, rank_high = np.minimum(best, rank), np.maximum(worst, rank)
    return Bounds(low, high, rank_low.astype(np.int64), rank_high.astype(np.int64), shift, error)


def _quantiles(seen: Floats, tails: tuple[float, float]) -> Floats:
    """Return the quantiles of each column that is not all nan: column by column only where one is nan."""
    found: Floats = np.quantile(seen, tails, axis=0)
    gaps = np.isnan(seen).any(axis=0)
    if gaps.any():
        found[:, gaps] = np.nanquantile(seen[:, gaps], tails, axis=0)
    return found


def ranked(drawn: Floats) -> Integers:
    """Return the rank of each agency in each draw: 1 and as many as stand above it; undefined ones last.

    Examples
    --------
    >>> ranked(np.array([[3.0, 5, 3], [np.nan, 1, 2]])).tolist()
    [[2, 1, 2], [3, 2, 1]]
    """
    values = np.where(np.isnan(drawn), -np.inf, rounded(drawn))
    ordered = np.sort(values, axis=1)
    above = [
        values.shape[1] - np.searchsorted(row, each, side="right")
        for row, each in zip(ordered, values, strict=True)
    ]
    return 1 + np.array(above, dtype=np.int64).reshape(values.shape)


def rounded(values: Floats) -> Floats:
    """Return values at nine significant digits, so that noise in the last bits orders nobody."""
    sizes = np.abs(np.where(np.isfinite(values) & (values != 0), values, 1.0))
    scale = 10.0 ** (DIGITS - 1 - np.floor(np.log10(sizes)))
    return np.round(values * scale) / scale


def jackknife_error(network: Incidence) -> dict[str, Floats]:
    """Return the standard error of every default score, each measure left out in turn.

    With θ_i the score without measure i and n measures: sqrt((n - 1)/n Σ (θ_i - mean θ)²).
    A second opinion beside the bootstrap, exact and without a seed; nan where leaving a
    measure out leaves the score undefined.

    Notes
    -----
    Source: J. W. Tukey (1958); B. Efron and R. J. Tibshirani (1993), chapter 11.

    Examples
    --------
    Measures of two and of three agencies: without the first, a's load is 2, without the
    second 1, so the mean is 1.5 and the error sqrt(1/2 * (0.25 + 0.25)) = 0.5.

    >>> from graph.network.incidence import incidence
    >>> from graph.network.twomode import from_roles
    >>> town = incidence(from_roles({"1": {"a": "lead", "b": "lead"}, "2": {"a": "lead", "b": "lead",
    ...     "c": "lead"}}))
    >>> jackknife_error(town)["load"].tolist()
    [0.5, 0.5, 1.0]
    """
    measures = len(network.times)
    found = [
        scores_of(network.drawn(np.where(np.arange(measures) == left, 0, 1))) for left in range(measures)
    ]
    errors: dict[str, Floats] = {}
    for name in found[0] if found else ():
        values = np.array([each[name] for each in found])
        errors[name] = np.sqrt(
            (measures - 1) / measures * np.sum((values - values.mean(axis=0)) ** 2, axis=0)
        )
    return errors


def interval_table(network: TwoMode, draws: Draws, score: str = "all") -> Table:
    """Return the table `intervals`: one row an agency and score, agencies by load, scores as in `rank`."""
    arrays = incidence(network)
    values, errors = scores_of(arrays), jackknife_error(arrays)
    columns = [column for column in COLUMNS if score in ("all", column.name)]
    rows: dict[str, list[tuple[Cell, ...]]] = {agency: [] for agency in arrays.agencies}
    for column in columns:
        value, name = values[column.name], column.name
        found = bounds(value, draws.scores[name])
        sides = (cells(value), cells(found.low), cells(found.high), ranks_of(cells(value)))
        others = (found.rank_low.tolist(), found.rank_high.tolist())
        tail = (cells(found.shift), cells(found.error), cells(errors[name]))
        for place, agency in enumerate(arrays.agencies):
            rows[agency].append((name, *(side[place] for side in (*sides, *others, *tail))))
    first = values[columns[0].name if len(columns) == 1 else "load"]
    listed = [network.agencies[row] for row in _highest_first(network, first)]
    return Table(
        "intervals",
        INTERVALS,
        tuple((*node.cells, *row) for node in listed for row in rows[node.iri]),
    )


def with_intervals(ranking: Table, network: TwoMode, draws: Draws) -> Table:
    """Return the table `rank` with the bounds of each default score and of its rank, after the rank.

    They are `_low`, `_high`, `_rank_low` (the best rank) and `_rank_high` (the worst).
    """
    values = scores_of(incidence(network))
    places = {node.iri: place for place, node in enumerate(network.agencies)}
    order = [places[str(agency)] for agency in ranking.values("agency")]
    columns: list[Column] = []
    sides: list[list[Cell]] = []
    for position, column in enumerate(ranking.columns):
        columns.append(column)
        sides.append([row[position] for row in ranking.rows])
        name = column.name.removesuffix("_rank")
        if name != column.name and name in draws.scores:
            found = bounds(values[name], draws.scores[name])
            bounded = (
                *(cells(each) for each in (found.low, found.high)),
                *(each.tolist() for each in (found.rank_low, found.rank_high)),
            )
            columns += _bound_columns(ranking.columns[ranking.index(name)])
            sides += [[side[place] for place in order] for side in bounded]
    return Table(ranking.name, tuple(columns), tuple(zip(*sides, strict=True)), ranking.notes)


def _bound_columns(score: Column) -> list[Column]:
    return [
        Column(f"{score.name}_low", "decimal", f"{score.zh}下限", f"{score.en}, lower bound", score.unit),
        Column(f"{score.name}_high", "decimal", f"{score.zh}上限", f"{score.en}, upper bound", score.unit),
        Column(f"{score.name}_rank_low", "integer", f"{score.zh}最好名次", f"{score.en}, best rank", "rank"),
        Column(
            f"{score.name}_rank_high", "integer", f"{score.zh}最差名次", f"{score.en}, worst rank", "rank"
        ),
    ]


def outrank_table(network: TwoMode, draws: Draws, score: str, first: int) -> Table:
    """Return the table `outranks`: for each two of the `first` agencies how often one stands above the other.

    The share of draws in which the agency with the higher score in the plan is
    above the other; equal in a draw counts half. 0.5 says that the plan's measures
    cannot tell the two apart.
    """
    order = _highest_first(network, scores_of(incidence(network))[score])[:first]
    drawn = np.where(np.isnan(draws.scores[score]), -np.inf, rounded(draws.scores[score]))
    rows = []
    for place, one in enumerate(order):
        for other in order[place + 1 :]:
            above = np.mean((drawn[:, one] > drawn[:, other]) + 0.5 * (drawn[:, one] == drawn[:, other]))
            rows.append(
                (*network.agencies[one].cells, *network.agencies[other].cells, round(float(above), 6))
            )
    return Table("outranks", OUTRANKS, tuple(rows))


def _highest_first(network: TwoMode, values: Floats) -> list[int]:
    """Return the rows of the agencies by a score, equals by IRI, undefined ones last."""
    found = np.where(np.isnan(values), -np.inf, rounded(values))
    return sorted(range(len(found)), key=lambda row: (-found[row], network.agencies[row].iri))
