"""Two names side by side in a list: classes that one 各 or one head noun holds together, and what is lent."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.extraction import names as look


@lru_cache(maxsize=look.KEPT)
def side_by_side(left: str, right: str) -> tuple[str, str]:
    """Return two names beside each other in full, or one name of both and "".

    各县、区人民政府 and 市、县政府 are one; 各乡镇人民政府、街道办事处 are two, the second 各街道办事处. Of
    各开发区、区县委政法委 each territory has its own department of the Party committee.

    Examples
    --------
    >>> side_by_side("各县", "区人民政府"), side_by_side("各乡镇人民政府", "街道办事处")
    (('各县、区人民政府', ''), ('各乡镇人民政府', '各街道办事处'))
    """
    both = f"{left}、{right}", ""
    is_class = look.is_territory(right)
    if look.is_lone_level(left) and (is_class or look.is_group(right)):
        return both
    if not look.is_group(left):
        return left, right
    if look.has_head_noun(left):
        return left, _lent(left, right) + right
    if (party := look.PARTY_PART.search(right)) and _bare(left):
        return left + party["part"], _marker(left) + right
    if is_class and not look.ZONE_OF_ONE.match(right) and _bare(left):
        return both
    return left, right


@lru_cache(maxsize=look.KEPT)
def _bare(name: str) -> bool:
    """Return whether a collective is made of territories only, and so may go on."""
    marker = look.COLLECTIVE.match(name)
    rest = name[marker.end() :].removeprefix("有关").removeprefix("相关") if marker else name
    parts = re.sub(r"[(〔][^()〔〕]*[)〕]", "", rest).split("、")
    return all(look.is_territory(part) for part in parts if part) and bool(rest)


def _lent(left: str, right: str) -> str:
    """Return what a collective lends to the name after it: its 各, its 市直有关, its territories."""
    if left.endswith("委") and right in {"政府", "人民政府", "办事处", "管委会", "管委"}:
        return re.sub("(?:党工?)?委$", "", left)
    if right in {"管委会", "管委", "办事处", "街道办"}:
        return _marker(left)
    if look.is_territory(right) and look.has_head_noun(right):
        return "" if look.ZONE_OF_ONE.match(right) else _marker(left)
    if right in {"单位", "部门", "机构", "企业"}:
        lent = re.sub(r"(?:部门|单位|机构|企业)$", "", left)
        return lent if lent != left else ""
    if right.endswith("单位") and left.startswith("各"):
        own = look.level_character(right) or look.COLLECTIVE.match(right)
        return "" if own else "各"
    return ""


def _marker(name: str) -> str:
    found = re.match("各|有关|相关", name)
    return found.group() if found else ""
