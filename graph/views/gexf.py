"""A network as GEXF 1.3, the format of Gephi, with the places, sizes and colours of the page."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from graph import __version__
from graph.table import Cell
from graph.views.cells import number_text
from graph.views.interchange import Edge, Exchange, Look, Node, known, plain
from graph.vocabulary.namespaces import GEXF, GEXF_VIZ

SHAPES = {"dot": "disc", "square": "square", "diamond": "diamond", "triangle": "triangle"}
"""The shapes that GEXF knows; stars, hexagons and turned triangles are left to the reading program."""
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def to_gexf(network: Exchange) -> str:
    """Return a network as GEXF 1.3.

    The date of change, which the format allows, is left out: the same network gives the
    same bytes. y grows upwards, as Gephi draws it, so that the picture stands as on the page.
    """
    root = ET.Element("gexf", {"xmlns": GEXF, "xmlns:viz": GEXF_VIZ, "version": "1.3"})
    meta = ET.SubElement(root, "meta")
    ET.SubElement(meta, "creator").text = f"Tiaokuai {__version__}"
    ET.SubElement(meta, "description").text = plain(network.title)
    graph = ET.SubElement(root, "graph", {"defaultedgetype": "undirected", "mode": "static"})
    _attributes(graph, "node", network.node_types)
    _attributes(graph, "edge", network.edge_types)
    nodes = ET.SubElement(graph, "nodes")
    for node in network.nodes:
        _node(nodes, node, network.node_types)
    edges = ET.SubElement(graph, "edges")
    for number, edge in enumerate(network.edges):
        _edge(edges, number, edge)
    ET.indent(root)
    return f"{DECLARATION}{ET.tostring(root, encoding='unicode')}\n"


def _attributes(graph: ET.Element, side: str, types: Mapping[str, str]) -> None:
    declared = ET.SubElement(graph, "attributes", {"class": side, "mode": "static"})
    for name, kind in types.items():
        ET.SubElement(declared, "attribute", {"id": name, "title": name, "type": kind})


def _node(nodes: ET.Element, node: Node, types: Mapping[str, str]) -> None:
    element = ET.SubElement(nodes, "node", {"id": plain(node.id), "label": plain(node.label)})
    _values(element, {name: value for name, value in node.values.items() if name in types})
    _colour(element, node.look)
    place = {"x": number_text(node.look.x), "y": number_text(node.look.y), "z": "0"}
    ET.SubElement(element, "viz:position", place)
    ET.SubElement(element, "viz:size", {"value": number_text(node.look.size)})
    if node.look.shape in SHAPES:
        ET.SubElement(element, "viz:shape", {"value": SHAPES[node.look.shape]})


def _edge(edges: ET.Element, number: int, edge: Edge) -> None:
    ends = {"source": plain(edge.source), "target": plain(edge.target)}
    element = ET.SubElement(edges, "edge", {"id": str(number), **ends, "weight": str(edge.weight)})
    _values(element, edge.values)
    if edge.look:
        _colour(element, edge.look)
        ET.SubElement(element, "viz:thickness", {"value": number_text(edge.look.size)})
        ET.SubElement(element, "viz:shape", {"value": edge.look.shape})


def _values(element: ET.Element, values: Mapping[str, Cell]) -> None:
    found = ET.SubElement(element, "attvalues")
    for name, value in known(values):
        ET.SubElement(found, "attvalue", {"for": name, "value": value})


def _colour(element: ET.Element, look: Look) -> None:
    red, green, blue = (str(part) for part in bytes.fromhex(look.colour.removeprefix("#")))
    ET.SubElement(element, "viz:color", {"r": red, "g": green, "b": blue, "a": number_text(look.opacity)})
