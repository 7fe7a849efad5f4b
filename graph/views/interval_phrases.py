"""The phrases of intervals in Chinese and English, in the form of `graph.views.phrases`."""

from __future__ import annotations

from graph.views.phrases import Phrase, same

INTERVAL_PHRASES: dict[str, Phrase] = {
    "interval.load": Phrase(
        "区间为{low}至{high}，名次在第{best}至第{worst}之间。",
        "The interval of that load is {low} to {high}, of its rank {best} to {worst}.",
    ),
    "interval.led": Phrase(
        "区间为{low}至{high}，名次在第{best}至第{worst}之间。",
        "The interval of that number is {low} to {high}, of its rank {best} to {worst}.",
    ),
    "interval.what": Phrase(
        "区间均为95%：设想方案由同类的另一批举措组成，从全部举措中有放回地重抽{samples}次，种子{seed}。"
        "名次区间宽的，名次不可当真；两个单位孰先孰后有几成把握，见 tiaokuai uncertainty outranks。",
        "All intervals are of 95%: the plan could have had other measures of its kind, so its measures are"
        " drawn anew, {samples} times, with replacement, from seed {seed}. A rank with a wide interval is"
        " unsure; tiaokuai uncertainty outranks tells how often one agency stands above another.",
    ),
    "interval.columns": Phrase(
        "负荷区间、名次区间：协同负荷及其名次的95%区间（重抽{samples}次，种子{seed}）。"
        "其他得分的区间见 tables/rank.csv。",
        "Intervals of load and rank: 95%, {samples} draws, seed {seed}."
        " Intervals of the other scores are in tables/rank.csv.",
    ),
    "column.interval": Phrase("负荷区间", "Interval of load"),
    "column.rank_interval": Phrase("名次区间", "Interval of rank"),
    "methods.intervals": Phrase(
        "区间：对举措作有放回的重抽（自助法，{samples}次，种子{seed}），每次重算全部得分，取2.5%与97.5%分位数，"
        "再减去抽样均值与数值之差（Efron、Tibshirani 1993）；名次区间取各次抽样中名次的分位数。",
        "Intervals: the measures are drawn anew with replacement (bootstrap, {samples} draws, seed {seed})"
        " and every score is computed in each draw; the interval runs from the 2.5% to the 97.5% quantile,"
        " less the mean of the draws' difference from the value (Efron and Tibshirani 1993). That of a rank"
        " runs between the quantiles of its ranks in the draws.",
    ),
    "source.efron": same(
        "B. Efron, R. J. Tibshirani (1993). An Introduction to the Bootstrap. Chapman & Hall."
        " doi:10.1201/9780429246593"
    ),
}
