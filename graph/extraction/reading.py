"""The whole of reading: a document → a coded plan to review."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.documents.read import read_document
from graph.documents.text import Text
from graph.errors import fail
from graph.extraction.agencies import Agencies
from graph.extraction.agency_names import Setting
from graph.extraction.draft import Draft, draft_plan
from graph.extraction.heading import Heading, read_heading
from graph.extraction.outline import Doubt
from graph.extraction.structure import read_outline
from graph.vocabulary.gazetteer import (
    Gazetteer,
    build_gazetteer,
    find_places,
    full_name,
    place_of_text,
    short_name,
)
from graph.vocabulary.mandates import read_mandates
from graph.vocabulary.ontology import load_ontology
from graph.vocabulary.places import COUNTRY, Place, ancestors

# Words of government that are also short names of places: 公安县, 平安区, 和平区.
NO_STEM = frozenset({"公安", "平安", "和平", "保安", "文安", "交口", "新区", "中国"})


def read_plan_text(path: Path, place: str = "", year: int = 0, topic: str = "") -> Draft:
    """Return the coded plan that the document at `path` holds, with what is doubtful in it.

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
        what = f"holds no attribution of measures to agencies ({len(text.content)} characters were read)."
        raise fail(
            str(path), what, "Give the plan itself; where the tasks stand in an annex, give the annex."
        )
    heading = read_heading(cleaned, outline.head)
    ontology = load_ontology()
    gazetteer = build_gazetteer(ontology.places)
    found = _place(path, place, heading, cleaned, gazetteer)
    if not (year or heading.year):
        raise fail(str(path), "does not say which year it plans.", "Give it with --year.")
    setting = Setting(found, gazetteer, read_mandates(ontology))
    head = _head(heading, found, year or heading.year, topic) | {"source": _source(path, text)}
    head["title"] = heading.title or path.stem
    agencies = Agencies(setting, ontology.register())
    return _with_place(draft_plan(read, head, agencies, place_stems(gazetteer, found)), found, place)


def _place(path: Path, given: str, heading: Heading, text: str, gazetteer: Gazetteer) -> Place:
    found = find_places(given, gazetteer) if given else ()
    if given and len(found) != 1:
        return known_place(given, gazetteer)
    if found:
        return found[0]
    told = place_of_text(heading.title, [], text, gazetteer)
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


def _with_place(draft: Draft, place: Place, given: str) -> Draft:
    """Return the draft with a doubt where the place was found in the text, for a person to confirm."""
    if given:
        return draft
    doubt = Doubt("", f"taken as a plan of {place.zh} ({place.code}); --place says otherwise.")
    return Draft(draft.data, (doubt, *draft.doubts))
