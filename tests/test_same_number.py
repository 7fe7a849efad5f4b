"""The same number wherever it stands: arrays, the API, the command, SPARQL, and every file that is made."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import networkx as nx
import openpyxl
import pandas
import pytest
from click.testing import CliRunner
from conftest import Built
from selectolax.lexbor import LexborHTMLParser

from graph.cli.main import cli
from graph.network.assurance import assurance
from graph.network.incidence import incidence
from graph.network.ranking import rank_table
from graph.network.reading import open_network, read_network
from graph.network.scores import load
from graph.presentation import (
    HOTSPOT_KINDS,
    WITHOUT_DRAWS,
    Showing,
    answers,
    coordination_tables,
    hotspots,
    interchange,
    tables_of,
    views,
)
from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Cell, Table
from graph.views.cells import number_text
from graph.views.gexf import to_gexf
from graph.views.graphml import to_graphml
from graph.views.packaged import packaged_tables
from graph.views.stata import stata_files
from graph.views.ucinet import to_dl

PLANS = pytest.mark.parametrize("plan", ["town", "zhengzhou"])


@pytest.fixture
def built(plan: str, request: pytest.FixtureRequest) -> Built:
    found: Built = request.getfixturevalue(plan)
    return found


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, bytes]]:
    """Keep the files of each plan, which are made once."""
    return {}


@pytest.fixture
def files(built: Built, made: dict[str, dict[str, bytes]]) -> dict[str, bytes]:
    plan = built.plan.id
    if plan not in made:
        made[plan] = views(built.store, plan, Showing(plain=True))
    return made[plan]


@pytest.fixture
def stata(
    built: Built, files: dict[str, bytes], made: dict[str, dict[str, bytes]], tmp_path: Path
) -> dict[str, bytes]:
    """Make the Stata files from the tables, with text for concepts: their codes are tested elsewhere."""
    key = f"{built.plan.id} in Stata"
    if key not in made:
        for name in (name for name in files if name.startswith("tables/")):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(files[name])
        made[key] = stata_files(packaged_tables(tmp_path / "tables"), {})
    return made[key]


def rows_of(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"tables/{name}.csv"].decode(), newline="")))


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
def test_rank_is_one_table_on_every_way(built: Built, files: dict[str, bytes]) -> None:
    network = read_network(built.store)
    table = rank_table(network)
    assert tables_of(built.store, built.plan.id).rank == table
    assert json.loads(command(built, "rank"))["rows"] == list(table.records())
    arrays = incidence(network)
    assert arrays.by_agency(load(arrays)) == {name: row[0] for name, row in by_agency(table, "load").items()}
    columns = [column.name for column in table.columns]
    written = [[row[name] for name in columns] for row in rows_of(files, "rank")]
    shown = list(csv.reader(io.StringIO(command(built, "rank", form="csv").removeprefix("\ufeff"))))
    assert shown == [columns, *written]


@PLANS
@pytest.mark.parametrize("kind", HOTSPOT_KINDS)
def test_hotspots_are_one_table_on_every_way(built: Built, kind: str, files: dict[str, bytes]) -> None:
    table = hotspots(read_network(built.store), kind)
    answer = json.loads(command(built, "hotspots", "--kind", kind))
    assert answer["rows"] == list(table.records())
    assert answer["schema"] == f"tiaokuai/{table.name}/1"
    assert answer["options"] == {"kind": kind, "groups": "one"}
    scores = [row["score"] for row in rows_of(files, table.name)]
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


@pytest.mark.parametrize("plan", ["town"])
def test_gaps_are_one_table_on_every_way(built: Built, files: dict[str, bytes]) -> None:
    town = built
    rows = json.loads(command(town, "gaps"))["rows"]
    without = {row["measure"] for row in rows if row["gap"] == "no_lead"}
    several = {row["measure"] for row in rows if row["gap"] == "several_leads"}
    opened = {row["measure"] for row in rows if row["gap"] == "open_end"}
    assert without == set(run(find("measures-without-lead"), town.store).values("measure"))
    assert several == set(run(find("measures-with-several-leads"), town.store).values("measure"))
    assert opened == set(run(find("measures-with-open-ends"), town.store).values("measure"))
    assert [row["gap"] for row in rows_of(files, "gaps")] == [row["gap"] for row in rows]


def in_word(content: bytes) -> list[list[list[str]]]:
    tables = docx.Document(io.BytesIO(content)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def in_html(content: bytes) -> list[list[list[str]]]:
    tables = LexborHTMLParser(content.decode()).css("table")
    return [[[cell.text() for cell in row.css("th, td")] for row in table.css("tr")] for table in tables]


def in_markdown(content: bytes) -> list[list[list[str]]]:
    parts = re.findall(r"(?:^\|.*\|\n)+", content.decode(), re.MULTILINE)
    lines = ([line for line in part.splitlines() if not line.startswith("| ---")] for part in parts)
    return [[[cell.strip() for cell in line.strip("|").split(" | ")] for line in part] for part in lines]


def loads_of_report(tables: list[list[list[str]]]) -> list[str]:
    """Return the column of loads in the first table of agencies that has one."""
    for head, *rows in tables:
        places = [place for place, name in enumerate(head) if name.startswith("协同负荷（")]
        if "单位" in head and places:
            return [row[places[0]] for row in rows]
    return []


def loads_of_network(text: str, reader: Callable[[io.BytesIO], Any]) -> dict[str, int]:
    nodes = reader(io.BytesIO(text.encode())).nodes(data=True)
    return {data["iri"]: data["load"] for _, data in nodes}


@PLANS
def test_the_load_is_one_number_in_every_format(
    built: Built, files: dict[str, bytes], stata: dict[str, bytes]
) -> None:
    """Hold the load of every agency, as the arrays count it, against each format that a user can have."""
    network = read_network(built.store)
    arrays = incidence(network)
    loads = arrays.by_agency(load(arrays))
    largest = sorted(map(int, loads.values()), reverse=True)
    asked = by_agency(run(find("who-carries-most"), built.store), "load")
    assert asked == {agency: (each,) for agency, each in loads.items()}, "SPARQL"
    for name in ("rank", "who_carries_most"):
        assert {row["agency"]: int(row["load"]) for row in rows_of(files, name)} == loads, "CSV"
    book = openpyxl.load_workbook(io.BytesIO(files["coordination.xlsx"]))
    head, *rows = book["rank"].iter_rows(values_only=True)
    assert {row[head.index("agency")]: row[head.index("load")] for row in rows} == loads, "XLSX"
    frame = pandas.read_stata(io.BytesIO(stata["rank.dta"]))
    assert dict(zip(frame["agency"], frame["load"], strict=True)) == loads, "Stata"
    tsv = csv.DictReader(io.StringIO(command(built, "rank", form="tsv")), delimiter="\t")
    assert {row["agency"]: int(row["load"]) for row in tsv} == loads, "TSV"
    exported = interchange(built.store, built.plan.id, network, "agencies", "zh")
    assert loads_of_network(to_gexf(exported), nx.read_gexf) == loads, "GEXF"
    assert loads_of_network(to_graphml(exported), nx.read_graphml) == loads, "GraphML"
    cells = [line.split() for line in to_dl(exported).partition("data:\n")[2].splitlines()]
    strengths = Counter(dict.fromkeys(range(len(loads)), 0))
    for one, _, value in cells:
        strengths[int(one) - 1] += int(value)
    assert sorted(strengths.values(), reverse=True) == largest, "DL"
    for name, read in (("docx", in_word), ("html", in_html), ("md", in_markdown)):
        shown = loads_of_report(read(files[f"report.zh.{name}"]))
        assert shown == [str(each) for each in largest[: len(shown)]], name
        assert len(shown) >= min(4, len(loads)), name


@PLANS
def test_every_sheet_and_every_stata_file_is_the_answer(
    built: Built, files: dict[str, bytes], stata: dict[str, bytes]
) -> None:
    """Hold every cell of the workbook and of the Stata files against the answers of SPARQL and the scores."""
    plan = built.plan.id
    sources = tables_of(built.store, plan, assurance(read_network(built.store, plan), WITHOUT_DRAWS)())
    assert sources.ties
    scored = [sources.rank, sources.ties]
    wanted = [*scored, *coordination_tables(built.store, plan), *answers(built.store, plan)]
    book = openpyxl.load_workbook(io.BytesIO(files["coordination.xlsx"]))
    assert book.sheetnames == ["codebook", *(table.name for table in wanted)]
    for table in wanted:
        head, *rows = book[table.name].iter_rows(values_only=True)
        columns = [column.name for column in table.columns]
        assert head == (*columns, "plan_status")
        expected = [tuple(map(as_number, row)) for row in table.rows]
        assert [tuple(map(from_file, row[:-1])) for row in rows] == expected, table.name
        frame = pandas.read_stata(io.BytesIO(stata[f"{table.name}.dta"]), convert_categoricals=False)
        values = frame.iloc[:, :-1].astype(object).where(frame.iloc[:, :-1].notna(), None)
        assert [tuple(map(from_file, row)) for row in values.itertuples(index=False)] == expected, table.name
    described = list(book["codebook"].iter_rows(min_row=2, values_only=True))
    assert [row[:2] for row in described if row[1] != "plan_status"] == [
        (table.name, column.name) for table in wanted for column in table.columns
    ]


def as_number(cell: Cell) -> object:
    """Return a cell as Excel and Stata hold it: decimals as floats, floats at nine digits, no empty text."""
    if isinstance(cell, float | Decimal):
        return float(number_text(cell)) if number_text(cell) else None
    return None if cell == "" else cell


def from_file(value: Any) -> object:
    """Return a cell of a workbook or of a Stata file with days as the tables have them; "" is empty."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return None if value == "" else value
