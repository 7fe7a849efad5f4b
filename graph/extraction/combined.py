"""The outline of a plan with numbered measures in its text and tasks in a table beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from graph.extraction.outline import Doubt, FoundMeasure, FoundSection, Outline

FEWEST = 3
"""Measures that the text must have, and tasks the table, to be taken for two lists of tasks."""
RUN = 3
"""Characters in a row by which a task is found again in the text."""
SAME = 0.6
LONGEST_NAME = 40
LONGEST_CAPTION = 60
NO_WORD = re.compile(r"[\W_]+")


def combine(numbered: Outline, tabled: Outline) -> Outline | None:
    """Return one outline of both, None where the rows do not go on with the numbers of the text.

    Rows that repeat the numbers of the text, or have none, are taken for its summary: which of
    the two says who does what is not ours to choose.
    """
    text_numbers = [each.number for each in numbered.measures]
    row_numbers = [each.number for each in tabled.measures]
    if not _goes_on(text_numbers, row_numbers) and not _goes_on(row_numbers, text_numbers):
        return None
    used = _used(tabled)
    known = {section.start: section.key for section in numbered.sections}
    renamed = {section.key: known.get(section.start, section.key) for section in used}
    added = [each._replace(parent=renamed.get(each.parent, "")) for each in used if each.start not in known]
    if {each.key for each in added} & set(known.values()):
        return None
    rows = [each._replace(section=renamed.get(each.section, "")) for each in tabled.measures]
    if {each.key for each in rows} & {each.key for each in numbered.measures}:
        return None
    return Outline(
        min(numbered.head, tabled.head),
        tuple(sorted((*numbered.sections, *added), key=_start)),
        tuple(sorted((*numbered.measures, *rows), key=_start)),
        numbered.before,
        (*numbered.doubts, *tabled.doubts),
    )


def set_beside(text: str, numbered: Outline, tabled: Outline, start: int) -> Outline | None:
    """Return one outline of two lists of tasks, None where the table sums up the text.

    A table sums up what the text says where most of its tasks are found again in the
    measures, by runs of three characters. Else its rows follow the measures in a section of
    their own, named by the line above the table, which begins at `start`; and where numbers
    repeat, every measure has the key of its section before its number.
    """
    if min(len(numbered.measures), len(tabled.measures)) < FEWEST or _sums_up(text, numbered, tabled):
        return None
    base = _free_key(numbered)
    caption = _caption(text, numbered, start, base)
    known = {each.start: base if caption.title else each.key for each in numbered.sections}
    used = _used(tabled)
    renamed = {each.key: known.get(each.start, f"{base}-{each.key}") for each in used} | {"": base}
    added = [
        each._replace(key=renamed[each.key], parent=renamed[each.parent])
        for each in used
        if each.start not in known
    ]
    rows = [
        each._replace(section=renamed[each.section], key=f"{renamed[each.section]}-{_own_key(each)}")
        for each in tabled.measures
    ]
    if base in {*(each.section for each in rows), *(each.parent for each in added)}:
        added.insert(0, caption)
    repeats = {each.number for each in numbered.measures} & {each.number for each in rows} - {None}
    keys = {each.key: _long_key(each) if repeats else each.key for each in numbered.measures}
    measures = [*(each._replace(key=keys[each.key]) for each in numbered.measures), *rows]
    if len({each.key for each in measures}) < len(measures):
        return None
    what = f"a table of {len(rows)} tasks stands beside the numbered measures; both were read."
    row_keys = {old.key: new.key for old, new in zip(tabled.measures, rows, strict=True)}
    doubts = (*_rekeyed(numbered, keys), *_rekeyed(tabled, row_keys), Doubt("", what))
    return Outline(
        min(numbered.head, tabled.head),
        tuple(sorted((*numbered.sections, *added), key=_start)),
        tuple(sorted(measures, key=_start)),
        numbered.before,
        doubts,
    )


def _sums_up(text: str, numbered: Outline, tabled: Outline) -> bool:
    """Return whether most tasks of the table stand in the text of the measures."""
    words = [NO_WORD.sub("", text[each.start : each.end]) for each in numbered.measures]
    known = {each[at : at + size] for each in words for size in (RUN - 1, RUN) for at in range(len(each))}
    found = 0
    for measure in tabled.measures:
        name = NO_WORD.sub("", measure.title or text[slice(*measure.task)])[:LONGEST_NAME]
        size = min(RUN, len(name))
        own = [name[at : at + size] for at in range(len(name) - size + 1)]
        found += sum(each in known for each in own) >= SAME * len(own)
    return 2 * found >= len(tabled.measures)


def _free_key(outline: Outline) -> str:
    taken = {each.key for each in outline.sections} | {each.key for each in outline.measures}
    number = 1
    while f"u{number}" in taken:
        number += 1
    return f"u{number}"


def _own_key(measure: FoundMeasure) -> str:
    """Return the key of a measure without that of its section."""
    return measure.key.removeprefix(f"{measure.section}-") if measure.section else measure.key


def _long_key(measure: FoundMeasure) -> str:
    return f"{measure.section}-{_own_key(measure)}" if measure.section else measure.key


def _caption(text: str, numbered: Outline, start: int, key: str) -> FoundSection:
    """Return the line above a table as a section, without a title where it is long or part of a measure."""
    reached = max((each.end for each in numbered.measures if each.end <= start), default=0)
    line = text[reached:start].rstrip().rpartition("\n")[2].strip("# *|")
    if not line or len(line) > LONGEST_CAPTION or "。" in line:
        return FoundSection(key, "", "", start, start)
    begin = text.rindex(line, reached, start)
    return FoundSection(key, "", line, begin, begin + len(line))


def _rekeyed(outline: Outline, keys: Mapping[str, str]) -> tuple[Doubt, ...]:
    return tuple(replace(each, key=keys.get(each.key, each.key)) for each in outline.doubts)


def _start(found: FoundSection | FoundMeasure) -> int:
    return found.start


def _goes_on(first: list[int | None], then: list[int | None]) -> bool:
    """Return whether the numbers of one part run on in another, without a gap between the two."""
    known = [number for number in (*first, *then) if number is not None]
    if not first or not then or len(known) < len(first) + len(then):
        return False
    return then[0] == known[len(first) - 1] + 1 and known == sorted(set(known))


def _used(outline: Outline) -> list[FoundSection]:
    """Return the sections that hold a measure, and those around them."""
    parents = {section.key: section.parent for section in outline.sections}
    wanted: set[str] = set()
    for measure in outline.measures:
        key = measure.section
        while key and key not in wanted:
            wanted.add(key)
            key = parents.get(key, "")
    return [section for section in outline.sections if section.key in wanted]
