"""English names made short enough to stand in a picture; the full ones stand beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from graph.views.cells import clip

LONGEST = 36


def short_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names without the place that most of them begin with, cut to `LONGEST` columns.

    Examples
    --------
    >>> short_names({"a": "Jinan Finance Bureau", "b": "Jinan Audit Bureau", "c": "Huangdao Customs"})
    {'a': 'Finance Bureau', 'b': 'Audit Bureau', 'c': 'Huangdao Customs'}
    """
    first_words = Counter(name.split(" ", 1)[0] for name in names.values() if " " in name)
    place, count = max(first_words.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    dropped = f"{place} " if 2 * count > len(names) and count > 1 else ""
    return {key: clip(name.removeprefix(dropped), LONGEST) for key, name in names.items()}
