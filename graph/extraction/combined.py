"""The outline of a plan whose numbered measures go on in a task table."""

from __future__ import annotations

from graph.extraction.outline import FoundMeasure, FoundSection, Outline


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
