"""The IRI table: how each kind of node is named. Frozen: a changed pattern is a major version."""

from __future__ import annotations

from graph.vocabulary.namespaces import ID

GRAPH_ENTITIES = ID + "graph/entities"
GRAPH_ONTOLOGY = ID + "graph/ontology"
GRAPH_BUILD = ID + "graph/build"
GRAPH_DERIVED = ID + "graph/derived"


def node(*parts: str) -> str:
    """Return the IRI of an instance from its path.

    Examples
    --------
    >>> node("measure", "zhengzhou-2024", "19")
    'https://w3id.org/tiaokuai/id/measure/zhengzhou-2024/19'
    >>> node("assignment", "zhengzhou-2024", "19", "", "lead")
    'https://w3id.org/tiaokuai/id/assignment/zhengzhou-2024/19/lead'
    """
    return ID + "/".join(part for part in parts if part)


def plan_graph(plan: str) -> str:
    """Return the IRI of the named graph that holds what the plan says."""
    return node("graph", "plan", plan)


def path_of(iri: str) -> str:
    """Return what follows the instance namespace, or the IRI itself when it is not ours.

    Examples
    --------
    >>> path_of("https://w3id.org/tiaokuai/id/role/lead")
    'role/lead'
    """
    return iri.removeprefix(ID)
