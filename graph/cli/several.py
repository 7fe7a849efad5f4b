"""What `--plan all` means to commands that print networks: rows by plan, or by function over all plans."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

from graph.cli import options
from graph.cli.networks import opened_store, say_notes, told
from graph.errors import fail

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.network.drawing import Drawing
    from graph.network.twomode import TwoMode
    from graph.table import Table

ON_SCREEN = ("share_rank", "label", "plans", "led", "responsible", "load", "share", "share_low", "share_high")
"""What a screen has room for of functions; the other forms give every column."""

Networks = dict[str, "TwoMode"]
"""Networks by the ids of their plans."""


def opened_each(dataset: Path, plan: str, groups: str) -> tuple[ox.Store, str, Networks]:
    """Return the store, what is meant (a plan's id, or all), and the network of each plan that is meant."""
    from graph.network.reading import read_network
    from graph.questions.engine import plans_or_fail
    from graph.rdf.store import open_store

    if plan == options.ALL_PLANS:
        store, chosen = open_store(dataset), options.ALL_PLANS
        known = plans_or_fail(store)
    else:
        store, chosen = opened_store(dataset, plan)
        known = (chosen,)
    return store, chosen, {each: read_network(store, each, groups) for each in known}


def table_of_each(chosen: str, networks: Networks, make: Callable[[TwoMode], Table]) -> Table:
    """Return the table of the one plan that is meant, or those of all, the plan as first column."""
    return together(chosen, {plan: make(network) for plan, network in networks.items()})


def together(chosen: str, tables: Mapping[str, Table]) -> Table:
    """Return the table of the one plan that is meant, or those of all by plan, the plan as first column."""
    if chosen != options.ALL_PLANS:
        return tables[chosen]
    from graph.network.several import stacked
    from graph.vocabulary.iris import node

    return stacked({node("plan", plan): table for plan, table in tables.items()})


def told_of_each(chosen: str, networks: Networks) -> dict[str, object]:
    """Return the options that stand with a result, of all plans together."""
    sides = [told(network) for network in networks.values()]
    kept = {each for side in sides for each in cast("list[str]", side.get("groups_not_expanded", []))}
    found = sides[0] | ({"groups_not_expanded": sorted(kept)} if "groups_not_expanded" in sides[0] else {})
    return found | ({"plans": list(networks)} if chosen == options.ALL_PLANS else {})


def say_notes_of_each(store: ox.Store, networks: Networks, lang: str) -> None:
    """Say which groups could not be expanded, plan by plan, and which plans are drafts."""
    for plan, network in networks.items():
        say_notes(store, network, lang, plan)


def functions(dataset: Path, groups: str, drawing: Drawing) -> tuple[ox.Store, Table, Mapping[str, object]]:
    """Return the store, the functions of agencies over all plans, and the options that stand with them."""
    from graph.network.several import function_table
    from graph.network.sides import read_side
    from graph.questions.engine import plans_or_fail
    from graph.rdf.store import open_store

    store = open_store(dataset)
    known = plans_or_fail(store)
    sides = [read_side(store, each, groups) for each in known]
    said = told_of_each(options.ALL_PLANS, {side.plan: side.network for side in sides})
    drawn = {"samples": drawing.samples} if drawing.samples else {}
    return store, function_table(sides, drawing), said | drawn


def on_screen(table: Table, lang: str) -> Table:
    """Return the functions with what a screen has room for."""
    name = "label_en" if lang == "en" else "label"
    known = {column.name for column in table.columns}
    return table.select(name if each == "label" else each for each in ON_SCREEN if each in known)


def refuse(asked: bool, option: str) -> None:
    """Raise where a score that is asked for has no meaning over several plans."""
    if asked:
        what = f"{option} is of one plan's network, and over several plans there is none."
        raise fail("--plan all", what, f"Leave {option} out, or name one plan.")
