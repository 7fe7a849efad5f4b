"""What plans share → the quads of graph/entities: agencies, platforms, documents, files, coders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from graph.errors import Problem, UserError
from graph.model import Agency, Coder, Mention, Plan
from graph.rdf.plans import Triple, types
from graph.rdf.policy_documents import document_triples
from graph.rdf.terms import day, iri, line, text
from graph.vocabulary.agencies import Register
from graph.vocabulary.documents import publisher_of
from graph.vocabulary.iris import GRAPH_ENTITIES, node
from graph.vocabulary.namespaces import DCTERMS, ORG, OWL, PROV, RDF, SEMAPV, SKOS, TK
from graph.vocabulary.ontology import Ontology

CLASSES = {"platform": "Platform", "programme": "Programme", "document": "PolicyDocument"}
AGENTS = {"person": "Person", "method": "SoftwareAgent"}
MATCHINGS = {
    "manual": "ManualMappingCuration",
    "lexical": "LexicalMatching",
    "composite": "CompositeMatching",
    "unspecified": "UnspecifiedMatching",
}
"""The terms of SEMAPV for the words of `matching:`."""


def entity_quads(plans: Iterable[Plan], register: Register, ontology: Ontology) -> Iterator[str]:
    """Yield the N-Quads lines of everything that the plans name, each once.

    Raises
    ------
    UserError
        When two plans, or two measures, give one identifier different names.
    """
    plans = tuple(plans)
    triples: dict[Triple, None] = {}
    mentions = _distinct_mentions(plans)
    publishers = {path for each in mentions if (path := _publisher(each, register))}
    for path in sorted(reachable(plans, register, publishers)):
        triples.update(dict.fromkeys(_agency(register.agencies[path], ontology)))
    for mention in mentions:
        triples.update(dict.fromkeys(_mention(mention, register, ontology)))
    for plan in plans:
        triples.update(dict.fromkeys(_file(plan)))
    for coder in _coders(plans, ontology):
        triples.update(dict.fromkeys(_coder(coder)))
    for subject, predicate, term in triples:
        yield line(subject, predicate, term, GRAPH_ENTITIES)


def reachable(plans: Iterable[Plan], register: Register, more: Iterable[str] = ()) -> set[str]:
    """Return the agencies that plans name, and `more`, with members of groups and the bodies above."""
    found: set[str] = set()
    waiting = [*more, *_named(plans)]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            agency = register.agencies[path]
            waiting.extend((*agency.members, *agency.parents))
    return found


def _named(plans: Iterable[Plan]) -> Iterator[str]:
    for plan in plans:
        yield from plan.issuers
        for measure in plan.measures:
            yield from (each.agency for each in measure.assignments)


def _agency(agency: Agency, ontology: Ontology) -> Iterator[Triple]:
    subject = node("agency", agency.path)
    yield from types(ontology, subject, "AgencyGroup" if agency.is_group else "Organisation")
    yield subject, SKOS + "prefLabel", text(agency.label, "zh")
    if agency.label_en:
        yield subject, SKOS + "prefLabel", text(agency.label_en, "en")
    for spelling in agency.spellings:
        yield subject, SKOS + "altLabel", text(spelling, "zh")
    words = {
        "hasKind": ("kind", agency.kind),
        "hasLevel": ("level", agency.level),
        "hasLine": ("line", agency.line),
        "hasSystem": ("system", agency.system),
        "hasPlace": ("place", agency.place),
        "hasStatus": ("status", agency.status),
    }
    for predicate, (kind, word) in words.items():
        if word:
            yield subject, TK + predicate, iri(node(kind, word))
    for function in agency.functions:
        yield subject, TK + "hasFunction", iri(node("function", function))
    yield subject, TK + "slug", text(agency.path.rpartition("/")[2])
    for member in agency.members:
        yield subject, TK + "hasMember", iri(node("agency", member))
        for predicate in ontology.superproperties.get(TK + "hasMember", ()):
            yield subject, predicate, iri(node("agency", member))
    for parent in agency.parents:
        yield subject, ORG + "subOrganizationOf", iri(node("agency", parent))
    yield from _dates(agency, subject)
    if agency.note:
        yield subject, SKOS + "note", text(agency.note, "en")


def _dates(agency: Agency, subject: str) -> Iterator[Triple]:
    if agency.valid_from:
        yield subject, TK + "validFrom", day(agency.valid_from)
    if agency.valid_until:
        yield subject, TK + "validUntil", day(agency.valid_until)


def _distinct_mentions(plans: Iterable[Plan]) -> list[Mention]:
    named: dict[tuple[str, str], Mention] = {}
    problems = []
    for plan in plans:
        lists = [(plan.mentions, "")] + [(each.mentions, each.key) for each in plan.measures]
        for mentions, key in lists:
            for mention in mentions:
                first = named.setdefault((mention.kind, mention.path), mention)
                named[mention.kind, mention.path] = first if first.number else mention
                if "" not in {first.number, mention.number} and first.number != mention.number:
                    what = f"{mention.path} has the numbers {first.number!r} and {mention.number!r}."
                    where = f"plan {plan.id}" + (f", measure {key}" if key else "")
                    problems.append(Problem(where, what, "Give it one number, or the two their own ids."))
                if first.name != mention.name:
                    what = f"{mention.kind} {mention.path} is named {first.name!r} and {mention.name!r}."
                    where = f"plan {plan.id}" + (f", measure {key}" if key else "")
                    problems.append(Problem(where, what, "Give it one name, or the two their own ids."))
    if problems:
        raise UserError(problems)
    return [named[key] for key in sorted(named)]


def _mention(mention: Mention, register: Register, ontology: Ontology) -> Iterator[Triple]:
    subject = node(mention.kind, mention.path)
    yield from types(ontology, subject, CLASSES[mention.kind])
    yield subject, SKOS + "prefLabel", text(mention.name, "zh")
    if mention.kind == "document":
        yield from document_triples(subject, mention.name, mention.number, ontology)
        if publisher := _publisher(mention, register):
            yield subject, DCTERMS + "publisher", iri(node("agency", publisher))


def _publisher(mention: Mention, register: Register) -> str:
    """Return the registered agency that a document's title names as its author, "" for none."""
    place = mention.path.partition("/")[0].rpartition("-")[2]
    return publisher_of(mention.name, place, register) if mention.kind == "document" else ""


def _coders(plans: Iterable[Plan], ontology: Ontology) -> list[Coder]:
    """Return the coders of the plans, each once; of one that no plan describes only the id is known."""
    plans = tuple(plans)
    described = {coder.id: coder for plan in plans for coder in plan.coders}
    named = {
        alignment.coder for plan in plans for measure in plan.measures for alignment in measure.alignments
    }
    return [described.get(word, Coder(word)) for word in sorted((named | set(described)) - ontology.coders)]


def _coder(coder: Coder) -> Iterator[Triple]:
    subject = node("coder", coder.id)
    for word in (AGENTS.get(coder.kind, ""), "Agent"):
        if word:
            yield subject, RDF + "type", iri(PROV + word)
    for language, label, note in (
        ("zh", coder.label, coder.description),
        ("en", coder.label_en, coder.description_en),
    ):
        if label:
            yield subject, SKOS + "prefLabel", text(label, language)
        if note:
            yield subject, SKOS + "note", text(note, language)
    if coder.version:
        yield subject, OWL + "versionInfo", text(coder.version)
    if coder.kind:
        matching = coder.matching or ("manual" if coder.kind == "person" else "unspecified")
        yield subject, TK + "hasJustification", iri(SEMAPV + MATCHINGS[matching])


def _file(plan: Plan) -> Iterator[Triple]:
    subject = node("file", plan.source.sha256)
    yield subject, RDF + "type", iri(PROV + "Entity")
    yield subject, TK + "checksum", text(plan.source.sha256)
    yield subject, TK + "fileName", text(PurePosixPath(plan.source.file).name)
    yield subject, TK + "mediaType", text(plan.source.media_type)
