"""What the report says of itself: quality of the data, methods, source and versions, how to cite it."""

from __future__ import annotations

from graph.network.twomode import text
from graph.views.blocks import Block, Bullets, Grid, Heading, Paragraph
from graph.views.findings import Tables
from graph.views.report_facts import ReportFacts
from graph.views.standings import plain_name, table
from graph.views.wording import joined, measure_list, say

METHODS = ("n", "pairings", "load", "betweenness", "newman", "ties", "span")
SOURCES = ("brandes", "freeman", "newman")


def health(facts: ReportFacts, tables: Tables, lang: str) -> list[Block]:
    """Return what is uncertain or incomplete in the data."""
    keys = [text(row["key"]) for row in tables.measures() if row["open_end"]]
    lines = (
        _counted("doubts", facts.doubts, lang),
        _counted("open_ends", facts.open_ends, lang, keys=measure_list(keys, lang, len(keys))),
        *_groups(facts, tables, lang),
        _counted("proposed", facts.proposed, lang),
    )
    return [Heading(say("health.heading", lang)), Bullets(lines)]


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


def methods(facts: ReportFacts, tables: Tables, lang: str) -> list[Block]:
    """Return the definitions and formulas, with their sources."""
    drawn = tables.drawn()
    lines = [say(f"methods.{name}", lang) for name in METHODS]
    lines.append(say("methods.groups", lang, rule=say(f"groups.{facts.groups}", lang)))
    lines.append(say("methods.ranks", lang))
    if drawn:
        lines.append(say("methods.intervals", lang, **drawn))
    sources = (*SOURCES, *(("efron",) if drawn else ()))
    return [
        Heading(say("methods.heading", lang)),
        Bullets(tuple(lines)),
        Heading(say("methods.sources", lang), 3),
        Bullets(tuple(say(f"source.{name}", lang) for name in sources)),
    ]


def origin(facts: ReportFacts, lang: str) -> list[Block]:
    """Return the source file, the options, the versions and the checksums."""
    fixed = (
        ("plan", facts.plan),
        ("file", facts.source_file),
        ("sha256", facts.source_sha256),
        ("text", facts.text_sha256),
        ("reader", facts.reader),
    )
    rows = [(say(f"origin.{name}", lang), value) for name, value in fixed if value]
    named = (("option", facts.options), ("version", facts.versions), ("checksum", facts.checksums))
    rows += [
        (say(f"origin.{kind}", lang, name=name), value) for kind, pairs in named for name, value in pairs
    ]
    return [Heading(say("origin.heading", lang)), Grid(table("report-origin", ("item", "value"), rows))]


def citation(facts: ReportFacts, lang: str) -> list[Block]:
    """Return how to cite the plan and this report, and what of the plan the data hold."""
    title = facts.name(lang)
    plan = say(
        "cite.plan",
        lang,
        issuers=_issuers(facts, lang),
        title=title,
        status=say(f"status.{facts.status}", lang),
        details=_details(facts, lang),
    )
    tool = say("cite.tool", lang, version=facts.version, title=title, plan=facts.plan)
    return [
        Heading(say("cite.heading", lang)),
        Bullets((plan, tool)),
        Paragraph(say("cite.sentences", lang)),
    ]


def _issuers(facts: ReportFacts, lang: str) -> str:
    issuers = joined(facts.issuer_names(lang), lang)
    if not issuers:
        return ""
    return f"{issuers}：" if lang == "zh" else f"{issuers}, "


def _details(facts: ReportFacts, lang: str) -> str:
    dated = facts.issued or say("date.year", lang, year=facts.year)
    parts = [part for part in (dated, facts.document_number, facts.url) if part]
    return ("，" if lang == "zh" else ", ").join(parts)
