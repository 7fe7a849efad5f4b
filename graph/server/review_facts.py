"""What the review page is told: the plan, its text, the words to choose from, who a spelling names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.coding.names import ROLES, added_agencies
from graph.coding.schema import plan_schema
from graph.server.review_check import Fault, plan_faults, text_faults
from graph.server.review_file import Review, Version, travelling
from graph.vocabulary.agencies import Register
from graph.vocabulary.ontology import Ontology
from graph.vocabulary.places import COUNTRY, ancestors

KINDS = ("unit", "kind", "function", "line", "system")


def page_facts(review: Review, version: Version) -> dict[str, Any]:
    """Return what the page draws, as plain JSON.

    `spellings` are those that a plan of this place may use, each with the paths of
    the agencies that it may name; `faults` what would keep the plan from being built,
    or else where the document does not say what the plan claims.
    """
    coded, ontology = version.coded, review.ontology
    faults = plan_faults(coded, ontology, review.extra)
    claims = [] if faults else text_faults(coded, review.text, ontology, review.extra)
    added, _ = added_agencies(coded, ontology)
    register = ontology.register((*review.extra, *added))
    place = coded.data["plan"]["place"]
    return {
        "file": review.path.name,
        "version": version.sha256,
        "text": review.text.content,
        "notes": list(review.text.notes),
        "plan": travelling(coded.data),
        "faults": fault_rows(faults),
        "claims": fault_rows(claims),
        "words": word_lists(ontology),
        "spellings": known_spellings(register, place),
        "agencies": _agencies(register, place),
        "concepts": _concepts(coded.data, ontology),
        "segments": {code: each.segment for code, each in ontology.places.items() if code == place},
    }


def fault_rows(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Return faults as JSON: the path of the value, what is wrong, the remedy."""
    return [{"path": list(each.path), "what": each.what, "remedy": each.remedy} for each in faults]


def word_lists(ontology: Ontology) -> dict[str, list[list[str]]]:
    """Return the words of each drop-down that the ontology names: word, Chinese, English."""
    lists = {kind: ontology.words(kind) for kind in KINDS}
    lists["level"] = tuple(plan_schema()["$defs"]["plan"]["properties"]["level"]["enum"])
    lists["role"] = ROLES
    return {kind: [_named(kind, word, ontology) for word in words] for kind, words in lists.items()}


def _named(kind: str, word: str, ontology: Ontology) -> list[str]:
    concept = ontology.concepts.get(f"{kind}/{word}")
    return [word, concept.zh, concept.en] if concept else [word, word, word]


def known_spellings(register: Register, place: str) -> dict[str, list[str]]:
    """Return spelling → agencies for whatever a plan of `place` may write, in the register's order."""
    nearby = _nearby(register, place)
    found = {}
    for spelling, paths in register.by_spelling.items():
        if any(register.agencies[path].place in nearby for path in paths):
            found[spelling] = list(register.candidates(spelling, place))
    return found


def _nearby(register: Register, place: str) -> set[str]:
    """Return the place, the places around it, and those within it."""
    inside = (code for code in register.places if place in ancestors(register.places, code))
    return {place, COUNTRY, *ancestors(register.places, place), *inside}


def _agencies(register: Register, place: str) -> dict[str, list[str]]:
    nearby = _nearby(register, place)
    return {
        path: [agency.label, agency.label_en or agency.label]
        for path, agency in register.agencies.items()
        if agency.place in nearby
    }


def _concepts(data: Any, ontology: Ontology) -> dict[str, list[str]]:
    """Return the B-READY concepts that the plan's alignments name: path → notation, Chinese, English."""
    used = {
        f"bready/{each['edition']}/{each['concept']}"
        for measure in data["measures"]
        for each in measure.get("alignments", ())
    }
    known = (ontology.concepts[path] for path in sorted(used) if path in ontology.concepts)
    return {each.path: [each.notation, each.zh or each.en, each.en] for each in known}


def proposed_agency(spelling: str, data: Any) -> dict[str, Any]:
    """Return an entry of `names:` that describes an unknown spelling, for a person to complete.

    Its slug is the pinyin of the spelling; level and place are the plan's.

    Examples
    --------
    >>> entry = proposed_agency("市某某局", {"plan": {"level": "city"}})
    >>> entry["new"]["slug"], entry["status"]
    ('shi-mou-mou-ju', 'proposed')
    """
    from pypinyin import lazy_pinyin

    syllables = "-".join(lazy_pinyin(spelling, errors="ignore")).lower()
    new = {"label": spelling, "slug": syllables or "x", "kind": "department", "level": data["plan"]["level"]}
    return {"spelling": spelling, "new": new, "status": "proposed"}
