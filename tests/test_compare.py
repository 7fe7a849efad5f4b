"""Plans compared: the plans of tests/data/compare by hand, laws over random networks, the command."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from click.testing import CliRunner, Result
from conftest import DATA, build_files
from hypothesis import given, settings
from hypothesis import strategies as st
from network_laws import NAMES, network_of, plans
from network_tables import Roles, agency

from graph.cli.main import cli
from graph.network.comparing import Sampling, lead_table, load_table
from graph.network.differences import draws, interval, ratio
from graph.network.incidence import incidence
from graph.network.matched import matches, measure_table
from graph.network.paths import path_scores
from graph.network.sides import NO_FUNCTION, Holder, Side, comparison, read_side
from graph.network.structure import (
    QUANTITIES,
    betweenness_centralisation,
    structure,
    structure_table,
)
from graph.network.twomode import MeasureNode, TwoMode, from_roles
from graph.rdf.store import open_store
from graph.table import Cell, Table
from graph.vocabulary.ontology import Ontology

TOWN, FINAL, RIVER = "zhongmu-2024-town", "zhongmu-2024-final", "xingyang-2024-river"
PLANS = [DATA / "town" / f"{TOWN}.yaml", *(DATA / "compare" / f"{each}.yaml" for each in (FINAL, RIVER))]
FINANCE, HEALTH, TRANSPORT, ARCHIVE = (
    "小镇县财政局",
    "小镇县卫生健康委员会",
    "小镇县交通运输局",
    "小镇县档案馆",
)
QUICK = Sampling(20)
THIRD = Fraction(1, 3)
any_plans = settings(max_examples=25, deadline=None)


@pytest.fixture(scope="module")
def graph_nq(ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compare") / "graph.nq"
    path.write_text("".join(build_files(PLANS, ontology)[1]), encoding="utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def sides(graph_nq: Path) -> dict[str, Side]:
    store = open_store(graph_nq)
    return {plan: read_side(store, plan) for plan in (TOWN, FINAL, RIVER)}


def by_label(table: Table, *columns: str, label: str = "label") -> dict[Cell, tuple[Cell, ...]]:
    return {row[label]: tuple(row[column] for column in columns) for row in table.records()}


def near(*values: float | Fraction) -> object:
    return pytest.approx(tuple(map(float, values)), rel=1e-8)


def test_loads_of_the_second_version(sides: dict[str, Side]) -> None:
    compared = comparison(sides[TOWN], sides[FINAL])
    assert compared.by == "agency"
    table = load_table(compared, QUICK)
    found = by_label(table, "load_first", "load_second", "share_first", "share_second", "change")
    assert found == {
        FINANCE: near(3, 4, Fraction(1, 2), THIRD, Fraction(-1, 6)),
        TRANSPORT: near(1, 4, Fraction(1, 6), THIRD, Fraction(1, 6)),
        HEALTH: near(2, 3, THIRD, Fraction(1, 4), Fraction(-1, 12)),
        ARCHIVE: near(0, 1, 0, Fraction(1, 12), Fraction(1, 12)),
    }
    assert by_label(table, "load_a_measure_first", "load_a_measure_second")[FINANCE] == near(
        Fraction(3, 4), Fraction(4, 3)
    )


def test_leads_of_the_second_version(sides: dict[str, Side]) -> None:
    table = lead_table(comparison(sides[TOWN], sides[FINAL]), QUICK)
    assert by_label(table, "state", "led_first", "led_second", "leads_second") == {
        FINANCE: ("lost", 3, 1, FINANCE),
        TRANSPORT: ("gained", 1, 2, TRANSPORT),
        ARCHIVE: ("gained", 0, 1, ARCHIVE),
        HEALTH: ("lost", 2, 1, HEALTH),
    }
    assert by_label(table, "share_first", "share_second", "change")[FINANCE] == near(0.5, 0.2, -0.3)


def test_structure_of_the_second_version(sides: dict[str, Side]) -> None:
    table = structure_table(comparison(sides[TOWN], sides[FINAL]), QUICK)
    found = by_label(table, "first", "second", label="quantity")
    by_hand: dict[str, tuple[float | Fraction, float | Fraction]] = {
        "measures": (6, 5),
        "agencies": (4, 4),
        "assignments": (10, 10),
        "agencies_a_measure": (Fraction(9, 6), 2),
        "measures_an_agency": (Fraction(9, 4), Fraction(10, 4)),
        "pairings": (3, 6),
        "pairings_a_measure": (Fraction(3, 6), Fraction(6, 5)),
        "pairs": (2, 4),
        "density": (Fraction(2, 6), Fraction(4, 6)),
        "cross_system": (0, Fraction(1, 6)),
        "unknown_system": (0, 0),
        "cross_level": (0, 0),
        "with_lead": (Fraction(5, 6), 1),
        "no_lead": (Fraction(1, 6), 0),
        "several_leads": (Fraction(1, 6), 0),
        "open_end": (Fraction(1, 6), 0),
        "one_agency_alone": (Fraction(3, 6), Fraction(1, 5)),
        "no_target": (Fraction(4, 6), 1),
        "no_deadline": (Fraction(5, 6), 1),
        "load_centralisation": (1, THIRD),
        "betweenness_centralisation": (THIRD, Fraction(5, 9)),
    }
    assert found == {name: near(*values) for name, values in by_hand.items()}
    assert list(found) == [each.name for each in QUANTITIES]


def test_measures_of_the_second_version(sides: dict[str, Side]) -> None:
    rows = list(measure_table(comparison(sides[TOWN], sides[FINAL])).records())
    columns = ("state", "key_first", "key_second", "lead_changed", "joined", "left")
    assert [tuple(row[each] for each in columns) for row in rows] == [
        ("changed", "1", "1", False, TRANSPORT, None),
        ("same", "2", "2", False, None, None),
        ("changed", "3", "3", True, None, None),
        ("new", None, "4", None, None, None),
        ("changed", "4", "5", True, None, None),
        ("gone", "5", None, None, None, None),
        ("gone", "6", None, None, None, None),
    ]
    assert rows[1]["similarity"] == pytest.approx(5 / 6)
    assert (rows[2]["leads_en_first"], rows[2]["leads_en_second"]) == (
        "Town Finance Bureau, Town Transport Bureau",
        "Town Transport Bureau",
    )
    assert (rows[0]["agencies_first"], rows[0]["agencies_second"]) == (2, 3)


def test_two_towns_by_function(sides: dict[str, Side]) -> None:
    compared = comparison(sides[TOWN], sides[RIVER])
    assert compared.by == "function"
    columns = ("agencies_second", "measures_second", "load_second", "share_first", "share_second")
    table = load_table(compared, QUICK)
    assert by_label(table, *columns) == {
        NO_FUNCTION.label: near(1, 1, 2, 0, Fraction(1, 5)),
        "交通运输": near(0, 0, 0, Fraction(1, 6), 0),
        "卫生健康": near(1, 2, 3, THIRD, Fraction(3, 10)),
        "财政": near(2, 3, 5, Fraction(1, 2), Fraction(1, 2)),
        "综合政务": near(0, 0, 0, 0, 0),
    }
    a_measure = by_label(table, "load_a_measure_first", "load_a_measure_second")
    assert a_measure["财政"] == near(Fraction(3, 4), Fraction(5, 4))
    assert a_measure["卫生健康"] == near(Fraction(2, 3), Fraction(3, 2))
    assert a_measure[NO_FUNCTION.label] == (None, 2)
    assert by_label(lead_table(compared, QUICK), "state", "led_first", "led_second", "leads_second") == {
        "财政": ("gained", 3, 2, "河镇市财政局"),
        "交通运输": ("lost", 1, 0, None),
        "卫生健康": ("same", 2, 1, "河镇市卫生健康委员会"),
    }
    states = measure_table(compared).values("state")
    assert states == ["new"] * 3 + ["gone"] * 6


def test_an_agency_of_two_functions_gives_half_to_each() -> None:
    one, two = Holder("f", "财政"), Holder("h", "卫生")
    first = Side("x", from_roles({"1": {"a": "lead", "b": "responsible"}}), {"a": (one, two), "b": (one,)})
    table = load_table(comparison(first, first, "function"), QUICK)
    assert by_label(table, "load_first", "share_first", "measures_first", "agencies_first") == {
        "财政": near(1.5, 0.75, 1, 2),
        "卫生": near(0.5, 0.25, 1, 1),
    }


def side(roles: Roles, plan: str = "x", place: str = "here") -> Side:
    return Side(plan, network_of(roles), {}, place)


@any_plans
@given(plans(), plans())
def test_shares_add_up_and_turn_round(one: Roles, two: Roles) -> None:
    there, back = (
        comparison(side(first), side(second), "agency") for first, second in ((one, two), (two, one))
    )
    table = load_table(there, QUICK)
    for which in ("first", "second"):
        shares = [each for each in table.values(f"share_{which}") if each is not None]
        assert not shares or sum(float(str(each)) for each in shares) == pytest.approx(1)
    changes, turned = (by_label(load_table(each, QUICK), "change", label="holder") for each in (there, back))
    for iri, (change,) in changes.items():
        other = turned[iri][0]
        assert change is None if other is None else change == pytest.approx(-float(str(other)))


@any_plans
@given(plans())
def test_a_plan_does_not_differ_from_itself(roles: Roles) -> None:
    compared = comparison(side(roles), side(roles, "y"))
    for table in (load_table(compared, QUICK), lead_table(compared, QUICK), structure_table(compared, QUICK)):
        assert all(not change for change in table.values("change"))
    assert set(measure_table(compared).values("state")) == {"same"}
    assert structure(compared.first.network).values == structure(compared.second.network).values


@any_plans
@given(plans(), plans())
def test_a_function_each_is_an_agency_each(one: Roles, two: Roles) -> None:
    functions = {agency(name): (Holder(agency(name), f"镇{name}", f"Town {name}"),) for name in NAMES}
    first, second = (replace(side(each), functions=functions) for each in (one, two))
    by_function, by_agency = (comparison(first, second, by) for by in ("function", "agency"))
    for make in (load_table, lead_table):
        assert make(by_function, QUICK) == make(by_agency, QUICK)


@given(plans(), st.integers(0, 5))
def test_a_draw_is_a_plan_of_its_own(roles: Roles, seed: int) -> None:
    """A share in a draw equals that of a network in which the drawn measures stand as often."""
    arrays = incidence(network_of(roles))
    (times, *_) = draws((len(roles), 1), 2, seed).first
    drawn = arrays.drawn(times)
    load = (arrays.part * (arrays.sizes - 1)).astype(np.float64)
    shares = ratio(load, load.sum(axis=0), times[None, :])[:, 0]
    loads = drawn.strength.sum(axis=1)
    if loads.sum():
        assert shares == pytest.approx(loads / loads.sum())
    else:
        assert np.isnan(shares).all()


def test_draws_are_those_of_their_seed() -> None:
    one, same, other = (draws((6, 5), 50, seed) for seed in (1, 1, 2))
    assert (one.first == same.first).all()
    assert (one.second == same.second).all()
    assert (one.first != other.first).any()
    assert set(one.first.sum(axis=1)) == {6}


def test_an_interval_of_a_known_distribution() -> None:
    """One of two measures makes the pairing of a: the share drawn is k/2, with k binomial."""
    rows, whole = np.array([[1.0, 0]]), np.ones(2)
    found = draws((2, 2), 4000)
    shares = ratio(rows, whole, found.first)
    assert [float((shares == k / 2).mean()) for k in range(3)] == pytest.approx([0.25, 0.5, 0.25], abs=0.03)
    low, high = interval(shares, ratio(rows, whole, found.second))
    assert (low.tolist(), high.tolist()) == ([-1.0], [1.0])
    assert np.isnan(interval(np.full((1, 3), np.nan), np.zeros((1, 3)))[0]).all()


@given(plans())
def test_centralisation_against_networkx(roles: Roles) -> None:
    arrays = incidence(network_of(roles))
    peer: nx.Graph[int] = nx.Graph()
    peer.add_nodes_from(range(len(arrays.agencies)))
    for one, other in np.argwhere(np.triu(arrays.strength)).tolist():
        peer.add_edge(one, other, distance=1 / int(arrays.strength[one, other]))
    expected = nx.betweenness_centrality(peer, weight="distance")
    found = betweenness_centralisation(path_scores(arrays)[0])
    highest = max(expected.values())
    assert found == pytest.approx(sum(highest - each for each in expected.values()) / (len(expected) - 1))
    value = structure(network_of(roles)).values["load_centralisation"]
    assert value is None or 0 <= float(str(value)) <= 1


def titled(*measures: tuple[str, str], place: str = "here") -> Side:
    nodes = tuple(MeasureNode(key, key, order, title=title) for order, (key, title) in enumerate(measures))
    return Side("x", TwoMode((), nodes, {}), {}, place)


def keys(first: Side, second: Side) -> list[tuple[str, str]]:
    return [
        (each.first.key if each.first else "", each.second.key if each.second else "")
        for each in matches(comparison(first, second))
    ]


def test_measures_without_titles_match_by_key_in_one_place() -> None:
    first, second = titled(("1", ""), ("2", "修路")), titled(("2", ""), ("1", ""))
    assert keys(first, second) == [("2", "2"), ("1", "1")]
    assert keys(first, replace(second, place="there")) == [("", "2"), ("", "1"), ("1", ""), ("2", "")]


def test_a_key_alone_joins_no_titles_that_differ() -> None:
    assert keys(titled(("1", "修好乡村道路")), titled(("1", "整理档案"))) == [("", "1"), ("1", "")]


def test_of_equal_titles_the_same_key_wins() -> None:
    first = titled(("1", "督查"), ("2", "督查"))
    assert keys(first, titled(("2", "督　查"), ("3", "督查！"))) == [("2", "2"), ("1", "3")]


def test_a_measure_that_passes_from_lead_to_lead_shows_as_changed() -> None:
    first = Side("x", from_roles({"1": {"a": "lead", "b": "responsible"}}), {}, "here")
    second = Side("y", from_roles({"1": {"b": "lead"}}), {}, "here")
    (row,) = measure_table(comparison(first, second)).records()
    columns = ("state", "lead_changed", "leads_first", "leads_second", "joined", "left")
    assert [row[each] for each in columns] == ["changed", True, "a", "b", None, "a"]


def run(graph_nq: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["compare", *words, "--graph", str(graph_nq)], prog_name="tiaokuai")


def test_the_sentences_in_both_languages(graph_nq: Path) -> None:
    zh = run(graph_nq, TOWN, FINAL).stderr.splitlines()
    assert zh[0].startswith("甲：小镇2024年工作要点（虚构）（zhongmu-2024-town，正式文件）。乙：")
    assert zh[0].endswith("按单位比较。")
    assert zh[1].startswith(f"负荷份额上升最多：{TRANSPORT}，由16.7%升至33.3%（差+16.7个百分点，95%区间")
    assert zh[3:] == [
        f"牵头增加：{TRANSPORT}（1→2项）、{ARCHIVE}（0→1项）。",
        f"牵头减少：{FINANCE}（3→1项）、{HEALTH}（2→1项）。",
        "举措：保留4项，其中3项分工有变，2项牵头有变；新增1项，删去2项。",
        "举措很少（甲6项，乙5项），区间只供参考。",
    ]
    en = run(graph_nq, TOWN, RIVER, "--lang", "en").stderr.splitlines()
    assert en[1:3] == [
        "Functions of several agencies in the second plan: public finance.",
        "One agency of the second plan has no function; it carries 20.0% of its load.",
    ]
    assert en[3].startswith("Loses most of the load: transport, from 16.7% to 0.0% (−16.7 points;")
    assert en[-1] == "River town work plan 2024 (invented): Draft for comment"
    turned = run(graph_nq, RIVER, TOWN, "--by", "agency", "--lang", "en").stderr
    assert "Agencies only in the first plan: River " in turned
    assert "Agencies only in the second plan: Town " in turned


def test_seed_and_options_are_part_of_the_result(graph_nq: Path) -> None:
    words = (TOWN, FINAL, "--samples", "50", "--seed", "7", "--format", "json")
    found = json.loads(run(graph_nq, *words).stdout)
    assert (found["schema"], found["plan"], found["seed"]) == (
        "tiaokuai/compare_loads/1",
        f"{TOWN}, {FINAL}",
        7,
    )
    assert found["options"] == {"table": "loads", "by": "agency", "samples": 50, "groups": "one"}
    assert run(graph_nq, *words).stdout == run(graph_nq, *words).stdout
    other = json.loads(run(graph_nq, *words, "--seed", "8").stdout)
    assert [row["high"] for row in other["rows"]] != [row["high"] for row in found["rows"]]


def test_groups_that_stay_whole_are_told(graph_nq: Path) -> None:
    result = run(graph_nq, TOWN, RIVER, "--groups", "expanded", "--format", "json", "--samples", "5")
    assert json.loads(result.stdout)["options"]["groups_not_expanded"] == [
        "agency/xingyang-410182/ge-xiang-zhen-zheng-fu"
    ]
    assert "有1类单位的成员不详，仍各按一个单位计算：河镇市各乡镇人民政府。" in result.stderr


@pytest.mark.parametrize("table", ["loads", "leads", "structure", "measures"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_table_on_the_screen(table: str, lang: str, graph_nq: Path) -> None:
    result = run(graph_nq, TOWN, FINAL, "--table", table, "--lang", lang, "--samples", "5")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 2 + 3
    shown, every = (result.stdout, run(graph_nq, TOWN, FINAL, "--table", table, "--all").stdout)
    assert len(every.splitlines()) == len(shown.splitlines())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((TOWN, TOWN), f"compare: {TOWN} is named twice."),
        (
            (TOWN, "zhongmu-2024-fin"),
            'the graph holds no plan "zhongmu-2024-fin". It holds zhongmu-2024-final',
        ),
        ((TOWN, "all"), "一次只显示一个方案。"),
    ],
)
def test_what_is_wrong_is_said(words: tuple[str, str], said: str, graph_nq: Path) -> None:
    result = run(graph_nq, *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
