"""docs/whatif-compare.md: every command is typed as written, and its output is compared with the page."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT, Built

from graph.cli.main import cli

PAGE = ROOT / "docs" / "whatif-compare.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands() -> list[tuple[str, list[str]]]:
    """Return the commands of the page in their order, each with the lines that it prints."""
    found: list[tuple[str, list[str]]] = []
    for line in "".join(BLOCK.findall(PAGE.read_text(encoding="utf-8"))).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def matches(shown: list[str], printed: list[str]) -> bool:
    """Return whether lines are those of the page, where … stands for any lines."""
    pattern = "".join(r"(?:.*\n)*" if line == "…" else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None


def test_the_page_is_what_the_commands_print(
    zhengzhou: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "output").mkdir()
    shutil.copy(zhengzhou.graph_nq, tmp_path / "output" / "graph.nq")
    shutil.copytree(ROOT / "docs" / "example", tmp_path / "docs" / "example")
    monkeypatch.chdir(tmp_path)
    for typed, shown in commands():
        words = shlex.split(typed)
        assert words[0] == "tiaokuai"
        result = CliRunner().invoke(cli, words[1:], prog_name="tiaokuai")
        assert matches(shown, result.output.splitlines()), f"{typed}\n{result.output}"
        assert any(line != "…" for line in shown) or words[1] == "build", typed


def test_the_page_shows_both_commands() -> None:
    typed = [words.split()[1] for words, _ in commands()]
    assert typed == ["whatif"] * 3 + ["build"] + ["compare"] * 2


def test_what_is_left_out_is_any_lines() -> None:
    assert matches(["a", "…", "d"], ["a", "b", "c", "d"])
    assert not matches(["a", "d"], ["a", "b", "d"])
