"""Deadlines in running text, in attributions and in the cells of tables."""

from __future__ import annotations

import re

from graph.extraction.dates import (
    BY_DATE,
    DATE,
    LONGEST,
    ONGOING,
    REACHED,
    FoundDeadline,
    make_deadline,
    read_date,
)

__all__ = ["FoundDeadline", "find_deadlines", "read_deadline"]

HINT = re.compile("[年月季每逐按十]")
# What of a date stands before the character that gives it away.
LOOK_BACK = re.compile(
    r"(?:20\d\d|[今本当明次全]|[上下]半|\d{1,2}\s*(?:[-—–~]+|至|到)\s*\d{1,2}|\d{1,2}|第?[一二三四1-4]|“)\s*$"
)
BACK = 10
NUMERIC = re.compile(r"(?P<year>20\d\d)[./-](?P<month>1[0-2]|0?[1-9])(?:[./-](?P<day>[0-3]?\d))?(?!\d)")
AT_START = re.compile(r"(?:^|[,;。:、()\n]|力争|争取|确保|计划|预计|[到在于至前])\s*$")
PERIOD = re.compile(r"\d\s*年?\s*(?:至|到|-|—+)\s*$")
FOLLOWED = re.compile(
    r"\s*(?:完成|建成|实现|出台|印发|投用|启动|达到|力争|开工|竣工|取得|形成|制定|办结|上线|基本"
    r"|(?:[、和及]\s*\d{1,2}\s*月份?)*\s*各(?:开展|组织|举办|召开|完成|进行|发布|通报|安排|评|检查|报))"
)
JOINED = re.compile(r"\s*[、和及或]\s*")
# What stands after a year's name where it dates something: 2024年度,新增…; not 2024年度预算.
DATING = re.compile(r"\s*(?:[,;。)]|内|$)")
SPOILT = re.compile(r"\d{1,2}月\d{1,2}(?=\s*前)|20\d{3,4}月|年月")
ONGOING_WORDS = (
    "(?:年内|全年|长期|持续|常态化|并)*(?:持续(?:推进|实施|开展|落实)?|长期(?:坚持|推进|落实)?|常态化(?:推进|开展)?"
    "|常年(?:坚持)?)(?:落实|推进|坚持|实施|开展)?"
)
ONGOING_CELL = re.compile(ONGOING_WORDS)
ONGOING_LAST = re.compile(rf"(?:^|[,;。(\n])\s*(?P<words>{ONGOING_WORDS})\s*[。;)]*\s*$")
# Rates, not dates: 每月500元, 每年度, 每人每年.
RATE = re.compile("每[年月日天周](?:[0-9一二三四五六七八九十]+[元万人]|度|均|人)")


def find_deadlines(text: str, start: int, end: int, year: int) -> list[FoundDeadline]:
    """Return the deadlines in running text, in order; `year` is the year of the plan.

    A year alone dates something only where its clause begins (2024年力争…), a month alone
    only with 底, 前 or a verb of completion; what lies before the plan's year is history.
    持续推进 is a deadline only where it ends the text as a clause of its own.

    Examples
    --------
    >>> text = "6月底前建成平台,每季度通报,2025年达到10家。"
    >>> for d in find_deadlines(text, 0, len(text), 2024):
    ...     print(d.as_written, d.kind, d.due or d.recurrence)
    6月底前 by-date 2024-06-30
    每季度 recurring quarterly
    2025年 within-year 2025-12-31
    """
    found: list[FoundDeadline] = []
    reached = start
    for hint in HINT.finditer(text, start, end):
        if hint.start() < reached:
            continue
        match = DATE.match(text, _begin(text, hint.start(), reached), end)
        joined = bool(found and match and JOINED.fullmatch(text, reached, match.start()))
        is_due = match and _is_deadline(text, match, year, joined=joined)
        read = read_date(text, match, year) if match and is_due else None
        if read:
            found.append(read)
            reached = read.end
    if last := ONGOING_LAST.search(text, max(reached, end - LONGEST), end):
        found.append(make_deadline(text, *last.span("words"), ONGOING))
    return found


def read_deadline(words: str, year: int) -> FoundDeadline:
    """Return what a cell or label says of the deadline; offsets run over `words`.

    Words that no date can be read from have the kind `ongoing` where they say so, else
    `by-date` without a date and with a doubt. Of several dates the last counts, with a doubt.
    10月1日前 is kept as printed: due 10-01, inclusive.

    Examples
    --------
    >>> read_deadline("2023年9月", 2023).due, read_deadline("长期坚持", 2023).kind
    ('2023-09-30', 'ongoing')
    >>> found = read_deadline("2008年4月10前", 2008)
    >>> found.due, bool(found.doubt)
    ('', True)
    """
    stripped = words.strip()
    start = len(words) - len(words.lstrip())
    end = start + len(stripped)
    if ONGOING_CELL.fullmatch(stripped.rstrip("。;")):
        return make_deadline(words, start, end, ONGOING)
    if SPOILT.search(words):
        return make_deadline(words, start, end, BY_DATE, "The date is damaged; read it in the document.")
    found = _dates(NUMERIC.sub(_in_words, words), year)
    if not found:
        return make_deadline(words, start, end, BY_DATE, "No date can be read from these words.")
    chosen = max(found, key=lambda each: each.due)
    doubt = chosen.doubt or ("Several dates; the last is taken." if len(found) > 1 else "")
    printed = make_deadline(words, start, end, chosen.kind).as_written
    return chosen._replace(as_written=printed, start=start, end=end, doubt=doubt)


def _dates(words: str, year: int) -> list[FoundDeadline]:
    found: list[FoundDeadline] = []
    for hint in HINT.finditer(words):
        reached = found[-1].end if found else 0
        match = DATE.match(words, _begin(words, hint.start(), reached)) if hint.start() >= reached else None
        read = read_date(words, match, year) if match else None
        if read:
            found.append(read)
    return found


def _in_words(match: re.Match[str]) -> str:
    day = f"{match['day']}日" if match["day"] else ""
    return f"{match['year']}年{match['month']}月{day}"


def _begin(text: str, position: int, reached: int) -> int:
    """Return where the date begins that a hint at `position` gives away."""
    back = LOOK_BACK.search(text, max(reached, position - BACK), position)
    return back.start() if back else position


def _is_deadline(text: str, match: re.Match[str], year: int, *, joined: bool) -> bool:
    """Tell a date that something is due by from one that only names or tells of something.

    A date `joined` to a deadline before it (6月底、12月底前) is one too.
    """
    before = text[max(0, match.start() - 6) : match.start()]
    if match["cycle"] or match["by"]:
        return not RATE.match(text, match.start()) and not before.endswith("人")
    if match["plan"]:
        return bool(match["plan_end"].endswith("末"))
    since = match["since"] or ""
    if PERIOD.search(before) or (match["year"] and int(match["year"]) < year) or since.endswith("以来"):
        return False
    if joined or match["before"] or since or match["end"] or match["part"] in ("底", "末"):
        return True
    return _is_placed(match, before, text[match.end() : match.end() + LONGEST])


def _is_placed(match: re.Match[str], before: str, after: str) -> bool:
    """Tell by the words around it a date that no word of its own makes a deadline."""
    opens, is_followed = bool(AT_START.search(before)), bool(FOLLOWED.match(after))
    if match["month"]:
        is_whole = bool(match["part"] or match["to"] or match["day"])
        is_due = is_followed and (is_whole or opens)
        return is_due or bool(REACHED.search(before) or (match["to"] and opens))
    if match["whole"] == "度" and not DATING.match(after):
        return is_followed
    return opens or (is_followed and bool(match["quarter"] or match["half"] or match["whole"]))
