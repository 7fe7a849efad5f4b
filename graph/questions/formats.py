"""Answers in the formats of the web: triples as RDF, rows as SPARQL results.

Tables for people and programs are written by `graph.views.tables`, from `Answer.table`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from graph.errors import fail
from graph.questions.answer import Answer, Term
from graph.vocabulary.namespaces import PREFIXES, SPARQL_RESULTS, XSD

GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "json-ld": ox.RdfFormat.JSON_LD,
}
RESULT_FORMATS = ("sparql-json", "sparql-xml")
TABLES = ("table", "csv", "tsv", "markdown", "json", "xlsx")
ILLEGAL_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")


def check_format(kind: str, form: str) -> None:
    """Refuse a format that an answer of this kind cannot have, naming those that it can.

    Raises
    ------
    UserError
        Rows asked for as RDF, triples asked for as SPARQL results.
    """
    fitting = (*TABLES, *(GRAPHS if kind == "graph" else RESULT_FORMATS))
    if form not in fitting:
        what = "triples (CONSTRUCT, DESCRIBE)" if kind == "graph" else "rows (SELECT, ASK)"
        raise fail("--format", f"{form} does not fit an answer of {what}.", f"Use {', '.join(fitting)}.")


def turtle(answer: Answer) -> str:
    """Return the triples of a graph answer as Turtle with the usual prefixes."""
    return graph_text(answer, "turtle")


def graph_text(answer: Answer, form: str) -> str:
    """Return the triples of a graph answer in one of `GRAPHS`, in an order of their own."""
    ordered = sorted(triples(answer), key=str)
    prefixes = PREFIXES if form != "ntriples" else None
    written = ox.serialize(ordered, format=GRAPHS[form], prefixes=prefixes) or b""
    return written.decode("utf-8").removesuffix("\n") + "\n"


def results_json(answer: Answer) -> str:
    """Return rows, or true or false, in the SPARQL 1.1 Query Results JSON Format, one row a line."""
    if answer.kind == "ask":
        return json.dumps({"head": {}, "boolean": answer.truth}) + "\n"
    rows = [
        json.dumps(
            {name: _json(term) for name, term in zip(answer.columns, row, strict=True) if term is not None},
            ensure_ascii=False,
        )
        for row in answer.rows
    ]
    head = json.dumps({"vars": answer.columns})
    return f'{{"head": {head}, "results": {{"bindings": [\n' + ",\n".join(rows) + "\n]}}\n"


def results_xml(answer: Answer) -> str:
    """Return rows, or true or false, in the SPARQL Query Results XML Format."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<sparql xmlns="{SPARQL_RESULTS}">', "<head>"]
    lines += [f"<variable name={quoteattr(name)}/>" for name in answer.columns]
    lines.append("</head>")
    if answer.kind == "ask":
        lines.append(f"<boolean>{'true' if answer.truth else 'false'}</boolean>")
    else:
        lines.append("<results>")
        for row in answer.rows:
            pairs = zip(answer.columns, row, strict=True)
            cells = [
                f"<binding name={quoteattr(name)}>{_xml(term)}</binding>"
                for name, term in pairs
                if term is not None
            ]
            lines.append(f"<result>{''.join(cells)}</result>")
        lines.append("</results>")
    return "\n".join([*lines, "</sparql>"]) + "\n"


def _json(term: Term) -> dict[str, str]:
    kind = {"iri": "uri", "blank": "bnode", "literal": "literal"}[term.kind]
    found = {"type": kind, "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.kind == "literal" and term.datatype not in ("", XSD + "string"):
        found["datatype"] = term.datatype
    return found


def _xml(term: Term) -> str:
    value = escape(term.value.translate(ILLEGAL_IN_XML)).replace("\r", "&#13;")
    if term.kind != "literal":
        tag = "uri" if term.kind == "iri" else "bnode"
        return f"<{tag}>{value}</{tag}>"
    said = ""
    if term.language:
        said = f" xml:lang={quoteattr(term.language)}"
    elif term.datatype not in ("", XSD + "string"):
        said = f" datatype={quoteattr(term.datatype)}"
    return f"<literal{said}>{value}</literal>"


def triples(answer: Answer) -> Iterator[ox.Triple]:
    """Yield the triples of a graph answer; an answer that is rows is an error."""
    if answer.kind != "graph":
        raise fail("query", "answers with a table, which is no graph.", "Ask for table, csv or json.")
    for subject, predicate, object_ in answer.rows:
        yield ox.Triple(_node(subject), ox.NamedNode(_value(predicate)), _term(object_))


def _node(term: Term | None) -> ox.NamedNode | ox.BlankNode:
    value = _value(term)
    return ox.BlankNode(value) if term is not None and term.kind == "blank" else ox.NamedNode(value)


def _term(term: Term | None) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if term is None or term.kind != "literal":
        return _node(term)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype or XSD + "string"))


def _value(term: Term | None) -> str:
    if term is None:
        raise fail("query", "a triple lacks a part.")
    return term.value
