"""A network as GraphML, which igraph, networkx, Gephi, Cytoscape, yEd and Pajek's converters read."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from graph.table import Cell
from graph.views.gexf import DECLARATION
from graph.views.interchange import Edge, Exchange, Node, known, plain
from graph.vocabulary.namespaces import GRAPHML

TYPES = {"integer": "int"}
LOOKS = {"x": "double", "y": "double", "size": "double", "r": "integer", "g": "integer", "b": "integer"}
"""The names by which Gephi takes places, sizes and colours from GraphML."""


def to_graphml(network: Exchange) -> str:
    """Return a network as GraphML: label, places, sizes and colours are attributes like all others.

    A node or an edge without a value for an attribute does not have it.
    """
    root = ET.Element("graphml", {"xmlns": GRAPHML})
    _keys(root, "node", {"label": "string", **LOOKS, **network.node_types})
    _keys(root, "edge", {"weight": "integer", **network.edge_types})
    graph = ET.SubElement(root, "graph", {"id": "network", "edgedefault": "undirected"})
    ET.SubElement(graph, "desc").text = plain(network.title)
    for node in network.nodes:
        _node(graph, node, network.node_types)
    for number, edge in enumerate(network.edges):
        _edge(graph, number, edge)
    ET.indent(root)
    return f"{DECLARATION}{ET.tostring(root, encoding='unicode')}\n"


def _keys(root: ET.Element, side: str, types: Mapping[str, str]) -> None:
    for name, kind in types.items():
        what = {"id": f"{side}-{name}", "for": side, "attr.name": name, "attr.type": TYPES.get(kind, kind)}
        ET.SubElement(root, "key", what)


def _node(graph: ET.Element, node: Node, types: Mapping[str, str]) -> None:
    element = ET.SubElement(graph, "node", {"id": plain(node.id)})
    red, green, blue = bytes.fromhex(node.look.colour.removeprefix("#"))
    drawn: dict[str, Cell] = {"x": node.look.x, "y": node.look.y, "size": node.look.size}
    drawn |= {"r": red, "g": green, "b": blue}
    given = {name: value for name, value in node.values.items() if name in types}
    _data(element, "node", {"label": node.label, **drawn, **given})


def _edge(graph: ET.Element, number: int, edge: Edge) -> None:
    ends = {"id": f"e{number}", "source": plain(edge.source), "target": plain(edge.target)}
    _data(ET.SubElement(graph, "edge", ends), "edge", {"weight": edge.weight, **edge.values})


def _data(element: ET.Element, side: str, values: Mapping[str, Cell]) -> None:
    for name, value in known(values):
        ET.SubElement(element, "data", {"key": f"{side}-{name}"}).text = value
