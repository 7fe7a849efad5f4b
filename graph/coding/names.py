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
    shipped = {agency.path for agency in ontology.agencies}
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
        table[agency.path] = _with_spelling(earlier, *agency.spellings)
        where = coded.where(("names", index))
        if agency.path in shipped:
            remedy = f"Write agency: {agency.path} instead of new:, or give it another slug."
            problems.append(Problem(where, f"{agency.path} is in the register already.", remedy))
        if table[agency.path] != _with_spelling(agency, *earlier.spellings):
            remedy = f"Describe it once, and give the other spelling agency: {agency.path}."
            problems.append(Problem(where, f"{agency.path} is described in two ways.", remedy))
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
        status=entry.get("status", "proposed"),
    )


def _with_spelling(agency: Agency, *spellings: str) -> Agency:
    known = dict.fromkeys((*agency.spellings, *spellings))
    return replace(agency, spellings=tuple(sorted(each for each in known if each != agency.label)))


def resolve_names(coded: Coded, register: Register) -> tuple[dict[str, str], list[Problem]]:
    """Return spelling → agency path for every name in the plan, and the names that do not resolve.

    A name that does not is told once, where it stands first.
    """
    given, problems = _given_names(coded, register)
    described = _described(coded, register)
    resolved: dict[str, str] = {}
    places: dict[str, list[Path]] = {}
    for path, spelling in _spellings(coded.data):
        places.setdefault(spelling, []).append(path)
    for spelling, paths in places.items():
        found = register.candidates(spelling, coded.data["plan"]["place"])
        own = given.get(spelling)
        if own and found and own not in found:
            what = f"{spelling!r} is {', '.join(found)} in the register but {own} under names:."
            problems.append(Problem(coded.where(paths[0]), what, "Take the entry under names: out."))
        elif own or len(found) == 1:
            resolved[spelling] = own or found[0]
        elif not found and spelling in described:
            resolved[spelling] = described[spelling]
        else:
            what, remedy = _unresolved(spelling, found, register.near(spelling, coded.data["plan"]["place"]))
            again = f" It stands {len(paths)} times." if len(paths) > 1 else ""
            problems.append(Problem(coded.where(paths[0]), what + again, remedy))
    return resolved, problems or list(_one_body_twice(coded, resolved))


def _described(coded: Coded, register: Register) -> dict[str, str]:
    """Return the paths of the agencies that `names:` describe, of whatever place (成都海关 in Nanchong)."""
    entries = [each for each in coded.data.get("names", []) if "new" in each]
    paths = {
        each["spelling"]: f"{register.places[code].segment}/{each['new']['slug']}"
        for each in entries
        if (code := each["new"].get("place", coded.data["plan"]["place"])) in register.places
    }
    return {spelling: path for spelling, path in paths.items() if path in register.agencies}


def _one_body_twice(coded: Coded, resolved: Mapping[str, str]) -> Iterator[Problem]:
    """Find an agency that stands twice in a role of a measure, under two spellings."""
    first: dict[tuple[str | int, ...], str] = {}
    for path, spelling in _spellings(coded.data):
        entry = coded.value(path)
        part = entry.get("part", "") if isinstance(entry, dict) else ""
        earlier = first.setdefault((*path[:-1], part, resolved[spelling]), spelling)
        if earlier != spelling:
            what = f"{spelling!r} and {earlier!r} are one agency, {resolved[spelling]}."
            yield Problem(coded.where(path), what, "Keep one, or give each its part:.")


def _given_names(coded: Coded, register: Register) -> tuple[Mapping[str, str], list[Problem]]:
    given: dict[str, str] = {}
    problems = []
    for index, entry in enumerate(coded.data.get("names", [])):
        path = ("names", index)
        agency = entry.get("agency")
        if agency and given.setdefault(entry["spelling"], agency) != agency:
            what = f"{entry['spelling']!r} is given to two agencies, {given[entry['spelling']]} and {agency}."
            problems.append(Problem(coded.where(path), what, "Keep one of the two."))
        for each in (agency, *entry.get("new", {}).get("members", ())):
            if each and each not in register.agencies:
                what = f"{each!r} is not in the register."
                remedy = "Correct it, or describe the agency with a spelling and new: of its own."
                problems.append(Problem(coded.where(path), what, remedy))
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
