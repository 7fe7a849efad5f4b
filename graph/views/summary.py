"""The summary of the report: the five findings that matter, each with what makes it unsure."""

from __future__ import annotations

from graph.network.twomode import text
from graph.views.blocks import Block, Bullets, Heading, Paragraph
from graph.views.findings import (
    heaviest_finding,
    lead_finding,
    load_finding,
    missing_leads,
    number_of,
    pairings_finding,
    together,
    top_rows,
)
from graph.views.report_facts import ReportFacts
from graph.views.report_tables import Row, Tables
from graph.views.wording import amount, counted, measure_list, say, share

SMALL = 30
"""A plan of fewer measures is called small."""


def summary_part(facts: ReportFacts, tables: Tables, lang: str) -> list[Block]:
    """Return the five findings, counted, with how they are to be read."""
    measures = len(tables.measures())
    blocks: list[Block] = [
        Heading(say("findings.heading", lang)),
        Paragraph(say("findings.pairing", lang)),
        Bullets(findings(facts, tables, lang), ordered=True),
    ]
    if drawn := tables.drawn():
        blocks.append(Paragraph(say("interval.what", lang, **drawn)))
    if 0 < measures < SMALL:
        blocks.append(Paragraph(say("findings.small", lang, measures=counted("measures", measures, lang))))
    return [*blocks, Paragraph(say("findings.caution", lang))]


def findings(facts: ReportFacts, tables: Tables, lang: str) -> tuple[str, ...]:
    """Return the findings, one a point: load, leads, the heaviest measure, pairings across, missing leads."""
    agencies, measures = tables.agencies(), tables.measures()
    if not agencies:
        return (say("findings.no-agencies", lang),)
    points = (
        (load_finding(agencies, lang), ""),
        (lead_finding(agencies, len(measures), lang), ""),
        (heaviest_finding(tables, lang), _heaviest(measures, lang)),
        (pairings_finding(measures, lang), _levels(measures, lang)),
        (missing_leads(tables, lang), _readings(facts, lang)),
    )
    return tuple(together(*point, lang=lang) for point in points if point[0])


def _heaviest(measures: list[Row], lang: str) -> str:
    """Say how far the next measure is behind, and whether the list of the first is whole."""
    top, most = top_rows(measures, "score")
    if len(top) != 1 or not most:
        return ""
    second, pairings = top_rows([row for row in measures if row is not top[0]], "score")
    parts = [say("unsure.open" if top[0]["open_end"] else "unsure.closed", lang)]
    if pairings:
        keys = measure_list([text(row["key"]) for row in second], lang)
        key = "unsure.next" if len(second) == 1 else "unsure.next-many"
        parts.append(say(key, lang, keys=keys, pairings=amount("pairings", pairings, lang)))
    return together(*parts, lang=lang)


def _levels(measures: list[Row], lang: str) -> str:
    """Say how many pairings cross levels, and how many cannot be placed."""
    total = sum(number_of(row, "score") for row in measures)
    cross = sum(number_of(row, "cross_level") for row in measures)
    unknown = sum(number_of(row, "unknown_level") for row in measures)
    if not total:
        return ""
    parts = [say("unsure.levels", lang, cross, figure=cross, share=share(cross, total, lang))]
    if unknown:
        parts.append(say("unsure.level", lang, unknown=amount("pairings", unknown, lang)))
    return together(*parts, lang=lang)


def _readings(facts: ReportFacts, lang: str) -> str:
    """Say on how many doubtful readings the gaps rest."""
    return say("unsure.readings", lang, facts.doubts) if facts.doubts else say("unsure.no-readings", lang)
