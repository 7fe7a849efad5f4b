"""A coded plan → the quads of its named graph: one pure function, record to text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.model import (
    Alignment,
    Amount,
    Assignment,
    Deadline,
    Link,
    Measure,
    Mention,
    OpenEnd,
    Plan,
    Rule,
    Section,
    Span,
)
from graph.rdf.policy_documents import document_triples
from graph.rdf.terms import day, decimal, integer, iri, line, text
from graph.vocabulary.iris import node, plan_graph
from graph.vocabulary.namespaces import DCTERMS, FOAF, OA, PROV, RDF, TK
from graph.vocabulary.ontology import Ontology

Triple = tuple[str, str, str]
"""Subject IRI, predicate IRI, object term."""

MENTIONS = {"platform": "uses", "programme": "carriesOut"}


def plan_quads(plan: Plan, ontology: Ontology) -> Iterator[str]:
    """Yield the N-Quads lines of a plan's named graph, each once."""
    graph = plan_graph(plan.id)
    writer = _Writer(plan, ontology)
    for subject, predicate, term in dict.fromkeys(writer.triples()):
        yield line(subject, predicate, term, graph)


def types(ontology: Ontology, subject: str, word: str) -> Iterator[Triple]:
    """Yield the class `tk:word` of a node and every class above it: the engine infers nothing."""
    for class_iri in (TK + word, *ontology.superclasses.get(TK + word, ())):
        yield subject, RDF + "type", iri(class_iri)


@dataclass(frozen=True, slots=True)
class _Writer:
    plan: Plan
    ontology: Ontology

    def node(self, kind: str, *parts: str) -> str:
        return node(kind, self.plan.id, *parts)

    def triples(self) -> Iterator[Triple]:
        yield from self.head()
        for rule in self.plan.rules:
            yield from self.rule(rule)
        for order, section in enumerate(self.plan.sections, start=1):
            yield from self.section(section, order)
        for order, measure in enumerate(self.plan.measures, start=1):
            yield from self.measure(measure, order)

    def head(self) -> Iterator[Triple]:
        plan, subject = self.plan, node("plan", self.plan.id)
        yield from types(self.ontology, subject, "Plan")
        yield subject, DCTERMS + "title", text(plan.title, "zh")
        yield from _texts(subject, {DCTERMS + "title": plan.title_en}, "en")
        yield subject, TK + "hasStatus", iri(node("status", plan.status))
        yield subject, TK + "hasPlace", iri(node("place", plan.place))
        yield subject, TK + "hasLevel", iri(node("level", plan.level))
        yield subject, TK + "year", integer(plan.year)
        yield from document_triples(subject, plan.title, plan.document_number, self.ontology)
        for agency in plan.issuers:
            yield subject, DCTERMS + "publisher", iri(node("agency", agency))
        if plan.issued:
            yield subject, DCTERMS + "issued", day(plan.issued)
        if plan.url:
            yield subject, FOAF + "page", iri(plan.url)
        if plan.supersedes:
            yield subject, DCTERMS + "replaces", iri(node("plan", plan.supersedes))
        yield subject, PROV + "wasDerivedFrom", iri(node("file", plan.source.sha256))
        yield subject, TK + "textChecksum", text(plan.source.text_sha256)
        yield subject, TK + "characters", integer(plan.source.characters)
        yield subject, TK + "reader", text(plan.source.reader)
        for mention in plan.mentions:
            yield from self.mention(subject, mention)

    def rule(self, rule: Rule) -> Iterator[Triple]:
        subject = self.node("rule", rule.id)
        yield from types(self.ontology, subject, "AssignmentRule")
        yield node("plan", self.plan.id), TK + "hasRule", iri(subject)
        yield subject, TK + "ruleKind", text(rule.kind)
        yield from _texts(subject, {TK + "asWritten": rule.as_written})
        if rule.first_measure:
            yield subject, TK + "appliesFrom", iri(self.node("measure", rule.first_measure))
        yield from self.evidence(subject, rule.spans)

    def section(self, section: Section, order: int) -> Iterator[Triple]:
        subject = self.node("section", section.key)
        whole = self.node("section", section.parent) if section.parent else node("plan", self.plan.id)
        yield from types(self.ontology, subject, "Section")
        yield subject, DCTERMS + "isPartOf", iri(whole)
        yield subject, TK + "inPlan", iri(node("plan", self.plan.id))
        yield subject, TK + "key", text(section.key)
        yield subject, TK + "order", integer(order)
        yield from _texts(subject, {TK + "asWritten": section.label})
        yield from _texts(subject, {DCTERMS + "title": section.title}, "zh")
        yield from _texts(subject, {DCTERMS + "title": section.title_en}, "en")
        if section.sector:
            yield subject, TK + "hasSector", iri(node("sector", section.sector))

    def measure(self, measure: Measure, order: int) -> Iterator[Triple]:
        subject = self.node("measure", measure.key)
        whole = self.node("section", measure.section) if measure.section else node("plan", self.plan.id)
        yield from types(self.ontology, subject, "Measure")
        yield subject, TK + "inPlan", iri(node("plan", self.plan.id))
        yield subject, DCTERMS + "isPartOf", iri(whole)
        yield subject, TK + "key", text(measure.key)
        yield subject, TK + "order", integer(order)
        if measure.number is not None:
            yield subject, TK + "number", integer(measure.number)
        yield from _texts(subject, {TK + "asWritten": measure.label})
        yield from _texts(subject, {DCTERMS + "title": measure.title}, "zh")
        yield from self.evidence(subject, measure.spans)
        yield from self.parts_of(measure, subject)

    def parts_of(self, measure: Measure, subject: str) -> Iterator[Triple]:
        for assignment in measure.assignments:
            yield from self.assignment(assignment, measure, subject)
        for open_end in measure.open_ends:
            yield from self.open_end(open_end, measure, subject)
        for deadline in measure.deadlines:
            yield from self.deadline(deadline, measure, subject)
        for target in measure.targets:
            yield from self.amount(target, measure, subject, "Target")
        for condition in measure.conditions:
            yield from self.amount(condition, measure, subject, "Condition")
        for mention in measure.mentions:
            yield from self.mention(subject, mention)
        for alignment in measure.alignments:
            yield from self.alignment(alignment, measure, subject)
        for link in measure.links:
            if link.status == "accepted":
                yield from self.link(link, measure, subject)

    def assignment(self, assignment: Assignment, measure: Measure, about: str) -> Iterator[Triple]:
        place_and_slug = assignment.agency
        subject = self.node("assignment", measure.key, assignment.part, assignment.role, place_and_slug)
        agency = iri(node("agency", assignment.agency))
        yield from types(self.ontology, subject, "Assignment")
        yield subject, TK + "ofMeasure", iri(about)
        yield subject, TK + "toAgency", agency
        yield subject, TK + "inRole", iri(node("role", assignment.role))
        yield subject, TK + "spelling", text(assignment.spelling)
        yield subject, TK + "position", integer(assignment.position)
        words = {TK + "asWritten": assignment.as_written, TK + "inPart": assignment.part}
        yield from _texts(subject, words | {TK + "doubt": assignment.doubt})
        if assignment.rule:
            yield subject, TK + "byRule", iri(self.node("rule", assignment.rule))
        yield from self.evidence(subject, assignment.spans)
        shortcut = self.ontology.shortcuts[assignment.role]
        for predicate in (shortcut, *self.ontology.superproperties.get(shortcut, ())):
            yield about, predicate, agency

    def open_end(self, open_end: OpenEnd, measure: Measure, about: str) -> Iterator[Triple]:
        subject = self.node("open-end", measure.key, open_end.part, open_end.role)
        yield from types(self.ontology, subject, "OpenEnd")
        yield subject, TK + "ofMeasure", iri(about)
        yield subject, TK + "inRole", iri(node("role", open_end.role))
        yield from _texts(subject, {TK + "asWritten": open_end.as_written, TK + "inPart": open_end.part})
        yield from self.evidence(subject, open_end.spans)

    def deadline(self, deadline: Deadline, measure: Measure, about: str) -> Iterator[Triple]:
        subject = self.node("deadline", measure.key, deadline.id)
        yield from types(self.ontology, subject, "Deadline")
        yield about, TK + "hasDeadline", iri(subject)
        yield subject, TK + "deadlineKind", text(deadline.kind)
        words = {TK + "asWritten": deadline.as_written, TK + "inPart": deadline.part}
        yield from _texts(subject, words | {TK + "recurrence": deadline.recurrence})
        if deadline.due:
            yield subject, TK + "dueBy", day(deadline.due)
        if deadline.start:
            yield subject, TK + "dueFrom", day(deadline.start)
        yield from self.evidence(subject, deadline.spans)

    def amount(self, amount: Amount, measure: Measure, about: str, word: str) -> Iterator[Triple]:
        subject = self.node(word.lower(), measure.key, amount.id)
        yield from types(self.ontology, subject, word)
        yield about, TK + f"has{word}", iri(subject)
        yield subject, TK + "subject", text(amount.subject, "zh")
        yield subject, TK + "comparator", text(amount.comparator)
        yield subject, TK + "value", decimal(amount.value)
        if amount.maximum is not None:
            yield subject, TK + "maximumValue", decimal(amount.maximum)
        yield subject, TK + "hasUnit", iri(node("unit", amount.unit))
        words = {TK + "basis": amount.basis, TK + "asWritten": amount.as_written, TK + "inPart": amount.part}
        yield from _texts(subject, words)
        if amount.deadline:
            yield subject, TK + "hasDeadline", iri(self.node("deadline", measure.key, amount.deadline))
        yield from self.evidence(subject, amount.spans)

    def mention(self, subject: str, mention: Mention) -> Iterator[Triple]:
        predicate = MENTIONS.get(mention.kind, mention.role)
        yield subject, TK + predicate, iri(node(mention.kind, mention.path))
        yield from self.evidence(subject, mention.spans)

    def alignment(self, alignment: Alignment, measure: Measure, about: str) -> Iterator[Triple]:
        name = f"{alignment.edition}-{alignment.concept}"
        subject = self.node("alignment", measure.key, name, alignment.coder)
        concept = iri(node("bready", alignment.edition, alignment.concept))
        yield from types(self.ontology, subject, "Alignment")
        yield subject, TK + "ofMeasure", iri(about)
        yield subject, TK + "toConcept", concept
        yield subject, TK + "hasStrength", iri(node("strength", alignment.strength))
        yield subject, TK + "hasStatus", iri(node("status", alignment.status))
        yield subject, TK + "edition", text(alignment.edition)
        yield subject, PROV + "wasAttributedTo", iri(node("coder", alignment.coder))
        if alignment.confidence is not None:
            yield subject, TK + "confidence", decimal(alignment.confidence)
        yield from _texts(subject, {TK + "reason": alignment.reason})
        yield from self.evidence(subject, alignment.spans)
        if alignment.status == "accepted":
            yield about, TK + "alignsWith", concept

    def link(self, link: Link, measure: Measure, about: str) -> Iterator[Triple]:
        subject = node("link", link.kind, self.plan.id, measure.key, *link.target.split("/"))
        yield from types(self.ontology, subject, "PolicyLink")
        yield subject, TK + "linksFrom", iri(about)
        yield subject, TK + "linksTo", iri(node("measure", link.target))
        yield subject, TK + "hasLinkKind", iri(node("link-kind", link.kind))
        yield from _texts(subject, {TK + "reason": link.reason})
        if link.coder:
            yield subject, PROV + "wasAttributedTo", iri(node("coder", link.coder))
        yield from self.evidence(subject, link.spans)
        yield about, TK + "isLinkedTo", iri(node("measure", link.target))

    def evidence(self, subject: str, spans: Iterable[Span]) -> Iterator[Triple]:
        """Yield the places in the document that `subject` was read from, one a span."""
        for start, end in spans:
            place = self.node("text", f"{start}-{end}")
            selector = self.node("selector", f"{start}-{end}")
            yield subject, TK + "hasEvidence", iri(place)
            yield place, RDF + "type", iri(OA + "SpecificResource")
            yield place, OA + "hasSource", iri(node("file", self.plan.source.sha256))
            yield place, OA + "hasSelector", iri(selector)
            yield selector, RDF + "type", iri(OA + "TextPositionSelector")
            yield selector, OA + "start", integer(start)
            yield selector, OA + "end", integer(end)


def _texts(subject: str, values: dict[str, str], language: str = "") -> Iterator[Triple]:
    """Yield a literal for every value that is there."""
    for predicate, value in values.items():
        if value:
            yield subject, predicate, text(value, language)
