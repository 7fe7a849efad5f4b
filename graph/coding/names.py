"""Spellings of a coded plan resolved to agencies: the register first, then the plan's own names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from graph.coding.nodes import Coded, Path
from graph.errors import Problem
from graph.model import Agency
from graph.vocabulary.agencies import Register
from graph.vocabulary.ontology import Ontology

ROLES = ("lead", "responsible", "cooperating", "supervising")


def added_agencies(coded: Coded, ontology: Ontology) -> tuple[tuple[Agency, ...], list[Problem]]:
    """Return the agencies that `names:` adds, and what is wrong with them.

    Several spellings may add one agency (the same slug): they must describe it alike.
    """
    table: dict[str, Agency] = {}
    problems = []
    for index, entry in enumerate(coded.data.get("names", [])):
        if "new" not in entry:
            continue
        place = entry["new"].get("place", coded.data["plan"]["place"])
        if place not in ontology.places:
            where = coded.where(("names", index, "new", "place"))
            problems.append(Problem(where, f"place {place!r} is not in GB/T 2260.", "Check the code."))
            continue
        agency = _new_agency(entry, f"{ontology.places[place].segment}/{entry['new']['slug']}", place)
        earlier = table.setdefault(agency.path, agency)
        if earlier != agency:
            merged = _with_spelling(earlier, entry["spelling"])
            if merged != _with_spelling(agency, *earlier.spellings):
                where = coded.where(("names", index))
                remedy = "Describe it once, and give the other spelling `agency:`."
                problems.append(Problem(where, f"{agency.path} is described in two ways.", remedy))
            table[agency.path] = merged
    return tuple(table.values()), problems


def _new_agency(entry: dict[str, Any], path: str, place: str) -> Agency:
    new = entry["new"]
    spelling = entry["spelling"]
    return Agency(
        path=path,
        label=new["label"],
        label_en=new.get("label_en", ""),
        spellings=(spelling,) if spelling != new["label"] else (),
        is_group=new.get("group") == "yes",
        kind=new["kind"],
        functions=(new["function"],) if "function" in new else (),
        level=new["level"],
        line=new.get("line", ""),
        system=new.get("system", ""),
        place=place,
        members=tuple(new.get("members", ())),
        status=entry.get("status", "accepted"),
    )


def _with_spelling(agency: Agency, *spellings: str) -> Agency:
    known = dict.fromkeys((*agency.spellings, *spellings))
    return replace(agency, spellings=tuple(sorted(each for each in known if each != agency.label)))


def resolve_names(coded: Coded, register: Register) -> tuple[dict[str, str], list[Problem]]:
    """Return spelling → agency path for every name in the plan, and the names that do not resolve."""
    place = coded.data["plan"]["place"]
    given, problems = _given_names(coded, register)
    resolved: dict[str, str] = {}
    for path, spelling in _spellings(coded.data):
        if spelling in resolved:
            continue
        found = register.candidates(spelling, place)
        own = given.get(spelling)
        if own and found and own not in found:
            what = f"{spelling!r} is {', '.join(found)} in the register but {own} under names:."
            problems.append(Problem(coded.where(path), what, "Take the entry out, or correct the register."))
        elif own or len(found) == 1:
            resolved[spelling] = own or found[0]
        else:
            what, remedy = _unresolved(spelling, found, register.near(spelling, place))
            problems.append(Problem(coded.where(path), what, remedy))
    return resolved, problems


def _given_names(coded: Coded, register: Register) -> tuple[Mapping[str, str], list[Problem]]:
    given: dict[str, str] = {}
    problems = []
    for index, entry in enumerate(coded.data.get("names", [])):
        if "agency" not in entry:
            continue
        if given.setdefault(entry["spelling"], entry["agency"]) != entry["agency"]:
            what = f"{entry['spelling']!r} is given to two agencies."
            problems.append(Problem(coded.where(("names", index)), what, "Keep one of the two."))
        if entry["agency"] not in register.agencies:
            what = f"{entry['agency']!r} is not in the register."
            problems.append(Problem(coded.where(("names", index, "agency")), what, "Describe it with new:."))
    return given, problems


def _spellings(data: Any) -> Iterator[tuple[Path, str]]:
    for index, spelling in enumerate(data["plan"].get("issuers", [])):
        yield ("plan", "issuers", index), spelling
    for index, measure in enumerate(data["measures"]):
        for role in ROLES:
            for position, entry in enumerate(measure.get(role, [])):
                path = ("measures", index, role, position)
                yield path, entry if isinstance(entry, str) else entry["name"]


def _unresolved(spelling: str, found: tuple[str, ...], near: list[str]) -> tuple[str, str]:
    if found:
        return f"{spelling!r} may be any of {', '.join(found)}.", "Settle it under names: in the plan."
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    remedy = f"Add it under names: in the plan or to your --agencies file.{hint}"
    return f"{spelling!r} is not a known agency.", remedy
