"""What the report of a plan is made of beside its scores: answers, ties, versions and checksums."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph import __version__
from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Table
from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import PROV, TK

if TYPE_CHECKING:
    from graph.views.report_facts import Pairs

QUESTIONS = (
    "agencies-by-kind",
    "agencies-by-level",
    "agencies-by-line",
    "agencies-by-system",
    "agencies-of-section",
    "pairs-across-levels",
    "pairs-across-lines",
    "pairs-across-systems",
    "targets",
    "deadlines",
    "who-works-with-whom",
)
"""The questions whose answers the report reads."""
LIBRARIES = ("pyoxigraph", "numpy", "scipy")
"""What the numbers are computed with, beside this program."""


def answers_of(store: ox.Store, plan: str, made: Iterable[Table] = ()) -> dict[str, Table]:
    """Return the answers that the report reads by their names; those that are `made` are not asked again."""
    found = {table.name: table for table in made}
    wanted = {question: question.replace("-", "_") for question in QUESTIONS}
    asked = {
        name: run(find(question), store, plan=plan) for question, name in wanted.items() if name not in found
    }
    return found | asked


def versions() -> Pairs:
    """Return what the report was made with: this program and the libraries that compute its numbers."""
    return (("tiaokuai", __version__), *((name, version(name)) for name in LIBRARIES))


def checksums(store: ox.Store, plan: str, source: str) -> Pairs:
    """Return the files that the graph of a plan was built from, beside its source, with their SHA-256."""
    build = ox.NamedNode(node("build", plan))
    used = {quad.object for quad in store.quads_for_pattern(build, ox.NamedNode(PROV + "used"), None)}
    names = [
        (each.object.value, path_of(file.value).removeprefix("file/"))
        for file in used
        if isinstance(file, ox.NamedNode)
        for each in store.quads_for_pattern(file, ox.NamedNode(TK + "fileName"), None)
        if isinstance(each.object, ox.Literal)
    ]
    return tuple(sorted(pair for pair in names if pair[1] != source))
