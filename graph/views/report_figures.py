"""The figures of the report, each drawn from the table that it carries; None where nothing can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from graph.network.brokerage import BROKERS
from graph.network.twomode import ROLES, text
from graph.table import Cell, Column, Table
from graph.views.blocks import Figure
from graph.views.charts import (
    Part,
    Span,
    heat_map,
    rank_intervals,
    shade,
    stacked_bars,
    timeline,
)
from graph.views.coverage import PILLARS, by_topic
from graph.views.findings import agency_name, number_of
from graph.views.report_tables import Row, Tables
from graph.views.short_names import short_names
from graph.views.standings import table, with_ties
from graph.views.wording import joined, natural, say

SHOWN = 20
DAYS_SHOWN = 40
DAGGER = " †"
DARK, AMBER, GREEN, PALE, RED, GREY = "#1b4f84", "#f2b134", "#a8d8cb", "#e7eaee", "#d9643a", "#ffffff"
LOADS = ("span", "load_responsible", "load_cooperating", "load_supervising")
ROLE_LOOKS = (
    (DARK, "", "#ffffff"),
    (AMBER, "", "#16202b"),
    (GREEN, "#2b6f60", "#16202b"),
    (PALE, "#54616e", "#16202b"),
)
BROKER_LOOKS = (
    (DARK, "", "#ffffff"),
    (PALE, "#54616e", "#16202b"),
    (AMBER, "", "#16202b"),
    (GREEN, "#2b6f60", "#16202b"),
    (RED, "", "#ffffff"),
    (GREY, "", "#16202b"),
)
"""Fill, hatch and colour of the numbers; after the five kinds those whose kind is not known."""


def load_figure(tables: Tables, lang: str) -> Figure | None:
    """Return the load of the heaviest agencies as bars, parted by role."""
    rows = _first(tables, "load")
    if not any(row["load"] for row in rows):
        return None
    names = _labels(rows, lang)
    parts = [Part(say(f"role.{role}", lang), *looks) for role, looks in zip(ROLES, ROLE_LOOKS, strict=True)]
    bars = [
        (names[text(row["agency"])], [number_of(row, each) for each in LOADS], number_of(row, "load"))
        for row in rows
    ]
    shown = _figure_table("figure-load", rows, _columns(tables, (*LOADS, "load")), lang)
    return Figure(stacked_bars(bars, parts), shown, _alt("load", rows, "load", lang))


def brokerage_figure(tables: Tables, lang: str) -> Figure | None:
    """Return how often the foremost agencies broker, as bars parted by kind."""
    rows: list[Row] = [row for row in _first(tables, "brokerage") if row["brokerage"]]
    if not rows:
        return None
    names = _labels(rows, lang)
    kinds = (*BROKERS, "unplaced")
    parts = [
        Part(say(f"column.{kind}", lang), *looks) for kind, looks in zip(kinds, BROKER_LOOKS, strict=True)
    ]
    rows = [
        {**row, "unplaced": number_of(row, "brokerage") - sum(number_of(row, kind) for kind in BROKERS)}
        for row in rows
    ]
    bars = [
        (names[text(row["agency"])], [number_of(row, kind) for kind in kinds], number_of(row, "brokerage"))
        for row in rows
    ]
    called = [say("column.unplaced", each) for each in ("zh", "en")]
    rest = Column("unplaced", "integer", called[0], called[1].capitalize(), "triples")
    columns = (*_columns(tables, BROKERS), rest, *_columns(tables, ("brokerage",)))
    shown = _figure_table("figure-brokerage", rows, columns, lang)
    return Figure(stacked_bars(bars, parts), shown, _alt("brokerage", rows, "brokerage", lang))


def ranks_figure(tables: Tables, lang: str) -> Figure | None:
    """Return the ranks of the heaviest agencies by load, with the interval of each."""
    rows = _first(tables, "load") if tables.drawn() else []
    if not rows:
        return None
    names = _labels(rows, lang)
    sides = ("load_rank", "load_rank_low", "load_rank_high")
    ranks = [(number_of(row, sides[0]), number_of(row, sides[1]), number_of(row, sides[2])) for row in rows]
    drawn = [(names[text(row["agency"])], *each) for row, each in zip(rows, ranks, strict=True)]
    shown = table(
        "figure-ranks",
        ("agency", "rank", "rank_low", "rank_high"),
        ((agency_name(row, lang), *each) for row, each in zip(rows, ranks, strict=True)),
    )
    widest = max(range(len(rows)), key=lambda place: ranks[place][2] - ranks[place][1])
    _, best, worst = ranks[widest]
    name = agency_name(rows[widest], lang)
    alt = say("alt.ranks", lang, count=len(rows), name=name, best=best, worst=worst)
    return Figure(rank_intervals(drawn, say("column.rank", lang)), shown, alt)


def sections_figure(tables: Tables, lang: str) -> Figure | None:
    """Return a matrix of the heaviest agencies by the sections of the plan: how many measures of each."""
    found = tables.answer("agencies_of_section")
    rows = [row for row in _first(tables, "load") if row["load"]]
    sections = sorted(
        {text(row["section_key"]): row for row in found}.items(), key=lambda item: natural(item[0])
    )
    if not rows or not sections:
        return None
    name = "section_title_en" if lang == "en" else "section_title"
    heads = [f"{key} {text(row[name]) or text(row['section_title'])}".strip() for key, row in sections]
    counts = {(text(row["agency"]), text(row["section_key"])): number_of(row, "measures") for row in found}
    lines = [[counts.get((text(row["agency"]), key), 0) for key, _ in sections] for row in rows]
    most = max((each for line in lines for each in line), default=0)
    cells = [[(str(each), shade(each, most)) for each in line] for line in lines]
    names = _labels(rows, lang)
    drawing = heat_map(heads, [names[text(row["agency"])] for row in rows], cells, True)
    columns = (
        Column("agency", "text", say("column.agency", "zh"), say("column.agency", "en")),
        *(Column(f"section_{place}", "integer", head, head) for place, head in enumerate(heads, 1)),
    )
    shown = Table(
        "figure-sections",
        columns,
        tuple((agency_name(row, lang), *line) for row, line in zip(rows, lines, strict=True)),
    )
    spread = max(range(len(rows)), key=lambda place: sum(map(bool, lines[place])))
    alt = say(
        "alt.sections",
        lang,
        agencies=len(rows),
        sections=len(heads),
        name=agency_name(rows[spread], lang),
        reached=sum(map(bool, lines[spread])),
    )
    return Figure(drawing, shown, alt)


def coverage_figure(coverage: Table, lang: str) -> Figure | None:
    """Return a matrix of topics and pillars: of how many subcategories some measure bears on how many."""
    topics = sorted(by_topic(coverage).values(), key=lambda parts: text(parts["all"]["notation"]))
    if not topics:
        return None
    label = "topic_label_en" if lang == "en" else "topic_label"
    names = [text(parts["all"][label]) for parts in topics]
    pairs = [
        [
            (number_of(parts[pillar], "reached"), number_of(parts[pillar], "subcategories"))
            for pillar in PILLARS
        ]
        for parts in topics
    ]
    cells = [
        [(f"{reached}/{whole}", shade(reached, whole) if reached else 0) for reached, whole in line]
        for line in pairs
    ]
    heads = [say(f"pillar.{pillar}", lang) for pillar in PILLARS]
    columns = (
        Column("topic", "text", say("column.topic", "zh"), say("column.topic", "en")),
        *(Column(f"pillar_{place}", "text", head, head) for place, head in enumerate(heads, 1)),
    )
    shown = Table(
        "figure-coverage",
        columns,
        tuple((name, *(words for words, _ in line)) for name, line in zip(names, cells, strict=True)),
    )
    sums = [sum(reached for reached, _ in line) for line in pairs]
    best = max(range(len(sums)), key=sums.__getitem__)
    alt = say("alt.coverage", lang, topics=len(names), name=names[best], reached=sums[best])
    return Figure(heat_map(heads, names, cells, False), shown, alt)


def timeline_figure(tables: Tables, year: int, lang: str) -> Figure | None:
    """Return the deadlines that have a date or a rhythm, a row each, the earliest first."""
    rows = [row for row in tables.answer("deadlines") if row["due"] or row["due_from"] or row["recurrence"]]
    if not rows:
        return None
    ordered = sorted(rows, key=lambda row: (text(row["due"]) or "9999", natural(text(row["key"]))))[
        :DAYS_SHOWN
    ]
    spans = [
        Span(
            say("name.titled", lang, key=text(row["key"]), title=text(row["title"]))
            if row["title"]
            else say("name.measure", lang, key=text(row["key"])),
            _day(row["due_from"]),
            _day(row["due"]),
            _mark(row, lang),
        )
        for row in ordered
    ]
    days = [day for span in spans for day in (span.start, span.end) if day]
    first = min([date(year, 1, 1), *days])
    last = max([date(year, 12, 31), *days])
    lines = [
        (
            text(row["key"]),
            text(row["title"]),
            text(row["due_from"]),
            text(row["due"]) or _mark(row, lang),
            text(row["as_written"]),
        )
        for row in ordered
    ]
    shown = table("figure-timeline", ("key", "title", "due_from", "due", "as_written"), lines)
    key = "alt.timeline" if len(ordered) < len(rows) else "alt.timeline.all"
    alt = say(key, lang, shown=len(ordered), all=len(rows), first=first, last=last)
    return Figure(timeline(spans, (first, last)), shown, alt)


def _mark(row: Row, lang: str) -> str:
    """Return what stands at the end of a row of the timeline: the day, or the rhythm."""
    if row["due"]:
        return text(row["due"])
    return say(f"rhythm.{row['recurrence']}", lang) if row["recurrence"] else say("rhythm.open", lang)


def _day(value: Cell) -> date | None:
    """Return a day, None where there is none.

    Examples
    --------
    >>> _day("2024-12-31"), _day(None)
    (datetime.date(2024, 12, 31), None)
    """
    return date.fromisoformat(text(value)) if value else None


def _first(tables: Tables, score: str) -> list[Row]:
    return with_ties(tables.agencies(), SHOWN, f"{score}_rank")[: 2 * SHOWN]


def _labels(rows: Iterable[Row], lang: str) -> dict[str, str]:
    """Return short names for a figure; a dagger marks groups of bodies."""
    listed = list(rows)
    full = {
        text(row["agency"]): (text(row["label_en"]) if lang == "en" else "") or text(row["label"])
        for row in listed
    }
    short = short_names(full)
    return {
        text(row["agency"]): short[text(row["agency"])] + (DAGGER if row["is_group"] else "")
        for row in listed
    }


def _columns(tables: Tables, names: Iterable[str]) -> tuple[Column, ...]:
    return tuple(tables.rank.columns[tables.rank.index(name)] for name in names)


def _figure_table(name: str, rows: Sequence[Row], scores: tuple[Column, ...], lang: str) -> Table:
    lines = ((agency_name(row, lang), *(row[score.name] for score in scores)) for row in rows)
    return table(name, ("agency", *scores), lines)


def _alt(name: str, rows: Sequence[Row], score: str, lang: str) -> str:
    """Return what a bar chart shows in words: how many bars, and the first three with their numbers."""
    first = [say("alt.value", lang, name=agency_name(row, lang), value=row[score]) for row in list(rows)[:3]]
    return say(f"alt.{name}", lang, count=len(rows), first=joined(first, lang))
