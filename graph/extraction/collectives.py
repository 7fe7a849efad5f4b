"""Classes of bodies that a plan names as one assignee: 各区县政府, 市直部门, 各成员单位."""

from __future__ import annotations

import re

from graph.vocabulary.mandates import Mandate
from graph.vocabulary.places import Place

CLASS = re.compile(r"(?:部门|单位|机关|机构|企业)$")
MARKED = re.compile(
    r"^[省市区县州]?(?:各|有关|相关|所有|其他|其它|全部|全体|试点|[0-9一二三四五六七八九十]+个?(?=[县市区镇乡街]))"
    r"|[各有相][关级]?[^,]{0,8}(?:部门|单位|机关)$"
)
OF_LEVEL = re.compile(r"^(?:全?[省市区县州旗盟](?:直|级|属|委|政府|人民政府)?|全国|自治区直?|中央和国家)")
TYPES = re.compile(
    r"^(?:(?:[县市区州旗盟乡镇]|街道|开发区|功能区|地级以上|园区|\([^()]*\)|、){2,})"
    r"(?:人民政府|政府|管理委员会|管委会|办事处|党委|委)?$"
)
ZONES = re.compile(r"管委|开发区|功能区|园区")
GOVERNED = re.compile(r"[县市州旗盟乡镇]|(?<![发能园])区|省级")
TIERS = (
    (re.compile(r"省级|各省|省\("), "province"),
    (re.compile(r"地市|市州|各市|各州|盟|地级|州、市|市、州|设区"), "city"),
    (re.compile(r"[县区旗]|各市|市、县"), "county"),
    (re.compile(r"[乡镇]|街道"), "township"),
)
ORDER = ("national", "province", "city", "county", "township")


def is_collective(name: str, described: Mandate) -> bool:
    """Return whether `name` names a class of bodies; `described` is what is known of it without its place.

    Named governments, companies and departments are none, whatever they end in.
    """
    if MARKED.search(name) or "成员单位" in name or TYPES.match(name):
        return True
    if not CLASS.search(name):
        return False
    if described.kind == "enterprise":
        return bool(OF_LEVEL.match(name)) and not described.functions
    return described.kind in ("class-of-bodies", "coordination-body") and not described.functions


def collective_kind(name: str) -> str:
    """Return the kind of a class: that of its members where they share one.

    Examples
    --------
    >>> [collective_kind(each) for each in ("各区县政府", "各乡镇(街道)", "市直有关部门", "各开发区管委会")]
    ['peoples-government', 'class-of-bodies', 'class-of-bodies', 'zone-administration']
    """
    if "成员单位" in name:
        return "coordination-members"
    if CLASS.search(name):
        return "class-of-bodies"
    members = re.sub(r"^[省市区县州]直|^全[省市区县州]", "", name)
    found = [
        kind
        for pattern, kind in (
            (ZONES, "zone-administration"),
            (re.compile("街道"), "dispatched-office"),
            (GOVERNED, "peoples-government"),
        )
        if pattern.search(members)
    ]
    return found[0] if len(found) == 1 else "class-of-bodies"


def collective_level(name: str, place: Place) -> str:
    """Return the level of the members of a class in a plan of `place`; of several, the highest."""
    if CLASS.search(name):
        return place.level
    for pattern, level in TIERS:
        if ORDER.index(level) > ORDER.index(place.level) and pattern.search(name):
            return level
    return "county" if ZONES.search(name) and place.level != "township" else place.level
