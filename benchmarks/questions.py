"""How fast the named questions are: on Zhengzhou, on many plans, against the bare engine and rdflib.

Run with ``python benchmarks/questions.py``. Times are of the processor and not by the
clock, the best of several, except rdflib's (one run, cut off at a limit and then
counted as that limit). Four things are printed, and the exit status is 1 when one of
them is over its limit:

- each question on Zhengzhou, in milliseconds;
- for each question its time over 100 plans divided by its time over 10: 10 is linear, and
  sorting alone adds a quarter to that;
- how much longer a question takes than `Store.query` with its rows counted;
- how much longer rdflib takes, over its store in memory.

The plans are copies of Zhengzhou, each with a name, a file and agencies of its own.
"""

from __future__ import annotations

import signal
import statistics
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import rdflib

from graph.coding.plan import read_plan
from graph.questions.binding import Bound, bind
from graph.questions.engine import ALL_PLANS, run
from graph.questions.library import Question, questions
from graph.rdf.dataset import dataset_lines
from graph.rdf.store import store_of
from graph.vocabulary.iris import node
from graph.vocabulary.ontology import load_ontology

ROOT = Path(__file__).resolve().parent.parent
PLAN, PLACE = "zhengzhou-2024", "zhengzhou-410100"
VALUES = {"agency": f"agency/{PLACE}/cai-zheng-ju", "measure": f"measure/{PLAN}/19", "concept": "BE 1"}
MILLISECONDS, GROWTH, OVERHEAD, FASTER = 20.0, 15.0, 1.3, 30.0
SMALLEST = 0.003
"""Seconds over ten plans below which a ratio says nothing of growth."""
PATIENCE = 5


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of one question: ours and the bare engine's on Zhengzhou, ours on 10 and on 100 plans."""

    name: str
    rows: int
    ours: float
    engine: float
    ten: float
    hundred: float

    @property
    def growth(self) -> float:
        """Time over 100 plans by time over 10, or 0 where both are too short to tell."""
        return self.hundred / self.ten if self.ten >= SMALLEST else 0.0


def main() -> int:
    """Print every question and the means, and hold them to the limits."""
    reports = [each for each in questions() if each.folder == "reports"]
    lines = zhengzhou_lines()
    one, ten, hundred = (store_of(list(copies(lines, count))) for count in (1, 10, 100))
    print(f"{len(one):,} quads with one plan, {len(ten):,} with ten, {len(hundred):,} with a hundred")
    times = [measured(each, one, ten, hundred) for each in reports]
    print(f"{'question':32}{'rows':>6}{'ms':>8}{'engine':>8}{'10 plans':>10}{'100 plans':>11}{'ratio':>7}")
    for each in sorted(times, key=lambda each: -each.engine):
        figures = [each.ours, each.engine, each.ten, each.hundred]
        shown = "{:8.2f}{:8.2f}{:10.1f}{:11.1f}".format(*(1000 * figure for figure in figures))
        print(f"{each.name:32}{each.rows:6}{shown}{each.growth:7.1f}")
    return 0 if within(times, rdflib_times(reports, one, lines)) else 1


def within(times: list[Times], slow: dict[str, float]) -> bool:
    """Print the means and the worst, and return whether all are within the limits."""
    overhead = statistics.geometric_mean(each.ours / each.engine for each in times)
    faster = statistics.geometric_mean(slow[each.name] / each.ours for each in times)
    longest = max(times, key=lambda each: each.engine)
    steepest = max(times, key=lambda each: each.growth)
    cut = sum(each >= PATIENCE for each in slow.values())
    print(f"longest   {1000 * longest.engine:.1f} ms ({longest.name}; limit {MILLISECONDS:g} ms)")
    print(f"growth    {steepest.growth:.1f} ({steepest.name}; limit {GROWTH:g})")
    print(f"overhead  {overhead:.2f} times Store.query (geometric mean; limit {OVERHEAD:g})")
    print(f"rdflib    {faster:.0f} times slower (geometric mean; at least {FASTER:g}; {cut} cut off)")
    good = (
        longest.engine * 1000 <= MILLISECONDS,
        steepest.growth <= GROWTH,
        overhead <= OVERHEAD,
        faster >= FASTER,
    )
    print("within the limits" if all(good) else "OVER A LIMIT")
    return all(good)


def zhengzhou_lines() -> list[str]:
    """Return the dataset of the shipped plan, line by line."""
    ontology = load_ontology()
    file = read_plan(ROOT / "plans" / f"{PLAN}.yaml", ontology)
    return dataset_lines([file], ontology.register(tuple(file.plan.agencies)), ontology)


def copies(lines: list[str], count: int) -> Iterator[str]:
    """Yield the dataset with so many plans; each copy has a file and agencies of its own."""
    yield from lines
    mine = (f"<{node('agency', PLACE)}", f"<{node('file')}")
    own = [line for line in lines if PLAN in line or line.startswith(mine)]
    for number in range(1, count):
        plan, place = f"{PLAN}-{number}", f"{PLACE}-{number}"
        file = f"{node('file')}/{number}"
        changed = (line.replace(PLAN, plan).replace(PLACE, place) for line in own)
        yield from (line.replace(f"{node('file')}/", file) for line in changed)


def given(question: Question) -> dict[str, str]:
    """Return a value for each parameter that needs one."""
    return {each.name: VALUES[each.name] for each in question.parameters if each.required}


def measured(question: Question, one: ox.Store, ten: ox.Store, hundred: ox.Store) -> Times:
    """Time one question; over several plans all of them are asked about at once."""
    values = given(question)

    def ours() -> int:
        return len(run(question, one, plan=PLAN, values=values).rows)

    def bare() -> int:
        bound = substitutions(question, one)
        result = one.query(question.text, use_default_graph_as_union=True, substitutions=bound)
        assert isinstance(result, ox.QuerySolutions)
        return sum(1 for _ in result)

    def on(store: ox.Store) -> Callable[[], int]:
        return lambda: len(run(question, store, plan=ALL_PLANS, values=values).rows)

    rows = ours()
    assert rows == bare()
    return Times(question.name, rows, best(ours, 7), best(bare, 7), best(on(ten), 3), best(on(hundred), 2))


def substitutions(question: Question, store: ox.Store) -> dict[ox.Variable, Bound]:
    """Return what `run` binds."""
    bound = bind(question, store, given(question), [PLAN])
    if question.by_plan:
        bound[ox.Variable("plan")] = ox.NamedNode(node("plan", PLAN))
    return bound


def best(job: Callable[[], int], rounds: int) -> float:
    """Return the least processor time of a job, in seconds."""
    times = []
    for _ in range(rounds):
        started = time.process_time()
        job()
        times.append(time.process_time() - started)
    return min(times)


class TooSlowError(Exception):
    """What ends a question that rdflib does not answer in time."""


def give_up(*_: object) -> None:
    """End what is under way."""
    raise TooSlowError


def rdflib_times(reports: list[Question], store: ox.Store, lines: list[str]) -> dict[str, float]:
    """Return the seconds of each question on rdflib, one run each, at most the limit."""
    dataset = rdflib.Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        dataset.parse(data="".join(lines), format="nquads")
        signal.signal(signal.SIGALRM, give_up)
        return {each.name: _rdflib_time(each, store, dataset) for each in reports}


def _rdflib_time(question: Question, store: ox.Store, dataset: rdflib.Dataset) -> float:
    bound = {variable.value: _node(term) for variable, term in substitutions(question, store).items()}
    started = time.process_time()
    signal.alarm(PATIENCE)
    try:
        sum(1 for _ in dataset.query(question.text, initBindings=bound))
    except TooSlowError:
        return float(PATIENCE)
    finally:
        signal.alarm(0)
    return time.process_time() - started


def _node(term: Bound) -> rdflib.term.Identifier:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    assert isinstance(term, ox.Literal)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


if __name__ == "__main__":
    sys.exit(main())
