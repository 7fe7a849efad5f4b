"""How names of agencies look: heads, collectives, level characters, what is no agency."""

from __future__ import annotations

import re

# What a name of a body ends in.
HEAD = (
    "局|委员会|委|办公室|办|厅|部|处|署|院|所|站|校|会|社|行|队|台|馆|司|团|室|组|中心|公司|集团|政府|党委|办事处|联盟|企业|单位|部门|机构"
    "|海关|大学|学校|专班|街道|乡镇|镇|乡|县|区|市|州|盟|旗|园|港|基地|工委|总局|分局|电台|报|网|厂|矿|库|城|局机关|兵团|组织|高校|医院|商会|协会|片区|办"
)
UNIT_END = re.compile(rf"(?:{HEAD})(?:[(〔][^()〔〕]*[)〕])?$")
# What a name of a body with an office or staff of its own ends in: where it stands, a list is split.
HEAD_NOUN = re.compile(
    r"(?:政府|管委会|管委|管理委员会|办事处|部门|单位|党委|党工委|委员会|机构|企业|专班)(?:[(〔][^()〔〕]*[)〕])?$"
)
# Classes of territories, of which collectives are made.
TERRITORY = (
    r"(?:(?:自治)?县级市|市区县|县市区|市县区|区市县|县市|区县|县区|市县|区市|市区|特区|(?:经济|产业|工业|高新|技术|示范|管理)*(?:开发区|园区|功能区|管理区|新区|度假区|示范区)"
    r"|高新区|经开区|省级|地级以上市|地级市|设区市|自治县|街道|乡镇|镇街|镇乡|乡|镇|县|区|市|州|盟|旗|地|场|村|社区|农场|林场)"
    r"(?:[(〔][^()〔〕]{1,20}[)〕])?"
)
TERRITORIES = re.compile(
    rf"^(?:{TERRITORY})+(?:级)?(?:党委|党工委|人民政府|政府|管委会|管委|管理委员会|办事处|委政法委|政法委)?"
    r"(?:[(〔][^()〔〕]{1,20}[)〕])?$"
)
COUNT = r"(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,3})个?"
COLLECTIVE = re.compile(
    rf"^(?:各|有关|相关|其他|{COUNT}(?=[县市区州镇乡街])|全[省市区县州]各|[省市区县州](?:政府)?各|[省市区县州]?(?:直|级)(?:各|有关|相关|其他)"
    r"|试点|市直|省直|区直|县直|州直|市级|区级|县级(?!市)|省级|州级|中央|国务院(?:各|有关|相关))"
)
CLASS = re.compile(
    r"(?:各|有关|相关|成员)(?:[\u4e00-\u9fff]{0,8})?(?:部门|单位|机构|企业|专班|街道|乡镇|组织|委局|委办局|学校|医院|镇|乡)$|成员单位$|[直级](?:各)?(?:部门|单位|机关)$"
)
OPEN_END = re.compile(
    r"等(?P<words>(?:[\u4e00-\u9fff]{0,9}?(?:部门|单位|机构|企业|组织|处室|主体|各方|相关方|高校)(?:(?:和|及)(?:单位|部门|机构))?)?)"
    r"(?=$|和|及|与|以及|并)(?:以及|和|及|与|并)?"
)
JOINT = re.compile(
    r"(?<=[局委办厅部处署院所会行队司团室组心关团府社区县市州镇乡道门位])(?:以及|和|及|与)(?=[\u4e00-\u9fff])"
)
LEVEL = re.compile(
    r"^(?:自治区|兵团|(?:省|市(?!场|政(?!府|协|务|法)|容|域|属|民(?!政|族|宗))|区(?!域|块)|县(?!域)|州|盟|旗|镇|乡))"
)
PARTY_STEM = re.compile(
    r"^(?:组织部|宣传部|统战部|政法委|网信办|编办|改革办|社会工作部|老干部局|直属机关工委|巡察办|国安办|外办|台办|农办|党校)"
)
CENTRAL = re.compile(
    r"^(?:国家|中国|中央|国网|国务院|全国|国税|国开|海关|人民银行|人行|银保监|银监|证监|保监|金融监管|外汇|税务|地税|国税|铁路|民航|武警|军分区|最高|中铁|中石|中建|移动|联通|电信|铁塔"
    r"|农业银行|工商银行|建设银行|农发行|农行|工行|建行|中行|邮储|农商|南方电网)"
)
CARRIES_PLACE = re.compile(r"[\u4e00-\u9fff]{2,4}[区县州旗镇][\u4e00-\u9fff]{2}")
PARTY_PART = re.compile(r"委(?P<part>政法委|组织部|宣传部|统战部)$")
NO_PREFIX = re.compile(
    r"(?:公司|集团|银行|大学|学院|海关|联盟|商会|企业|政府|管委会|管委|街道|乡镇|法院|检察院|区|县|镇|乡|园)(?:\([^()]*\))?$"
)
POST = re.compile(r"(?:市长|县长|区长|州长|省长|书记|主任|局长|部长|秘书长|专员|厅长|镇长|乡长|调研员|主席)$")
NOTHING = re.compile(r"^(?:无|/|-+|—+|空|同上|[0-9\- ]{5,})$")
DEADLINE = re.compile(
    r"^(?:(?:于|在|力争)?(?:[12][0-9]{3}年?(?:年?底|年?末)?|今年|明年|当年|本年度|[一二三四]季度|[上下]半年|[0-9]{1,2}月|年(?:底|内|末|中)|全年|每[年月季周日]|[“]?十[三四五]五|“十[三四五]五”)"
    r"[^、;]{0,18}|(?:长期|持续|常年|年内|适时|即时|全年|常态化)[^、;]{0,8})$"
)
DOCUMENT_NUMBER = re.compile(r"^[\u4e00-\u9fff]{1,10}[〔\[(【]?[12][0-9]{2,5}[〕\])】]?第?[0-9]*号[,、]?")


def is_unit(name: str) -> bool:
    """Return whether `name` ends as names of bodies do.

    Examples
    --------
    >>> is_unit("市创卫办(爱卫办)"), is_unit("卖力")
    (True, False)
    """
    return UNIT_END.search(name) is not None


def is_group(name: str) -> bool:
    """Return whether `name` is a collective: a class of bodies, not one body.

    Examples
    --------
    >>> is_group("各街道办事处"), is_group("13个街道、镇"), is_group("汉阳区人民政府")
    (True, True, False)
    """
    return COLLECTIVE.match(name) is not None or CLASS.search(name) is not None


def level_character(name: str) -> str:
    """Return the level that a name begins with (省, 市 …), "" where it begins otherwise.

    Examples
    --------
    >>> level_character("市发改委"), level_character("市场监管局"), level_character("国家发展改革委")
    ('市', '', '')
    """
    found = LEVEL.match(name)
    return found.group() if found else ""


def stands_alone(name: str) -> bool:
    """Return whether `name` tells by itself that it names an agency, with no word for a role beside it.

    Examples
    --------
    >>> stands_alone("市人社局"), stands_alone("市财政局等"), stands_alone("以下简称本市")
    (True, True, False)
    """
    found = OPEN_END.search(name)
    if found and found.end() == len(name):
        return True
    return is_unit(name) and (is_group(name) or name[-1] not in "省市县区州旗")
