"""What a store says of one plan, made ready to read: the page, the report and the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph import __version__
from graph.errors import fail
from graph.network.drawing import NOTHING_DRAWN, Drawing, Work
from graph.questions.engine import ALL_PLANS, choose_plan, plans_or_fail, run
from graph.questions.library import find, questions
from graph.reporting import answers_of, checksums, versions
from graph.table import Cell, Column, Table
from graph.views.chance import sentences
from graph.views.codebook import described
from graph.views.coverage_part import Judgements
from graph.views.health_report import QUESTIONS, HealthTables, Note, health_page
from graph.views.hotspot_sentences import with_sentences
from graph.views.jsonld import Published
from graph.views.page import PlanFacts, network_page
from graph.views.page_facts import MORE, Sources
from graph.views.page_reasons import reasons
from graph.views.report import render_report, report_files
from graph.views.report_facts import ReportFacts
from graph.views.report_tables import Tables
from graph.views.table_folder import table_files
from graph.views.wording import say
from graph.views.workbook import workbook_with_codebook
from graph.vocabulary.iris import path_of

if TYPE_CHECKING:
    from graph.network.assurance import Assurance
    from graph.network.twomode import TwoMode
    from graph.views.interchange import Exchange

MANY = 200
"""From how many agencies on a build tells how far the draws are: a draw takes 2 ms for 80, 0.3 s for 400."""
HOTSPOT_KINDS = ("measure", "pair", "agency", "section")
STATUS = Column("plan_status", "text", "方案状态", "Status of the plan")
"""The last column of every table file: a table that travels alone still says that its plan is a draft."""

WITHOUT_DRAWS, NOBODY = Work(NOTHING_DRAWN), Published()


@dataclass(frozen=True, slots=True)
class Showing:
    """How a plan is shown: CSV for programs or for Excel, what is drawn, who made the data."""

    plain: bool = False
    work: Work = WITHOUT_DRAWS
    published: Published = NOBODY


def plan_id(store: ox.Store, wanted: str) -> str:
    """Return the id of the one plan that is wanted, or of the only one; an error lists them."""
    known = plans_or_fail(store)
    if wanted == ALL_PLANS or (not wanted and len(known) > 1):
        raise fail("--plan", "one plan is shown at a time.", f"Name one of: {', '.join(known)}.")
    chosen = choose_plan(store, wanted)
    if chosen not in about_plans(store).values("plan"):
        what = f"holds no plan {path_of(chosen).removeprefix('plan/')} with a title, place, year and file."
        raise fail("graph", what, "Run tiaokuai build again.")
    return path_of(chosen).removeprefix("plan/")


def about_plans(store: ox.Store) -> Table:
    """Return what the plans of a store are, a row each."""
    return run(find("network/plan"), store, plan=ALL_PLANS)


def tables_of(store: ox.Store, plan: str, assured: Assurance | None = None) -> Sources:
    """Return the network tables and the scores of one plan; with intervals, where measures were drawn."""
    from graph.network.chance.ties import ties_table
    from graph.network.hotspots import hotspot_table
    from graph.network.intervals import with_intervals
    from graph.network.ranking import rank_table
    from graph.network.reading import with_facts
    from graph.network.twomode import two_mode

    assignments, agencies, measures, spellings = (
        run(find(f"network/{name}"), store, plan=plan)
        for name in ("assignments", "agencies", "measures", "spellings")
    )
    more = {name: run(find(name), store, plan=plan) for name in MORE}
    network = with_facts(two_mode(assignments, agencies, measures), more["network/measure-facts"])
    rank, hot = rank_table(network), hotspot_table(network)
    why = reasons(more["alignments"], run(find("links-of-plan"), store, plan=plan))
    made = (assignments, agencies, measures, spellings)
    if assured is None:
        return Sources(*made, rank, hot, why, more=more)
    if assured.draws:
        rank = with_intervals(rank, network, assured.draws)
    said = {lang: sentences(assured.ties, lang) for lang in ("zh", "en")}
    ties = replace(ties_table(assured.ties), notes=(*said["zh"], *said["en"]))
    return Sources(*made, rank, hot, why, assured.drawing, ties, said, more)


def hotspots(network: TwoMode, kind: str) -> Table:
    """Return the hotspots of a kind (measure, pair, agency, section) with a sentence a row."""
    from graph.network.hotspot_kinds import agency_table, pair_table, section_table
    from graph.network.hotspots import hotspot_table

    makers = {"measure": hotspot_table, "pair": pair_table, "agency": agency_table, "section": section_table}
    return with_sentences(makers[kind](network))


def coordination_tables(store: ox.Store, plan: str) -> list[Table]:
    """Return the tables of one plan beside its scores: hotspots of every kind and gaps."""
    from graph.network.gaps import gap_table
    from graph.network.reading import read_network

    network = read_network(store, plan)
    return [*(hotspots(network, kind) for kind in HOTSPOT_KINDS), gap_table(network)]


def views(
    store: ox.Store, plan: str, showing: Showing | None = None, notes: Sequence[Note] = ()
) -> dict[str, bytes]:
    """Return the page, the reports and the tables of one plan, by file name.

    `notes` are what the coded plan says for the data-health page and the graph does not;
    `showing` is how, without it nothing is drawn to say how sure the numbers are.
    """
    from graph.network.assurance import assurance
    from graph.network.reading import read_network

    showing = showing or Showing()
    work, network = showing.work, read_network(store, plan)
    wait = assurance(network, work if len(network.agencies) > MANY else replace(work, progress=None))
    others = [*coordination_tables(store, plan), *answers(store, plan)]
    judged = judgements(store, plan)
    sources = tables_of(store, plan, wait())
    facts = report_facts(store, plan, sources)
    healthy = health(store, plan, sources, notes)
    told = report_tables(store, plan, sources, others, healthy)
    status = " / ".join(say(f"status.{facts.status}", lang) for lang in ("zh", "en"))
    scored = [sources.rank, *([sources.ties] if sources.ties else [])]
    tables = [table.with_constant(STATUS, status) for table in (*scored, *others)]
    known = described(tables)
    book = work.executor.submit(workbook_with_codebook, facts, known) if work.executor else None
    return {
        "network.html": page(facts, sources).encode(),
        **report_files(facts, told, judged, showing.published),
        **{f"data-health.{lang}.html": health_page(facts, healthy, lang).encode() for lang in ("zh", "en")},
        **table_files(facts, tables, showing.plain, showing.published),
        "coordination.xlsx": book.result() if book else workbook_with_codebook(facts, known),
    }


def page(facts: ReportFacts, sources: Sources) -> str:
    """Return the network page of one plan."""
    return network_page(PlanFacts(facts.title, facts.title_en, facts.status, facts.text_sha256[:12]), sources)


def interchange(store: ox.Store, plan: str, network: TwoMode, which: str, lang: str) -> Exchange:
    """Return a network of one plan (agencies or two-mode), with scores and looks, for other programs."""
    from graph.network.ranking import rank_table
    from graph.views.interchange import Given, exchange

    assignments, measures, about = (
        run(find(f"network/{name}"), store, plan=plan) for name in ("assignments", "measures", "plan")
    )
    facts = next(iter(about.records()))
    status = path_of(_text(facts["status"])).removeprefix("status/")
    words = [_text(facts["title_en"] if lang == "en" else None) or _text(facts["title"])]
    words.append(say(f"status.{status}", lang))
    given = Given(network, assignments, measures, rank_table(network), ", ".join(words), lang)
    return exchange(given, which)


def report(store: ox.Store, plan: str, sources: Sources, lang: str, form: str) -> bytes:
    """Return the coordination-load report of one plan as markdown, html or docx."""
    found = coordination_tables(store, plan)
    told = report_tables(store, plan, sources, found, health(store, plan, sources))
    return render_report(report_facts(store, plan, sources), told, lang, form, judgements(store, plan))


def report_tables(
    store: ox.Store, plan: str, sources: Sources, made: Sequence[Table], healthy: HealthTables
) -> Tables:
    """Return what the report of a plan reads; answers that are made already are not asked for again."""
    return Tables(
        sources.rank,
        sources.hotspots,
        sources.assignments,
        drawing=sources.drawing,
        answers=answers_of(store, plan, made),
        ties=sources.ties,
        ties_said=sources.ties_said,
        health=healthy,
    )


def health(store: ox.Store, plan: str, sources: Sources, notes: Sequence[Note] = ()) -> HealthTables:
    """Return what the data-health page of a plan is made of."""
    found = {name: run(find(name), store, plan=plan) for name in QUESTIONS}
    return HealthTables(found, sources.assignments, sources.measures, notes)


def judgements(store: ox.Store, plan: str) -> Judgements:
    """Return the alignments of a plan, and its coverage of B-READY 2025 and, through the crosswalk, 2024."""
    earlier = {"edition": "scheme/bready-2024"}
    return Judgements(
        run(find("coverage"), store, plan=plan),
        run(find("coverage"), store, plan=plan, values=earlier),
        run(find("alignments"), store, plan=plan),
        run(find("links-of-plan"), store, plan=plan),
    )


def answers(store: ox.Store, plan: str) -> list[Table]:
    """Return the answer to every report question about one plan that needs no parameter."""
    return [
        run(question, store, plan=plan)
        for question in questions()
        if question.folder == "reports"
        and question.by_plan
        and not any(each.required for each in question.parameters)
    ]


def report_facts(store: ox.Store, plan: str, sources: Sources) -> ReportFacts:
    """Return what the report says of a plan beside its tables."""
    facts = next(iter(run(find("network/plan"), store, plan=plan).records()))
    issuers = run(find("network/issuers"), store, plan=plan)

    def text(name: str) -> str:
        return _text(facts[name])

    return ReportFacts(
        plan=plan,
        title=text("title"),
        title_en=text("title_en"),
        status=path_of(text("status")).removeprefix("status/"),
        place=text("place"),
        place_en=text("place_en"),
        year=_number(facts["year"]),
        issuers=tuple(_text(row["label"]) for row in issuers.records()),
        issuers_en=tuple(_text(row["label_en"]) or _text(row["label"]) for row in issuers.records()),
        document_number=text("document_number"),
        issued=text("issued"),
        url=text("url"),
        source_file=text("file_name"),
        source_sha256=path_of(text("file")).removeprefix("file/"),
        text_sha256=text("text_checksum"),
        reader=text("reader"),
        version=__version__,
        sections=_number(facts["sections"]),
        assignments=len(sources.assignments.rows),
        doubts=_number(facts["doubts"]),
        open_ends=_number(facts["open_ends"]),
        proposed=_number(facts["proposed"]),
        options=(("groups", "one"), *_drawn(sources.drawing)),
        versions=versions(),
        checksums=checksums(store, plan, path_of(text("file")).removeprefix("file/")),
    )


def _drawn(drawing: Drawing) -> tuple[tuple[str, str], ...]:
    if not drawing.samples:
        return ()
    return ("samples", str(drawing.samples)), ("seed", str(drawing.seed))


def _text(value: Cell) -> str:
    return "" if value is None else str(value)


def _number(value: Cell) -> int:
    return int(_text(value) or 0)
