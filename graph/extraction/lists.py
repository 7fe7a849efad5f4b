"""Lists of agencies: split where names end, whole where a name holds 、 or 和, shared parts restored."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from graph.extraction import names as look
from graph.extraction.neighbours import side_by_side

# Heads that one name of a list may lend to the places before it.
SHARED_HEADS = ("管委会", "管委", "政府", "办事处", "政法委", "分局")
NATIONAL = ("国家", "中国", "全国", "最高", "中央")
# What their names end in where they are the state's own: then what follows is too.
MINISTRIES = ("委", "部", "院", "署", "总局")
# What is longer is no list of names, whatever stands in it.
LONGEST = 300


class Item(NamedTuple):
    """A piece of a list as it stands in the text.

    `mark` is the separator before it, `role` what is printed at the name itself: X(牵头), X*.
    """

    name: str
    start: int
    end: int
    mark: str
    restored: bool = False
    role: str = ""


class Open(NamedTuple):
    """An open end (等部门) and where it stands."""

    words: str
    start: int
    end: int


def read_list(
    items: list[Item], places: Collection[str] = (), bare: str = ""
) -> tuple[list[Item], list[Open]]:
    """Return the agencies of a list in order, shared prefixes and suffixes restored, and its open ends.

    `places` are the stems of place names (楚雄 …): a name that begins with one carries its
    place and takes no prefix; a bare one shares the suffix of a later name. `bare` is a head
    (厅) of names that the clause prints without a prefix.
    """
    opens: list[Open] = []
    if all(_is_plain(item.name) and not item.mark.isspace() for item in items):
        return _with_prefixes(items, places, bare), opens
    whole = _with_prefixes(_taken_apart(items, places, opens), places, bare)
    return [each for each in whole if not look.is_nothing(each.name)], opens


@lru_cache(maxsize=look.KEPT)
def _is_plain(name: str) -> bool:
    """Return whether a name has no open end, stands for one body and lends nothing to those before it.

    What says that there is none (无) is not plain either: it is left out.

    Examples
    --------
    >>> _is_plain("市财政局"), _is_plain("市发展和改革委员会"), _is_plain("各区县政府")
    (True, False, False)
    """
    is_one = not (look.is_group(name) or look.is_lone_level(name) or name.endswith(SHARED_HEADS))
    return is_one and "等" not in name and not _may_join(name) and not look.is_nothing(name)


def _taken_apart(items: list[Item], places: Collection[str], opens: list[Open]) -> list[Item]:
    """Return a list without its open ends, its names whole, one body or class each."""
    ended: list[Item] = []
    for item in _without_breaks(items, opens):
        if "等" in item.name:
            ended += _without_open_end(item, opens)
        else:
            ended.append(item)
    parted = _all_parted(_whole_collectives(_all_parted(ended, look.JOINT_BEFORE_CLASS)), look.JOINT)
    return _with_suffixes(parted, places)


def bare_head(items: Iterable[Item]) -> str:
    """Return 厅 where the clause prints it without 省, as Sichuan does: then no 厅 shares a 省 before it.

    It does so where a 厅 stands first in a list, or where a 省 follows again: 省A委、B厅、省C局.
    """
    bare = False
    for item in items:
        is_hall = item.name.endswith("厅")
        if not (is_hall or bare):
            continue
        is_prefixed = bool(look.level_character(item.name))
        if is_hall and is_prefixed:
            return ""
        if (is_hall and item.mark != "、") or (bare and is_prefixed and item.mark == "、"):
            return "厅"
        bare = not is_prefixed and (is_hall or (bare and item.mark == "、"))
    return ""


def no_agencies(listed: list[Item], printed: list[Item]) -> dict[str, str]:
    """Return the names of a list that are no agencies', and why; `printed` are all names of its clause.

    Examples
    --------
    >>> no_agencies([Item("市教育局", 0, 4, ""), Item("副市长", 5, 8, "、")], [])
    {'副市长': 'read as a post, not as an agency'}
    """
    strange = [item.name for item in listed if not look.is_unit(item.name)]
    if not strange:
        return {}
    are_persons = all(look.is_person(item.name) or look.POST.search(item.name) for item in listed)
    is_mixed = are_persons and any(look.is_named(item.name) for item in printed)
    reasons = {name: look.no_agency(name, among_persons=is_mixed) for name in strange}
    return {name: why for name, why in reasons.items() if why}


def _without_breaks(items: list[Item], opens: list[Open]) -> list[Item]:
    """Rejoin a name that a space or line end breaks: what stands before it is no whole name."""
    joined: list[Item] = []
    for item in items:
        right = item.name.partition("等")[0] or item.name
        if joined and item.mark.isspace() and _is_torn(joined[-1].name, right):
            first, *rest = list(_without_open_end(item, opens)) or [item._replace(name="")]
            joined[-1] = joined[-1]._replace(name=joined[-1].name + first.name, end=first.end)
            joined += rest
        else:
            joined.append(item)
    return joined


def _is_torn(left: str, right: str) -> bool:
    if len(left) > LONGEST:
        return False
    is_party = left.endswith("委") and len(left) == 2 and look.PARTY_STEM.match(right)
    is_rest = look.REST.match(right) or right[0] in "(〔"
    return len(left) == 1 or not look.is_unit(left) or bool(is_rest or is_party)


def _without_open_end(item: Item, opens: list[Open]) -> Iterator[Item]:
    found = look.OPEN_END.search(item.name)
    if not found:
        yield item
        return
    words = "等" + found["words"]
    start = item.start + found.start()
    # Counted from the end: a line end may stand within the words.
    after = item.end - (len(item.name) - found.end())
    opens.append(Open(words, start, after - (found.end() - found.start() - len(words))))
    if found.start():
        yield item._replace(name=item.name[: found.start()], end=start)
    if rest := item.name[found.end() :]:
        yield Item(rest, after, item.end, ",")


def _whole_collectives(items: list[Item]) -> list[Item]:
    """Join the classes that one 各 and one head noun hold together, and lend what they share."""
    done: list[Item] = []
    for item in items:
        left = done[-1] if done else None
        if left is None or item.mark != "、" or len(left.name) > LONGEST:
            done.append(item)
            continue
        first, second = side_by_side(left.name, item.name)
        if second:
            done[-1:] = _renamed(left, first), _renamed(item, second)
        else:
            done[-1] = left._replace(name=first, end=item.end)
    return done


def _renamed(item: Item, name: str) -> Item:
    return item if name == item.name else item._replace(name=name, restored=True)


def _all_parted(items: list[Item], joints: re.Pattern[str]) -> list[Item]:
    if not any(_may_join(item.name) for item in items):
        return items
    parted: list[Item] = []
    for item in items:
        parted += _parted(item, joints) if _may_join(item.name) else (item,)
    return parted


@lru_cache(maxsize=look.KEPT)
def _may_join(name: str) -> bool:
    return "和" in name or "及" in name or "与" in name


def _parted(item: Item, joints: re.Pattern[str]) -> Iterator[Item]:
    """Split at 和, 及, 与 where both sides end as names of bodies; 有关部门和单位 is one."""
    start, mark = 0, item.mark
    for joint in joints.finditer(item.name) if len(item.name) < LONGEST else ():
        left, right = item.name[start : joint.start()], item.name[joint.end() :]
        if (
            right in {"单位", "部门", "机构", "有关单位", "政府", "人民政府"}
            or not look.is_unit(left)
            or _inside(item.name, joint.start())
        ):
            continue
        if not (look.is_unit(right) or look.is_group(right)):
            continue
        yield Item(left, item.start + start, item.start + joint.start(), mark, item.restored)
        start, mark = joint.end(), "、"
    yield item if not start else Item(item.name[start:], item.start + start, item.end, mark)


def _inside(name: str, position: int) -> bool:
    before = name[:position]
    return any(before.count(left) > before.count(right) for left, right in ("()", "〔〕", "“”"))


def _with_suffixes(items: list[Item], places: Collection[str]) -> list[Item]:
    """Give bare places the head noun of the name that ends their list: 禄丰、武定产业园区管委会."""
    done: list[Item] = []
    for item in items:
        done.append(item)
        suffix = _place_suffix(item.name, places) if item.name.endswith(SHARED_HEADS) else ""
        index = len(done) - 2
        while suffix and index >= 0 and done[index + 1].mark == "、":
            pieces = _bare_places(done[index], places, suffix)
            if not pieces:
                break
            done[index : index + 1] = pieces
            index -= 1
    return done


def _place_suffix(name: str, places: Collection[str]) -> str:
    """Return what follows the place in a name with a head noun: 产业园区管委会, 市政府."""
    if look.is_group(name) and "委政法委" not in name:
        return ""
    for length in (4, 3, 2):
        if name[:length] in places and len(name) > length:
            return name[length:]
    ending = look.TERRITORY_HEAD.search(name)
    return ending.group() if ending and ending.start() and not look.level_character(name) else ""


def _bare_places(item: Item, places: Collection[str], suffix: str) -> list[Item]:
    """Return `item` with the suffix, in two where 和 joins two places; nothing where it is no bare place."""
    left, _, right = item.name.partition("和")
    parts = [left, right] if right in places else [item.name]
    ending = look.TERRITORY_HEAD.search(suffix)
    done: list[Item] = []
    start = item.start
    for part in parts:
        if part in places:
            name = part + suffix
        elif ending and _shares(part, ending):
            name = part + ending["head"]
        else:
            return []
        done.append(
            Item(name, start, start + len(part), item.mark if part == parts[0] else "、", restored=True)
        )
        start += len(part) + 1
    return done


def _shares(part: str, ending: re.Match[str]) -> bool:
    """Return whether `part` lacks the head of a later name: 甲区、乙区政府, 甲园区、乙新城管委会."""
    if look.level_character(part) or look.is_group(part) or len(part) < 2:
        return False
    if "管委" in ending["head"]:
        return part[-1] in look.ZONE_ENDS
    return part[-1] in look.COUNTY_ENDS and not look.ZONE.search(part)


def _with_prefixes(items: list[Item], places: Collection[str], bare: str) -> list[Item]:
    """Give names the level character of the name before, up to the next comma."""
    if len(items) == 1:
        return items
    done: list[Item] = []
    level, party = "", ""
    bare_first = False
    for item in items:
        if item.mark != "、":
            level, party, bare_first = "", "", False
        own = look.level_character(item.name)
        if own:
            if not bare_first:
                level, party = own, look.party(item.name)
            done.append(item)
        elif level and not (bare and item.name.endswith(bare)) and _takes_prefix(item.name, places):
            prefix = level + party if party and look.PARTY_STEM.match(item.name) else level
            name = prefix + item.name
            done.append(Item(name, item.start, item.end, item.mark, restored=True, role=item.role))
        else:
            bare_first = bare_first or (not level and _is_bare(item.name))
            if item.name.startswith(NATIONAL) and item.name.endswith(MINISTRIES):
                level = ""
            done.append(item)
    return done


def _is_bare(name: str) -> bool:
    """Return whether a name lacks its level: 财政局, but not 各局, 国家税务总局."""
    return name[-1:] in "局厅委办" and not (look.is_group(name) or look.CENTRAL.match(name))


def _takes_prefix(name: str, places: Collection[str]) -> bool:
    has_place = name[:2] in places or name[:3] in places or name[:4] in places
    is_branch_of = name.endswith("分局") and (name[-4:-2] in places or name[-5:-2] in places)
    return not (has_place or is_branch_of) and look.takes_prefix(name)
