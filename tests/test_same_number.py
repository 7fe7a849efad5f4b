"""The same number wherever it stands: arrays, the API, the command, every file of a build, SPARQL."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from click.testing import CliRunner
from conftest import Built
from docx import Document
from openpyxl import load_workbook

from graph.api import OpenPlan, open_plan
from graph.cli.main import cli
from graph.network.drawing import Drawing, Work
from graph.network.incidence import incidence
from graph.network.ranking import rank_table
from graph.network.reading import open_network, read_network
from graph.network.scores import load
from graph.presentation import HOTSPOT_KINDS, Showing, hotspots, tables_of, views
from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Cell, Table
from graph.views.cells import cell_text

SAMPLES, SEED = 25, 3
DRAWN = ("--samples", str(SAMPLES), "--seed", str(SEED))
PLANS = pytest.mark.parametrize("plan", ["town", "zhengzhou"])


@pytest.fixture
def built(plan: str, request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(plan)
    return found


MADE: dict[str, tuple[dict[str, bytes], OpenPlan]] = {}
"""By plan, what `built_once` gives."""


def built_once(built: Built) -> tuple[dict[str, bytes], OpenPlan]:
    """Return the files of a build, plain, with intervals from a few draws, and the plan in Python."""
    if built.plan.id not in MADE:
        files = views(built.store, built.plan.id, Showing(plain=True, work=Work(Drawing(SAMPLES, SEED))))
        MADE[built.plan.id] = files, open_plan(built.graph_nq)
    return MADE[built.plan.id]


def made(built: Built) -> dict[str, bytes]:
    return built_once(built)[0]


def opened(built: Built) -> OpenPlan:
    return built_once(built)[1]


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
    assert by_agency(opened(built).question("who-carries-most"), *counted) == by_agency(table, *counted)
    led = by_agency(run(find("who-leads-most"), built.store), "led")
    assert {agency: each for agency, each in by_agency(table, "led").items() if each != (0,)} == led


@PLANS
def test_rank_is_one_table_on_every_way(built: Built) -> None:
    network = read_network(built.store)
    table = rank_table(network)
    assert tables_of(built.store, built.plan.id).rank == table
    assert json.loads(command(built, "rank"))["rows"] == list(table.records())
    assert opened(built).rank(samples=0).rows == table.rows
    arrays = incidence(network)
    assert arrays.by_agency(load(arrays)) == {name: row[0] for name, row in by_agency(table, "load").items()}
    drawn = opened(built).rank(samples=SAMPLES, seed=SEED)
    assert drawn.select(column.name for column in table.columns).rows == table.rows


@PLANS
def test_scores_and_intervals_are_equal_in_command_api_csv_and_workbook(built: Built) -> None:
    table = opened(built).rank(samples=SAMPLES, seed=SEED)
    answer = json.loads(command(built, "rank", *DRAWN))
    assert answer["rows"] == list(table.records())
    assert (answer["options"]["samples"], answer["seed"]) == (SAMPLES, SEED)
    columns = [column.name for column in table.columns]
    assert {"load_low", "load_high", "load_rank_low", "load_rank_high", "constraint_low"} <= set(columns)
    written = csv.DictReader(io.StringIO(made(built)["tables/rank.csv"].decode()))
    files = [[row[name] for name in columns] for row in written]
    shown = list(csv.reader(io.StringIO(command(built, "rank", *DRAWN, form="csv").removeprefix("\ufeff"))))
    assert shown == [columns, *files]
    sheet = list(load_workbook(io.BytesIO(made(built)["coordination.xlsx"]))["rank"].values)
    place = [sheet[0].index(name) for name in columns]
    assert [tuple(row[each] for each in place) for row in sheet[1:]] == list(table.rows)
    singly = opened(built).uncertainty(samples=SAMPLES, seed=SEED)
    bounds = {(row["agency"], row["score"]): (row["low"], row["high"]) for row in singly.records()}
    assert bounds == {
        (row["agency"], score): (row[f"{score}_low"], row[f"{score}_high"])
        for row in table.records()
        for score in set(singly.values("score"))
    }
    alone = json.loads(command(built, "uncertainty", *DRAWN, "--score", "all"))
    assert alone["rows"] == list(singly.records())


@PLANS
def test_scores_and_intervals_of_the_report_are_those_of_the_table(built: Built) -> None:
    first = next(iter(opened(built).rank(samples=SAMPLES, seed=SEED).records()))
    load_of_first, low, high = first["load"], first["load_low"], first["load_high"]
    assert isinstance(low, float)
    assert isinstance(high, float)
    expected = [
        str(load_of_first),
        f"{low:.1f}–{high:.1f}",
        f"{first['load_rank_low']}–{first['load_rank_high']}",
        f"{first['betweenness']:.3f}",
    ]
    name = str(first["label"])
    markdown = made(built)["report.zh.md"].decode()
    [row] = [line for line in markdown.splitlines() if line.startswith(f"| 1 | {name}")][:1]
    page = made(built)["report.zh.html"].decode()
    html = re.split(r"</?tr>", page[page.index(f">{name}", page.index("<table")) :])[0]
    word = Document(io.BytesIO(made(built)["report.zh.docx"]))
    [cells] = [
        [cell.text for cell in each.cells]
        for table in word.tables
        for each in table.rows
        if len(each.cells) > 8 and each.cells[1].text.startswith(name)
    ][:1]
    for number in expected:
        assert f"| {number} |" in row
        assert f">{number}<" in html
        assert number in cells
    assert f"重抽{SAMPLES}次，种子{SEED}" in markdown
    again = CliRunner().invoke(cli, ["report", "--graph", str(built.graph_nq), *DRAWN])
    assert again.stdout.strip() == markdown.strip()


@PLANS
def test_ties_are_one_table_on_every_way(built: Built) -> None:
    table = opened(built).ties(samples=SAMPLES, seed=SEED)
    assert json.loads(command(built, "ties", *DRAWN))["rows"] == list(table.records())
    rows = csv.DictReader(io.StringIO(made(built)["tables/ties.csv"].decode()))
    names = ("agency_a", "agency_b", "shared", "q_hypergeometric", "q_bicm", "q_fdsm")
    assert [[row[name] for name in names] for row in rows] == [
        [cell_text(row[name]) for name in names] for row in table.records()
    ]


@PLANS
@pytest.mark.parametrize("kind", HOTSPOT_KINDS)
def test_hotspots_are_one_table_on_every_way(built: Built, kind: str) -> None:
    table = hotspots(read_network(built.store), kind)
    answer = json.loads(command(built, "hotspots", "--kind", kind))
    assert answer["rows"] == list(table.records())
    assert answer["schema"] == f"tiaokuai/{table.name}/1"
    assert answer["options"] == {"kind": kind, "groups": "one"}
    assert opened(built).hotspots(kind).rows == table.rows
    written = made(built)[f"tables/{table.name}.csv"].decode()
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
    left_open = {row["measure"] for row in rows if row["gap"] == "open_end"}
    assert without == set(run(find("measures-without-lead"), town.store).values("measure"))
    assert several == set(run(find("measures-with-several-leads"), town.store).values("measure"))
    assert left_open == set(run(find("measures-with-open-ends"), town.store).values("measure"))
    assert list(opened(town).gaps().records()) == rows
    written = made(town)["tables/gaps.csv"].decode()
    assert [row["gap"] for row in csv.DictReader(io.StringIO(written))] == [row["gap"] for row in rows]


def test_counts_of_zhengzhou(zhengzhou: Built) -> None:
    network = read_network(zhengzhou.store)
    assert (len(network.agencies), len(network.measures)) == (81, 88)
    assert len(run(find("network/assignments"), zhengzhou.store).rows) == 395
    arrays = incidence(network)
    assert int(arrays.tied.sum()) == 2 * 623
    assert len(hotspots(network, "pair").rows) == 623
    assert int(load(arrays).sum()) == sum(n * (n - 1) for n in network.sizes().values())
