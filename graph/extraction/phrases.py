"""The phrase around a number: its subject, what it counts from, and the words to quote."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.model import Span

LONGEST_SUBJECT = 20
LONGEST_QUOTE = 24
LONGEST_QUOTED = 80
CLAUSE = 60
TAIL = 12
QUOTES = (("“", "”"), ("《", "》"), ("‘", "’"), ("〔", "〕"))
BREAK = re.compile(r"[,;。:!?\n\t|]")
LAST_BREAK = re.compile(rf"(?s:.*){BREAK.pattern}")
DATED = (
    r"(?:[到于]|自(?!治)|至(?![少多])|力争到?|确保到?)?\s*(?:20\d\d\s*年)?(?:\d{1,2}\s*月)?"
    r"(?:全年|年内|年底|年末|[底末]|上半年|下半年|[一二三四]季度|今年|每年)?(?:之?前|以前|内)?\s*"
)
# What only introduces a clause: 2024年, 力争, 实现.
OPENING = re.compile(
    rf"(?:{DATED}(?:\([一二三四五六七八九十0-9]{{1,3}}\)|\([次个件套]\)|[,;。:、)\s的]|(?:[0-9]+|[一二三五十]|未来[三五])年内|力争|争取|确保|保证|努力|预计|计划|拟|并|其中"
    "|使(?!用)|将|把|对|为|推动|推进|实现|实施|完成|达到|全年|全[市省区县]|同时|进一步|累计|(?:以及|和|与|及)$)*)*"
)
REACHING = re.compile(
    r"(?:不得?[低高少多大小长短超]于?过?|至少|最少|最多|至多|最高|最低|最[快短长]实现|最[快短长](?=[压缩])|超过|突破"
    r"|[高低大小多少]于|下降|上升|提[高升]|[缩压]短|压[减缩]|减少|增[长加]|扩大|精简|下调|超|逾|不足|不到|大?约|近|达到?|(?:控制|保持|稳定)在?|力争|确保|分别|均(?<!平均)|都|[为至到在的以按由从用新]"
    r"|[降升增减缩压提]{1,2}[低高长少短缩减升]?[至到为]?|[仅只][需用]|压缩|(?:实现)?翻了?|\s)+$"
)
# A clause up to its verb names nothing yet: 重点引进30名专家.
VERBAL = re.compile(
    "(?:引进|培养|培育|选拔|选派|扶持|资助|培训|建设|打造|创建|开展|组织|举办|遴选|评选|设立|建立)$"
)
INDICATOR = re.compile(
    "(?:率|比|比例|占比|度|量|额|值|数|收入|投资|贷款|面积|里程|时间|时限|用时|能耗|强度|次|规模|增速|水平|指数)$"
)
BASES = (
    (
        "increase",
        "新增|净增|增长|增加(?!值)|增速|增幅|增(?!加值|值)至?|(?:提高|提升|上升|扩大)(?![到至])|扩容",
    ),
    (
        "decrease",
        "(?:减少|减轻|下降|降低|缩短|压减|压缩|减免|削减|节约|节省|缩减|精简|降幅|降)(?![到至为])",
    ),
    (
        "new",
        "新[设建开]|新(?:认定|培育|引进|改扩建)|开工|竣工|投入使用|投用|引进|引入|形成|开通|创建|打造|建成|设立|成立"
        r"|组建|建设(?!项目|用地|工程|领域|单位|标准)|建立|提供|培育|推出|出台|新(?=[0-9一二三四五六七八九十\s]|$)",
    ),
)
BASIS = re.compile("|".join(f"(?P<{name}>{words})" for name, words in BASES))
JOINT = re.compile("、|和|与|以及")
NOUN = re.compile(r"(?:[\u4e00-\u9fffA-Za-z]|“[^”\n]{1,16}”){1,20}")
GOES_ON = re.compile(
    "开展|进行|实施|提供|实现|予以|给予|全部|完成|落地|更换|纳入|达到?|超过?|提升(?!类)|投入使用"
)
BORDER = re.compile("[的、)”]")
LEFT = re.compile(r"(?:[由从]|较|比)(?:[0-9.一二三四五六七八九十百]|上年|去年|同期)[^,;。]*$")


class Phrase(NamedTuple):
    """What stands around a number in its clause."""

    subject: str
    before: str
    as_written: str
    start: int


def is_quoted(text: str, position: int) -> bool:
    """Tell whether `position` stands in quotation marks, a title or the bracket of a document number.

    Examples
    --------
    >>> is_quoted("打造“六最”环境", 4), is_quoted("打造“六最”环境", 6)
    (True, False)
    """
    low = max(0, position - LONGEST_QUOTED)
    for left, right in QUOTES:
        opened = text.rfind(left, low, position)
        if opened >= 0 and text.find(right, opened, position) < 0:
            return True
    return False


def find_phrase(text: str, around: Span, number: Span, counted: str = "") -> Phrase:
    """Return the phrase of the number at `number`, read within `around`.

    A clause that is only a verb (引进3家机构) takes what it counts as subject: `counted`, or
    the words after the number.

    Examples
    --------
    >>> find_phrase("力争高新技术企业数量达到300家。", (0, 17), (12, 16)).subject
    '高新技术企业数量'
    """
    start, close = number
    low = max(around[0], start - CLAUSE)
    if mark := LAST_BREAK.match(text, low, start):
        low = mark.end()
    is_next = text[start - 1 : start] == "、" or (low == around[0] and text[start - 1 : start] in "和与及")
    before = "" if is_next else OPENING.sub("", text[low:start], count=1)
    begin = start - len(before)
    named = before[:-TAIL] + REACHING.sub("", before[-TAIL:])
    subject = _words(LEFT.sub("", named))
    if len(subject) < 3 or VERBAL.search(subject):
        noun = counted or _noun_after(text, close, around[1])
        subject = subject + noun if len(subject + noun) <= LONGEST_SUBJECT else noun
    subject = _shorten(subject or _clause_before(text, around[0], low) or _words(text[start:close]))
    if close - begin > LONGEST_QUOTE and len(_words(text[begin:close])) > LONGEST_QUOTE:
        begin = close - LONGEST_QUOTE
        border = BORDER.search(text, begin, begin + LONGEST_QUOTE // 2)
        begin = border.end() if border else begin
    return Phrase(subject, before, _words(text[begin:close]), begin)


def _noun_after(text: str, start: int, end: int) -> str:
    """Return the noun after a number, up to the verb that goes on from it."""
    noun = NOUN.match(text, start, end)
    words = noun.group().removeprefix("的").removeprefix("为") if noun else ""
    verb = GOES_ON.search(words, 2)
    return words[: verb.start()] if verb else words.rstrip("和与及")


def find_basis(before: str) -> str:
    """Return level, increase, decrease or new, by the last such word before the number.

    Examples
    --------
    >>> [find_basis(words) for words in ("城镇新增就业", "能耗下降", "时限降至", "引进", "占比")]
    ['increase', 'decrease', 'level', 'new', 'level']
    """
    names = [match.lastgroup for match in BASIS.finditer(before)]
    return names[-1] or "level" if names else "level"


def split_subjects(phrase: Phrase) -> list[str]:
    """Return the subjects of a phrase: indicators joined by 、 are one each, all others are one.

    Examples
    --------
    >>> split_subjects(Phrase("信息上报率、合规率、及时率", "", "", 0))
    ['信息上报率', '合规率', '及时率']
    >>> split_subjects(Phrase("企业、公民高频事项", "", "", 0))
    ['企业、公民高频事项']
    """
    parts = JOINT.split(phrase.subject)
    last: list[str] = []
    for part in reversed(parts if len(parts) > 1 else ()):
        if not INDICATOR.search(part):
            break
        last.insert(0, part)
    return last if len(last) > 1 else [phrase.subject]


def _clause_before(text: str, start: int, low: int) -> str:
    """Return the clause that ends before `low`, for a number whose own clause names nothing."""
    clauses = BREAK.split(text[max(start, low - LONGEST_SUBJECT) : max(start, low - 1)])
    return _words(clauses[-1])


def _words(text: str) -> str:
    return "".join(text.split())


def _shorten(words: str) -> str:
    """Return at most the longest subject, from a border of words where one is near."""
    if len(words) <= LONGEST_SUBJECT:
        return words
    tail = words[-LONGEST_SUBJECT:]
    border = BORDER.search(tail, 0, LONGEST_SUBJECT // 2)
    return tail[border.end() :] if border else tail
