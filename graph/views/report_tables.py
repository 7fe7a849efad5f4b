"""What the report reads: scores, hotspots, assignments, answers to questions, intervals, ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.network.twomode import text, word
from graph.table import Cell, Table

if TYPE_CHECKING:
    from graph.network.chance.ties import Ties
    from graph.views.health_report import HealthTables

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one plan that the report reads.

    `rank`, `hotspots` and `assignments` are needed; a part of the report whose other tables are
    not there is left out. `answers` are tables by name, `intervals` those of
    `graph.network.intervals`, drawn `samples` times from `seed`, `ties` what is beyond chance,
    `health` what the data-health page is made of.
    """

    rank: Table
    hotspots: Table
    assignments: Table
    answers: Mapping[str, Table] = field(default_factory=dict)
    intervals: Table | None = None
    samples: int = 0
    seed: int = 0
    ties: Ties | None = None
    health: HealthTables | None = None

    def agencies(self) -> list[Row]:
        """Return the rows of `rank`."""
        return list(self.rank.records())

    def measures(self) -> list[Row]:
        """Return the rows of `hotspots` that are measures."""
        return [row for row in self.hotspots.records() if row["kind"] == "measure"]

    def assigned(self) -> dict[str, dict[str, set[str]]]:
        """Return measure → agency → the words of its roles, in the order of the assignments."""
        found: dict[str, dict[str, set[str]]] = {}
        for row in self.assignments.records():
            agencies = found.setdefault(text(row["measure"]), {})
            agencies.setdefault(text(row["agency"]), set()).add(word(row["role"]))
        return found

    def answer(self, name: str) -> list[Row]:
        """Return the rows of an answer, none where it is not there."""
        return list(self.answers[name].records()) if name in self.answers else []

    def bounds(self, score: str) -> dict[str, Row]:
        """Return agency → its row of `intervals` for a score."""
        rows = self.intervals.records() if self.intervals else ()
        return {text(row["agency"]): row for row in rows if row["score"] == score}


def drawn_ranks(row: Row) -> str:
    """Return a rank with its best and worst in the draws.

    Examples
    --------
    >>> drawn_ranks({"rank": 3, "rank_low": 1, "rank_high": 5})
    '3 (1–5)'
    """
    return f"{row['rank']} ({row['rank_low']}–{row['rank_high']})"


def drawn_values(row: Row) -> str:
    """Return the bounds of a score, "" where it is not defined; whole numbers without decimals.

    Examples
    --------
    >>> drawn_values({"low": 97.6, "high": 194.2}), drawn_values({"low": 0.01234, "high": 0.2})
    ('98–194', '0.012–0.200')
    >>> drawn_values({"low": None, "high": None})
    ''
    """
    low, high = row["low"], row["high"]
    if low is None or high is None:
        return ""
    digits = 0 if float(high) >= 10 else 3 if float(high) < 1 else 1
    return f"{float(low):.{digits}f}–{float(high):.{digits}f}"
