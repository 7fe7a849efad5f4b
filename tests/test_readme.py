"""The documents for readers: commands that exist, links that lead somewhere, figures that the build gives."""

from __future__ import annotations

import re
import shlex
from importlib import metadata
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result
from conftest import ROOT, Built
from packaging.requirements import Requirement

from graph import __version__
from graph.cli.main import cli
from graph.questions.library import find

READMES = ("README.md", "README.zh.md")
DOCUMENTS = sorted(
    path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
)
COMMAND = re.compile(r"^ +((?:tiaokuai|make)\b.*)$|`((?:tiaokuai|make)(?: [^`]*)?)`", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
EXAMPLE = ROOT / "docs" / "example"


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def commands_of(name: str) -> list[str]:
    """Return the commands in a document, each as it would be typed."""
    return [block or inline for block, inline in COMMAND.findall(text_of(name))]


@pytest.mark.parametrize("name", READMES)
def test_every_target_of_make_exists(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    named = {word for each in commands_of(name) if each.startswith("make") for word in each.split()[1:]}
    assert {"test", "prove"} <= named <= targets


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_exists_and_takes_its_options(name: str) -> None:
    for typed in commands_of(name):
        words = shlex.split(typed)
        if words[0] != "tiaokuai" or len(words) == 1 or not re.fullmatch("[a-z]+", words[1]):
            continue
        command = cli.commands.get(words[1])
        assert command is not None, typed
        if isinstance(command, click.Group) and len(words) > 2:
            command = command.commands[words[2]]
        options = {option for each in command.params for option in each.opts}
        assert {word for word in words if word.startswith("-") and word != "-"} <= options | {"--help"}, typed
        if (
            words[1] == "query"
            and len(words) > 2
            and re.fullmatch("[a-z-]+", words[2])
            and words[2][0] != "-"
        ):
            assert find(words[2]).name == words[2]


def test_both_readmes_name_the_same_commands() -> None:
    def core(name: str) -> set[str]:
        return {re.sub(r" --lang (zh|en)", "", each) for each in commands_of(name)}

    assert core("README.md") == core("README.zh.md")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_relative_link_leads_somewhere(name: str) -> None:
    for target in LINK.findall(text_of(name)):
        if ":" in target:
            continue
        path, _, anchor = target.partition("#")
        file = ROOT / name if not path else (ROOT / name).parent / path
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}


def test_the_pictures_are_small() -> None:
    sizes = [(ROOT / "docs" / f"network.{lang}.png").stat().st_size for lang in ("zh", "en")]
    assert all(10_000 < size < 400_000 for size in sizes)


def test_the_citation_names_this_version() -> None:
    citation = yaml.safe_load(text_of("CITATION.cff"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["version"] == __version__
    assert {"message", "title", "authors", "license", "type"} <= set(citation)
    assert f"## [{__version__}]" in text_of("CHANGELOG.md")


@pytest.mark.parametrize(("name", "lang"), [("README.md", "en"), ("README.zh.md", "zh")])
def test_the_answer_to_the_question_is_real(name: str, lang: str, zhengzhou: Built) -> None:
    asked = f"query who-leads-most --limit 5 --lang {lang} --graph"
    result = CliRunner().invoke(cli, [*asked.split(), str(zhengzhou.graph_nq)])
    assert result.exit_code == 0
    shown = [line.rstrip() for line in result.stdout.splitlines()]
    assert len(shown) == 2 + 5
    assert all(f"    {line}\n" in text_of(name) for line in shown)


@pytest.mark.parametrize("name", READMES)
def test_the_loads_in_the_text_are_real(name: str, zhengzhou: Built) -> None:
    result = CliRunner().invoke(
        cli, ["rank", "--limit", "3", "--format", "json", "--graph", str(zhengzhou.graph_nq)]
    )
    rows = yaml.safe_load(result.stdout)["rows"]
    loads = [row["load"] for row in rows]
    assert loads == [145, 143, 119]
    assert all(re.search(rf"\b{load}\b|{load}对", text_of(name)) for load in loads)


def test_the_five_steps_run(tmp_path: Path) -> None:
    runner = CliRunner()

    def tiaokuai(*words: str) -> Result:
        return runner.invoke(cli, list(words))

    blank, folder = tmp_path / "county.yaml", tmp_path / "county-output"
    document, coded = str(EXAMPLE / "county.txt"), str(EXAMPLE / "county.yaml")
    made = tiaokuai("new", document, "--place", "410122", "--year", "2025", "-o", str(blank))
    assert made.exit_code == 0
    for lang, name in (("en", "README.md"), ("zh", "README.zh.md")):
        early = tiaokuai("build", "--lang", lang, str(blank), "-o", str(folder))
        assert early.exit_code == 2
        told = early.stderr.splitlines()[-1].removeprefix(f"{tmp_path}/")
        assert f"`{told}`" in text_of(name)
    assert not folder.exists()
    assert tiaokuai("build", coded, "-o", str(folder)).exit_code == 0
    graph = str(folder / "graph.nq")
    ranked = tiaokuai("rank", "--format", "json", "--graph", graph)
    loads = {row["label"]: row["load"] for row in yaml.safe_load(ranked.stdout)["rows"]}
    assert loads == {"中牟县政务服务中心": 3, "中牟县市场监督管理局": 3, "国家税务总局中牟县税务局": 2}
    shown = tiaokuai("show", "target/zhongmu-2025/1/t1", "--source", document, "--graph", graph)
    assert "一窗受理事项不少于200项" in shown.stdout


def test_libraries_at_run_time_are_listed_and_none_is_gpl() -> None:
    decisions = text_of("docs/decisions.md")
    for name in _needed("tiaokuai", ("",), set()):
        about = metadata.metadata(name)
        given = [about.get_all(field) or [] for field in ("License-Expression", "License", "Classifier")]
        # scipy's field goes on with notices on GCC's libraries in its wheel: decisions.md tells of them.
        licence = " ".join(each.partition("\n Name: ")[0] for values in given for each in values)
        assert not re.search(r"\b[AL]?GPL|General Public", licence), name
        assert name == "tiaokuai" or re.search(rf"[|,] {re.escape(name)} ", decisions), name


def _needed(name: str, extras: tuple[str, ...], seen: set[str]) -> set[str]:
    """Return the installed distributions that `name` needs at run time, itself included."""
    seen.add(re.sub(r"[-_.]+", "-", name).lower())
    for line in metadata.requires(name) or ():
        needed = Requirement(line)
        asked = needed.marker is None or any(needed.marker.evaluate({"extra": each}) for each in extras)
        key = re.sub(r"[-_.]+", "-", needed.name).lower()
        if asked and (key not in seen or needed.extras):
            _needed(needed.name, ("", *sorted(needed.extras)), seen)
    return seen
