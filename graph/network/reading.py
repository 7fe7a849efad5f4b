"""The network of a plan out of a dataset: the short way from a graph that was built to every table.

>>> from graph.network.reading import open_network
>>> from graph.network.ranking import rank_table
>>> table = rank_table(open_network("output/graph.nq"))  # doctest: +SKIP
>>> rows = list(table.records())  # a dict a row: pandas.DataFrame(rows) reads it  # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from graph.network.groups import members_at, regrouped
from graph.network.twomode import MeasureNode, TwoMode, text, two_mode, word
from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Cell, Table


def open_network(dataset: Path | str, plan: str = "", groups: str = "one") -> TwoMode:
    """Return the network of one plan of a dataset that a build made (`output/graph.nq`).

    Parameters
    ----------
    dataset
        The file.
    plan
        A plan's id, or "" for the only one.
    groups
        one, expanded or left-out; see `graph.network.groups.regrouped`.

    Raises
    ------
    UserError
        When the file is no dataset, or the plan is not there, or not the only one.
    """
    from graph.rdf.store import open_store

    return read_network(open_store(Path(dataset)), plan, groups)


def read_network(store: ox.Store, plan: str = "", groups: str = "one") -> TwoMode:
    """Return the network of one plan of an open store; parameters as for `open_network`."""
    rows = [
        run(find(f"network/{each}"), store, plan=plan) for each in ("assignments", "agencies", "measures")
    ]
    network = with_facts(two_mode(*rows), run(find("network/measure-facts"), store, plan=plan))
    if groups != "expanded":
        return regrouped(network, groups)
    return regrouped(network, groups, members_at(run(find("network/members"), store, plan=plan)))


def with_facts(network: TwoMode, facts: Table) -> TwoMode:
    """Return the network with what its measures say beyond roles, from network/measure-facts.

    A measure without a fact of a kind has none of it: no target, no deadline.
    """
    by_measure: dict[str, list[Mapping[str, Cell]]] = {}
    for row in facts.records():
        by_measure.setdefault(text(row["measure"]), []).append(row)
    measures = tuple(_told(each, by_measure.get(each.iri, ())) for each in network.measures)
    return replace(network, measures=measures)


def _told(measure: MeasureNode, facts: Iterable[Mapping[str, Cell]]) -> MeasureNode:
    values: dict[str, list[str]] = {}
    undated: list[str] = []
    for fact in facts:
        if fact["dated"] is False:
            undated.append(text(fact["value"]))
        else:
            values.setdefault(text(fact["what"]), []).append(text(fact["value"]))
    return replace(
        measure,
        sector=word(next(iter(values.get("sector", ())), "")),
        topics=tuple(map(word, values.get("topic", ()))),
        targets=len(values.get("target", ())),
        deadlines=len(values.get("deadline", ())),
        open_words="、".join(values.get("open-end", ())),
        undated="、".join(undated),
    )
