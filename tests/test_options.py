"""The options of all commands: one word, one meaning, one form of help; an example that can be typed."""

from __future__ import annotations

import json
import shlex
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from conftest import DATA, ROOT, Built

from graph.cli.main import cli

TOWN = DATA / "town"
OF_ITS_OWN = {"--all", "--endpoint", "--format", "--table"}
"""Options whose words say what the command at hand has of them."""
WIDER = {
    "--agencies": {"build", "extract"},
    "--graph": {"validate", "serve", "publish"},
    "--limit": {"query"},
    "--output": {"align", "build", "draw", "dta", "extract"},
    "--place": {"attribution"},
    "--plan": {"query", "rank", "hotspots", "gaps", "ties", "coverage"},
    "--port": {"serve"},
    "--samples": {"rank", "ties", "uncertainty", "compare"},
    "--source": {"build", "review", "align"},
    "--timeout": {"publish"},
    "--groups": {"ties"},
}
"""Commands whose option takes more, less or another default than that of the others."""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], prog_name="tiaokuai")


def commands(
    group: click.Group = cli, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


EVERY = dict(commands())


def test_one_option_has_one_form_and_one_help() -> None:
    forms = defaultdict(set)
    for path, command in EVERY.items():
        for option in command.params:
            if isinstance(option, click.Option) and path[-1] not in WIDER.get(option.opts[-1], ()):
                context = click.Context(command)
                form = (option.help, option.make_metavar(context), option.to_info_dict()["default"])
                forms[max(option.opts, key=len)].add(form)
    several = {name: found for name, found in forms.items() if len(found) > 1 and name not in OF_ITS_OWN}
    assert several == {}


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_numbers_are_asked_for_by_a_word(path: tuple[str, ...]) -> None:
    assert "RANGE" not in run(*path, "--help").stdout


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_command_has_an_example_that_can_be_typed(
    path: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    for name in ("plan.docx", "mine.yaml", "yours.yaml"):
        (tmp_path / name).touch()
    (tmp_path / "county-output").mkdir()
    (tmp_path / "county-output" / "graph.nq").touch()
    (example,) = (line for line in run(*path, "--help").stdout.splitlines() if line.startswith("  Example: "))
    typed = shlex.split(example.removeprefix("  Example: "))
    assert typed[: len(path) + 1] == ["tiaokuai", *path]
    EVERY[path].make_context(path[-1], typed[len(path) + 1 :])


@pytest.mark.parametrize(
    "typed",
    [
        ("rank",),
        ("hotspots",),
        ("gaps",),
        ("ties", "--samples", "5", "--all"),
        ("uncertainty", "--samples", "5"),
        ("whatif", "--drop", "1", "--all"),
        ("coverage",),
        ("coverage", "--missing"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_limit_tells_how_many_rows_there_are(town: Built, typed: tuple[str, ...], form: str) -> None:
    typed = (*typed, "--format", form, "--lang", "en", "--graph", str(town.graph_nq))
    whole, first = run(*typed), run(*typed, "--limit", "1")
    assert (whole.exit_code, first.exit_code) == (0, 0), first.output
    assert "showing 1 of" in first.stderr
    assert "showing 1 of" not in whole.stderr
    if form == "json":
        rows, (row,) = json.loads(whole.stdout)["rows"], json.loads(first.stdout)["rows"]
        assert row == rows[0]
        assert f"showing 1 of {len(rows)} rows" in first.stderr


def test_of_all_plans_each_row_is_counted(town: Built) -> None:
    typed = ("gaps", "--graph", town.graph_nq, "--plan", "all")
    rows = json.loads(run(*typed, "--format", "json").stdout)["rows"]
    assert f"showing 2 of {len(rows)} rows" in run(*typed, "--limit", "2", "--lang", "en").stderr


def test_a_limit_that_leaves_nothing_out_says_nothing(town: Built) -> None:
    assert "showing" not in run("rank", "--graph", town.graph_nq, "--limit", "4", "--lang", "en").stderr


@pytest.mark.parametrize("typed", [("validate",), ("publish", "--to", "http://localhost/store", "--dry-run")])
def test_a_whole_dataset_is_an_argument_or_an_option(town: Built, typed: tuple[str, ...]) -> None:
    graph = town.graph_nq
    told = [
        run(*typed, graph),
        run(*typed, graph.parent),
        run(*typed, "--graph", graph),
        run(*typed, "--graph", graph.parent),
    ]
    assert [each.exit_code for each in told] == [0] * 4, told[0].output
    assert len({each.output for each in told}) == 1
    twice = run(*typed, graph, "--graph", graph)
    assert twice.exit_code == 2
    assert "name one dataset" in twice.stderr
    empty = run(*typed, TOWN)
    assert empty.exit_code == 2
    assert "a folder without graph.nq in it" in empty.stderr


@pytest.mark.parametrize("source", [TOWN / "town.txt", TOWN, DATA])
def test_a_document_is_named_by_its_file_or_a_folder(town: Built, tmp_path: Path, source: Path) -> None:
    shown = run("show", "2", "--graph", town.graph_nq, "--source", source)
    assert shown.exit_code == 0, shown.output
    assert (
        "接种率不低于80%"
        in run("show", f"target/{town.plan.id}/2/t1", "--graph", town.graph_nq, "--source", source).stdout
    )
    plan = TOWN / f"{town.plan.id}.yaml"
    built = run("build", plan, "--source", source, "-o", tmp_path / "output", "--samples", "0")
    assert built.exit_code == 0, built.output


@pytest.mark.parametrize("option", ["--source", "--document"])
def test_to_align_a_document_is_named_in_the_same_way(tmp_path: Path, option: str) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_bytes((TOWN / "zhongmu-2024-town.yaml").read_bytes())
    for source in (TOWN / "town.txt", TOWN):
        result = run("align", plan, option, source, "-o", tmp_path / "proposed.yaml")
        assert result.exit_code == 0, result.output
        assert "not beside it" not in result.stderr
    (tmp_path / "empty").mkdir()
    result = run("align", plan, option, tmp_path / "empty", "--lang", "en")
    assert result.exit_code == 2
    assert "does not hold the document town.txt. Name the document itself" in result.stderr


def test_new_knows_a_place_by_its_name(tmp_path: Path) -> None:
    by_code, by_name = (run("new", "--place", place).stdout for place in ("410122", "郑州市中牟县"))
    assert by_code == by_name
    assert 'place: "410122"' in by_name


def test_an_answer_is_written_in_the_form_of_its_file(town: Built, tmp_path: Path) -> None:
    """A table of blanks in a file for Excel would open as one column."""
    typed = ("query", "who-leads-most", "--graph", town.graph_nq, "-o")
    for ending, begins in ((".csv", b"\xef\xbb\xbfplan,"), (".json", b"{"), (".xlsx", b"PK"), (".md", b"|")):
        path = tmp_path / f"answer{ending}"
        assert run(*typed, path).exit_code == 0
        assert path.read_bytes().startswith(begins)
    assert run(*typed, tmp_path / "answer.csv", "--format", "tsv").exit_code == 0
    assert b"plan\t" in (tmp_path / "answer.csv").read_bytes()


@pytest.mark.parametrize("name", ["report.doc", "report.xlsx", "report.v2"])
def test_a_report_of_another_ending_is_refused(town: Built, tmp_path: Path, name: str) -> None:
    result = run("report", "--graph", town.graph_nq, "-o", tmp_path / name, "--samples", "0")
    assert result.exit_code == 2
    assert "End the file with .md, .txt, .html, .docx, .pdf, or add --format." in result.stderr
    assert not (tmp_path / name).exists()
