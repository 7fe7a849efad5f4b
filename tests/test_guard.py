"""The guard against hostile queries: what it refuses, and what honest text it lets through."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UserError
from graph.questions.guard import Dataset, inspect, kind_of
from graph.vocabulary.namespaces import PREFIXES

E = "<http://127.0.0.1:1/>"
REFUSED = [
    "SELECT * { SERVICE " + E + " { ?s ?p ?o } }",
    "SELECT * { service silent " + E + " { ?s ?p ?o } }",
    "SELECT * { SeRvIcE?g { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o.SERVICE" + E + "{} }",
    "SELECT * { ?s ?p 1SERVICE" + E + "{} }",
    "SELECT * { ?s ?p 1.SERVICE" + E + "{} }",
    "SELECT * { ?s ?p 1e5SERVICE" + E + "{} }",
    "SELECT * { ?s ?p trueSERVICE" + E + "{} }",
    "SELECT * { ?s ?p true.SERVICE:a{} }",
    "SELECT * { ?s ?p 'a'SERVICE" + E + "{} }",
    "SELECT * { ?s ?p 'a'@en.SERVICE" + E + "{} }",
    "SELECT * { # a comment\nSERVICE # another\n" + E + "{} }",
    "PREFIX : " + E + " SELECT * { SERVICE:a{} }",
    "PREFIX : " + E + " PREFIX SERVICE: <a:> SELECT * { SERVICE:a #\n {} }",
    "PREFIX x: " + E + " SELECT * { SERVICEx:a{} }",
    "PREFIX x: " + E + " SELECT * { SERVICEsilentx:a{} }",
    "PREFIX x: " + E + " SELECT * { ?s ?p x:a.b.SERVICE" + E + "{} }",
    "SELECT * { FILTER(1<2)SERVICE#>\n" + E + "{} }",
    "SELECT * { FILTER(1<2)#>'''\nSERVICE" + E + "{}\n#'''\n}",
    'SELECT * { FILTER(1<2)#>"""\nSERVICE' + E + '{}\n#"""\n}',
    "SELECT * { FILTER(EXISTS{?s ?p ?o}<2)#>'''\nSERVICE" + E + "{}\n#'''\n}",
    "SELECT * { (1) ?p '''a' #\\z\n. SERVICE " + E + " {} #''' }",
    "SELECT * { (1) ?p '''a' #\\uD800\n. SERVICE " + E + " {} #''' }",
    "SELECT * { VALUES ?x {1} FILTER(1<2)#>'''\nSERVICE" + E + "{}\n#'''\n}",
    "SELECT * { { SELECT * { SERVICE " + E + " {} } } }",
    "INSERT DATA { <a:a> <a:b> <a:c> }",
    "PREFIX x: <a:> DELETE WHERE { ?s ?p ?o }",
    "LOAD <file:///etc/passwd>",
    "LOAD <http://127.0.0.1:1/>",
    "CLEAR ALL",
    "",
    "# nothing but a comment",
]
LET_THROUGH = [
    "SELECT ('SERVICE <http://x/> {}' AS ?x) {}",
    'SELECT ("""SERVICE " {} """ AS ?x) {}',
    "SELECT * { ?s ?p ?o } # SERVICE <http://x/> {}",
    "SELECT * { ?s <http://x/SERVICE> <http://x/service#SERVICE> }",
    "SELECT ?SERVICE $service { ?SERVICE ?p $service }",
    "PREFIX x: <a:> SELECT * { ?s x:SERVICE x:service }",
    "PREFIX service: <a:> SELECT * { service:a service:b service:c . GRAPH service:g { ?s ?p ?o } }",
    "SELECT * { _:SERVICE ?p 'a'@service }",
    "SELECT ('\\u0053ERVICE' AS ?x) {}",
    "SELECT * { ?m tk:key ?k ; a tk:Measure FILTER(?k < 3 && ?k > 1) }",
    "BASE <http://x/> PREFIX y: <y#> ASK { <a> y:b 'c' }",
    "DESCRIBE <a:a>",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING(COUNT(*) > 1) ORDER BY DESC(?s) LIMIT 1",
    "SELECT * { VALUES (?a ?b) { (<http://x/#a> <http://x/#b>) (UNDEF 'it\\'s') } }",
    "SELECT * { ?s (tk:isLedBy|^tk:isLedBy)+ ?o }",
]


@pytest.mark.parametrize("text", REFUSED)
def test_hostile_text_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        inspect(text, PREFIXES)


@pytest.mark.parametrize("text", LET_THROUGH)
def test_honest_text_passes_and_the_engine_reads_it(text: str) -> None:
    assert inspect(text, PREFIXES) is None
    ox.Store().query(text, prefixes=PREFIXES)


def test_service_is_refused_where_it_stands() -> None:
    with pytest.raises(UserError, match="query, line 2, column 3: SERVICE is refused"):
        inspect("SELECT * {\n  SERVICE <a:a> {} }", {})


def test_the_engine_itself_refuses_escapes_outside_strings_and_iris() -> None:
    """The lexer reads escapes only there; this holds it to what the engine does."""
    with pytest.raises(SyntaxError):
        ox.Store().query("SELECT * { \\u0053ERVICE <a:a> {} }")
    with pytest.raises(UserError, match="a backslash outside a string"):
        inspect("SELECT * { \\u0053ERVICE <a:a> {} }", {})


@pytest.mark.parametrize("bracket", ["(", "{", "["])
def test_ten_thousand_brackets_are_refused(bracket: str) -> None:
    with pytest.raises(UserError, match="more than 200 brackets inside each other"):
        inspect("SELECT * " + bracket * 10_000, {})


def test_two_hundred_brackets_pass_and_one_more_does_not() -> None:
    assert inspect("ASK " + "{" * 200 + "}" * 200, {}) is None
    with pytest.raises(UserError, match="more than 200"):
        inspect("ASK " + "{" * 201 + "}" * 201, {})


def test_length_is_counted_in_bytes() -> None:
    fits = "ASK {} #" + "x" * (64 * 1024 - 8)
    assert inspect(fits, {}) is None
    for text in (fits + "x", "ASK {} #" + "举" * 22_000, "x" * 2_000_000):
        with pytest.raises(UserError, match="at most 64 kB are taken"):
            inspect(text, {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASK { ?s ?p ?o", "line 1, column 5: this { is never closed"),
        ("ASK { ?s ?p ?o )", "column 16: \\) closes nothing"),
        ("ASK {\n ?s no:such ?o }", "line 2, column 5: the prefix no: is not declared"),
        ("SELECT * { ?s ?p 'it }", "column 18: a string that does not end"),
        ("ASK { ?s ?p '\ud800' }", "not Unicode text"),
        ("DROP ALL", "DROP does not begin a query"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        inspect(text, {})


def test_a_near_prefix_is_offered() -> None:
    with pytest.raises(UserError, match=r"the prefix sko: is not declared\. Did you mean skos:\?"):
        inspect("ASK { ?s sko:prefLabel ?o }", PREFIXES)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SELECT * {}", "select"),
        ("BASE <a:> PREFIX select: <a:> ask {}", "ask"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "graph"),
        ("# SELECT\nDESCRIBE <a:a>", "graph"),
    ],
)
def test_the_kind_of_answer_is_told_by_the_form(text: str, kind: str) -> None:
    inspect(text, {})
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("clauses", "dataset"),
    [
        ("FROM <a:a>", Dataset(("a:a",), ())),
        ("FROM<a:a>FROM NAMED<a:b>", Dataset(("a:a",), ("a:b",))),
        ("from x:g From Named x:h\\-i", Dataset(("http://x/g",), ("http://x/h-i",))),
        ("FROM <g#1> FROM <http://y/\\u0041>", Dataset(("http://base/g#1", "http://y/A"), ())),
        ("FROM # <a:no>\n <file:///etc/passwd>", Dataset(("file:///etc/passwd",), ())),
        ("", None),
    ],
)
def test_from_clauses_are_found_and_resolved(clauses: str, dataset: Dataset | None) -> None:
    text = f"BASE <http://base/a> PREFIX x: <http://x/> SELECT ('FROM <a:s>' AS ?f) {clauses} {{ }}"
    assert inspect(text, {}) == dataset


@given(st.text(max_size=80))
def test_any_text_is_let_through_or_refused_with_a_user_error(text: str) -> None:
    refused = ""
    try:
        inspect("SELECT * { " + text, PREFIXES)
    except UserError as error:
        refused = str(error)
    assert not refused or refused.startswith("query")
