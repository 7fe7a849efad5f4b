"""What the network page says of each agency and measure: text in both languages, numbers, ranks, flags."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.network.drawing import NOTHING_DRAWN, Drawing
from graph.network.twomode import MeasureNode, TwoMode, in_order, text, word
from graph.table import Cell, Table
from graph.views.cells import cell_text, visible
from graph.views.page_reasons import Reason
from graph.views.wording import EVERY, unit_name

Fact = dict[str, object]
Both = tuple[str, str]

SCORES = (
    "led",
    "responsible",
    "cooperating",
    "supervising",
    "measures",
    "load",
    "partners",
    "span",
    "betweenness",
    "closeness",
)
BOUNDS = ("_low", "_high", "_rank_low", "_rank_high")
"""The ends of the names of columns with the interval of a score and of its rank."""
FLAGS = ("no_lead", "several_leads", "open_end", "one_agency_alone")
MORE = ("network/measure-facts", "network/concepts", "targets", "deadlines", "where-read", "alignments")
"""The questions about a plan whose answers the page shows besides."""
NO_SECTION = ("未分部分", "No section")
UNKNOWN = ("不详", "Unknown")


@dataclass(frozen=True, slots=True)
class Sources:
    """The tables that the page is made of: the rows of queries/network, and the scores.

    `reasons` tell why a measure is aligned and linked (`graph.views.page_reasons`). Where
    draws were made, `rank` has intervals (`graph.network.intervals.with_intervals`), and
    `drawing` says how many and from which seed. `ties` are the pairs beyond chance, of each
    null model, None where nobody tested, and `ties_said` the same in plain sentences by
    language. `more` are the answers to the questions of `MORE`, by name.
    """

    assignments: Table
    agencies: Table
    measures: Table
    spellings: Table
    rank: Table
    hotspots: Table
    reasons: Mapping[str, list[Reason]] = field(default_factory=dict)
    drawing: Drawing = NOTHING_DRAWN
    ties: Table | None = None
    ties_said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    more: Mapping[str, Table] = field(default_factory=dict)


def usual_names(assignments: Table, network: TwoMode) -> dict[str, str]:
    """Return the name by which the plan mostly calls each agency: short, and known to its readers.

    Of equally frequent spellings the shortest stands, then the first in code
    order; an agency without any keeps its full name.
    """
    counts: dict[str, Counter[str]] = {agency.iri: Counter() for agency in network.agencies}
    for row in assignments.records():
        if row["spelling"]:
            counts[text(row["agency"])][text(row["spelling"])] += 1
    return {agency.iri: _commonest(counts[agency.iri]) or agency.label for agency in network.agencies}


def section_titles(measures: Table) -> dict[str, Both]:
    """Return section key → its title in Chinese and in English, the first standing in for the second."""
    titles: dict[str, Both] = {}
    for row in measures.records():
        key = text(row["section"])
        zh = text(row["section_title"]) or key or NO_SECTION[0]
        titles.setdefault(key, (zh, text(row["section_title_en"]) or (zh if key else NO_SECTION[1])))
    return titles


def agency_facts(sources: Sources, names: Mapping[str, str], ids: Mapping[str, str]) -> list[Fact]:
    """Return the facts of every agency, in the order of the rank table."""
    about = {text(row["agency"]): row for row in sources.agencies.records()}
    spelled: dict[str, list[str]] = {iri: [] for iri in about}
    for row in sources.spellings.records():
        spelled[text(row["agency"])].append(visible(text(row["spelling"])))
    return [
        {**_agency(row, about[text(row["agency"])], names, ids), "spellings": spelled[text(row["agency"])]}
        for row in sources.rank.records()
    ]


def measure_facts(
    sources: Sources, measures: Sequence[MeasureNode], titles: Mapping[str, Both], ids: Mapping[str, str]
) -> list[Fact]:
    """Return the facts of every measure, in the plan's order, with its agencies by role."""
    hotspots = {text(row["id"]): row for row in sources.hotspots.records()}
    printed = printed_order(sources.assignments)
    return [
        {
            "id": ids[measure.iri],
            "roles": {
                role: [ids[agency] for agency in agencies]
                for role, agencies in printed.get(measure.iri, {}).items()
            },
            **_measure(measure, hotspots[measure.iri], titles[measure.section]),
            "why": sources.reasons.get(measure.iri, []),
        }
        for measure in measures
    ]


def printed_order(assignments: Table) -> dict[str, dict[str, list[str]]]:
    """Return measure → role → its agencies in printed order: roles strongest first, each agency once."""
    rows = sorted(assignments.records(), key=lambda row: _position(row["position"]))
    found: dict[str, dict[str, dict[str, None]]] = {}
    for row in rows:
        by_role = found.setdefault(text(row["measure"]), {})
        by_role.setdefault(word(row["role"]), {})[text(row["agency"])] = None
    return {
        measure: {role: list(by_role[role]) for role in in_order(set(by_role))}
        for measure, by_role in found.items()
    }


def score_columns(rank: Table) -> list[Fact]:
    """Return the scores that the page shows, with headings and units in both languages."""
    return [
        {
            "name": column.name,
            "zh": column.zh,
            "en": column.en,
            "unit_zh": unit_name(column.unit, "zh"),
            "unit_en": unit_name(column.unit, "en"),
            "unit_one": EVERY[key].en_one if (key := f"unit.{column.unit}") in EVERY else "",
        }
        for column in (rank.columns[rank.index(name)] for name in SCORES)
    ]


def flag_names(hotspots: Table) -> dict[str, Fact]:
    """Return flag → what it is called in both languages."""
    columns = {name: hotspots.columns[hotspots.index(name)] for name in FLAGS}
    return {name: {"zh": column.zh, "en": column.en} for name, column in columns.items()}


def number(value: Cell) -> str:
    """Return a number as the page shows it: fractions to three places, nothing for an undefined one."""
    return f"{value:.3f}" if isinstance(value, float) else cell_text(value)


def _position(value: Cell) -> float:
    """Return a position in a list as a number; what has none stands last."""
    return math.inf if value is None else float(value)


def _commonest(counts: Mapping[str, int]) -> str:
    return min(counts, key=lambda name: (-counts[name], len(name), name), default="")


def _agency(
    row: Mapping[str, Cell], about: Mapping[str, Cell], names: Mapping[str, str], ids: Mapping[str, str]
) -> Fact:
    iri = text(row["agency"])
    label = visible(text(row["label"]))
    return {
        "id": ids[iri],
        "name": visible(names[iri]),
        "label": label,
        "label_en": visible(text(row["label_en"])) or label,
        "group": row["is_group"] is True,
        "system_word": word(about["system"]),
        "system": _concept(about, "system"),
        "level": _concept(about, "level"),
        "scores": {score: _standing(row, score) for score in SCORES},
    }


def _standing(row: Mapping[str, Cell], score: str) -> list[str]:
    """Return a score and its rank, then as far as the table has them the intervals of both."""
    digits = 3 if isinstance(row[score], float) else 1
    bounds = [row[score + end] for end in BOUNDS if score + end in row]
    return [
        number(row[score]),
        number(row[score + "_rank"]),
        *(f"{each:.{digits}f}" if isinstance(each, float) else number(each) for each in bounds),
    ]


def _concept(row: Mapping[str, Cell], name: str) -> list[str]:
    """Return what a concept is called in both languages, the English one with a capital."""
    zh = text(row[name + "_zh"]) or UNKNOWN[0]
    en = text(row[name + "_en"]) or UNKNOWN[1]
    return [visible(zh), visible(en[:1].upper() + en[1:])]


def _measure(measure: MeasureNode, hotspot: Mapping[str, Cell], section: Both) -> Fact:
    return {
        "number": visible(measure.key if measure.number is None else str(measure.number)),
        "title": visible(measure.title),
        "section": [visible(title) for title in section],
        "agencies": number(hotspot["agencies"]),
        "pairings": number(hotspot["score"]),
        "rank": number(hotspot["rank"]),
        "flags": [flag for flag in FLAGS if hotspot[flag] is True],
    }
