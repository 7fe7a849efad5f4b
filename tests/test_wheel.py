"""The wheel alone, outside the checkout: builds the shipped plan, answers, validates."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import ROOT

from graph import __version__
from graph.distribution import wheel

SOURCES = ("graph", "ontology", "plans", "queries")
FILES = ("setup.cfg", "pyproject.toml", "README.md", "LICENSE")


@dataclass(frozen=True, slots=True)
class Installed:
    """A wheel, the folder that it is unpacked in, and a place outside the checkout to work in."""

    wheel: Path
    site: Path
    place: Path

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(
            [sys.executable, *map(str, arguments)],
            check=False,
            timeout=180,
            cwd=self.place,
            env=environment | {"PYTHONPATH": str(self.site)},
            capture_output=True,
            encoding="utf-8",
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel from a copy of the sources, so that nothing is left in the checkout."""
    top = tmp_path_factory.mktemp("wheel")
    source, place = top / "source", top / "elsewhere"
    place.mkdir()
    for name in SOURCES:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input"]
    commands: tuple[list[str | Path], ...] = (
        ["wheel", source, "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", top],
        [
            "install",
            "--no-deps",
            "--no-index",
            "--no-compile",
            "--target",
            top / "site",
            "--find-links",
            top,
            "tiaokuai",
        ],
    )
    for command in commands:
        done = subprocess.run(
            [*pip, *command], check=False, timeout=180, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = top.glob("*.whl")
    return Installed(wheel, top / "site", place)


@pytest.fixture(scope="module")
def output(installed: Installed) -> Path:
    done = installed.run("-m", "graph", "build", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "output: done" in done.stderr
    return installed.place / "output"


def test_every_file_that_ships_is_in_the_wheel(installed: Installed) -> None:
    assert installed.wheel.name == f"tiaokuai-{__version__}-py3-none-any.whl"
    inside = set(zipfile.ZipFile(installed.wheel).namelist())
    code = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "graph").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    data = {
        f"graph/shipped/{path.relative_to(ROOT).as_posix()}"
        for folder, pattern in (("ontology", "*.ttl"), ("plans", "*.yaml"), ("queries", "*/*.rq"))
        for path in (ROOT / folder).glob(pattern)
    }
    assert data
    assert (code | data) - inside == set()
    strangers = [name for name in inside if name.startswith(("tests/", "ontology/", "benchmarks/", "docs/"))]
    assert strangers == []


def test_the_wheel_in_a_replication_package_is_this_wheel_without_its_plans(installed: Installed) -> None:
    ours = zipfile.ZipFile(io.BytesIO(wheel()))
    theirs = zipfile.ZipFile(installed.wheel)
    plans = {name for name in theirs.namelist() if name.startswith("graph/shipped/plans/")}
    assert plans
    inside = {name for name in theirs.namelist() if ".dist-info/" not in name} - plans
    assert {name for name in ours.namelist() if ".dist-info/" not in name} == inside
    assert [name for name in sorted(inside) if ours.read(name) != theirs.read(name)] == []
    assert ours.testzip() is None
    record = ours.read(f"tiaokuai-{__version__}.dist-info/RECORD").decode()
    assert [line.split(",")[0] for line in record.splitlines()] == ours.namelist()
    assert wheel() == wheel()


def test_it_is_the_wheel_that_runs(installed: Installed) -> None:
    done = installed.run("-c", "import graph; print(graph.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(installed.site)
    code = "from graph.vocabulary.shipped import shipped_folder as f; print(f('plans'), f('queries'))"
    shown = installed.run("-c", code).stdout.split()
    assert all(Path(each).is_relative_to(installed.site) for each in shown)


def test_it_builds_the_shipped_plan(output: Path) -> None:
    manifest = json.loads((output / "build.json").read_text(encoding="utf-8"))
    assert [plan["id"] for plan in manifest["plans"]] == ["zhengzhou-2024"]
    assert manifest["plans"][0]["measures"] == 88
    assert (output / "network.html").stat().st_size > 50_000
    assert sorted(each.name for each in output.parent.iterdir() if not each.name.startswith(".")) == [
        "output"
    ]


def test_it_builds_what_the_checkout_builds(output: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "graph", "build", ROOT / "plans", "-o", tmp_path / "output"],
        check=False,
        timeout=180,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    for name in ("graph.nq", "network.html", "report.zh.md", "build.json"):
        assert (output / name).read_bytes() == (tmp_path / "output" / name).read_bytes(), name


def test_it_validates_ranks_and_answers(installed: Installed, output: Path) -> None:
    assert output.is_dir()
    done = installed.run("-m", "graph", "validate")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    ranked = json.loads(installed.run("-m", "graph", "rank", "--format", "json", "--limit", "3").stdout)
    assert [row["load_rank"] for row in ranked["rows"]] == [1, 2, 3]
    answered = json.loads(
        installed.run("-m", "graph", "query", "measures-without-lead", "--format", "json").stdout
    )
    assert len(answered["rows"]) == 24


def test_the_command_comes_with_it(installed: Installed) -> None:
    command = installed.site / "bin" / "tiaokuai"
    assert installed.run(command, "--version").stdout == f"tiaokuai, version {__version__}\n"
