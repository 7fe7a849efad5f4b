"""Names in a query that the ontology does not have."""

from __future__ import annotations

import pytest

from graph.questions.hints import terms, unknown_terms
from graph.vocabulary.namespaces import TK


def told(text: str) -> list[str]:
    return [str(each) for each in unknown_terms(text)]


def test_a_near_name_is_offered_with_its_place() -> None:
    (hint,) = told("SELECT * {\n  ?m tk:isLeadBy ?a }")
    assert hint.startswith("query, line 2, column 6: tk:isLeadBy is no term of the ontology.")
    assert "Did you mean tk:isLedBy" in hint


def test_a_whole_iri_counts_too_and_each_name_is_told_once() -> None:
    assert len(told(f"SELECT * {{ ?m <{TK}isLeadBy> ?a . ?n tk:isLeadBy ?b }}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?m tk:isLedBy ?a ; a tk:Measure }",
        "SELECT * { ?m skos:nothing ?a }",
        "SELECT ('tk:isLeadBy' AS ?x) { } # tk:isLeadBy",
        f"SELECT * {{ FILTER(STRSTARTS(STR(?a), '{TK}')) ?a a <{TK}> }}",
    ],
)
def test_sound_queries_get_no_hint(text: str) -> None:
    assert told(text) == []


def test_a_name_like_no_other_is_sent_to_the_manual() -> None:
    assert told("ASK { ?x tk:zzzzzz ?y }")[0].endswith("See ontology/README.md.")


def test_the_terms_are_those_of_the_ontology() -> None:
    assert {"Measure", "isLedBy", "dueBy", "hasMember"} <= set(terms())
