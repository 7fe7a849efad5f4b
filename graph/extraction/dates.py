"""Dates as plans print them, and what day, span or cycle they stand for."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

BY_DATE, WITHIN, RECURRING, ONGOING = "by-date", "within-year", "recurring", "ongoing"
CYCLES = {
    "日": "daily",
    "天": "daily",
    "周": "weekly",
    "月": "monthly",
    "季": "quarterly",
    "半年": "half-yearly",
    "年": "yearly",
}
QUARTERS = {word: index % 4 + 1 for index, word in enumerate("一二三四1234")}
HALVES = {"上": (1, 6), "下": (7, 12)}
PARTS = {"上旬": 10, "中旬": 20, "初": 10}
FIVE_YEARS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
NEXT_YEAR = ("明年", "次年")
LONGEST = 24
CYCLE = (
    r"每(?:个|一)?(?P<cycle>半年|季度?|[日天周月年])"
    r"(?:\d{1,2}月(?:[底末初份]|[上中下]旬|\d{1,2}[日号])?|度(?!的)|末|底|\d{1,2}[日号])?前?"
    "|[逐按](?P<by>[季月周日年])度?(?![光期])"
)
YEAR = r"(?:(?P<year>20\d\d)\s*年|(?P<relative>今年|本年|当年|明年|次年))?"
MONTH = (
    r"(?P<month>\d{1,2})\s*(?:(?P<to>月?(?:至|到|-|—+|~)\s*(?P<to_month>\d{1,2})\s*月)"
    r"|月\s*(?:(?P<day>\d{1,2})\s*(?P<day_mark>[日号])?(?!\d)|(?P<part>底|末|上旬|中旬|下旬|初|份)?))"
)
DATE = re.compile(
    rf"(?:{CYCLE}|“?(?P<plan>十[二三四五六]五)”?(?P<plan_end>期?末|期间|时期)"
    rf"|{YEAR}\s*(?:{MONTH}|第?(?P<quarter>[一二三四1-4])季度[末底]?|(?P<half>[上下])半年"
    r"|(?P<end>年底|年末|年终|(?<=年)\s*[底末])|(?P<whole>全年|年内|年度内|内|度内?)"
    r"|(?P<bare>)(?!\s*(?:至|到|-|—+|~)\s*20\d\d))"
    r"(?P<before>\s*(?:之前|以前|前))?(?P<since>\s*(?:起|开始|以来))?)"
)
REACHED = re.compile(r"(?:到|至|截至|截止)\s*$")
DAMAGED = "The date is damaged or does not exist."
OPEN = "The print leaves open on which day."


class FoundDeadline(NamedTuple):
    """A deadline and where it stands; dates are ISO, `due` is inclusive, "" is none."""

    as_written: str
    kind: str
    due: str
    start_date: str
    recurrence: str
    start: int
    end: int
    doubt: str = ""


def make_deadline(text: str, start: int, end: int, kind: str, doubt: str = "") -> FoundDeadline:
    """Return a deadline without dates, as `text[start:end]` prints it."""
    words = "".join(text[start:end].split())
    return FoundDeadline(words[:LONGEST], kind, "", "", "", start, end, doubt)


def read_date(text: str, match: re.Match[str], year: int) -> FoundDeadline | None:
    """Return what a match of `DATE` says, years left out being `year`; None where it says nothing."""
    if cycle := match["cycle"] or match["by"]:
        made = make_deadline(text, *match.span(), RECURRING)
        return made._replace(recurrence=CYCLES[cycle.removesuffix("度")])
    if match["plan"]:
        return make_deadline(text, *match.span(), BY_DATE)._replace(due=f"{FIVE_YEARS[match['plan']]}-12-31")
    if not match.group().strip() or (match["bare"] is not None and not (match["year"] or match["relative"])):
        return None
    at = int(match["year"]) if match["year"] else year + (match["relative"] in NEXT_YEAR)
    return _read_month(text, match, at) if match["month"] else _read_span(text, match, at)


def _read_span(text: str, match: re.Match[str], at: int) -> FoundDeadline:
    """Return a year, a half or a quarter."""
    if match["quarter"]:
        last = 3 * QUARTERS[match["quarter"]]
        return _dated(text, match, _last_day(at, last), _iso(at, last - 2, 1))
    if match["half"]:
        first, last = HALVES[match["half"]]
        return _dated(text, match, _last_day(at, last), _iso(at, first, 1))
    if match["since"]:
        return _dated(text, match, "", _iso(at, 1, 1))
    is_reached = REACHED.search(text, max(0, match.start() - 3), match.start())
    kind = BY_DATE if match["end"] or match["before"] or is_reached else WITHIN
    return make_deadline(text, *match.span(), kind)._replace(due=_iso(at, 12, 31))


def _read_month(text: str, match: re.Match[str], at: int) -> FoundDeadline:
    month = int(match["month"])
    if match["to_month"]:
        due, first = _last_day(at, int(match["to_month"])), _iso(at, month, 1)
        made = make_deadline(text, *match.span(), BY_DATE, "" if due and first else DAMAGED)
        return made._replace(due=due, start_date=first)
    if match["day"]:
        due = _iso(at, month, int(match["day"])) if match["day_mark"] else ""
        return _dated(text, match, due, due, "" if due else DAMAGED)
    part = PARTS.get(match["part"] or "")
    due = _iso(at, month, part) if part else _last_day(at, month)
    is_open = match["part"] == "初" or (match["before"] and not match["part"])
    return _dated(text, match, due, _iso(at, month, 1), DAMAGED if not due else OPEN if is_open else "")


def _dated(text: str, match: re.Match[str], due: str, first: str, doubt: str = "") -> FoundDeadline:
    """Return a deadline due on a day, or from `first` where the print says 起."""
    made = make_deadline(text, *match.span(), BY_DATE, doubt)
    return made._replace(start_date=first) if match["since"] else made._replace(due=due)


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _last_day(year: int, month: int) -> str:
    return _iso(year, month, monthrange(year, month)[1]) if 1 <= month <= 12 else ""
