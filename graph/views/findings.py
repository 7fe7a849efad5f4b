"""Findings in plain sentences, computed from the tables of the report, true for none, one and many."""

from __future__ import annotations

from collections.abc import Iterable

from graph.network.twomode import LEAD, text, word
from graph.views.report_tables import Row, Tables, bound
from graph.views.wording import amount, counted, joined, listed, measure_list, say, share

GAPS = {
    "unclear": ("no_lead", "no_answer", "no_agency"),
    "open": ("open_end",),
    "look": ("several_leads", "one_agency_alone"),
}
"""The kinds of gap by group, the gravest group first."""
ALWAYS_SAID = ("open_end", "several_leads", "one_agency_alone")
NAMES_SHOWN = 5


def load_finding(agencies: list[Row], lang: str) -> str:
    """Say who carries the largest load, and how sure that is; of groups also which single body does."""
    top, load = top_rows(agencies, "load")
    if not load:
        return say("load.zero", lang)
    names = _names(top, lang)
    value = amount("pairings", load, lang)
    if len(top) == 1:
        measures = counted("measures", number_of(top[0], "measures"), lang)
        sentence = say("load.one", lang, names=names, load=value, measures=measures)
    else:
        sentence = say("load.many", lang, len(top), names=names, load=value)
    sentence = together(sentence, interval_sentence(top, "load", lang), lang=lang)
    return together(sentence, _single_bodies(top, agencies, lang), lang=lang)


def _single_bodies(top: list[Row], agencies: list[Row], lang: str) -> str:
    """Return who carries the largest load of the single bodies, if the top has none of them."""
    bodies = [row for row in agencies if not row["is_group"]]
    if not bodies or not all(row["is_group"] for row in top):
        return ""
    first, load = top_rows(bodies, "load")
    if not load:
        return ""
    key = "load.single" if len(first) == 1 else "load.single-many"
    sentence = say(key, lang, len(first), names=_names(first, lang), load=amount("pairings", load, lang))
    return together(sentence, interval_sentence(first, "load", lang), lang=lang)


def lead_finding(agencies: list[Row], measures: int, lang: str) -> str:
    """Say who leads most measures."""
    top, led = top_rows(agencies, "led")
    if not led:
        return say("lead.zero", lang)
    key = "lead.one" if len(top) == 1 else "lead.many"
    of = counted("measures", measures, lang)
    sentence = say(key, lang, len(top), names=_names(top, lang), led=led, measures=of)
    return together(sentence, interval_sentence(top, "led", lang), lang=lang)


def interval_sentence(top: list[Row], score: str, lang: str) -> str:
    """Say how sure a score and its rank are, where one agency has it and measures were drawn."""
    if len(top) != 1 or top[0].get(f"{score}_low") is None:
        return ""
    [row] = top
    low, high = bound(row[f"{score}_low"]), bound(row[f"{score}_high"])
    best, worst = row[f"{score}_rank_low"], row[f"{score}_rank_high"]
    return say(f"interval.{score}", lang, low=low, high=high, best=best, worst=worst)


def heaviest_finding(tables: Tables, lang: str) -> str:
    """Say which measure has the most pairings, and what makes it so."""
    top, pairings = top_rows(tables.measures(), "score")
    if not pairings:
        return say("heavy.zero", lang)
    values = {
        "agencies": counted("agencies", number_of(top[0], "agencies"), lang),
        "pairings": amount("pairings", pairings, lang),
    }
    if len(top) > 1:
        return say("heavy.many", lang, len(top), keys=_keys(top, lang), **values)
    values |= {
        "measure": _measure(top[0], lang),
        "systems": _systems(top[0], tables, lang),
        "leads": _leads(top[0], tables, lang),
    }
    return say("heavy.one", lang, **values)


def lead_names(measure: str, tables: Tables, lang: str) -> list[str]:
    """Return the names of the agencies that lead a measure, in the order in which it lists them."""
    known = {text(row["agency"]): row for row in tables.agencies()}
    spelled = dict(
        zip(tables.assignments.values("agency"), tables.assignments.values("spelling"), strict=True)
    )
    return [
        agency_name(known[agency], lang) if agency in known else text(spelled[agency])
        for agency, roles in tables.assigned.get(measure, {}).items()
        if LEAD in roles
    ]


def _systems(measure: Row, tables: Tables, lang: str) -> str:
    """Return of how many systems a measure's agencies are, or "" where its assignments do not tell."""
    systems = {text(row["agency"]): word(row["system"]) for row in tables.agencies()}
    agencies = [each for each in tables.assigned.get(text(measure["id"]), {}) if each in systems]
    if len(agencies) != measure["agencies"]:
        return ""
    known = {systems[each] for each in agencies} - {""}
    unknown = sum(not systems[each] for each in agencies)
    if not known:
        return ""
    value = counted("systems", len(known), lang)
    if not unknown:
        return say("heavy.systems", lang, systems=value)
    return say("heavy.systems-least", lang, systems=value, unknown=counted("agencies", unknown, lang))


def _leads(measure: Row, tables: Tables, lang: str) -> str:
    names = lead_names(text(measure["id"]), tables, lang)
    key = {0: "zero", 1: "one"}.get(len(names), "many")
    leads = counted("leads", len(names), lang)
    return say(f"heavy.lead.{key}", lang, names=joined(names, lang), leads=leads)


def pairings_finding(measures: list[Row], lang: str) -> str:
    """Say how many pairings there are in all, and how many join different systems."""
    total = sum(number_of(row, "score") for row in measures)
    cross = sum(number_of(row, "term_cross_system") for row in measures)
    unknown = sum(number_of(row, "term_unknown_system") for row in measures)
    if not total:
        return ""
    sentences = [say("pairings.all", lang, pairings=amount("pairings", total, lang))]
    if cross:
        sentences.append(say("pairings.cross", lang, cross, figure=cross, share=share(cross, total, lang)))
    else:
        sentences.append(say("pairings.cross-zero", lang))
    if unknown:
        sentences.append(say("pairings.unknown", lang, unknown=amount("pairings", unknown, lang)))
    return together(*sentences, lang=lang)


def gap_findings(tables: Tables, lang: str) -> list[str]:
    """Say for each kind of gap but a missing lead how many measures have it, and which."""
    found, total = gaps(tables), len(tables.measures())
    others = [kind for kind in ("no_answer", "no_agency") if found[kind]]
    return [_gap(kind, found[kind], total, lang) for kind in (*ALWAYS_SAID, *others)]


def gaps(tables: Tables) -> dict[str, list[Row]]:
    """Return the measures with each kind of gap; a measure may have several kinds.

    A lead is missed only where several agencies are named: a single responsible
    agency is clear without one. A single agency that only cooperates or
    supervises is not (`no_answer`).
    """
    assigned = tables.assigned
    found: dict[str, list[Row]] = {kind: [] for kinds in GAPS.values() for kind in kinds}
    for row in tables.measures():
        agencies, unled = number_of(row, "agencies"), row["no_lead"]
        roles = {role for each in assigned.get(text(row["id"]), {}).values() for role in each}
        has = {
            "no_lead": agencies > 1 and unled,
            "no_answer": agencies == 1 and unled and "responsible" not in roles,
            "no_agency": agencies == 0,
        }
        for kind, measures in found.items():
            if has.get(kind, row.get(kind)):
                measures.append(row)
    return found


def missing_leads(tables: Tables, lang: str) -> str:
    """Say where several agencies are named but no lead, and how many measures are clear without one."""
    found, measures = gaps(tables), tables.measures()
    unled = [row for row in measures if row["no_lead"]]
    if not unled:
        return say("gap.lead.everywhere", lang)
    missing = found["no_lead"]
    clear = sum(row["agencies"] == 1 for row in unled) - len(found["no_answer"])
    key = "gap.clear.others" if missing else "gap.clear.some"
    rest = say(key, lang, clear) if clear else ""
    return together(_gap("no_lead", missing, len(measures), lang), rest, lang=lang)


def _gap(gap: str, found: list[Row], total: int, lang: str) -> str:
    if not found:
        return say(f"gap.{gap}.zero", lang)
    if len(found) == total > 1:
        return say(f"gap.{gap}.all", lang)
    return say(f"gap.{gap}.some", lang, len(found), keys=_keys(found, lang))


def _keys(measures: list[Row], lang: str) -> str:
    return measure_list([text(row["key"]) for row in measures], lang)


def agency_name(agency: Row, lang: str) -> str:
    """Return the name of an agency, marked where it is a group of bodies."""
    name = text(agency["label"])
    if lang == "en":
        name = text(agency["label_en"]) or name
    return say("name.group", lang, name=name) if agency["is_group"] else name


def _measure(measure: Row, lang: str) -> str:
    key, title = text(measure["key"]), text(measure["label"])
    if not title:
        return say("name.measure", lang, key=key)
    return say("name.titled", lang, key=key, title=title)


def _names(agencies: Iterable[Row], lang: str) -> str:
    return listed([agency_name(row, lang) for row in agencies], lang, NAMES_SHOWN)


def top_rows(rows: list[Row], column: str) -> tuple[list[Row], int]:
    """Return every row with the highest value of a column, and that value (0 for no rows)."""
    most = max((number_of(row, column) for row in rows), default=0)
    return [row for row in rows if number_of(row, column) == most], most


def number_of(row: Row, column: str) -> int:
    """Return a whole number of a row, 0 where there is none."""
    value = row[column]
    return value if isinstance(value, int) else 0


def together(*sentences: str, lang: str) -> str:
    """Return sentences as one text, those that are empty left out."""
    return ("" if lang == "zh" else " ").join(each for each in sentences if each)
