"""How alike two titles of measures are, and which of many are: character bigrams without common verbs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

SAME_MATTER = 0.5
"""From here on, two measures of successive plans of one place are taken for one matter."""

ALIKE = 0.65
"""From here on, measures of any two plans are taken to ask for much the same."""

COMMON = (
    "推进 推动 推广 推行 深化 深入 优化 完善 加强 强化 提升 提高 加快 加大 "
    "健全 建立 开展 建设 打造 持续 进一步 全面 扩大 拓展 探索 实施 落实 落细 "
    "促进 培育 支持 升级 大力 稳步 严格 积极 力度 水平 质效 工作 行动 改革 "
    "机制 制度 功能 体系 范围 服务 能力 发展 规范 增加 新增 改善 应用 "
)
"""Words that stand in titles of every matter and so tell none from another."""

COMMON_WORD = re.compile("|".join(sorted(COMMON.split(), key=len, reverse=True)))
NO_WORD = re.compile(r"[\W_]+")
Grams = frozenset[str]


def grams(title: str) -> Grams:
    """Return the pairs of neighbouring characters of a title, without signs and common words.

    A title of which less than two characters are left keeps its common words.

    Examples
    --------
    >>> sorted(grams("推进“好差评”工作")), sorted(grams("提升服务水平"))
    (['好差', '差评'], ['务水', '升服', '提升', '服务', '水平'])
    """
    words = NO_WORD.sub("", title).lower()
    rest = COMMON_WORD.sub("", words)
    kept = rest if len(rest) > 1 else words
    return frozenset(kept[start : start + 2] for start in range(len(kept) - 1))


def likeness(one: Grams, other: Grams) -> float:
    """Return twice the number of shared pairs over the number of pairs of both (Dice 1945), 0 to 1.

    Examples
    --------
    Three pairs (清理, 理拖, 拖欠) and two (拖欠, 欠款) share one:

    >>> likeness(grams("清理拖欠"), grams("拖欠款"))
    0.4
    """
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def alike(titles: Sequence[Grams], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield every pair of places in `titles` (lower first) that are at least so alike, with the likeness.

    Only titles that share one of their rarest pairs are compared: two sets that are at
    least `least` alike share so many pairs that one of the first few, rarest first, must
    be among them (prefix filter of Chaudhuri, Ganti and Kaushik 2006). So none is missed,
    and the work grows with how often rare pairs repeat, not with the square of the titles.

    Examples
    --------
    >>> list(alike([grams("清理拖欠账款"), grams("整理档案"), grams("清偿拖欠账款")], 0.5))
    [(0, 2, 0.6)]
    """
    often = Counter(gram for each in titles for gram in each)
    seen: dict[str, list[int]] = {}
    for place, own in enumerate(titles):
        rarest = sorted(own, key=lambda gram: (often[gram], gram))[: _first(len(own), least)]
        met = {other for gram in rarest for other in seen.get(gram, ())}
        for other in sorted(met):
            found = likeness(titles[other], own)
            if found >= least:
                yield other, place, found
        for gram in rarest:
            seen.setdefault(gram, []).append(place)


def _first(size: int, least: float) -> int:
    """Return how many of the rarest pairs of a title have to be looked at."""
    shared = math.ceil(size * least / (2 - least) - 1e-9)
    return size - max(shared, 1) + 1 if size else 0
