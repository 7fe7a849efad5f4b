"""RDF terms and statements as N-Quads text; escaping and validity are settled here."""

from __future__ import annotations

import re
from decimal import Decimal

import pyoxigraph as ox

from graph.vocabulary.namespaces import XSD

ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}
UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\]')


def iri(value: str) -> str:
    """Return an IRI as an N-Quads term.

    Raises
    ------
    ValueError
        When it is not an absolute IRI (RFC 3987), which the store would refuse.
    """
    try:
        return str(ox.NamedNode(value))
    except ValueError as error:
        raise ValueError(f"not an IRI: {value!r}") from error


def text(value: str, language: str = "") -> str:
    r"""Return a literal as an N-Quads term, escaped as canonical N-Quads demands.

    Examples
    --------
    >>> text('5"', "en")
    '"5\\""@en'
    """
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError(f"a lone surrogate is no text: {value!r}")
    escaped = UNSAFE.sub(lambda match: ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04X}", value)
    return f'"{escaped}"' + (f"@{language}" if language else "")


def integer(value: int) -> str:
    """Return an xsd:integer."""
    return f'"{value}"^^<{XSD}integer>'


def decimal(value: Decimal) -> str:
    """Return an xsd:decimal in canonical form: no exponent, no trailing zeros, a point always, no -0.

    Examples
    --------
    >>> decimal(Decimal("12.650"))
    '"12.65"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    if not value.is_finite():
        raise ValueError(f"not a number: {value}")
    digits = f"{abs(value) if value.is_zero() else value:f}"
    whole, _, rest = digits.partition(".")
    return f'"{whole}.{rest.rstrip("0") or "0"}"^^<{XSD}decimal>'


def day(value: str) -> str:
    """Return an xsd:date from an ISO 8601 day."""
    return f'"{value}"^^<{XSD}date>'


def line(subject: str, predicate: str, object_term: str, graph: str) -> str:
    """Return one N-Quads line, with its line end, from three IRIs and an object term."""
    return f"{iri(subject)} {iri(predicate)} {object_term} {iri(graph)} .\n"
