"""rank, hotspots and gaps on the command line: options that stand in the output, words, errors."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import DATA, ROOT, Built, build_files

from graph.cli.main import cli
from graph.network.further import COLUMNS, UNRANKED
from graph.vocabulary.ontology import Ontology

HAN = re.compile(r"[\u4e00-\u9fff]")


def run(built: Built, *arguments: str) -> Result:
    words = [arguments[0], "--graph", str(built.graph_nq), *arguments[1:]]
    return CliRunner().invoke(cli, words, prog_name="tiaokuai")


def test_groups_stand_in_the_options_and_their_note_on_standard_error(zhengzhou: Built) -> None:
    done = run(zhengzhou, "rank", "--groups", "expanded", "--format", "json", "--lang", "en")
    data = json.loads(done.stdout)
    assert data["options"]["groups"] == "expanded"
    assert len(data["options"]["groups_not_expanded"]) == 15
    assert all(each.startswith("agency/") for each in data["options"]["groups_not_expanded"])
    assert len(data["rows"]) == 91
    assert "15 groups have no known members and stay one agency each: " in done.stderr
    without = json.loads(run(zhengzhou, "rank", "--groups", "left-out", "--format", "json").stdout)
    assert (without["options"], len(without["rows"])) == ({"groups": "left-out"}, 64)


def test_weights_stand_in_the_options(town: Built) -> None:
    done = run(town, "rank", "--weights", "lead=2", "--format", "json")
    data = json.loads(done.stdout)
    weights = {"lead": 2, "responsible": 1, "cooperating": 1, "supervising": 1}
    assert data["options"] == {"groups": "one", "weights": weights}
    # Finance: 2·1 in measure 1, 1·2 in measure 2, 2·2 in measure 3
    assert [row["weighted_load"] for row in data["rows"]] == [8, 4, 4, 0]
    assert "按角色加权" in run(town, "rank", "--weights", "lead=2").stdout


@pytest.mark.parametrize("weights", ["lead", "boss=2", "lead=-1", "lead=many", "lead=nan", "lead=inf", ","])
def test_weights_that_are_none_are_one_line(town: Built, weights: str) -> None:
    done = run(town, "rank", "--weights", weights)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("--weights: ")


def test_all_adds_scores_and_the_seed_of_communities(town: Built) -> None:
    plain, every = (
        json.loads(run(town, "rank", "--format", "json", *more).stdout) for more in ((), ("--all",))
    )
    added = [each["name"] for each in every["columns"] if each not in plain["columns"]]
    assert set(added) >= {column.name for column in (*COLUMNS, *UNRANKED)}
    assert (plain["seed"], every["seed"]) == (None, 1)
    assert every["options"] == {"groups": "one", "all": True}
    seeded = json.loads(run(town, "rank", "--format", "json", "--all", "--seed", "7").stdout)
    assert seeded["seed"] == 7


def test_the_folder_of_a_build_stands_for_its_dataset(town: Built, tmp_path: Path) -> None:
    whole = run(town, "rank", "--format", "csv").stdout
    by_folder = CliRunner().invoke(cli, ["rank", "--format", "csv", "--graph", str(town.graph_nq.parent)])
    assert (by_folder.exit_code, by_folder.stdout) == (0, whole)
    empty = CliRunner().invoke(cli, ["rank", "--graph", str(tmp_path)])
    assert empty.exit_code == 2
    assert "is a folder without graph.nq in it." in empty.stderr


@pytest.mark.parametrize("verb", ["hotspots", "gaps"])
def test_the_screen_speaks_one_language(town: Built, verb: str) -> None:
    chinese, english = (run(town, verb, "--lang", lang).stdout for lang in ("zh", "en"))
    assert HAN.search(chinese.splitlines()[0])
    assert not HAN.search(english.splitlines()[0])
    assert run(town, verb).stdout == chinese
    assert len(run(town, verb, "--all").stdout.splitlines()[0]) > len(chinese.splitlines()[0])


def test_an_agency_that_nobody_has_translated_has_its_chinese_name_on_an_english_screen(
    ontology: Ontology, tmp_path: Path
) -> None:
    _, lines = build_files([DATA / "plans" / "taizhou-2024-js.yaml"], ontology)
    graph = tmp_path / "graph.nq"
    graph.write_text("".join(lines), encoding="utf-8", newline="\n")
    for verb in ("rank", "uncertainty"):
        shown = CliRunner().invoke(cli, [verb, "--lang", "en", "--graph", str(graph)]).stdout
        assert "泰州市" in shown, verb


def test_the_gaps_of_the_town_on_the_screen(town: Built) -> None:
    lines = run(town, "gaps", "--lang", "en").stdout.splitlines()
    assert re.fullmatch(r"3 +Several leads +Town Finance Bureau, Town Transport Bureau", lines[5])


def test_hotspots_can_be_cut_short(zhengzhou: Built) -> None:
    done = run(zhengzhou, "hotspots", "--kind", "pair", "--limit", "3", "--format", "json")
    assert len(json.loads(done.stdout)["rows"]) == 3
    assert "征求意见稿" in done.stderr


@pytest.mark.parametrize("arguments", [("hotspots", "--kind", "town"), ("rank", "--groups", "two")])
def test_wrong_use_is_exit_2(town: Built, arguments: tuple[str, ...]) -> None:
    assert run(town, *arguments).exit_code == 2


def test_the_default_scores_need_neither_networkx_nor_scipy(zhengzhou: Built) -> None:
    """Both cost more to import than the scores to compute."""
    script = (
        "import sys; from graph.network.reading import open_network;"
        "from graph.network.ranking import rank_table;"
        "rank_table(open_network(sys.argv[1])); print({'networkx', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, zhengzhou.graph_nq],
        check=True,
        cwd=ROOT,
        timeout=60,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("arguments", [("rank", "--all"), ("hotspots", "--kind", "agency"), ("gaps",)])
def test_the_hash_seed_changes_nothing(zhengzhou: Built, arguments: tuple[str, ...]) -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-m", "graph", *arguments, "--graph", zhengzhou.graph_nq, "--format", "json"],
            check=True,
            cwd=ROOT,
            timeout=60,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
