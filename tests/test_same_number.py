"""The same number wherever it stands: arrays, the API, the command, the table files, SPARQL."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner
from conftest import Built

from graph.cli.main import cli
from graph.network.incidence import incidence
from graph.network.ranking import rank_table
from graph.network.reading import open_network, read_network
from graph.network.scores import load
from graph.presentation import HOTSPOT_KINDS, Showing, hotspots, tables_of, views
from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Cell, Table

PLANS = pytest.mark.parametrize("plan", ["town", "zhengzhou"])


@pytest.fixture
def built(plan: str, request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(plan)
    return found


def command(built: Built, *arguments: str, form: str = "json") -> str:
    words = [*arguments, "--graph", str(built.graph_nq), "--format", form]
    done = CliRunner().invoke(cli, words, prog_name="tiaokuai")
    assert done.exit_code == 0, done.output
    return done.stdout


def by_agency(table: Table, *names: str) -> dict[Cell, tuple[Cell, ...]]:
    return {row["agency"]: tuple(row[name] for name in names) for row in table.records()}


@PLANS
def test_what_sparql_can_count_is_what_the_scores_say(built: Built) -> None:
    table = rank_table(open_network(built.graph_nq))
    counted = ("measures", "load", "partners", "span")
    assert by_agency(table, *counted) == by_agency(run(find("who-carries-most"), built.store), *counted)
    roles = ("led", "responsible", "cooperating", "supervising", "measures")
    assert by_agency(table, *roles) == by_agency(run(find("agencies-by-role"), built.store), *roles)
    led = by_agency(run(find("who-leads-most"), built.store), "led")
    assert {agency: each for agency, each in by_agency(table, "led").items() if each != (0,)} == led


@PLANS
def test_rank_is_one_table_on_every_way(built: Built) -> None:
    network = read_network(built.store)
    table = rank_table(network)
    assert tables_of(built.store, built.plan.id).rank == table
    assert json.loads(command(built, "rank"))["rows"] == list(table.records())
    arrays = incidence(network)
    assert arrays.by_agency(load(arrays)) == {name: row[0] for name, row in by_agency(table, "load").items()}
    written = views(built.store, built.plan.id, Showing(plain=True))["tables/rank.csv"].decode()
    columns = [column.name for column in table.columns]
    files = [[row[name] for name in columns] for row in csv.DictReader(io.StringIO(written))]
    shown = list(csv.reader(io.StringIO(command(built, "rank", form="csv").removeprefix("\ufeff"))))
    assert shown == [columns, *files]


@PLANS
@pytest.mark.parametrize("kind", HOTSPOT_KINDS)
def test_hotspots_are_one_table_on_every_way(built: Built, kind: str) -> None:
    table = hotspots(read_network(built.store), kind)
    answer = json.loads(command(built, "hotspots", "--kind", kind))
    assert answer["rows"] == list(table.records())
    assert answer["schema"] == f"tiaokuai/{table.name}/1"
    assert answer["options"] == {"kind": kind, "groups": "one"}
    written = views(built.store, built.plan.id, Showing(plain=True))[f"tables/{table.name}.csv"].decode()
    scores = [row["score"] for row in csv.DictReader(io.StringIO(written))]
    assert scores == [str(each) for each in table.values("score")]


@PLANS
def test_kinds_of_hotspots_agree_with_the_ranking_and_sparql(built: Built) -> None:
    network = read_network(built.store)
    loads = by_agency(rank_table(network), "load", "partners", "measures")
    agencies = hotspots(network, "agency")
    assert {
        row["id"]: (row["score"], row["partners"], row["measures"]) for row in agencies.records()
    } == loads
    shared = run(find("who-works-with-whom"), built.store).select(["agency", "partner", "shared"])
    assert set(hotspots(network, "pair").select(["id", "partner", "score"]).rows) == set(shared.rows)


def test_gaps_are_one_table_on_every_way(town: Built) -> None:
    rows = json.loads(command(town, "gaps"))["rows"]
    without = {row["measure"] for row in rows if row["gap"] == "no_lead"}
    several = {row["measure"] for row in rows if row["gap"] == "several_leads"}
    opened = {row["measure"] for row in rows if row["gap"] == "open_end"}
    assert without == set(run(find("measures-without-lead"), town.store).values("measure"))
    assert several == set(run(find("measures-with-several-leads"), town.store).values("measure"))
    assert opened == set(run(find("measures-with-open-ends"), town.store).values("measure"))
    written = views(town.store, town.plan.id, Showing(plain=True))["tables/gaps.csv"].decode()
    assert [row["gap"] for row in csv.DictReader(io.StringIO(written))] == [row["gap"] for row in rows]


def test_counts_of_zhengzhou(zhengzhou: Built) -> None:
    network = read_network(zhengzhou.store)
    assert (len(network.agencies), len(network.measures)) == (81, 88)
    assert len(run(find("network/assignments"), zhengzhou.store).rows) == 395
    arrays = incidence(network)
    assert int(arrays.tied.sum()) == 2 * 623
    assert len(hotspots(network, "pair").rows) == 623
    assert int(load(arrays).sum()) == sum(n * (n - 1) for n in network.sizes().values())
