"""A network of more nodes than one picture holds: a two-mode picture of each section, opened singly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.network.twomode import MeasureNode, TwoMode
from graph.table import Cell
from graph.views.ground import Both
from graph.views.page_facts import Fact
from graph.views.picture import Picture, picture

PLACE = ("x", "y", "side")


def looks_of(drawn: Picture) -> dict[str, Fact]:
    """Return id → how a node is drawn, without its place."""
    return {
        str(item["id"]): {name: value for name, value in item.items() if name not in (*PLACE, "id")}
        for item in drawn.nodes
    }


@dataclass(frozen=True, slots=True)
class Written:
    """Names and loads of agencies by IRI, titles of sections by key."""

    names: Mapping[str, str]
    loads: Mapping[str, Cell]
    titles: Mapping[str, Both]


def parts_of(network: TwoMode, ids: Mapping[str, str], written: Written, most: int) -> list[Fact]:
    """Return a picture for each section, in order; of a section of more than `most` nodes, several.

    `group` is the group of the section in the view of sections (`g0` the first).
    """
    groups: dict[str, list[MeasureNode]] = {}
    for measure in network.measures:
        groups.setdefault(measure.section, []).append(measure)
    held = network.by_measure()
    found = []
    for number, measures in enumerate(groups.values()):
        for piece in pieces(measures, held, most):
            drawn = picture(only(network, piece), ids, written.names, written.loads, written.titles)
            nodes = {str(item["id"]): [item[name] for name in PLACE if name in item] for item in drawn.nodes}
            found.append(
                {
                    "group": f"g{number}",
                    "nodes": nodes,
                    "headings": drawn.headings,
                    "by_lead": drawn.by_lead,
                    "reach": drawn.reach,
                    "half_height": drawn.half_height,
                }
            )
    return found


def only(network: TwoMode, measures: Sequence[MeasureNode]) -> TwoMode:
    """Return the network of some measures, with the agencies that take part in them."""
    kept = {measure.iri for measure in measures}
    roles = {pair: held for pair, held in network.roles.items() if pair[1] in kept}
    there = {agency for agency, _ in roles}
    agencies = tuple(agency for agency in network.agencies if agency.iri in there)
    return replace(network, agencies=agencies, measures=tuple(measures), roles=roles)


def pieces(
    measures: Sequence[MeasureNode], held: Mapping[str, Sequence[str]], most: int
) -> Iterator[list[MeasureNode]]:
    """Yield measures in pieces, in their order, each of at most `most` nodes together with its agencies.

    Examples
    --------
    Two measures with an agency each are four nodes; with room for three, each stands alone.

    >>> made = [MeasureNode("m1", "1", 1), MeasureNode("m2", "2", 2)]
    >>> [len(piece) for piece in pieces(made, {"m1": ["a"], "m2": ["b"]}, 3)]
    [1, 1]
    """
    piece: list[MeasureNode] = []
    there: set[str] = set()
    for measure in measures:
        more = there | set(held[measure.iri])
        if piece and len(piece) + 1 + len(more) > most:
            yield piece
            piece, more = [], set(held[measure.iri])
        piece.append(measure)
        there = more
    if piece:
        yield piece
