"""Pinyin of names, by which the page is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

KEPT = 8192


def pinyin_of(names: Iterable[str]) -> list[str]:
    """Return the pinyin of names, each written together, and its initials; each once, in order.

    Latin letters and digits stand as they are, in small letters; ü is v.

    Examples
    --------
    >>> pinyin_of(["市财政局"]), pinyin_of(["郑州银行", "郑州银行"]), pinyin_of(["12345热线"])
    (['shicaizhengju', 'sczj'], ['zhengzhouyinhang', 'zzyh'], ['12345rexian', '12345rx'])
    """
    return list(dict.fromkeys(each for name in names for each in _pinyin(name) if each))


@lru_cache(maxsize=KEPT)
def _pinyin(name: str) -> tuple[str, str]:
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(name, style=Style.NORMAL)
    syllables = [re.sub(r"[^a-z0-9]", "", each.lower().replace("ü", "v")) for each in read]
    initials = (each if each[:1].isdigit() else each[:1] for each in syllables)
    return "".join(syllables), "".join(initials)
