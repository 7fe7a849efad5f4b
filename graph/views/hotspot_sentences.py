"""A plain sentence for every hotspot, in both languages, made from the terms of its row."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from graph.network.twomode import TwoMode, text
from graph.table import Cell, Column, Table
from graph.views.cells import cell_text
from graph.views.wording import amount, joined, say

SENTENCES = (
    Column("sentence", "text", "说明", "In words, in Chinese"),
    Column("sentence_en", "text", "英文说明", "In words"),
)

Row = Mapping[str, Cell]


def with_sentences(hotspots: Table) -> Table:
    """Return a table of hotspots with two last columns: a sentence a row in Chinese and in English.

    Examples
    --------
    >>> from graph.network.hotspots import hotspot_table
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"19": {"fin": "lead", "hea": "responsible", "court": "responsible"}},
    ...     {"fin": "government", "hea": "government", "court": "courts"})
    >>> with_sentences(hotspot_table(town)).values("sentence_en")
    ['Measure 19 needs 3 agencies of two systems under one lead: 3 pairings, two of them across systems.']
    """
    rows = tuple(
        (*cells, sentence(row, "zh"), sentence(row, "en"))
        for cells, row in zip(hotspots.rows, hotspots.records(), strict=True)
    )
    return Table(hotspots.name, (*hotspots.columns, *SENTENCES), rows, hotspots.notes)


def sentence(row: Row, lang: str) -> str:
    """Return the sentence for a row of hotspots, whatever its kind."""
    return KINDS[text(row["kind"])](row, lang)


def group_note(network: TwoMode, lang: str) -> str:
    """Return which groups could not be expanded since no member is known, "" if all could."""
    if network.groups != "expanded" or not network.unexpanded:
        return ""
    agencies = {agency.iri: agency for agency in network.agencies}
    kept = [agencies[iri] for iri in network.unexpanded]
    names = [(each.label_en or each.label) if lang == "en" else each.label for each in kept]
    return say("groups.whole", lang, len(names), names=joined(names, lang))


def _measure(row: Row, lang: str) -> str:
    key, agencies = text(row["key"]), _number(row["agencies"])
    if agencies < 2:
        return say("hot.measure.alone" if agencies else "hot.measure.none", lang, key=key)
    systems, leads = _number(row["systems"]), _number(row["leads"])
    return say(
        "hot.measure",
        lang,
        key=key,
        agencies=amount("agencies", agencies, lang),
        systems=_systems(systems, lang),
        leads=say("hot.leads", lang, leads) if leads else say("hot.leads.none", lang),
        pairings=amount("pairings", _number(row["score"]), lang),
        terms=_terms(row, lang),
    )


def _systems(number: int, lang: str) -> str:
    key = {0: "hot.systems.unknown", 1: "hot.systems.single"}.get(number, "hot.systems")
    return say(key, lang, number)


def _pair(row: Row, lang: str) -> str:
    return say(
        "hot.pair",
        lang,
        one=_name(row, "label", lang),
        other=_name(row, "partner_label", lang),
        measures=amount("measures", _number(row["score"]), lang),
        leads=row["term_one_leads"],
        both=row["term_both_lead"],
        neither=row["term_neither_leads"],
    )


def _agency(row: Row, lang: str) -> str:
    name, terms = _name(row, "label", lang), _terms(row, lang)
    if not row["score"]:
        return say("hot.agency.alone", lang, name=name)
    return say(
        "hot.agency.once" if row["heaviest_load"] == row["score"] else "hot.agency",
        lang,
        name=name,
        load=amount("pairings", _number(row["score"]), lang),
        partners=amount("agencies", _number(row["partners"]), lang),
        measures=amount("measures", _number(row["measures"]), lang),
        terms=say("hot.agency.terms", lang, terms=terms) if terms else "",
        key=row["heaviest"],
        heaviest=amount("pairings", _number(row["heaviest_load"]), lang),
    )


def _section(row: Row, lang: str) -> str:
    title = _name(row, "label", lang)
    quoted = say("hot.section.title", lang, title=title) if title else ""
    key = text(row["id"])
    return say(
        "hot.section",
        lang,
        name=say("hot.section.name", lang, key=key, title=quoted) if key else say("hot.section.none", lang),
        measures=amount("measures", _number(row["measures"]), lang),
        agencies=amount("agencies", _number(row["agencies"]), lang),
        pairings=amount("pairings", _number(row["score"]), lang),
        terms=_terms(row, lang),
        mean=cell_text(round(float(row["a_measure"] or 0), 1)),
    )


KINDS: Mapping[str, Callable[[Row, str], str]] = {
    "measure": _measure,
    "pair": _pair,
    "agency": _agency,
    "section": _section,
}


def _terms(row: Row, lang: str) -> str:
    """Return what of the pairings lies across systems, and what is not known, where there is any."""
    cross, unknown = _number(row["term_cross_system"]), _number(row["term_unknown_system"])
    parts = [say("hot.cross", lang, cross)] if cross else []
    return "".join(parts + ([say("hot.unknown", lang, unknown)] if unknown else []))


def _name(row: Row, column: str, lang: str) -> str:
    return (text(row[column + "_en"]) if lang == "en" else "") or text(row[column])


def _number(cell: Cell) -> int:
    return int(text(cell) or 0)
