"""The tables of the report: agencies by load, measures by pairings, and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from graph.network.twomode import text
from graph.table import Cell, Column, Table
from graph.views.blocks import Block, Grid, Heading, Paragraph
from graph.views.findings import GAPS, Row, Tables, agency_name, gaps, lead_names
from graph.views.wording import EVERY, amount, counted, joined, natural, say

AGENCIES_SHOWN = 20
MEASURES_SHOWN = 10
TYPES = {"agency": "text", "key": "text", "title": "text", "leads": "text", "gaps": "text"} | {
    "betweenness": "decimal",
    "item": "text",
    "value": "text",
}
UNITS = {
    "led": "measures",
    "responsible": "measures",
    "measures": "measures",
    "load": "pairings",
    "pairings": "pairings",
    "partners": "agencies",
    "agencies": "agencies",
    "betweenness": "share",
}


def agencies_part(tables: Tables, lang: str) -> list[Block]:
    """Return the agencies with the largest load, all of them where they are few."""
    rows = tables.agencies()
    if not rows:
        return []
    shown = with_ties(rows, AGENCIES_SHOWN, "load_rank")
    key = "load.all" if len(shown) == len(rows) else "load.top"
    intro = say(key, lang, agencies=counted("agencies", len(rows), lang), shown=len(shown), total=len(rows))
    counts = ("led", "responsible", "measures", "load", "partners")
    grid = table(
        "report-agencies",
        ("rank", "agency", *counts, "betweenness", "betweenness_rank"),
        (
            (
                row["load_rank"],
                agency_name(row, lang),
                *(row[name] for name in counts),
                three_places(row["betweenness"]),
                row["betweenness_rank"],
            )
            for row in shown
        ),
    )
    legend = Paragraph(say("load.columns", lang))
    return [Heading(say("load.heading", lang)), Paragraph(intro), legend, Grid(grid)]


def measures_part(tables: Tables, lang: str) -> list[Block]:
    """Return the measures with the most pairings, each with its leads."""
    rows = [row for row in tables.measures() if row["score"]]
    if not rows:
        return []
    shown = with_ties(rows, MEASURES_SHOWN, "rank")
    intro = [say("heavy.intro", lang, measures=amount("measures", len(shown), lang))]
    if lang == "en":
        intro.append(say("heavy.titles", lang))
    grid = table(
        "report-measures",
        ("rank", "key", "title", "agencies", "pairings", "leads"),
        (
            (
                row["rank"],
                text(row["key"]),
                text(row["label"]),
                row["agencies"],
                row["score"],
                joined(lead_names(text(row["id"]), tables, lang), lang) or say("none", lang),
            )
            for row in shown
        ),
    )
    return [Heading(say("heavy.heading", lang)), *map(Paragraph, intro), Grid(grid)]


def gaps_part(tables: Tables, lang: str) -> list[Block]:
    """Return the measures with gaps: a table a group of gaps, each in the plan's numbering."""
    found = gaps(tables)
    heading = Heading(say("gaps.heading", lang))
    if not any(found.values()):
        return [heading, Paragraph(say("gaps.none", lang))]
    blocks: list[Block] = [heading, Paragraph(say("gaps.intro", lang))]
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


def table(name: str, columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """Return a table whose columns are named as the report's phrases name them."""
    return Table(name, tuple(_column(each) for each in columns), tuple(rows))


def _column(name: str) -> Column:
    phrase = EVERY[f"column.{name}"]
    return Column(name, TYPES.get(name, "integer"), phrase.zh, phrase.en, UNITS.get(name, ""))


def plain_name(agency: Row, lang: str) -> str:
    """Return the name of an agency without saying that it is a group."""
    return agency_name({**agency, "is_group": False}, lang)
