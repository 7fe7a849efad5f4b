"""Answers worked by hand, kept as data, and the same question asked of rdflib."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import pyoxigraph as ox
import rdflib
import yaml
from conftest import DATA
from rdflib.query import ResultRow

from graph.questions.answer import Term, cell
from graph.questions.library import Question
from graph.table import Cell
from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import ID, TK

FOLDER = DATA / "answers"
TOPIC = f"<{ID}bready/2025/be"
PILLAR = f"<{ID}bready/2025/pillar"


def read_answers(name: str) -> dict[str, Any]:
    """Return what is expected of each question: values, columns, rows, and the count where it is cut."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def short(value: Cell, type_: str) -> Cell:
    """Return the end of an IRI, which is how the files of answers write it; decimals as numbers."""
    if type_ == "iri" and value is not None:
        return path_of(str(value)).removeprefix(TK).rpartition("/")[2]
    return float(value) if type_ == "decimal" and value is not None else value


def thinned(lines: Sequence[str], place: str) -> list[str]:
    """Return a dataset with one place and one topic of B-READY (business entry, 2025)."""
    kept = (f"<{ID}place/{place}>", TOPIC, PILLAR)
    unread = (f"<{ID}bready/", f"<{ID}place/", f"<{ID}mapping/")
    return [line for line in lines if line.startswith(kept) or not line.startswith(unread)]


def dataset_of(lines: Sequence[str]) -> rdflib.Dataset:
    """Return the dataset for rdflib, asked as the union of its graphs."""
    found = rdflib.Dataset(default_union=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own, inside its N-Quads parser
        found.parse(data="".join(lines), format="nquads")
    return found


def rows_of_rdflib(
    dataset: rdflib.Dataset, question: Question, bound: Mapping[ox.Variable, Any]
) -> list[tuple[Cell, ...]]:
    """Return the rows of a question as rdflib answers it."""
    variables = {each.value: node_of(term) for each, term in bound.items()}
    types = [column.type for column in question.columns]
    rows = []
    for row in dataset.query(question.text, initBindings=variables):
        assert isinstance(row, ResultRow)
        rows.append(tuple(cell(term_of(each), type_) for each, type_ in zip(row, types, strict=True)))
    return rows


def node_of(term: Any) -> rdflib.term.Identifier:
    """Return a term of Oxigraph as rdflib has it."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    assert isinstance(term, ox.Literal)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def term_of(value: rdflib.term.Node | None) -> Term | None:
    """Return a term of rdflib as the engine's answers have it."""
    if value is None:
        return None
    if isinstance(value, rdflib.Literal):
        return Term("literal", str(value), str(value.datatype or ""), value.language or "")
    return Term("iri", str(value))
