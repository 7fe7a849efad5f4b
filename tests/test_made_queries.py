"""Queries made by chance over the ontology's terms: Oxigraph and rdflib answer each with the same rows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from answers import dataset_of, term_of
from conftest import Built
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.query import ResultRow

from graph.questions.answer import Term
from graph.questions.answer import term_of as ours
from graph.rdf.store import store_of
from graph.vocabulary.namespaces import PREFIXES, XSD

MADE = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LINKS = (
    "tk:isAssignedTo",
    "tk:isLedBy",
    "tk:isResponsibilityOf",
    "tk:inPlan",
    "tk:hasTarget",
    "tk:hasDeadline",
    "tk:hasCondition",
    "dcterms:isPartOf",
    "tk:ofMeasure",
    "tk:toAgency",
    "tk:inRole",
    "tk:hasEvidence",
    "oa:hasSelector",
    "tk:hasUnit",
    "tk:hasKind",
    "tk:hasFunction",
    "tk:hasSystem",
    "tk:hasPlace",
)
VALUES = (
    "tk:key",
    "tk:order",
    "tk:number",
    "dcterms:title",
    "tk:spelling",
    "tk:position",
    "tk:value",
    "tk:maximumValue",
    "tk:comparator",
    "tk:dueBy",
    "tk:asWritten",
    "skos:prefLabel",
    "skos:altLabel",
    "oa:start",
    "oa:end",
    "tk:year",
)
CLASSES = (
    "tk:Measure",
    "tk:Agency",
    "tk:Organisation",
    "tk:Assignment",
    "tk:Target",
    "tk:Section",
    "tk:Plan",
    "tk:OpenEnd",
)
NODES = ("a", "b", "c")
TEXTS = ("x", "y")
FILTERS = (
    "BOUND(?{0})",
    "!BOUND(?{0})",
    "?{0} != ?{1}",
    "STR(?{0}) < STR(?{1})",
    "ISIRI(?{0})",
    'LANG(?{0}) = "zh"',
    "?{0} > 1",
    "?{0} = 80 || BOUND(?{1})",
    'REGEX(STR(?{0}), "1")',
    "STRLEN(STR(?{0})) > 5 && !(?{0} = ?{1})",
    "COALESCE(?{0} + 1, 0) > 1",
    "EXISTS {{ ?{0} tk:key ?z }}",
    "NOT EXISTS {{ ?{0} tk:hasTarget ?z }}",
)
variable = st.sampled_from(NODES + TEXTS)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple pattern whose subject is a node and whose object is a node, a value or a class."""

    subject: str
    predicate: str
    object_: str

    def __str__(self) -> str:
        return f"?{self.subject} {self.predicate} {self.object_} ."


@st.composite
def patterns(draw: st.DrawFn, *, most: int = 3) -> str:
    """A group of patterns, each of which shares a variable with one before it."""
    known, lines = ["a"], []
    for _ in range(draw(st.integers(1, most))):
        subject = draw(st.sampled_from(known))
        kind = draw(st.sampled_from(["link", "value", "class", "back"]))
        if kind == "class":
            lines.append(Pattern(subject, "a", draw(st.sampled_from(CLASSES))))
        elif kind == "value":
            lines.append(Pattern(subject, draw(st.sampled_from(VALUES)), "?" + draw(st.sampled_from(TEXTS))))
        else:
            other = draw(st.sampled_from(NODES))
            ends = (subject, other) if kind == "link" else (other, subject)
            lines.append(Pattern(ends[0], draw(st.sampled_from(LINKS)), "?" + ends[1]))
            known.append(other)
    return " ".join(map(str, lines))


@st.composite
def groups(draw: st.DrawFn) -> str:
    """Patterns, perhaps in two branches, with more that is optional and with filters at the end."""
    body = draw(patterns())
    if draw(st.booleans()):
        body = f"{{ {body} }} UNION {{ {draw(patterns())} }}"
    for _ in range(draw(st.integers(0, 2))):
        body += f" OPTIONAL {{ {draw(patterns(most=2))} }}"
    for _ in range(draw(st.integers(0, 2))):
        body += f" FILTER({draw(st.sampled_from(FILTERS)).format(draw(variable), draw(variable))})"
    return body


@st.composite
def made_queries(draw: st.DrawFn) -> str:
    """A SELECT query: all variables, or a count by one of them."""
    body = draw(groups())
    if draw(st.booleans()):
        distinct = draw(st.sampled_from(["", "DISTINCT "]))
        return f"SELECT {distinct}?a ?b ?c ?x ?y WHERE {{ {body} }}"
    key, counted = draw(variable), draw(variable)
    count = draw(st.sampled_from([f"COUNT(DISTINCT ?{counted})", f"COUNT(?{counted})"]))
    least = draw(st.sampled_from(["", f" HAVING({count} > 1)"]))
    bound = f"{{ {body} }} FILTER(BOUND(?{key}))"
    return f"SELECT ?{key} ({count} AS ?n) WHERE {{ {bound} }} GROUP BY ?{key}{least}"


Engines = tuple[ox.Store, rdflib.Dataset]


@pytest.fixture(scope="session")
def engines(town: Built) -> Engines:
    """What the town's plan says, and its agencies, in both engines."""
    lines = town.graph_nq.read_text(encoding="utf-8").splitlines(keepends=True)
    small = [line for line in lines if "/graph/plan/" in line or "/graph/entities>" in line]
    assert len(small) > 300
    return store_of(small), dataset_of(small)


def both_answers(engines: Engines, text: str) -> tuple[Counter[object], Counter[object]]:
    """Return the rows of the two engines as bags: no order is asked for."""
    store, dataset = engines
    result = store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert isinstance(result, ox.QuerySolutions)
    rows = Counter[object](
        tuple(None if each is None else plain(ours(each)) for each in solution) for solution in result
    )
    theirs: Counter[object] = Counter()
    for row in dataset.query(text, initNs=PREFIXES):
        assert isinstance(row, ResultRow)
        theirs[tuple(plain(term_of(each)) for each in row)] += 1
    return rows, theirs


def plain(term: Term | None) -> tuple[str, str, str] | None:
    """Return a term without the datatype, which rdflib leaves off plain strings; 50.0 is 50."""
    if term is None:
        return None
    value = str(Decimal(term.value).normalize()) if term.datatype == XSD + "decimal" else term.value
    return term.kind, value, term.language


@MADE
@given(text=made_queries())
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_a_made_query_has_the_same_rows_on_both_engines(text: str, engines: Engines) -> None:
    ours_, theirs = both_answers(engines, text)
    assert ours_ == theirs, text


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
def test_the_bags_tell_rows_apart(engines: Engines) -> None:
    """Six measures, nine pairs of measure and agency: counted by hand in tests/data/town/README.md."""
    for text, count in (
        ("SELECT ?a WHERE { ?a a tk:Measure }", 6),
        ("SELECT ?a ?b WHERE { ?a tk:isAssignedTo ?b }", 9),
    ):
        rows, theirs = both_answers(engines, text)
        assert rows == theirs
        assert rows.total() == count
