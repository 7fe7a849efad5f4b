"""Bootstrap, jackknife, intervals, sensitivity and stability: hand counts, other engines, laws."""

from __future__ import annotations

import json
import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from pathlib import Path

import igraph
import numpy as np
import pytest
from click.testing import CliRunner
from conftest import DATA, Built
from hypothesis import given
from hypothesis import strategies as st

from graph.cli.main import cli
from graph.network.bootstrap import CHUNK, bootstrap, draws_of, scores_of
from graph.network.concordance import adjusted_rand, kendall_tau
from graph.network.incidence import Floats, incidence
from graph.network.intervals import (
    bounds,
    interval_table,
    jackknife_error,
    outrank_table,
    ranked,
    with_intervals,
)
from graph.network.ranking import rank_table
from graph.network.ranks import competition_ranks
from graph.network.sensitivity import VARIANTS, Counted, counted_otherwise, parted, sensitivity_table
from graph.network.stability import community_table, drawn_communities, stability
from graph.network.twomode import MeasureNode, TwoMode, from_roles
from graph.table import Column, Table

LEAD, HELP = "lead", "cooperating"
TOWN = from_roles(
    {
        "1": {"finance": LEAD, "health": "responsible"},
        "2": {"finance": LEAD, "health": HELP, "transport": HELP},
        "3": {"archive": LEAD},
    }
)
NUMBERS = st.lists(st.integers(-3, 3), min_size=2, max_size=8)


def every_draw(network: TwoMode) -> Floats:
    """Return the load of each agency in every draw that can come, each as likely as the others."""
    arrays = incidence(network)
    measures = len(network.measures)
    return np.array(
        [
            scores_of(arrays.drawn(np.bincount(chosen, minlength=measures)))["load"]
            for chosen in product(range(measures), repeat=measures)
        ]
    )


def test_draws_are_as_many_measures_as_the_plan_has() -> None:
    times = list(draws_of(incidence(TOWN), np.random.SeedSequence(1), 50))
    assert {int(each.sum()) for each in times} == {3}
    assert {len(each) for each in times} == {3}
    assert len({tuple(each) for each in times}) > 5


def test_the_bootstrap_comes_near_the_mean_and_spread_of_all_draws() -> None:
    exact = every_draw(TOWN)
    drawn = bootstrap(incidence(TOWN), samples=4000, seed=7).scores["load"]
    # Of 27 draws, the load of finance is on average 1 + 2 = 3: each measure comes once on average.
    assert exact.mean(axis=0).tolist() == pytest.approx([0, 3, 3, 2])
    assert drawn.mean(axis=0) == pytest.approx(exact.mean(axis=0), abs=0.1)
    assert drawn.std(axis=0) == pytest.approx(exact.std(axis=0), abs=0.1)


def test_a_seed_gives_the_same_draws_on_any_number_of_workers() -> None:
    arrays = incidence(TOWN)
    alone = bootstrap(arrays, samples=CHUNK * 2 + 3, seed=5)
    told: list[int] = []
    with ThreadPoolExecutor(3) as executor:
        together = bootstrap(arrays, CHUNK * 2 + 3, 5, told.append, executor)
    assert told == [CHUNK, 2 * CHUNK, 2 * CHUNK + 3]
    assert alone.count == together.count == 2 * CHUNK + 3
    for name, values in alone.scores.items():
        assert np.array_equal(values, together.scores[name], equal_nan=True)
    other = bootstrap(arrays, samples=CHUNK * 2 + 3, seed=6)
    assert not np.array_equal(alone.scores["load"], other.scores["load"])


def test_more_draws_begin_with_the_same_ones() -> None:
    arrays = incidence(TOWN)
    few, many = bootstrap(arrays, CHUNK, 1).scores["load"], bootstrap(arrays, 3 * CHUNK, 1).scores["load"]
    assert np.array_equal(few, many[:CHUNK])


def test_the_shift_of_what_counts_distinct_agencies_is_taken_out() -> None:
    arrays = incidence(TOWN)
    value, drawn = scores_of(arrays)["partners"], bootstrap(arrays, 2000, 1).scores["partners"]
    found = bounds(value, drawn)
    assert (found.shift <= 0).all()
    assert found.shift[2] < -0.1  # health: of its three measures' partners some are missing in most draws
    assert (found.low <= value).all()
    assert (found.high >= value).all()
    assert (found.low >= 0).all()


def test_bounds_are_counted_by_hand() -> None:
    value = np.array([4.0, 1.0])
    drawn = np.array([[2.0, 1.0], [3.0, 1.0], [4.0, 1.0], [5.0, 9.0], [6.0, 9.0]])
    found = bounds(value, drawn, level=0.5)
    assert (found.low[0], found.high[0], found.shift[0]) == (3.0, 5.0, 0.0)
    assert found.error[0] == pytest.approx(math.sqrt(2.5))
    # The second is 1, 1, 1, 9, 9, with mean 4.2: shift 3.2, quartiles 1 and 9, so -2.2 (0 at least) and 5.8.
    assert (found.low[1], found.high[1]) == (0.0, pytest.approx(5.8))
    assert found.rank_low.tolist() == [1, 1]
    assert found.rank_high.tolist() == [2, 2]


def test_what_no_draw_defines_has_no_bounds() -> None:
    found = bounds(np.array([np.nan, 1.0]), np.array([[np.nan, 1.0], [np.nan, 2.0]]))
    assert np.isnan(found.low[0])
    assert np.isnan(found.high[0])
    assert found.rank_high.tolist() == [2, 1]


@given(st.lists(NUMBERS.filter(lambda row: len(row) >= 2), min_size=1, max_size=4))
def test_ranks_in_draws_are_competition_ranks(rows: list[list[int]]) -> None:
    for row in rows:
        expected = competition_ranks({str(place): value for place, value in enumerate(row)})
        assert ranked(np.array([row], dtype=np.float64)).tolist() == [list(expected.values())]


def test_the_jackknife_is_counted_by_hand() -> None:
    # Finance: 3 with all; without measure 1, 2 or 3: 2, 1, 3; mean 2, squares 0 + 1 + 1, times 2/3.
    errors = jackknife_error(incidence(TOWN))["load"]
    assert errors[1] == pytest.approx(math.sqrt(2 / 3 * 2))
    assert errors[0] == 0  # the archive works alone whatever is left out


def test_intervals_hold_every_score_of_every_agency() -> None:
    table = interval_table(TOWN, bootstrap(incidence(TOWN), 200, 1))
    rows = list(table.records())
    names = {row["score"] for row in rows}
    assert {"load", "partners", "betweenness", "constraint", "gaps"} <= names
    assert len(rows) == 4 * len(names)
    load = {
        row["agency"]: row
        for row in interval_table(TOWN, bootstrap(incidence(TOWN), 200, 1), "load").records()
    }
    assert [load[name]["value"] for name in ("finance", "health", "transport", "archive")] == [
        3.0,
        3.0,
        2.0,
        0.0,
    ]
    for row in rows:
        if row["value"] is not None and row["low"] is not None:
            assert isinstance(row["rank_low"], int)
            assert isinstance(row["rank_high"], int)
            assert row["rank_low"] <= row["rank_high"]
    assert [row["rank"] for row in rows if row["score"] == "load"] == [1, 1, 3, 4]


def test_who_stands_above_whom() -> None:
    table = outrank_table(TOWN, bootstrap(incidence(TOWN), 500, 1), "load", 4)
    found = {(row["first"], row["second"]): row["probability"] for row in table.records()}
    assert len(found) == 6
    assert found["finance", "health"] == 0.5  # they share every measure: equal in every draw
    exact = every_draw(TOWN)
    above = np.mean((exact[:, 1] > exact[:, 3]) + 0.5 * (exact[:, 1] == exact[:, 3]))
    assert float(str(found["finance", "transport"])) == pytest.approx(float(above), abs=0.05)


@given(NUMBERS.flatmap(lambda first: st.tuples(st.just(first), st.permutations(first))))
def test_kendall_is_that_of_all_pairs(rows: tuple[list[int], list[int]]) -> None:
    first, second = rows
    pairs = [(i, j) for i in range(len(first)) for j in range(i)]
    signs = [(np.sign(first[i] - first[j]), np.sign(second[i] - second[j])) for i, j in pairs]
    untied = sum(one != 0 for one, _ in signs) * sum(other != 0 for _, other in signs)
    tau = kendall_tau(np.array(first, dtype=np.float64), np.array(second, dtype=np.float64))
    if not untied:
        assert math.isnan(tau)
    else:
        assert tau == pytest.approx(float(sum(one * other for one, other in signs)) / math.sqrt(untied))
        assert -1 - 1e-12 <= tau <= 1 + 1e-12


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=10))
def test_the_adjusted_rand_index_is_igraphs(parts: list[tuple[int, int]]) -> None:
    first, second = [one for one, _ in parts], [other for _, other in parts]
    ours = adjusted_rand(np.array(first), np.array(second))
    assert ours == pytest.approx(adjusted_rand(np.array(second), np.array(first)))
    theirs = igraph.compare_communities(first, second, method="adjusted_rand")
    if not math.isnan(theirs):
        assert ours == pytest.approx(theirs)


def test_communities_that_every_draw_finds_are_stable() -> None:
    apart = from_roles({str(key): {"a": LEAD, "b": HELP} for key in range(5)} | {"x": {"c": LEAD, "d": HELP}})
    arrays = incidence(apart)
    drawn = drawn_communities(arrays, samples=40, seed=1)
    assert drawn.shape == (40, 4)
    rows = {str(row["agency"]): row for row in community_table(apart, arrays, drawn).records()}
    assert rows["a"]["community"] == rows["b"]["community"] != rows["c"]["community"]
    assert rows["a"]["stability"] == 1.0  # at least one of five measures comes in each of these draws
    missing = np.mean(drawn[:, 2] != drawn[:, 3])  # measure x is not drawn, so c and d are alone
    assert 0 < missing < 1
    assert rows["c"]["stability"] == pytest.approx(1 - missing, abs=1e-6)


def test_stability_of_an_agency_alone_is_not_defined() -> None:
    assert math.isnan(stability(np.array([1, 2]), np.array([[1, 2]]))[0])


def counted(network: TwoMode) -> Counted:
    return Counted(network, network, network, network)


def test_loads_counted_otherwise_are_counted_by_hand() -> None:
    opened = replace(TOWN, measures=(*TOWN.measures[:2], replace(TOWN.measures[2], open_end=True)))
    found = counted_otherwise(counted(opened))
    order = ("archive", "finance", "health", "transport")
    by_hand = {
        # Measure 1: 2·1. Measure 2: finance 2·(1 + 1), health and transport 2 + 1.
        "lead-twice": (0, 2 + 4, 2 + 3, 3),
        # Measure 2: finance 1·(½ + ½), the others ½·(1 + ½).
        "helpers-half": (0, 1 + 1, 1 + 0.75, 0.75),
        "with-a-lead": (0, 3, 2, 1),
        "newman": (0, 2, 2, 1),
        "open-ends": (1, 3, 3, 2),
        "parts": (0, 3, 3, 2),
    }
    for variant, loads in by_hand.items():
        assert tuple(found[variant][name] for name in order) == loads, variant


def test_parts_of_a_measure_are_measures_of_their_own() -> None:
    columns = tuple(Column(name, "text", name, name) for name in ("measure", "agency", "role", "part"))
    rows = (
        ("1", "finance", "role/lead", "a"),
        ("1", "health", "role/responsible", "b"),
        ("2", "finance", "role/lead", None),
        ("2", "health", "role/cooperating", None),
    )
    parts = parted(TOWN, Table("assignments", columns, rows))
    assert parts.sizes() == {"1#a": 1, "1#b": 1, "2": 2}
    assert counted_otherwise(replace(counted(TOWN), parts=parts))["parts"]["finance"] == 1


def test_the_table_of_sensitivity_tells_what_moves() -> None:
    found = {str(row["variant"]): row for row in sensitivity_table(counted(TOWN)).records()}
    assert set(found) == {name for name in VARIANTS if "reading" not in name}
    same = found["parts"]
    assert (same["tau"], same["moved"], same["rank_to"]) == (1.0, None, None)
    # By load finance and health are both first; with a lead's pairings only, health is second.
    moved = found["with-a-lead"]
    assert (moved["moved"], moved["rank_from"], moved["rank_to"]) == ("health", 1, 2)
    assert moved["first"] == "finance"
    assert found["expanded"]["agencies"] == 4


def test_agencies_that_another_count_does_not_have_are_left_out_of_the_comparison() -> None:
    left = from_roles({"1": {"finance": LEAD, "health": HELP}})
    found = {
        str(row["variant"]): row for row in sensitivity_table(replace(counted(TOWN), left_out=left)).records()
    }
    assert found["left-out"]["agencies"] == 2
    nobody = replace(counted(TOWN), left_out=TwoMode((), (MeasureNode("1", "1", 1),), {}))
    assert "left-out" not in {row["variant"] for row in sensitivity_table(nobody).records()}


def test_what_two_readings_disagree_on_is_counted_by_hand() -> None:
    # The other reading has transport alone in measure 1, and no health in 2.
    other = from_roles(
        {
            "1": {"finance": LEAD, "transport": HELP},
            "2": {"finance": LEAD, "transport": "responsible"},
            "3": {"archive": LEAD},
        }
    )
    loads = counted_otherwise(replace(counted(TOWN), reading=other))
    # Both: measure 1 keeps finance alone, measure 2 finance and transport.
    assert loads["other-reading"] == {"archive": 0, "finance": 2, "transport": 2}
    assert loads["both-readings"] == {"archive": 0, "finance": 1, "health": 0, "transport": 1}
    assert loads["either-reading"] == {"archive": 0, "finance": 4, "health": 4, "transport": 4}
    rows = sensitivity_table(replace(counted(TOWN), reading=other)).records()
    assert {str(row["variant"]) for row in rows} == set(VARIANTS)
    same = counted_otherwise(replace(counted(TOWN), reading=TOWN))
    assert same["other-reading"] == same["both-readings"] == same["either-reading"]


def test_another_coding_of_the_plan_is_a_variant_of_the_command(town: Built, tmp_path: Path) -> None:
    text = (DATA / "town" / "zhongmu-2024-town.yaml").read_text(encoding="utf-8")
    other = tmp_path / "other.yaml"
    other.write_text(text, encoding="utf-8")
    asked = ["--graph", str(town.graph_nq), "--reading", str(other)]
    answer = CliRunner().invoke(cli, ["uncertainty", "sensitivity", *asked, "--format", "json"])
    found = json.loads(answer.stdout)
    assert found["options"]["reading"] == "other.yaml"
    assert {row["tau"] for row in found["rows"] if "reading" in row["variant"]} == {1.0}
    refused = CliRunner().invoke(cli, ["uncertainty", "intervals", *asked])
    assert (refused.exit_code, "--reading: is not for intervals" in refused.output) == (2, True)


def test_rank_takes_the_bounds_behind_each_rank() -> None:
    ranking = rank_table(TOWN)
    draws = bootstrap(incidence(TOWN), 200, 1)
    table = with_intervals(ranking, TOWN, draws)
    names = [column.name for column in table.columns]
    place = names.index("load")
    assert names[place : place + 4] == ["load", "load_rank", "load_low", "load_high"]
    assert "standing_low" not in names
    assert table.select(column.name for column in ranking.columns).rows == ranking.rows
    single = {row["agency"]: row for row in interval_table(TOWN, draws, "load").records()}
    for row in table.records():
        assert (row["load_low"], row["load_high"]) == (
            single[row["agency"]]["low"],
            single[row["agency"]]["high"],
        )


@pytest.mark.parametrize("kind", ["intervals", "outranks", "communities", "sensitivity"])
def test_the_command_gives_each_kind_with_its_options(town: Built, kind: str) -> None:
    arguments = ["uncertainty", kind, "--graph", str(town.graph_nq), "--samples", "30", "--seed", "4"]
    answer = CliRunner().invoke(cli, [*arguments, "--format", "json"])
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.stdout)
    drawn = kind != "sensitivity"
    assert found["options"]["kind"] == kind
    assert found["options"].get("samples") == (30 if drawn else None)
    assert found["seed"] == (4 if drawn else None)
    assert found["rows"]
    for lang in ("zh", "en"):
        shown = CliRunner().invoke(cli, [*arguments, "--lang", lang])
        assert shown.exit_code == 0
        assert len(shown.stdout.splitlines()) == len(found["rows"]) + 2


def test_a_score_that_is_none_is_told(town: Built) -> None:
    answer = CliRunner().invoke(cli, ["uncertainty", "--score", "laod", "--graph", str(town.graph_nq)])
    assert answer.exit_code == 2
    assert "--score: laod is no score of rank. Use one of: led, responsible" in answer.output


def test_rank_with_samples_says_the_seed(town: Built) -> None:
    arguments = ["rank", "--graph", str(town.graph_nq), "--samples", "20", "--seed", "3", "--format", "json"]
    found = json.loads(CliRunner().invoke(cli, arguments).stdout)
    assert (found["options"]["samples"], found["seed"]) == (20, 3)
    assert {"load_low", "load_high"} <= set(found["rows"][0])
