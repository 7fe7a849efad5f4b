"""Names of agencies taken apart: place, level, function, kind and full name of a body of any place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.extraction.collectives import collective_kind, collective_level, is_collective
from graph.extraction.slugs import slug_of
from graph.vocabulary.gazetteer import Gazetteer, full_name, level_character, short_name
from graph.vocabulary.mandates import FUNCTION_OF_KIND, HERE, Mandate, Mandates
from graph.vocabulary.places import COUNTRY, Place, ancestors

LEVELS = ("自治区", "自治州", "自治县", "地区", "特区", "省", "市", "区", "县", "州", "盟", "旗")
FULL_WIDTH = {ord("("): "（", ord(")"): "）", ord(","): "，"}
NATIONAL = re.compile(r"^(?:国家|中央|全国|国务院|中华人民共和国)")
NATIONAL_NAME = re.compile(r"^(?:中国|国家|最高)")
NATIONAL_NAMED = re.compile(r"^(?:国家|中央|全国|国务院|中共中央|中国(?!共产))")
NATIONAL_PREFIX = re.compile(r"国家|中央|全国|中国|国务院|中华人民共和国|中华全国")
NATIONAL_HEAD = re.compile(r"(?:总局|总署)$")
SECOND_NAME = re.compile(r"^([^()]{2,}[局委办厅部心院会处室])\([^()]*[局委办厅部心院会处室]\)$")
SECOND_LEVEL = re.compile(r"(?<=纪委)[、和]?(?:自治区|[省市区县州])(?=监委|监察委)")
PARTY = re.compile(r"^党?委(?=.{2})")
TERRITORY = re.compile(r"(?:区|县|市|镇|乡)$")
TOWNSHIP = re.compile(r"(?:[镇乡](?:人民政府|政府|党委)?|街道(?:办事处|办)?)$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A body that no register knows, in the words of a coded plan's `names:`.

    `certain`: place, function and kind were all found and the full name is a listed one;
    otherwise `doubt` says what a reviewer must settle.
    """

    spelling: str
    label: str
    slug: str
    place: str
    level: str
    kind: str
    functions: tuple[str, ...] = ()
    line: str = ""
    system: str = ""
    is_group: bool = False
    certain: bool = True
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What names are read against: the plan's place, the gazetteer and the mandates."""

    place: Place
    gazetteer: Gazetteer
    mandates: Mandates

    @property
    def places(self) -> Mapping[str, Place]:
        """All places by code."""
        return self.gazetteer.places


def name_agency(spelling: str, setting: Setting) -> Proposal:
    """Return the body that `spelling` names in a plan of the setting's place, as a proposal.

    The level character (市, 区, 省 …) or the name of a place at the beginning gives the
    place, the listed names of bodies give function, kind and full name. A second name in
    brackets is left out; classes of bodies (各区县政府, 市直部门) become groups.
    """
    found = SECOND_NAME.match(spelling)
    name = SECOND_LEVEL.sub("", found.group(1) if found else spelling)
    place, rest, how = _place_of(name, setting)
    if is_collective(name, setting.mandates.describe(rest)):
        return _group(spelling, name, setting)
    if how == "place" and rest in ("", "人民政府", "政府"):
        return _government(spelling, place, setting)
    return _body(spelling, Parts(name, place, rest, how), setting)


def _place_of(name: str, setting: Setting) -> tuple[Place, str, str]:
    """Return the place that `name` begins with, what is left, and how it was told: place, level or ""."""
    end, codes = setting.gazetteer.at_start(name, short=False)
    near = _nearest(codes, setting)
    while near and end < len(name):
        further, below = setting.gazetteer.at_start(name, end, short=False)
        inside = [each for each in below if near in ancestors(setting.places, each)]
        if len(inside) != 1:
            break
        end, near = further, inside[0]
    if near:
        return setting.places[near], name[end:], "place"
    if _known(name, setting):
        return _own_or_country(name, setting), name, ""
    for character in LEVELS:
        if name.startswith(character) and len(name) > len(character):
            place = _at_level(character, setting)
            if place:
                return place, name[len(character) :], "level"
    if NATIONAL.match(name):
        return setting.places[COUNTRY], name, "place"
    end, codes = setting.gazetteer.at_start(name)
    near = _nearest(codes, setting)
    if near and len(name) > end:
        return setting.places[near], name[end:], "place"
    return _own_or_country(name, setting), name, ""


def _known(name: str, setting: Setting) -> bool:
    mandate = setting.mandates.describe(name)
    unknown = mandate.kind in ("", "zone-administration", "peoples-government")
    return bool(mandate.functions) and not mandate.rest and not unknown


def _own_or_country(name: str, setting: Setting) -> Place:
    mandate = setting.mandates.describe(name)
    ministry = name.endswith("部") and mandate.kind == "department" and mandate.functions
    listed = NATIONAL_NAME.match(mandate.name) and HERE not in mandate.name and bool(mandate.functions)
    national = ministry or listed or NATIONAL_HEAD.search(name) or NATIONAL.match(name)
    return setting.places[COUNTRY] if national else setting.place


def _nearest(codes: tuple[str, ...], setting: Setting) -> str:
    """Return which of `codes` a plan of the place means: its own, one inside, one around, the only city."""
    own = setting.place.code
    around = [own, *ancestors(setting.places, own)]
    for tier in (
        [each for each in codes if each == own],
        [each for each in codes if own in ancestors(setting.places, each)],
        [each for each in codes if each in around],
        [each for each in codes if set(around[1:-1]) & set(ancestors(setting.places, each))],
        [each for each in codes if setting.places[each].level in ("province", "city")],
    ):
        if len(tier) == 1:
            return tier[0]
    return ""


def _at_level(character: str, setting: Setting) -> Place | None:
    """Return the place that a level character stands for in a plan: 市 in a district's is its city."""
    short = {"自治州": "州", "自治县": "县"}.get(character, character)
    chain = [setting.place, *(setting.places[code] for code in ancestors(setting.places, setting.place.code))]
    for place in chain:
        if level_character(place) == short:
            return place
    if short == "区":
        return next((place for place in chain if level_character(place) == "自治区"), None)
    return None


def _government(spelling: str, place: Place, setting: Setting) -> Proposal:
    label = full_name(setting.places, place) + "人民政府"
    return Proposal(
        spelling, label, "zheng-fu", place.code, place.level, "peoples-government",
        ("general-administration",), "territorial", "government",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parts:
    """A name taken apart: its place, how that was told (place, level or ""), and the `rest`."""

    name: str
    place: Place
    rest: str
    how: str


def _body(spelling: str, parts: Parts, setting: Setting) -> Proposal:
    place, rest, how = parts.place, parts.rest, parts.how
    core = PARTY.sub("", rest)
    mandate = setting.mandates.describe(rest)
    if mandate.rest or not mandate.functions:
        inner = setting.mandates.describe(core)
        mandate = inner if inner.functions and not inner.rest else mandate
    if (how == "" or place.code == COUNTRY) and (mandate.rest or not mandate.functions):
        mandate, place, how = _around_inner_place(mandate, parts, setting)
    if not mandate.functions and TERRITORY.search(rest):
        mandate = replace(
            mandate,
            kind="peoples-government",
            functions=("general-administration",),
            line="territorial",
            system="government",
        )
    mandate = _at_tier(mandate, place, rest, how)
    doubt = _doubt(mandate, rest, setting)
    return Proposal(
        spelling=spelling,
        label=_label(mandate, replace(parts, place=place, how=how), setting),
        slug=slug_of(mandate.name if not mandate.rest else rest),
        place=place.code,
        level=_level(mandate, place, rest),
        kind=mandate.kind or ("department" if mandate.functions else ""),
        functions=mandate.functions,
        line=mandate.line,
        system=mandate.system or ("government" if mandate.functions else ""),
        certain=not doubt,
        doubt=doubt,
    )


def _around_inner_place(mandate: Mandate, parts: Parts, setting: Setting) -> tuple[Mandate, Place, str]:
    """Return mandate, place and how it was told for a name with its place inside: 人民银行广东省分行."""
    name = parts.name
    for start in range(2, len(name) - 3):
        end, codes = setting.gazetteer.at_start(name, start)
        near = _nearest(codes, setting)
        loose = near and setting.places[near].level == "county" and name[start:end] in setting.gazetteer.short
        if not near or loose or end == len(name):
            continue
        for form in (name[:start] + name[end:], name[:start], name[end:]):
            inner = setting.mandates.describe(form.removeprefix("中国"))
            if inner.functions and not inner.rest:
                return replace(inner, name=name), setting.places[near], "inside"
    return mandate, parts.place, parts.how


def _at_tier(mandate: Mandate, place: Place, rest: str, how: str) -> Mandate:
    """Return `mandate` with the name that its body has at the level of `place`."""
    if mandate.name == "人民法院" and place.level in ("city", "province"):
        return replace(mandate, name="中级人民法院" if place.level == "city" else "高级人民法院")
    if place.code == COUNTRY and mandate.rest and NATIONAL_PREFIX.fullmatch(mandate.rest):
        plain = re.sub(r"^中共…委|^…人民政府|…", "", mandate.name)
        prefix = "中共中央" if mandate.name.startswith("中共…") else mandate.rest
        return replace(mandate, name=prefix + plain, rest="")
    if place.code == COUNTRY and how == "" and mandate.name.endswith(("委员会", "局")) and not mandate.rest:
        national = mandate.name if mandate.name.startswith(("中国", "国家")) else "国家" + mandate.name
        return replace(mandate, name=national.replace(HERE, ""))
    return mandate


def _label(mandate: Mandate, parts: Parts, setting: Setting) -> str:
    """Return the full name of a body: that of its kind, with the place where it belongs."""
    name, rest = parts.name, parts.rest
    where = full_name(setting.places, parts.place)
    if parts.how == "inside" or (mandate.name == name and parts.how == "place"):
        return name
    if mandate.rest:
        label = where + _expanded(rest)
    elif mandate.kind == "customs-office":
        label = "中华人民共和国" + (where + rest if parts.how == "level" else name)
    elif parts.how == "place" and mandate.kind in ("enterprise", "zone-administration"):
        label = name.removesuffix(rest) + mandate.name
    elif mandate.kind in ("court", "procuratorate") and parts.place.level == "city":
        label = setting.places[parts.place.parent].zh + where + mandate.name
    elif mandate.name.endswith(HERE + "监管局"):
        label = mandate.name.replace(HERE, short_name(parts.place.zh))
    elif HERE in mandate.name or where in mandate.name or NATIONAL_NAMED.match(mandate.name):
        label = mandate.name.replace(HERE, where)
    else:
        label = where + mandate.name
    return label.replace("自治区委", "自治区党委")


def _level(mandate: Mandate, place: Place, rest: str) -> str:
    if TOWNSHIP.search(rest) and mandate.kind in ("peoples-government", "dispatched-office", ""):
        return "township"
    below = mandate.kind == "zone-administration" or (
        mandate.kind == "peoples-government" and bool(TERRITORY.search(rest))
    )
    return "county" if below else place.level


def _doubt(mandate: Mandate, rest: str, setting: Setting) -> str:
    if mandate.kind == "peoples-government" and TERRITORY.search(rest) and not TOWNSHIP.search(rest):
        return f"no place of that name is known in {setting.place.zh}"
    if not mandate.functions:
        return "nothing listed says what this body does" if mandate.kind else "this may be no body at all"
    if mandate.rest:
        return f"only {rest.removeprefix(mandate.rest)!r} is a listed name"
    if not mandate.kind:
        return "the name has no head noun"
    if mandate.composed:
        return "the full name was put together from short parts"
    return ""


def _group(spelling: str, name: str, setting: Setting) -> Proposal:
    where = full_name(setting.places, setting.place)
    own = level_character(setting.place)
    body = (
        re.sub(rf"^(?:{own}(?=政府|人民政府|委|各|有关|相关)|全{own}(?=[^各有相]))", "", name)
        if own
        else name
    )
    kind = collective_kind(name)
    government = kind in ("peoples-government", "zone-administration", "dispatched-office")
    functions = (FUNCTION_OF_KIND[kind],) if kind in FUNCTION_OF_KIND else ()
    return Proposal(
        spelling, (where + _expanded(body)).translate(FULL_WIDTH), "ge-" + slug_of(body.removeprefix("各")),
        setting.place.code, collective_level(name, setting.place), kind, functions,
        "territorial" if government else "", "government" if government else "", is_group=True,
    )  # fmt: skip


def _expanded(name: str) -> str:
    name = re.sub(r"(?<!人民)政府", "人民政府", name)
    return re.sub(r"管委会|管委$", "管理委员会", name)
