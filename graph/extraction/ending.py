"""Signs that a text was cut: its last measure ends otherwise than the others do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from graph.extraction.outline import Doubt, FoundMeasure, Read

GOES_ON = frozenset("、,:;(“《—")
CLOSING = frozenset("。!?;)】”》")
MOST = 0.8
FEWEST = 2
"""Other measures that a habit can be told from."""

CUT = "give the whole text, or code the rest by hand."


def cut_doubts(read: Read) -> Iterator[Doubt]:
    """Yield a doubt where the text seems to be cut in or after the last measure.

    Only a last measure that reaches the end of the text is looked at: one that ends in the
    middle of a clause or a sentence, or has no attribution, where nearly all others do not.
    """
    text, measures = read.cleaned.text, read.outline.measures
    last, others = measures[-1], measures[:-1]
    if text[last.end :].strip():
        return
    words = text[last.start : last.end].rstrip()
    tail = f"…{words[-12:].strip()}".replace("\n", " ")
    if words[-1:] in GOES_ON or _is_open(words):
        yield Doubt(last.key, f"the text ends in the middle of a clause ({tail!r}); {CUT}")
    elif len(others) < FEWEST:
        return
    elif not _is_attributed(last) and _share(others, _is_attributed) >= MOST:
        yield Doubt(last.key, f"the text ends here without an attribution ({tail!r}); {CUT}")
    elif words[-1:] not in CLOSING and _share(others, lambda each: _closes(text, each)) >= MOST:
        yield Doubt(last.key, f"the text ends in the middle of a sentence ({tail!r}); {CUT}")


def _is_attributed(measure: FoundMeasure) -> bool:
    return bool(measure.clauses or measure.row)


def _closes(text: str, measure: FoundMeasure) -> bool:
    return text[measure.start : measure.end].rstrip()[-1:] in CLOSING


def _is_open(words: str) -> bool:
    """Return whether a bracket that opens in the last line is not closed.

    Examples
    --------
    >>> _is_open("修路。(责任单位:县交通局"), _is_open("1)修路。(县交通局负责)")
    (True, False)
    """
    line = words.rpartition("\n")[2]
    return line.rfind("(") > line.rfind(")")


def _share(measures: tuple[FoundMeasure, ...], holds: Callable[[FoundMeasure], bool]) -> float:
    return sum(map(holds, measures)) / len(measures)
