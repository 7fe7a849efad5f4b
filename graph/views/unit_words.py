"""A number with its unit of measurement, as prose has it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.network.twomode import text
from graph.table import Cell
from graph.views.cells import visible

PERCENT = "percent"
UNCHANGED = re.compile(r"(ten |hundred )?(thousand|million|trillion)\b|yuan\b|(per mille|times|mu|jin)$")
"""English names of units that have no other plural, or have it already."""


def with_unit(number: str, row: Mapping[str, Cell], lang: str) -> str:
    """Return a number with the unit of a target; in English its plural unless the number is 1.

    Examples
    --------
    >>> row = {"unit_label": "个工作日", "unit_label_en": "working day"}
    >>> with_unit("≤5", row, "zh"), with_unit("≤5", row, "en"), with_unit("1", row, "en")
    ('≤5个工作日', '≤5 working days', '1 working day')
    >>> with_unit("72", {"unit_label": "%", "unit_label_en": "percent"}, "en")
    '72%'
    """
    zh = visible(text(row["unit_label"]))
    en = visible(text(row["unit_label_en"]))
    if lang == "zh" or not en:
        return number + zh
    if en == PERCENT:
        return f"{number}%"
    return f"{number} {en if number == '1' else plural(en)}"


def plural(unit: str) -> str:
    """Return the plural of the English name of a unit.

    Examples
    --------
    >>> plural("industry"), plural("quarter of a year"), plural("district or county")
    ('industries', 'quarters of a year', 'districts or counties')
    >>> plural("ten thousand persons"), plural("yuan per square metre")
    ('ten thousand persons', 'yuan per square metre')
    """
    if UNCHANGED.match(unit):
        return unit
    head, joint, rest = re.split("( of | per |$)", unit, maxsplit=1)
    return " or ".join(map(_plural, head.split(" or "))) + joint + rest


def _plural(noun: str) -> str:
    return re.sub("([^aeiou])ys$", r"\1ies", f"{noun}s")
