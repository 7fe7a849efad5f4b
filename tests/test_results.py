"""The W3C's result formats, read back by another program than the one that wrote them."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.questions.answer import Answer, Term, term_of
from graph.questions.results import GRAPH_TYPES, TABLE_TYPES, write
from graph.vocabulary.namespaces import XSD

STRING = XSD + "string"
LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20
)
TERMS = st.one_of(
    st.integers(0, 9).map(lambda n: Term("iri", f"http://x/{n}")),
    TEXTS.map(lambda text: Term("literal", text, STRING)),
    TEXTS.map(lambda text: Term("literal", text, LANG_STRING, "zh")),
    st.integers().map(lambda n: Term("literal", str(n), XSD + "integer")),
    st.decimals(allow_nan=False, allow_infinity=False, places=2).map(
        lambda n: Term("literal", f"{Decimal(n):f}", XSD + "decimal")
    ),
    st.sampled_from(["1", "x", "1.", "-.5e7"]).map(lambda text: Term("literal", text, XSD + "decimal")),
    st.none(),
)
ANSWERS = st.lists(st.tuples(TERMS, TERMS), max_size=5).map(
    lambda rows: Answer("select", ("a", "b"), tuple(rows))
)
READ = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}


def read(written: bytes, form: str) -> list[tuple[Term | None, ...]]:
    found = ox.parse_query_results(written, format=READ[form])
    assert isinstance(found, ox.QuerySolutions)
    return [tuple(None if each is None else term_of(each) for each in row) for row in found]


def in_xml(term: Term | None) -> Term | None:
    """Return what XML can carry of a term."""
    if term is None or term.kind != "literal":
        return term
    kept = "".join(
        each if each in "\t\n\r" or (each >= " " and each not in "\ufffe\uffff") else "\ufffd"
        for each in term.value
    )
    return term._replace(value=kept)


@given(ANSWERS, st.sampled_from(["json", "xml", "tsv"]))
def test_what_is_written_is_read_back(answer: Answer, form: str) -> None:
    expected = list(answer.rows)
    if form == "xml":
        expected = [tuple(map(in_xml, row)) for row in expected]
    assert read(write(answer, form), form) == expected


@given(ANSWERS)
def test_csv_holds_the_bare_values(answer: Answer) -> None:
    heading, *rows = csv.reader(io.StringIO(write(answer, "csv").decode(), newline=""))
    assert heading == ["a", "b"]
    assert rows == [[term.value if term else "" for term in row] for row in answer.rows]


@pytest.mark.parametrize("truth", [True, False])
def test_true_and_false(truth: bool) -> None:
    answer = Answer("ask", truth=truth)
    for form in ("json", "xml"):
        found = ox.parse_query_results(write(answer, form), format=READ[form])
        assert isinstance(found, ox.QueryBoolean)
        assert bool(found) is truth
    assert write(answer, "csv").strip() == write(answer, "tsv").strip() == str(truth).lower().encode()


def test_blank_nodes_stay_the_same_node() -> None:
    rows = ((Term("blank", "b1"), Term("blank", "b1")),)
    for form in READ:
        (row,) = read(write(Answer("select", ("a", "b"), rows), form), form)
        assert row[0] == row[1]
        assert row[0] is not None
        assert row[0].kind == "blank"


def test_every_media_type_has_a_writer() -> None:
    row = Answer("select", ("a",), ((Term("iri", "http://x/"),),))
    graph = Answer("graph", ("s", "p", "o"), ((Term("iri", "http://x/"),) * 3,))
    assert all(write(row, form) for form in TABLE_TYPES.values())
    for media_type, form in GRAPH_TYPES.items():
        syntax = ox.RdfFormat.from_media_type(media_type)
        assert syntax is not None
        assert len(list(ox.parse(write(graph, form), format=syntax))) == 1


def test_json_is_compact_and_in_the_script_it_was() -> None:
    written = write(Answer("select", ("名",), ((Term("literal", "牵头", LANG_STRING, "zh"),),)), "json")
    assert "牵头".encode() in written
    assert json.loads(written)["head"] == {"vars": ["名"]}
