"""How good the drawing of the agencies alone is, by numbers, for benchmarks/page.py."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
from page_peers import Plain

FONT = 13
SEED = 1
SHUFFLES = 50


def data_of(html: str, name: str) -> Any:
    """Return the JSON that a page holds under an id."""
    found = re.search(f'id="{name}">(.*?)</script>', html, re.DOTALL)
    if found is None:
        raise SystemExit(f"the page holds no {name}")
    return json.loads(found[1])


def two_modes(html: str) -> Plain:
    """Return the two-mode network that a page of ours shows."""
    nodes = [
        (each["id"], each.get("zh") or each["label"], each.get("size", 10.0))
        for each in data_of(html, "nodes")
    ]
    edges = [
        (agency, measure["id"], 1.0)
        for measure in data_of(html, "facts")["measures"]
        for agency in dict.fromkeys(each for found in measure["roles"].values() for each in found)
    ]
    return Plain(nodes, edges)


def agencies_alone(html: str) -> Plain:
    """Return the network of agencies that a page of ours shows."""
    nodes = [each for each in two_modes(html).nodes if each[0][0] == "a"]
    return Plain(nodes, [(one, other, float(shared)) for one, other, shared, *_ in ties_of(html)])


def ties_of(html: str) -> Any:
    """Return the ties between agencies on a page of ours."""
    return data_of(html, "views")["agencies"]["ties"]


def with_qualities(html: str, physics: Any) -> None:
    """Print the quality of our drawing, of the spring layout, and of the physics of vis-network.

    The spring layout is made as large as ours. Names stand under the nodes in all three.
    """
    import networkx as nx

    view = data_of(html, "views")
    names = list(view["agencies"]["nodes"])
    ours = np.array([view["agencies"]["nodes"][name] for name in names])
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(names)
    graph.add_weighted_edges_from((one, other, shared) for one, other, shared, *_ in ties_of(html))
    spring = nx.spring_layout(graph, weight="weight", seed=SEED)
    springs = np.array([spring[name] for name in names])
    springs = (springs - springs.mean(axis=0)) * np.ptp(ours, axis=0) / np.ptp(springs, axis=0)
    found = {"ours": ours, "networkx spring_layout": springs}
    if physics:
        found["vis-network physics"] = np.array([[physics[name]["x"], physics[name]["y"]] for name in names])
    head = ("stress", "crossings", "overlaps", "silhouette")
    print(f"\n{'Agencies of Zhengzhou':24}" + "".join(f"{each:>12}" for each in head) + f"{'size':>14}")
    for name, places in found.items():
        wide, high = np.ptp(places, axis=0)
        cells = f"{stress_of(places, graph, names):12.3f}{crossings(places, view, names):12}"
        cells += f"{overlaps(places, view, names):12}{silhouette(places, view, names):12.2f}"
        print(f"{name:24}{cells}{wide:9.0f} x {high:.0f}")


def around_the_centre(html: str) -> None:
    """Print how often ties cross in the drawing around a centre, with our directions and with plain ones."""
    view = data_of(html, "views")
    centre = view["centre"]
    names = list(centre["angles"])
    radii = np.array([centre["scores"][0]["radius"][name][0] for name in names])
    even = np.arange(len(names)) * 2 * np.pi / len(names)
    chance = np.random.default_rng(SEED)
    shuffled = [crossings(_turned(radii, chance.permutation(even)), view, names) for _ in range(SHUFFLES)]
    ours = crossings(_turned(radii, np.array(list(centre["angles"].values()))), view, names)
    plain = crossings(_turned(radii, even), view, names)
    print(
        f"\nAround the centre        crossings: ours {ours}, evenly in the register's order {plain},"
        f" shuffled {np.mean(shuffled):.0f} (least of {SHUFFLES}: {min(shuffled)})"
    )


def _turned(radii: Any, angles: Any) -> Any:
    return np.stack((radii * np.cos(angles), radii * np.sin(angles)), axis=1)


def stress_of(places: Any, graph: Any, names: list[str]) -> float:
    """Return the stress for distances of 1/√shared along shortest paths, the drawing scaled to fit best.

    These distances know nothing of communities, so that none of the three is favoured; pairs
    that no path joins do not count.
    """
    import networkx as nx

    for _, _, data in graph.edges(data=True):
        data["length"] = data["weight"] ** -0.5
    lengths = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    rows = [
        (one, other, lengths[a][b])
        for one, a in enumerate(names)
        for other, b in enumerate(names[:one])
        if b in lengths[a]
    ]
    first, second, wanted = (np.array(each) for each in zip(*rows, strict=True))
    apart = np.hypot(*(places[first.astype(int)] - places[second.astype(int)]).T) / wanted
    scale = apart.sum() / (apart**2).sum()
    return float(((scale * apart - 1) ** 2).mean())


def crossings(places: Any, view: Any, names: list[str]) -> int:
    """Return how often ties cross that are shown at first."""
    rows = {name: row for row, name in enumerate(names)}
    shown = [tie for tie in view["agencies"]["ties"] if tie[2] >= view["agencies"]["threshold"]]
    ends = np.array([(rows[tie[0]], rows[tie[1]]) for tie in shown])
    found = 0
    for row in range(len(ends)):
        (a, b), others = ends[row], ends[:row]
        others = others[~np.isin(others, (a, b)).any(axis=1)]
        c, d = others.T
        split = _side(places[a], places[b], places[c]) * _side(places[a], places[b], places[d]) < 0
        split &= _side(places[c], places[d], places[a]) * _side(places[c], places[d], places[b]) < 0
        found += int(split.sum())
    return found


def overlaps(places: Any, view: Any, names: list[str]) -> int:
    """Return how many pairs of Chinese names overlap, each on one or two lines under its node."""
    from graph.views.cells import width

    rooms = []
    for name, (x, y) in zip(names, places.tolist(), strict=True):
        lines = view["labels"][name]["zh"]
        half = max(map(width, lines)) * FONT / 4
        rooms.append((x - half, y + 8, x + half, y + 8 + 16 * len(lines)))
    left, top, right, bottom = np.array(rooms).T
    meet = (
        (left[:, None] < right) & (left < right[:, None]) & (top[:, None] < bottom) & (top < bottom[:, None])
    )
    return int((meet.sum() - len(names)) // 2)


def silhouette(places: Any, view: Any, names: list[str]) -> float:
    """Return the mean silhouette of the communities: 1 well apart, 0 mixed (P. J. Rousseeuw, 1987)."""
    groups = np.array([view["agencies"]["communities"][name] for name in names])
    away = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    found = []
    for row in range(len(places)):
        own = (groups == groups[row]) & (np.arange(len(groups)) != row)
        near = min(away[row][groups == each].mean() for each in set(groups.tolist()) - {groups[row]})
        inside = away[row][own].mean() if own.any() else 0.0
        found.append((near - inside) / max(near, inside) if own.any() else 0.0)
    return float(np.mean(found))


def _side(one: Any, other: Any, third: Any) -> Any:
    along, across = other - one, third - one
    return along[..., 0] * across[..., 1] - along[..., 1] * across[..., 0]
