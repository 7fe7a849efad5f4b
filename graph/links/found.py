"""A link between plans as it was derived: kind, ends, reasons in both languages, the facts it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from graph.links.phrases import say
from graph.rdf.plans import Triple, types
from graph.rdf.terms import decimal, iri, text
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import PROV, TK
from graph.vocabulary.ontology import Ontology

CODER = "links-1"
"""The method and its version, as the coder of what it derives; a changed method is a new version."""

End = tuple[str, str]
"""Plan and key of a measure; the key is "" where the plan as a whole is meant."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a reason: the name of its phrase, and what goes into it, by language."""

    phrase: str
    zh: dict[str, str] = field(default_factory=dict)
    en: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A derived link; `facts` are IRIs of nodes that the reason speaks of."""

    kind: str
    start: End
    end: End
    reason: tuple[Part, ...]
    likeness: float | None = None
    facts: tuple[str, ...] = ()

    def text(self, lang: str) -> str:
        """Return why the link holds, in one language."""
        joined = "；" if lang == "zh" else "; "
        return joined.join(say(each.phrase, lang, getattr(each, lang)) for each in self.reason)


def end_iri(end: End) -> str:
    """Return the IRI of a measure, or of a plan.

    Examples
    --------
    >>> end_iri(("town-2025", "3")), end_iri(("town-2025", ""))
    ('https://w3id.org/tiaokuai/id/measure/town-2025/3', 'https://w3id.org/tiaokuai/id/plan/town-2025')
    """
    return node("measure", *end) if end[1] else node("plan", end[0])


def link_triples(links: Iterable[Found], ontology: Ontology) -> Iterator[Triple]:
    """Yield what the graph says of derived links."""
    for link in links:
        subject = node("link", link.kind, *link.start, *link.end)
        yield from types(ontology, subject, "PolicyLink")
        yield subject, TK + "linksFrom", iri(end_iri(link.start))
        yield subject, TK + "linksTo", iri(end_iri(link.end))
        yield subject, TK + "hasLinkKind", iri(node("link-kind", link.kind))
        for lang in ("zh", "en"):
            yield subject, TK + "reason", text(link.text(lang), lang)
        if link.likeness is not None:
            yield subject, TK + "similarity", decimal(Decimal(f"{link.likeness:.4f}"))
        yield subject, PROV + "wasAttributedTo", iri(node("coder", CODER))
        for fact in link.facts:
            yield subject, PROV + "wasDerivedFrom", iri(fact)
        yield end_iri(link.start), TK + "isLinkedTo", iri(end_iri(link.end))
