"""RDF terms as a user types them and as SPARQL writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

import pyoxigraph as ox

from graph.errors import fail
from graph.questions.answer import Term
from graph.questions.tokens import tokens
from graph.rdf.terms import iri, text
from graph.vocabulary.namespaces import PREFIXES, XSD

QUOTED = re.compile(
    r'"(?P<value>.*)"(?:@(?P<language>[A-Za-z]+(?:-[A-Za-z0-9]+)*)|\^\^(?P<type>\S+))?', re.DOTALL
)
NUMBERS = {"integer": r"[+-]?[0-9]+", "decimal": r"[+-]?[0-9]*\.[0-9]+", "boolean": r"true|false"}


def read_term(name: str, written: str) -> Term:
    r"""Return the term that a user gives for a variable of a query of their own.

    `<…>` and a name with a known prefix are IRIs; `"…"`, `"…"@zh` and `"…"^^xsd:date` are
    literals; a bare integer, decimal, true or false is one of its type; anything else is text.

    Examples
    --------
    >>> read_term("role", "tk:Agency").value, read_term("n", "12").datatype.rpartition("#")[2]
    ('https://w3id.org/tiaokuai/ns#Agency', 'integer')
    >>> read_term("label", '"市财政局"@zh').language, read_term("word", "等部门").kind
    ('zh', 'literal')
    """
    try:
        written.encode()
    except UnicodeEncodeError as error:
        raise fail("--param", f"the value of {name} is not UTF-8.", "Type it again.") from error
    if quoted := QUOTED.fullmatch(written):
        type_ = _iri(name, quoted["type"]) if quoted["type"] else XSD + "string"
        return Term("literal", quoted["value"], type_, quoted["language"] or "")
    if (written.startswith("<") and written.endswith(">")) or _has_prefix(written):
        return Term("iri", _iri(name, written))
    for type_, pattern in NUMBERS.items():
        if re.fullmatch(pattern, written):
            return Term("literal", written, XSD + type_)
    return Term("literal", written, XSD + "string")


def node_of(term: Term) -> ox.NamedNode | ox.Literal:
    """Return a term for the engine."""
    if term.kind == "iri":
        return ox.NamedNode(term.value)
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype or XSD + "string"))


def sparql_term(term: Term) -> str:
    r"""Return a term as SPARQL writes it, so escaped that nothing in it can end it.

    Examples
    --------
    >>> sparql_term(Term("literal", 'a"} #', XSD + "string"))
    '"a\\"} #"'
    >>> sparql_term(Term("literal", "2024-12-31", XSD + "date"))
    '"2024-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'
    """
    if term.kind == "iri":
        return iri(term.value)
    if term.language or term.datatype in ("", XSD + "string"):
        return text(term.value, term.language)
    return f"{text(term.value)}^^{iri(term.datatype)}"


def with_values(query: str, values: Mapping[str, Term]) -> str:
    """Return the query with its variables bound by VALUES at the beginning of its outermost group.

    This is how a value travels to another store, where nothing but text can be sent. A
    FILTER of that group sees it; so do the groups below whose variables it shares.

    Examples
    --------
    >>> with_values("SELECT ?x { ?x ?p ?o }", {"x": Term("iri", "a:b")})
    'SELECT ?x { VALUES ?x { <a:b> } ?x ?p ?o }'
    """
    if not values:
        return query
    place = _outermost(query)
    rows = " ".join(f"VALUES ?{name} {{ {sparql_term(term)} }}" for name, term in values.items())
    return f"{query[:place]} {rows}{query[place:]}"


def _outermost(query: str) -> int:
    """Return where the outermost group begins, after its bracket; the template of CONSTRUCT is none."""
    seen = list(tokens(query))
    begins, depth = [], 0
    for before, token in pairwise(seen):
        mark = token.text if token.kind == "mark" else ""
        is_template = before.kind == "word" and before.text.upper() == "CONSTRUCT"
        if mark == "{" and not depth and not is_template:
            begins.append(token.start + 1)
        depth += {"{": 1, "}": -1}.get(mark, 0)
    is_short = any(
        one.text.upper() == "CONSTRUCT" and two.text != "{" and one.kind == "word"
        for one, two in pairwise(seen)
    )
    if not begins or is_short:
        what = "has no group in which a value could be bound."
        raise fail("query", what, "Write WHERE { … }, and CONSTRUCT with a template.")
    return begins[0]


def _has_prefix(written: str) -> bool:
    prefix, sign, rest = written.partition(":")
    return bool(sign) and prefix in PREFIXES and not re.search(r"[\s<>\"{}|\\^`]", rest)


def _iri(name: str, written: str) -> str:
    prefix, _, local = written.partition(":")
    whole = written[1:-1] if written.startswith("<") else PREFIXES.get(prefix, prefix + ":") + local
    try:
        return ox.NamedNode(whole if ":" in written else "").value
    except ValueError as error:
        raise fail(
            "--param", f"{name}: {written} is not a whole IRI.", "Write <IRI> or prefix:name."
        ) from error
