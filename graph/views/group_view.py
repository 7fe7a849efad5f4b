"""Sections, sectors, topics or systems as groups, with the agencies that take part in them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from graph.network.networks import FIELDS
from graph.network.paths import shortest
from graph.network.projection import project
from graph.views.boxes import COLUMN, LINE, STRETCH, Box, lines_of, moved_apart, turned
from graph.views.cells import visible, width
from graph.views.distances import reached
from graph.views.ground import Both, Ground, spots
from graph.views.page_facts import NO_SECTION, UNKNOWN, Fact
from graph.views.stress import Floats, majorized
from graph.views.wording import say

PADDING = 16.0
ROWS = 6
"""So many lines of a name stand in the box of a group."""
GROWN, AIRY = 1.2, 1.6
"""Groups keep so much more room than their boxes take, since boxes grow with their names, and systems."""
INSIDE, OUTSIDE = 0.85, 1.3
"""How far from the middle agencies of several groups and of one stand, groups being at 1."""
FAN, STEP = 0.1, 0.14
"""How far apart the agencies of one group alone begin: along the circle, and outwards."""
ABREAST = 3


def group_views(ground: Ground, names: Mapping[str, Mapping[str, Both]]) -> list[Fact]:
    """Return the views of groups: by section, sector and B-READY topic, where there are any, and by system.

    Parameters
    ----------
    ground
        The network.
    names
        section, sector, topic, system → word → its name in Chinese and English.

    Notes
    -----
    An *anchored map*: groups stand on an ellipse, those that share agencies side by side;
    an agency of one group stands outside of it, one of several at the mean of them, weighted
    by measures. Source: K. Misue, "Drawing bipartite graphs as anchored maps", Asia-Pacific
    Symposium on Information Visualisation (2006).
    """
    found = [_by_field(ground, field, names.get(field, {})) for field in FIELDS]
    return [view for view in (*found, _by_system(ground, names.get("system", {}))) if view["nodes"]]


def _by_field(ground: Ground, field: str, names: Mapping[str, Both]) -> Fact:
    network = ground.network
    held = {measure.iri: FIELDS[field](measure) for measure in network.measures}
    groups = list(dict.fromkeys(word for words in held.values() for word in words))
    if not groups:
        return {"nodes": []}
    sizes = network.sizes()
    counts: Counter[tuple[str, str]] = Counter()
    loads: Counter[tuple[str, str]] = Counter()
    for agency, measure in network.roles:
        for word in held[measure]:
            counts[word, agency] += 1
            loads[word, agency] += sizes[measure] - 1
    places = {agency: row for row, agency in enumerate(ground.shown)}
    table = np.zeros((len(groups), len(places)))
    for row, word in enumerate(groups):
        for agency, column in places.items():
            table[row, column] = counts[word, agency]
    nodes = [
        _node(f"g{row}", word, names.get(word, (word or NO_SECTION[0],) * 2))
        for row, word in enumerate(groups)
    ]
    drawn = anchored(table, [_box(node, GROWN) for node in nodes], ground.boxes)
    for node, word, place in zip(nodes, groups, np.round(drawn, 1).tolist(), strict=False):
        mine = [sizes[measure] for measure, words in held.items() if word in words]
        node |= {"x": place[0] + 0.0, "y": place[1] + 0.0, "measures": len(mine)}
        node["load"] = sum(n * (n - 1) // 2 for n in mine)
    ids = {word: f"g{row}" for row, word in enumerate(groups)}
    edges = [
        [ids[word], ground.ids[agency], counts[word, agency], loads[word, agency]]
        for word, agency in sorted(counts, key=lambda pair: (groups.index(pair[0]), pair[1]))
        if agency in places
    ]
    return {
        **_named(field),
        "nodes": nodes,
        "agencies": spots(ground.agencies, drawn[len(nodes) :]),
        "edges": edges,
    }


def anchored(table: Floats, groups: Sequence[Box], agencies: Sequence[Box]) -> Floats:
    """Return the places of groups, then of agencies; `table` has the measures of each agency in each."""
    order = in_circle(table)
    turns = np.empty(len(order))
    turns[order] = np.arange(len(order)) * 2 * math.pi / len(order) - math.pi / 2
    anchors = np.stack((STRETCH * np.cos(turns), np.sin(turns)), axis=1)
    total = table.sum(axis=0)
    shares = np.divide(table, total, out=np.zeros_like(table), where=total > 0)
    places = INSIDE * (shares.T @ anchors)
    alone = (table > 0).sum(axis=0) == 1
    for row, turn in enumerate(turns.tolist()):
        for number, column in enumerate(np.flatnonzero(alone & (table[row] > 0)).tolist()):
            out, along = divmod(number, ABREAST)
            angle = turn + FAN * (along - (ABREAST - 1) / 2)
            far = OUTSIDE + STEP * out
            places[column] = (STRETCH * far * math.cos(angle), far * math.sin(angle))
    return moved_apart(np.round(np.vstack((anchors, places)), 6), [*groups, *agencies])


def in_circle(table: Floats) -> list[int]:
    """Return the rows in an order in which neighbours on a circle have much in common.

    Likeness is the cosine of two rows. The order begins with row 0, goes on with the row most
    like the last one (the first of equals), and is then turned round piecewise as long as that
    makes the sum of likenesses around the circle larger.

    Examples
    --------
    Rows 0 and 2 share an agency, and 1 and 2 another.

    >>> in_circle(np.array([[1.0, 0, 0, 0], [0, 1, 0, 1], [1, 1, 0, 0], [0, 0, 1, 0]]))
    [0, 2, 1, 3]
    """
    length = np.sqrt((table**2).sum(axis=1))
    alike = np.round(table @ table.T / np.maximum(np.outer(length, length), 1e-9), 9)
    order, left = [0], list(range(1, len(table)))
    while left:
        last = order[-1]
        best = max(left, key=lambda row: (alike[last, row], -row))
        order.append(best)
        left.remove(best)
    return _turned_round(order, alike)


def _turned_round(order: list[int], alike: Floats) -> list[int]:
    """Return the order with pieces turned round while this brings like rows together (2-opt)."""
    count, better = len(order), True
    while better:
        better = False
        for first, last in combinations(range(1, count), 2):
            before, after = order[first - 1], order[(last + 1) % count]
            gain = alike[before, order[last]] + alike[order[first], after]
            if gain > alike[before, order[first]] + alike[order[last], after] + 1e-9:
                order[first : last + 1] = order[first : last + 1][::-1]
                better = True
    return order


def _by_system(ground: Ground, names: Mapping[str, Both]) -> Fact:
    network = ground.network
    systems = {agency.iri: agency.system for agency in network.agencies}
    words = sorted(set(systems.values()), key=lambda word: (not word, word))
    by_measure = network.by_measure()
    between: Counter[tuple[str, str]] = Counter()
    for pair in project(network):
        one, other = sorted((systems[pair.first], systems[pair.second]), key=words.index)
        between[one, other] += pair.measures
    together = Counter(
        pair
        for agencies in by_measure.values()
        for pair in combinations(sorted({systems[each] for each in agencies}, key=words.index), 2)
    )
    nodes = [
        _node(f"g{row}", word, names.get(word, UNKNOWN if not word else (word, word)))
        for row, word in enumerate(words)
    ]
    drawn = _places_of_systems(words, between, [_box(node, AIRY) for node in nodes])
    for node, word, place in zip(nodes, words, drawn.tolist(), strict=True):
        mine = sum(any(systems[each] == word for each in agencies) for agencies in by_measure.values())
        node |= {"x": place[0] + 0.0, "y": place[1] + 0.0, "measures": mine}
        node |= {"load": between[word, word], "members": sum(each == word for each in systems.values())}
    ids = {word: f"g{row}" for row, word in enumerate(words)}
    edges = [
        [ids[one], ids[other], together[one, other], pairings]
        for (one, other), pairings in sorted(between.items())
        if one != other
    ]
    return {**_named("system"), "nodes": nodes, "edges": edges}


def _places_of_systems(
    words: Sequence[str], between: Counter[tuple[str, str]], boxes: Sequence[Box]
) -> Floats:
    lengths = np.full((len(words), len(words)), np.inf)
    np.fill_diagonal(lengths, 0.0)
    for (one, other), pairings in between.items():
        if one != other:
            row, column = words.index(one), words.index(other)
            lengths[row, column] = lengths[column, row] = 1 / math.sqrt(pairings)
    if not len(words):
        return np.zeros((0, 2))
    found: Floats = np.round(moved_apart(turned(majorized(reached(shortest(lengths)))), boxes), 1)
    return found


def _named(key: str) -> Fact:
    return {"key": key, "zh": say(f"view.{key}", "zh"), "en": say(f"view.{key}", "en")}


def _node(ident: str, word: str, names: Both) -> Fact:
    """Return a group with its name, the lines on which it stands, and the box that holds both languages."""
    zh, en = (visible(each) for each in names)
    lines = {"zh": lines_of(zh, ROWS), "en": lines_of(en, ROWS)}
    widest = max(width(line) for each in lines.values() for line in each)
    return {
        "id": ident,
        "word": visible(word),
        "zh": zh,
        "en": en,
        "lines": lines,
        "w": widest * COLUMN + PADDING,
        "h": max(map(len, lines.values())) * LINE + PADDING,
    }


def _box(node: Fact, room: float) -> Box:
    side, high = (room * float(str(node[name])) / 2 for name in ("w", "h"))
    return Box(side, high, high)
