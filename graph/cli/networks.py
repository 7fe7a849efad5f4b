"""What rank, hotspots and gaps share: the network that is meant, the options told, the note on groups."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pyoxigraph as ox

    from graph.network.twomode import TwoMode
    from graph.views.page_facts import Sources

Progress = Callable[[int], None]


def opened_store(dataset: Path, plan: str) -> tuple[ox.Store, str]:
    """Return the store and the id of the plan that is meant."""
    from graph.presentation import plan_id
    from graph.rdf.store import open_store

    store = open_store(dataset)
    return store, plan_id(store, plan)


def opened(dataset: Path, plan: str, groups: str) -> tuple[ox.Store, str, TwoMode]:
    """Return the store, the id of the plan that is meant, and its network."""
    from graph.network.reading import read_network

    store, chosen = opened_store(dataset, plan)
    return store, chosen, read_network(store, chosen, groups)


def drawn_tables(store: ox.Store, plan: str, samples: int, seed: int) -> Sources:
    """Return the tables of a plan as a build has them, with intervals from so many draws."""
    from graph.network.assurance import assurance
    from graph.network.drawing import Drawing, Work
    from graph.network.reading import read_network
    from graph.presentation import tables_of

    with at_work(samples) as (progress, executor):
        wait = assurance(read_network(store, plan), Work(Drawing(samples, seed), executor, progress))
        return tables_of(store, plan, wait())


def told(network: TwoMode) -> dict[str, object]:
    """Return the options that stand with a result: what became of groups, and which stayed whole."""
    from graph.vocabulary.iris import path_of

    if network.groups != "expanded":
        return {"groups": network.groups}
    return {"groups": "expanded", "groups_not_expanded": [path_of(each) for each in network.unexpanded]}


def say_notes(store: ox.Store, network: TwoMode, lang: str, plan: str) -> None:
    """Say on standard error which groups could not be expanded, and whether the plan is a draft."""
    from graph.cli.printing import say_drafts
    from graph.presentation import about_plans
    from graph.views.cells import visible
    from graph.views.hotspot_sentences import group_note

    if note := group_note(network, lang):
        click.echo(visible(note), err=True)
    say_drafts(about_plans(store), lang, plan)


@contextmanager
def at_work(steps: int) -> Iterator[tuple[Progress, Executor | None]]:
    """Give a bar on standard error, if somebody looks at it, and a process for each core."""
    from graph.network.drawing import workers

    watched = sys.stderr is not None and sys.stderr.isatty()
    bar = click.progressbar(length=steps, label="draws", file=sys.stderr, hidden=not (steps and watched))
    with bar as shown, workers(steps) as executor:
        yield lambda done: shown.update(done - shown.pos), executor
