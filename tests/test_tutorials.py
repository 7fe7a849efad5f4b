"""The tutorial and the guides: every command is typed as written, and its output is what the page shows."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT, Built
from console import commands, matches, told_by

from graph.cli.main import cli

DOCS = ROOT / "docs"
TUTORIALS = ("tutorial.md", "tutorial.zh.md")
GUIDES = ("how-to/two-coders.md", "how-to/compare-years.md", "how-to/gephi.md", "how-to/publish-endpoint.md")
YAML = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLE = "docs/example/dengfeng-2025"


@pytest.fixture
def folder(zhengzhou: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a reader has it: the examples, and the output of the main job."""
    (tmp_path / "output").mkdir()
    shutil.copy(zhengzhou.graph_nq, tmp_path / "output" / "graph.nq")
    shutil.copytree(DOCS / "example", tmp_path / "docs" / "example")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return tmp_path


def follow(page: Path, folder: Path) -> None:
    """Type every command of a page and compare what it prints with what the page shows."""
    for typed in commands(page):
        printed = told_by(typed.command, folder)
        assert matches(typed.shown, printed), "\n".join([f"{page.name}: {typed.command}", *printed])


@pytest.mark.parametrize("name", TUTORIALS)
def test_the_tutorial_is_what_happens(name: str, folder: Path) -> None:
    page = DOCS / name
    follow(page, folder)
    coded = (folder / "dengfeng.yaml").read_text(encoding="utf-8")
    assert coded == (DOCS / "example" / "dengfeng-2025.yaml").read_text(encoding="utf-8")
    for block in YAML.findall(page.read_text(encoding="utf-8")):
        assert block.replace("status: proposed", "status: accepted") in coded
    made = {path.name for path in (folder / "dengfeng-output").iterdir()}
    named = set(re.findall(r"`([\w-]+(?:\.\w+)+)`", page.read_text(encoding="utf-8"))) - {"dengfeng.yaml"}
    assert {"network.html", "coordination.xlsx"} <= named <= made


def test_both_tutorials_type_the_same_commands() -> None:
    def plain(name: str) -> list[str]:
        typed = (each.command for each in commands(DOCS / name))
        return [re.sub(r" --lang \w+", "", each).replace("登封市", "410185") for each in typed]

    assert plain("tutorial.md") == plain("tutorial.zh.md")
    typed = [words.split()[1] for words in plain("tutorial.md") if words.startswith("tiaokuai")]
    asked = ["rank", "gaps", "whatif", "show", "uncertainty"]
    assert typed == ["extract", "review", "build", *asked]


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_what_happens(name: str, folder: Path) -> None:
    follow(DOCS / name, folder)
    for made in folder.glob("dengfeng-2026.*"):
        assert made.read_bytes() == (DOCS / "example" / made.name).read_bytes()


def test_the_pdf_of_the_tutorial_says_what_its_text_says() -> None:
    from graph.documents.read import read_document

    paper, text = (read_document(ROOT / f"{EXAMPLE}.{ending}").content for ending in ("pdf", "txt"))
    assert re.sub(r"\s", "", paper) == re.sub(r"\s", "", text)


def figures(page: str, row: str) -> tuple[str, ...]:
    """Return what a pattern finds in a page of figures; it has to stand there."""
    found = re.search(row, (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert found, row
    return found.groups()


def test_the_figures_of_the_limits_are_those_of_the_pages_on_quality() -> None:
    limits = (DOCS / "limits.md").read_text(encoding="utf-8")
    (clauses,) = figures("quality.md", r"^\| clauses \| (\d+) \|$")
    (right,) = figures("quality.md", r"^\| entirely right \| (\d+) \|$")
    coded, both = figures("quality.md", r"^\| Assignments \| (\d+) \| \d+ \| (\d+) \|")
    equal, targets = figures("quality.md", r"^\| targets, subject equal \| (\d+) \| (\d+) \|")
    recalls = [
        *figures("quality.md", r"^\| platforms \|.* (\S+) \|$"),
        *figures("quality.md", r"^\| programmes \|.* (\S+) \|$"),
    ]
    agreed, measures = figures("alignment.md", r"^\| primary concept \| (\d+) \| (\d+) \|")
    expected = [
        f"entirely right | {right} of {clauses} |",
        f"Assignments, both readings | {both} of {coded} |",
        f"word for word | {equal} of {targets} |",
        f"platforms, recall | {recalls[0]} |",
        f"programmes, recall | {recalls[1]} |",
        f"in {agreed} of {measures} measures",
    ]
    assert [each for each in expected if each not in limits] == []


def test_the_ranks_that_the_page_on_load_gives_are_those_of_zhengzhou(zhengzhou: Built) -> None:
    words = ["uncertainty", "--format", "json", "--graph", str(zhengzhou.graph_nq)]
    rows = json.loads(CliRunner().invoke(cli, words).stdout)["rows"]
    first, tenth = ((row["rank_low"], row["rank_high"]) for row in (rows[0], rows[9]))
    english, chinese = ((DOCS / name).read_text(encoding="utf-8") for name in ("load.md", "load.zh.md"))
    assert "the first has ranks from {} to {} and\nthe tenth from {} to {}:".format(*first, *tenth) in english
    said = "第 1 名可以在第 {} 到第 {} 之间，第 10 名可以在第 {} 到第 {} 之间："
    assert said.format(*first, *tenth) in chinese


def test_what_is_left_out_is_any_lines_or_the_end_of_one() -> None:
    assert matches(["a", "…", "d"], ["a", "b", "c", "d"])
    assert matches(["http://127.0.0.1:…"], ["http://127.0.0.1:8000/"])
    assert not matches(["a", "d"], ["a", "b", "d"])
    assert not matches(["http://127.0.0.1:…"], ["https://127.0.0.1:8000/"])
