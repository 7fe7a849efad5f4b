"""Labels of nodes for UCINET: plain ASCII, short, all different."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 18
"""UCINET cuts a label after 18 characters and turns it into capitals: labels have to differ before that."""
UNSAFE = re.compile(r"[^a-z0-9]+")


def dl_labels(paths: Iterable[str]) -> list[str]:
    """Return a label for each node, of at most 18 characters a-z, 0-9 and -, all different.

    It is the last part of the path, of a measure its key after an m. Where two are equal
    after 18 characters, the later one ends in a number.

    Examples
    --------
    >>> dl_labels(["agency/a/cai-zheng-ju", "agency/b/cai-zheng-ju", "agency/a/shi-chang-jian-guan-ju"])
    ['cai-zheng-ju', 'cai-zheng-ju-2', 'shi-chang-jian-gua']
    >>> dl_labels(["measure/zhengzhou-2024/2-u1", "measure/zhengzhou-2024/19"])
    ['m2-u1', 'm19']
    """
    found: dict[str, None] = {}
    for path in paths:
        last = UNSAFE.sub("-", path.rsplit("/", 1)[-1].lower()).strip("-")
        name = f"m{last}" if path.startswith("measure/") else last or "agency"
        label, number = name[:LONGEST].rstrip("-"), 1
        while label in found:
            number += 1
            ending = f"-{number}"
            label = name[: LONGEST - len(ending)].rstrip("-") + ending
        found[label] = None
    return list(found)
