"""Coder against coder on a framework: whether both see a measure serve the same topic, pillar, concept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.coding.reliability import Units, cohen_kappa

NONE = "none"
Votes = Mapping[str, Sequence[str]]
"""Measure → the concepts that it serves, the primary one first; an empty list is a vote for none."""


@dataclass(frozen=True, slots=True)
class LevelAgreement:
    """How often two coders say the same at one level: counts over measures, and Cohen's κ."""

    level: str
    in_a: int
    in_b: int
    same: int
    measures: int
    kappa: float | None

    @property
    def share(self) -> float | None:
        """Return the share of measures on which both say the same."""
        return self.same / self.measures if self.measures else None


def topic(concepts: Sequence[str]) -> str:
    """Return the topic of the primary concept, `none` where there is none.

    Examples
    --------
    >>> topic(["be-1-1-4", "fs-2"]), topic([])
    ('be', 'none')
    """
    return concepts[0].partition("-")[0] if concepts else NONE


def pillar(concepts: Sequence[str]) -> str:
    """Return the pillar of the primary concept, `any` where it is a topic, `none` where there is none.

    Examples
    --------
    >>> pillar(["be-1-1-4", "fs-2"]), pillar(["it"]), pillar([])
    ('1', 'any', 'none')
    """
    return concepts[0].split("-")[1] if concepts and "-" in concepts[0] else "any" if concepts else NONE


def primary(concepts: Sequence[str]) -> str:
    """Return the primary concept, `none` where there is none."""
    return concepts[0] if concepts else NONE


LEVELS: dict[str, tuple[str, str, Callable[[Sequence[str]], str]]] = {
    "topic": ("对标：主题", "Alignment: topic", topic),
    "pillar": ("对标：支柱", "Alignment: pillar", pillar),
    "primary": ("对标：首要概念", "Alignment: primary concept", primary),
}
SHARED = ("shared", "对标：有共同概念", "Alignment: some shared concept")


def accepted_votes(data: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the concepts of every measure of a coded plan that are accepted, in their order, each once."""
    return {
        measure["key"]: list(
            dict.fromkeys(
                each["concept"] for each in measure.get("alignments", ()) if each["status"] == "accepted"
            )
        )
        for measure in data["measures"]
    }


def concept_agreement(a: Votes, b: Votes) -> list[LevelAgreement]:
    """Return how far two coders agree on the measures that both have, level by level.

    None is a value like any other. `shared` counts measures with a concept that both name
    at whatever place, or that both leave at none; κ is not defined for it.

    Examples
    --------
    Of three measures both say the same topic of two, and the same concept of one:

    >>> a = {"1": ["be-1-1"], "2": ["fs-2-1", "be-1"], "3": []}
    >>> b = {"1": ["be-1-1"], "2": ["fs-3-1", "fs-2-1"], "3": ["it"]}
    >>> [(each.level, each.same) for each in concept_agreement(a, b)]
    [('topic', 2), ('pillar', 1), ('primary', 1), ('shared', 2)]
    """
    keys = [key for key in a if key in b]
    found = [
        _level(name, [(value(a[key]), value(b[key])) for key in keys]) for name, (*_, value) in LEVELS.items()
    ]
    same = sum(bool(set(a[key]) & set(b[key])) or not (a[key] or b[key]) for key in keys)
    in_a, in_b = (sum(bool(votes[key]) for key in keys) for votes in (a, b))
    return [*found, LevelAgreement(SHARED[0], in_a, in_b, same, len(keys), None)]


def _level(name: str, said: Sequence[tuple[str, str]]) -> LevelAgreement:
    units: Units = Counter(said)
    in_a, in_b = (sum(each[side] != NONE for each in said) for side in (0, 1))
    return LevelAgreement(
        name,
        in_a,
        in_b,
        sum(one == other for one, other in said),
        len(said),
        cohen_kappa(units) if said else None,
    )
