"""The analysis of one plan in Python: open a graph or a coded plan, take tables.

>>> from graph.api import open_plan
>>> plan = open_plan("output/graph.nq")                            # doctest: +SKIP
>>> loads = plan.rank(samples=1000, seed=1)                        # doctest: +SKIP
>>> [row["label_en"] for row in loads.records()][:3]               # doctest: +SKIP
>>> pandas.DataFrame(loads.to_dict())                              # doctest: +SKIP

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

from graph.errors import fail
from graph.network.drawing import SAMPLES, SEED
from graph.presentation import about_plans, hotspots, plan_id
from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Table

if TYPE_CHECKING:
    from graph.network.bootstrap import Draws
    from graph.network.twomode import TwoMode

MODELS = ("hypergeometric", "bicm", "fdsm")
CODED = {".yaml", ".yml"}


def open_plan(source: Path | str, plan: str = "", groups: str = "one") -> OpenPlan:
    """Return a plan to ask, out of a graph that a build made or out of coded plans.

    Parameters
    ----------
    source
        `graph.nq` of a build, a coded plan (YAML), or a folder of coded plans.
    plan
        Which plan, by its id; "" for the only one.
    groups
        Groups of agencies as one agency each ("one"), as their members ("expanded"), or
        "left-out".

    Raises
    ------
    UserError
        When the source is neither, holds a fault, or does not hold the plan.
    """
    from graph.network.reading import read_network

    path = Path(source)
    store = _built(path) if path.is_dir() or path.suffix.lower() in CODED else _opened(path)
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
        """Return what the plan is: title, status, place, year, source with checksum; one row."""
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
        1), the load weighted by roles.
        """
        from graph.network.intervals import with_intervals
        from graph.network.ranking import Extras, rank_table
        from graph.network.twomode import ROLES

        weighing = tuple((weights or {}).get(role, 1.0) for role in ROLES) if weights else ()
        table = rank_table(self.network, Extras(every, seed, weighing))
        if not samples:
            return self._told(table, **({"seed": seed} if every else {}))
        return self._told(
            with_intervals(table, self.network, self._draws(samples, seed)), samples=samples, seed=seed
        )

    def hotspots(self, kind: str = "measure") -> Table:
        """Return measures, pairs, agencies or sections (`kind`) by pairings, with terms and a sentence."""
        return self._told(hotspots(self.network, kind))

    def gaps(self) -> Table:
        """Return what measures leave unsaid, a row a gap."""
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

        `samples` and `seed` are those of FDSM; `groups` says whether groups take part. The notes say
        in words what was tested and what survives.
        """
        from graph.network.chance.ties import Choice, ties_beyond_chance, ties_table
        from graph.views.chance import sentences

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

        `kind` is intervals (of `score`, default all), outranks (of `score`, default load, for
        the `first` agencies), communities, or sensitivity, which draws nothing.
        """
        from graph.network.incidence import incidence
        from graph.network.intervals import interval_table, outrank_table
        from graph.network.sensitivity import read_counted, sensitivity_table
        from graph.network.stability import community_table, drawn_communities

        if kind == "sensitivity":
            return self._told(sensitivity_table(read_counted(self.store, self.id)))
        if kind == "communities":
            arrays = incidence(self.network)
            table = community_table(self.network, arrays, drawn_communities(arrays, samples, seed))
        elif kind == "outranks":
            table = outrank_table(self.network, self._draws(samples, seed), score or "load", first)
        elif kind == "intervals":
            table = interval_table(self.network, self._draws(samples, seed), score or "all")
        else:
            what = "Take intervals, outranks, communities or sensitivity."
            raise fail("uncertainty", f"there is no kind {kind}.", what)
        return self._told(table, samples=samples, seed=seed)

    def coverage(self, edition: str = "2025") -> Table:
        """Return what serves each topic and pillar of B-READY, in the edition of 2025 or 2024."""
        values = {"edition": f"scheme/bready-{edition}"}
        return self._told(run(find("coverage"), self.store, plan=self.id, values=values), edition=edition)

    def compare(
        self, other: str, table: str = "loads", *, by: str = "", samples: int = SAMPLES, seed: int = SEED
    ) -> Table:
        """Return this plan against another of the same source: loads, leads, structure or measures."""
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
        if table not in makers:
            raise fail("compare", f"there is no table {table}.", f"Take {', '.join(makers)} or measures.")
        made = makers[table](compared, sampling)
        return self._told(made, other=other, by=compared.by, samples=samples, seed=seed)

    def whatif(self, changes: Sequence[tuple[str, str]], table: str = "agencies") -> Table:
        """Return what changes do to agencies or measures: [("merge", "甲,乙=丙"), ("lead", "32=甲")]."""
        from graph.network.change_names import read_known
        from graph.network.change_tables import agency_changes, measure_changes
        from graph.network.change_words import changed

        makers = {"agencies": agency_changes, "measures": measure_changes}
        if table not in makers:
            raise fail("whatif", f"there is no table {table}.", "Take agencies or measures.")
        after = changed(self.network, changes, read_known(self.store, self.id))
        return self._told(makers[table](self.network, after), changes=list(changes))

    def question(self, name: str, **values: str) -> Table:
        """Return the answer to a question of the library about this plan; `values` are its parameters."""
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


def _opened(path: Path) -> ox.Store:
    from graph.rdf.store import open_store

    return open_store(path)


def _built(path: Path) -> ox.Store:
    """Return a store of coded plans, as a build makes it, checked as a build checks it."""
    from graph.build import Options, checked

    return checked([path], Options(), lambda stage: None)[2]
