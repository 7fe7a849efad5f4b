"""The coordination report: what a plan asks agencies to do together, in Chinese and in English."""

from __future__ import annotations

from graph.views.agency_pages import agency_pages
from graph.views.blocks import Block, Bullets, Heading, Paragraph, numbered, to_markdown
from graph.views.coverage_part import Judgements, coverage_part, links_part, why_part
from graph.views.health_part import health_part
from graph.views.hotspots_part import hotspots_part
from graph.views.jsonld import Published, report_jsonld, script_text
from graph.views.lines_part import lines_part
from graph.views.load_part import load_part
from graph.views.provenance import citation, methods, origin
from graph.views.report_facts import ReportFacts
from graph.views.report_html import to_html
from graph.views.report_tables import Tables
from graph.views.report_word import to_word
from graph.views.standings import gaps_part, plain_name
from graph.views.summary import summary_part
from graph.views.targets_part import targets_part
from graph.views.ties_part import ties_part
from graph.views.wording import counted, joined, say

FORMATS = {"markdown": "md", "html": "html", "docx": "docx"}
"""What the report is written as, with the ending of its file."""


def render_report(
    facts: ReportFacts, tables: Tables, lang: str, form: str, judged: Judgements | None = None
) -> bytes:
    """Return the report in one of `FORMATS`."""
    return written(facts, report_blocks(facts, tables, lang, judged), lang, form)


def report_files(
    facts: ReportFacts, tables: Tables, judged: Judgements | None = None, published: Published | None = None
) -> dict[str, bytes]:
    """Return the report by file name: in each language all `FORMATS` from the same blocks."""
    return {
        f"report.{lang}.{ending}": written(facts, blocks, lang, form, published)
        for lang in ("zh", "en")
        for blocks in [report_blocks(facts, tables, lang, judged)]
        for form, ending in FORMATS.items()
    }


def written(
    facts: ReportFacts, blocks: tuple[Block, ...], lang: str, form: str, published: Published | None = None
) -> bytes:
    """Return the blocks of a report in one of `FORMATS`; HTML also says to machines who made the data."""
    match form:
        case "markdown":
            return to_markdown(blocks, lang).encode()
        case "html":
            return to_html(blocks, lang, script_text(report_jsonld(facts, lang, published))).encode()
        case "docx":
            return to_word(blocks, lang)
    raise ValueError(form)


def report_blocks(
    facts: ReportFacts, tables: Tables, lang: str, judged: Judgements | None = None
) -> tuple[Block, ...]:
    """Return the report as blocks of plain text, the first of which is the status of the plan.

    `judged` are the alignments; without them the report does not speak of B-READY.
    """
    parts = (
        *_opening(facts, lang),
        *summary_part(facts, tables, lang),
        *_plan(facts, tables, lang),
        *load_part(tables, lang),
        *hotspots_part(tables, lang),
        *gaps_part(tables, lang),
        *lines_part(tables, lang),
        *(coverage_part(judged, lang) if judged else ()),
        *ties_part(tables, lang),
        *targets_part(tables, facts.year, lang),
        *health_part(facts, tables, lang),
        *methods(facts, tables, lang),
        *origin(facts, lang),
        *citation(facts, lang),
        *agency_pages(tables, lang),
        *(why_part(judged, lang) if judged else ()),
        *(links_part(judged, lang) if judged else ()),
    )
    return numbered(parts, lang)


def _opening(facts: ReportFacts, lang: str) -> list[Block]:
    return [
        Paragraph(say(f"report.status.{facts.status}", lang)),
        Heading(say("report.title", lang, title=facts.name(lang)), 1),
        Paragraph(say("report.summary", lang)),
    ]


def _plan(facts: ReportFacts, tables: Tables, lang: str) -> list[Block]:
    missing = say("not-given", lang)
    place = facts.place_en if lang == "en" and facts.place_en else facts.place
    other = facts.title if lang == "en" else facts.title_en
    lines = [
        say("plan.title", lang, title=facts.name(lang)),
        say("plan.other", lang, title=other) if other and facts.title_en else "",
        say("plan.place", lang, place=place),
        say("plan.year", lang, year=facts.year),
        say("plan.issuers", lang, issuers=joined(facts.issuer_names(lang), lang) or missing),
        say("plan.number", lang, number=facts.document_number or missing),
        say("plan.issued", lang, issued=facts.issued) if facts.issued else "",
        say("plan.url", lang, url=facts.url) if facts.url else "",
    ]
    size = [Paragraph(sentence) for sentence in _size(facts, tables, lang)]
    return [Heading(say("plan.heading", lang)), Bullets(tuple(filter(None, lines))), *size]


def _size(facts: ReportFacts, tables: Tables, lang: str) -> list[str]:
    """Say how large the plan is."""
    agencies, measures = tables.agencies(), len(tables.measures())
    if not measures:
        return [say("plan.empty", lang)]
    key = "plan.size" if facts.sections else "plan.size-flat"
    size = say(
        key,
        lang,
        measures=counted("measures", measures, lang),
        sections=counted("sections", facts.sections, lang),
    )
    sentences = [size]
    if agencies:
        named, assigned = (
            counted("agencies", len(agencies), lang),
            counted("assignments", facts.assignments, lang),
        )
        sentences.append(say("plan.agencies", lang, agencies=named, assignments=assigned))
    groups = [row for row in agencies if row["is_group"]]
    if groups and facts.groups == "one":
        sentences.append(say("plan.groups", lang, len(groups), example=plain_name(groups[0], lang)))
    return sentences
