"""The nodes and edges of the network page as plain mappings, ready for pyvis."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.network.twomode import LEAD, AgencyNode, MeasureNode, TwoMode
from graph.table import Cell
from graph.views.cells import visible, width
from graph.views.layout import SIDE, Layout, Section, lay_out
from graph.views.short_names import short_names

Item = dict[str, object]

HEADING_UNIT = 7.2
SMALLEST, LARGEST = 3.5, 12.0
PALE, DEEP = (232, 239, 246), (31, 72, 118)
INK, PAPER = "#16202b", "#ffffff"


@dataclass(frozen=True, slots=True)
class Look:
    """The colour and the shape of a system; both differ, so that neither is needed alone."""

    colour: str
    shape: str


SYSTEMS = {
    "government": Look("#0072b2", "dot"),
    "party": Look("#d55e00", "star"),
    "peoples-congress": Look("#3aa0d8", "hexagon"),
    "cppcc": Look("#882255", "triangleDown"),
    "courts-and-procuratorates": Look("#b0569a", "diamond"),
    "mass-organisations": Look("#d08c00", "triangle"),
    "enterprises": Look("#00805e", "square"),
}
UNKNOWN = Look("#77818c", "dot")
"""Okabe and Ito's colours, darkened to a contrast of 3:1 on white."""

LINES: dict[str, Item] = {
    LEAD: {"width": 1.9, "dashes": False, "color": {"color": "#34506e", "opacity": 0.75}},
    "responsible": {"width": 0.9, "dashes": False, "color": {"color": "#5f7488", "opacity": 0.38}},
    "cooperating": {"width": 1.0, "dashes": [7, 4], "color": {"color": "#5f7488", "opacity": 0.5}},
    "supervising": {"width": 1.4, "dashes": [1.5, 4], "color": {"color": "#5f7488", "opacity": 0.7}},
}
"""How an assignment is drawn, by its (strongest) role."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the page draws: nodes and edges by short ids, headings, and how far the picture reaches."""

    nodes: tuple[Item, ...]
    edges: tuple[Item, ...]
    headings: tuple[Item, ...]
    by_lead: bool
    reach: float
    half_height: float


def picture(
    network: TwoMode,
    ids: Mapping[str, str],
    names: Mapping[str, str],
    loads: Mapping[str, Cell],
    titles: Mapping[str, tuple[str, str]],
) -> Picture:
    """Return the picture of a network.

    Parameters
    ----------
    network
        Agencies, measures, roles.
    ids
        IRI → the short id of a node.
    names
        Agency IRI → the name to write beside it in Chinese.
    loads
        Agency IRI → coordination load, which sets the area of its node.
    titles
        Section key → its title in Chinese and English.
    """
    radii = _radii(loads)
    sizes = network.sizes()
    layout = lay_out(
        _sections(network.measures, titles),
        network.by_agency(),
        radii,
        {agency for (agency, _), roles in network.roles.items() if LEAD in roles},
    )
    most = max(sizes.values(), default=0)
    led = {measure for (_, measure), roles in network.roles.items() if LEAD in roles}
    english = short_names({each.iri: each.label_en or names[each.iri] for each in network.agencies})
    nodes = [
        _agency(each, ids, (names[each.iri], english[each.iri]), radii, layout) for each in network.agencies
    ]
    nodes += [
        _measure(each, ids, sizes[each.iri] / most if most else 0.0, each.iri in led, layout)
        for each in network.measures
    ]
    edges = tuple(_edge(ids, pair, roles) for pair, roles in network.roles.items())
    headings = tuple(
        {"x": spot.x, "y": spot.y, "zh": visible(titles[key][0]), "en": visible(titles[key][1])}
        for key, spot in layout.headings.items()
    )
    return Picture(tuple(nodes), edges, headings, layout.by_lead, layout.reach, layout.half_height)


def look_of(system: str) -> Look:
    """Return the colour and shape of a system, grey dots for one that is unknown."""
    return SYSTEMS.get(system, UNKNOWN)


def _radii(loads: Mapping[str, Cell]) -> dict[str, float]:
    """Return a radius for every agency: areas grow with the load, from SMALLEST to LARGEST."""
    numbers = {
        agency: float(value) if isinstance(value, int | float) else 0.0 for agency, value in loads.items()
    }
    most = max(numbers.values(), default=0.0) or 1.0
    room = LARGEST**2 - SMALLEST**2
    return {
        agency: round(math.sqrt(SMALLEST**2 + room * number / most), 1) for agency, number in numbers.items()
    }


def _sections(measures: Sequence[MeasureNode], titles: Mapping[str, tuple[str, str]]) -> list[Section]:
    found: dict[str, list[str]] = {}
    for measure in measures:
        found.setdefault(measure.section, []).append(measure.iri)
    return [Section(key, HEADING_UNIT * max(map(width, titles[key])), tuple(found[key])) for key in found]


def _agency(
    agency: AgencyNode,
    ids: Mapping[str, str],
    names: tuple[str, str],
    radii: Mapping[str, float],
    layout: Layout,
) -> Item:
    look, spot = look_of(agency.system), layout.agencies[agency.iri]
    fill = PAPER if agency.is_group else look.colour
    return {
        "id": ids[agency.iri],
        "x": spot.x,
        "y": spot.y,
        "side": spot.side,
        "zh": visible(names[0]),
        "en": visible(names[1]),
        "shape": look.shape,
        "size": radii[agency.iri],
        "borderWidth": 2 if agency.is_group else 1,
        "color": {"background": fill, "border": look.colour},
    }


def _measure(measure: MeasureNode, ids: Mapping[str, str], share: float, led: bool, layout: Layout) -> Item:
    spot = layout.measures[measure.iri]
    inner = SIDE - 4
    return {
        "id": ids[measure.iri],
        "x": spot.x,
        "y": spot.y,
        "shape": "box",
        "label": visible(measure.key if measure.number is None else str(measure.number)),
        "margin": 2,
        "widthConstraint": inner,
        "heightConstraint": inner,
        "shapeProperties": {"borderRadius": 4, "borderDashes": False if led else [3, 2]},
        "borderWidth": 1 if led else 1.6,
        "font": {"size": 12.5, "color": PAPER if share > 0.45 else INK},
        "color": {"background": _shade(share), "border": "#9fb3c8" if led else "#b3261e"},
    }


def _shade(share: float) -> str:
    """Return the fill of a measure: the more agencies, the darker."""
    return "#" + "".join(f"{round(p + (d - p) * share):02x}" for p, d in zip(PALE, DEEP, strict=True))


def _edge(ids: Mapping[str, str], pair: tuple[str, str], roles: tuple[str, ...]) -> Item:
    style = LINES.get(roles[0], LINES["responsible"])
    tie = ids[pair[0]], ids[pair[1]]
    return {"id": "-".join(tie), "from": tie[0], "to": tie[1], "role": roles[0], **style}
