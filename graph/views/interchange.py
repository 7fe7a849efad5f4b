"""The network of a plan as nodes and edges with attributes and looks, for the formats of other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from graph.network.projection import project
from graph.network.ranks import rounded
from graph.network.twomode import MeasureNode, TwoMode, text
from graph.table import Cell, Table
from graph.views.agency_view import agency_places
from graph.views.cells import cell_text, visible
from graph.views.dl_labels import dl_labels
from graph.views.ground import spots
from graph.views.layout import SIDE
from graph.views.page_facts import section_titles, usual_names
from graph.views.page_views import ground_of
from graph.views.picture import INK, LINES, Item, look_of, picture
from graph.vocabulary.iris import path_of

NETWORKS = ("two-mode", "agencies")
TYPES = {"integer": "integer", "decimal": "double", "boolean": "boolean"}
RENAMED = {"agency": "iri", "label": "name_zh", "label_en": "name_en"}
"""A format has a label of its own, so that the names stand beside it as attributes."""
MEASURE_TYPES = {
    "node_type": "string",
    "key": "string",
    "number": "integer",
    "section": "string",
    "sector": "string",
    "topics": "string",
    "open_end": "boolean",
    "agencies": "integer",
    "pairings": "integer",
}
SEPARATOR = "; "
NEVER_IN_XML = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}
GROUP_OPACITY = 0.45


@dataclass(frozen=True, slots=True)
class Look:
    """How a node or an edge is drawn: place (y grows upwards), radius or width, colour, shape or line."""

    size: float
    colour: str
    opacity: float = 1.0
    shape: str = ""
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Node:
    """An agency or a measure; `id` is the path of its IRI, values that are None are not given."""

    id: str
    label: str
    values: Mapping[str, Cell]
    look: Look
    is_measure: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """A pair that shares measures, or an assignment, of weight 1."""

    source: str
    target: str
    weight: int
    values: Mapping[str, Cell]
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A network to be written: attribute name → its type (string, integer, double, boolean)."""

    title: str
    node_types: Mapping[str, str]
    edge_types: Mapping[str, str]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    two_mode: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What an exchange is made of: the network, the rows of queries/network, the scores of the network."""

    network: TwoMode
    assignments: Table
    measures: Table
    rank: Table
    title: str = ""
    lang: str = "zh"


def exchange(given: Given, which: str) -> Exchange:
    """Return the network `which` (one of `NETWORKS`) with attributes, and with the looks of the page.

    Agencies carry their names, kind, level, line, system and every score of the table
    `rank`; measures their key, section, sector, topics, number of agencies and pairings.
    An edge between agencies has the number of shared measures as its weight, Newman's
    weight and the keys of the measures; an assignment has weight 1 and its roles, the
    strongest first. Sizes and colours are those of the page, and places those of its view
    of the agencies alone, or of agencies and measures.
    """
    drawn = _drawn(given, alone=which == "agencies")
    found = [_agency(row, drawn, given.lang) for row in given.rank.records()]
    agencies = _labelled(sorted(found, key=lambda node: node.id))
    columns = given.rank.columns
    types = {"dl_label": "string"}
    types |= {RENAMED.get(each.name, each.name): TYPES.get(each.type, "string") for each in columns}
    if which == "agencies":
        edge_types = {"newman": "double", "keys": "string"}
        return Exchange(given.title, types, edge_types, tuple(agencies), _shared(given.network))
    sizes = given.network.sizes()
    measures = _labelled([_measure(each, sizes[each.iri], drawn) for each in given.network.measures])
    types = {"node_type": "string", **types, **MEASURE_TYPES}
    nodes = (*agencies, *measures)
    edges = _assignments(given.network)
    return Exchange(given.title, types, {"roles": "string"}, nodes, edges, two_mode=True)


def _labelled(nodes: Sequence[Node]) -> list[Node]:
    labels = dl_labels(node.id for node in nodes)
    return [
        replace(node, values={**node.values, "dl_label": label})
        for node, label in zip(nodes, labels, strict=True)
    ]


def plain(cell: Cell) -> str:
    r"""Return a cell as text that XML can hold: control characters and non-characters are spelled out.

    Examples
    --------
    >>> plain("a\x00b\ufffe"), plain(True), plain(0.5)
    ('a\\u0000b\\ufffe', 'true', '0.5')
    """
    return visible(cell_text(cell)).translate(NEVER_IN_XML)


def known(values: Mapping[str, Cell]) -> list[tuple[str, str]]:
    """Return the attributes that have a value, as text.

    Examples
    --------
    >>> known({"system": None, "led": 0, "name_en": ""})
    [('led', '0')]
    """
    shown = [(name, plain(value)) for name, value in values.items() if value is not None]
    return [(name, value) for name, value in shown if value]


def _drawn(given: Given, alone: bool) -> Mapping[str, Item]:
    """Return the path of every node → how the page draws it, in both modes or agencies `alone`."""
    network = given.network
    here = {agency.iri for agency in network.agencies}
    rows = tuple(
        row
        for row, agency in zip(given.assignments.rows, given.assignments.values("agency"), strict=True)
        if agency in here
    )
    assignments = Table(given.assignments.name, given.assignments.columns, rows)
    ids = {agency: path_of(agency) for agency in here}
    ids |= {measure.iri: path_of(measure.iri) for measure in network.measures}
    loads = dict(zip(map(text, given.rank.values("agency")), given.rank.values("load"), strict=True))
    names = usual_names(assignments, network)
    found = picture(network, ids, names, loads, section_titles(given.measures))
    items = {str(item["id"]): item for item in found.nodes}
    if alone:
        ground = replace(ground_of(network, ids, found), most=len(network.agencies))
        for path, (x, y) in spots(ground.agencies, agency_places(ground)).items():
            items[path] |= {"x": x, "y": y}
    return items


def _agency(row: Mapping[str, Cell], drawn: Mapping[str, Item], lang: str) -> Node:
    path = path_of(text(row["agency"]))
    item = drawn[path]
    look = look_of(text(row["system"]))
    values: dict[str, Cell] = {"node_type": "agency"}
    values |= {RENAMED.get(name, name): value for name, value in row.items()}
    return Node(
        id=path,
        label=str(item[lang]),
        values=values,
        look=Look(
            size=_number(item["size"]),
            colour=look.colour,
            opacity=GROUP_OPACITY if row["is_group"] else 1.0,
            shape=look.shape,
            x=_number(item["x"]),
            y=_upwards(item["y"]),
        ),
    )


def _measure(measure: MeasureNode, size: int, drawn: Mapping[str, Item]) -> Node:
    path = path_of(measure.iri)
    item = drawn[path]
    colours = item["color"]
    values: dict[str, Cell] = {
        "node_type": "measure",
        "iri": measure.iri,
        "name_zh": measure.title or None,
        "key": measure.key,
        "number": measure.number,
        "section": measure.section or None,
        "sector": measure.sector or None,
        "topics": SEPARATOR.join(measure.topics) or None,
        "open_end": measure.open_end,
        "agencies": size,
        "pairings": size * (size - 1) // 2,
    }
    look = Look(
        size=SIDE / 2,
        colour=str(colours["background"]) if isinstance(colours, dict) else INK,
        shape="square",
        x=_number(item["x"]),
        y=_upwards(item["y"]),
    )
    return Node(path, str(item["label"]), values, look, is_measure=True)


def _shared(network: TwoMode) -> tuple[Edge, ...]:
    keys = {measure.iri: measure.key for measure in network.measures}
    held = {agency: list(measures) for agency, measures in network.by_agency().items()}
    found = []
    for pair in project(network):
        others = set(held[pair.second])
        shared = [keys[measure] for measure in held[pair.first] if measure in others]
        values: dict[str, Cell] = {"newman": rounded(pair.newman), "keys": SEPARATOR.join(shared)}
        found.append(Edge(path_of(pair.first), path_of(pair.second), pair.measures, values))
    return tuple(found)


def _assignments(network: TwoMode) -> tuple[Edge, ...]:
    return tuple(
        Edge(path_of(agency), path_of(measure), 1, {"roles": SEPARATOR.join(roles)}, _line(roles))
        for (agency, measure), roles in network.roles.items()
    )


def _line(roles: Sequence[str]) -> Look:
    style = LINES.get(roles[0], LINES["responsible"])
    colours, dashes = style["color"], style["dashes"]
    shape = "solid" if not isinstance(dashes, list) else "dotted" if dashes[0] < 2 else "dashed"
    colour, opacity = (colours["color"], colours["opacity"]) if isinstance(colours, dict) else (INK, 1)
    return Look(_number(style["width"]), str(colour), float(opacity), shape)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float | Decimal) else 0.0


def _upwards(value: object) -> float:
    """Return a height of the page, which grows downwards, as one that grows upwards; never minus zero."""
    return -_number(value) + 0.0
