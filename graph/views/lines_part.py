"""The part of the report on 条 and 块: load by system, level and line, and pairings between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.network.twomode import text, word
from graph.table import Cell
from graph.views.blocks import Block, Bullets, Grid, Heading, Paragraph
from graph.views.findings import number_of
from graph.views.report_tables import Row, Tables
from graph.views.standings import table
from graph.views.wording import amount, say, share

SIDES = {"system": "systems", "level": "levels", "line": "lines"}
"""What agencies are told apart by, and how the questions on pairs across it are called."""


def lines_part(tables: Tables, lang: str) -> list[Block]:
    """Return the load by system, level and line, what of the pairings crosses each, and between which."""
    agencies = tables.agencies()
    if not any(row["load"] for row in agencies):
        return []
    names = _names(tables, lang)
    classes = table(
        "report-classes",
        ("dimension", "class", "agencies", "lead_roles", "load", "share"),
        (line for side in SIDES for line in _classes(agencies, side, names, lang)),
    )
    across = [line for side in SIDES for line in _across(tables, side, lang)]
    blocks: list[Block] = [
        Heading(say("lines.heading", lang)),
        Paragraph(say("lines.intro", lang)),
        Bullets(tuple(_crossing(tables, lang))),
        Grid(classes),
    ]
    if across:
        grid = table("report-across", ("dimension", "class", "other", "pairings", "measures"), across)
        blocks.append(Grid(grid))
    return blocks


def _crossing(tables: Tables, lang: str) -> Iterable[str]:
    """Yield how many pairings cross systems, levels and lines."""
    total = sum(number_of(row, "score") for row in tables.measures())
    crossing = {
        "system": sum(number_of(row, "term_cross_system") for row in tables.measures()),
        "level": sum(number_of(row, "cross_level") for row in tables.measures()),
    }
    if "pairs_across_lines" in tables.answers:
        crossing["line"] = sum(number_of(row, "pairings") for row in tables.answer("pairs_across_lines"))
    for side, count in crossing.items():
        yield say(
            f"lines.{side}",
            lang,
            pairings=amount("pairings", count, lang),
            share=share(count, total, lang),
        )


def _names(tables: Tables, lang: str) -> Mapping[tuple[str, str], str]:
    """Return side and word of a class → what it is called."""
    ending = "_en" if lang == "en" else ""
    return {
        (side, word(row[side])): text(row[f"{side}_label{ending}"]) or text(row[f"{side}_label"])
        for side in SIDES
        for row in tables.answer(f"agencies_by_{side}")
        if row[side]
    }


def _classes(
    agencies: list[Row], side: str, names: Mapping[tuple[str, str], str], lang: str
) -> list[tuple[Cell, ...]]:
    """Return a row a class, the heaviest first, those of unknown class last."""
    total = sum(number_of(row, "load") for row in agencies)
    members: dict[str, list[Row]] = {}
    for row in agencies:
        members.setdefault(word(row[side]), []).append(row)
    lines = []
    for name, rows in members.items():
        load = sum(number_of(row, "load") for row in rows)
        label = names.get((side, name), name) if name else say("lines.unknown", lang)
        led = sum(number_of(row, "led") for row in rows)
        shown = (say(f"side.{side}", lang), label, len(rows), led, load, share(load, total, lang))
        lines.append(((not name, -load, name), shown))
    return [shown for _, shown in sorted(lines, key=lambda each: each[0])]


def _across(tables: Tables, side: str, lang: str) -> list[tuple[Cell, ...]]:
    ending = "_en" if lang == "en" else ""
    return [
        (
            say(f"side.{side}", lang),
            row[f"{side}_label{ending}"] or row[f"{side}_label"],
            row[f"other_label{ending}"] or row["other_label"],
            row["pairings"],
            row["measures"],
        )
        for row in tables.answer(f"pairs_across_{SIDES[side]}")
    ]
