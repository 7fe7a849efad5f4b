"""RDF terms and statements as N-Quads text; escaping and validity are settled here."""

from __future__ import annotations

import re
from decimal import Decimal

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
NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]')


def iri(value: str) -> str:
    """Return an IRI as an N-Quads term.

    Raises
    ------
    ValueError
        When it holds a character that no IRI may hold, or no scheme.
    """
    if ":" not in value or NOT_IN_IRI.search(value):
        raise ValueError(f"not an IRI: {value!r}")
    return f"<{value}>"


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
    """Return an xsd:decimal in canonical form: no exponent, no trailing zeros, a point always.

    Examples
    --------
    >>> decimal(Decimal("12.650"))
    '"12.65"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    digits = f"{value:f}"
    whole, _, rest = digits.partition(".")
    return f'"{whole}.{rest.rstrip("0") or "0"}"^^<{XSD}decimal>'


def day(value: str) -> str:
    """Return an xsd:date from an ISO 8601 day."""
    return f'"{value}"^^<{XSD}date>'


def line(subject: str, predicate: str, object_term: str, graph: str) -> str:
    """Return one N-Quads line, with its line end, from three IRIs and an object term."""
    return f"{iri(subject)} {iri(predicate)} {object_term} {iri(graph)} .\n"
