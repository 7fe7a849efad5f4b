"""How names of agencies look: heads, collectives, level characters, what is no agency."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

# Plans name the same bodies again and again: how a name looks is worked out once.
KEPT = 4096
LONGEST_NAME = 30
LONGEST_STRANGE = 8
# What a name of a body ends in.
HEAD = (
    "局|委员会|委|办公室|办|厅|部|处|署|院|所|站|校|会|社|行|队|台|馆|司|团|室|组|中心|公司|集团|政府|党委|办事处|联盟|企业|单位|部门|机构"
    "|海关|大学|学校|专班|街道|乡镇|镇|乡|县|区|市|州|盟|旗|园|港|基地|工委|总局|分局|电台|报|网|厂|矿|库|城|局机关|兵团|组织|高校|医院|商会|协会|片区|科|股"
    "|机关|[农师医林科工]大|残联|妇联|侨联|文联|工商联|社科联|台联|青联|科协|政协|人大"
)
UNIT_END = re.compile(rf"(?:{HEAD})(?:[(〔][^()〔〕]*[)〕])?$")
# What may stand before and after a name between two marks: a sentence's words, halves of brackets.
OPENINGS = "由并请"
BEFORE, AFTER = " \n\t)〕", " \n\t.(〔"
# What a line end or a space leaves of a torn name, though it ends in a head: 人力资源和社会, 住房和城乡.
TORN = re.compile("(?:社会|资源社|城乡|和城)$|^市市$")
# What is no name without what stands before it.
REST = re.compile(r"^(?:办?公室|委?员会|[分支]局|[大支]队|局|厅|委|办|部|院|中心)$")
# What a name of a body with an office or staff of its own ends in: where it stands, a list is split.
HEAD_NOUN = re.compile(
    r"(?:政府|公署|行署|管委会|管委|管理委员会|办事处|部门|单位|党委|党工委|委员会|机构|企业|专班|(?<=[街道])办"
    r"|(?<=[县区市州旗盟)〕])委)(?:[(〔][^()〔〕]*[)〕])?$"
)
# Classes of territories, of which collectives are made.
TERRITORY = (
    r"(?:(?:自治)?县级市|(?:经济|产业|工业|高新|技术|示范|合作|功能|管理|园|新)*"
    r"(?:开发区|园区|平台|功能区|管理区|新区|度假区|示范区|合作区|高新区|经开区|片区)"
    r"|特区|省辖市|省级|地级以上市|地级市|设区市|自治[区县州旗]|直辖市|地区|[县市区州盟旗乡镇街]++道?"
    r"|省|地(?!区)|场|村|社区|农场|林场|办事处|街办|管委会|管委)"
    r"(?:[(〔][^()〔〕]{1,20}[)〕])?"
)
GOVERNING = r"(?:党委|党工委|人民政府|政府|行政公署|行署|管委会|管委|管理委员会|办事处|办|委政法委|政法委)"
TERRITORIES = re.compile(rf"^(?:{TERRITORY})+(?:[两三]?级)?{GOVERNING}?(?:[(〔][^()〔〕]{{1,20}}[)〕])?$")
# Classes without 各: 市县政府, 乡镇(街道).
UNMARKED = re.compile(
    rf"^(?!市市)(?:[县市区州盟旗乡镇街](?:[县市区州盟旗乡镇街]|街道|[(〔][县市区州旗、]+[)〕])+道?{GOVERNING}?"
    rf"|[县区镇乡](?:\(街道\)|〔街道〕){GOVERNING}?|乡镇(?:\(街道\))?{GOVERNING}?|街道(?:办事处)?|(?:地方|属地)(?:各级)?(?:人民)?政府"
    r"|[省市县区乡镇]{1,2}(?:级|[两三]级)(?:人民)?政府|省直管[县市]{1,2}(?:人民)?政府)$"
)
COUNT = r"(?:[0-9]{1,3}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])个?"
# A level that stands for its bodies before another: 市、县(市、区)政府, 中央、省属单位.
LONE_LEVEL = re.compile(r"^(?:中央|[省市区县州])(?:[(〔][^()〔〕]*[)〕])?$")
COLLECTIVE = re.compile(
    rf"^(?:各|(?:中央|[省市区县州])(?:[(〔][^()〔〕]*[)〕])?、|有关|相关|其他|{COUNT}(?=[县市区州镇乡街])|全[省市区县州]各|[省市区县州](?:政府|委)?各|[省市区县州]?(?:直|级)(?:各|有关|相关|其他)"
    r"|属地|辖区|涉及|涉农|所在地|项目所在|驻[省市区县州地]|中[省直](?=[驻直])|试点|(?:中央|国务院|中央和国家机关|[中省市区县州]{2}直)(?:各|有关|相关))"
)
CLASS = re.compile(
    r"(?:各|有关|相关|成员)(?:[\u4e00-\u9fff]{0,8})?(?:部门|单位|机构|企业|专班|街道|乡镇|组织|委局|委办局|委办|学校|医院|集团|科室|镇|乡)$|成员单位$"
    r"|(?:组成|行业(?:主管|监管|管理))部门$|^(?:建设|施工|监理|产权|运营)单位$|^(?:供[水电热气]|物业(?:服务)?|运营)企业$"
    r"|各(?:[县市区州旗]{1,3}|乡镇|镇街)(?:人民政府|政府)?$"
    r"|^[中省市区县州]{1,3}(?:直属|[直级属管])(?:各|国有|重点)?(?:部门|单位|机关|企业|国企|事业单位|学校|高校|医院|公司|(?:开发区|功能区|园区)(?:管委会)?)$"
)
OPEN_END = re.compile(
    r"等(?P<words>(?:(?!以及|[和及与])(?:[0-9]{1,2}[个家]?)?[\u4e00-\u9fff]{0,9}?"
    r"(?:部门|单位|机构|机关|企业|组织|处室|主体|各方|相关方|高校|(?<=[等0-9个各有相关])[县市区州乡镇街道()]+(?:人民政府|政府)?)"
    r"(?:[和及、](?:有关|相关)?(?:单位|部门|机构))?)?)"
    r"(?=$|和|及|与|以及|并)(?:以及|和|及|与|并)?"
)
JOINT_BEFORE_CLASS = re.compile(r"(?:以及|和|及|与)(?=各|有关|相关)")
JOINT = re.compile(
    r"(?<=[局委办厅部处署院所会行队司团室组心关团府社区县市州镇乡道门位])(?:以及|和|及|与)(?=[\u4e00-\u9fff])"
)
LEVEL = re.compile(
    r"^(?:自治区|兵团|(?:省|市(?!场|政(?!府|协|务|法|数|研|策)|容|域|属|[北南中]区|民(?=中心|服务|热线|之家|卡|学校))|区(?!域|块)|县(?!域)"
    r"|州|盟|旗|镇(?![江海平雄远赉])|乡(?![村镇宁])))"
)
PARTY = re.compile("党?委(?=.)")
PARTY_STEM = re.compile(
    r"^(?:组织部|宣传部|统战部|政法委|网信办|编办|改革办|社会工作部|老干部局|直属机关工委|巡察办|国安办|外办|台办|农办|党校)"
)
CENTRAL = re.compile(
    r"^(?:国家|中国|中央|国网|国务院|全国|共青团|国税|国开|海关|人民银行|人行|银保监|银监|证监|保监|金融监管|外汇|税务|地税|地方税务|国税|铁路|民航|武警|军分区|最高|中铁|中石|中建|移动|联通|电信|铁塔"
    r"|农业银行|工商银行|建设银行|农发行|农行|工行|建行|中行|邮储|农商|南方电网)"
)
CARRIES_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}[区县州旗镇][\u4e00-\u9fff]{2}")
ZONE_OF_ONE = re.compile(r"^(?:[省市区县州盟旗](?=[高经开产工园新示功])|(?:高新|经开)区)")
# The kind of territory and the head that end a name: 循环化工园区管委会, 桃城区政府.
TERRITORY_HEAD = re.compile(
    "(?P<kind>[区县园城市旗镇乡])(?P<head>管委会|管委|管理委员会|人民政府|政府|办事处)$"
)
ZONE_ENDS = "区园城"
COUNTY_ENDS = "区县市旗镇乡"
# Of the new areas two are districts with a government.
ZONE = re.compile("(?:开发区|高新区|经开区|(?<!浦东)(?<!滨海)新区|园区|示范区|度假区|合作区)$")
CONTACT = re.compile("电话|手机|联系|[0-9]{3,4}-[0-9]{5}|[0-9]{7}")
PARTY_PART = re.compile(r"委(?P<part>政法委|组织部|宣传部|统战部)$")
NO_PREFIX = re.compile(
    r"医院|大学|学院|(?:公司|集团|银行|大学|学院|实验室|海关|联盟|商会|企业|政府|管委会|管委|街道(?:办事处|办)?|乡镇|(?<!^)(?<!^人民)(?:法院|检察院)|区|县|镇|乡|园)(?:\([^()]*\))?$|^团[省市区县州旗盟]委$"
)
POST = re.compile(
    r"(?:市长|县长|区长|州长|省长|书记|主任|局长|部长|秘书长|专员|厅长|镇长|乡长|调研员|主席)$|^(?:分管|联系)"
    r"|^副[省市区县州镇乡]长"
)
SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
# Lines of work that begin with a surname.
TRADES = frozenset({"金融", "林业", "林草", "方志", "石油", "石化", "黄金"})
PERSON_NAME = re.compile(rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}$")
# What begins a remark in brackets, not a list of names: (以下简称市发改委), (试行).
REMARK = re.compile("^(?:以下|下称|简称|包括|含|见|详见|即|试行|暂行|修订)")
# What follows an agency in a sentence that tells it what to do.
TOLD = re.compile("(?:单位|部门|地区|政府|局|委)(?:要|应|须|必须)")
NOTHING = re.compile(r"^(?:下同|略|无|/|-+|—+|空|同上|[0-9\- ]{5,})$")
DEADLINE = re.compile(
    r"^(?:(?:于|在|力争|到|至)?(?:[12][0-9]{3}年?(?:年?底|年?末)?|今年|明年|当年|本年度|[上下]半年|(?:[0-9]{1,2}[-—~至到])?[0-9]{1,2}月|[0-9一二两三四五]{1,2}年内|年度内|年(?:底|内|末|中)|全年|第?[一二三四]季度|每半?[年月季周日]|按[月季年]|即[行时知]|按(?:时序|进度|计划|节点|时间)|滚动|贯穿|分(?:年度?|期|批|步|阶段)|逐[年步]|立[行即]|随时|近期|汛期|春节|[“]?十[三四五]五|“十[三四五]五”)"
    r"[^、;]{0,18}|(?:长期|持续|常年|年内|适时|即时|全年|常态化)[^、;]{0,8})$"
)
DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}[〔\[(【]?[12][0-9]{2,5}[〕\])】]?第?[0-9]*号[,、]?")


@lru_cache(maxsize=KEPT)
def is_unit(name: str) -> bool:
    """Return whether `name` ends as names of bodies do.

    Examples
    --------
    >>> is_unit("市创卫办(爱卫办)"), is_unit("卖力")
    (True, False)
    """
    return UNIT_END.search(name) is not None and not TORN.search(name)


@lru_cache(maxsize=KEPT)
def stands_whole(piece: str) -> bool:
    """Return whether a piece of a list is the name of a body as it stands, with nothing around it.

    Examples
    --------
    >>> stands_whole("市财政局"), stands_whole("由市财政局"), stands_whole("市财政局(")
    (True, False, False)
    """
    return is_unit(piece) and piece[0] not in OPENINGS and piece == piece.lstrip(BEFORE).rstrip(AFTER)


@lru_cache(maxsize=KEPT)
def is_group(name: str) -> bool:
    """Return whether `name` is a collective: a class of bodies, not one body.

    Examples
    --------
    >>> is_group("各街道办事处"), is_group("13个街道、镇"), is_group("汉阳区人民政府")
    (True, True, False)
    """
    return any(pattern.search(name) for pattern in (COLLECTIVE, CLASS, UNMARKED))


@lru_cache(maxsize=KEPT)
def level_character(name: str) -> str:
    """Return the level that a name begins with (省, 市 …), "" where it begins otherwise.

    Examples
    --------
    >>> level_character("市发改委"), level_character("市场监管局"), level_character("国家发展改革委")
    ('市', '', '')
    """
    found = LEVEL.match(name)
    return found.group() if found else ""


@lru_cache(maxsize=KEPT)
def party(name: str) -> str:
    """Return the 委 or 党委 that follows the level of a department of the Party, "" where none does.

    Examples
    --------
    >>> party("市委宣传部"), party("市财政局")
    ('委', '')
    """
    found = PARTY.match(name, len(level_character(name)))
    return found.group() if found else ""


@lru_cache(maxsize=KEPT)
def is_lone_level(name: str) -> bool:
    """Return whether `name` is a level that stands for its bodies: 市 in 市、县政府.

    Examples
    --------
    >>> is_lone_level("中央"), is_lone_level("市政府")
    (True, False)
    """
    return LONE_LEVEL.match(name) is not None


@lru_cache(maxsize=KEPT)
def has_head_noun(name: str) -> bool:
    """Return whether `name` ends as that of a body with an office of its own.

    Examples
    --------
    >>> has_head_noun("各区人民政府"), has_head_noun("各区")
    (True, False)
    """
    return HEAD_NOUN.search(name) is not None


@lru_cache(maxsize=KEPT)
def is_territory(name: str) -> bool:
    """Return whether `name` is made of kinds of territory and what governs them.

    Examples
    --------
    >>> is_territory("区县(市)人民政府"), is_territory("市财政局")
    (True, False)
    """
    return TERRITORIES.match(name) is not None


@lru_cache(maxsize=KEPT)
def takes_prefix(name: str) -> bool:
    """Return whether a name shares the level character of the one before it: 财政局 in 市发改委、财政局.

    Examples
    --------
    >>> takes_prefix("财政局"), takes_prefix("省税务局"), takes_prefix("人民银行"), takes_prefix("市一医院")
    (True, True, False, False)
    """
    if not is_unit(name) or is_group(name):
        return False
    return not (CENTRAL.match(name) or NO_PREFIX.search(name) or CARRIES_PLACE.match(name))


@lru_cache(maxsize=KEPT)
def is_nothing(name: str) -> bool:
    """Return whether `name` says that there is none, or that something is left out: 无, /, 下同."""
    return NOTHING.match(name) is not None


@lru_cache(maxsize=KEPT)
def stands_alone(name: str) -> bool:
    """Return whether `name` tells by itself that it names an agency, with no word for a role beside it.

    Examples
    --------
    >>> [stands_alone(each) for each in ("市人社局", "市财政局等", "各镇街", "以下简称本市")]
    [True, True, True, False]
    """
    found = OPEN_END.search(name)
    if REMARK.match(name) or (found and found.end() == len(name)):
        return not REMARK.match(name)
    named = is_unit(name) and (is_group(name) or name[-1] not in "省市县区州旗")
    if named or ZONE.search(name):
        return True
    return len(name) > 1 and is_territory(name.removeprefix("各"))


def stand_together(names: Sequence[str]) -> bool:
    """Return whether a list tells by itself that it names agencies: most stand alone, the others could.

    Examples
    --------
    >>> stand_together(["市司法局", "市法院", "市律协"]), stand_together(["市司法局", "以下简称", "本市"])
    (True, False)
    """
    strange = [index for index, name in enumerate(names) if not stands_alone(name)]
    return 2 * len(strange) < len(names) and all(
        len(names[index]) <= LONGEST_NAME // 2
        and (
            (level_character(names[index]) and len(names[index]) <= LONGEST_STRANGE)
            or any(has_head_noun(name) for name in names[index + 1 : index + 4])
        )
        for index in strange
    )


def stands_last(name: str) -> bool:
    """Return whether a list may end in `name`: an agency, a class, one with an open end."""
    return is_unit(name) or is_group(name) or OPEN_END.search(name) is not None


@lru_cache(maxsize=KEPT)
def is_named(name: str) -> bool:
    """Return whether `name` is that of an agency by its beginning as well as by its end.

    Examples
    --------
    >>> is_named("市财政局"), is_named("清理城区")
    (True, False)
    """
    begins = level_character(name) or is_group(name) or CENTRAL.match(name)
    return bool(begins) and is_unit(name)


@lru_cache(maxsize=KEPT)
def is_person(name: str) -> bool:
    """Return whether `name` may be that of a person: a common surname and one or two characters.

    Examples
    --------
    >>> is_person("张海波"), is_person("江海局"), is_person("金融")
    (True, False, False)
    """
    return PERSON_NAME.match(name) is not None and name not in TRADES and not is_unit(name)


def no_agency(name: str, *, among_persons: bool) -> str:
    """Return why a name in a list is that of no agency, "" where it may be one.

    A name that may be a person's (林业, 方志) is one only `among_persons`: in a list of
    such names, in a clause that names units too.

    Examples
    --------
    >>> no_agency("市财政局", among_persons=False), no_agency("副市长", among_persons=False)
    ('', 'read as a post, not as an agency')
    """
    if is_unit(name):
        return ""
    if POST.search(name):
        return "read as a post, not as an agency"
    if TOLD.search(name):
        return "read as a sentence, not as an agency"
    if not name.strip("*") or (among_persons and is_person(name)):
        return "read as a person, not as an agency" if name.strip("*") else "is no name"
    return "too long for a name" if len(name) > LONGEST_NAME else ""


@lru_cache(maxsize=KEPT)
def after_unit(name: str) -> str:
    """Return the two or three characters that follow the name of an agency, "" where none do.

    Examples
    --------
    >>> after_unit("省财政厅合营"), after_unit("市财政局")
    ('合营', '')
    """
    if is_unit(name):
        return ""
    heads = "局厅委部" if not level_character(name) else ""
    ends = (name[:-length] for length in (2, 3))
    return next((name[len(end) :] for end in ends if is_unit(end) and (not heads or end[-1] in heads)), "")
