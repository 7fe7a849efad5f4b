"""The whole flow: the files it delivers, the same bytes whatever the surroundings, nothing on a fault."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import DATA, ROOT

from graph.build import Options, build, plan_paths
from graph.coding.open_points import Point
from graph.errors import UserError
from graph.network.drawing import Drawing
from graph.rdf.store import open_store

TOWN = DATA / "town" / "zhongmu-2024-town.yaml"
LATER = DATA / "plans" / "zhongmu-2025-town.yaml"
ZHENGZHOU = ROOT / "plans" / "zhengzhou-2024.yaml"
SEVERAL = [TOWN, LATER]
FEW = Drawing(samples=20, seed=7)
FEW_DRAWN = ("--plan", "zhongmu-2024-town", "--samples", "60")


def quiet(stage: str) -> None:
    assert stage


def make(inputs: list[Path], folder: Path, options: Options | None = None) -> list[Point]:
    return build(inputs, folder, options or Options(drawing=FEW), quiet)


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def promised() -> set[str]:
    """Return the names that output/README.md promises, tables aside."""
    rows = re.findall(
        r"^\| (`.+?) \|", (ROOT / "output" / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row) if not name.startswith("tables")}


@pytest.fixture(scope="module")
def zhengzhou_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zhengzhou") / "output"
    make([ZHENGZHOU], folder)
    return folder


@pytest.fixture(scope="module")
def town_output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("town") / "output"
    assert make([TOWN], folder) == []
    return folder


@pytest.mark.parametrize("output", ["town_output", "zhengzhou_output"])
def test_the_files_are_those_that_the_readme_names(output: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(output)
    made = set(content(folder))
    tables = {name for name in made if name.startswith("tables/")}
    assert made - tables == promised()
    assert {"tables/rank.csv", "tables/hotspots.csv", "tables/who_does_what.csv"} <= tables
    known = re.compile(r"tables/([a-z0-9_]+\.csv|README\.md|datapackage\.json)")
    assert all(known.fullmatch(name) for name in tables)
    assert all(content(folder).values()), "no file is empty"


@pytest.mark.parametrize("output", ["town_output", "zhengzhou_output"])
def test_every_file_is_utf8_with_unix_line_ends(output: str, request: pytest.FixtureRequest) -> None:
    texts = {
        name: value
        for name, value in content(request.getfixturevalue(output)).items()
        if not name.endswith((".docx", ".xlsx"))
    }
    for name, value in texts.items():
        value.decode("utf-8")
        assert value.startswith("\ufeff".encode()) == name.endswith(".csv"), name
        assert b"\r" not in value or name.endswith(".csv"), name
        assert value.endswith(b"\n"), name


def test_zhengzhou_in_numbers(zhengzhou_output: Path) -> None:
    manifest = json.loads((zhengzhou_output / "build.json").read_text(encoding="utf-8"))
    (plan,) = manifest["plans"]
    assert (plan["id"], plan["status"]) == ("zhengzhou-2024", "draft")
    assert (plan["measures"], plan["sections"], plan["assignments"]) == (88, 14, 395)
    lines = (zhengzhou_output / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert manifest["quads"] == len(lines) == len(open_store(zhengzhou_output / "graph.nq"))
    assert "征求意见稿" in (zhengzhou_output / "report.zh.md").read_text(encoding="utf-8")
    assert "draft" in (zhengzhou_output / "report.en.md").read_text(encoding="utf-8").lower()
    assert "征求意见稿" in (zhengzhou_output / "network.html").read_text(encoding="utf-8")


def test_build_json_names_the_inputs_by_their_checksums(town_output: Path) -> None:
    import hashlib

    manifest = json.loads((town_output / "build.json").read_text(encoding="utf-8"))
    assert manifest["schema"] == "tiaokuai/build/1"
    assert manifest["plans"][0]["sha256"] == hashlib.sha256(TOWN.read_bytes()).hexdigest()
    text = (DATA / "town" / "town.txt").read_bytes()
    assert manifest["plans"][0]["source"] == {"file": "town.txt", "sha256": hashlib.sha256(text).hexdigest()}
    assert manifest["plans"][0]["assignments"] == 10
    assert (manifest["options"]["samples"], manifest["options"]["seed"]) == (20, 7)
    assert manifest["plans"][0]["targets"] == 2


def test_intervals_and_ties_stand_in_every_output(zhengzhou_output: Path) -> None:
    with (zhengzhou_output / "tables" / "rank.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    names = [f"load{ending}" for ending in ("", "_rank", "_low", "_high", "_rank_low", "_rank_high")]
    place = list(rows[0]).index("load")
    assert list(rows[0])[place : place + 6] == names
    for row in rows:
        low, value, high = (float(row[name]) for name in ("load_low", "load", "load_high"))
        assert 0 <= low <= value <= high
        assert int(row["load_rank_low"]) <= int(row["load_rank"]) <= int(row["load_rank_high"])
    report = (zhengzhou_output / "report.en.md").read_text(encoding="utf-8")
    assert "20 times, with replacement, from seed 7" in report
    assert f"{float(rows[0]['load_low']):.1f}–{float(rows[0]['load_high']):.1f}" in report
    assert "survives_fdsm" in (zhengzhou_output / "tables" / "ties.csv").read_text(encoding="utf-8-sig")


def test_of_a_large_plan_it_is_told_how_far_the_draws_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for many, lines in ((200, 0), (3, 3)):
        monkeypatch.setattr("graph.presentation.MANY", many)
        told: list[str] = []
        build([TOWN], tmp_path / f"output {many}", Options(drawing=Drawing(samples=60)), told.append)
        assert sum(line.startswith("draws: ") for line in told) == lines


def test_without_draws_there_are_no_intervals_and_no_word_of_them(tmp_path: Path) -> None:
    make([TOWN], tmp_path / "output", Options(drawing=Drawing(samples=0)))
    made = content(tmp_path / "output")
    assert b"load_low" not in made["tables/rank.csv"]
    assert b"fdsm" not in made["tables/ties.csv"]
    assert b"bicm" in made["tables/ties.csv"]
    assert "interval" not in made["report.en.md"].decode().lower()
    assert json.loads(made["build.json"])["options"]["samples"] == 0


SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk", "TZ": "Asia/Shanghai"},
    {
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C.UTF-8",
        "TZ": "America/New_York",
        "PYTHONUTF8": "0",
        "COLUMNS": "30",
    },
)
# A child in which every clock of Python says another year.
OTHER_YEAR = """
import datetime, sys, time

class Shifted(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2041, 5, 6, 7, 8, 9, tzinfo=tz)
    today = utcnow = now

class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls(2041, 5, 6)

datetime.datetime, datetime.date = Shifted, Day
later = time.time() + 5e8
time.time = lambda: later
from graph.cli.main import main
main()
"""


def run_build(folder: Path, surroundings: dict[str, str], *, other_year: bool = False) -> dict[str, bytes]:
    start = ["-c", OTHER_YEAR] if other_year else ["-m", "graph"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    subprocess.run(
        [sys.executable, *start, "build", *map(str, SEVERAL), *FEW_DRAWN, "-o", folder],
        check=True,
        timeout=60,
        env=environment | {"PYTHONPATH": str(ROOT)} | surroundings,
        cwd=folder.parent,
        capture_output=True,
    )
    return content(folder)


def test_the_same_bytes_under_other_hash_seeds_locales_clocks_and_places(tmp_path: Path) -> None:
    made = []
    for number, surroundings in enumerate(SURROUNDINGS):
        place = tmp_path / f"place {number}"
        place.mkdir()
        made.append(run_build(place / "output", surroundings, other_year=number == 2))
    for other in made[1:]:
        assert list(other) == list(made[0])
        assert [name for name in other if other[name] != made[0][name]] == []


@pytest.mark.parametrize("output", ["town_output", "zhengzhou_output"])
def test_no_place_of_the_machine_is_in_the_files(output: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(output)
    for name, value in content(folder).items():
        assert str(folder.parent).encode() not in value, name
        assert str(ROOT).encode() not in value, name


def test_a_second_build_changes_no_byte(town_output: Path, tmp_path: Path) -> None:
    make([TOWN], tmp_path / "output")
    make([TOWN], tmp_path / "output")
    assert content(tmp_path / "output") == content(town_output)


def test_a_broken_plan_leaves_the_earlier_output(tmp_path: Path) -> None:
    folder = tmp_path / "output"
    make([TOWN], folder)
    earlier = content(folder)
    broken = tmp_path / "broken.yaml"
    broken.write_text(
        TOWN.read_text(encoding="utf-8").replace("comparator: at-least", "comparator: >="), encoding="utf-8"
    )
    with pytest.raises(UserError) as caught:
        make([broken], folder)
    assert all(str(broken) in problem.where for problem in caught.value.problems)
    assert content(folder) == earlier
    assert sorted(each.name for each in tmp_path.iterdir() if not each.name.endswith(".lock")) == [
        "broken.yaml",
        "output",
    ]


def test_every_broken_plan_is_named_at_once(tmp_path: Path) -> None:
    text = TOWN.read_text(encoding="utf-8")
    for number in (1, 2):
        path = tmp_path / f"broken-{number}.yaml"
        path.write_text(text.replace("level: county\n  year", "level: city\n  year"), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        make([tmp_path, TOWN], tmp_path / "output")
    assert [problem.where.partition(",")[0] for problem in caught.value.problems] == [
        str(tmp_path / f"broken-{number}.yaml") for number in (1, 2)
    ]
    assert not (tmp_path / "output").exists()


def test_several_plans_and_none_named_is_an_error_that_lists_them(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        make(SEVERAL, tmp_path / "output")
    (problem,) = caught.value.problems
    assert problem.where == "--plan"
    assert problem.remedy == "Name one of: zhongmu-2024-town, zhongmu-2025-town."
    assert not (tmp_path / "output").exists()


def test_a_plan_that_is_not_there_lists_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"--plan: .*no plan .x.*zhongmu-2024-town"):
        make([TOWN], tmp_path / "output", Options(plan="x", drawing=FEW))


def test_two_plans_of_one_place_build_together(tmp_path: Path) -> None:
    make(SEVERAL, tmp_path / "output", Options(plan="zhongmu-2025-town", drawing=FEW))
    manifest = json.loads((tmp_path / "output" / "build.json").read_text(encoding="utf-8"))
    assert [plan["id"] for plan in manifest["plans"]] == ["zhongmu-2024-town", "zhongmu-2025-town"]
    assert manifest["options"]["plan"] == "zhongmu-2025-town"
    assert "2025" in (tmp_path / "output" / "report.zh.md").read_text(encoding="utf-8")


def test_plain_tables_have_neither_mark_nor_guard(tmp_path: Path) -> None:
    make([TOWN], tmp_path / "output", Options(plain=True, drawing=FEW))
    for name, value in content(tmp_path / "output").items():
        assert not value.startswith("\ufeff".encode()), name


def test_a_name_on_trial_is_a_doubt(tmp_path: Path) -> None:
    text = TOWN.read_text(encoding="utf-8")
    text = text.replace("- spelling: 县档案馆\n  status: accepted\n", "- spelling: 县档案馆\n")
    text = text.replace("  - name: 县交通局\n", "  - name: 县交通局\n    doubt: 或为市局\n")
    plan = tmp_path / "zhongmu-2024-town.yaml"
    plan.write_text(text, encoding="utf-8")
    doubts = make([plan], tmp_path / "output")
    assert [str(point.problem()) for point in doubts] == [
        "zhongmu-2024-town, measure 3: 县交通局: 或为市局",
        "zhongmu-2024-town: 小镇县档案馆",
    ]


def test_inputs_may_be_files_and_folders(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c.txt"):
        (tmp_path / name).write_bytes(b"")
    assert plan_paths([tmp_path]) == [tmp_path / "a.yml", tmp_path / "b.yaml"]
    assert plan_paths([tmp_path / "b.yaml", tmp_path]) == [tmp_path / "b.yaml", tmp_path / "a.yml"]


def test_a_folder_without_plans_says_how_to_start(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        plan_paths([tmp_path])
    assert str(caught.value) == f"{tmp_path}: holds no coded plan (*.yaml). Start one with `tiaokuai new`."


def test_agencies_of_ones_own(tmp_path: Path) -> None:
    text = TOWN.read_text(encoding="utf-8")
    plan = tmp_path / "zhongmu-2024-town.yaml"
    plan.write_text(text.replace("  - name: 县交通局\n", "  - name: 县气象局\n"), encoding="utf-8")
    with pytest.raises(UserError, match="'县气象局' is not a known agency"):
        make([plan], tmp_path / "output")
    agencies = tmp_path / "agencies.ttl"
    agencies.write_text(
        """@prefix tk: <https://w3id.org/tiaokuai/ns#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        <agency/zhongmu-410122/qi-xiang-ju> a tk:Organisation ;
            skos:prefLabel "小镇县气象局"@zh ; skos:altLabel "县气象局"@zh ; tk:slug "qi-xiang-ju" ;
            tk:hasKind <kind/department> ; tk:hasPlace <place/410122> .""",
        encoding="utf-8",
    )
    make([plan], tmp_path / "output", Options(agencies=agencies, drawing=FEW))
    assert "县气象局" in (tmp_path / "output" / "graph.nq").read_text(encoding="utf-8")


def test_a_second_description_of_a_shipped_agency_is_refused(tmp_path: Path) -> None:
    agencies = tmp_path / "agencies.ttl"
    agencies.write_text(
        """@prefix tk: <https://w3id.org/tiaokuai/ns#> .
        <agency/zhengzhou-410100/cai-zheng-ju> a tk:Organisation ;
            tk:hasMember <agency/x/y> ; tk:hasLevel <level/moon> ; tk:hasPlace <place/410100> .""",
        encoding="utf-8",
    )
    with pytest.raises(UserError) as error:
        make([ROOT / "plans"], tmp_path / "output", Options(agencies=agencies, drawing=FEW))
    told = str(error.value)
    for words in ("in the register already", "no Chinese name", "'moon'", "'x/y'", "no kind"):
        assert words in told


def test_the_documents_are_checked_against_the_offsets(tmp_path: Path) -> None:
    make([DATA / "town"], tmp_path / "output", Options(documents=DATA / "town", drawing=FEW))
    (tmp_path / "town.txt").write_text("别的文件", encoding="utf-8")
    with pytest.raises(UserError, match=r"does not hold town\.txt as it was coded"):
        make([DATA / "town"], tmp_path / "output", Options(documents=tmp_path, drawing=FEW))


def test_assignments_without_a_position_are_a_doubt(tmp_path: Path) -> None:
    (point,) = make([DATA / "plans" / "zhongmu-2024-table.yaml"], tmp_path / "output")
    what = "3 of 3 assignments have no position in the document (at:)."
    assert str(point.problem()) == f"zhongmu-2024-table: {what}"
