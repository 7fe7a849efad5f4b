"""What two plans compared show, in plain sentences made from their tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.network.sides import NO_FUNCTION, Comparison, Side
from graph.network.twomode import text
from graph.table import Cell, Table
from graph.views.wording import listed, say

SHOWN = 5
FEW = 20
"""Below so many measures an interval says little."""
SIDES = ("first", "second")

Row = Mapping[str, Cell]


def compare_notes(
    compared: Comparison, tables: Mapping[str, Table], plans: Mapping[str, Row], lang: str
) -> tuple[str, ...]:
    """Return the sentences on two plans.

    Parameters
    ----------
    compared
        The two plans.
    tables
        loads, leads and measures, as `graph.network.comparing` and `.matched` make them.
    plans
        What each plan is, by id: a row of the question network/plan.
    lang
        zh or en.
    """
    loads, leads = (list(tables[name].records()) for name in ("loads", "leads"))
    sides = (compared.first, compared.second)
    names = [_plan(side.plan, plans, lang) for side in sides]
    notes = [
        say("compare.plans", lang, first=names[0], second=names[1], by=say(f"compare.by.{compared.by}", lang))
    ]
    notes += _by_function(compared, loads, lang) if compared.by == "function" else _by_agency(loads, lang)
    notes += [*_shares(loads, lang), *_leads(leads, compared.one_place, lang)]
    if compared.one_place:
        notes.append(_measures(list(tables["measures"].records()), lang))
    counts = [len(side.network.measures) for side in sides]
    return (
        *notes,
        *([say("compare.few", lang, first=counts[0], second=counts[1])] if min(counts) < FEW else []),
    )


def _plan(plan: str, plans: Mapping[str, Row], lang: str) -> str:
    row = plans[plan]
    title = (text(row["title_en"]) if lang == "en" else "") or text(row["title"])
    status = say(f"status.{text(row['status']).rpartition('/')[2]}", lang)
    return say("compare.plan", lang, title=title, plan=plan, status=status.lower())


def _by_function(compared: Comparison, loads: Sequence[Row], lang: str) -> list[str]:
    """Say which functions have several agencies, which agencies several functions or none."""
    notes = []
    for which, side in zip(SIDES, (compared.first, compared.second), strict=True):
        called = say(f"compare.side.{which}", lang)
        several = [
            _name(row, lang) for row in loads if row["holder"] and _number(row[f"agencies_{which}"]) > 1
        ]
        if several:
            notes.append(say("compare.several", lang, side=called, names=listed(several, lang, SHOWN)))
        if shared := _of_several(side, lang):
            notes.append(say("compare.shared", lang, side=called, names=listed(shared, lang, SHOWN)))
        without = next((row for row in loads if row["label"] == NO_FUNCTION.label), None)
        if without and without[f"agencies_{which}"]:
            count, share = _count(without[f"agencies_{which}"]), _percent(without[f"share_{which}"])
            notes.append(say("compare.without", lang, count, side=called, share=share))
    return notes


def _of_several(side: Side, lang: str) -> list[str]:
    return [
        (agency.label_en if lang == "en" else "") or agency.label
        for agency in side.network.agencies
        if len(side.functions.get(agency.iri, ())) > 1
    ]


def _by_agency(loads: Sequence[Row], lang: str) -> list[str]:
    """Say which agencies are in one of the plans only."""
    notes = []
    for which, other in (SIDES, SIDES[::-1]):
        names = [
            _name(row, lang) for row in loads if row[f"agencies_{which}"] and not row[f"agencies_{other}"]
        ]
        if names:
            called = say(f"compare.side.{which}", lang)
            notes.append(say("compare.only", lang, side=called, names=listed(names, lang, SHOWN)))
    return notes


def _shares(loads: Sequence[Row], lang: str) -> list[str]:
    """Say whose share grew and shrank most, agencies without a function apart."""
    notes = []
    for word, sign in (("gains", 1), ("loses", -1)):
        named = [row for row in loads if row["holder"]]
        row = max(named, key=lambda row: sign * _number(row["change"]), default=None)
        if row is not None and sign * _number(row["change"]) > 0:
            shares = {which: _percent(row[f"share_{which}"]) for which in SIDES}
            name = _name(row, lang)
            notes.append(say(f"compare.{word}", lang, name=name, interval=_interval(row, lang), **shares))
    return notes or [say("compare.still", lang)]


def _interval(row: Row, lang: str) -> str:
    """Return the difference with its interval, and whether the interval holds 0; "" without one."""
    if row["low"] is None or row["high"] is None:
        return ""
    chance = _number(row["low"]) <= 0 <= _number(row["high"])
    values = {name: _points(row[name]) for name in ("change", "low", "high")}
    return say("compare.interval.chance" if chance else "compare.interval", lang, **values)


def _leads(leads: Sequence[Row], counted: bool, lang: str) -> list[str]:
    notes = []
    for state in ("gained", "lost"):
        names = [
            say("compare.led", lang, name=_name(row, lang), first=row["led_first"], second=row["led_second"])
            for row in leads
            if row["state"] == state
        ]
        if names:
            phrase = f"compare.leads.{state}" if counted else f"compare.leads.{state}.share"
            notes.append(say(phrase, lang, names=listed(names, lang, SHOWN)))
    return notes or [say("compare.leads.same" if counted else "compare.leads.same.share", lang)]


def _measures(measures: Sequence[Row], lang: str) -> str:
    states = [row["state"] for row in measures]
    return say(
        "compare.measures",
        lang,
        kept=states.count("same") + states.count("changed"),
        changed=states.count("changed"),
        leads=sum(row["lead_changed"] is True for row in measures),
        new=states.count("new"),
        gone=states.count("gone"),
    )


def _percent(cell: Cell) -> str:
    """Return a share in percent, to a tenth; a dash where it is not defined."""
    return f"{100 * _number(cell):.1f}%" if cell is not None else "–"


def _points(cell: Cell) -> str:
    """Return a difference of shares in points with its sign.

    Examples
    --------
    >>> _points(0.25), _points(-0.1234), _points(0)
    ('+25.0', '−12.3', '0.0')
    """
    tenths = round(1000 * _number(cell)) / 10
    return f"{tenths:+.1f}".replace("-", "−") if tenths else "0.0"


def _name(row: Row, lang: str) -> str:
    return (text(row["label_en"]) if lang == "en" else "") or text(row["label"])


def _number(cell: Cell) -> float:
    return float(text(cell) or 0)


def _count(cell: Cell) -> int:
    return int(_number(cell))
