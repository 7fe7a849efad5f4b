"""Which named question asks for which term, read from the .rq files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.questions.library import Question, questions
from graph.questions.tokens import Token, tokens
from graph.vocabulary.namespaces import RDF

FOLDERS = ("reports", "network", "checks")


def terms_of(text: str) -> frozenset[str]:
    """Return the IRIs that a query names, prefixed ones written out.

    Examples
    --------
    >>> sorted(terms_of("PREFIX t: <http://e/> ASK { ?s t:p <http://e/o> }"))
    ['http://e/', 'http://e/o', 'http://e/p']
    """
    found = list(tokens(text))
    prefixes = {
        name.text: iri.text[1:-1]
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word.text.upper() == "PREFIX"
    }
    return frozenset(filter(None, (_iri(token, prefixes) for token in found)))


def _iri(token: Token, prefixes: Mapping[str, str]) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind == "word" and token.text == "a":
        return RDF + "type"
    prefix, colon, local = token.text.partition(":")
    return prefixes.get(prefix + colon, "") + local if token.kind == "name" and local else ""


def asked() -> dict[str, tuple[Question, ...]]:
    """Return for every IRI the named questions that name it, as `_order` has them."""
    found: dict[str, list[Question]] = {}
    for question in sorted(questions(), key=_order):
        for term in terms_of(question.text):
            found.setdefault(term, []).append(question)
    return {term: tuple(each) for term, each in found.items()}


def _order(question: Question) -> tuple[int, int, str]:
    """Return where a question stands: reports first, and those that need few terms, which are about these."""
    return FOLDERS.index(question.folder), len(terms_of(question.text)), question.name


def reached(terms: Iterable[str], asked_by: Mapping[str, tuple[Question, ...]]) -> tuple[Question, ...]:
    """Return the questions that name one of `terms`, each once, as `_order` has them."""
    found = {question.name: question for term in terms for question in asked_by.get(term, ())}
    return tuple(sorted(found.values(), key=_order))
