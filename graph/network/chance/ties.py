"""Ties beyond chance: the null models, corrected for the number of pairs, and the table `ties`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from graph.errors import fail
from graph.network.chance.bicm import bicm
from graph.network.chance.discovery import can_survive, q_values
from graph.network.chance.fdsm import Progress, Sampling, fdsm
from graph.network.chance.hypergeometric import hypergeometric
from graph.network.chance.margins import Margins, Real, margins
from graph.network.chance.scored import Scored
from graph.network.ranks import rounded
from graph.network.twomode import AgencyNode, TwoMode
from graph.table import Cell, Column, Table

MODELS = ("hypergeometric", "bicm", "fdsm")
"""The null models by name, from the one that keeps least of the plan to the one that keeps most."""

NAMES = {"hypergeometric": ("超几何", "hypergeometric"), "bicm": ("BiCM", "BiCM"), "fdsm": ("FDSM", "FDSM")}


@dataclass(frozen=True, slots=True)
class Choice:
    """The options of a run; `groups` says whether groups of agencies take part, each as one agency."""

    models: tuple[str, ...] = MODELS
    alpha: float = 0.05
    samples: int = 10_000
    seed: int = 1
    groups: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.alpha < 1:
            raise fail("alpha", f"{self.alpha} does not lie between 0 and 1.", "Take 0.05.")
        if self.samples < 1 or self.seed < 0:
            raise fail("fdsm", "samples must be at least 1 and the seed at least 0.")
        if not self.models or set(self.models) - set(MODELS):
            raise fail("model", f"there is no such model: {', '.join(self.models)}.", "See --help.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One model's answer on the sharing pairs, and whether any tie could have survived at all."""

    scored: Scored
    q: Real
    survives: NDArray[np.bool_]
    possible: bool

    @property
    def survivors(self) -> int:
        """The number of ties beyond chance."""
        return int(self.survives.sum())


@dataclass(frozen=True, slots=True)
class Ties:
    """What was tested, how, and the verdict of each model, by its name."""

    agencies: Mapping[str, AgencyNode] = field(repr=False)
    margins: Margins = field(repr=False)
    choice: Choice
    verdicts: Mapping[str, Verdict] = field(repr=False)

    def by_agency(self, model: str) -> dict[str, int | None]:
        """Return agency IRI → its ties beyond chance under a model; None for a group that was left out.

        An agency with measures and no such tie has 0, and so has one without measures.
        """
        counts = dict.fromkeys(self.margins.agencies, 0)
        survives = self.verdicts[model].survives
        for ends in (self.margins.first[survives], self.margins.second[survives]):
            for number in ends.tolist():
                counts[self.margins.agencies[number]] += 1
        return {
            iri: None if agency.is_group and not self.choice.groups else counts.get(iri, 0)
            for iri, agency in self.agencies.items()
        }


def ties_beyond_chance(
    network: TwoMode, choice: Choice, progress: Progress | None = None, sampled: Scored | None = None
) -> Ties:
    """Return which pairs of agencies share more measures than chance would give them.

    Tested is every pair of agencies with at least one measure (of one plan, so of
    one place), also pairs that share nothing, which have p = 1. Each model gives
    the chance p that a pair shares at least as many measures as it does; q is p
    corrected for the number of pairs by Benjamini and Hochberg, and a tie
    survives where q ≤ α. `progress` hears of the sampling; `sampled` are the scores
    of FDSM where they have been drawn elsewhere, by the samples and seed of `choice`.

    Examples
    --------
    Two agencies of two measures each share both; with so few measures that is
    no wonder, and no tie survives.

    >>> from graph.network.twomode import MeasureNode
    >>> roles = {(a, m): ("lead",) for a, m in (("fin", "m1"), ("hea", "m1"), ("fin", "m2"), ("hea", "m2"),
    ...     ("tra", "m3"), ("tra", "m4"))}
    >>> town = TwoMode(tuple(AgencyNode(a, a) for a in ("fin", "hea", "tra")),
    ...     tuple(MeasureNode(f"m{n}", str(n), n) for n in (1, 2, 3, 4)), roles)
    >>> found = ties_beyond_chance(town, Choice(models=("hypergeometric",)))
    >>> found.verdicts["hypergeometric"].scored.p.round(3).tolist(), found.margins.tests
    ([0.167], 3)
    >>> found.by_agency("hypergeometric"), found.verdicts["hypergeometric"].possible
    ({'fin': 0, 'hea': 0, 'tra': 0}, False)
    """
    found = margins(network, groups=choice.groups)
    verdicts = {}
    for model in (each for each in MODELS if each in choice.models):
        drawn = sampled if model == "fdsm" else None
        scored = drawn or _score(model, found, choice, progress)
        q = q_values(scored.p, found.tests)
        survives = q <= choice.alpha
        possible = bool(survives.any()) or can_survive(*scored.floors(), found.tests, choice.alpha)
        verdicts[model] = Verdict(scored, q, survives, possible)
    return Ties({agency.iri: agency for agency in network.agencies}, found, choice, verdicts)


def _score(model: str, found: Margins, choice: Choice, progress: Progress | None) -> Scored:
    if model == "hypergeometric":
        return hypergeometric(found)
    if model == "bicm":
        return bicm(found)
    return fdsm(found, Sampling(choice.samples, choice.seed), progress)


def ties_table(ties: Ties) -> Table:
    """Return the table `ties`: a row for each pair that shares a measure, the surest ties first.

    First by the number of models under which the tie survives, then by p, that of
    the model which keeps most of the plan first, then by IRIs. Pairs that share nothing
    have p = 1 under every model and no row. Numbers have nine significant digits;
    whether a tie survives was decided before they were rounded.
    """
    verdicts = list(ties.verdicts.values())
    found = ties.margins
    columns = [column for model in ties.verdicts for column in _model_columns(model)]
    rows = []
    for place in _order(ties).tolist():
        ends = [ties.agencies[found.agencies[int(end[place])]] for end in (found.first, found.second)]
        cells: list[Cell] = [cell for end in ends for cell in end.cells]
        cells += [int(found.degrees[found.first[place]]), int(found.degrees[found.second[place]])]
        cells.append(int(found.shared[place]))
        for each in verdicts:
            numbers = (each.scored.expected[place], each.scored.p[place], each.q[place])
            cells += [*(rounded(float(number)) for number in numbers), bool(each.survives[place])]
        rows.append(tuple(cells))
    return Table("ties", (*ABOUT, *columns), tuple(rows))


def _order(ties: Ties) -> NDArray[np.int64]:
    """Return the sharing pairs from the surest tie down; among equals as they stand, by IRIs."""
    verdicts = list(ties.verdicts.values())
    flags = sum((each.survives.astype(np.int64) for each in verdicts), np.zeros_like(ties.margins.shared))
    return np.lexsort((*(each.scored.p for each in verdicts), -flags))


ABOUT = (
    Column("agency_a", "iri", "单位甲", "Agency A"),
    Column("label_a", "text", "单位甲名称", "Name of A in Chinese"),
    Column("label_a_en", "text", "单位甲英文名称", "Name of A in English"),
    Column("agency_b", "iri", "单位乙", "Agency B"),
    Column("label_b", "text", "单位乙名称", "Name of B in Chinese"),
    Column("label_b_en", "text", "单位乙英文名称", "Name of B in English"),
    Column("measures_a", "integer", "单位甲举措数", "Measures of A", "measures"),
    Column("measures_b", "integer", "单位乙举措数", "Measures of B", "measures"),
    Column("shared", "integer", "共同举措数", "Shared measures", "measures"),
)


def _model_columns(model: str) -> tuple[Column, ...]:
    zh, en = NAMES[model]
    return (
        Column(f"expected_{model}", "decimal", f"{zh}期望共同举措数", f"Expected by {en}", "measures"),
        Column(f"p_{model}", "decimal", f"{zh} p值", f"p by {en}"),
        Column(f"q_{model}", "decimal", f"{zh} q值", f"q by {en}"),
        Column(f"survives_{model}", "boolean", f"{zh}下超出随机水平", f"Survives {en}"),
    )
