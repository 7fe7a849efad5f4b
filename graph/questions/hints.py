"""Names in a query that the ontology does not have, with the near ones that were perhaps meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox

from graph.errors import Problem
from graph.questions.tokens import place, tokens
from graph.vocabulary.namespaces import TK
from graph.vocabulary.shipped import shipped_folder

NEAR = 0.75
"""How alike a name has to be to be offered (difflib's ratio)."""


def unknown_terms(text: str) -> Iterator[Problem]:
    """Yield a hint for each tk: name of a query that is no term of the ontology.

    Names in the namespace written as whole IRIs count too. The query must have passed the guard.

    Examples
    --------
    >>> print(*unknown_terms("SELECT * { ?m tk:isLeadBy ?a }"))
    query, line 1, column 15: tk:isLeadBy is no term of the ontology. Did you mean tk:isLedBy?
    """
    seen = set()
    for token in tokens(text):
        local = _local(token.kind, token.text)
        if local is None or local in seen or local in terms():
            continue
        seen.add(local)
        near = difflib.get_close_matches(local, terms(), n=3, cutoff=NEAR)
        meant = " or ".join(f"tk:{each}" for each in near)
        remedy = f"Did you mean {meant}?" if near else "See ontology/README.md."
        yield Problem(place(text, token.start), f"tk:{local} is no term of the ontology.", remedy)


def _local(kind: str, text: str) -> str | None:
    """Return the local name of a token in the ontology's namespace."""
    if kind == "name" and text.startswith("tk:"):
        return text.removeprefix("tk:")
    if kind == "iri" and text.startswith(f"<{TK}"):
        return text.removeprefix(f"<{TK}").removesuffix(">")
    return None


@cache
def terms() -> tuple[str, ...]:
    """Return the local names of the ontology's classes and properties, in order."""
    path = shipped_folder("ontology") / "policy.ttl"
    found = {
        quad.subject.value.removeprefix(TK)
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(TK)
    }
    return tuple(sorted(found | {""}))
