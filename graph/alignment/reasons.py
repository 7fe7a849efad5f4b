"""Why a concept is proposed, in words, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph.alignment.evidence import EFFICIENCY, RULES, SERVICES, Word
from graph.alignment.levels import DIRECT, Choice

LONGEST = 160
PILLARS = {RULES: "rules", SERVICES: "services", EFFICIENCY: "efficiency"}


@dataclass(frozen=True, slots=True)
class Said:
    """A choice with the heading that names its topic, or one of other work ("" for neither).

    `rank` is its place among the choices of its topic, from 0; `named` are the words in the
    title that name the topic, where those of the choice stand in the text only. `alike` is the
    topic that the measure is held for by its characters, `runs` are the characters shared with
    that or with what chose the concept.
    """

    choice: Choice
    heading: str
    outside: str
    rank: int
    named: tuple[Word, ...] = ()
    alike: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()


def confidence(said: Said) -> float:
    """Return how sure a proposal is, from simple reasons.

    Examples
    --------
    >>> word = Word("破产费用", True, False, 1, ())
    >>> confidence(Said(Choice("bi-3-1-2", DIRECT, (word,)), "办理破产", "", 0))
    0.8
    """
    words = said.choice.words
    sure = 0.3
    sure += 0.25 if any(word.in_title for word in words) else 0
    sure += 0.15 if said.heading else 0
    sure += 0.15 if said.named else 0
    sure += 0.1 if len(words) > 1 else 0
    sure += 0.1 if said.choice.strength == DIRECT else 0
    sure -= 0.15 if said.outside else 0
    sure -= 0.1 if said.rank else 0
    sure -= 0.05 if said.alike or said.choice.alike else 0
    return round(max(0.05, min(0.95, sure)), 2)


def reason(said: Said) -> str:
    """Return the words that point to a concept and where they stand, in at most 160 characters."""
    words = said.choice.words
    parts = [
        _listed("title", (word for word in words if word.in_title)),
        _listed("opening", (word for word in words if word.in_opening)),
        _listed("text", (word for word in words if not (word.in_title or word.in_opening))),
        _listed("topic in title", said.named),
        f"heading: {said.heading}" if said.heading else "",
        f"words of {PILLARS[said.choice.pillar_said]}" if said.choice.pillar_said else "",
        f"characters in common: {', '.join(said.runs)}" if said.runs else "",
        f"below a heading of other work: {said.outside}" if said.outside else "",
    ]
    text = "; ".join(part for part in parts if part)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _listed(where: str, words: Iterable[Word]) -> str:
    named = ", ".join(f"{each.word} ×{each.count}" if each.count > 1 else each.word for each in words)
    return f"{where}: {named}" if named else ""
