"""Short names in pinyin for IRIs: of bodies, and of documents, platforms and programmes with their place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from graph.vocabulary.gazetteer import level_character, short_name
from graph.vocabulary.places import COUNTRY, Place

# What bodies are called in full, and how it is shortened.
SHORTER = (
    ("中国共产主义青年团…委员会", "团委"),
    ("中国共产党…", "党"),
    ("管理委员会", "管委会"),
    ("人民政府", "政府"),
    ("委员会", "委"),
    ("办公室", "办"),
    ("联合会", "联"),
    ("人民检察院", "检察院"),
    ("人民法院", "法院"),
)
# Names and words whose pinyin is kept.
KEPT = 8192
# Words that begin as the places do: 市 is the city, 市场 is not.
OF_NO_PLACE = ("市场", "区域", "区块链", "县域")
OF_THE_COUNTRY = ("国家", "全国", "国务院", "中共中央", "中华人民共和国", "中央")


@lru_cache(maxsize=KEPT)
def slug_of(name: str) -> str:
    """Return the slug of a body: the pinyin of its name in the shorter form, without 和.

    Examples
    --------
    >>> slug_of("发展和改革委员会")
    'fa-zhan-gai-ge-wei'
    """
    for long, short in SHORTER:
        name = name.replace(long, short)
    name = re.sub(r"^国家税务总局|^中共…委|^中华人民共和国|[^\u4e00-\u9fffA-Za-z0-9]", "", name)
    # 行 is read hang after most words, but xing in these.
    return _pinyin(re.split(r"(行政|银行)", name.replace("和", "") or name)) or "dan-wei"


def entity_id(name: str, places: tuple[Place, ...]) -> str:
    """Return the id of a document, platform or programme: the place whose it is, slash, its pinyin.

    `places` are the plan's place and those around it, the nearest first. A name that
    begins with one of those around belongs there, every other to the plan's place.

    Examples
    --------
    >>> city, province = (
    ...     Place("410100", "郑州市", "", "city", "410000", "zhengzhou"),
    ...     Place("410000", "河南省", "", "province", "cn", "henan"),
    ... )
    >>> [entity_id(name, (city, province)) for name in ("好差评", "省信用平台", "国家信用平台")]
    ['zhengzhou-410100/hao-cha-ping', 'henan-410000/sheng-xin-yong-ping-tai', 'cn/guo-jia-xin-yong-ping-tai']
    """
    return f"{named_place(name, places) or places[0].segment}/{spelled(name)}"


@lru_cache(maxsize=KEPT)
def spelled(name: str) -> str:
    """Return the pinyin of a name of a thing."""
    words = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]+", " ", name).split()
    return _pinyin(words) or "ming-cheng"


def named_place(name: str, places: tuple[Place, ...]) -> str:
    """Return the segment of the place that a name begins with, those around the plan's first; "" for none."""
    if name.startswith(OF_THE_COUNTRY):
        return COUNTRY
    if name.startswith(OF_NO_PLACE):
        return ""
    for place in (*places[1:], places[0]):
        if place.code != COUNTRY and name.startswith(_beginnings(place)):
            return place.segment
    return ""


def _beginnings(place: Place) -> tuple[str, ...]:
    return (level_character(place), short_name(place.zh))


def _pinyin(pieces: Iterable[str]) -> str:
    from pypinyin.core import Pinyin

    segmented = Pinyin()
    return "-".join(
        syllable for piece in pieces for word in segmented.seg(piece) for syllable in _syllables(word)
    )


@lru_cache(maxsize=KEPT)
def _syllables(word: str) -> tuple[str, ...]:
    """Return the pinyin of one word; names are made of the same ones, and reading one is slow."""
    from pypinyin import lazy_pinyin

    read = (each.replace("ü", "v") for each in lazy_pinyin([word], errors=str.lower))
    return tuple(filter(None, (re.sub(r"[^a-z0-9]", "", each) for each in read)))
