"""Targets and conditions: the numbers that a measure promises to reach, and those that say who is covered."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from graph.extraction.phrases import find_basis, find_phrase, split_subjects
from graph.extraction.quantities import COUNTERS, Quantity, Units, find_quantities
from graph.extraction.thresholds import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    BETWEEN,
    EXACTLY,
    EXTENT,
    LESS,
    MORE,
    TARGET,
    TIME,
    find_kind,
    is_date,
    is_rank,
)

WINDOW = 48
AFTERWARDS = 32
PART = re.compile("[,(]?其中")
LEVEL = re.compile("总|累计|达|占|率|比|保持|稳定|控制|[至到]$")
JOINED = ("、", "和", "或")
# Words before a number and what they make of it; the match that begins first is the longest.
BEFORE = (
    (AT_LEAST, "不得?低于|不得?少于|不得?小于|不得?短于|不下于|不亚于|至少|最少|最低|保底|年?满"),
    (
        AT_MOST,
        "不得?超过?|不得?高于|不得?多于|不得?大于|不得?长于|不得?突破|至多|最多|最高|(?:控制|压控)[在到至]",
    ),
    (MORE, "超过|突破|高于|大于|多于|优于|超出|超额?|逾"),
    (LESS, "低于|小于|少于|不足|不到|未满|不满|短于|未达到?"),
    (ABOUT, "大约|约为?|接近|将?近"),
)
COMPARED = re.compile(
    "(?:" + "|".join(f"(?P<b{i}>{words})" for i, (_, words) in enumerate(BEFORE)) + r")\s*[了为到至]?$"
)
AFTER = re.compile(
    r"\s*(?:\([次套件个项家人处]{1,2}\))?(?:(?P<b0>(?:\(含\)|\(含本数\)|及其?|含)?以上)"
    r"|(?P<b1>(?:\(含\)|及其?|含)?以[内下]|之内|内(?![容部外涵设需资地蒙河江陆])|封顶)|(?P<b4>左右|上下))"
)
# A year that opens a sentence or a clause, up to the number, with no later one after it.
PAST = re.compile(
    r"(?:^|[,;。\s])(?:截至|到)?(?P<year>20[0-9]{2})年"
    r"(?:(?!20[0-9]{2}年|今年|本年|力争|年内|确保|争取|目标|计划)[^;。\n])*$"
)
# What goes on with a list whose first number only gives an extent: 全市16个乡镇、256个村.
LISTED_ON = re.compile("[\u4e00-\u9fff]{0,8}(?:、|和)")
AFTERWARDS_SAID = re.compile("(?:[内上下]|左右)$")
VERBS = re.compile(
    "[、,](?:力争|其中|累计|总数|总量|年内|新|续|已|再|达到?|至|超过?|突破|储备|谋划"
    "|[开竣完改续]工|[续新改扩]建|建成|投产|投用|落地|签约|入库|新增|净增|入统|达产|上市|推进|完成)*"
)
AT_LEAST_VERB = re.compile("(?:至少|不少于|最少)[\u4e00-\u9fff]{1,4}$")
# A limit and the figure that the share is of: 不低于年度预算3%.
SHARE_OF = re.compile("(?:(?P<b0>不得?低于|不得?少于)|(?P<b1>不得?高于|不得?超过))[\u4e00-\u9fff]{2,12}$")
DISTANCE = re.compile("[高低快][于出][^,;。]{2,}$")


class FoundAmount(NamedTuple):
    """A target or condition and where its phrase stands; `unit` is a word of units.ttl."""

    kind: str
    subject: str
    comparator: str
    value: Decimal
    maximum: Decimal | None
    unit: str
    basis: str
    as_written: str
    start: int
    end: int
    doubt: str = ""


def find_amounts(
    text: str, start: int, end: int, units: Units | None = None, year: int = 0
) -> list[FoundAmount]:
    """Return the targets and conditions in `text[start:end]` (clean text) of a plan of `year`, in order.

    Numbers inside “” and 《》, years, ordinals, counts of a list just printed and *one* in
    the sense of *a* are neither. Subjects joined by 、 that share a number have one each;
    after 分别 each has a number of its own. What a sentence tells of the year before is neither.

    Examples
    --------
    >>> text = "新增就业5万人以上,引进1-2家鉴定机构,对300人以上的企业开展培训。"
    >>> for a in find_amounts(text, 0, len(text)):
    ...     print(a.kind, a.comparator, a.value, a.unit)
    target at-least 5 person-10-thousand
    target between 1 institution
    condition at-least 300 person
    """
    found: list[FoundAmount] = []
    waiting: list[str] = []
    row = extent = 0
    reached = start
    for quantity in find_quantities(text, start, end, units):
        if _is_past(text, start, quantity.start, year):
            continue
        amounts = _amounts(text, end, reached, quantity)
        if not amounts or (extent and LISTED_ON.fullmatch(text, extent, quantity.start)):
            is_extent = amounts or EXTENT.search(text[max(start, quantity.start - 8) : quantity.start])
            extent = quantity.end if is_extent else 0
            continue
        extent = 0
        between = text[reached : quantity.start]
        row = row + 1 if between.strip() in JOINED else 0
        if waiting and between.strip() in (*JOINED, ","):
            amounts = [amounts[0]._replace(subject=waiting.pop(0))]
        elif "分别" in between[-8:]:
            amounts, waiting = amounts[:1], [each.subject for each in amounts[1:]]
        elif found and _goes_on(between, quantity):
            amounts = [each._replace(unit=found[-1].unit) for each in amounts]
        elif row and found:
            amounts = [amounts[0]._replace(subject=found[-1].subject)]
        if found:
            amounts = _as_before(found[-1], _taken_from(found[-1], between, amounts), row)
        if row and amounts[0].end > quantity.end:
            _share_limit(found, row, amounts[0])
        found.extend(amounts)
        reached = amounts[-1].end
    return found


def _is_past(text: str, start: int, position: int, year: int) -> bool:
    """Tell a number of a sentence that begins with the year before: 2023年底达到500家,今年新增80家."""
    low = max(start, position - WINDOW)
    if not year or text.find(f"{year - 1}年", low, position) < 0:
        return False
    told = PAST.search(text, low, position)
    return told is not None and int(told["year"]) == year - 1


def _taken_from(last: FoundAmount, between: str, amounts: list[FoundAmount]) -> list[FoundAmount]:
    """Return amounts with the last one's subject where they name none, and its basis where it covers them."""
    is_bare = amounts[0].subject == amounts[0].as_written and "。" not in between
    subjects = [last.subject if is_bare else each.subject for each in amounts]
    basis = last.basis if _carries_on(between, last, amounts[0]) else ""
    if not (is_bare or basis):
        return amounts
    return [
        each._replace(subject=subject, basis=basis or each.basis)
        for each, subject in zip(amounts, subjects, strict=True)
    ]


def _carries_on(between: str, last: FoundAmount, amount: FoundAmount) -> bool:
    """Tell a number that the verb of the last one covers too: 新增技能人才5万人、高技能人才2万人."""
    is_joined = between[:1] in ("、", "和") or PART.match(between)
    same = (last.kind, last.unit) == (amount.kind, amount.unit) and amount.basis == "level"
    return bool(same and is_joined and not LEVEL.search(between))


def _as_before(last: FoundAmount, amounts: list[FoundAmount], row: int) -> list[FoundAmount]:
    """Return amounts, in a row with what the words before it say of all: 分别不低于80%、90%."""
    amount = amounts[0]
    is_said = row and amount.comparator == EXACTLY and amount.unit == last.unit
    if not is_said or AFTERWARDS_SAID.search(last.as_written):
        return amounts
    basis = amount.basis if last.kind == TARGET else "level"
    return [amount._replace(kind=last.kind, comparator=last.comparator, basis=basis), *amounts[1:]]


def _share_limit(found: list[FoundAmount], row: int, last: FoundAmount) -> None:
    """Give the words after the last number of a row to those before it: 分别压减至15个、25个工作日以内."""
    for index in range(max(0, len(found) - row), len(found)):
        if found[index].comparator == EXACTLY and found[index].unit == last.unit:
            found[index] = found[index]._replace(comparator=last.comparator)


def _goes_on(between: str, quantity: Quantity) -> bool:
    """Tell a number that counts the same as the last one, only its verb being new: 开工30个,竣工20个."""
    is_bare = quantity.counter in COUNTERS and quantity.unit == "item" and not quantity.counted
    return is_bare and bool(VERBS.fullmatch(between))


def _amounts(text: str, end: int, reached: int, quantity: Quantity) -> list[FoundAmount]:
    before = text[max(reached, quantity.start - WINDOW) : quantity.start].rstrip(" \n")
    if is_date(before, quantity):
        return []
    comparator, close = _compare(text, end, before, quantity)
    kind = find_kind(before, text[close : min(end, close + AFTERWARDS)], comparator, quantity)
    if not kind:
        return []
    phrase = find_phrase(text, (reached, end), (quantity.start, close), quantity.counted)
    is_distance = quantity.unit == "percentage-point" and DISTANCE.search(before)
    first = FoundAmount(
        kind=kind,
        subject=phrase.subject,
        comparator=comparator,
        value=quantity.value,
        maximum=quantity.maximum,
        unit="rank" if is_rank(before, quantity) else quantity.unit,
        basis=find_basis(phrase.before) if kind == TARGET else "level",
        as_written=phrase.as_written,
        start=phrase.start,
        end=close,
        doubt="The number is a distance from another figure." if is_distance else quantity.doubt,
    )
    subjects = split_subjects(phrase) if kind == TARGET else [phrase.subject]
    return [first] if len(subjects) == 1 else [first._replace(subject=each) for each in subjects]


def _compare(text: str, end: int, before: str, quantity: Quantity) -> tuple[str, int]:
    """Return the comparator of a number and where its words end; words after it outweigh those before."""
    after = AFTER.match(text, quantity.end, end)
    close = after.end() if after else quantity.end
    if quantity.maximum is not None:
        return BETWEEN, close
    if after and after.lastgroup and (quantity.unit != "year" or after.lastgroup == "b0"):
        return BEFORE[int(after.lastgroup[1:])][0], close
    return _compare_before(before, quantity) or (MORE if quantity.more else EXACTLY), close


def _compare_before(before: str, quantity: Quantity) -> str:
    """Return the comparator that the words before a number make, "" for none."""
    said = COMPARED.search(before[-8:])
    if not said and quantity.unit in ("percent", "times"):
        said = SHARE_OF.search(before[-16:])
    if said and said.lastgroup and not (said.lastgroup == "b4" and quantity.unit in TIME):
        return BEFORE[int(said.lastgroup[1:])][0]
    if is_rank(before, quantity):
        return AT_MOST
    return AT_LEAST if AT_LEAST_VERB.search(before[-8:]) else ""
