"""Terms written by hand against the parsers of rdflib and pyoxigraph: the same value comes back."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from graph.rdf.terms import day, decimal, integer, iri, line, text
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import TK, XSD

SUBJECT, PREDICATE, GRAPH = node("measure", "town", "1"), TK + "asWritten", node("graph", "plan", "town")

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
FORBIDDEN = st.sampled_from([*map(chr, range(0x21)), *'<>"{}|^`\\', "\ud800", "\udfff"])
IRI_TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"], exclude_characters='<>"{}|^`\\ ')
)
DECIMALS = st.decimals(
    allow_nan=False, allow_infinity=False, places=None, min_value=-(10**20), max_value=10**20
)


def oxigraph_object(term: str) -> ox.Literal | ox.NamedNode:
    (quad,) = ox.parse(line(SUBJECT, PREDICATE, term, GRAPH), format=ox.RdfFormat.N_QUADS)
    assert (quad.subject, quad.predicate) == (ox.NamedNode(SUBJECT), ox.NamedNode(PREDICATE))
    assert quad.graph_name == ox.NamedNode(GRAPH)
    assert isinstance(quad.object, ox.Literal | ox.NamedNode)
    return quad.object


def rdflib_object(term: str) -> rdflib.term.Node:
    graph = rdflib.Graph()
    graph.parse(data=f"{iri(SUBJECT)} {iri(PREDICATE)} {term} .\n", format="nt")
    (found,) = graph.objects()
    return found


@given(TEXTS)
def test_every_text_comes_back_from_oxigraph(value: str) -> None:
    assert oxigraph_object(text(value)) == ox.Literal(value)
    assert oxigraph_object(text(value, "zh")) == ox.Literal(value, language="zh")


@given(TEXTS)
def test_every_text_comes_back_from_rdflib(value: str) -> None:
    for found, language in ((rdflib_object(text(value)), None), (rdflib_object(text(value, "zh")), "zh")):
        assert isinstance(found, rdflib.Literal)
        assert (str(found), found.language) == (value, language)


@pytest.mark.parametrize(
    "value",
    [
        "",
        '"',
        "\\",
        "\\n",
        "\n",
        "\r\n",
        "\x00\x07\x0b\x1f\x7f",
        "\x80\x85\u2028\ufeff\ufffe\uffff",
        "\U0001f600\U0010ffff",
        "：“牵头”、\t",
        '""" .\n<a> <b> <c> .',
    ],
)
def test_odd_texts_come_back_from_both(value: str) -> None:
    assert oxigraph_object(text(value)) == ox.Literal(value)
    assert str(rdflib_object(text(value))) == value


@given(TEXTS, st.sampled_from(["", "zh", "en"]))
def test_a_literal_is_written_as_oxigraph_writes_it(value: str, language: str) -> None:
    term = ox.Literal(value, language=language or None)
    assert text(value, language) == str(term)
    quad = ox.Quad(ox.NamedNode(SUBJECT), ox.NamedNode(PREDICATE), term, ox.NamedNode(GRAPH))
    written = ox.serialize([quad], format=ox.RdfFormat.N_QUADS)
    assert written is not None
    assert line(SUBJECT, PREDICATE, text(value, language), GRAPH).encode() == written


@pytest.mark.parametrize("surrogate", ["\ud800", "市\udfff", "\ud83d\ude00"])
def test_a_surrogate_is_no_text(surrogate: str) -> None:
    with pytest.raises(ValueError, match="surrogate"):
        text(surrogate)


@given(IRI_TEXT | TEXTS)
def test_an_iri_comes_back_or_is_refused_where_oxigraph_refuses_it(value: str) -> None:
    whole = node("measure", value)
    try:
        term = iri(whole)
    except ValueError:
        with pytest.raises(SyntaxError):
            oxigraph_object(f"<{whole}>")
        return
    assert oxigraph_object(term) == ox.NamedNode(whole)
    if not any(character.isspace() for character in whole):  # rdflib takes U+00A0 for a blank
        assert str(rdflib_object(term)) == whole


@given(IRI_TEXT, FORBIDDEN, IRI_TEXT)
def test_an_iri_with_a_forbidden_character_is_refused(before: str, wrong: str, after: str) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        iri(node("measure", before + wrong + after))


@pytest.mark.parametrize("value", ["", "measure/town/1", "://x", "1a:b", "a b:c", ":x", "市:x", "/a:b"])
def test_an_iri_needs_a_scheme(value: str) -> None:
    with pytest.raises(ValueError, match="not an IRI"):
        iri(value)


@given(DECIMALS)
def test_every_decimal_comes_back_in_canonical_form(value: Decimal) -> None:
    term = decimal(value)
    found = oxigraph_object(term)
    assert isinstance(found, ox.Literal)
    assert found.datatype.value == XSD + "decimal"
    assert Decimal(found.value) == value
    parsed = rdflib_object(term)
    assert isinstance(parsed, rdflib.Literal)
    assert parsed.toPython() == value
    whole, _, rest = found.value.removeprefix("-").partition(".")
    assert rest == "0" or (rest and not rest.endswith("0"))
    assert whole == "0" or not whole.startswith("0")


@pytest.mark.parametrize(
    ("value", "lexical"),
    [("12.650", "12.65"), ("80", "80.0"), ("1E+3", "1000.0"), ("1E-7", "0.0000001"), ("0.00", "0.0"),
     ("-0", "0.0"), ("-0.50", "-0.5"), ("007", "7.0")],
)  # fmt: skip
def test_one_number_has_one_form(value: str, lexical: str) -> None:
    assert decimal(Decimal(value)) == f'"{lexical}"^^<{XSD}decimal>'


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        decimal(Decimal(value))


@given(st.integers())
def test_every_integer_comes_back(value: int) -> None:
    assert oxigraph_object(integer(value)) == ox.Literal(value)
    parsed = rdflib_object(integer(value))
    assert isinstance(parsed, rdflib.Literal)
    assert parsed.toPython() == value


@given(st.dates())
def test_every_day_comes_back(value: object) -> None:
    assert oxigraph_object(day(str(value))) == ox.Literal(str(value), datatype=ox.NamedNode(XSD + "date"))
    parsed = rdflib_object(day(str(value)))
    assert isinstance(parsed, rdflib.Literal)
    assert parsed.toPython() == value
