"""Documents that stand in 《》: title, number, and whether they are issued, cited or carried out."""

from __future__ import annotations

import re
from typing import NamedTuple

ISSUES, CITES, IMPLEMENTS = "issues", "cites", "implements"
LONGEST_TITLE = 120
BACK = 16
# Names in Chinese print full-width signs; clean text has them half-width.
UNUSUAL = re.compile(r"[\s“”(),:;]")
NOT_PRINTED = re.compile(r"[\s“”]")
PRINTED = str.maketrans("(),:;", "（），：；")
ISSUE_VERB = (
    "制定|制订|印发|出台|修订|修改|编制|发布|起草|拟定|拟订|草拟|公布|颁布|下发|推出|完善|报送|编写|编印|形成"
)
CITE_VERB = "根据|按照|依据|依照|遵照|参照|对照|结合|符合|围绕|对标|比照|违反"
CARRY_VERB = "落实|贯彻|执行|实施|宣传|推广|推进|开展|学习|宣贯|遵守|落细|施行|完成"
ROLE_BEFORE = re.compile(
    rf"(?:(?P<issues>{ISSUE_VERB})|(?P<cites>{CITE_VERB})|(?P<implements>{CARRY_VERB}))[好了并]?[^,;。\n《》]{{0,6}}$"
)
ROLE_AFTER = re.compile(
    r"\s*(?:\([^()\n]{1,40}\))?\s*(?:(?P<cites>等?(?:文件)?(?:的?要求|的?规定|明确|精神(?!,?(?:落实|贯彻)))|为(?:依据|指导|遵循))"
    "|(?P<implements>的?(?:实施|落实|执行|贯彻|宣传|宣贯|落地))"
    "|(?P<issues>的?(?:制定|制订|修订|起草|编制|立法|出台|印发|修改|颁布|发布)))"
)
# 国办发〔2024〕3号, 国务院令第722号, 主席令第十三号, 国务院第722号令
# A line may end between two digits.
SERIAL = r"\s*(?:\d(?:\s*\d){0,3}|[一二三四五六七八九十百〇零]{1,6})\s*号"
NUMBER_AFTER = re.compile(
    r"\s*[(〔\[]\s*(?P<number>[\u4e00-\u9fff]{1,10}?\s*"
    rf"(?:[〔\[(【]?\s*(?:19|20)\d\d\s*[〕\])】]?\s*第?\s*\d(?:\s*\d){{0,3}}\s*号|令\s*第{SERIAL}|第{SERIAL}\s*令))"
)
ORDER = re.compile("(.+?)第([^第]+)号令")
YEAR_IN_NUMBER = re.compile(r"[〔\[(【]?((?:19|20)\d\d)[〕\])】]?第?(?=\d{1,4}号)")
JOINED = re.compile(r"》(?:\([^()]{0,40}\))?[、和及与\s]*")
TITLE_MARK = re.compile("[《》\n]")


class Title(NamedTuple):
    """A document as a measure names it; the offsets are those of the title inside 《》."""

    name: str
    role: str
    document_number: str
    start: int
    end: int


def read_title(text: str, start: int, reached: int, end: int, last: Title | None) -> Title | None:
    """Return the document whose 《 stands at `start`, None where no 》 closes it.

    Titles inside a title belong to it. `last` is the document named before, with which a
    title right after it, or joined to it by 、 or 和, shares its role.

    Examples
    --------
    >>> read_title("落实《条例(试行)》(国办发[2024]3号)", 2, 0, 24, None)
    Title(name='条例（试行）', role='implements', document_number='国办发〔2024〕3号', start=3, end=9)
    """
    close = _closing(text, start, end)
    if close < 0:
        return None
    number = NUMBER_AFTER.match(text, close + 1, end)
    return Title(
        name=plain_name(text[start + 1 : close]),
        role=_role(text, start, close + 1, reached, end) or _shared_role(text, start, last) or CITES,
        document_number=read_document_number(number["number"]) if number else "",
        start=start + 1,
        end=close,
    )


def read_document_number(words: str) -> str:
    """Return a document number with its year in 〔〕, whatever became of the bracket.

    Examples
    --------
    >>> read_document_number("国办发[2024]3号"), read_document_number("皖发20229号")
    ('国办发〔2024〕3号', '皖发〔2022〕9号')
    >>> read_document_number("国务院第 722 号令")
    '国务院令第722号'
    """
    words = re.sub(r"\s", "", words)
    if order := ORDER.fullmatch(words):
        return f"{order[1]}令第{order[2]}号"
    return YEAR_IN_NUMBER.sub(r"〔\1〕", words, count=1)


def plain_name(words: str) -> str:
    """Return a name without spaces and quotation marks, with full-width signs.

    Examples
    --------
    >>> plain_name("“云上办” 平台(试点)")
    '云上办平台（试点）'
    """
    return NOT_PRINTED.sub("", words).translate(PRINTED) if UNUSUAL.search(words) else words


def _closing(text: str, start: int, end: int) -> int:
    depth = 0
    last = min(end, start + LONGEST_TITLE)
    for mark in TITLE_MARK.finditer(text, start, last):
        depth += {"《": 1, "》": -1}.get(mark.group(), 0)
        if depth == 0:
            return mark.start()
    return text.find("》", start, last)


def _role(text: str, start: int, close: int, reached: int, end: int) -> str:
    """Return the role that the verb before a title or the words after it give, "" for none."""
    said = ROLE_BEFORE.search(text, max(reached, start - BACK), start)
    before = said.lastgroup or "" if said else ""
    after = ROLE_AFTER.match(text, close, end)
    follows = after.lastgroup or "" if after else ""
    # 推进《…》修订 issues it, whatever the verb before.
    return follows if follows == ISSUES and before != CITES else before or follows


def _shared_role(text: str, start: int, last: Title | None) -> str:
    return last.role if last and JOINED.fullmatch(text, last.end, start) else ""
