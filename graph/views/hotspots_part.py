"""The part of the report on hotspots: measures by pairings, and in sentences why; sections and pairs."""

from __future__ import annotations

from graph.network.twomode import text
from graph.views.blocks import Block, Bullets, Grid, Heading, Paragraph
from graph.views.findings import lead_names
from graph.views.hotspot_sentences import sentence
from graph.views.report_figures import sections_figure
from graph.views.report_tables import Row, Tables
from graph.views.standings import table, with_ties
from graph.views.wording import amount, joined, say

MEASURES_SHOWN = 10
TOLD = 5


def hotspots_part(tables: Tables, lang: str) -> list[Block]:
    """Return the measures with the most pairings, each with its leads, and why they have so many."""
    rows = [row for row in tables.measures() if row["score"]]
    if not rows:
        return []
    shown = with_ties(rows, MEASURES_SHOWN, "rank")
    intro = [say("heavy.intro", lang, measures=amount("measures", len(shown), lang))]
    if lang == "en":
        intro.append(say("heavy.titles", lang))
    heading = Heading(say("heavy.heading", lang))
    return [heading, *map(Paragraph, intro), _grid(tables, shown, lang), *_why(tables, rows, lang)]


def _grid(tables: Tables, rows: list[Row], lang: str) -> Grid:
    lines = (
        (
            row["rank"],
            text(row["key"]),
            text(row["label"]),
            row["agencies"],
            row["score"],
            joined(lead_names(text(row["id"]), tables, lang), lang) or say("none", lang),
        )
        for row in rows
    )
    return Grid(table("report-measures", ("rank", "key", "title", "agencies", "pairings", "leads"), lines))


def _why(tables: Tables, measures: list[Row], lang: str) -> list[Block]:
    """Return a sentence for each of the first measures, sections and pairs, and the matrix of sections."""
    blocks: list[Block] = [
        Heading(say("hotspots.why", lang), 3),
        Bullets(tuple(sentence(row, lang) for row in measures[:TOLD])),
    ]
    for kind in ("sections", "pairs"):
        rows = [row for row in tables.answer(f"hotspot_{kind}") if row["score"]][:TOLD]
        if rows:
            told = Bullets(tuple(sentence(row, lang) for row in rows))
            blocks += [Heading(say(f"hotspots.{kind}", lang), 3), told]
    figure = sections_figure(tables, lang)
    return [*blocks, figure] if figure else blocks
