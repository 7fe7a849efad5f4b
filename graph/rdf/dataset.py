"""Coded plans → the whole dataset as N-Quads text in canonical order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pyoxigraph as ox

from graph import __version__
from graph.coding.plan import CodedFile
from graph.errors import Problem, UserError
from graph.model import Agency, Coder, Plan
from graph.rdf.entities import entity_quads
from graph.rdf.plans import plan_quads
from graph.rdf.terms import iri, line, text
from graph.vocabulary.agencies import Register
from graph.vocabulary.iris import GRAPH_BUILD, GRAPH_ONTOLOGY, node, plan_graph
from graph.vocabulary.namespaces import PROV, RDF, TK
from graph.vocabulary.ontology import Ontology


def dataset_lines(files: Sequence[CodedFile], register: Register, ontology: Ontology) -> list[str]:
    """Return every N-Quads line of the dataset, sorted by code point.

    All nodes are named, so that this order is canonical: the same plans give the
    same bytes. The named graphs are disjoint.

    Raises
    ------
    UserError
        When two files code a plan of the same id, or describe one agency in two ways.
    """
    _refuse_twins(files)
    _refuse_two_descriptions(files)
    plans = [file.plan for file in files]
    lines = [
        *ontology_quads(ontology),
        *entity_quads(plans, register, ontology),
        *build_quads(files),
        *(each for plan in plans for each in plan_quads(plan, ontology)),
    ]
    return sorted(lines)


def ontology_quads(ontology: Ontology) -> Iterator[str]:
    """Yield the N-Quads lines of graph/ontology: terms, schemes, places, B-READY."""
    graph = ox.NamedNode(GRAPH_ONTOLOGY)
    for triple in dict.fromkeys(ontology.statements):
        yield f"{triple} {graph} .\n"


def build_quads(files: Iterable[CodedFile]) -> Iterator[str]:
    """Yield the N-Quads lines of graph/build: what was made from what, by which version (PROV-O)."""
    software = node("software", f"tiaokuai-{__version__}")
    yield line(software, RDF + "type", iri(PROV + "SoftwareAgent"), GRAPH_BUILD)
    for file in files:
        plan = file.plan
        activity, coded = node("build", plan.id), node("file", file.sha256)
        yield line(activity, RDF + "type", iri(PROV + "Activity"), GRAPH_BUILD)
        yield line(activity, PROV + "used", iri(coded), GRAPH_BUILD)
        yield line(activity, PROV + "used", iri(node("file", plan.source.sha256)), GRAPH_BUILD)
        yield line(activity, PROV + "wasAssociatedWith", iri(software), GRAPH_BUILD)
        yield line(plan_graph(plan.id), PROV + "wasGeneratedBy", iri(activity), GRAPH_BUILD)
        yield line(coded, TK + "fileName", text(file.path.name), GRAPH_BUILD)


def _refuse_twins(files: Sequence[CodedFile]) -> None:
    seen: dict[str, CodedFile] = {}
    problems = []
    for file in files:
        first = seen.setdefault(file.plan.id, file)
        if first is not file:
            what = f"codes the plan {file.plan.id}, and so does {first.path}."
            problems.append(Problem(str(file.path), what, "Leave one out, or give it an id of its own."))
    if problems:
        raise UserError(problems)


def _refuse_two_descriptions(files: Sequence[CodedFile]) -> None:
    """Refuse plans that describe an agency or a coder differently; they may spell an agency differently."""
    seen: dict[tuple[str, str], tuple[Agency | Coder, CodedFile]] = {}
    problems = []
    for file in files:
        for where, name, described in _descriptions(file.plan):
            first, earlier = seen.setdefault((where, name), (described, file))
            if first != described:
                what = f"describes {name} under {where}: in another way than {earlier.path} does."
                remedy = f"Make the two alike, or give it another {'id' if where == 'coders' else 'slug'}."
                problems.append(Problem(str(file.path), what, remedy))
    if problems:
        raise UserError(problems)


def _descriptions(plan: Plan) -> Iterator[tuple[str, str, Agency | Coder]]:
    for agency in plan.agencies:
        yield "names", agency.path, replace(agency, spellings=(), status="")
    for coder in plan.coders:
        yield "coders", coder.id, coder
