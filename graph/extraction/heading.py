"""The head of a plan: title, document number, date of issue, issuers, status and year, as far as it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise

from graph.extraction.numbering import VALUES, han_value

NUMBER = re.compile(
    r"(?P<words>[\u4e00-\u9fff]{1,12}(?:\([^()\n]{1,6}\))?[〔\[(【](?P<year>20[0-9]{2})[〕\])】]第?[0-9]{1,4}号)"
)
LABELLED = re.compile(rf"(?:文号|字号):?{NUMBER.pattern}")
DRAFT = re.compile(r"\((?:公开)?(?:征求意见稿|草案|讨论稿|送审稿)[^()]{0,6}\)|征求意见稿")
YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*(?:年|-|—|~)")
HAN_YEAR = "[二〇零一三四五六七八九○]{4}"
DATE = re.compile(
    rf"(?P<year>20[0-9]{{2}}|{HAN_YEAR})\s*(?:年|-|\.|/)\s*(?P<month>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})"
    r"\s*(?:月|-|\.|/)\s*(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*日?"
)
DATED = re.compile(r"(?:发布|印发|发文|成文|公开|生成)(?:日期|时间):?")
KIND = re.compile(r"要点|方案|计划|意见|措施|举措|任务|分工|分解|清单|行动|办法|规划|安排|事项|实施细则")
NOTICE = re.compile(r"(?P<by>.*?)关于(?:印发|发布|公布|转发)(?P<plan>.+?)的(?:通知|函|公告)$")
ISSUER = re.compile(
    r"(?:国务院|[\u4e00-\u9fff]{2,24}(?:人民政府|政府办公厅|政府办公室|办公厅|办公室|委员会|领导小组|指挥部|委|局|厅|部)(?:办公室)?)(?:文件)?"
)
GOES_ON = re.compile(r"(?:关于|印发|推进|开展|加强|和|与|及|的|的通|、|-|—|[0-9]年度?)$")
# What a web page prints around a plan: where one is in it, and what its archive says of the plan.
PAGE = re.compile(
    r">>|^[^<]*>|(?:索引号|当前位置|发布机构|发文单位|主题分类|文号|发文日期|成文日期|有效性|信息来源|浏览次数|字体)(?:[:\]|]|[A-Z0-9\u4e00-\u9fff])"
)
# A document number in brackets, or the name of a column, beside the title.
BESIDE = re.compile(
    r"^【[^】]{1,24}】(?=.{6})|\([\u4e00-\u9fff]{1,12}[〔\[(【]20[0-9]{2}[〕\])】]第?[0-9]{1,4}号\)$"
)
# How the title of a notice ends, and what stands in one line of a title.
SENT = re.compile("(?:通知|决定|公告|函|批复)$")
TITLED = re.compile(r"[^。,;:!?〔〕\[\]]{1,40}")
EDITION = re.compile(r"\((?:[0-9]{4}年?(?:[-—~至][0-9]{4}年?)?)(?:度|版|修订)*\)")
# What stands around a number or a date that has a line of its own.
AROUND = re.compile(r"^(?:\(|[\u4e00-\u9fff]{2,6}:)|\)$")
SHORTEST = 6
LONGEST = 80
LINES = 40
SIGNED = 12
"""Lines at the end of a text among which it is signed."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head says; "" or 0 where it says nothing. `issuers` are as printed."""

    title: str
    document_number: str = ""
    issued: str = ""
    year: int = 0
    is_draft: bool = False
    issuers: tuple[str, ...] = ()


def read_heading(text: str, end: int, signed: int | None = None) -> Heading:
    r"""Return the heading that clean text up to `end`, where the plan begins, prints.

    The title is the first line that names a kind of plan (要点, 方案 …), that of the plan
    before that of the notice which issues it, lines put together where it is broken, with
    （征求意见稿） where that stands on a line of its own; else the first line. Numbers and
    dates count where they stand alone on a line, not where a sentence cites them. What the head
    does not say of number, date and issuers is looked for where the text is signed: in its last
    lines after `signed`, where its last measure begins.

    Examples
    --------
    >>> found = read_heading("甲市 2024 年工作要点\n(征求意见稿)\n为做好工作。\n", 40)
    >>> found.title, found.year, found.is_draft
    ('甲市2024年工作要点（征求意见稿）', 2024, True)
    """
    head = text[:end]
    lines = _lines(head)
    title = _title(lines)
    draft = DRAFT.search(head)
    if draft and "征求意见" not in title:
        title += "（征求意见稿）" if "征求意见" in draft.group() else ""
    last = _signature(text, end if signed is None else max(end, signed))
    number = next((found for line in (*lines, *last) if (found := _number(line))), None)
    year = YEAR.search(title)
    issued = _issued(lines) or _issued(last)
    return Heading(
        title=title.replace("(", "（").replace(")", "）"),
        document_number=number["words"] if number else "",
        issued=issued,
        year=int(year[1] if year else number["year"] if number else issued[:4] or _year(head)),
        is_draft=draft is not None,
        issuers=_issuers(lines) or _signers(last),
    )


def _lines(head: str) -> list[str]:
    """Return the lines of the head without blanks, those put together that one title is broken over."""
    lines: list[str] = []
    for line in head.split("\n"):
        words = BESIDE.sub("", _words(line))
        if words and lines and (_is_open(lines[-1], words) or _continues(lines[-1], words)):
            lines[-1] += words
        elif words:
            lines.append(words)
    return lines[:LINES]


def _is_open(before: str, words: str) -> bool:
    """Return whether the title of a notice is not at its end: 关于印发甲市三年行动."""
    is_notice = "关于印发" in before and not SENT.search(before) and len(before) <= LONGEST
    return is_notice and TITLED.fullmatch(words) is not None


def _continues(before: str, words: str) -> bool:
    """Return whether a line goes on with the title that the line before begins."""
    if "。" in before or "。" in words or len(before) > LONGEST // 2:
        return False
    if GOES_ON.search(before) or before.count("《") > before.count("》"):
        return True
    if EDITION.fullmatch(words):
        return KIND.search(before) is not None
    if words.startswith(("的通知", "关于")):
        return words.startswith("的") or ISSUER.fullmatch(before) is not None
    if "关于" in before and not before.endswith(("通知", ":")):
        is_end = KIND.search(words) or SENT.search(words)
        return KIND.search(before) is None and is_end is not None
    return len(words) <= SHORTEST and KIND.search(words) is not None


def _title(lines: list[str]) -> str:
    short = [
        line.strip("《》") if line.startswith("《") and line.find("》") == len(line) - 1 else line
        for line in lines
        if SHORTEST <= len(line) <= LONGEST and not re.search("[。;:]", line) and not PAGE.search(line)
    ]
    plans = [
        line for line in short if KIND.search(line) and not NOTICE.match(line) and not line.endswith("通知")
    ]
    notice = next((found for line in short if (found := NOTICE.match(line))), None)
    named = notice["plan"].strip("《》") if notice else ""
    broken = (one + two for one, two in pairwise(short) if named.endswith(one + two))
    if named and (whole := next(broken, "")):
        return whole
    if plans and (not named or plans[0] in lines[:12]):
        return plans[0]
    if named:
        return next((line for line in plans if line in named), named)
    return (plans or short or [line for line in lines[:1] if "。" not in line] or [""])[0][:LONGEST]


def _alone(pattern: re.Pattern[str], line: str) -> re.Match[str] | None:
    """Return the match that fills a line, but for brackets and a label around it."""
    return pattern.fullmatch(AROUND.sub("", line, count=2)) if len(line) <= LONGEST else None


def _number(line: str) -> re.Match[str] | None:
    """Return the document number that fills a line or stands after its label in one."""
    return _alone(NUMBER, line) or LABELLED.search(line)


def _issued(lines: list[str]) -> str:
    for line in lines:
        found = _alone(DATE, DATED.sub("", line)) or (DATED.search(line) and DATE.search(line))
        if found:
            return "{}-{:02}-{:02}".format(_year_of(found["year"]), *map(_day, found.group("month", "day")))
    return ""


def _year_of(digits: str) -> int:
    if digits.isascii():
        return int(digits)
    return int("".join(str(VALUES["零" if each == "○" else each]) for each in digits))


def _day(digits: str) -> int:
    return int(digits) if digits.isascii() else han_value(digits)


def _year(head: str) -> str:
    found = YEAR.search(head)
    return found[1] if found else "0"


def _signature(text: str, start: int) -> list[str]:
    r"""Return the last lines after `start`, blanks left out; a body and a date on one line are two.

    Examples
    --------
    >>> _signature("1.修路。\n甲市人民政府 2024 年 3 月 5 日\n", 0)
    ['1.修路。', '甲市人民政府', '2024年3月5日']
    """
    found: list[str] = []
    for line in _last_lines(text, start):
        dated = DATE.search(line)
        is_signed = dated and dated.end() == len(line) and ISSUER.fullmatch(line[: dated.start()])
        found += [line[: dated.start()], dated.group()] if dated and is_signed else [line]
    return found


def _last_lines(text: str, start: int) -> list[str]:
    """Return the last lines with words after `start`, without blanks."""
    lines = (_words(line) for line in reversed(text[start:].split("\n")))
    return [*islice(filter(None, lines), SIGNED)][::-1]


def _words(line: str) -> str:
    return "".join(line.split()).strip("*#|>")


def _signers(lines: list[str]) -> tuple[str, ...]:
    """Return the bodies that stand alone right above the date that a text is signed with."""
    dates = [at for at, line in enumerate(lines) if _alone(DATE, line)]
    signers: list[str] = []
    while dates and (at := dates[-1] - len(signers) - 1) >= 0 and ISSUER.fullmatch(lines[at]):
        signers.insert(0, lines[at])
    return tuple(dict.fromkeys(signers))


def _issuers(lines: list[str]) -> tuple[str, ...]:
    """Return the bodies that stand alone on a line or before 关于印发, each once."""
    found = []
    for line in lines[:12]:
        notice = NOTICE.match(line)
        words = notice["by"] if notice else line
        if ISSUER.fullmatch(words):
            found.append(words.removesuffix("文件"))
    return tuple(dict.fromkeys(found))
