"""Places as people write them: 昆明市官渡区, 楚雄州, 广西, 国务院, 410100."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from graph.errors import fail
from graph.vocabulary.places import COUNTRY, Place, ancestors

PEOPLES = (
    "壮|满|回|苗|维吾尔|土家|彝|蒙古|藏|布依|侗|瑶|朝鲜|白|哈尼|哈萨克|黎|傣|畲|傈僳|东乡|仡佬|拉祜|佤|水|纳西|羌|土|仫佬|锡伯|柯尔克孜|景颇"
    "|达斡尔|撒拉|布朗|毛南|塔吉克|普米|阿昌|怒|鄂温克|京|基诺|德昂|保安|裕固|门巴|鄂伦春|独龙|各"
)
AUTONOMOUS = re.compile(rf"^(?P<stem>.{{2,5}}?)(?:(?:{PEOPLES})族?)*自治(?P<class>州|县|旗|区)$")
CLASS = re.compile(r"^(?P<stem>.{2,}?)(?:特别行政区|地区|林区|特区|省|市|州|盟|县|区|旗)$")
NATIONAL = re.compile(
    r"国务院|^全国|^国家|中共中央|^中央|部际|^(?!.*[省市县区州]).*(?:部|总局|总署|委员会)等?$"
)
# Words of government that are also stems of places: 公安县, 平安区, 民政.
NO_STEM = frozenset({"公安", "平安", "和平", "新区", "城区", "郊区", "矿区", "交口", "文安", "保安"})


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by code and by every way of writing their names."""

    places: Mapping[str, Place]
    by_name: Mapping[str, tuple[str, ...]]

    def find(self, name: str) -> Place:
        """Return the place that `name` names: a code, `cn`, or a name with or without what is around it.

        Raises
        ------
        UserError
            When no place has the name, or several have and nothing around it decides.
        """
        name = re.sub(r"\s", "", name)
        if name in self.places:
            return self.places[name]
        found = self._named(name)
        highest = min((len(list(ancestors(self.places, code))) for code in found), default=0)
        found = [code for code in found if len(list(ancestors(self.places, code))) == highest]
        if len(found) == 1:
            return self.places[found[0]]
        if not found and NATIONAL.search(name):
            return self.places[COUNTRY]
        if found:
            choices = "、".join(self._full(code) for code in found[:8])
            raise fail("--place", f"{name!r} may be any of {choices}.", "Write the city before it.")
        remedy = "Give a six-digit code of GB/T 2260 such as 410100, a name such as 昆明市官渡区, or cn."
        raise fail("--place", f"{name!r} is no place of GB/T 2260.", remedy)

    def stems(self, place: Place | None) -> frozenset[str]:
        """Return the short names that mark an agency as one of a place of its own.

        They are those of provinces, of prefectures, and of the places in and around `place`.
        """
        around = {place.code, *ancestors(self.places, place.code)} if place else set()
        near = {
            each.code
            for each in self.places.values()
            if each.level != "county" or each.code in around or (place and each.parent in around - {COUNTRY})
        }
        names = {CLASS.sub(r"\g<stem>", _short(self.places[code].zh)) for code in near}
        return frozenset(name for name in names if len(name) > 1) - NO_STEM

    def _named(self, name: str) -> list[str]:
        """Return the codes whose names end `name`, what stands before them being around them."""
        for start in range(len(name) - 1):
            codes = self.by_name.get(name[start:], ())
            before = name[:start]
            fitting = [code for code in codes if not before or self._is_around(before, code)]
            if fitting:
                return fitting
        return []

    def _is_around(self, before: str, code: str) -> bool:
        outer = set(ancestors(self.places, code))
        return any(each in outer for each in self._named(before))

    def _full(self, code: str) -> str:
        outer = [each for each in ancestors(self.places, code) if each != COUNTRY]
        return "".join(self.places[each].zh for each in (*reversed(outer), code))


def build_gazetteer(places: Mapping[str, Place]) -> Gazetteer:
    """Return the gazetteer of `places`."""
    by_name: dict[str, tuple[str, ...]] = {}
    for code, place in places.items():
        short = _short(place.zh)
        for name in dict.fromkeys((place.zh, short, CLASS.sub(r"\g<stem>", short))):
            by_name[name] = (*by_name.get(name, ()), code)
    return Gazetteer(places, by_name)


def level_character(place: Place) -> str:
    """Return what the departments of a place put before their names: 省, 市, 区, 县, 州 … ("" national).

    Examples
    --------
    >>> level_character(Place("530111", "官渡区", "", "county", "530100", "guandu"))
    '区'
    """
    if place.code == COUNTRY:
        return ""
    return "自治区" if place.zh.endswith("自治区") else place.zh[-1]


def _short(name: str) -> str:
    """Return a name without the peoples of an autonomous area: 楚雄州 of 楚雄彝族自治州."""
    found = AUTONOMOUS.match(name)
    if not found:
        return name
    return found["stem"] if found["class"] == "区" else found["stem"] + found["class"]
