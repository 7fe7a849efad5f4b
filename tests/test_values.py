"""Terms as users type them, and as text that another store is sent."""

from __future__ import annotations

import contextlib

import pyoxigraph as ox
import pytest
import rdflib
from answers import read_answers
from conftest import Built
from hypothesis import given, settings
from hypothesis import strategies as st
from pyparsing import ParseException

from graph.errors import UserError
from graph.questions.answer import Term, cell_of, term_of
from graph.questions.binding import bind
from graph.questions.guard import inspect
from graph.questions.library import find
from graph.questions.values import node_of, read_term, sparql_term, with_values
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import PREFIXES, RDF, SKOS, TK, XSD

TOWN = "zhongmu-2024-town"
LANG = RDF + "langString"
CHARACTERS = st.characters(exclude_categories=["Cs"])


@pytest.mark.parametrize(
    ("written", "term"),
    [
        ("<http://x/a>", Term("iri", "http://x/a")),
        ("tk:Agency", Term("iri", TK + "Agency")),
        ("skos:prefLabel", Term("iri", SKOS + "prefLabel")),
        ("19", Term("literal", "19", XSD + "integer")),
        ("-2.50", Term("literal", "-2.50", XSD + "decimal")),
        ("true", Term("literal", "true", XSD + "boolean")),
        ('"19"', Term("literal", "19", XSD + "string")),
        ('"财政"@zh', Term("literal", "财政", XSD + "string", "zh")),
        ('"2024-12-31"^^xsd:date', Term("literal", "2024-12-31", XSD + "date")),
        ("等部门", Term("literal", "等部门", XSD + "string")),
        ("a: b", Term("literal", "a: b", XSD + "string")),
        ("tk:not a name", Term("literal", "tk:not a name", XSD + "string")),
        ("", Term("literal", "", XSD + "string")),
    ],
)
def test_what_a_user_types_is_read_as_a_term(written: str, term: Term) -> None:
    assert read_term("x", written) == term


@pytest.mark.parametrize("written", ["<no iri>", "<a>", '"x"^^nonsense', "\udcff"])
def test_what_is_no_term_is_refused(written: str) -> None:
    with pytest.raises(UserError, match=r"^--param: "):
        read_term("x", written)


@given(value=st.text(CHARACTERS, max_size=30), language=st.sampled_from(["", "zh", "en-gb"]))
def test_no_text_ends_its_own_quotes(value: str, language: str) -> None:
    """Whatever stands in a value comes back as it was, from Oxigraph and from rdflib alike."""
    term = Term("literal", value, LANG if language else XSD + "string", language)
    text = with_values("SELECT ?x { }", {"x": term})
    inspect(text, {})
    result = ox.Store().query(text)
    assert isinstance(result, ox.QuerySolutions)
    assert [term_of(each["x"]) for each in result] == [term]


@settings(deadline=None)
@given(value=st.text(st.sampled_from("\\\"'u0022{}}#\n<> "), max_size=12))
def test_no_text_breaks_out_on_rdflib(value: str) -> None:
    """A text of quotes and backslashes gives one row or an error, never another query."""
    text = with_values("SELECT ?x { }", {"x": Term("literal", value, XSD + "string")})
    with contextlib.suppress(ParseException):  # rdflib expands escapes before it parses
        assert len(rdflib.Graph().query(text)) == 1


@given(value=st.text(CHARACTERS, max_size=20))
def test_an_iri_cannot_end_early(value: str) -> None:
    try:
        written = sparql_term(Term("iri", "http://x/" + value))
    except ValueError:
        return
    assert ">" not in written[1:-1]
    assert not set(written) & set(' "{}|\\^`')


@pytest.mark.parametrize(
    ("query", "bound"),
    [
        ("ASK { ?x ?p ?o }", "ASK { VALUES ?x { 1 } ?x ?p ?o }"),
        ("SELECT ('{' AS ?y) ?x WHERE{ }", "SELECT ('{' AS ?y) ?x WHERE{ VALUES ?x { 1 } }"),
        (
            "CONSTRUCT { ?x ?p ?o } WHERE { ?x ?p ?o }",
            "CONSTRUCT { ?x ?p ?o } WHERE { VALUES ?x { 1 } ?x ?p ?o }",
        ),
        ("DESCRIBE ?x { ?x ?p ?o }", "DESCRIBE ?x { VALUES ?x { 1 } ?x ?p ?o }"),
    ],
)
def test_values_go_to_the_outermost_group(query: str, bound: str) -> None:
    one = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert with_values(query, {"x": Term("literal", "1", XSD + "integer")}) == bound.replace(
        "{ 1 }", f"{{ {one} }}"
    )
    assert with_values(query, {}) == query


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?x ?p ?o }", "DESCRIBE <a:a>"])
def test_a_query_without_a_group_takes_no_values(query: str) -> None:
    with pytest.raises(UserError, match="no group"):
        with_values(query, {"x": Term("iri", "a:a")})


@pytest.mark.parametrize("name", sorted(read_answers("town")))
def test_values_as_text_are_as_good_as_substitutions(name: str, town: Built) -> None:
    """Each question, its parameters and its plan bound both ways: the same rows in the same order."""
    question = find(name)
    values = read_answers("town")[name].get("values", {})
    bound = bind(question, town.store, values, [TOWN])
    if question.by_plan:
        bound[ox.Variable("plan")] = ox.NamedNode(node("plan", TOWN))
    text = with_values(question.text, {each.value: term_of(term) for each, term in bound.items()})
    ours = town.store.query(question.text, use_default_graph_as_union=True, substitutions=bound)
    theirs = town.store.query(text, use_default_graph_as_union=True, prefixes=PREFIXES)
    assert isinstance(ours, ox.QuerySolutions)
    assert isinstance(theirs, ox.QuerySolutions)
    types = [column.type for column in question.columns]
    assert [tuple(map(cell_of, each, types)) for each in ours] == [
        tuple(map(cell_of, each, types)) for each in theirs
    ]


def test_terms_travel_to_the_engine_and_back() -> None:
    for term in (Term("iri", "a:a"), Term("literal", "x", LANG, "zh"), Term("literal", "1", XSD + "integer")):
        assert term_of(node_of(term)) == term
