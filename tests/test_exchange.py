"""TriG says the same as N-Quads, in the same order every time."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest
import rdflib
from conftest import Built

from graph.rdf.exchange import trig
from graph.vocabulary.iris import GRAPH_ONTOLOGY
from graph.vocabulary.namespaces import PREFIXES


def lines_of(built: Built) -> list[str]:
    return built.graph_nq.read_text(encoding="utf-8").splitlines(keepends=True)


def test_trig_parses_back_to_the_same_quads(zhengzhou: Built) -> None:
    lines = lines_of(zhengzhou)
    back = list(ox.parse(trig(lines), format=ox.RdfFormat.TRIG))
    assert len(back) == len(lines)
    assert set(back) == set(ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS))


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_rdflib_reads_the_trig_too(town: Built) -> None:
    lines = [line for line in lines_of(town) if f"<{GRAPH_ONTOLOGY}>" not in line]
    from_trig, from_quads = rdflib.Dataset(), rdflib.Dataset()
    from_trig.parse(data=trig(lines), format="trig")
    from_quads.parse(data="".join(lines), format="nquads")
    assert len(from_quads) == len(lines)
    assert set(from_trig.quads()) == set(from_quads.quads())


def test_prefixes_and_graphs_are_written_once(town: Built) -> None:
    text = trig(lines_of(town)).decode()
    for prefix, namespace in PREFIXES.items():
        assert text.count(f"@prefix {prefix}: <{namespace}> .\n") == 1
    lines = text.splitlines()
    graphs = [line for line in lines if line.endswith("{")]
    assert len(graphs) == len(set(graphs)) == 4
    assert graphs == sorted(graphs)


def test_the_order_follows_the_lines(town: Built) -> None:
    lines = lines_of(town)
    assert trig(lines) == trig(list(lines))
    shuffled = random.Random(1).sample(lines, len(lines))
    assert sorted(shuffled) == lines
    assert trig(sorted(shuffled)) == trig(lines)


def test_odd_text_survives() -> None:
    literal = ox.Literal('"""\\\n\r\t\x00\u2028市\U0001f600', language="zh")
    quad = ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), literal, ox.NamedNode("x:g"))
    assert list(ox.parse(trig([f"{quad} .\n"]), format=ox.RdfFormat.TRIG)) == [quad]
