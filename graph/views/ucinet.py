"""A network in the DL language of UCINET, which Gephi, igraph and Pajek read too."""

from __future__ import annotations

from collections.abc import Sequence

from graph.views.interchange import Exchange, Node


def to_dl(network: Exchange) -> str:
    """Return a network as DL: edgelist1 for agencies, edgelist2 for agencies by measures.

    The value of a pair of agencies is the number of measures that they share, and it stands
    in both directions, because the format is one of directed pairs; an assignment has the
    value 1. Nodes without an edge are in the list of labels. DL has no comments, no
    attributes and no encoding, so labels are plain ASCII (`graph.views.dl_labels`); GEXF and
    GraphML hold names and attributes of the same nodes under the same label (`dl_label`).

    Notes
    -----
    Source: UCINET's help on the DL language, http://www.analytictech.com/ucinet/help/hs5000.htm.
    """
    if network.two_mode:
        return _two_mode(network)
    place = _places(network.nodes)
    pairs = [(place[edge.source], place[edge.target], edge.weight) for edge in network.edges]
    both = sorted(pairs + [(other, one, weight) for one, other, weight in pairs])
    lines = [
        f"dl n={len(place)}",
        "format = edgelist1",
        "labels:",
        *_labels(network.nodes),
        "data:",
        *(f"{one} {other} {weight}" for one, other, weight in both),
    ]
    return "".join(f"{line}\n" for line in lines)


def _two_mode(network: Exchange) -> str:
    rows = [node for node in network.nodes if not node.is_measure]
    columns = [node for node in network.nodes if node.is_measure]
    first, second = _places(rows), _places(columns)
    pairs = sorted((first[edge.source], second[edge.target], edge.weight) for edge in network.edges)
    lines = [
        f"dl nr={len(rows)}, nc={len(columns)}",
        "format = edgelist2",
        "row labels:",
        *_labels(rows),
        "column labels:",
        *_labels(columns),
        "data:",
        *(f"{one} {other} {weight}" for one, other, weight in pairs),
    ]
    return "".join(f"{line}\n" for line in lines)


def _places(nodes: Sequence[Node]) -> dict[str, int]:
    return {node.id: number for number, node in enumerate(nodes, start=1)}


def _labels(nodes: Sequence[Node]) -> list[str]:
    """Return labels a line each, a comma between two."""
    labels = [str(node.values["dl_label"]) for node in nodes]
    return [f"{label}," for label in labels[:-1]] + labels[-1:]
