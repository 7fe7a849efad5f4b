"""`extract` of several documents and folders, and `build` of documents: each told, none half-written."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT

from graph.cli.main import cli
from graph.coding.plan import open_coded, read_plan
from graph.vocabulary.ontology import Ontology

COUNTY = """中牟县{year}年政务服务工作要点

1. 推进一窗受理。做好服务。牵头单位：县政务服务中心，责任单位：县市场监管局、县税务局。
2. 缩短开办时间。牵头单位：县市场监管局，责任单位：县政务服务中心。
"""
DOUBTFUL = COUNTY + "3. 做好其他工作。牵头单位：县市场监管局。\n4. 另有安排。继续做好。\n"


def put(path: Path, text: str = COUNTY, year: int = 2025) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.format(year=year), encoding="utf-8", newline="\n")
    return path


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(cli, [str(each) for each in arguments], prog_name="tiaokuai")
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def extract(*arguments: object, place: str = "410122") -> Result:
    return run("extract", "--lang", "en", *arguments, "--place", place)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_each_document_becomes_a_plan_named_by_its_id(tmp_path: Path, ontology: Ontology) -> None:
    put(tmp_path / "in" / "a.txt", year=2024)
    put(tmp_path / "in" / "b.md", year=2023)
    put(tmp_path / "in" / "~$b.txt", "lock")
    put(tmp_path / "in" / "notes.csv", "x")
    put(tmp_path / "in" / "coded.txt", "format: tiaokuai-plan/1\n")
    single = put(tmp_path / "c.txt")
    result = extract(single, tmp_path / "in", "-o", tmp_path / "plans")
    assert result.exit_code == 1, result.stderr
    assert names(tmp_path / "plans") == ["zhongmu-2023.yaml", "zhongmu-2024.yaml", "zhongmu-2025.yaml"]
    assert read_plan(tmp_path / "plans" / "zhongmu-2024.yaml", ontology).plan.source.file == "a.txt"
    assert f"{tmp_path / 'plans'}: 3 documents, 3 read, 3 of them to review, 0 failed" in result.stderr


def test_a_bad_one_does_not_stop_the_others_and_each_is_told(tmp_path: Path) -> None:
    bad, empty = put(tmp_path / "bad.txt", "通知\n请查收。\n"), put(tmp_path / "empty.txt", "")
    last = put(tmp_path / "last.txt", DOUBTFUL)
    result = extract(bad, empty, last, "-o", tmp_path / "plans")
    assert result.exit_code == 2
    assert f"{bad}: holds no attribution" in result.stderr
    assert f"{empty}: is empty." in result.stderr
    assert f"{last}, measure 4: " in result.stderr
    assert "3 documents, 1 read, 1 of them to review, 2 failed" in result.stderr
    assert names(tmp_path / "plans") == ["zhongmu-2025.yaml"]


def test_what_is_doubtful_is_status_1(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.txt", DOUBTFUL)
    put(tmp_path / "in" / "b.txt", year=2024)
    result = extract(tmp_path / "in", "-o", tmp_path / "plans")
    assert result.exit_code == 1
    assert "2 documents, 2 read, 2 of them to review, 0 failed" in result.stderr


def test_where_ids_collide_the_second_is_named_by_its_document_and_told(tmp_path: Path) -> None:
    first, second = put(tmp_path / "a.txt"), put(tmp_path / "b.txt", COUNTY.replace("推进", "做好"))
    result = extract(first, second, "-o", tmp_path / "plans")
    assert result.exit_code == 1
    assert names(tmp_path / "plans") == ["b.yaml", "zhongmu-2025.yaml"]
    assert f"{tmp_path / 'plans' / 'b.yaml'}: has the id zhongmu-2025, which another plan" in result.stderr
    before = (tmp_path / "plans" / "zhongmu-2025.yaml").read_bytes()
    extract(second, "-o", tmp_path / "plans")
    assert (tmp_path / "plans" / "zhongmu-2025.yaml").read_bytes() == before
    assert names(tmp_path / "plans") == ["b.yaml", "zhongmu-2025.yaml"]


def test_where_the_names_collide_too_it_is_an_error(tmp_path: Path) -> None:
    texts = (COUNTY, COUNTY.replace("推进", "做好"), COUNTY.replace("推进", "落实"))
    paths = [put(tmp_path / name / "a.txt", text) for name, text in zip("xyz", texts, strict=True)]
    result = extract(*paths, "-o", tmp_path / "plans")
    assert result.exit_code == 2
    assert f"{paths[2]}: the names zhongmu-2025.yaml and a.yaml are both another document's." in result.stderr
    assert names(tmp_path / "plans") == ["a.yaml", "zhongmu-2025.yaml"]


def test_corrected_plans_of_a_folder_are_merged_and_broken_ones_left(tmp_path: Path) -> None:
    documents = [put(tmp_path / f"{year}.txt", year=year) for year in (2023, 2024)]
    extract(*documents, "-o", tmp_path / "plans")
    good, broken = (tmp_path / "plans" / f"zhongmu-{year}.yaml" for year in (2023, 2024))
    good.write_text(good.read_text(encoding="utf-8").replace("推进", "落实"), encoding="utf-8", newline="\n")
    broken.write_text("format: [", encoding="utf-8", newline="\n")
    result = extract(*documents, "-o", tmp_path / "plans")
    assert result.exit_code == 2
    assert open_coded(good).data["measures"][0]["title"] == "落实一窗受理"
    assert broken.read_text(encoding="utf-8") == "format: ["
    assert f"{broken}, line" in result.stderr


@pytest.mark.parametrize("output", ["plans/", "plans"])
def test_one_document_into_a_folder(tmp_path: Path, output: str) -> None:
    document = put(tmp_path / "a.txt")
    if output == "plans":
        (tmp_path / "plans").mkdir()
    result = extract(document, "-o", f"{tmp_path}/{output}")
    assert result.exit_code == 1, result.stderr
    assert names(tmp_path / "plans") == ["zhongmu-2025.yaml"]


@pytest.mark.parametrize(
    ("output", "said"),
    [((), "Name a folder: -o plans/"), (("-o", "-"), "Name a folder"), (("-o", "new.yaml"), "is one file")],
)
def test_several_documents_need_a_folder(tmp_path: Path, output: tuple[str, ...], said: str) -> None:
    result = extract(put(tmp_path / "a.txt"), put(tmp_path / "b.txt"), *output)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert not Path("new.yaml").exists()


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    documents = put(tmp_path / "a.txt"), put(tmp_path / "b.txt")
    way = put(tmp_path / "plans", "mine")
    result = extract(*documents, "-o", way)
    assert result.exit_code == 2
    assert "is one file for 2 documents" in result.stderr
    assert way.read_text(encoding="utf-8") == "mine"


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    put(tmp_path / "in" / "notes.csv", "x")
    result = extract(tmp_path / "in", "-o", tmp_path / "plans")
    assert result.exit_code == 2
    assert "holds no document" in result.stderr
    assert not (tmp_path / "plans").exists()


def test_a_wrong_place_is_told_once_before_anything_is_read(tmp_path: Path) -> None:
    result = extract(
        put(tmp_path / "a.txt"), put(tmp_path / "b.txt"), "-o", tmp_path / "p", place="亚特兰蒂斯"
    )
    assert result.exit_code == 2
    assert result.stderr.count("is no place of GB/T 2260") == 1
    assert not (tmp_path / "p").exists()


def test_a_coded_plan_is_no_document(tmp_path: Path) -> None:
    result = extract(ROOT / "plans" / "zhengzhou-2024.yaml")
    assert result.exit_code == 2
    assert "is a coded plan already. Build it: tiaokuai build " in result.stderr


def test_progress_is_shown_on_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    documents = put(tmp_path / "a.txt"), put(tmp_path / "b.txt", year=2024)
    arguments = [
        "-m",
        "graph",
        "extract",
        "--lang",
        "en",
        *map(str, documents),
        "--place",
        "410122",
        "-o",
        f"{tmp_path}/p",
    ]
    assert "1/2" not in extract(*documents, "-o", tmp_path / "p").stderr
    ours, theirs = os.openpty()
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, *arguments],
        os.environ | {"PYTHONPATH": str(ROOT)},
        file_actions=[(os.POSIX_SPAWN_DUP2, theirs, 2)],
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1
    assert f"2/2 {documents[1]} …" in shown.decode()


# Build of documents.


def test_a_document_is_read_and_built_in_one_go(tmp_path: Path) -> None:
    document = put(tmp_path / "a.txt", DOUBTFUL)
    result = run("build", "--lang", "en", document, "--place", "410122", "-o", tmp_path / "output")
    assert result.exit_code == 0, result.stderr
    made = json.loads((tmp_path / "output" / "build.json").read_text(encoding="utf-8"))
    assert [(each["id"], each["source"]["file"]) for each in made["plans"]] == [("zhongmu-2025", "a.txt")]
    assert f"to review: {document}, measure 4: " in result.stderr
    command = f"tiaokuai extract {document} --place 410122 -o zhongmu-2025.yaml"
    told = [line for line in result.stderr.splitlines() if line.startswith("to review: ")]
    extracted = extract(document, "-o", tmp_path / "zhongmu-2025.yaml").stderr.splitlines()
    assert [line for line in extracted if line.startswith("to review: ")] == told
    assert result.stderr.splitlines()[-1].partition("done, ")[2] == extracted[-1].partition("read, ")[2]
    (tmp_path / "zhongmu-2025.yaml").unlink()
    assert f"{document}: to correct it: {command}" in result.stderr
    assert names(tmp_path) == ["a.txt", "output"]


def test_a_document_builds_like_the_plan_that_extract_makes_of_it(tmp_path: Path) -> None:
    document = put(tmp_path / "a.txt")
    extract(document, "-o", tmp_path / "zhongmu-2025.yaml")
    run("build", "--lang", "en", document, "--place", "410122", "-o", tmp_path / "one")
    run("build", "--lang", "en", tmp_path / "zhongmu-2025.yaml", "-o", tmp_path / "two")
    assert names(tmp_path / "one") == names(tmp_path / "two")
    for name in ("graph.nq", "build.json", "network.html"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("name", ["agencies.yaml", "agencies.ttl"])
def test_a_document_is_built_with_agencies_of_ones_own(tmp_path: Path, name: str) -> None:
    from test_authority import NAMES, TURTLE

    put(tmp_path / "a.txt", COUNTY.replace("县政务服务中心", "县政务办"))
    (tmp_path / name).write_text(TURTLE if name.endswith("ttl") else NAMES, encoding="utf-8", newline="\n")
    arguments = ("--place", "410122", "--agencies", tmp_path / name, "-o", tmp_path / "output")
    result = run("build", "--lang", "en", tmp_path / "a.txt", *arguments)
    assert result.exit_code == 0, result.stderr
    triples = (tmp_path / "output" / "graph.nq").read_text(encoding="utf-8")
    assert "/agency/zhongmu-410122/xing-zheng-shen-pi-ju>" in triples
    town = ROOT / "tests" / "data" / "town" / "zhongmu-2024-town.yaml"
    both = run("build", "--lang", "en", tmp_path / "a.txt", town, "--plan", "zhongmu-2025", *arguments)
    assert both.exit_code == 0, both.stderr


def test_documents_that_cannot_be_built_leave_no_output(tmp_path: Path) -> None:
    bad = put(tmp_path / "bad.txt", "通知\n")
    result = run("build", "--lang", "en", bad, "--place", "410122", "-o", tmp_path / "output")
    assert result.exit_code == 2
    assert f"{bad}: holds no attribution" in result.stderr
    first, second = put(tmp_path / "a.txt"), put(tmp_path / "b.txt", COUNTY.replace("推进", "做好"))
    result = run("build", "--lang", "en", first, second, "--place", "410122", "-o", tmp_path / "output")
    assert result.exit_code == 2
    assert f"{second}: has the id zhongmu-2025, which {first} has too." in result.stderr
    assert not (tmp_path / "output").exists()


def test_a_fault_of_what_was_read_names_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = put(tmp_path / "a.txt")
    monkeypatch.setattr("graph.coding.writing.yaml_text", lambda data: "format: tiaokuai-plan/1\n")
    result = run("build", "--lang", "en", document, "--place", "410122", "-o", tmp_path / "output")
    assert result.exit_code == 2
    assert f"{document}, as read, line 1: the file lacks plan:" in result.stderr
    assert f"Extract it first: tiaokuai extract {document} --place 410122" in result.stderr
