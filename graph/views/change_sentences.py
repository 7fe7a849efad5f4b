"""What a change in thought would do, in plain sentences made from its two tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.network.twomode import text
from graph.table import Cell, Table
from graph.views.wording import joined, measure_list, say, share

SHOWN = 12

Row = Mapping[str, Cell]


def change_notes(agencies: Table, measures: Table, lang: str) -> tuple[str, ...]:
    """Return the sentences: pairings in all, who carries most now, gaps gone and new, measures dropped.

    Parameters
    ----------
    agencies, measures
        The tables of `graph.network.change_tables`, with every row.
    lang
        zh or en.

    Examples
    --------
    >>> from graph.network.change_tables import agency_changes, measure_changes
    >>> from graph.network.change_words import changed
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"a": "responsible", "b": "responsible", "c": "responsible"}})
    >>> after = changed(town, [("merge", "b,c=new"), ("lead", "1=a")])
    >>> for line in change_notes(agency_changes(town, after), measure_changes(town, after), "en"):
    ...     print(line)
    Pairings in all fall from 3 to 1: 2 fewer (66.7%).
    The heaviest load is now with a and new (1), before with a, b and c (2).
    Gaps that are gone: measure 1 (no lead).
    """
    rows, changed = list(agencies.records()), list(measures.records())
    gone = [text(row["key"]) for row in changed if row["state"] == "gone"]
    notes = [_total(changed, lang), _top(rows, lang), *_gaps(changed, lang)]
    return (*notes, *([say("change.dropped", lang, measures=measure_list(gone, lang))] if gone else []))


def _total(measures: Sequence[Row], lang: str) -> str:
    before, after = (
        sum(_number(row[f"pairings_{when}"]) for row in measures) for when in ("before", "after")
    )
    if before == after:
        return say("change.same", lang, before=before)
    if not before:
        return say("change.first", lang, after=after)
    way, count = ("fewer", before - after) if after < before else ("more", after - before)
    return say(
        f"change.{way}", lang, before=before, after=after, count=count, share=share(count, before, lang)
    )


def _top(agencies: Sequence[Row], lang: str) -> str:
    now, then = _heaviest(agencies, "after"), _heaviest(agencies, "before")
    if not now:
        return say("change.top.nobody", lang)
    loads = {"after": _number(now[0]["load_after"]), "before": _number(then[0]["load_before"]) if then else 0}
    names, others = (joined([_name(row, lang) for row in rows], lang) for rows in (now, then))
    if not then or names == others:
        return say("change.top.same", lang, names=names, **loads)
    return say("change.top", lang, names=names, others=others, **loads)


def _heaviest(agencies: Sequence[Row], when: str) -> list[Row]:
    """Return the agencies of rank 1 with any load, by IRI."""
    found = [row for row in agencies if row[f"load_rank_{when}"] == 1 and row[f"load_{when}"]]
    return sorted(found, key=lambda row: text(row["agency"]))


def _gaps(measures: Sequence[Row], lang: str) -> list[str]:
    column, mark = ("gaps_en", ", ") if lang == "en" else ("gaps", "、")
    gone: list[str] = []
    new: list[str] = []
    for row in measures:
        if row["state"] != "gone":
            old, now = (_parts(row[f"{column}_{when}"], mark) for when in ("before", "after"))
            for there, here, found in ((old, now, gone), (now, old, new)):
                if rest := [each.lower() for each in there if each not in here]:
                    found.append(say("change.gap", lang, key=row["key"], gaps=mark.join(rest)))
    notes = [
        say(f"change.gaps.{kind}", lang, list=_listed(found, lang))
        for kind, found in (("gone", gone), ("new", new))
        if found
    ]
    return notes or [say("change.gaps.same", lang)]


def _listed(found: Sequence[str], lang: str) -> str:
    if len(found) <= SHOWN:
        return joined(found, lang)
    shown = ("、" if lang == "zh" else ", ").join(found[:SHOWN])
    left = len(found) if lang == "zh" else len(found) - SHOWN
    return say("change.gaps.more", lang, left, list=shown)


def _parts(cell: Cell, mark: str) -> list[str]:
    return text(cell).split(mark) if cell else []


def _name(row: Row, lang: str) -> str:
    return (text(row["label_en"]) if lang == "en" else "") or text(row["label"])


def _number(cell: Cell) -> int:
    return int(text(cell) or 0)
