"""The facts of bready.yaml: its records, the IRIs of their concepts, and what it says of its editions."""

from __future__ import annotations

import re
from typing import Any

import yaml

CHANGE_RELATION = {
    "unchanged": "exactMatch",
    "renamed": "closeMatch",
    "reweighted": "closeMatch",
    "renamed-and-reweighted": "closeMatch",
    "merged": "broadMatch",
    "split": "narrowMatch",
}

Record = dict[str, Any]


def read(data: bytes) -> Record:
    """Return the whole of bready.yaml."""
    source: Record = yaml.load(data, Loader=yaml.CSafeLoader)
    return source


def iri(edition: str, *parts: str) -> str:
    """Return the IRI of a concept: no dots, lower case (`BE`, `1.1.4` gives be-1-1-4)."""
    return f"bready/{edition}/" + "-".join(parts).lower().replace(".", "-")


def iri_of_id(identifier: str) -> str:
    """Return the IRI for an id of the source: b25-be-1-1-information-... gives bready/2025/be-1-1."""
    found = re.match(r"b(2[45])-([a-z]{2})((?:-\d+)+)", identifier)
    if not found:
        raise ValueError(f"{identifier}: not an id of a category, subcategory or indicator")
    return iri(f"20{found[1]}", found[2] + found[3])


def earlier(source: Record) -> dict[str, list[tuple[str, str]]]:
    """Return for each 2024 category and subcategory its mappings to 2025, from the change noted at 2025."""
    found: dict[str, list[tuple[str, str]]] = {}
    for topic in source["topics"]:
        for pillar in topic["edition_2025"]["pillars"]:
            for category in pillar["categories"]:
                for item in [category, *category["subcategories"]]:
                    prior = item["prior_2024"] or []
                    for each in [prior] if isinstance(prior, str) else prior:
                        pair = (CHANGE_RELATION[item["change"]], iri_of_id(item["id"]))
                        found.setdefault(iri_of_id(each), []).append(pair)
    return found


def targets(area: Record, letters: dict[str, str]) -> list[tuple[str, str]]:
    """Return what an area of an older scheme is mapped to in 2025: a relation and a concept each."""
    found = [("relatedMatch", iri_of_id(target)) for target in area["finer_targets_2025"]]
    if area["maps_to"]:
        found.insert(0, (area["relation"], iri("2025", letters[area["maps_to"]])))
    return found


def other_names(record: Record) -> list[str]:
    """Return the other Chinese names that a source was seen to use."""
    names = [entry["zh"] for entry in record["zh_labels"] if entry["status"].startswith("seen")]
    return [name for name in names if name != record["zh"]]


def counted(source: Record, edition: str) -> str:
    """Return the note with an edition's counts, taken from the source's own totals."""
    facts = next(entry for entry in source["editions"] if entry["id"] == f"bready-{edition}")
    kinds = ("topics", "pillars", "topic_pillars", "categories", "subcategories", "indicators")
    counts = ", ".join(f"{facts['n_' + kind]} {kind.replace('_', '-')}" for kind in kinds)
    return f"{facts['report']}; {facts['handbook']}; {facts['economies']} economies; {counts}."


def origin(source: Record, key: str) -> str:
    """Return the note on where an edition's names and points were read."""
    entry = source["sources"][key]
    return f"Names and points seen in a {entry['kind']}: {entry['where']}."
