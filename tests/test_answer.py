"""Terms become plain cells, and answers become tables."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest

from graph.errors import UserError
from graph.questions.answer import Answer, Term, cell, term_of
from graph.table import Cell
from graph.vocabulary.namespaces import XSD

ONE = Term("literal", "1", XSD + "integer")
HALF = Term("literal", "0.50", XSD + "decimal")
ZH = Term("literal", "市", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", "zh")


@pytest.mark.parametrize(
    ("term", "type_", "expected"),
    [
        (None, "integer", None),
        (ONE, "integer", 1),
        (ONE, "decimal", Decimal(1)),
        (HALF, "decimal", Decimal("0.50")),
        (Term("literal", "true", XSD + "boolean"), "boolean", True),
        (Term("literal", "0", XSD + "boolean"), "boolean", False),
        (Term("literal", "2024-12-31", XSD + "date"), "date", "2024-12-31"),
        (ZH, "text", "市"),
        (Term("iri", "http://x/a"), "iri", "http://x/a"),
        (Term("blank", "b"), "iri", "_:b"),
        (Term("literal", "many", XSD + "integer"), "integer", "many"),
        (Term("literal", "much", XSD + "decimal"), "decimal", "much"),
    ],
)
def test_cell(term: Term | None, type_: str, expected: Cell) -> None:
    found = cell(term, type_)
    assert found == expected
    assert type(found) is type(expected)


def test_table_reads_column_types_off_the_terms() -> None:
    iri = Term("iri", "http://x/a")
    rows = ((iri, ONE, ONE, ONE, None), (iri, ONE, HALF, ZH, None))
    answer = Answer("select", ("a", "b", "c", "d", "e"), rows, truncated=True)
    table = answer.table()
    assert [column.type for column in table.columns] == ["iri", "integer", "decimal", "text", "text"]
    assert table.rows[1] == ("http://x/a", 1, Decimal("0.50"), "市", None)
    assert table.notes == ("truncated",)


def test_table_of_true_or_false() -> None:
    table = Answer("ask", truth=False).table()
    assert table.rows == ((False,),)
    assert table.columns[0].type == "boolean"


def test_terms_of_the_engine() -> None:
    assert term_of(ox.NamedNode("http://x/a")) == Term("iri", "http://x/a")
    assert term_of(ox.BlankNode("b")) == Term("blank", "b")
    assert term_of(ox.Literal(1)) == ONE
    assert term_of(ox.Literal("市", language="zh")) == ZH
    triple = ox.Triple(ox.NamedNode("a:a"), ox.NamedNode("a:a"), ox.NamedNode("a:a"))
    with pytest.raises(UserError, match="a triple as a term"):
        term_of(triple)
