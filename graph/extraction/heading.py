"""The head of a plan: title, document number, date of issue, status and year, as far as the text says."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}(?:\([^()\n]{1,6}\))?〔(20[0-9]{2})〕第?[0-9]{1,4}号")
DRAFT = re.compile(r"\((?:公开)?(?:征求意见稿|草案|讨论稿|送审稿)[^()]{0,6}\)|征求意见稿")
YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*(?:年|-|—|~)")
DATE = re.compile(r"(20[0-9]{2})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日")
WORK = re.compile(r"(?:要点|方案|计划|意见|措施|任务|分工|清单|行动|办法|通知|规划)")
SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head says; "" or 0 where it says nothing."""

    title: str
    document_number: str = ""
    issued: str = ""
    year: int = 0
    is_draft: bool = False


def read_heading(text: str, end: int) -> Heading:
    r"""Return the heading that clean text up to `end`, where the plan begins, prints.

    The title is the first line that names a kind of plan (要点, 方案 …), with （征求意见稿）
    where that stands on a line of its own; else the first line.

    Examples
    --------
    >>> read_heading("甲市 2024 年工作要点\n(征求意见稿)\n为做好工作。\n", 40)
    Heading(title='甲市2024年工作要点（征求意见稿）', document_number='', issued='', year=2024, is_draft=True)
    """
    head = text[:end]
    lines = [re.sub(r"\s", "", line.strip("*# ")) for line in head.split("\n") if line.strip("*# ")]
    titles = [line for line in lines[:12] if len(line) >= SHORTEST and "。" not in line]
    title = next((line for line in titles if WORK.search(line)), titles[0] if titles else "")
    draft = DRAFT.search(head)
    if draft and "征求意见" not in title:
        title += "（征求意见稿）" if "征求意见" in draft.group() else ""
    number = NUMBER.search(head)
    issued = DATE.search(head)
    year = YEAR.search(title) or YEAR.search(head)
    return Heading(
        title=title.replace("(", "（").replace(")", "）"),
        document_number=number.group() if number else "",
        issued="{}-{:0>2}-{:0>2}".format(*issued.groups()) if issued else "",
        year=int(year[1]) if year else int(number[1]) if number else 0,
        is_draft=draft is not None,
    )
