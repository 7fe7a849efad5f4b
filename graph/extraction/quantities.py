"""Numbers with the units that they are printed in: 2.76 万个中小学学位, 1—2 家, 百分之八十五."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from graph.extraction.numerals import ARABIC, CHINESE, SCALES, read_number, read_scale
from graph.extraction.phrases import is_quoted
from graph.vocabulary.units import UnitForms, shipped_units

# A numeral as far as it goes, before what may begin a unit (`following`); or the 番 of 翻番, 翻了番. It
# begins with one class of characters so that text without numerals is skipped fast.
HAN_NUMERAL = "[一二两三四五六七八九十百千]"
NUMERAL = (
    "(?:[0-9]|{han}|番)(?:(?:(?<=[0-9])[0-9]*+|(?<={han}){han}*+)(?=[番{following}])|(?<=翻番)|(?<=翻了番))"
)
COUNTERS = "个家条项所处座套张户台件名份场辆支款"
# Nouns of one character that a counter counts as heads of longer ones: 经济强村, 加油站.
HEADS = "村站"
# 翻一番 is twice the figure, 翻两番 four times.
DOUBLED = re.compile("(?:(?<=翻)|(?<=翻了))(?P<times>[一两二三])?番")
SHARES = {"百": "percent", "千": "permille"}
HUNDRED = 100
# What stands after 八成 and 一半, of which a share is meant: not 三成员, 一成不变, 一半径.
ENDED = r"(?=\s*(?:$|[,;。、:()\n的]|以[上下内]|左右|上下))"
# A sum of one figure that is passed: 突破百亿元, not a class of projects (百亿级项目).
ROUND = "(?<=突破|超过|达到|迈上|跨越)[百千](?=亿元)"
# Letters, signs and 第 make a number part of a name (1+3, 第3批), a point or hyphen part of another one.
NUMBER = re.compile(
    r"(?<![A-Za-z0-9.+×*#/第〔‘])(?<!\d-)(?<!\d,)"
    rf"(?:(?P<share>[百千]|{CHINESE})分之(?P<part>{ARABIC}|{CHINESE})"
    rf"|(?:(?P<tenths>[1-9一两二三四五六七八九])成(?P<more>[半一二三四五六七八九])?|(?P<half>一半)){ENDED}"
    rf"|(?P<value>{ARABIC}|{CHINESE}|{ROUND})\s*[%‰]?"
    rf"(?:\s*(?:-|—+|–|~|～|至|到)\s*(?P<maximum>{ARABIC}|{CHINESE})\s*)?\s*[余多几]?)"
)
GOES_ON = " \n%‰.,-—–~～至到点分成半余多几万亿百千"
MORE = "余多几"
LONGEST_SCALE = 2
NOUN_SPAN = 14
NOUN_SIZES = range(8, 0, -1)
# What stands after a noun that a counter counts, so that the noun is the head of its phrase.
HEAD_END = re.compile(
    r"$|[,;。、:()“”\s]|以上|以内|左右|的|等|开展|建设|实施|实现|完成|落地|达到|进行|投入|纳入|上|入|参|取得|获|通过"
    "|提供|开工|竣工|全部|全面|均|都|分别|签约|投产|投用|挂牌|运营|启用|试点|升|转|检查|改造|整治|更新|成为|成功|基本|和|与|及"
)
# A noun after a printed unit, which then only says of what kind it is: 个社区|养老服务设施.
DEEPER = re.compile(
    "(?:(?!建|设立|开展|完成|实施|推进|改造|开工)[\u4e00-\u9fff]){0,8}"
    "(?:设施|中心|站|室|院|点|基地|公园|广场|食堂|产业链|集群|人才|产品|品牌|问题|园区)"
    rf"(?:{HEAD_END.pattern})"
)
# What begins like a unit and is none of units.ttl: 10个基点, 5-9年级.
UP_TO = re.compile(rf"\s*(?:-|—+|–|~|～|至)\s*(?P<maximum>{ARABIC})\s*")
FROM = re.compile("[由从][^,;。]*$")
FOREIGN = re.compile("个(?:基点|点(?!位))|年[级制]|期(?:工程|项目|建设|间)")
# What a counter can measure rather than count.
MEASURES = frozenset({"工作日", "自然日", "日历日", "工作小时", "小时", "月", "星期", "季度", "百分点"})
SERIES = re.compile(rf"(?:、|和|或|至|/)\s*{ARABIC}\s*")
LIMIT = re.compile("及?以[上下内]|左右|上下")
PHRASE = re.compile(r"[^,;。、:()\n]*")
REACHED = re.compile(
    "(?:达到?|至|超过|突破|不少于|不低于|力争|分别|总数|总量|数量|数|入库|上云|入规|落户|注册)+$"
)


class Quantity(NamedTuple):
    """A number with its unit.

    `counter` is the measure word or unit as printed, `more` a 余 or 多 after the number,
    `counted` the noun that the printed unit holds (个重点产业).
    """

    value: Decimal
    maximum: Decimal | None
    unit: str
    start: int
    end: int
    counter: str
    is_chinese: bool
    more: bool
    counted: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Units:
    """Base units by printed form and by counted noun, lengths of forms by first character, multiples.

    `numeral` are the numbers that something follows which may begin a unit.
    """

    forms: Mapping[str, str]
    lengths: Mapping[str, tuple[int, ...]]
    nouns: Mapping[str, str]
    noun: re.Pattern[str]
    multiples: Mapping[tuple[str, Decimal], str]
    numeral: re.Pattern[str]


def compile_units(units: UnitForms) -> Units:
    """Return the units of an ontology as numbers are read with them: multiples come from 万 and 亿."""
    multiples = set(units.multiples.values())
    forms = {form: word for form, word in units.forms.items() if word not in multiples}
    lengths: dict[str, set[int]] = {}
    for form in forms:
        lengths.setdefault(form[0], set()).add(len(form))
    nouns = {
        form[1:]: word
        for form, word in forms.items()
        if form[0] in COUNTERS and form[1:2] != "人" and (len(form) > 2 or form[1:] in tuple(HEADS))
    }
    following = re.escape("".join(sorted({*lengths, *GOES_ON})))
    return Units(
        forms=forms,
        lengths={first: tuple(sorted(each, reverse=True)) for first, each in lengths.items()},
        nouns=nouns,
        noun=re.compile("|".join(sorted(map(re.escape, nouns), key=lambda noun: (-len(noun), noun)))),
        multiples=units.multiples,
        numeral=re.compile(NUMERAL.format(han=HAN_NUMERAL, following=following)),
    )


@cache
def shipped_quantities() -> Units:
    """Return the units of the shipped ontology."""
    return compile_units(shipped_units())


def find_quantities(text: str, start: int, end: int, units: Units | None = None) -> Iterator[Quantity]:
    """Yield the numbers of `text[start:end]` that have a unit of `units` and are not quoted, in order.

    A bare counter takes the unit of the noun that it counts, after it or before the number.
    A multiple that the ontology does not hold is multiplied out. 翻一番 is 2 times.

    Examples
    --------
    >>> [(str(q.value), q.unit) for q in find_quantities("提供2.76万个中小学学位,引进3家鉴定机构", 0, 25)]
    [('2.76', 'school-place-10-thousand'), ('3', 'institution')]
    """
    units = units or shipped_quantities()
    last = start
    for numeral in units.numeral.finditer(text, start, end):
        begin, close = numeral.span()
        if is_quoted(text, begin):
            continue
        if text.find("番", begin, close + 1) >= 0:
            if doubled := DOUBLED.match(text, begin, end):
                yield _doubled(doubled)
            continue
        match = NUMBER.match(text, begin, end) if begin >= last else None
        found = _read(text, end, match, units) if match else None
        if found:
            last = found.end
            yield found


def _doubled(match: re.Match[str]) -> Quantity:
    value = Decimal(2) ** int(read_number(match["times"] or "一") or 1)
    return Quantity(value, None, "times", *match.span(), "番", is_chinese=False, more=False)


def _read(text: str, end: int, match: re.Match[str], units: Units) -> Quantity | None:
    printed = match["value"]
    if not printed:
        return _share(match)
    unit = _unit_at(text, match, end, units)
    value = read_number(printed) if unit else None
    if value is None or not unit:
        return None
    scale, form, close = unit
    if form[0] in COUNTERS and DEEPER.match(text, close, end):
        form, close = form[0], close - len(form) + 1
    base = units.forms[form]
    if form in COUNTERS:
        usual = "item" if form == "条" and scale else base
        base = _shared(text, close, end, units) or _counted(text, match.start(), close, end, units) or usual
    word = base
    if scale:
        factor = read_scale(scale)
        word = units.multiples.get((base, factor), "")
        value, word = (value, word) if word else (value * factor, base)
    maximum = read_number(match["maximum"]) if match["maximum"] else None
    if maximum is None and (higher := _up_to(text, match, close, end)):
        maximum, close = higher
    is_range = maximum is not None and maximum > value
    return Quantity(
        value=value,
        maximum=maximum if is_range else None,
        unit=word,
        start=match.start(),
        end=close,
        counter=form,
        is_chinese=not printed[0].isdigit(),
        more=text[match.end() - 1] in MORE or text[close - len(form) - 1] in MORE,
        counted=form[1:] if len(form) > 2 and form[0] in COUNTERS else "",
        doubt=_doubt(text, close, is_range=maximum is None or is_range),
    )


def _up_to(text: str, match: re.Match[str], close: int, end: int) -> tuple[Decimal | None, int] | None:
    """Return the second number of a range whose unit is printed twice, 500万元—1000万元, and its end."""
    second = UP_TO.match(text, close, end)
    if not second:
        return None
    unit = text[match.end() : close].strip()
    if not unit or not text.startswith(unit, second.end()):
        return None
    if FROM.search(text, max(0, match.start() - NOUN_SPAN), match.start()):
        return None
    return read_number(second["maximum"]), second.end() + len(unit)


def _share(match: re.Match[str]) -> Quantity | None:
    """Return 百分之八十五 and 千分之三 as printed, 三分之一, 八成五 and 一半 in percent, to one decimal.

    Examples
    --------
    >>> [f"{_share(NUMBER.match(words)).value:f}" for words in ("百分之六", "三分之一", "八成五", "一半")]
    ['6', '33.3', '85', '50']
    """
    if match["share"]:
        part = read_number(match["part"])
        if part is None:
            return None
        if match["share"] in SHARES:
            return Quantity(part, None, SHARES[match["share"]], *match.span(), "%", True, False)
        whole = read_number(match["share"])
        if not whole:
            return None
        value, doubt = HUNDRED * part / whole, "A fraction, in percent to one decimal."
        value, doubt = (value.quantize(Decimal(".1")), doubt) if value % 1 else (value, "")
        return Quantity(value, None, "percent", *match.span(), "%", True, False, doubt=doubt)
    tenths = read_number(match["tenths"] or "五") or Decimal(0)
    more = read_number("五" if match["more"] == "半" else match["more"] or "零") or Decimal(0)
    return Quantity(10 * tenths + more, None, "percent", *match.span(), "成", True, False)


def _doubt(text: str, close: int, *, is_range: bool) -> str:
    if text[close : close + 1] == "/":
        return "The unit is a ratio that units.ttl does not hold."
    return "" if is_range else "The range does not rise."


def _unit_at(text: str, match: re.Match[str], end: int, units: Units) -> tuple[str, str, int] | None:
    """Return the scale, the longest form of a unit and its end after a number, None where none stands."""
    position = match.end()
    if text[position - 1] in "%‰":
        return "", text[position - 1], position
    mark = text[match.end("value") : position].strip()[:1]
    if mark and mark in "%‰":
        return "", mark, position + (text[position : position + 1] == mark)
    if FOREIGN.match(text, position, end):
        return None
    form = _form_at(text, position, end, units)
    best = ("", form, position + len(form)) if form else None
    for length in range(1, LONGEST_SCALE + 1):
        begin = position + length
        if text[begin - 1 : begin] not in SCALES:
            break
        begin += text[begin : begin + 1] in ("余", "多")
        form = _form_at(text, begin, end, units)
        if form and (not best or begin + len(form) > best[2]):
            best = text[position : position + length], form, begin + len(form)
    return best


def _form_at(text: str, start: int, end: int, units: Units) -> str:
    """Return the longest form of a unit that stands at `start`, "" for none."""
    for size in units.lengths.get(text[start : start + 1], ()):
        if start + size <= end and text[start : start + size] in units.forms:
            return text[start : start + size]
    return ""


def _shared(text: str, close: int, end: int, units: Units) -> str:
    """Return the unit that a bare counter shares with the next number of a series: 15个、25个工作日."""
    series = SERIES.match(text, close, end)
    if not series or text[series.end() : series.end() + 1] != text[close - 1]:
        return ""
    for size in units.lengths.get(text[close - 1], ()):
        form = text[series.end() : series.end() + size]
        if size > 1 and form in units.forms and form[1:] in MEASURES:
            return units.forms[form]
    return ""


def _counted(text: str, start: int, position: int, end: int, units: Units) -> str:
    """Return the unit of the noun that a bare counter counts, "" where none decides."""
    following = PHRASE.match(text, position, min(end, position + NOUN_SPAN))
    last = ""
    if following:
        for noun in units.noun.finditer(text, position, following.end()):
            if HEAD_END.match(text, noun.end(), end):
                last = units.nouns[noun.group()]
                break
    goes_on = "\u4e00" <= text[position : position + 1] <= "\u9fff" and not LIMIT.match(text, position)
    if last or goes_on:
        return last
    before = REACHED.sub("", text[max(0, start - 12) : start].rstrip(" \n”"))
    return next((units.nouns[before[-size:]] for size in NOUN_SIZES if before[-size:] in units.nouns), "")
