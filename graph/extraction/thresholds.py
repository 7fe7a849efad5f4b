"""What a number is for: a target to be reached, a condition that says who is covered, or neither."""

from __future__ import annotations

import re

from graph.extraction.quantities import Quantity

AT_LEAST, AT_MOST, MORE, LESS = "at-least", "at-most", "more-than", "less-than"
ABOUT, EXACTLY, BETWEEN = "about", "exactly", "between"
TARGET, CONDITION, NEITHER = "target", "condition", ""

SMALL_CHINESE = 10
TIME = frozenset({"second", "minute", "hour", "day", "working-day", "week", "month", "quarter", "year"})
SHARES = frozenset({"percent", "permille", "percentage-point"})
RATIOS = SHARES | {"times"}
NAMED = frozenset(
    {"school", "enterprise", "institution", "site", "county", "township", "village", "community"}
)
# Bases of units that measure rather than count: a threshold in them mostly says who is covered.
MEASURED = (
    "cny",
    "usd",
    "square",
    "metre",
    "kilo",
    "mu",
    "hectare",
    "cubic",
    "tonne",
    "jin",
    "megawatt",
    "year",
    "month",
    "day",
)
COUNTED_PERSON = ("名", "位")

# A number that is left behind, not reached: 由5天降至2天, 从60%提高到80%, 将24项措施增加为30项.
LEFT = re.compile(r"[由从][^,;。、\n]{0,14}$")
LEFT_GOES_ON = re.compile(r"[^,;。\n]{0,14}?[至到为]")
TAKEN = re.compile(r"[将把][^,;。、\n由从]{0,14}$")
CHANGED = re.compile(r"[^,;。\n]{0,12}?(?:增|减|扩|压|缩|提|调整)[\u4e00-\u9fff]{0,3}[至到为][0-9]")
EXTENT = re.compile(
    r"(?:全[市省区县国州盟]|[每各这该]|上述|以上|以下|下列|所有|围绕|聚焦|涵盖|涉及|包括|包含|分为|分成|原有|现有"
    r"|其他|其余|另外|首批?|共有|本市|我市|辖区|下设|依托|立足)的?$"
)
SCOPE = re.compile(
    "大?(?:方面|领域|环节|维度|阶段|方向|层级|层面|要素|部门|原则|字|类|重点任务|任务|步骤|专题|章节|条款|条规定)"
    "|政府|管委会|街道办|乡镇政府|副?[省市州县区]长|副?组长|副?主任|专[项班]组"
)
# Campaigns that a plan counts as a slogan does: 实施三项工程, not 推进100项重点工程.
CAMPAIGNS = re.compile("(?:专项|攻坚|提升)?(?:工程|行动)(?!项目|建设|的)")
MOST_CAMPAIGNS = 20
# Where something is done, no number to be reached: 在5个镇开展试点, not 数量稳定在30个.
WHERE = re.compile("(?<!控制)(?<!保持)(?<!稳定)(?<!维持)(?<!固定)在(?:全[市省区县州盟])?$")
# What happens again and again, so that it says who is covered: 连续2次考核不合格的.
AGAIN = re.compile("(?:连续|累计)$")
FAILED = re.compile("[^,;。\n]{0,8}(?:不|未|违|失信|投诉|处罚|警告|通报)")
# The reach of a service, no number to be reached: 3公里服务圈.
AROUND = re.compile("[\u4e00-\u9fff]{0,6}圈")
LISTED = re.compile(r"(?:在|(?<=[,;。\n:])|^)[^,;。\n:在]{2,48}等$")
ATTRIBUTE = re.compile(r"的(?!目标|比例|水平|标准|要求|速度|增速|增长|幅度|任务|基础|覆盖|时间内|时限|期限)")
# What ends a clause that only says when the next one holds: 参保人数达到25%的,可申请贷款.
NOMINAL = re.compile(r"[^,;。\n]{0,24}的[,;]")
# What a project is: 推进总投资50亿元的电站项目.
SIZED = re.compile("投资(?:额|规模)?[约达为]?$")
# The most that is granted: 可申请最高15万元的贷款.
GRANTED = re.compile("(?:申请|享受|给予|提供|发放|补助|补贴|奖励)[^,;。\n]{0,6}最[高多][^,;。\n]{0,4}$")
# What is done again and again, so that its time is promised: 每年至少1个月.
EACH = re.compile("每(?:人每)?[年月季周](?:累计)?$")
GRANT = re.compile("(?:给予|予以)|的?[\u4e00-\u9fff]{0,6}?(?:补贴|补助|奖励|资助|津贴|奖补)")
# Years that are an indicator of their own: 人均预期寿命达到80岁.
SPAN = re.compile("(?:寿命|年限)[^,;。\n]{0,6}$")
# Thresholds in a row before what they cover: 年纳税额300万元以上、吸纳就业20人以上的企业.
CHAINED = re.compile(
    r"^(?:[、或和且及][^,;。:、0-9]{0,16}[0-9][0-9.]*[^,;。、0-9的]{1,6}?(?:及?以[上下内]|(?=的)))+"
)
# What is told of the past: 去年新增2万户, “十三五”以来累计投入12亿元.
TOLD = re.compile(
    r"(?:(?<![较比与同在于])(?:去年|上年|上一年)(?!同期|基础|水平|底)|以来,?|(?:目前|已)(?:累计|建成|完成|实现|新增|培育|达|有))"
    r"[^,;。\n]*$"
)
# What all those words hold.
TELLING = re.compile("[年来前已]")
# A time that is part of an indicator's name: 24小时内响应率.
NAMING = re.compile("[\u4e00-\u9fff]{1,6}率")
REACHING = (
    "新增|净增|增加|增长|新建|新设|建设|建成|建立|完成|实现|引进|培育|打造|创建|举办|达到?|认定|开通|减少|降低|提升|提高"
    "|培训|培养|发放|投放|推出|出台|制定|上线|设立|形成|改造|遴选|选择|评选|力争|确保|新|开工|竣工|投用|签约|落地|争取"
    "|筹集|建|至少|不少于|不低于|突破|超过|推广|布局|谋划|储备|入库|安排|筹措|投入|压缩至|压减至|缩短至|控制在|保持在?"
    "|稳定在|为|至|到|增|吸引|集聚|带动|吸纳"
)
COVERING = (
    "开展|组织|推动|推进|支持|落实|办理|实施|扶持|给予|奖励|补助|补贴|资助|按|梳理|编制|选取|公布|发布|组建|开行"
    "|举行|召开"
)
REACHES = re.compile(rf"(?:{REACHING})$")
ACTS = re.compile(rf"(?:{REACHING}|{COVERING})$")
GOAL = re.compile(rf"{REACHING}|{COVERING}")
SPENT = re.compile(
    "超过|突破|不超过|不得超过|最高|最低|不少于|不低于|至少|至多|大于|小于|高于|低于|少于|不足|达到?|约"
)
COMPARING = re.compile(rf"(?:{SPENT.pattern})\s*$")
THRESHOLD = re.compile("(?:(?P<full>年?满|满足|连续满|超过|逾期|逾|达|超)|(?P<near>近|最近|连续|过去))$")
REACHED_TIME = ("达", "超过", "超")
NOT_DONE = re.compile(r"[^,;。\n]{0,6}?(?:未|没有|无|不)|的|以上")
TIMED = re.compile(
    "时限|时间|用时|耗时|压缩|缩短|压减|降至|降到|缩至|减少|减至|提速|实现|仅需|只需|办结|办理|完成|接通|周期|期限"
    "|最[短长快多]|延长|承诺|环节|审[批结核]|响应|答复|平均|减免|免收|免除|免租|缓缴"
)
WITHIN = re.compile(
    "(?:办结|完成|接通|通水|通电|办好|办成|出证|领证|审结|签收|接单|受理|响应|处置|反馈|答复|回复|处理)"
    "(?!机制|制度|服务|热线|平台)"
)
CLAUSE = re.compile("[,;。]")
LEADING = re.compile("[至到为]$|不超过$|仅需?$|只需$")
RANK = re.compile(r"(?:进入|保持|位居|跻身|排名|位列|稳居|进位|挺进|列|居)[^,;。\n]{0,10}前$")
# A thing to be made, of a size that the number gives: 设立总规模不低于10亿元的基金.
MADE = re.compile(r"(?:设立|组建|打造|建设|建成|形成|发行)[^,;。\n]*$")
LAST_NUMBER = re.compile(r"[^,;。\n0-9]*(?:[,;。\n]|$)")
DONE = re.compile(
    "办结|完成|实现|达到|接通|审结|办理|出具|答复|反馈|予以|作出|和|并|奖|补|资助|授信|资金|基金|支持|[^\u4e00-\u9fff]|$"
)
HELD = re.compile("持股|占股|出资|股权|注册资本|占比超|费率|税率")
# Whom a share picks out: 对产值增长10%以上的企业.
FOR = re.compile("对[^,;。\n]{0,20}(?:增长|增幅|增速|率|比例|占比|达到?|超过?)$")
MARKED = re.compile("得分|评分|分值|成绩|考核|测评|满意度|用电|供水|土石?|发电")


def is_rank(before: str, quantity: Quantity) -> bool:
    """Tell a place to be reached in a ranking: 进入全省前5位."""
    return quantity.counter in COUNTED_PERSON and before.endswith("前") and bool(RANK.search(before))


def is_date(before: str, quantity: Quantity) -> bool:
    """Tell years, quarters, months and days of the calendar, and 分, 度 and 方 that measure nothing."""
    form = quantity.counter
    if form == "年":
        return quantity.value > 100 or before.endswith("每")
    if form in ("月", "季度") or (form in ("日", "天") and before.endswith(("月", "年"))):
        return True
    return form in ("分", "度", "方") and not MARKED.search(before)


def find_kind(before: str, after: str, comparator: str, quantity: Quantity) -> str:
    """Return `target`, `condition` or "" for a number with `before` and `after` around it.

    Neither are numbers that are left behind (由5天降至2天), that give an extent (全市16个乡镇,
    5个方面), that count a list just printed, and small Chinese ones without a limit (一次).
    """
    is_told = TELLING.search(before) and TOLD.search(before) and before[-1] != "的"
    if is_told or _is_left(before, after) or _is_extent(before, after, comparator, quantity):
        return NEITHER
    if AGAIN.search(before[-2:]) and quantity.unit not in TIME and FAILED.match(after):
        return CONDITION if "的" in CLAUSE.split(after)[0] else NEITHER
    if before.endswith("等") and (listed := LISTED.search(before)):
        return _kind_after_list(listed.group(), quantity)
    if quantity.unit in TIME:
        return NEITHER if NAMING.match(after) else _kind_of_time(before, after, comparator, quantity)
    if quantity.is_chinese and quantity.unit not in RATIOS and comparator == EXACTLY:
        is_goal = quantity.value >= SMALL_CHINESE and GOAL.search(before[-16:])
        return TARGET if is_goal else NEITHER
    return CONDITION if _covers(before, after, comparator, quantity) else TARGET


def _is_left(before: str, after: str) -> bool:
    is_from = ("由" in before or "从" in before) and LEFT.search(before) and LEFT_GOES_ON.match(after)
    is_taken = ("将" in before or "把" in before) and TAKEN.search(before) and CHANGED.match(after)
    return bool(is_from or is_taken)


def _is_extent(before: str, after: str, comparator: str, quantity: Quantity) -> bool:
    if before.endswith("前"):
        return not is_rank(before, quantity)
    if before.endswith("后") and quantity.counter in COUNTED_PERSON:
        return True
    if AROUND.match(after) or after.startswith("级"):
        return True
    if comparator == EXACTLY and SIZED.search(before) and after.startswith("的"):
        return True
    counts = quantity.unit not in SHARES and not quantity.unit.startswith(MEASURED)
    scope = SCOPE.match(after) and not LEADING.search(before)
    named = quantity.counted + after
    slogan = quantity.value <= MOST_CAMPAIGNS and quantity.counter[0] == "项" and CAMPAIGNS.match(named)
    if comparator in (EXACTLY, ABOUT) and counts and (slogan or WHERE.search(before[-5:])):
        return True
    return counts and bool(scope or (comparator != AT_LEAST and EXTENT.search(before[-8:])))


def _kind_after_list(listed: str, quantity: Quantity) -> str:
    """Return what a number after 等 is: of a list printed whole nothing, of named bodies who is covered."""
    is_whole = listed.count("、") + 1 >= quantity.value
    if quantity.unit in TIME or quantity.unit in SHARES or is_whole or listed.startswith("在"):
        return NEITHER
    return CONDITION if quantity.unit in NAMED else TARGET


def _kind_of_time(before: str, after: str, comparator: str, quantity: Quantity) -> str:
    threshold = THRESHOLD.search(before[-5:])
    is_undone = bool(NOT_DONE.match(after))
    if threshold and quantity.unit in ("year", "month", "day") and (threshold["full"] or is_undone):
        return TARGET if threshold["full"] in REACHED_TIME and not is_undone else CONDITION
    if quantity.unit == "year":
        is_span = bool(SPAN.search(before))
        if (comparator == EXACTLY or after.startswith("内")) and not is_span:
            return NEITHER
        is_limit = comparator in (AT_LEAST, LESS, BETWEEN) and not is_span
        return CONDITION if ATTRIBUTE.match(after) or is_limit else TARGET
    clause = CLAUSE.split(before)[-1]
    is_each = bool(EACH.search(COMPARING.sub("", clause)))
    if comparator == EXACTLY and not (is_each or TIMED.search(clause[-14:]) or WITHIN.match(after)):
        return NEITHER
    if is_each or (comparator == AT_MOST and not ATTRIBUTE.match(after)):
        return TARGET
    return CONDITION if _covers(before, after, comparator, quantity) else TARGET


def _covers(before: str, after: str, comparator: str, quantity: Quantity) -> bool:
    """Tell a threshold that says who or what is covered from a number to be reached."""
    if NOMINAL.match(after):
        return True
    if comparator in (EXACTLY, ABOUT, BETWEEN):
        return False
    after = CHAINED.sub("", after, count=1)
    attribute = bool(ATTRIBUTE.match(after))
    if quantity.unit in SHARES:
        return attribute and bool(HELD.search(before[-12:]) or FOR.search(before))
    if GRANTED.search(before) or GRANT.match(after):
        return False
    is_person = quantity.unit.startswith("person") and quantity.counter not in COUNTED_PERSON
    is_measure = is_person or quantity.unit.startswith(MEASURED)
    verb = REACHES if is_measure else ACTS
    if verb.search(COMPARING.sub("", before[-12:])) or (
        attribute and LAST_NUMBER.match(after) and MADE.search(before)
    ):
        return False
    return attribute or (is_measure and not DONE.match(after))
