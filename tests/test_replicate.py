"""The replication package: whole, refusing what is not its own, and the same bytes where it is run again."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import venv
import zipfile
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import DATA, ROOT
from jsonschema import Draft7Validator
from selectolax.lexbor import LexborHTMLParser
from test_readme import _needed

from graph.cli.main import cli
from graph.distribution import pins
from graph.views.citation import citation_cff
from graph.views.jsonld import Published
from graph.views.replication_text import FLOW
from graph.views.report_facts import ReportFacts

TOWN = DATA / "town" / "zhongmu-2024-town.yaml"
LATER = DATA / "plans" / "zhongmu-2025-town.yaml"
CFF = json.loads((DATA / "schemas" / "cff-1.2.0.json").read_text(encoding="utf-8"))
DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED
HOSTILE = "Evil`</script>| =1+1, A"
WORDS = (
    "--plan",
    "zhongmu-2024-town",
    "--samples",
    "20",
    "--seed",
    "7",
    "--plain",
    "--author",
    "李, 华",
    "--author",
    HOSTILE,
)


def replicate(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["replicate", *map(str, arguments)], prog_name="tiaokuai")


def make(folder: Path) -> Result:
    notes = folder.with_name("notes.md")
    notes.write_text("We were allowed to read the plan. 我们有权查阅。\n", encoding="utf-8")
    return replicate(folder, TOWN, LATER, *WORDS, "--licence", "CC-BY-4.0", "--notes", notes)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a package of two plans, one of them shown, with every option."""
    folder = tmp_path_factory.mktemp("replicate") / "package"
    done = make(folder)
    assert done.exit_code == 0, done.output
    return folder


def content(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def text(package: Path, name: str) -> str:
    return (package / name).read_text(encoding="utf-8")


def clean(place: Path, wheel: Path) -> Path:
    """Make a virtual environment with the package's wheel, and the libraries of this one behind it."""
    venv.create(place, with_pip=False)
    python = place / "bin" / "python"
    install: list[str | Path] = ["install", "--quiet", "--no-deps", "--no-index", "--no-compile", wheel]
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    subprocess.run([*pip, *install], check=True, timeout=60)
    (site,) = place.glob("lib/python*/site-packages")
    libraries = Path(yaml.__file__).parent.parent
    (site / "libraries.pth").write_text(f"{libraries}\n", encoding="utf-8")
    return python


def test_run_in_a_clean_environment_it_makes_the_same_bytes(package: Path, tmp_path: Path) -> None:
    copy = tmp_path / "郑 州"
    made = content(package)
    for name, value in made.items():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(value)
    (wheel,) = copy.glob("code/*.whl")
    python = clean(tmp_path / "clean", wheel)
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}

    def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
        surroundings = bare | {"LC_ALL": "C", "PYTHONHASHSEED": "3"}
        command = [python, *words]
        return subprocess.run(
            command, check=False, cwd=tmp_path, env=surroundings, capture_output=True, text=True, timeout=120
        )

    assert Path(run("-c", "import graph; print(graph.__file__)").stdout.strip()).is_relative_to(tmp_path)
    done = run(copy / "main.py")
    assert done.returncode == 0, done.stdout + done.stderr
    outputs = {name: value for name, value in made.items() if name.startswith("output/")}
    assert f"{len(outputs)} of {len(outputs)} outputs are the same; made in " in done.stdout
    assert "note:" not in done.stdout
    again = {f"output/{name}": value for name, value in content(copy / "again").items()}
    assert again == outputs
    (copy / "data" / "plans" / TOWN.name).write_text("changed", encoding="utf-8")
    done = run(copy / "main.py")
    assert (done.returncode, done.stdout) == (
        2,
        f"changed since the package was made: data/plans/{TOWN.name}\n",
    )


@pytest.fixture
def script(package: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("replicate_main", package / "main.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def packed(parts: dict[str, str], how: int) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, value in parts.items():
            archive.writestr(zipfile.ZipInfo(name), value, how)
    return raw.getvalue()


def test_the_main_script_tells_apart_what_differs(
    script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "HERE", tmp_path)
    monkeypatch.setattr(script, "AGAIN", tmp_path / "again")
    (tmp_path / "again").mkdir()
    (tmp_path / "output").mkdir()

    def told(name: str, old: bytes, new: bytes) -> str:
        (tmp_path / "output" / name).write_bytes(old)
        (tmp_path / "again" / name).write_bytes(new)
        words: str = script.compared(f"output/{name}")
        return words

    book = {"a.xml": "x" * 5000}
    assert told("a.csv", b"1", b"1") == "same"
    assert told("a.csv", b"1", b"2") == "different"
    assert told("a.xlsx", packed(book, DEFLATED), packed(book, STORED)).startswith("same content")
    assert told("a.xlsx", packed(book, STORED), packed(book | {"b.xml": ""}, STORED)) == "different"
    (tmp_path / "again" / "a.csv").unlink()
    assert script.compared("output/a.csv") == "different"


def test_every_file_is_listed_with_its_checksum(package: Path) -> None:
    made = content(package)
    lines = made.pop("SHA256SUMS").decode().splitlines()
    assert lines == [f"{hashlib.sha256(value).hexdigest()}  {name}" for name, value in sorted(made.items())]
    manifest = json.loads(made["replication.json"])
    assert manifest["files"] == sorted([*made, "SHA256SUMS"])
    assert made[f"data/plans/{TOWN.name}"] == TOWN.read_bytes()
    assert not [name for name in made if "town.txt" in name]
    here = (f"{tempfile.gettempdir()}/", str(ROOT), str(package))
    places = re.compile("|".join(map(re.escape, here)).encode())
    assert [name for name, value in made.items() if places.search(value) and not name.endswith(".whl")] == []


def test_libraries_are_pinned_at_what_runs(package: Path) -> None:
    wheel, *lines = text(package, "requirements.txt").splitlines()
    assert (package / wheel).is_file()
    pinned = dict(line.split("==") for line in lines)
    assert pinned == dict(pins())
    assert {re.sub(r"[-_.]+", "-", name).lower() for name in pinned} == _needed("tiaokuai", ("",), set()) - {
        "tiaokuai"
    }
    assert all(metadata.version(name) == version for name, version in pinned.items())


def test_each_output_leads_to_the_code_that_makes_it(package: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(text(package, "outputs.csv"))))
    outputs = [name for name in content(package) if name.startswith("output/")]
    assert [row["output"] for row in rows] == outputs
    (wheel,) = package.glob("code/*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    assert {row["code"].replace("queries/", "graph/shipped/queries/") for row in rows} <= inside
    assert [row["output"] for row in rows if row["code"] == FLOW] == ["output/build.json"]
    for name in ("README.md", "README.zh.md"):
        shown = text(package, name).replace("\\_", "_")
        assert all(f"| {row['output']} | {row['code']} |" in shown for row in rows)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("README.md", ("Data availability statement", "Final.", "python main.py", "Python 3.", "town.txt")),
        ("README.zh.md", ("数据可得性说明", "正式文件", "python main.py", "Python 3.", "town.txt")),
    ],
)
def test_the_readme_says_what_a_reviewer_needs(package: Path, name: str, words: tuple[str, ...]) -> None:
    shown = text(package, name)
    assert all(word in shown for word in words)
    assert "CC-BY-4.0" in shown
    assert "| seed | 7 |" in shown
    assert "We were allowed to read the plan. 我们有权查阅。" in shown
    assert hashlib.sha256((DATA / "town" / "town.txt").read_bytes()).hexdigest() in shown
    prose = "\n".join(line for line in shown.splitlines() if not line.startswith("    "))
    assert "<script" not in prose
    assert "</script" not in prose


def test_authors_and_licence_stand_in_all_that_says_so(package: Path) -> None:
    citation = yaml.safe_load(text(package, "CITATION.cff"))
    assert citation["authors"][0] == {"family-names": "李", "given-names": "华"}
    assert citation["license"] == "CC-BY-4.0"
    described = json.loads(text(package, "dataset.jsonld"))
    assert [each["name"] for each in described["creator"]] == ["李, 华", HOSTILE]
    checksums = {each["contentUrl"]: each["sha256"] for each in described["distribution"]}
    made = content(package)
    assert checksums == {
        name: hashlib.sha256(value).hexdigest() for name, value in made.items() if name.startswith("output/")
    }
    tables = json.loads(made["output/tables/datapackage.json"])
    assert [each["title"] for each in tables["contributors"]] == ["李, 华", HOSTILE]
    page = LexborHTMLParser(made["output/report.zh.html"].decode())
    [told] = [json.loads(each.text()) for each in page.css('script[type="application/ld+json"]')]
    assert [each["name"] for each in told["creator"]] == ["李, 华", HOSTILE]
    assert told["isBasedOn"]["license"] == "https://spdx.org/licenses/CC-BY-4.0"


FACTS = ReportFacts(
    "x-2024", "方案", "draft", "某地", 2024, "a.txt", "ab", "cd", "plain 1", "0.1.0", 1, 1, 0, 0, 0
)


def test_citations_keep_the_published_schema(package: Path) -> None:
    check = Draft7Validator(CFF)
    bare = citation_cff(FACTS, Published())
    for cited in (text(package, "CITATION.cff"), (ROOT / "CITATION.cff").read_text(encoding="utf-8"), bare):
        assert [error.message for error in check.iter_errors(yaml.safe_load(cited))] == []
    assert yaml.safe_load(bare)["authors"] == [{"name": "anonymous"}]
    assert not check.is_valid({"cff-version": "1.2.0", "title": "x"})


def test_made_again_it_is_the_same_and_replaces_only_itself(package: Path) -> None:
    before = content(package)
    assert make(package).exit_code == 0
    assert content(package) == before
    (package / "again").mkdir()
    (package / "again" / "rank.csv").write_text("x", encoding="utf-8")
    (package / ".again.lock").touch()
    assert make(package).exit_code == 0, "what the main script made is in nobody's way"
    assert not (package / "again").exists()
    (package / "mine.txt").write_text("x", encoding="utf-8")
    done = make(package)
    assert (done.exit_code, content(package)["mine.txt"]) == (2, b"x")
    assert "mine.txt: was added after tiaokuai replicate made this folder. Name another folder" in done.stderr
    (package / "mine.txt").unlink()
    readme = text(package, "README.md")
    (package / "README.md").write_text(readme + "mine", encoding="utf-8")
    done = make(package)
    assert done.exit_code == 2
    assert "README.md: was changed after tiaokuai replicate" in done.stderr
    (package / "README.md").write_text(readme, encoding="utf-8", newline="\n")
    assert content(package) == before


def test_a_folder_that_is_not_its_own_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "main.py").write_text("print()", encoding="utf-8")
    done = replicate(tmp_path / "mine", TOWN)
    assert done.exit_code == 2
    assert "mine: holds main.py, and tiaokuai replicate did not make it." in done.stderr
    (tmp_path / "mine" / "replication.json").write_text(
        '{"schema": "tiaokuai/replication/1"}', encoding="utf-8"
    )
    assert "main.py: was added after" in replicate(tmp_path / "mine", TOWN).stderr
    monkeypatch.chdir(tmp_path / "mine")
    assert "is the working folder" in replicate(".", TOWN).stderr
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == ["main.py", "replication.json"]


def test_a_program_that_is_not_installed_cannot_be_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.distribution.NAME", "tiaokuai-of-nowhere")
    done = replicate(tmp_path / "package", TOWN)
    assert (done.exit_code, list(tmp_path.iterdir())) == (2, [])
    assert "is not installed, so that what it needs is not known. Install it: make" in done.stderr


def test_what_cannot_be_packed_is_said_before_anything_is_written(tmp_path: Path) -> None:
    twice = tmp_path / "other" / TOWN.name
    twice.parent.mkdir()
    twice.write_bytes(LATER.read_bytes())
    odd = tmp_path / "a\nb.yaml"
    odd.write_bytes(LATER.read_bytes())
    document = DATA / "town" / "town.txt"
    target = tmp_path / "package"
    for arguments, told in (
        ((TOWN, twice), "has the name of another file of the package. Rename it."),
        ((odd,), "has a name that a package cannot hold"),
        ((document,), "town.txt: is no coded plan. Extract it first."),
        ((TOWN, "--licence", "my own"), "is no SPDX identifier"),
        ((TOWN, LATER), "--plan: one plan is shown at a time."),
        ((DATA / "faults" / "no-source.yaml",), "no-source.yaml"),
    ):
        done = replicate(target, *arguments)
        assert done.exit_code == 2
        assert told in done.stderr
        assert "Traceback" not in done.output
    assert not target.exists()
