"""The part of the report on who carries the load: figures by role, of ranks and of brokerage; a table."""

from __future__ import annotations

from graph.views.agency_pages import anchor_of, has_pages
from graph.views.blocks import Block, Grid, Heading, Paragraph
from graph.views.findings import agency_name
from graph.views.report_figures import brokerage_figure, load_figure, ranks_figure
from graph.views.report_tables import Row, Tables, drawn_ranks, drawn_values
from graph.views.standings import table, three_places, with_ties
from graph.views.wording import counted, say

SHOWN = 20
COUNTS = ("led", "responsible", "measures", "load")


def load_part(tables: Tables, lang: str) -> list[Block]:
    """Return the agencies with the largest load, all of them where they are few."""
    rows = tables.agencies()
    if not rows:
        return []
    shown = with_ties(rows, SHOWN, "load_rank")
    key = "load.all" if len(shown) == len(rows) else "load.top"
    intro = say(key, lang, agencies=counted("agencies", len(rows), lang), shown=len(shown), total=len(rows))
    blocks: list[Block] = [Heading(say("load.heading", lang))]
    if figure := load_figure(tables, lang):
        blocks.append(figure)
    legend = [say("load.columns", lang)]
    if drawn := tables.drawn():
        legend.append(say("interval.columns", lang, **drawn))
    blocks += [Paragraph(intro), *map(Paragraph, legend), _grid(tables, shown, lang)]
    if figure := ranks_figure(tables, lang):
        blocks += [Paragraph(say("load.ranks", lang)), figure]
    if figure := brokerage_figure(tables, lang):
        blocks += [Paragraph(say("load.brokerage", lang)), figure]
    return blocks


def _grid(tables: Tables, rows: list[Row], lang: str) -> Grid:
    """Return the table; with intervals each load has its bounds, and each rank."""
    drawn = tables.drawn()
    lines = (
        (
            row["load_rank"],
            agency_name(row, lang),
            *(row[name] for name in COUNTS),
            *((drawn_values(row, "load"), drawn_ranks(row, "load")) if drawn else ()),
            row["partners"],
            three_places(row["betweenness"]),
        )
        for row in rows
    )
    sides = ("interval", "rank_interval") if drawn else ()
    names = ("rank", "agency", *COUNTS, *sides, "partners", "betweenness")
    anchors = tuple(map(anchor_of, rows)) if has_pages(tables) else ()
    return Grid(table("report-agencies", names, lines), anchors=anchors)
