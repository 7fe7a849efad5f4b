"""docs/whatif-compare.md: every command is typed as written, and its output is compared with the page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Built
from console import commands, matches, told_by

PAGE = ROOT / "docs" / "whatif-compare.md"


def test_the_page_is_what_the_commands_print(
    zhengzhou: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "output").mkdir()
    shutil.copy(zhengzhou.graph_nq, tmp_path / "output" / "graph.nq")
    shutil.copytree(ROOT / "docs" / "example", tmp_path / "docs" / "example")
    monkeypatch.chdir(tmp_path)
    for typed in commands(PAGE):
        printed = told_by(typed.command, tmp_path)
        assert matches(typed.shown, printed), "\n".join([typed.command, *printed])
        assert any(line != "…" for line in typed.shown) or typed.command.split()[1] == "build"


def test_the_page_shows_both_commands() -> None:
    typed = [each.command.split()[1] for each in commands(PAGE)]
    assert typed == ["whatif"] * 3 + ["build"] + ["compare"] * 2
