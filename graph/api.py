"""The analysis of one plan in Python: open a graph or a coded plan, take tables.

>>> from graph.api import open_plan
>>> plan = open_plan("docs/example/county.yaml")
>>> loads = plan.rank(samples=100, seed=1)
>>> loads.to_dict()["load"]
[3, 3, 2]

Every answer is a `graph.table.Table`: rows of plain values, columns with name, type, unit and
what they are called in Chinese and English. `table.records()` gives a dict a row,
`table.to_dict()` a list a column; pandas and polars read either, and neither is needed. The
numbers are those of the command line, the report and the workbook. What a result was
computed with (plan, groups, samples, seed) stands in `table.notes`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.errors import at_least, one_of
from graph.network.drawing import SAMPLES, SEED
from graph.presentation import HOTSPOT_KINDS, about_plans, hotspots, plan_id
from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Table

if TYPE_CHECKING:
    from graph.network.bootstrap import Draws
    from graph.network.twomode import TwoMode

__all__ = ["MODELS", "OpenPlan", "open_plan"]

MODELS = ("hypergeometric", "bicm", "fdsm")
GROUPS = ("one", "expanded", "left-out")
CODED = {".yaml", ".yml"}


def open_plan(source: Path | str, plan: str = "", groups: str = "one") -> OpenPlan:
    """Return a plan to ask, out of a graph that a build made or out of coded plans.

    Parameters
    ----------
    source
        `graph.nq` of a build or the build's folder, a coded plan (YAML), or a folder of coded
        plans; these are checked as a build checks them, and nothing is written.
    plan
        Which plan, by its id; "" for the only one.
    groups
        Groups of agencies as one agency each ("one"), as their members ("expanded"), or
        "left-out".

    Raises
    ------
    UserError
        When the source is neither, holds a fault, or does not hold the plan.

    Examples
    --------
    >>> open_plan("docs/example/county.yaml").id
    'zhongmu-2025'
    """
    from graph.network.reading import read_network
    from graph.rdf.store import open_store

    one_of("groups", groups, GROUPS)
    path = Path(source)
    if (path / "graph.nq").is_file():
        path /= "graph.nq"
    store = _built(path) if path.is_dir() or path.suffix.lower() in CODED else open_store(path)
    chosen = plan_id(store, plan)
    return OpenPlan(store, chosen, read_network(store, chosen, groups))


class OpenPlan:
    """One plan, opened by `open_plan`. Its methods return tables; draws that were made are made once.

    `store` answers SPARQL (pyoxigraph), `id` is the plan's, `network` its agencies, measures and roles.
    """

    def __init__(self, store: ox.Store, plan: str, network: TwoMode) -> None:
        self.store, self.id, self.network = store, plan, network
        self._drawn: dict[tuple[int, int], Draws] = {}

    def about(self) -> Table:
        """Return what the plan is: title, status, place, year, source with checksum; one row.

        >>> [row["year"] for row in open_plan("docs/example/county.yaml").about().records()]
        [2025]
        """
        table = about_plans(self.store)
        place = table.index("plan")
        rows = tuple(row for row in table.rows if str(row[place]).endswith(f"/plan/{self.id}"))
        return replace(table, rows=rows)

    def rank(
        self,
        *,
        samples: int = SAMPLES,
        seed: int = SEED,
        every: bool = False,
        weights: Mapping[str, float] | None = None,
    ) -> Table:
        """Return the scores of every agency, the heaviest load first: `rank` of the command line.

        Each score X is followed by `X_rank`, and the default ones by their 95 % intervals,
        `X_low`, `X_high`, `X_rank_low` and `X_rank_high`, from `samples` draws of the measures
        (0: none). `every` adds the further scores; `weights`, a weight by role (others weigh
        1), the load weighted by roles. Load is in pairings: one for every other agency of
        each measure of an agency (`graph.network.scores` defines each score and its source).

        Raises `UserError` for a role that is none, a weight below 0 and a wrong number of draws.
        Of the two measures below the first has three agencies, the second two of them again:
        2 + 1 = 3 pairings for these two, 2 for the third.

        >>> table = open_plan("docs/example/county.yaml").rank(samples=0)
        >>> [(row["measures"], row["load"], row["load_rank"]) for row in table.records()]
        [(2, 3, 1), (2, 3, 1), (1, 2, 3)]
        """
        from graph.network.intervals import with_intervals
        from graph.network.ranking import Extras, rank_table
        from graph.network.twomode import ROLES

        for role, weight in (weights or {}).items():
            one_of("weights", role, ROLES)
            at_least("weights", weight, 0)
        at_least("samples", samples, 2 if samples else 0)
        at_least("seed", seed, 0)
        weighing = tuple(weights.get(role, 1.0) for role in ROLES) if weights else ()
        table = rank_table(self.network, Extras(every, seed, weighing))
        if not samples:
            return self._told(table, **({"seed": seed} if every else {}))
        return self._told(
            with_intervals(table, self.network, self._draws(samples, seed)), samples=samples, seed=seed
        )

    def hotspots(self, kind: str = "measure") -> Table:
        """Return measures, pairs, agencies or sections (`kind`) by pairings, with terms and a sentence.

        A measure of n agencies has n(n-1)/2 pairings, a section those of its measures, an agency
        n-1 for each of its measures; a pair has the measures that both share. Raises `UserError`
        for another kind.

        >>> [row["score"] for row in open_plan("docs/example/county.yaml").hotspots().records()]
        [3, 1]
        """
        one_of("hotspots", kind, HOTSPOT_KINDS)
        return self._told(hotspots(self.network, kind))

    def gaps(self) -> Table:
        """Return what measures leave unsaid, a row a gap: no lead, an open list, no target … (`gaps`).

        >>> rows = open_plan("docs/example/county.yaml").gaps().records()
        >>> [(row["key"], row["gap"]) for row in rows]
        [('2', 'no_target'), ('2', 'no_deadline')]
        """
        from graph.network.gaps import gap_table

        return self._told(gap_table(self.network))

    def ties(
        self,
        models: Sequence[str] = MODELS,
        *,
        alpha: float = 0.05,
        samples: int = 10_000,
        seed: int = SEED,
        groups: bool = True,
    ) -> Table:
        """Return the pairs that share a measure, with p, q and verdict of each null model.

        p is how likely chance would let the pair share as many measures, q is p corrected for
        the number of pairs tested (Benjamini and Hochberg 1995); a tie survives where q is at most
        `alpha`. `samples` and `seed` are those of FDSM; `groups` says whether groups take part.
        The notes say in words what was tested and what survives (docs/chance.md has the models
        and their sources). Raises `UserError` for a model, an alpha or a number that is none.

        >>> rows = open_plan("docs/example/county.yaml").ties(["hypergeometric"]).records()
        >>> [(row["shared"], row["p_hypergeometric"]) for row in rows]
        [(1, 1.0), (2, 1.0), (1, 1.0)]
        """
        from graph.network.chance.ties import Choice, ties_beyond_chance, ties_table
        from graph.views.chance import sentences

        for model in models:
            one_of("models", model, MODELS)
        found = ties_beyond_chance(self.network, Choice(tuple(models), alpha, samples, seed, groups))
        settings = {"alpha": alpha} | ({"samples": samples, "seed": seed} if "fdsm" in models else {})
        table = self._told(ties_table(found), **settings)
        return replace(table, notes=(*sentences(found, "en"), *table.notes))

    def uncertainty(
        self,
        kind: str = "intervals",
        *,
        score: str = "",
        samples: int = SAMPLES,
        seed: int = SEED,
        first: int = 10,
    ) -> Table:
        """Return how sure the scores are: `uncertainty` of the command line.

        `kind` is intervals of 95 % (of `score`, default all), outranks (the share of draws in which
        one agency stands above another by `score`, default load, for the `first` agencies), or
        communities with their stability. A draw takes as many measures as the plan has, with
        replacement (Efron and Tibshirani 1993, chapter 6). Raises `UserError` for a kind, a score
        or a number that is none.

        >>> table = open_plan("docs/example/county.yaml").uncertainty(score="load", samples=50)
        >>> [row["value"] for row in table.records()]
        [3.0, 3.0, 2.0]
        """
        from graph.network.defaults import COLUMNS
        from graph.network.incidence import incidence
        from graph.network.intervals import interval_table, outrank_table
        from graph.network.stability import community_table, drawn_communities

        one_of("uncertainty", kind, ("intervals", "outranks", "communities"))
        if score and (score, kind) != ("all", "intervals"):
            one_of("score", score, [column.name for column in COLUMNS])
        for name, number, least in (("samples", samples, 2), ("seed", seed, 0), ("first", first, 2)):
            at_least(name, number, least)
        if kind == "communities":
            arrays = incidence(self.network)
            table = community_table(self.network, arrays, drawn_communities(arrays, samples, seed))
        elif kind == "outranks":
            table = outrank_table(self.network, self._draws(samples, seed), score or "load", first)
        else:
            table = interval_table(self.network, self._draws(samples, seed), score or "all")
        return self._told(table, samples=samples, seed=seed)

    def sensitivity(self, reading: Path | str = "") -> Table:
        """Return what another way of counting makes of the order by load; it draws nothing.

        `reading` is another coding of the plan (YAML): what the two disagree on is then counted
        as either has it, as both and as one of them. `tau` is Kendall's τ-b between the two
        orders: 1 for the same order, -1 for its reverse.

        >>> rows = open_plan("docs/example/county.yaml").sensitivity().records()
        >>> [row["tau"] for row in rows if row["variant"] == "helpers-half"]
        [1.0]
        """
        from graph.network.sensitivity import read_counted, sensitivity_table

        other = open_plan(reading).network if reading else None
        settings = {"reading": Path(reading).name} if reading else {}
        return self._told(sensitivity_table(read_counted(self.store, self.id, other)), **settings)

    def coverage(self, edition: str = "2025") -> Table:
        """Return what serves each topic and pillar of B-READY, in the edition of 2025 or 2024.

        A row a topic, one for each of its pillars and one for what is under none: measures,
        agencies, targets, subcategories reached and their points, by accepted alignments only.
        Raises `UserError` for another edition.

        >>> table = open_plan("docs/example/county.yaml").coverage()
        >>> len(table.rows), sum(table.to_dict()["measures"])
        (50, 0)
        """
        one_of("edition", edition, ("2025", "2024"))
        values = {"edition": f"scheme/bready-{edition}"}
        return self._told(run(find("coverage"), self.store, plan=self.id, values=values), edition=edition)

    def compare(
        self, other: str, table: str = "loads", *, by: str = "", samples: int = SAMPLES, seed: int = SEED
    ) -> Table:
        """Return this plan against another of the same source: loads, leads, structure or measures.

        Shares of load and of leads are of each plan's whole; `change` is the other's less this
        one's, `low` and `high` bound it with 95 %, measures being drawn anew in both. `by` is function
        or agency, default agency where both plans are of one place. Raises `UserError` for a plan
        or a table that is none.

        >>> plan = open_plan("docs/example", "dengfeng-2025")
        >>> table = plan.compare("dengfeng-2026", "measures")
        >>> [row["key_first"] for row in table.records() if row["state"] == "gone"]
        ['8']
        """
        from graph.network.comparing import Sampling, lead_table, load_table
        from graph.network.matched import measure_table
        from graph.network.sides import comparison, read_side
        from graph.network.structure import structure_table

        groups = self.network.groups
        first, second = (
            read_side(self.store, each, groups) for each in (self.id, plan_id(self.store, other))
        )
        compared, sampling = comparison(first, second, by), Sampling(samples, seed)
        makers = {"loads": load_table, "leads": lead_table, "structure": structure_table}
        if table == "measures":
            return self._told(measure_table(compared), other=other, by=compared.by)
        one_of("compare", table, (*makers, "measures"))
        made = makers[table](compared, sampling)
        return self._told(made, other=other, by=compared.by, samples=samples, seed=seed)

    def whatif(self, changes: Sequence[tuple[str, str]], table: str = "agencies") -> Table:
        """Return what changes do to agencies or measures: [("merge", "甲,乙=丙"), ("lead", "32=甲")].

        The words are those of the command line: merge, split, lead, move, drop, expand; loads are
        in pairings. Raises `UserError` for a change that cannot be made.

        >>> plan = open_plan("docs/example/county.yaml")
        >>> [row["load_change"] for row in plan.whatif([("drop", "2")]).records()]
        [-1, -1, 0]
        """
        from graph.network.change_names import read_known
        from graph.network.change_tables import agency_changes, measure_changes
        from graph.network.change_words import changed

        makers = {"agencies": agency_changes, "measures": measure_changes}
        one_of("whatif", table, tuple(makers))
        after = changed(self.network, changes, read_known(self.store, self.id))
        return self._told(makers[table](self.network, after), changes=list(changes))

    def question(self, name: str, **values: str) -> Table:
        """Return the answer to a question of the library about this plan; `values` are its parameters.

        Raises `UserError` for a question or a parameter that is none, with near names.
        >>> plan = open_plan("docs/example/county.yaml")
        >>> plan.question("who-leads-most").to_dict()["led"]
        [1, 1]
        """
        asked = find(name)
        table = run(asked, self.store, plan=self.id if asked.by_plan else "", values=values)
        return self._told(table, **values)

    def _draws(self, samples: int, seed: int) -> Draws:
        from graph.network.bootstrap import bootstrap
        from graph.network.incidence import incidence

        if (samples, seed) not in self._drawn:
            self._drawn[samples, seed] = bootstrap(incidence(self.network), samples, seed)
        return self._drawn[samples, seed]

    def _told(self, table: Table, **settings: object) -> Table:
        """Return the table with a note of what it was computed with."""
        said = {"plan": self.id, "groups": self.network.groups, **settings}
        return replace(table, notes=(*table.notes, ", ".join(f"{name} {said[name]}" for name in said)))


def _built(path: Path) -> ox.Store:
    """Return a store of coded plans, as a build makes it, checked as a build checks it."""
    from graph.build import Options, checked

    return checked([path], Options(), lambda stage: None)[2]
