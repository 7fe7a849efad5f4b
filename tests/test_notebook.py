"""The notebooks run from their first cell to their last, and hold no output that could be out of date."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def test_there_is_a_notebook() -> None:
    assert [path.name for path in NOTEBOOKS] == ["coordination.ipynb"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_every_cell_runs_and_what_the_text_says_holds(path: Path) -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    checks = 0
    for number, cell in enumerate(cells(path, "code"), start=1):
        tree = ast.parse("".join(cell["source"]), filename=f"{path.name}, code cell {number}")
        checks += sum(isinstance(node, ast.Assert) for node in ast.walk(tree))
        exec(compile(tree, f"{path.name}, code cell {number}", "exec"), names)
    assert checks >= 15, "a number in the text has a check beside it"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_no_output_is_kept_and_text_comes_before_code(path: Path) -> None:
    for cell in cells(path, "code"):
        assert (cell["outputs"], cell["execution_count"]) == ([], None)
    assert len(cells(path, "markdown")) >= len(cells(path, "code"))
