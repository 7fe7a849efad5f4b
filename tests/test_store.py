"""The store: graph.nq in memory, and plain words when it cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import Built

from graph.errors import UserError
from graph.rdf.store import open_store, store_of
from graph.vocabulary.iris import GRAPH_ONTOLOGY, plan_graph


def test_a_store_holds_every_line_of_the_file(town: Built) -> None:
    lines = town.graph_nq.read_text(encoding="utf-8").splitlines(keepends=True)
    opened, made = open_store(town.graph_nq), store_of(lines)
    assert len(opened) == len(made) == len(lines)
    assert set(opened) == set(made)
    graphs = set(opened.named_graphs())
    assert {ox.NamedNode(GRAPH_ONTOLOGY), ox.NamedNode(plan_graph(town.plan.id))} <= graphs


def test_odd_text_comes_back(tmp_path: Path) -> None:
    literal = ox.Literal('"\\\n\r\t\x00\u2028市\U0001f600')
    line = f"<x:s> <x:p> {literal} <x:g> .\n"
    path = tmp_path / "图谱 é.nq"
    path.write_bytes(line.encode())
    (quad,) = open_store(path)
    assert quad.object == literal
    assert list(store_of([line])) == [quad]


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        open_store(tmp_path / "graph.nq")
    assert str(caught.value) == f"{tmp_path / 'graph.nq'}: cannot be read. Run `tiaokuai build` first."


def test_a_folder_is_not_a_dataset(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"cannot be read\."):
        open_store(tmp_path)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("<x:s> <x:p> <x:o> <x:g> .\nnot a quad\n", 2),
        ("<x:s> <x:p> <x:o> <x:g> .\n\n<x:s> <x:p> <x o> <x:g> .\n", 3),
    ],
)
def test_what_is_no_n_quads_is_named_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    path = tmp_path / "graph.nq"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        open_store(path)
    (problem,) = caught.value.problems
    assert problem.where == f"{path}, line {line}"
    assert problem.what.startswith("is not valid N-Quads: ")
    assert problem.remedy == "Give graph.nq of a build, or build again."


def test_bytes_that_are_no_utf8_are_named_too(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes('<x:s> <x:p> "市" <x:g> .\n'.encode("gb18030"))
    with pytest.raises(UserError, match="is not valid N-Quads"):
        open_store(path)


def test_an_empty_file_is_no_dataset(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes(b"")
    with pytest.raises(UserError, match=r"graph\.nq: is empty\. Give graph\.nq of a build"):
        open_store(path)
    assert len(store_of([])) == 0
