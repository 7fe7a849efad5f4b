"""A hostile agency name stays text in every format of a build and of an export."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import docx
import networkx as nx
import openpyxl
import pandas
import pyoxigraph as ox
import pytest
import yaml
from click.testing import CliRunner
from conftest import DATA
from selectolax.lexbor import LexborHTMLParser

from graph.build import Options, make
from graph.cli.main import cli
from graph.network.drawing import NOTHING_DRAWN
from graph.views.packaged import packaged_tables
from graph.views.stata import stata_files
from graph.views.tables import BOM, DANGER

PLAN = DATA / "town" / "zhongmu-2024-town.yaml"
NAME = '=HYPERLINK("http://a.example","x")</script><img src=x onerror=alert(1)>|*县*'
IN_ENGLISH = "@SUM(1+1)</title><script>alert(1)</script>&amp;\"'`|_x_"
NAMES = (NAME, IN_ENGLISH)


def quiet(stage: str) -> None:
    assert stage


def named(label: str, label_en: str) -> str:
    """Return the town's plan with other names for the agency that carries most."""
    data = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    data["names"][0]["new"] |= {"label": label, "label_en": label_en}
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Deliver a build of the plan and every export of it to a folder."""
    top = tmp_path_factory.mktemp("hostile")
    plan = top / "plan.yaml"
    plan.write_text(named(*NAMES), encoding="utf-8")
    made = make([plan], Options(drawing=NOTHING_DRAWN), quiet)
    for name, content in made.files.items():
        (top / name).parent.mkdir(exist_ok=True)
        (top / name).write_bytes(content)
    for form in ("gexf", "graphml", "dl", "sssom"):
        done = CliRunner().invoke(
            cli, ["export", form, "--graph", f"{top}/graph.nq", "-o", f"{top}/x.{form}"]
        )
        assert done.exit_code == 0, done.output
    return top


def texts(folder: Path, pattern: str) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob(pattern)):
        yield path.name, path.read_bytes().decode()


def test_no_format_is_left_out(folder: Path) -> None:
    tried = {".nq", ".trig", ".html", ".md", ".docx", ".csv", ".json", ".xlsx"}
    exported = {".gexf", ".graphml", ".dl", ".sssom"}
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} - {".yaml"} == tried | exported


def test_in_csv_it_is_no_formula(folder: Path) -> None:
    seen: set[str] = set()
    for _, text in texts(folder, "tables/*.csv"):
        for row in csv.reader(io.StringIO(text.removeprefix(BOM), newline="")):
            assert not [cell for cell in row if DANGER.match(cell) and not cell.startswith("'")]
            seen.update(cell.removeprefix("'") for cell in row)
    assert seen >= set(NAMES)


def test_in_the_workbook_it_is_no_formula_and_no_link(folder: Path) -> None:
    content = (folder / "coordination.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value in NAMES]
    assert {cell.value for cell in cells} == set(NAMES)
    assert {(cell.data_type, cell.hyperlink) for cell in cells} == {("s", None)}
    assert not [part for part in zipfile.ZipFile(io.BytesIO(content)).namelist() if "externalLink" in part]


def test_in_stata_it_is_the_name(folder: Path) -> None:
    made = stata_files(packaged_tables(folder / "tables"), {})["rank.dta"]
    frame: Any = pandas.read_stata(io.BytesIO(made))
    assert NAME in set(frame["label"])
    assert IN_ENGLISH in set(frame["label_en"])


def test_in_rdf_it_is_a_literal(folder: Path) -> None:
    for form in (ox.RdfFormat.N_QUADS, ox.RdfFormat.TRIG):
        path = folder / f"graph.{'nq' if form == ox.RdfFormat.N_QUADS else 'trig'}"
        quads = ox.parse(path=str(path), format=form)
        literals = {quad.object.value for quad in quads if isinstance(quad.object, ox.Literal)}
        assert literals >= set(NAMES)


@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_in_xml_it_is_text(folder: Path, form: str) -> None:
    path = folder / f"x.{form}"
    assert not [each for each in ET.parse(path).iter() if re.fullmatch(r"(\{.*\})?(script|img)", each.tag)]
    readers: dict[str, Any] = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}
    nodes = readers[form](path).nodes(data=True)
    words = {value for _, data in nodes for value in data.values() if isinstance(value, str)}
    assert words >= set(NAMES)


def test_in_dl_and_sssom_it_does_not_stand(folder: Path) -> None:
    for name in ("x.dl", "x.sssom"):
        text = (folder / name).read_bytes().decode()
        assert "alert(1)" not in text
    assert (folder / "x.dl").read_bytes().isascii()


def test_in_html_it_adds_no_element(folder: Path) -> None:
    plain = make([PLAN], Options(drawing=NOTHING_DRAWN), quiet).files
    pages = list(texts(folder, "*.html"))
    assert len(pages) >= 5
    for name, text in pages:
        page, before = LexborHTMLParser(text), LexborHTMLParser(plain[name].decode())
        for element in ("script", "img", "title", "style", "iframe", "[onerror]"):
            assert len(page.css(element)) == len(before.css(element)), (name, element)
        links = {node.attributes.get("href") for node in page.css("a")}
        assert not [link for link in links if link and "a.example" in link]
    report = next(text for name, text in pages if name == "report.zh.html")
    assert NAME in html.unescape(report)


def test_in_markdown_it_is_escaped(folder: Path) -> None:
    for name, text in (*texts(folder, "*.md"), *texts(folder, "tables/*.md")):
        assert "<img" not in text, name
        assert "<script" not in text, name
        assert "http://a.example" not in text, name
    assert "HYPERLINK" in (folder / "report.zh.md").read_text(encoding="utf-8")


def test_in_word_it_is_text(folder: Path) -> None:
    for lang, name in zip(("zh", "en"), NAMES, strict=True):
        content = (folder / f"report.{lang}.docx").read_bytes()
        document = docx.Document(io.BytesIO(content))
        cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
        assert name in cells
        links = [each.target_ref for each in document.part.rels.values() if each.is_external]
        assert not [link for link in links if "a.example" in link]
        fields = ET.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))
        assert not [each for each in fields.iter() if (each.text or "").strip().startswith("HYPERLINK")]


def test_in_json_it_is_a_string(folder: Path) -> None:
    json.loads((folder / "tables" / "datapackage.json").read_bytes())
    asked = ["rank", "--format", "json", "--graph", f"{folder}/graph.nq"]
    rows = json.loads(CliRunner().invoke(cli, asked).stdout)["rows"]
    assert {NAME} <= {row["label"] for row in rows}
    for form in ("tsv", "csv", "markdown", "table"):
        shown = CliRunner().invoke(cli, [*asked[:2], form, *asked[3:]]).stdout
        assert "\n=HYPER" not in shown
        assert "\t=HYPER" not in shown
        assert ",=HYPER" not in shown
