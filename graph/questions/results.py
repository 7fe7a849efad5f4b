"""Answers in the W3C's formats: rows as JSON, XML, CSV or TSV, triples in four syntaxes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from graph.questions.answer import Answer, Term
from graph.questions.formats import triples
from graph.vocabulary.namespaces import PREFIXES, SPARQL_RESULTS, XSD

TABLE_TYPES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""The media types of rows and of true or false, the preferred first, and the format of each."""

GRAPH_TYPES: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
}
"""The media types of triples, the preferred first, and the format of each."""

_SYNTAXES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})
_BARE = {
    "integer": re.compile(r"[+-]?[0-9]+"),
    "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    "double": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+"),
}
"""How numbers look where Turtle lets them stand without quotation marks."""


def write(answer: Answer, form: str) -> bytes:
    r"""Return the whole answer in one of the formats of `TABLE_TYPES` or `GRAPH_TYPES`.

    CSV and TSV have no form for true and false in SPARQL 1.1; the bare word is written.
    What XML cannot hold (most control characters) becomes U+FFFD there.

    Examples
    --------
    >>> write(Answer("select", ("n",), ((Term("literal", "3", XSD + "integer"),), (None,))), "tsv")
    b'?n\n3\n\n'
    >>> write(Answer("ask", truth=True), "json")
    b'{"head":{},"boolean":true}'
    """
    if answer.kind == "graph":
        ordered = sorted(triples(answer), key=str)
        return ox.serialize(ordered, format=_SYNTAXES[form], prefixes=PREFIXES) or b""
    return _WRITERS[form](answer).encode()


def _json(answer: Answer) -> str:
    if answer.kind == "ask":
        return _compact({"head": {}, "boolean": bool(answer.truth)})
    bindings = [
        {name: _json_term(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    return _compact({"head": {"vars": list(answer.columns)}, "results": {"bindings": bindings}})


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _json_term(term: Term) -> dict[str, str]:
    if term.kind != "literal":
        return {"type": "uri" if term.kind == "iri" else "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype and term.datatype != XSD + "string":
        found["datatype"] = term.datatype
    return found


def _xml(answer: Answer) -> str:
    parts = [f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns={quoteattr(SPARQL_RESULTS)}>']
    if answer.kind == "ask":
        return "".join([*parts, f"<head/><boolean>{_truth(answer)}</boolean></sparql>\n"])
    names = [quoteattr(name) for name in answer.columns]
    parts.append("<head>" + "".join(f"<variable name={name}/>" for name in names) + "</head><results>\n")
    for row in answer.rows:
        cells = (
            f"<binding name={name}>{_xml_term(term)}</binding>"
            for name, term in zip(names, row, strict=True)
            if term is not None
        )
        parts.append(f"<result>{''.join(cells)}</result>\n")
    return "".join([*parts, "</results></sparql>\n"])


def _xml_term(term: Term) -> str:
    value = escape(_NOT_XML.sub("\ufffd", term.value), {"\r": "&#13;"})
    if term.kind != "literal":
        tag = "uri" if term.kind == "iri" else "bnode"
        return f"<{tag}>{value}</{tag}>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{value}</literal>"
    if term.datatype and term.datatype != XSD + "string":
        return f"<literal datatype={quoteattr(term.datatype)}>{value}</literal>"
    return f"<literal>{value}</literal>"


def _csv(answer: Answer) -> str:
    if answer.kind == "ask":
        return f"{_truth(answer)}\r\n"
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([_plain(term) for term in row] for row in answer.rows)
    return written.getvalue()


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return f"_:{term.value}" if term.kind == "blank" else term.value


def _tsv(answer: Answer) -> str:
    if answer.kind == "ask":
        return f"{_truth(answer)}\n"
    lines: Iterable[Iterable[str]] = (map(_turtle_term, row) for row in answer.rows)
    heading = "\t".join(f"?{name}" for name in answer.columns)
    return "".join(f"{line}\n" for line in (heading, *map("\t".join, lines)))


def _turtle_term(term: Term | None) -> str:
    if term is None:
        return ""
    if term.kind != "literal":
        return f"<{term.value}>" if term.kind == "iri" else f"_:{term.value}"
    quoted = f'"{term.value.translate(_ESCAPES)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    bare = _BARE.get(term.datatype.removeprefix(XSD))
    if bare and bare.fullmatch(term.value):
        return term.value
    plain = not term.datatype or term.datatype == XSD + "string"
    return quoted if plain else f"{quoted}^^<{term.datatype}>"


def _truth(answer: Answer) -> str:
    return "true" if answer.truth else "false"


_WRITERS: Mapping[str, Callable[[Answer], str]] = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}
