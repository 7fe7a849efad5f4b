"""What the report says of itself: methods, source and versions, how to cite it."""

from __future__ import annotations

from graph.views.blocks import Block, Bullets, Grid, Heading, Paragraph
from graph.views.report_facts import ReportFacts
from graph.views.report_tables import Tables
from graph.views.standings import table
from graph.views.wording import joined, say

METHODS = ("n", "pairings", "load", "betweenness", "newman", "ties", "span")
SOURCES = ("brandes", "freeman", "newman")
FURTHER = ("closeness", "constraint", "effective_size", "brokerage", "standing")
"""Scores that only the pages of agencies show."""
FURTHER_SOURCES = ("burt", "gould", "opsahl", "wasserman")


def methods(facts: ReportFacts, tables: Tables, lang: str) -> list[Block]:
    """Return the definitions and formulas of what the report shows, with their sources."""
    names, sources = list(METHODS), list(SOURCES)
    if tables.answers:
        names += FURTHER
        sources += FURTHER_SOURCES
    lines = [say(f"methods.{name}", lang) for name in names]
    if drawn := tables.drawn():
        lines.append(say("methods.intervals", lang, **drawn))
        sources.append("efron")
    if tables.ties:
        lines.append(say("methods.chance", lang))
        sources += ["benjamini", "neal", "saracco", "tumminello"]
    lines.append(say("methods.groups", lang, rule=say(f"groups.{facts.groups}", lang)))
    lines.append(say("methods.ranks", lang))
    return [
        Heading(say("methods.heading", lang)),
        Bullets(tuple(lines)),
        Heading(say("methods.sources", lang), 3),
        Bullets(tuple(say(f"source.{name}", lang) for name in sorted(sources))),
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
        status=_status(facts, title, lang),
        details=_details(facts, lang),
    )
    tool = say("cite.tool", lang, version=facts.version, title=title, plan=facts.plan)
    return [
        Heading(say("cite.heading", lang)),
        Bullets((plan, tool)),
        Paragraph(say("cite.sentences", lang)),
    ]


def _status(facts: ReportFacts, title: str, lang: str) -> str:
    """Return the status of the plan in brackets, "" where its title says it."""
    status = say(f"status.{facts.status}", lang)
    return "" if status.lower() in title.lower() else say("cite.status", lang, status=status)


def _issuers(facts: ReportFacts, lang: str) -> str:
    issuers = joined(facts.issuer_names(lang), lang)
    if not issuers:
        return ""
    return f"{issuers}：" if lang == "zh" else f"{issuers}, "


def _details(facts: ReportFacts, lang: str) -> str:
    dated = facts.issued or say("date.year", lang, year=facts.year)
    parts = [part for part in (dated, facts.document_number, facts.url) if part]
    return ("，" if lang == "zh" else ", ").join(parts)
