"""One faulty coded plan a fault, each with the message that its coder gets, word for word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import DATA, ROOT

from graph.cli.main import cli
from graph.coding.plan import read_plan
from graph.errors import UserError
from graph.rdf.dataset import dataset_lines
from graph.vocabulary.ontology import Ontology

FAULTS = DATA / "faults"
NAMES = sorted(path.stem for path in FAULTS.glob("*.yaml"))
EARLIER = {
    "graph.nq": b"earlier\n",
    "build.json": b'{"schema": "tiaokuai/build/1", "files": ["build.json", "graph.nq"]}',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the output of an earlier build."""
    folder = tmp_path / "output"
    folder.mkdir()
    for name, content in EARLIER.items():
        (folder / name).write_bytes(content)
    return folder


def build(arguments: list[str], monkeypatch: pytest.MonkeyPatch, ontology: Ontology) -> Result:
    """Run `tiaokuai build` in the folder of faults, with the ontology that the session has read."""
    monkeypatch.chdir(FAULTS)
    monkeypatch.setattr("graph.build.load_ontology", lambda: ontology)
    return CliRunner().invoke(cli, ["build", "--lang", "en", *arguments])


def message(name: str) -> str:
    return (FAULTS / f"{name}.txt").read_text(encoding="utf-8")


def assert_untouched(folder: Path) -> None:
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == EARLIER
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_every_fault_has_its_message_and_every_message_its_fault() -> None:
    assert NAMES
    assert sorted(path.stem for path in FAULTS.glob("*.txt")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_message_of_a_fault(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch, ontology: Ontology
) -> None:
    result = build([f"{name}.yaml", "-o", str(folder)], monkeypatch, ontology)
    assert result.stderr.replace("ontology …\nplans …\n", "") == message(name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert isinstance(result.exception, SystemExit)
    assert_untouched(folder)


def test_without_its_fault_the_plan_is_accepted(tmp_path: Path, ontology: Ontology) -> None:
    """So every message above is about the one thing that differs from this plan."""
    faulty = (FAULTS / "unknown-role.yaml").read_text(encoding="utf-8")
    mended = tmp_path / "mended.yaml"
    mended.write_text(faulty.replace("  leads:", "  lead:"), encoding="utf-8")
    file = read_plan(mended, ontology)
    assert [each.role for measure in file.plan.measures for each in measure.assignments] == ["lead"]


def test_every_fault_of_every_file_is_told_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, ontology: Ontology
) -> None:
    names = ["agency-twice", "empty", "unknown-agency"]
    result = build([*(f"{name}.yaml" for name in names), "-o", str(folder)], monkeypatch, ontology)
    assert result.stderr.endswith("plans …\n" + "".join(message(name) for name in names))
    assert result.exit_code == 2
    assert_untouched(folder)


def test_two_files_of_one_plan(folder: Path, monkeypatch: pytest.MonkeyPatch, ontology: Ontology) -> None:
    town, again = DATA / "town" / "zhongmu-2024-town.yaml", folder.parent / "again.yaml"
    again.write_bytes(town.read_bytes())
    result = build([str(town), str(again), "-o", str(folder)], monkeypatch, ontology)
    again.unlink()
    assert result.stderr.splitlines()[-1] == (
        f"{again}: codes the plan zhongmu-2024-town, and so does {town}. "
        "Leave one out, or give it an id of its own."
    )
    assert result.exit_code == 2
    assert_untouched(folder)


def test_two_plans_that_describe_one_agency_in_two_ways(tmp_path: Path, ontology: Ontology) -> None:
    paths = [DATA / "town" / "zhongmu-2024-town.yaml", tmp_path / "other.yaml"]
    other = (DATA / "plans" / "zhongmu-2025-town.yaml").read_text(encoding="utf-8")
    paths[1].write_text(other.replace("label: 小镇县财政局", "label: 小镇县财政与审计局"), encoding="utf-8")
    files = [read_plan(path, ontology) for path in paths]
    register = ontology.register(tuple(each for file in files for each in file.plan.agencies))
    with pytest.raises(UserError) as error:
        dataset_lines(files, register, ontology)
    assert str(error.value) == (
        f"{paths[1]}: describes zhongmu-410122/cai-zheng-ju under names: in another way than {paths[0]} does."
        " Make the two alike, or give it another slug."
    )


@pytest.mark.parametrize("name", ["gb18030", "comparator-sign"])
def test_the_command_as_a_process_of_its_own(name: str, folder: Path) -> None:
    """Under an ASCII locale too, the message is UTF-8 and there is no traceback."""
    result = subprocess.run(
        [sys.executable, "-m", "graph", "build", "--lang", "en", f"{name}.yaml", "-o", str(folder)],
        cwd=FAULTS,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 2
    assert result.stderr.decode("utf-8") == "ontology …\nplans …\n" + message(name)
    assert result.stdout == b""
    assert_untouched(folder)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_without_end_is_refused(opening: str) -> None:
    """In a process of its own: the composer of libyaml would end this one with a segmentation fault."""
    code = (
        "import sys; from graph.coding.nodes import read_nodes; from graph.errors import UserError\n"
        "try: read_nodes(sys.argv[1] * 60_000, 'deep.yaml')\n"
        "except UserError as error: print(error)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, opening],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("deep.yaml, line 1: is nested more than 30 deep.")
