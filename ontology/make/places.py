"""Write ontology/places.ttl from the codes, names and slugs kept in gb2260.csv.

Run as `python ontology/make/places.py`. Slugs are part of IRIs: they are read
from the file, never computed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "gb2260.csv"
TARGET = SOURCE.parent.parent / "places.ttl"
HEADER = """\
# Places: China, its provinces, prefectures and counties, by GB/T 2260 code.
# Written by ontology/make/places.py from ontology/make/gb2260.csv (which names the sources); change those.
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tk: <https://w3id.org/tiaokuai/ns#> .
@base <https://w3id.org/tiaokuai/id/> .

<scheme/places> a skos:ConceptScheme ; skos:prefLabel "行政区划"@zh, "places"@en ;
  skos:definition "国家、省、地、县四级行政区划。"@zh,
    "The administrative divisions of China from the country down to the county."@en ;
  skos:note "GB/T 2260 codes and names as at 2023-06-30 (National Bureau of Statistics; for Taiwan, Hong \
Kong and Macao: Ministry of Civil Affairs). Districts of municipalities and counties directly under a \
province have the province as their broader place. English names below the prefectures are pinyin, \
banners apart."@en .

"""


@dataclass(frozen=True)
class Place:
    """One row of gb2260.csv."""

    code: str
    name: str
    slug: str
    english: str
    short: tuple[str, ...]


def read(text: str) -> list[Place]:
    """Return the places of the file's text, comments skipped."""
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return [
        Place(row["code"], row["name"], row["slug"], row["en"], tuple(row["short"].split()))
        for row in csv.DictReader(lines)
    ]


def level(code: str) -> str:
    """Return the word of a code's level: 410000 province, 410100 city, 410122 county."""
    if code == "CN":
        return "national"
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "county"


def broader(code: str, codes: set[str]) -> str:
    """Return the code of the place above: a prefecture where the list has it, else the province."""
    if level(code) == "province":
        return "CN"
    prefecture = code[:4] + "00"
    return prefecture if level(code) == "county" and prefecture in codes else code[:2] + "0000"


def concept(place: Place, codes: set[str]) -> str:
    """Return one place as Turtle, on one line."""
    parts = ["a skos:Concept ; skos:inScheme <scheme/places>", f'skos:notation "{place.code}"']
    parts.append(f'skos:prefLabel "{place.name}"@zh, "{place.english}"@en')
    if place.short:
        parts.append("skos:altLabel " + ", ".join(f'"{name}"@zh' for name in place.short))
    if place.code == "CN":
        parts.append("skos:topConceptOf <scheme/places>")
    else:
        parts.append(f"skos:broader <place/{broader(place.code, codes).lower()}>")
    parts += [f"tk:hasLevel <level/{level(place.code)}>", f'tk:slug "{place.slug}"']
    return f"<place/{place.code.lower()}> " + " ; ".join(parts) + " .\n"


def turtle(places: Iterable[Place]) -> str:
    """Return the whole file."""
    listed = list(places)
    codes = {place.code for place in listed}
    return HEADER + "".join(concept(place, codes) for place in listed)


def main() -> None:
    """Write places.ttl."""
    TARGET.write_bytes(turtle(read(SOURCE.read_text(encoding="utf-8"))).encode())


if __name__ == "__main__":
    main()
