"""Platforms and programmes that have a name of their own."""

from __future__ import annotations

import re

from graph.extraction.citations import plain_name
from graph.model import Span

Named = tuple[str, int, int]
"""A name as it is coded, and where it stands."""

WINDOW = 34
LONGEST_NAME = 32
SHORTEST_PROGRAMME = 6
OWN_CHARACTERS = 3
HEADS = "专项行动|行动计划|行动|工程|计划"
ENDS = ("行动", "工程", "计划")
"""What all heads of programmes end in."""
BREAK = "[,;。:!?、\n《》〔〕【】…]"
LAST_MARK = re.compile(rf"(?s:.*)(?:{BREAK}|[()“”])")
# What stands before a name: a verb or a particle.
BOUNDARY = re.compile(
    "依托|利用|通过|运用|借助|依靠|使用|优化|升级|完善|搭建|打造|建立|构建|推进|推动|推广|加快|开发|研发|上线|对接|接入|纳入|共享|反馈|推送|汇聚"
    "|归集|发挥|提升|实现|实施|增设|新设|整合|打通|启用|用好|健全|拓展|持续|全面|进一步|开展|加强|强化|探索|深化|做好|办好|建成|引导|鼓励|支持"
    "|围绕|聚焦|成为|提供|查询|组织|启动|落实|执行|完成|建设(?<!工程建设)(?<!城乡建设)(?!项目|用地|工程|局)"
    f"|{'|'.join('与将向由在至到以的从把对于为并占按')}|和(?<=[\u4e00-\u9fff]和)(?!城乡|信息化|社会|自然|旅游)|及(?<!以及)"
)
# Verbs that are part of a name right before its head: 信息共享平台, 能力提升工程.
NOMINAL = tuple(
    re.findall(
        "..",
        "优化升级推进推广开发研发对接共享反馈推送汇聚归集提升整合引导支持查询组织建设培育改造攻坚整治服务",
    )
)
# Words that many platforms share; a name needs others.
GENERIC = re.compile(
    "[()“”]|信息化?|数据|管理|服务|公共|综合|统一|线上|线下|网上|相关|有关|多个|一体化|智能|智慧|数字化?|业务|工作|监管|政务|协同|办理|平台|系统|商城|小程序"
    "|电子化?|监测|预警|现有|原有|自建|第三方|一个|支撑|应用|功能|创新|创业|审批|并联|采购|部门|自动|后台|公众|社会化|交流|合作|展示|宣传|对外|开放|云|网|新|大|高|能级|级|性|类"
    "|工改|交易|运营|办公|在线|操作|本地|各|多|跨|该|此|本|其|这|两|三|个|全|一|批|重大|重点|载体|科技|产业|金融|普惠|国家|全国|省|市|区|县|州"
)
LEVEL = re.compile(
    "国家|全国|中国|自治区|[省市县区州](?![级县]|域|场)|[\u4e00-\u9fff]{2,3}[省市县区州](?![级县]|域|场)"
)
NOT_A_NAME = re.compile("^(?:各|多|一批|一个|统一的|有关|相关|其他|等|该|此|本|这)|级$")
# 和 right after the name before: “甲”平台和省乙平台.
JOINED = re.compile("(?<=[\u4e00-\u9fff”])[和与及]")
WHOLE = re.compile("全[省市区县州](?=.{4})|市(?=“)")
GOES_ON = re.compile(
    "经济|企业|公司|性|化|推进|治理|集成|思维|观念|工程|谋划|梳理|施策|学习|总结|重塑|优化提升|(?<=系统)内|解决|评估|部署|掌握|培训"
)
QUOTE = re.compile("“([^”\n]{1,24})”")
BRACKETED = re.compile(r"\(([^()\n]{1,8})\)")
CREATED = re.compile("(?:搭建|打造|建立|构建|建设|成为)(?:一个|统一|一批|多)?$")
ON_TO_HEAD = re.compile(r"[\u4e00-\u9fff()]{2,14}?(?:平台|系统)")
SHOPS = ("商城", "单一窗口")
APPS = ("APP", "App", "小程序")
CHAIN_BEFORE = re.compile(r"(?:“[^”\n]{2,24}”[、和]?)+$")
CARRIES = re.compile(
    "(?:推进|推行|推动|开展|实施|深化|打造|提升|扩大|落实|巩固|完善|创建|办好|启动|推广|培育|做好|举办|建设|组织|优化)+"
    r"(?P<what>[^,;。:、\n“”《》的]{0,12})$"
)
PLATFORM_AFTER = "[\u4e00-\u9fffA-Za-z]{0,8}?(?:平台|系统|APP|App|小程序|商城)"
QUOTED_HEAD = (
    rf"(?P<head>{HEADS}|改革(?!成效))|等[^,;。\n]{{0,8}}(?:活动|品牌|{HEADS}|改革)"
    "|(?:工作)?(?:活动|试点(?!医院)|项目|提质建设|建设|服务模式|业务模式|模式|服务机制|品牌|专项|监管|质效|覆盖面|改革成效"
    r"|成效|工作)|[。*\n]"
)
# Quoted words that may name a programme: a head ends them, or stands after them or the last of several.
QUOTED = (
    rf"“(?=(?P<quoted>[^”\n]{{3,24}})”(?!{PLATFORM_AFTER})"
    rf"(?:(?P<row>(?:[、和]?“[^”\n]{{2,24}}”)*+)(?:{QUOTED_HEAD})|(?<=(?:{'|'.join(ENDS)})”)))"
)
QUOTED_NAME = re.compile(QUOTED)
HEAD = re.compile(HEADS)
HEAD_ENDS = re.compile(r"$|[,;。、:()\n]|等|和|及|建设|项目|专项|方案")
EXECUTES = re.compile("(?:实施|开展|推进|启动|落实|执行|组织)好?$")
PLAIN_PROGRAMME = re.compile(
    "(?:年度|工作|学习|重点|重大|项目|建设|培训|投资|资金|采购|检查|抽查|执法|用地|供地|三年|五年|民生|相关|有关|各项)*"
    f"(?:{HEADS})"
)


def find_platform(text: str, head: Span, reached: int, end: int) -> Named | None:
    """Return the platform whose name ends in the head (平台, 系统 …) at `head`, None for a generic one.

    Examples
    --------
    >>> find_platform("依托省政务服务平台,", (7, 9), 0, 10)
    ('省政务服务平台', 2, 9)
    >>> find_platform("依托各类平台,", (4, 6), 0, 7)
    """
    is_inside = text[head[0] - 1 : head[0]] == "“" and text[head[1] : head[1] + 1] == "”"
    start, close = _name_before(text, head[0] - is_inside, reached), head[1] + is_inside
    if LEVEL.match(text, start):
        close = _go_on(text, close, end)
    if whole := WHOLE.match(text, start, close):
        start = whole.end()
    name = text[start:close]
    if len(name) > LONGEST_NAME or NOT_A_NAME.search(name) or GOES_ON.match(text, close, end):
        return None
    quote = QUOTE.search(name) if "“" in name else None
    if not quote and not _is_named(name, text[max(reached, start - 6) : start]):
        return None
    return plain_name(quote[1] if quote and name.endswith(APPS) else name), start, close


def find_programme(text: str, position: int, reached: int, end: int) -> Named | None:
    """Return the programme whose head (行动, 工程, 计划) stands at `position` and that a verb carries out.

    Examples
    --------
    >>> find_programme("实施青年人才安居行动。", 8, 0, 11)
    ('青年人才安居行动', 2, 10)
    """
    head = HEAD.match(text, position, end)
    if not head or not HEAD_ENDS.match(text, head.end(), end):
        return None
    start, close = _name_before(text, position, reached), head.end()
    if not EXECUTES.search(text, max(reached, start - 4), start):
        return None
    name = text[start:close]
    is_plain = PLAIN_PROGRAMME.fullmatch(name) or not SHORTEST_PROGRAMME <= len(name) <= LONGEST_NAME
    return None if is_plain else (plain_name(name), start, close)


def find_quoted(text: str, start: int, end: int) -> Named | None:
    """Return the programme that the words in quotation marks at `start` name.

    A head of its own (“…”工程) makes it one, or a verb before and a kind of work after it;
    several in a row share both.

    Examples
    --------
    >>> find_quoted("推进“免证可办”工作", 2, 10), find_quoted("营造“六最”环境", 2, 8)
    (('免证可办', 2, 8), None)
    """
    named = QUOTED_NAME.match(text, start, end)
    if not named:
        return None
    words, close = named["quoted"], named.end("quoted") + 1
    is_row = text[start - 1 : start] in ("”", "、", "和")
    chain = CHAIN_BEFORE.search(text, max(0, start - 3 * WINDOW), start) if is_row else None
    begin = chain.start() if chain else start
    carried = CARRIES.search(text, max(0, begin - 20), begin)
    head = "" if named["row"] else named["head"] or ""
    if not (carried or HEAD.fullmatch(head)):
        return None
    what = carried["what"] if carried and not chain and not words.endswith(ENDS) else ""
    return plain_name(what + words + head), start, close + len(head)


def _name_before(text: str, position: int, reached: int) -> int:
    """Return where the name begins that ends at `position`: after the last break or verb outside quotes."""
    low = max(reached, position - WINDOW)
    hidden = text[low:position]
    if "”" in hidden or ")" in hidden:
        hidden = QUOTE.sub(lambda quote: "●" + "○" * (len(quote.group()) - 1), hidden)
        hidden = BRACKETED.sub(lambda bracket: "○" * len(bracket.group()), hidden)
    cut = max(hidden.rfind("○●") + 1, JOINED.match(text, low, position) is not None)
    if mark := LAST_MARK.match(hidden, cut):
        cut = mark.end()
    tail = len(hidden)
    while hidden.endswith(NOMINAL, cut, tail):
        tail -= 2
    for verb in BOUNDARY.finditer(hidden, cut, tail):
        cut = verb.end()
    return position - len(hidden[cut:].lstrip())


def _go_on(text: str, close: int, end: int) -> int:
    """Return where a name ends that goes on to a second head: 公共服务平台运营（郑州）试点平台."""
    on = ON_TO_HEAD.match(text, close, end)
    is_one = on and not BOUNDARY.search(on.group()) and on.group().count("(") == on.group().count(")")
    return on.end() if on and is_one else close


def _is_named(name: str, before: str) -> bool:
    """Tell a name of its own from a generic one: that of a place, or with enough words of its own."""
    if CREATED.search(before):
        return False
    if name.endswith(SHOPS):
        return len(name) > OWN_CHARACTERS + 2
    has_level = bool(LEVEL.match(name)) and len(name) > OWN_CHARACTERS + 1
    return has_level or (len(name) > 2 * OWN_CHARACTERS and len(GENERIC.sub("", name)) > OWN_CHARACTERS)
