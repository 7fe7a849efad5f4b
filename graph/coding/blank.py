"""A coded plan to fill in: every field with a comment, a first measure as an example."""

from __future__ import annotations

import json

from graph.coding.nodes import read_nodes
from graph.documents.text import Text
from graph.errors import fail
from graph.vocabulary.ontology import Ontology

TEMPLATE = """\
# A coded plan, version 1. One file a plan; facts and offsets, no sentence of the plan.
# `tiaokuai build THIS-FILE` checks it and names file, line and remedy of whatever is wrong.
format: tiaokuai-plan/1
plan:
  id: {id}                      # place-year, with -topic where a place has several plans in a year
  title: {title}                # as printed
  # title_en: …                 # a translation, shown to English readers
  # issuers:                    # spellings of the agencies that published it
  # - 市政府
  place: "{place}"              # GB/T 2260 code, cn for national plans
  level: {level}                # national, province, city, county, township
  year: {year}
  status: …                     # draft (征求意见稿), final or superseded
  source:
    file: {file}
    media_type: {media_type}
    sha256: {sha256}            # of the file
    text_sha256: {text_sha256}  # of the reader's text, over which offsets (at: [start, end]) run
    characters: {characters}
    reader: {reader}
names: []                       # agencies that are not in the register: spelling + agency, or spelling + new
sections:
- key: "1"
  label: （一）
  title: …
measures:
- key: "1"                      # the printed number; section-number (2-3) where numbers restart
  number: 1
  section: "1"
  title: …                      # absent where the plan gives none; never a sentence
  lead:                         # 牵头单位; {roles}
  - 市X局                       # a spelling, or name: with as_written, at, part, rule, doubt
  responsible: []
  open_ended: []                # role, as_written (等部门), at
  deadlines: []                 # id (d1), as_written, due, kind: by-date, within-year, recurring, ongoing
  targets: []                   # id (t1), subject, comparator, value, unit, basis, deadline, as_written, at
  # comparator: at-least, at-most, more-than, less-than, exactly, about, between (with maximum)
  # unit: {units}
"""


def blank_plan(ontology: Ontology, place: str, year: int | None, file: str, text: Text | None) -> str:
    """Return a coded plan to fill in, as YAML with comments.

    Raises
    ------
    UserError
        When `place` is not a code of GB/T 2260.
    """
    known = ontology.places.get(place)
    if place and known is None:
        raise fail(
            "--place", f"{place!r} is not in GB/T 2260.", "Give a six-digit code such as 410100, or cn."
        )
    return TEMPLATE.format(
        id=f"{known.slug if known else 'place'}-{year or 2024}",
        title=f"{known.zh if known else ''}…",
        place=place or "000000",
        level=known.level if known else "city",
        year=year or 2024,
        file=json.dumps(file or "plan.txt", ensure_ascii=False),
        media_type=text.media_type if text else "text/plain",
        sha256=text.sha256 if text else "0" * 64,
        text_sha256=text.text_sha256 if text else "0" * 64,
        characters=len(text.content) if text else 1,
        reader=text.reader if text else "plain 1",
        roles="then " + ", ".join(word for word in ontology.shortcuts if word != "lead"),
        units=", ".join(ontology.words("unit")),
    )


def blank_sheet(ontology: Ontology, place: str, year: int | None, file: str, text: Text | None) -> bytes:
    """Return the same plan to fill in as a coding sheet (XLSX), with drop-downs and a codebook.

    Raises
    ------
    UserError
        When `place` is not a code of GB/T 2260.
    """
    from graph.coding.sheets import sheet_bytes

    template = blank_plan(ontology, place, year, file, text)
    return sheet_bytes(read_nodes(template, file or "plan.xlsx").data, ontology)
