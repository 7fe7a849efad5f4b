"""What the page says besides: pinyin, kinds, fields, topics, targets, deadlines, places in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.network.twomode import TwoMode, text, word
from graph.table import Cell, Table
from graph.views.cells import cell_text, visible
from graph.views.coverage_part import accepted
from graph.views.page_facts import UNKNOWN, Both, Fact, Sources
from graph.views.pinyin import pinyin_of
from graph.views.unit_words import with_unit
from graph.views.wording import EVERY, say

DIRECT = "direct"
EDITION = "2025"
CLASSED = ("kind", "line")
LISTED = {"topics": "topic", "sectors": "sector", "kinds": "kind", "lines": "line"}
Rows = Mapping[str, list[Mapping[str, Cell]]]


@dataclass(frozen=True)
class More:
    """The answers to the further questions, by measure; `names` as `graph.views.page_views.group_names`."""

    names: Mapping[str, Mapping[str, Both]]
    targets: Rows = field(default_factory=dict)
    deadlines: Rows = field(default_factory=dict)
    read: Rows = field(default_factory=dict)
    aligned: Rows = field(default_factory=dict)


def more_of(sources: Sources, names: Mapping[str, Mapping[str, Both]]) -> More:
    """Return the answers in `sources`, by measure; nothing where nobody asked."""
    if not sources.more:
        return More(names)
    asked = sources.more
    return More(
        names,
        _by_measure(asked["targets"]),
        _by_measure(asked["deadlines"]),
        _by_measure(asked["where-read"]),
        _by_measure(accepted(asked["alignments"])),
    )


def lists_of(more: More) -> Fact:
    """Return topics, sectors, kinds and lines, each as a list of word and name in Chinese and English."""
    return {
        name: [[key, visible(zh), visible(en)] for key, (zh, en) in more.names.get(what, {}).items()]
        for name, what in LISTED.items()
    }


def add_to_agencies(facts: Iterable[Fact], network: TwoMode, ids: Mapping[str, str], more: More) -> None:
    """Add to each agency its pinyin, its kind and line by word and name, and the topics that it serves."""
    nodes = {ids[agency.iri]: agency for agency in network.agencies}
    topics = {measure.iri: list(topics_of(more, measure.iri)) for measure in network.measures}
    held = network.by_agency()
    for fact in facts:
        agency = nodes[str(fact["id"])]
        spelled = fact["spellings"]
        names = [str(fact["name"]), str(fact["label"])]
        fact["pinyin"] = pinyin_of([*names, *(map(str, spelled) if isinstance(spelled, list) else ())])
        fact["topics"] = sorted({topic for measure in held[agency.iri] for topic in topics[measure]})
        for what in CLASSED:
            known = str(getattr(agency, what))
            fact[f"{what}_word"] = known
            fact[what] = _named(more, what, known)


def add_to_measures(facts: Iterable[Fact], network: TwoMode, ids: Mapping[str, str], more: More) -> None:
    """Add to each measure its pinyin, sector, topics, targets, deadlines and where its agencies were read."""
    nodes = {ids[measure.iri]: measure for measure in network.measures}
    for fact in facts:
        measure = nodes[str(fact["id"])]
        fact["pinyin"] = pinyin_of([str(fact["title"])])
        fact["section_key"] = visible(measure.section)
        fact["sector"] = [measure.sector, *_named(more, "sector", measure.sector)] if measure.sector else None
        fact["topics"] = topics_of(more, measure.iri)
        fact["targets"] = [target_fact(row) for row in more.targets.get(measure.iri, ())]
        fact["deadlines"] = [deadline_fact(row) for row in more.deadlines.get(measure.iri, ())]
        fact["evidence"] = _evidence(more.read.get(measure.iri, ()), ids)


def topics_of(more: More, measure: str) -> dict[str, str]:
    """Return topic → direct or contributes, for the topics that a measure serves; others are not there."""
    found: dict[str, str] = {}
    for row in more.aligned.get(measure, ()):
        if text(row["edition"]) != EDITION:
            continue
        topic, strength = word(row["concept"]).partition("-")[0], word(row["strength"])
        found[topic] = DIRECT if DIRECT in (strength, found.get(topic)) else strength
    return dict(sorted(found.items()))


def target_fact(row: Mapping[str, Cell]) -> Fact:
    """Return what a measure promises, as a phrase in both languages.

    Examples
    --------
    >>> row = {"subject": "办理时间", "comparator": "at-most", "value": 3, "maximum": None, "basis": "level",
    ...     "unit_label": "个工作日", "unit_label_en": "working day", "due": None, "deadline": None}
    >>> found = target_fact(row)
    >>> found["zh"], found["en"]
    ('不超过3个工作日', 'at most 3 working days')
    """
    return {
        "subject": visible(text(row["subject"])),
        **{lang: _promise(row, lang) for lang in ("zh", "en")},
        "due": text(row["due"]),
        "deadline": visible(text(row["deadline"])),
    }


def deadline_fact(row: Mapping[str, Cell]) -> Fact:
    """Return a deadline: its words, its dates, its kind and rhythm in both languages."""
    return {
        "words": visible(text(row["as_written"])),
        "due": text(row["due"]),
        "from": text(row["due_from"]),
        "kind": _due(text(row["deadline_kind"])),
        "rhythm": _due(text(row["recurrence"])),
    }


def _promise(row: Mapping[str, Cell], lang: str) -> str:
    basis = f"basis.{text(row['basis'])}"
    key = f"promise.{text(row['comparator'])}"
    value, maximum = (with_unit(cell_text(row[name]), row, lang) for name in ("value", "maximum"))
    first = cell_text(row["value"]) if row["maximum"] is not None else value
    start = say(basis, lang) if basis in EVERY else ""
    return say(key, lang, basis=start, value=first, maximum=maximum)


def _due(found: str) -> list[str] | None:
    key = f"due.{found}"
    return [say(key, "zh"), say(key, "en")] if key in EVERY else None


def _evidence(rows: Iterable[Mapping[str, Cell]], ids: Mapping[str, str]) -> dict[str, list[list[int]]]:
    """Return agency → where in the text it was read, in characters from the beginning, the end excluded."""
    found: dict[str, list[list[int]]] = {}
    for row in rows:
        place = [int(text(row["start"])), int(text(row["end"]))]
        places = found.setdefault(ids[text(row["agency"])], [])
        if place not in places:
            places.append(place)
    return found


def _named(more: More, what: str, known: str) -> list[str]:
    zh, en = more.names.get(what, {}).get(known, (known, known) if known else UNKNOWN)
    return [visible(zh), visible(en)]


def _by_measure(table: Table) -> dict[str, list[Mapping[str, Cell]]]:
    found: dict[str, list[Mapping[str, Cell]]] = {}
    for row in table.records():
        found.setdefault(text(row["measure"]), []).append(row)
    return found
