from __future__ import annotations

from fractions import Fraction

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from network_laws import NAMES, network_of, plans
from network_tables import Roles, agency, tables

from graph.network import scores
from graph.network.projection import project
from graph.network.twomode import TwoMode, two_mode

TOWN = ("archive", "finance", "health", "transport")
BY_HAND = {
    "measures_held": (0, 3, 3, 2),
    "load": (0, 4, 3, 3),  # finance: 1 + 2 + 1; health: 1 + 2 + 0; transport: 2 + 1
    "span": (0, 4, 0, 1),  # finance leads 1, 2 and 4; transport leads 4
    "partners": (0, 2, 2, 2),
    "newman_strength": (0.0, 3.0, 2.0, 2.0),  # health's third measure has no partner
    "ties_a_partner": (None, 2.0, 1.5, 1.5),
}


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_the_towns_scores_by_hand(name: str) -> None:
    found = getattr(scores, name)(two_mode(*tables()))
    assert found == dict(zip(map(agency, TOWN), BY_HAND[name], strict=True))


def test_roles_and_load_by_role() -> None:
    network = two_mode(*tables())
    assert scores.roles_held(network, "lead")[agency("finance")] == 3
    assert scores.roles_held(network, "responsible")[agency("finance")] == 1
    assert scores.load(network, "lead")[agency("finance")] == 4
    assert scores.load(network, "responsible")[agency("finance")] == 2  # measure 2, in both roles


def test_betweenness_prefers_the_strong_detour() -> None:
    """A and B share one measure (length 1); by C each shares three (1/3 + 1/3): the path runs through C."""
    roles: Roles = {
        "1": {"a": ["lead"], "b": ["lead"]},
        **{key: {"a": ["lead"], "c": ["lead"]} for key in "234"},
        **{key: {"b": ["lead"], "c": ["lead"]} for key in "567"},
    }
    found = scores.betweenness(two_mode(*tables(roles, ("a", "b", "c"))))
    assert found == {agency("a"): 0.0, agency("b"): 0.0, agency("c"): 1.0}


def direct(network: TwoMode) -> dict[str, float]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(each.iri for each in network.agencies)
    for pair in project(network):
        graph.add_edge(pair.first, pair.second, length=Fraction(1, pair.measures))
    return dict(nx.betweenness_centrality(graph, weight="length"))


def test_betweenness_is_networkx_on_exact_lengths_on_the_karate_club() -> None:
    club = nx.karate_club_graph()
    edges = ((str(u), str(v), int(data["weight"])) for u, v, data in club.edges(data=True))
    meetings = [(u, v) for u, v, weight in edges for _ in range(weight)]
    roles = {str(n): {f"{u:>02}": ["lead"], f"{v:>02}": ["responsible"]} for n, (u, v) in enumerate(meetings)}
    network = two_mode(*tables(roles, [f"{name:>02}" for name in map(str, club)]))
    assert scores.betweenness(network) == pytest.approx(direct(network))


@given(plans())
def test_betweenness_is_networkx_on_exact_lengths(roles: Roles) -> None:
    network = network_of(roles)
    assert scores.betweenness(network) == pytest.approx(direct(network))


@given(plans())
def test_loads_sum_to_n_times_n_minus_one(roles: Roles) -> None:
    network = network_of(roles)
    assert sum(scores.load(network).values()) == sum(n * (n - 1) for n in network.sizes().values())


@given(plans(), st.permutations(NAMES))
def test_relabelling_permutes(roles: Roles, order: list[str]) -> None:
    renamed = dict(zip(NAMES, order, strict=True))
    other = {
        key: {renamed[name]: held for name, held in reversed(list(found.items()))}
        for key, found in roles.items()
    }
    for name in (*BY_HAND, "betweenness"):
        score = getattr(scores, name)
        before, after = score(network_of(roles)), score(network_of(other))
        for old, new in renamed.items():
            assert after[agency(new)] == pytest.approx(before[agency(old)])


@given(plans(), st.data())
def test_removing_a_measure_never_raises_a_load(roles: Roles, data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sorted(roles)))
    before = scores.load(network_of(roles))
    after = scores.load(network_of({key: found for key, found in roles.items() if key != gone}))
    assert all(after[name] <= before[name] for name in before)
