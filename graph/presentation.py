"""What a store says of one plan, made ready to read: the page, the report and the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph import __version__
from graph.documents.plain import read_plain
from graph.errors import fail
from graph.network.drawing import NOTHING_DRAWN, Drawing, Work
from graph.questions.engine import ALL_PLANS, choose_plan, plans_or_fail, run
from graph.questions.library import find, questions
from graph.table import Cell, Column, Table
from graph.views.chain import LinkFacts, Step, chain_of
from graph.views.chance import sentences
from graph.views.codebook import codebook
from graph.views.coverage_part import Judgements
from graph.views.describe import Statement
from graph.views.findings import Tables
from graph.views.health_report import QUESTIONS, HealthTables, Note, health_page
from graph.views.hotspot_sentences import with_sentences
from graph.views.page import PlanFacts, network_page
from graph.views.page_facts import Sources
from graph.views.page_reasons import reasons
from graph.views.report import FORMATS, render_report
from graph.views.report_facts import ReportFacts
from graph.views.tables import csv_text
from graph.views.wording import say
from graph.views.workbook import workbook_with_codebook
from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import PROV

if TYPE_CHECKING:
    from graph.network.assurance import Assurance
    from graph.network.twomode import TwoMode
    from graph.views.interchange import Exchange

MANY = 200
"""From how many agencies on a build tells how far the draws are: a draw takes 2 ms for 80, 0.3 s for 400."""
HOTSPOT_KINDS = ("measure", "pair", "agency", "section")
STATUS = Column("plan_status", "text", "方案状态", "Status of the plan")
"""The last column of every table file: a table that travels alone still says that its plan is a draft."""


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
    facts = run(find("network/measure-facts"), store, plan=plan)
    network = with_facts(two_mode(assignments, agencies, measures), facts)
    rank, hot = rank_table(network), hotspot_table(network)
    judged = (run(find(name), store, plan=plan) for name in ("alignments", "links-of-plan"))
    told = reasons(*judged)
    if assured is None:
        return Sources(assignments, agencies, measures, spellings, rank, hot, told)
    if assured.draws:
        rank = with_intervals(rank, network, assured.draws)
    said = {lang: sentences(assured.ties, lang) for lang in ("zh", "en")}
    ties = replace(ties_table(assured.ties), notes=(*said["zh"], *said["en"]))
    sure = (assured.drawing, ties, said)
    return Sources(assignments, agencies, measures, spellings, rank, hot, told, *sure)


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
    store: ox.Store, plan: str, plain: bool, notes: Sequence[Note] = (), work: Work | None = None
) -> dict[str, bytes]:
    """Return the page, the reports and the tables of one plan, by file name.

    `notes` are what the coded plan says for the data-health page and the graph does not;
    `work` is what to draw for intervals and ties beyond chance, and where.
    """
    from graph.network.assurance import assurance
    from graph.network.reading import read_network

    work = work or Work(NOTHING_DRAWN)
    network = read_network(store, plan)
    wait = assurance(network, work if len(network.agencies) > MANY else replace(work, progress=None))
    others = [*coordination_tables(store, plan), *answers(store, plan)]
    judged = judgements(store, plan)
    sources = tables_of(store, plan, wait())
    facts = report_facts(store, plan, sources)
    healthy = health(store, plan, sources, notes)
    status = " / ".join(say(f"status.{facts.status}", lang) for lang in ("zh", "en"))
    scored = [sources.rank, *([sources.ties] if sources.ties else [])]
    tables = [table.with_constant(STATUS, status) for table in (*scored, *others)]
    book = work.executor.submit(workbook_with_codebook, tables) if work.executor else None
    return {
        "network.html": page(facts, sources).encode(),
        **{
            f"report.{lang}.{ending}": report(facts, sources, lang, form, judged)
            for lang in ("zh", "en")
            for form, ending in FORMATS.items()
        },
        **{f"data-health.{lang}.html": health_page(facts, healthy, lang).encode() for lang in ("zh", "en")},
        **{f"tables/{table.name}.csv": csv_text(table, plain=plain).encode() for table in tables},
        "tables/README.md": codebook(facts, tables).encode(),
        "coordination.xlsx": book.result() if book else workbook_with_codebook(tables),
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


def report(
    facts: ReportFacts, sources: Sources, lang: str, form: str, judged: Judgements | None = None
) -> bytes:
    """Return the coordination-load report of one plan as markdown, html or docx."""
    tables = Tables(sources.rank, sources.hotspots, sources.assignments, sources.drawing)
    return render_report(facts, tables, lang, form, judged)


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


def statements(store: ox.Store, iri: str) -> list[Statement]:
    """Return what a store says of a node, both ways, with labels."""
    rows = run(find("network/statements"), store, values={"node": iri}).records()
    return [
        Statement(
            predicate=_text(row["predicate"]),
            value=_text(row["value"]),
            predicate_zh=_text(row["predicate_zh"]),
            predicate_en=_text(row["predicate_en"]),
            value_zh=_text(row["value_zh"]),
            value_en=_text(row["value_en"]),
            incoming=bool(row["incoming"]),
        )
        for row in rows
    ]


def chain(store: ox.Store, iri: str, source: Path | None = None) -> list[Step]:
    """Return the policy links around a node, with evidence: that of its own plan in words of `source`."""
    plan = _plan_of(iri) if "/" in path_of(iri) else ""

    def links_of(node: str) -> list[LinkFacts]:
        rows = run(find("network/links"), store, values={"node": node}).records()
        return [_link_facts(store, row, source if _plan_of(row["start"]) == plan else None) for row in rows]

    return chain_of(iri, links_of)


def _plan_of(iri: Cell) -> str:
    """Return the id of the plan in the IRI of a measure or of a plan."""
    return path_of(_text(iri)).split("/")[1]


def _link_facts(store: ox.Store, row: Mapping[str, Cell], source: Path | None) -> LinkFacts:
    link = _text(row["link"])
    printed = words(store, link, source) if source else {}
    places = run(find("network/evidence"), store, values={"node": link}).records()
    rests_on = store.quads_for_pattern(ox.NamedNode(link), ox.NamedNode(PROV + "wasDerivedFrom"), None, None)
    return LinkFacts(
        link=link,
        kind=_text(row["kind"]),
        kind_zh=_text(row["kind_label"]),
        kind_en=_text(row["kind_label_en"]),
        start=_text(row["start"]),
        start_title=_text(row["start_title"]),
        end=_text(row["end"]),
        end_title=_text(row["end_title"]),
        reason=_text(row["reason"]),
        reason_en=_text(row["reason_en"]),
        facts=tuple(sorted(each.object.value for each in rests_on if isinstance(each.object, ox.NamedNode))),
        places=tuple(
            (_number(each["start"]), _number(each["end"]), printed.get(_text(each["evidence"]), ""))
            for each in places
        ),
    )


def words(store: ox.Store, iri: str, source: Path) -> dict[str, str]:
    """Return the words at each place that a node was read from, by the IRI of the evidence.

    Raises
    ------
    UserError
        When `source` is not the document that the offsets run over.
    """
    text = read_plain(source)
    found = {}
    for row in run(find("network/evidence"), store, values={"node": iri}).records():
        if path_of(_text(row["file"])) != f"file/{text.sha256}":
            what = "is not the document that was coded: its checksum differs."
            raise fail(str(source), what, "Give the file as it was when the plan was coded.")
        found[_text(row["evidence"])] = text.content[_number(row["start"]) : _number(row["end"])]
    return found


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
        options=_told(sources.drawing),
    )


def _told(drawing: Drawing) -> tuple[tuple[str, str], ...]:
    if not drawing.samples:
        return ()
    return ("samples", str(drawing.samples)), ("seed", str(drawing.seed))


def _text(value: Cell) -> str:
    return "" if value is None else str(value)


def _number(value: Cell) -> int:
    return int(_text(value) or 0)
