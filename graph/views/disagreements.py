"""Where coders disagree: concepts on which those who judged the same measure do not say the same."""

from __future__ import annotations

from collections.abc import Mapping

from graph.network.twomode import text, word
from graph.table import Cell, Table
from graph.views.wording import EVERY, say

DECIDED = ("accepted", "rejected")
Row = Mapping[str, Cell]


def disagreements(alignments: Table, lang: str) -> list[dict[str, Cell]]:
    """Return a row a measure and concept on which coders differ, with the vote of each of them.

    Parameters
    ----------
    alignments
        The answer to the question `alignments`.
    lang
        zh or en, for the votes.

    Notes
    -----
    Compared are the coders who decided on any concept of the measure; what is only proposed
    is no vote. A coder accepts a concept with a strength, rejects it, or does not name it.
    Rejecting and not naming it come to the same; every other difference counts.
    """
    measures: dict[str, dict[str, None]] = {}
    concepts: dict[tuple[str, str], dict[str, Row]] = {}
    for row in alignments.records():
        if word(row["status"]) in DECIDED:
            measure, coder = text(row["measure"]), text(row["coder"])
            measures.setdefault(measure, {})[coder] = None
            concepts.setdefault((measure, text(row["concept"])), {})[coder] = row
    found = []
    for (measure, _), votes in concepts.items():
        coders = sorted(measures[measure])
        if len({_opinion(votes.get(coder)) for coder in coders}) > 1:
            said = "; ".join(_said(coder, votes.get(coder), lang) for coder in coders)
            found.append({**next(iter(votes.values())), "votes": said})
    return found


def _opinion(row: Row | None) -> str:
    """Return the strength with which a coder accepts a concept, "" for one who does not."""
    return word(row["strength"]) if row and word(row["status"]) == "accepted" else ""


def _said(coder: str, row: Row | None, lang: str) -> str:
    return say("quality.vote", lang, coder=word(coder), vote=_vote(row, lang))


def _vote(row: Row | None, lang: str) -> str:
    if row is None:
        return say("quality.vote.none", lang)
    if not _opinion(row):
        return say("status.rejected", lang)
    phrase = f"strength.{_opinion(row)}"
    return say(phrase, lang) if phrase in EVERY else _opinion(row)
