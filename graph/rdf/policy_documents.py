"""What the graph says of a policy document beside its name: its type, its number taken apart, its issuer."""

from __future__ import annotations

from collections.abc import Iterator

from graph.rdf.terms import integer, iri, text
from graph.vocabulary.documents import issuer_of, read_number, type_of
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import TK
from graph.vocabulary.ontology import Ontology


def document_triples(
    subject: str, title: str, number: str, ontology: Ontology
) -> Iterator[tuple[str, str, str]]:
    """Yield type, number and issuer of a document; a number that is no number stands only as printed."""
    if kind := type_of(title, ontology):
        yield subject, TK + "hasDocumentType", iri(node("document-type", kind))
    parsed = read_number(number)
    if number:
        yield subject, TK + "documentNumber", text(number)
    if parsed:
        yield subject, TK + "numberWord", text(parsed.word)
        if parsed.year:
            yield subject, TK + "numberYear", integer(parsed.year)
        yield subject, TK + "serial", integer(parsed.serial)
    if issuer := issuer_of(title, parsed, ontology):
        yield subject, TK + "hasIssuer", iri(node("issuer", issuer))
