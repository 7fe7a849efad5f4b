"""Places by the names that people write: codes, full names, short names and chains of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graph.vocabulary.places import COUNTRY, Place, ancestors

LONGEST = 16
# There are some 3,400 places.
KEPT = 4096
PEOPLES = (
    "各族|蒙古族?|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族?|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族"
    "|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?"
    "|怒族|独龙族|鄂温克族|鄂伦春族?|德昂族|保安族|裕固族|各族联合"
)
AUTONOMOUS = re.compile(rf"(?<!内)(?:{PEOPLES})*(?:{PEOPLES})(自治[州县旗]|区)$")
SUFFIX = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|林区|特区|矿区|新区|[省市州盟县区旗])$")
GENERIC = re.compile(r"^[市区县省州城郊矿新]?[城郊区市县]?$|^[市县省州]")
NATIONAL = re.compile(
    r"^(?:cn|中国$|全国|国家|国务院|中共中央|中央|中办|国办|中华人民共和国)|(?:部|总局|总署|委员会)等?$|部际联席会议(?:办公室)?$"
)
CHARACTER = {"自治州": "州", "自治县": "县", "自治旗": "旗", "林区": "区", "新区": "区", "矿区": "区"}
TITLE_LEAD = re.compile(r"^.{0,40}?(?:关于)?(?:印发|转发|公布|下发|批转)[《〈<]?")


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Places by code and by the names that they go by; `short` names lack 市, 区 or 县."""

    places: Mapping[str, Place]
    full: Mapping[str, tuple[str, ...]]
    short: Mapping[str, tuple[str, ...]]
    beginnings: frozenset[str]
    """The first two characters of all names: most text is none of them."""

    def at_start(self, text: str, start: int = 0, *, short: bool = True) -> tuple[int, tuple[str, ...]]:
        """Return the end of the longest name of a place at `start`, and the codes that it may mean."""
        if text[start : start + 2] not in self.beginnings:
            return start, ()
        for size in range(min(LONGEST, len(text) - start), 1, -1):
            name = text[start : start + size]
            codes = self.full.get(name) or (self.short.get(name) if short else None)
            if codes:
                return start + size, codes
        return start, ()

    def chain(self, text: str, start: int = 0) -> tuple[int, tuple[str, ...]]:
        """Return the end of a chain of names (昆明市官渡区) at `start`, and what its last may mean."""
        end, codes = self.at_start(text, start)
        while codes and end < len(text):
            further, below = self.at_start(text, end)
            inside = tuple(each for each in below if set(codes) & set(ancestors(self.places, each)))
            if not inside:
                break
            end, codes = further, inside
        return end, codes


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """The place that a plan is of; `words` show it, `candidates` are what they may mean besides."""

    place: Place | None
    words: str = ""
    candidates: tuple[Place, ...] = ()


def build_gazetteer(places: Mapping[str, Place]) -> Gazetteer:
    """Return the gazetteer of `places`."""
    full: dict[str, list[str]] = {}
    short: dict[str, list[str]] = {}
    for place in places.values():
        if place.code == COUNTRY:
            continue
        for name in _full_names(place.zh):
            full.setdefault(name, []).append(place.code)
        name = short_name(place.zh)
        if len(name) > 1 and not GENERIC.match(name):
            short.setdefault(name, []).append(place.code)
    return Gazetteer(
        places,
        {name: tuple(codes) for name, codes in full.items()},
        {name: _highest(places, codes) for name, codes in short.items()},
        frozenset(name[:2] for name in (*full, *short)),
    )


@lru_cache(maxsize=KEPT)
def short_name(name: str) -> str:
    """Return the name of a place without what it is.

    Examples
    --------
    >>> [short_name(each) for each in ("郑州市", "楚雄彝族自治州", "广西壮族自治区", "管城回族区", "南陵县")]
    ['郑州', '楚雄', '广西', '管城', '南陵']
    """
    if found := AUTONOMOUS.search(name.replace("自治区", "区")):
        return name[: found.start()]
    return SUFFIX.sub("", name)


def full_name(places: Mapping[str, Place], place: Place) -> str:
    """Return the name of a place as the names of its bodies begin: a district's with its city's.

    The country gives "".

    Examples
    --------
    >>> city = Place("410100", "郑州市", "", "city", "410000", "zhengzhou")
    >>> district = Place("410102", "中原区", "", "county", "410100", "zhongyuan")
    >>> full_name({"410100": city}, district), full_name({}, city)
    ('郑州市中原区', '郑州市')
    """
    if place.code == COUNTRY:
        return ""
    above = places.get(place.parent)
    if place.level == "county" and place.zh.endswith("区") and above and above.zh.endswith("市"):
        return above.zh + place.zh
    return place.zh


def level_character(place: Place) -> str:
    """Return what the names of a place's own departments begin with, "" for the country.

    Examples
    --------
    >>> level_character(Place("532300", "楚雄彝族自治州", "", "city", "530000", "chuxiong"))
    '州'
    >>> level_character(Place("330683", "嵊州市", "", "county", "330600", "shengzhou"))
    '市'
    """
    if place.code == COUNTRY:
        return ""
    return _level_character(place.zh)


@lru_cache(maxsize=KEPT)
def _level_character(name: str) -> str:
    found = SUFFIX.search(name)
    suffix = found.group() if found else ""
    return CHARACTER.get(suffix, suffix)


def find_places(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return the places that `name` may mean: a code, cn, or a name as people write it.

    A short name that a province or city shares with a county (朝阳) means the higher one.
    A national body (国务院, 工业和信息化部等) gives the country; nothing known gives ().
    """
    name = name.strip().replace(" ", "")
    if name in gazetteer.places:
        return (gazetteer.places[name],)
    end, codes = gazetteer.chain(name)
    if codes and (
        end == len(name) or name[end:] in ("人民政府", "政府", "委", "人民政府办公室", "人民政府办公厅")
    ):
        return tuple(gazetteer.places[code] for code in codes)
    if NATIONAL.search(name) and not codes:
        return (gazetteer.places[COUNTRY],)
    return ()


def place_of_text(title: str, issuers: Iterable[str], text: str, gazetteer: Gazetteer) -> FoundPlace:
    """Return the place of a plan, from its issuers, its title and its text, in that order.

    A name that several places share is settled by the city or province that the rest of
    the plan names; where that fails the candidates are returned and no place.
    """
    head, tail = text[:2000], text[-400:]
    after = TITLE_LEAD.sub("", title)
    sources = [*issuers, after, title]
    context = "\n".join((*sources, head, tail))
    for source in sources:
        for start in (0, *range(1, min(len(source), 60))):
            end, codes = gazetteer.chain(source, start)
            if codes and (start == 0 or end - start > 2):
                return _settle(gazetteer, codes, source[start:end], context)
    for source in sources:
        if NATIONAL.search(source):
            return FoundPlace(gazetteer.places[COUNTRY], source)
    return _most_named(gazetteer, f"{head}\n{tail}", context)


def _most_named(gazetteer: Gazetteer, text: str, context: str) -> FoundPlace:
    counts: dict[str, int] = {}
    codes_of: dict[str, tuple[str, ...]] = {}
    position = 0
    while position < len(text):
        end, codes = gazetteer.chain(text, position)
        if codes and text[position:end] not in gazetteer.short:
            name = text[position:end]
            counts[name] = counts.get(name, 0) + 1
            codes_of[name] = codes
        position = end if codes else position + 1
    if not counts:
        return FoundPlace(None)
    name = max(counts, key=lambda each: counts[each])
    return _settle(gazetteer, codes_of[name], name, context)


def _settle(gazetteer: Gazetteer, codes: tuple[str, ...], words: str, context: str) -> FoundPlace:
    places = gazetteer.places
    if len(codes) > 1:
        named = tuple(
            code
            for code in codes
            if any(
                short_name(places[each].zh) in context for each in ancestors(places, code) if each != COUNTRY
            )
        )
        codes = named if len(named) == 1 else codes
    found = tuple(places[code] for code in codes)
    return FoundPlace(found[0], words) if len(found) == 1 else FoundPlace(None, words, found)


def _full_names(name: str) -> tuple[str, ...]:
    """Return the names of a place that say what it is: 楚雄彝族自治州 and 楚雄州."""
    if found := AUTONOMOUS.search(name):
        return name, name[: found.start()] + found.group(1)[-1]
    return (name,)


def _highest(places: Mapping[str, Place], codes: list[str]) -> tuple[str, ...]:
    ranks = {"province": 0, "city": 1, "county": 2}
    best = min(ranks.get(places[code].level, 3) for code in codes)
    return tuple(code for code in codes if ranks.get(places[code].level, 3) == best)
