"""The same number in every file format that a user can have."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
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
import pdfplumber
import pytest
from conftest import Built
from network_pages import told
from selectolax.lexbor import LexborHTMLParser
from test_same_number import by_agency, command

from graph.network.assurance import assurance
from graph.network.incidence import incidence
from graph.network.reading import read_network
from graph.network.scores import load
from graph.paper import to_pdf
from graph.presentation import (
    WITHOUT_DRAWS,
    Showing,
    answers,
    coordination_tables,
    interchange,
    tables_of,
    views,
)
from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Cell
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
    shown = told(files["network.html"].decode(), "facts")["agencies"]
    labels = by_agency(tables_of(built.store, built.plan.id).rank, "label")
    assert {each["label"]: int(each["scores"]["load"][0]) for each in shown} == {
        labels[agency][0]: value for agency, value in loads.items()
    }, "network.html"
    for name, read in (("docx", in_word), ("html", in_html), ("md", in_markdown)):
        shown = loads_of_report(read(files[f"report.zh.{name}"]))
        assert shown == [str(each) for each in largest[: len(shown)]], name
        assert len(shown) >= min(4, len(loads)), name


@pytest.mark.parametrize("plan", ["town"])
def test_the_printed_report_has_the_rows_of_the_page(files: dict[str, bytes]) -> None:
    html = files["report.zh.html"]
    [rows] = [rows for head, *rows in in_html(html) if "协同负荷（对）" in head][:1]
    with pdfplumber.open(io.BytesIO(to_pdf(html))) as document:
        printed = "".join(page.extract_text() for page in document.pages)
    packed = re.sub(r"\s", "", unicodedata.normalize("NFKC", printed))
    assert len(rows) > 3
    for row in rows:
        assert unicodedata.normalize("NFKC", "".join(row)) in packed


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
    assert book.sheetnames == ["contents", "codebook", *(table.name for table in wanted)]
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
