"""The part of the report on the quality of the data: what is uncertain or incomplete, counted by kind."""

from __future__ import annotations

from graph.network.twomode import text
from graph.views.blocks import Block, Bullets, Grid, Heading, Paragraph
from graph.views.health_report import health_tables
from graph.views.report_facts import ReportFacts
from graph.views.report_tables import Tables
from graph.views.standings import plain_name, table
from graph.views.wording import joined, measure_list, say


def health_part(facts: ReportFacts, tables: Tables, lang: str) -> list[Block]:
    """Return what is uncertain or incomplete in the data."""
    keys = [text(row["key"]) for row in tables.measures() if row["open_end"]]
    lines = (
        _counted("doubts", facts.doubts, lang),
        _counted("open_ends", facts.open_ends, lang, keys=measure_list(keys, lang, len(keys))),
        *_groups(facts, tables, lang),
        _counted("proposed", facts.proposed, lang),
    )
    return [Heading(say("health.heading", lang)), Bullets(lines), *_overview(tables, lang)]


def _overview(tables: Tables, lang: str) -> list[Block]:
    """Return how many entries of each kind the data-health page has, with what to do about them there."""
    if tables.health is None:
        return []
    found = health_tables(tables.health, lang)
    rows = ((say(f"quality.{name}", lang), len(entries.rows)) for name, entries in found.items())
    grid = table("report-health", ("kind_of_doubt", "entries"), rows)
    return [Paragraph(say("health.page", lang)), Grid(grid)]


def _counted(name: str, count: int, lang: str, **values: str) -> str:
    if not count:
        return say(f"health.{name}.zero", lang)
    return say(f"health.{name}.some", lang, count, **values)


def _groups(facts: ReportFacts, tables: Tables, lang: str) -> tuple[str, ...]:
    """Say how groups are counted, and which they are where each counts as one agency."""
    if facts.groups != "one":
        return (say("methods.groups", lang, rule=say(f"groups.{facts.groups}", lang)),)
    groups = [plain_name(row, lang) for row in tables.agencies() if row["is_group"]]
    if not groups:
        return (say("health.groups.zero", lang),)
    names = joined(groups, lang)
    return say("health.groups.some", lang, len(groups), names=names), say("health.members", lang)
