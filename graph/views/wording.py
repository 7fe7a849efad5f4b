"""Phrases put into sentences: numbers with their nouns, lists, shares, and the plural in English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.views.change_phrases import CHANGE_PHRASES
from graph.views.compare_phrases import COMPARE_PHRASES
from graph.views.figure_phrases import FIGURE_PHRASES
from graph.views.health_phrases import HEALTH_PHRASES
from graph.views.hotspot_phrases import HOTSPOT_PHRASES
from graph.views.interval_phrases import INTERVAL_PHRASES
from graph.views.method_phrases import METHOD_PHRASES
from graph.views.package_phrases import PACKAGE_PHRASES
from graph.views.page_phrases import PAGE_PHRASES
from graph.views.part_phrases import PART_PHRASES
from graph.views.phrases import PHRASES
from graph.views.reading_phrases import READING_PHRASES
from graph.views.replication_phrases import REPLICATION_PHRASES
from graph.views.report_phrases import REPORT_PHRASES
from graph.views.summary_phrases import SUMMARY_PHRASES
from graph.views.value_phrases import VALUE_PHRASES
from graph.views.view_phrases import VIEW_PHRASES

EVERY = {
    **PHRASES,
    **CHANGE_PHRASES,
    **COMPARE_PHRASES,
    **FIGURE_PHRASES,
    **HEALTH_PHRASES,
    **HOTSPOT_PHRASES,
    **INTERVAL_PHRASES,
    **METHOD_PHRASES,
    **PACKAGE_PHRASES,
    **PAGE_PHRASES,
    **PART_PHRASES,
    **READING_PHRASES,
    **REPLICATION_PHRASES,
    **REPORT_PHRASES,
    **SUMMARY_PHRASES,
    **VALUE_PHRASES,
    **VIEW_PHRASES,
}
"""Every phrase there is, by key."""
NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
UNSAID = {"rank"}


def say(key: str, lang: str, n: int | None = None, /, **values: object) -> str:
    """Return a phrase in `lang`, filled in; `n` chooses the singular and is itself filled in.

    The full stop of an abbreviation at the end of an English sentence is its full stop.

    Examples
    --------
    >>> say("status.draft", "zh"), say("count.measures", "en", 1), say("count.measures", "zh", 1)
    ('征求意见稿', 'one measure', '1项举措')
    >>> say("annex.beyond", "en", names="Gas Co., Ltd.")
    'Ties beyond chance: Gas Co., Ltd.'
    """
    phrase = EVERY[key]
    if n is not None:
        spelled = str(n) if lang == "zh" else numeral(n)
        values = {"n": spelled, "N": spelled.capitalize(), **values}
    if lang == "zh":
        return phrase.zh.format(**values)
    said = (phrase.en_one if n == 1 and phrase.en_one else phrase.en).format(**values)
    return said.removesuffix(".") if said.endswith("..") else said


def counted(noun: str, n: int, lang: str) -> str:
    """Return a number with its noun; small numbers are words in English, as prose has them.

    Examples
    --------
    >>> counted("agencies", 0, "en"), counted("agencies", 9, "en"), counted("agencies", 15, "en")
    ('no agencies', 'nine agencies', '15 agencies')
    """
    return say(f"count.{noun}", lang, n)


def amount(noun: str, n: int, lang: str) -> str:
    """Return a number with its noun, in digits, as a figure to compare.

    Examples
    --------
    >>> amount("pairings", 1, "en"), amount("pairings", 6, "en"), amount("pairings", 6, "zh")
    ('1 pairing', '6 pairings', '6对')
    """
    phrase = EVERY[f"count.{noun}"]
    template = phrase.zh if lang == "zh" else phrase.en_one if n == 1 else phrase.en
    return template.format(n=n)


def numeral(n: int) -> str:
    """Return an English number: a word up to nine, digits after that."""
    return NUMERALS[n] if 0 <= n < len(NUMERALS) else str(n)


def share(part: int, whole: int, lang: str) -> str:
    """Return part of whole in percent, to a tenth; what is not none or all never reads as if it were.

    Examples
    --------
    >>> share(1, 3, "en"), share(1, 2, "en"), share(1, 5000, "zh"), share(4999, 5000, "en")
    ('33.3%', '50%', '不到0.1%', 'over 99.9%')
    """
    tenths = (2000 * part + whole) // (2 * whole)
    if tenths == 0 and part:
        return say("share.under", lang)
    if tenths == 1000 and part < whole:
        return say("share.over", lang)
    return say("share", lang, share=f"{tenths // 10}.{tenths % 10}".removesuffix(".0"))


def joined(names: Sequence[str], lang: str) -> str:
    """Return names as a list in a sentence.

    Examples
    --------
    >>> joined(["A", "B", "C"], "en"), joined(["甲", "乙"], "zh"), joined([], "en")
    ('A, B and C', '甲、乙', '')
    """
    if lang == "zh" or len(names) < 2:
        return "、".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def listed(names: Sequence[str], lang: str, limit: int) -> str:
    """Return at most `limit` names, and in English how many there are besides (in Chinese 等).

    Examples
    --------
    >>> listed(["A", "B", "C", "D"], "en", 3), listed(["1", "2", "3"], "zh", 2)
    ('A, B, C and one other', '1、2等')
    """
    left_out = len(names) - limit
    if left_out <= 0:
        return joined(names, lang)
    shown = ("、" if lang == "zh" else ", ").join(names[:limit])
    return say("list.more", lang, left_out, names=shown)


def measure_list(keys: Sequence[str], lang: str, limit: int = 12) -> str:
    """Return measures by their keys, in natural order.

    Examples
    --------
    >>> measure_list(["10", "9", "2-u1", "2-3"], "en"), measure_list(["7"], "en"), measure_list(["7"], "zh")
    ('measures 2-3, 2-u1, 9 and 10', 'measure 7', '举措7')
    """
    ordered = sorted(keys, key=natural)
    return say("name.measures", lang, len(keys), keys=listed(ordered, lang, limit))


def natural(key: str) -> list[tuple[int, int, str]]:
    """Return a sorting key in which 9 comes before 10, and numbers before words."""
    parts = re.findall(r"[0-9]+|[^0-9-]+", key)
    return [(0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts]


def unit_name(unit: str, lang: str) -> str:
    """Return a unit in `lang`; one without a phrase stays as it is, a rank's says nothing.

    Examples
    --------
    >>> unit_name("pairings", "zh"), unit_name("working-day", "en"), unit_name("rank", "en")
    ('对', 'working-day', '')
    """
    if unit in UNSAID:
        return ""
    key = f"unit.{unit}"
    return say(key, lang) if key in EVERY else unit
