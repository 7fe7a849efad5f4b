"""The tables of the report and how their cells are shown; the part on gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from graph.network.twomode import text
from graph.table import Cell, Column, Table
from graph.views.blocks import Block, Bullets, Grid, Heading, Paragraph
from graph.views.findings import GAPS, agency_name, gap_findings, gaps, missing_leads
from graph.views.report_tables import Row, Tables
from graph.views.wording import EVERY, natural, say

NUMBERS = frozenset(
    {
        *("rank", "led", "responsible", "measures", "load", "partners", "agencies", "pairings", "shared"),
        *("rank_low", "rank_high", "rank_of", "entries", "lead_roles"),
    }
)
"""Columns of whole numbers."""
FIGURES = frozenset(
    {
        *("betweenness", "interval", "rank_interval", "bounds", "figure", "share"),
        *("q_hypergeometric", "q_bicm", "q_fdsm"),
    }
)
"""Columns of other numbers, some with a sign beside them; the rest is text."""
TYPES = dict.fromkeys(NUMBERS, "integer") | dict.fromkeys(FIGURES, "decimal")
UNITS = {"load": "pairings", "pairings": "pairings"}


def gaps_part(tables: Tables, lang: str) -> list[Block]:
    """Return the measures with gaps: a table a group of gaps, each in the plan's numbering."""
    found = gaps(tables)
    heading = Heading(say("gaps.heading", lang))
    if not any(found.values()):
        return [heading, Paragraph(say("gaps.none", lang))]
    points = (missing_leads(tables, lang), *gap_findings(tables, lang))
    blocks: list[Block] = [heading, Paragraph(say("gaps.intro", lang)), Bullets(points)]
    for group, kinds in GAPS.items():
        if rows := _gap_rows({kind: found[kind] for kind in kinds}, lang):
            grid = table(f"report-gaps-{group}", ("key", "title", "agencies", "gaps"), rows)
            blocks += [Heading(say(f"gaps.{group}", lang), 3), Grid(grid)]
    return blocks


def _gap_rows(found: Mapping[str, list[Row]], lang: str) -> list[tuple[Cell, ...]]:
    """Return a row a measure, with all the gaps that it has of those found."""
    measures = {text(row["key"]): row for rows in found.values() for row in rows}
    separator = "；" if lang == "zh" else "; "
    return [
        (
            key,
            text(measures[key]["label"]),
            measures[key]["agencies"],
            separator.join(say(f"gap.{kind}", lang) for kind, rows in found.items() if measures[key] in rows),
        )
        for key in sorted(measures, key=natural)
    ]


def with_ties(rows: list[Row], count: int, rank: str) -> list[Row]:
    """Return the rows of the first `count` ranks or so: whoever equals the last one is not cut off."""
    ordered = sorted(rows, key=lambda row: _place(row, rank))
    if len(ordered) <= count:
        return ordered
    last = _place(ordered[count - 1], rank)
    return [row for row in ordered if _place(row, rank) <= last]


def _place(row: Row, rank: str) -> int:
    value = row[rank]
    return value if isinstance(value, int) else 1_000_000_000


def three_places(value: Cell) -> str:
    """Return a score with three decimals, as prose has it; "" where it is not defined.

    Examples
    --------
    >>> three_places(0.25), three_places(None)
    ('0.250', '')
    """
    return f"{value:.3f}" if isinstance(value, int | float | Decimal) else ""


def table(name: str, columns: Sequence[str | Column], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """Return a table whose columns, where only their names are given, are called by the report's phrases."""
    made = tuple(each if isinstance(each, Column) else _column(each) for each in columns)
    return Table(name, made, tuple(rows))


def _column(name: str) -> Column:
    phrase = EVERY[f"column.{name}"]
    return Column(name, TYPES.get(name, "text"), phrase.zh, phrase.en, UNITS.get(name, ""))


def plain_name(agency: Row, lang: str) -> str:
    """Return the name of an agency without saying that it is a group."""
    return agency_name({**agency, "is_group": False}, lang)
