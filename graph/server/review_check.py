"""Whether a reviewed plan may be saved: the checks of a build, each fault at the field that it concerns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.coding.check import check_plan
from graph.coding.evidence import compare_with_text
from graph.coding.names import added_agencies, resolve_names
from graph.coding.nodes import Coded, Path
from graph.coding.records import make_plan
from graph.coding.schema import schema_problems
from graph.documents.text import Text
from graph.errors import Problem
from graph.model import Agency
from graph.vocabulary.ontology import Ontology

LINE = re.compile(r", line ([0-9]+)")
MEASURE = re.compile(r", measure ([a-z0-9-]+)$")


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem with the path of the value that it stands at."""

    path: Path
    what: str
    remedy: str


def plan_faults(coded: Coded, ontology: Ontology, extra: tuple[Agency, ...]) -> list[Fault]:
    """Return what `read_plan` would refuse in a plan, in file order; one stage of checks at a time."""
    problems = schema_problems(coded) or check_plan(coded, ontology)
    if not problems:
        added, problems = added_agencies(coded, ontology)
        if not problems:
            problems = resolve_names(coded, ontology.register((*extra, *added)))[1]
    return located(coded, problems)


def text_faults(coded: Coded, text: Text, ontology: Ontology, extra: tuple[Agency, ...]) -> list[Fault]:
    """Return where the document does not say what the offsets of a sound plan claim."""
    added, _ = added_agencies(coded, ontology)
    resolved, problems = resolve_names(coded, ontology.register((*extra, *added)))
    if problems:
        return []
    plan = make_plan(coded.data, resolved, added)
    return located(coded, compare_with_text(plan, text, coded.file))


def located(coded: Coded, problems: list[Problem]) -> list[Fault]:
    """Return each problem with the shortest path that begins on its line, or with its measure.

    Examples
    --------
    >>> coded = Coded("a.yaml", {"measures": [{"key": "7"}]}, {("measures", 0): 4, ("measures", 0, "key"): 4})
    >>> located(coded, [Problem("a.yaml, line 4, measure 7", "is wrong.")])[0].path
    ('measures', 0)
    >>> located(coded, [Problem("a.yaml, measure 7", "is wrong.")])[0].path
    ('measures', 0)
    """
    first: dict[int, Path] = {}
    for path, line in coded.lines.items():
        if path and (line not in first or len(path) < len(first[line])):
            first[line] = path
    return [Fault(_path(coded, problem, first), problem.what, problem.remedy) for problem in problems]


def _path(coded: Coded, problem: Problem, first: dict[int, Path]) -> Path:
    tail = problem.where.removeprefix(coded.file)
    if line := LINE.match(tail):
        return first.get(int(line[1]), ())
    key = MEASURE.search(tail)
    return next(_measures_with(coded, key[1]), ()) if key else ()


def _measures_with(coded: Coded, key: str) -> Iterator[Path]:
    for index, measure in enumerate(coded.data["measures"]):
        if measure.get("key") == key:
            yield ("measures", index)
