"""What the report reads: scores, hotspots, assignments, answers to questions, intervals, ties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from graph.network.drawing import NOTHING_DRAWN, Drawing
from graph.network.twomode import text, word
from graph.table import Cell, Table

if TYPE_CHECKING:
    from graph.views.health_report import HealthTables

Row = Mapping[str, Cell]


@dataclass(frozen=True)
class Tables:
    """The tables of one plan that the report reads.

    `rank`, `hotspots` and `assignments` are needed; a part of the report whose other tables are
    not there is left out. `drawing` says how many draws the intervals in `rank` are from; without
    draws there are none. `answers` are tables by name, `ties` and `ties_said` what is beyond
    chance, as in `graph.views.page_facts.Sources`, `health` what the data-health page is made of.
    """

    rank: Table
    hotspots: Table
    assignments: Table
    drawing: Drawing = NOTHING_DRAWN
    answers: Mapping[str, Table] = field(default_factory=dict)
    ties: Table | None = None
    ties_said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    health: HealthTables | None = None

    def agencies(self) -> list[Row]:
        """Return the rows of `rank`."""
        return list(self.rank.records())

    def measures(self) -> list[Row]:
        """Return the rows of `hotspots` that are measures."""
        return [row for row in self.hotspots.records() if row["kind"] == "measure"]

    @cached_property
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

    def drawn(self) -> dict[str, int]:
        """Return how many draws the intervals are from, and their seed; nothing without intervals."""
        if not any(column.name == "load_low" for column in self.rank.columns):
            return {}
        return {"samples": self.drawing.samples, "seed": self.drawing.seed}


def drawn_ranks(agency: Row, score: str) -> str:
    """Return the best and the worst rank of an agency in the draws, "" where nothing was drawn.

    Examples
    --------
    >>> drawn_ranks({"load_rank_low": 1, "load_rank_high": 5}, "load"), drawn_ranks({}, "load")
    ('1–5', '')
    """
    low, high = agency.get(f"{score}_rank_low"), agency.get(f"{score}_rank_high")
    return "" if low is None or high is None else f"{low}–{high}"


def drawn_values(agency: Row, score: str) -> str:
    """Return the interval of a score of an agency, as fine as `shown_score`, "" where there is none.

    Examples
    --------
    >>> drawn_values({"load": 145, "load_low": 97.62, "load_high": 194.2}, "load")
    '97.6–194.2'
    >>> drawn_values({"closeness": 1.3, "closeness_low": 0.9876, "closeness_high": 1.6}, "closeness")
    '0.988–1.600'
    >>> drawn_values({"load": 3}, "load")
    ''
    """
    low, high = agency.get(f"{score}_low"), agency.get(f"{score}_high")
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return ""
    value = agency[score]
    places = 1 if isinstance(value, int) else decimals(value)
    return f"{low:.{places}f}–{high:.{places}f}"


def shown_score(value: Cell) -> str:
    """Return a score as a page shows it: a whole number as it is, others with as many `decimals` as tell.

    Examples
    --------
    >>> shown_score(3), shown_score(0.25), shown_score(33.501), shown_score(None)
    ('3', '0.250', '33.5', '')
    """
    if isinstance(value, int):
        return str(value)
    return f"{value:.{decimals(value)}f}" if isinstance(value, float | Decimal) else ""


def decimals(value: Cell) -> int:
    """Return with how many decimals a score is shown: one from 10 upwards, three below."""
    return 1 if isinstance(value, int | float | Decimal) and value >= 10 else 3


def bound(value: Cell) -> str:
    """Return a bound of an interval with one decimal, which is finer than it is sure; "" for none.

    Examples
    --------
    >>> bound(87.25), bound(0), bound(None)
    ('87.2', '0.0', '')
    """
    return f"{value:.1f}" if isinstance(value, int | float) else ""
