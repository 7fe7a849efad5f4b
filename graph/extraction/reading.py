"""The whole of reading: a document → a coded plan to review."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from graph.documents.read import read_document
from graph.documents.text import Text
from graph.errors import UserError, fail
from graph.extraction.agencies import Agencies, spellings_of
from graph.extraction.agency_names import Setting
from graph.extraction.draft import Draft, draft_plan
from graph.extraction.ending import cut_doubts
from graph.extraction.heading import Heading, read_heading
from graph.extraction.numbering import find_labels
from graph.extraction.outline import Doubt, Read
from graph.extraction.own_names import with_own_names
from graph.extraction.structure import read_outline
from graph.model import Agency
from graph.vocabulary.gazetteer import (
    Gazetteer,
    build_gazetteer,
    find_places,
    full_name,
    place_of_text,
    short_name,
)
from graph.vocabulary.mandates import Mandates, read_mandates
from graph.vocabulary.ontology import Ontology, load_ontology
from graph.vocabulary.places import COUNTRY, Place, ancestors

Extra = Callable[[str], tuple[Agency, ...]]
"""The agencies of a person's file, for a plan of the place whose code is given."""

PARTS = frozenset({"chapter", "han", "roman"})
"""Styles of number that sections have."""

HAN = re.compile("[\u4e00-\u9fff]")
FEWEST_HAN = 0.1
"""The least share of Chinese characters in a plan."""

# Words of government that are also short names of places: 公安县, 平安区, 和平区.
NO_STEM = frozenset({"公安", "平安", "和平", "保安", "文安", "交口", "新区", "中国"})


def read_plan_text(
    path: Path, place: str = "", year: int = 0, topic: str = "", extra: Extra | None = None
) -> Draft:
    """Return the coded plan that the document at `path` holds, with what is doubtful in it.

    Spellings that `extra` settles are not weighed again; those that the plan has are copied into it.

    Raises
    ------
    UserError
        When the document cannot be read, has no measures with responsible agencies, or
        does not name its place or year and neither is given.
    """
    text = read_document(path)
    read = read_outline(text)
    cleaned, outline = read.cleaned.text, read.outline
    if not outline.measures:
        raise _no_plan(path, read)
    heading = read_heading(cleaned, outline.head, outline.measures[-1].start)
    ontology, gazetteer, mandates = _surroundings()
    found = _place(path, place, heading, cleaned, gazetteer)
    if not (year or heading.year):
        raise fail(str(path), "does not say which year it plans.", "Give it with --year.")
    setting = Setting(found, gazetteer, mandates)
    head = _head(heading, found, year or heading.year, topic) | {"source": _source(path, text)}
    head["title"] = heading.title or path.stem
    given = extra(found.code) if extra else ()
    agencies = Agencies(setting, ontology.register(given), spellings_of(given))
    draft = draft_plan(read, head, agencies, place_stems(gazetteer, found))
    data = with_own_names(draft.data, agencies, ontology.register())
    told = place_of_text(heading.title, heading.issuers, cleaned, gazetteer).place
    doubts = (*_place_doubt(found, place, told, gazetteer), *draft.doubts, *cut_doubts(read))
    return Draft(_recorded(data, doubts), doubts)


@cache
def _surroundings() -> tuple[Ontology, Gazetteer, Mandates]:
    """Return what every plan is read against: it is the same for each, and takes half a second to make."""
    ontology = load_ontology()
    return ontology, build_gazetteer(ontology.places), read_mandates(ontology)


def _no_plan(path: Path, read: Read) -> UserError:
    """Return the error for a text without attributions: what was found in it, and what to do."""
    text = read.cleaned.text
    if text.strip() and len(HAN.findall(text)) < FEWEST_HAN * len(text):
        what = "holds hardly any Chinese characters: it is no plan, or its encoding is damaged."
        return fail(str(path), what, "Download it again, or save it as UTF-8.")
    styles = [label.style for label in find_labels(text, 0, len(text))]
    sections = sum(style in PARTS for style in styles)
    found = f"{len(read.text.content)} characters, {sections} section headings and {len(styles) - sections}"
    what = f"holds no attribution of measures to agencies (found were {found} other numbered items)."
    remedy = "Give the plan itself; where the tasks stand in an annex, give the annex."
    if styles:
        remedy += " A plan that names no agencies is coded by hand: tiaokuai new."
    return fail(str(path), what, remedy)


def _place(path: Path, given: str, heading: Heading, text: str, gazetteer: Gazetteer) -> Place:
    found = find_places(given, gazetteer) if given else ()
    if given and len(found) != 1:
        return known_place(given, gazetteer)
    if found:
        return found[0]
    told = place_of_text(heading.title, heading.issuers, text, gazetteer)
    if told.place is None:
        choices = "、".join(full_name(gazetteer.places, each) for each in told.candidates[:8])
        what = (
            f"names a place that may be any of {choices}."
            if choices
            else "does not say of which place it is."
        )
        raise fail(str(path), what, "Give it with --place.")
    return told.place


def place_stems(gazetteer: Gazetteer, place: Place) -> frozenset[str]:
    """Return the short names that mark an agency as one of a place of its own (厦门港口局).

    They are those of provinces and prefectures, and of the places in and around `place`.
    """
    around = {place.code, *ancestors(gazetteer.places, place.code)} - {COUNTRY}
    near = (
        each
        for each in gazetteer.places.values()
        if each.level != "county" or each.code in around or each.parent in around
    )
    return frozenset(name for name in (short_name(each.zh) for each in near) if len(name) > 1) - NO_STEM


def known_place(name: str, gazetteer: Gazetteer) -> Place:
    """Return the place that `name` means.

    Raises
    ------
    UserError
        When it means none, or several.
    """
    found = find_places(name, gazetteer)
    if len(found) == 1:
        return found[0]
    if found:
        choices = "、".join(full_name(gazetteer.places, each) for each in found[:8])
        raise fail("--place", f"{name!r} may be any of {choices}.", "Write the city before it.")
    remedy = "Give a six-digit code of GB/T 2260 such as 410100, a name such as 昆明市官渡区, or cn."
    raise fail("--place", f"{name!r} is no place of GB/T 2260.", remedy)


def _head(heading: Heading, place: Place, year: int, topic: str) -> dict[str, Any]:
    head = {
        "id": "-".join(filter(None, (place.slug or place.code, str(year), topic))),
        "title": heading.title,
        "issuers": list(heading.issuers),
        "document_number": heading.document_number,
        "issued": heading.issued,
        "place": place.code,
        "level": place.level,
        "year": year,
        "status": "draft" if heading.is_draft else "final",
        "language": "zh",
    }
    return {key: value for key, value in head.items() if value or key == "title"}


def _source(path: Path, text: Text) -> dict[str, Any]:
    return {
        "file": path.name,
        "media_type": text.media_type,
        "sha256": text.sha256,
        "text_sha256": text.text_sha256,
        "characters": len(text.content),
        "reader": text.reader,
    }


def _place_doubt(found: Place, given: str, told: Place | None, gazetteer: Gazetteer) -> list[Doubt]:
    """Return the doubt that a place is: found in the text (`told`), or given and another than that."""
    if not given:
        what = f"taken as a plan of {found.zh} ({found.code}); --place says otherwise."
        return [Doubt("", what)]
    around = {found.code, *ancestors(gazetteer.places, found.code)}
    if told is None or told.code in around or found.code in ancestors(gazetteer.places, told.code):
        return []
    what = f"--place is {found.zh} ({found.code}), but the text names {told.zh} ({told.code})."
    return [Doubt("", what)]


def _recorded(data: dict[str, Any], doubts: Iterable[Doubt]) -> dict[str, Any]:
    """Return the plan with each doubt where a reviewer settles it: at a name, a measure or the plan."""
    names = {each["spelling"]: each for each in data.get("names", ())}
    measures = {each["key"]: each for each in data["measures"]}
    for doubt in doubts:
        if doubt.spelling in names:
            names[doubt.spelling]["doubt"] = doubt.what
        else:
            told = measures.get(doubt.key, data["plan"]).setdefault("doubts", [])
            told += [doubt.what] if doubt.what not in told else []
    return data
