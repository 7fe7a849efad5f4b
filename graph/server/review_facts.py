"""What the review page is told: the plan, its text, the words to choose from, who a spelling names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graph.coding.names import ROLES, added_agencies
from graph.coding.nodes import Coded
from graph.coding.schema import plan_schema
from graph.server.review_check import Fault, plan_faults, text_faults
from graph.server.review_file import Review, Version, travelling
from graph.views.messages import message
from graph.vocabulary.agencies import Register
from graph.vocabulary.ontology import Ontology
from graph.vocabulary.places import COUNTRY, ancestors

if TYPE_CHECKING:
    from graph.extraction.agency_names import Proposal

KINDS = ("unit", "kind", "function", "line", "system")


def page_facts(review: Review, version: Version) -> dict[str, Any]:
    """Return what the page draws, as plain JSON.

    `spellings` are those that the register has for a plan of this place, each with the
    paths of the agencies that it may name (the page adds those of `names:` itself); `said`
    are the doubts of the plan in both languages, `faults` what would keep the plan from being
    built, `claims` where the document does not say what a sound plan claims.
    """
    coded, ontology = version.coded, review.ontology
    faults = plan_faults(coded, ontology, review.extra)
    claims = [] if faults else text_faults(coded, review.text, ontology, review.extra)
    register = ontology.register(review.extra)
    place = coded.data["plan"]["place"]
    return {
        "file": review.path.name,
        "version": version.sha256,
        "text": review.text.content,
        "notes": list(review.text.notes),
        "plan": travelling(coded.data),
        "said": doubts_said(coded.data),
        "faults": fault_rows(faults),
        "claims": fault_rows(claims),
        "words": word_lists(ontology),
        "spellings": known_spellings(register, place),
        "agencies": _agencies(register, place),
        "concepts": _concepts(coded.data, ontology),
    }


def fault_rows(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """Return faults as JSON: the path of the value, what is wrong and the remedy in both languages."""
    return [
        {"path": list(each.path), "what": in_both(each.what), "remedy": in_both(each.remedy)}
        for each in faults
    ]


def in_both(text: str) -> list[str]:
    """Return what is said, in Chinese and in English."""
    return [message(text, "zh"), message(text, "en")]


def doubts_said(value: Any) -> dict[str, list[str]]:
    """Return every doubt that a plan writes down, in Chinese and in English.

    Examples
    --------
    >>> doubts_said({"measures": [{"key": "1", "doubts": ["no attribution was found."]}]})
    {'no attribution was found.': ['没有找到责任条款。', 'no attribution was found.']}
    """
    if isinstance(value, list):
        return {text: said for each in value for text, said in doubts_said(each).items()}
    if not isinstance(value, dict):
        return {}
    texts = [*value.get("doubts", ()), *([value["doubt"]] if "doubt" in value else [])]
    return {text: in_both(text) for text in texts} | doubts_said([*value.values()])


def word_lists(ontology: Ontology) -> dict[str, list[list[str]]]:
    """Return the words of each drop-down that the ontology names: word, Chinese, English."""
    lists = {kind: ontology.words(kind) for kind in KINDS}
    lists["level"] = tuple(plan_schema()["$defs"]["plan"]["properties"]["level"]["enum"])
    lists["role"] = ROLES
    lists["link-kind"] = tuple(plan_schema()["$defs"]["link"]["properties"]["kind"]["enum"])
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


def proposed_agency(spelling: str, review: Review, coded: Coded) -> dict[str, Any]:
    """Return an entry of `names:` for an unknown spelling, for a person to accept or complete.

    The spelling is read as `tiaokuai extract` reads it: a body that the register has
    under its full name is named, any other described.
    """
    from graph.extraction.agencies import Agencies
    from graph.extraction.agency_names import Setting
    from graph.vocabulary.gazetteer import build_gazetteer
    from graph.vocabulary.mandates import read_mandates

    ontology = review.ontology
    added, _ = added_agencies(coded, ontology)
    place = ontology.places[coded.data["plan"]["place"]]
    setting = Setting(place, build_gazetteer(ontology.places), read_mandates(ontology))
    found = Agencies(setting, ontology.register((*review.extra, *added))).resolve(spelling)
    if found.proposal is None:
        agency = found.path or found.conflict[0]
        return {"spelling": spelling, "agency": agency, "status": "proposed"}
    return {"spelling": spelling, "new": _described(found.proposal), "status": "proposed"}


def _described(proposal: Proposal) -> dict[str, str]:
    new = {
        "label": proposal.label,
        "slug": proposal.slug,
        "place": proposal.place,
        "group": "yes" if proposal.is_group else "",
        "kind": proposal.kind,
        "function": next(iter(proposal.functions), ""),
        "level": proposal.level,
        "line": proposal.line,
        "system": proposal.system,
    }
    return {key: value for key, value in new.items() if value}
