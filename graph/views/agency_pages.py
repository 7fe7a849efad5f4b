"""One page an agency: what it is, its measures by role, partners, scores with ranks, targets, deadlines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.network.twomode import ROLES, text, word
from graph.table import Cell, Table
from graph.views.blocks import Block, Grid, Heading, Paragraph
from graph.views.findings import agency_name, lead_names, together
from graph.views.hotspot_sentences import sentence
from graph.views.lines_part import SIDES
from graph.views.report_tables import Row, Tables, drawn_ranks, drawn_values, shown_score
from graph.views.standings import table
from graph.views.targets_part import due_words, target_words
from graph.views.wording import EVERY, amount, joined, natural, say

SCORES = (
    "load",
    "led",
    "partners",
    "span",
    "betweenness",
    "closeness",
    "constraint",
    "effective_size",
    "brokerage",
    "gaps",
    "ties_beyond_chance",
)
PARTNERS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class _Sheets:
    """What the pages share, made once: rows by agency or by measure."""

    tables: Tables
    lang: str
    measures: Mapping[str, Row]
    roles: Mapping[str, Mapping[str, set[str]]]
    partners: Mapping[str, Sequence[tuple[Row, str]]]
    sentences: Mapping[str, Row]
    classes: Mapping[tuple[str, str], str]
    surviving: Mapping[str, Sequence[str]]


def agency_pages(tables: Tables, lang: str) -> list[Block]:
    """Return the annex: a table that leads to every agency, then a page each, the heaviest load first."""
    rows = tables.agencies()
    if not has_pages(tables):
        return []
    sheets = _sheets(tables, lang)
    index = table(
        "report-index",
        ("rank", "agency", "system", "level", "measures", "load"),
        (
            (
                row["load_rank"],
                agency_name(row, lang),
                *(_class(row, side, sheets) for side in ("system", "level")),
                row["measures"],
                row["load"],
            )
            for row in rows
        ),
    )
    pages = [block for row in rows for block in _page(row, sheets)]
    head = Heading(say("annex.agencies", lang), new_page=True)
    named = amount("agencies", len(rows), lang)
    intro = say("annex.agencies.intro", lang, agencies=named, shown=PARTNERS_SHOWN)
    drawn = say("annex.intervals", lang) if tables.drawn() else ""
    return [
        head,
        Paragraph(together(intro, drawn, lang=lang)),
        Grid(index, anchors=tuple(map(anchor_of, rows))),
        *pages,
    ]


def has_pages(tables: Tables) -> bool:
    """Return whether the report has a page an agency."""
    return bool(tables.rank.rows) and "hotspot_agencies" in tables.answers


def anchor_of(agency: Row) -> str:
    """Return the anchor of an agency's page.

    Examples
    --------
    >>> anchor_of({"agency": "https://w3id.org/tiaokuai/id/agency/zhengzhou-410100/cai-zheng-ju"})
    'agency-zhengzhou-410100-cai-zheng-ju'
    """
    return "agency-" + "-".join(text(agency["agency"]).split("/")[-2:])


def _sheets(tables: Tables, lang: str) -> _Sheets:
    ending = "_en" if lang == "en" else ""
    by_agency: dict[str, dict[str, set[str]]] = {}
    for measure, agencies in tables.assigned.items():
        for agency, roles in agencies.items():
            by_agency.setdefault(agency, {})[measure] = roles
    return _Sheets(
        tables=tables,
        lang=lang,
        measures={text(row["id"]): row for row in tables.measures()},
        roles=by_agency,
        partners=_partners(tables, lang),
        sentences={text(row["id"]): row for row in tables.answer("hotspot_agencies")},
        classes={
            (side, word(row[side])): text(row[f"{side}_label{ending}"]) or text(row[f"{side}_label"])
            for side in ("kind", *SIDES)
            for row in tables.answer(f"agencies_by_{side}")
            if row[side]
        },
        surviving=_surviving(tables, lang),
    )


def _partners(tables: Tables, lang: str) -> dict[str, list[tuple[Row, str]]]:
    """Return agency → pairs with it, each with the name of the partner.

    Those that share most measures come first, of equals the heavier load, in both languages alike.
    """
    known = {text(row["agency"]): agency_name(row, lang) for row in tables.agencies()}
    places = {agency: place for place, agency in enumerate(known)}
    found: dict[str, list[tuple[int, int, Row, str]]] = {}
    for row in tables.answer("who_works_with_whom"):
        ends = (text(row["agency"]), text(row["partner"]))
        for one, other in (ends, ends[::-1]):
            found.setdefault(one, []).append((-int(text(row["shared"])), places[other], row, known[other]))
    return {
        one: [(row, name) for *_, row, name in sorted(pairs, key=lambda pair: pair[:2])]
        for one, pairs in found.items()
    }


def _surviving(tables: Tables, lang: str) -> dict[str, list[str]]:
    """Return agency → partners beyond chance (BiCM)."""
    found: dict[str, list[str]] = {}
    if tables.ties is None:
        return found
    known = {text(row["agency"]): agency_name(row, lang) for row in tables.agencies()}
    for row in tables.ties.records():
        if row["survives_bicm"]:
            one, other = text(row["agency_a"]), text(row["agency_b"])
            found.setdefault(one, []).append(known[other])
            found.setdefault(other, []).append(known[one])
    return found


def _page(row: Row, sheets: _Sheets) -> list[Block]:
    iri, lang = text(row["agency"]), sheets.lang
    blocks: list[Block] = [
        Heading(agency_name(row, lang), 3, anchor_of(row), new_page=True),
        Paragraph(_about(row, sheets)),
        Paragraph(together(sentence(sheets.sentences[iri], lang), *_partner_words(iri, sheets), lang=lang)),
        Grid(_scores(row, sheets), minor=True),
        Grid(_measures(iri, sheets), minor=True),
    ]
    targets = _targets(iri, sheets)
    if targets:
        columns = ("key", "subject", "promised", "due")
        blocks.append(Grid(table("agency-targets", columns, targets), minor=True))
    return blocks


def _about(row: Row, sheets: _Sheets) -> str:
    """Return what an agency is: its other name, kind, level, line, system, standing."""
    lang = sheets.lang
    other = text(row["label"]) if lang == "en" and row["label_en"] else text(row["label_en"])
    parts = [say("annex.fact", lang, name=say("annex.other", lang), value=other)] if other else []
    for side in ("kind", "level", "line", "system"):
        name = say(f"side.{side}", lang)
        parts.append(say("annex.fact", lang, name=name, value=_class(row, side, sheets)))
    standing = f"standing.{row['standing']}"
    if standing in EVERY:
        parts.append(say("annex.fact", lang, name=say("standing", lang), value=say(standing, lang)))
    return ("；" if lang == "zh" else "; ").join(parts) + ("。" if lang == "zh" else ".")


def _class(row: Row, side: str, sheets: _Sheets) -> str:
    """Return the kind, level, line or system of an agency in words."""
    return sheets.classes.get((side, word(row[side])), "") or say("lines.unknown", sheets.lang)


def _partner_words(iri: str, sheets: _Sheets) -> list[str]:
    lang = sheets.lang
    pairs = sheets.partners.get(iri, ())
    if not pairs:
        return []
    first, shared = pairs[:PARTNERS_SHOWN], pairs[0][0]["shared"]
    names = [say("alt.value", lang, name=name, value=row["shared"]) for row, name in first]
    key = "annex.partners" if len(pairs) <= PARTNERS_SHOWN else "annex.partners.first"
    if len(pairs) > PARTNERS_SHOWN and all(row["shared"] == shared for row, _ in pairs):
        key, names = "annex.partners.equal", [name for _, name in first]
    words = [say(key, lang, names=joined(names, lang), shown=len(names), all=len(pairs), shared=shared)]
    if beyond := sheets.surviving.get(iri):
        words.append(say("annex.beyond", lang, names=joined(sorted(beyond), lang)))
    return words


def _scores(row: Row, sheets: _Sheets) -> Table:
    """Return the scores with their ranks, and with the bounds of both where they were drawn."""
    columns = {column.name: column for column in sheets.tables.rank.columns}
    lines = (
        (
            columns[score].title(sheets.lang),
            shown_score(row[score]),
            drawn_values(row, score),
            row[f"{score}_rank"],
            drawn_ranks(row, score),
        )
        for score in SCORES
    )
    made = table("agency-scores", ("score", "figure", "bounds", "rank_of", "rank_interval"), lines)
    return made if sheets.tables.drawn() else made.select(("score", "figure", "rank_of"))


def _measures(iri: str, sheets: _Sheets) -> Table:
    """Return its measures, those that it leads first."""
    lang = sheets.lang
    lines: list[tuple[tuple[int, object], tuple[Cell, ...]]] = []
    for measure, roles in sheets.roles.get(iri, {}).items():
        row = sheets.measures[measure]
        held = [role for role in ROLES if role in roles]
        leads = [] if "lead" in held else lead_names(measure, sheets.tables, lang)
        shown = (
            joined([say(f"role.{role}", lang) for role in held], lang),
            text(row["key"]),
            text(row["label"]),
            row["agencies"],
            joined(leads, lang),
        )
        lines.append(((ROLES.index(held[0]) if held else len(ROLES), natural(text(row["key"]))), shown))
    ordered = [shown for _, shown in sorted(lines, key=lambda each: each[0])]
    return table("agency-measures", ("role", "key", "title", "agencies", "under"), ordered)


def _answered(iri: str, sheets: _Sheets) -> set[str]:
    """Return the measures that an agency leads, or is responsible for where nobody leads."""
    return {
        measure
        for measure, roles in sheets.roles.get(iri, {}).items()
        if "lead" in roles or ("responsible" in roles and sheets.measures[measure]["no_lead"])
    }


def _targets(iri: str, sheets: _Sheets) -> list[tuple[Cell, ...]]:
    """Return what the measures that it answers for promise, and by when; deadlines alone too."""
    lang, held = sheets.lang, _answered(iri, sheets)
    lines: list[tuple[Cell, ...]] = [
        (text(row["key"]), row["subject"], target_words(row, lang), due_words(row, lang))
        for row in sheets.tables.answer("targets")
        if text(row["measure"]) in held
    ]
    lines += [
        (text(row["key"]), None, row["as_written"], due_words(row, lang))
        for row in sheets.tables.answer("deadlines")
        if text(row["measure"]) in held and not row["targets"]
    ]
    return sorted(lines, key=lambda line: natural(text(line[0])))
