"""Names that a plan has to hold itself, so that it reads alike without the file that settled them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.extraction.agencies import Agencies
from graph.extraction.attributions import ROLES
from graph.vocabulary.agencies import Register
from graph.vocabulary.places import Place


def with_own_names(data: dict[str, Any], agencies: Agencies, shipped: Register) -> dict[str, Any]:
    """Return a coded plan whose `names:` say what the shipped register alone would not.

    Added are spellings that a person's file settles and those known by their full name only,
    each with its agency; an agency that is not shipped is described, and so are its members.
    """
    listed = {each["spelling"] for each in data.get("names", ())}
    place = agencies.setting.place.code
    added: dict[str, dict[str, Any]] = {}
    for spelling in _spellings(data):
        path = agencies.resolve(spelling).path
        if path and spelling not in listed and shipped.candidates(spelling, place) != (path,):
            added[spelling] = _entry(spelling, path, agencies, shipped)
    for path in _members(added.values(), agencies, shipped):
        label = agencies.register.agencies[path].label
        added.setdefault(label, _entry(label, path, agencies, shipped))
    if not added:
        return data
    names = [*data.get("names", ()), *added.values()]
    return {"format": data["format"], "plan": data["plan"], "names": names} | {
        key: value for key, value in data.items() if key not in {"format", "plan", "names"}
    }


def _spellings(data: Mapping[str, Any]) -> Iterator[str]:
    yield from data["plan"].get("issuers", ())
    for measure in data["measures"]:
        for role in ROLES:
            yield from (each["name"] for each in measure.get(role, ()))


def _members(entries: Any, agencies: Agencies, shipped: Register) -> Iterator[str]:
    """Yield the paths of members that are described nowhere else, and of their members."""
    described = {path for entry in entries for path in _described(entry, agencies)}
    waiting = list(described)
    while waiting:
        for path in agencies.register.agencies[waiting.pop()].members:
            if path not in described and path not in shipped.agencies:
                described.add(path)
                waiting.append(path)
                yield path


def _described(entry: Mapping[str, Any], agencies: Agencies) -> Iterator[str]:
    if "new" in entry:
        segment = agencies.setting.places[entry["new"]["place"]].segment
        yield f"{segment}/{entry['new']['slug']}"


def _entry(spelling: str, path: str, agencies: Agencies, shipped: Register) -> dict[str, Any]:
    agency = agencies.register.agencies[path]
    if path in shipped.agencies:
        status = "accepted" if path in agencies.given.get(spelling, ()) else "proposed"
        return {"spelling": spelling, "agency": path, "status": status}
    place: Place = agencies.setting.places[agency.place]
    new = {
        "label": agency.label,
        "label_en": agency.label_en,
        "slug": path.removeprefix(f"{place.segment}/"),
        "place": agency.place,
        "group": "yes" if agency.is_group else "",
        "members": list(agency.members),
        "kind": agency.kind,
        "function": agency.functions[0] if agency.functions else "",
        "level": agency.level or place.level,
        "line": agency.line,
        "system": agency.system,
    }
    described = {key: value for key, value in new.items() if value}
    return {"spelling": spelling, "new": described, "status": agency.status}
