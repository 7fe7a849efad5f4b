"""GEXF, GraphML and UCINET DL read back: by networkx, by igraph, and DL by a small reader of our own."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import igraph
import networkx as nx
import pytest
from click.testing import CliRunner
from conftest import Built

from graph.cli.main import cli
from graph.network.networks import projection_table
from graph.network.ranking import rank_table
from graph.network.reading import read_network
from graph.network.twomode import TwoMode, from_roles
from graph.table import Column, Table
from graph.views.dl_labels import LONGEST, dl_labels
from graph.views.gexf import to_gexf
from graph.views.graphml import to_graphml
from graph.views.interchange import Exchange, Given, exchange
from graph.views.picture import SYSTEMS
from graph.views.ucinet import to_dl
from graph.vocabulary.iris import path_of

READERS: dict[str, Any] = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}


def exported(built: Built, form: str, path: Path, *options: str) -> Path:
    """Return the file that the command wrote."""
    arguments = ["export", form, "--graph", str(built.graph_nq), "-o", str(path), *options]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return path


def read_dl(text: str) -> tuple[list[list[str]], dict[tuple[int, int], int]]:
    """Return the lists of labels and the value of every pair, counted from 0."""
    head, *labels, data = re.split(r"^(?:row labels|column labels|labels|data):\n", text, flags=re.MULTILINE)
    sizes = [int(each) for each in re.findall(r"\bn[rc]?\s*=\s*(\d+)", head)]
    names = [[each.strip() for each in part.split(",")] for part in labels]
    assert [len(each) for each in names] == sizes
    pairs = {}
    for line in data.splitlines():
        one, other, value = map(int, line.split())
        assert (one - 1, other - 1) not in pairs
        pairs[one - 1, other - 1] = value
    return names, pairs


@pytest.mark.parametrize("form", READERS)
def test_the_town_by_hand(form: str, town: Built, tmp_path: Path) -> None:
    """Finance and Health share measures 1 and 2, Finance and Transport 3; the Archive works alone."""
    network = READERS[form](exported(town, form, tmp_path / "town"))
    assert all(node == path_of(data["iri"]) for node, data in network.nodes(data=True))
    found = {
        frozenset((one, other)): (data["weight"], data["newman"], data["keys"])
        for one, other, data in network.edges(data=True)
    }
    loads = {node: data["load"] for node, data in network.nodes(data=True)}
    assert sorted(loads.values()) == [0, 1, 2, 3]
    finance, health, transport, _ = sorted(loads, key=lambda node: -loads[node])
    assert found == {
        frozenset((finance, health)): (2, 2, "1; 2"),
        frozenset((finance, transport)): (1, 1, "3"),
    }
    assert network.nodes[finance]["led"] == 3
    assert network.nodes[finance]["system"] == "government"
    assert network.nodes[finance]["is_group"] is False


def test_two_modes_of_the_town(town: Built, tmp_path: Path) -> None:
    """Nine pairs: 2 + 2 + 2 + 1 + 1 + 1; Health leads measure 6 and cooperates in it."""
    path = exported(town, "graphml", tmp_path / "town", "--network", "two-mode")
    network: Any = nx.read_graphml(path)
    assert network.number_of_nodes() == 10
    assert network.number_of_edges() == 9
    measures = {data["key"]: data for _, data in network.nodes(data=True) if data["node_type"] == "measure"}
    assert [measures[key]["agencies"] for key in "123456"] == [2, 2, 2, 1, 1, 1]
    assert [measures[key]["pairings"] for key in "123456"] == [1, 1, 1, 0, 0, 0]
    assert measures["2"]["open_end"] is True
    roles = [data["roles"] for one, other, data in network.edges(data=True) if "6" in (one[-1], other[-1])]
    assert roles == ["lead; cooperating"]


@pytest.mark.parametrize("groups", ["one", "expanded", "left-out"])
@pytest.mark.parametrize("form", READERS)
def test_zhengzhou_read_back(form: str, groups: str, zhengzhou: Built, tmp_path: Path) -> None:
    network = read_network(zhengzhou.store, "", groups)
    pairs = projection_table(network)
    found = READERS[form](exported(zhengzhou, form, tmp_path / "city", "--groups", groups))
    assert found.number_of_nodes() == len(network.agencies)
    assert found.number_of_edges() == len(pairs.rows)
    if groups == "one":
        assert (found.number_of_nodes(), found.number_of_edges()) == (81, 623)
    edges = list(found.edges(data=True))
    assert sum(each["weight"] for *_, each in edges) == sum(map(int, map(str, pairs.values("measures"))))
    newman = sum(float(str(each)) for each in pairs.values("newman"))
    assert sum(each["newman"] for *_, each in edges) == pytest.approx(newman)
    assert all(len(each["keys"].split("; ")) == each["weight"] for *_, each in edges)
    ranked = {path_of(str(row["agency"])): row for row in rank_table(network).records()}
    for node, data in found.nodes(data=True):
        for name, value in ranked[node].items():
            if name in {"agency", "label", "label_en"}:
                continue
            assert (data.get(name) is None) == (value is None), name
            assert data.get(name) == (pytest.approx(value) if isinstance(value, float) else value), name


@pytest.mark.parametrize("form", READERS)
def test_two_modes_of_zhengzhou_read_back(form: str, zhengzhou: Built, tmp_path: Path) -> None:
    path = exported(zhengzhou, form, tmp_path / "city", "--network", "two-mode")
    found = READERS[form](path)
    assert found.number_of_nodes() == 81 + 88
    assert found.number_of_edges() == 395
    assert nx.is_bipartite(found)
    roles = read_network(zhengzhou.store).roles
    assert {frozenset(map(path_of, pair)): "; ".join(held) for pair, held in roles.items()} == {
        frozenset((one, other)): data["roles"] for one, other, data in found.edges(data=True)
    }


def test_igraph_reads_the_same_weights(zhengzhou: Built, tmp_path: Path) -> None:
    expected = projection_table(read_network(zhengzhou.store))
    total = sum(map(int, map(str, expected.values("measures"))))
    found = igraph.Graph.Read_GraphML(str(exported(zhengzhou, "graphml", tmp_path / "city.graphml")))
    assert (found.vcount(), found.ecount(), sum(found.es["weight"])) == (81, 623, total)
    dl = igraph.Graph.Read_DL(str(exported(zhengzhou, "dl", tmp_path / "city.dl")))
    assert (dl.vcount(), dl.ecount(), sum(dl.es["weight"])) == (81, 2 * 623, 2 * total)
    assert dl.vs["name"] == found.vs["dl_label"]


def test_dl_by_hand(town: Built, tmp_path: Path) -> None:
    text = exported(town, "dl", tmp_path / "town.dl").read_text(encoding="ascii")
    assert text.startswith("dl n=4\nformat = edgelist1\nlabels:\n")
    [names], pairs = read_dl(text)
    labelled = {(names[one], names[other]): value for (one, other), value in pairs.items()}
    [finance] = {one for one, _ in labelled} & {each for each in names if "cai-zheng" in each}
    assert sorted(labelled.values()) == [1, 1, 2, 2]
    assert sorted(value for (one, _), value in labelled.items() if one == finance) == [1, 2]
    assert all(labelled[other, one] == value for (one, other), value in labelled.items())


def test_dl_of_two_modes(zhengzhou: Built, tmp_path: Path) -> None:
    path = exported(zhengzhou, "dl", tmp_path / "city.dl", "--network", "two-mode")
    (rows, columns), pairs = read_dl(path.read_text(encoding="ascii"))
    assert (len(rows), len(columns), len(pairs)) == (81, 88, 395)
    assert set(pairs.values()) == {1}
    network = read_network(zhengzhou.store)
    agencies, measures = (
        [node.iri for node in network.agencies],
        [node.iri for node in network.measures],
    )
    assert {(agencies[one], measures[other]) for one, other in pairs} == set(network.roles)
    for labels in (rows, columns):
        assert all(len(each) <= LONGEST and re.fullmatch(r"[a-z0-9-]+", each) for each in labels)
        assert len({each.upper() for each in labels}) == len(labels)


def test_labels_stay_apart_after_the_cut() -> None:
    long = "agency/x/" + "a" * 30
    assert dl_labels([long, long + "b", "agency/x/_"]) == ["a" * 18, "a" * 16 + "-2", "agency"]
    assert dl_labels(["agency/x/a-2", "agency/x/a", "agency/y/a"]) == ["a-2", "a", "a-3"]


def test_looks_are_those_of_the_page(town: Built, tmp_path: Path) -> None:
    """Bytes of colours, a place for everybody, the heaviest load largest, and groups paler."""
    found: Any = nx.read_gexf(exported(town, "gexf", tmp_path / "town", "--network", "two-mode"))
    viz = {node: data["viz"] for node, data in found.nodes(data=True)}
    places = {(each["position"]["x"], each["position"]["y"]) for each in viz.values()}
    assert len(places) == 10
    loads = {node: data["load"] for node, data in found.nodes(data=True) if "load" in data}
    assert max(loads, key=lambda node: viz[node]["size"]) == max(loads, key=loads.__getitem__)
    colours = {
        data["system"]: "#{r:02x}{g:02x}{b:02x}".format(**data["viz"]["color"])
        for _, data in found.nodes(data=True)
        if "system" in data
    }
    assert colours == {each: SYSTEMS[each].colour for each in ("government", "party")}
    tops = {data["key"]: data["viz"]["position"]["y"] for _, data in found.nodes(data=True) if "key" in data}
    assert tops["1"] > tops["6"]


HOSTILE = ('"><img src=x onerror=alert(1)>', "</node>&amp;]]>", "a\x00b\x1b[31m\u202e\ufffe\ud800")


def hostile() -> tuple[TwoMode, Exchange]:
    columns = tuple(Column(each, "text", each, each) for each in ("agency", "spelling"))
    sections = tuple(
        Column(each, "text", each, each) for each in ("section", "section_title", "section_title_en")
    )
    network = from_roles({"1": {"agency/x/a": "lead", "agency/x/b": "responsible", "agency/x/c": "lead"}})
    named = zip(network.agencies, HOSTILE, strict=True)
    network = replace(network, agencies=tuple(replace(each, label=label) for each, label in named))
    tables = Table("assignments", columns, ()), Table("measures", sections, (("", HOSTILE[0], None),))
    return network, exchange(Given(network, *tables, rank_table(network), HOSTILE[2]), "two-mode")


@pytest.mark.parametrize(("writer", "reader"), [(to_gexf, nx.read_gexf), (to_graphml, nx.read_graphml)])
def test_hostile_labels_are_text(writer: Any, reader: Any, tmp_path: Path) -> None:
    _, network = hostile()
    text = writer(network)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\u202e\ufffe\ud800]", text)
    root = ET.fromstring(text)
    assert not [each for each in root.iter() if each.tag.endswith("img")]
    path = tmp_path / "hostile"
    path.write_text(text, encoding="utf-8", newline="\n")
    names = [data["name_zh"] for _, data in reader(path).nodes(data=True) if data["node_type"] == "agency"]
    assert names == [*HOSTILE[:2], r"a\u0000b\u001b[31m\u202e\ufffe\ud800"]


def test_hostile_names_do_not_reach_dl() -> None:
    text = to_dl(hostile()[1])
    assert text.isascii()
    assert read_dl(text) == ([["a", "b", "c"], ["1"]], {(0, 0): 1, (1, 0): 1, (2, 0): 1})


@pytest.mark.parametrize("form", ["gexf", "graphml", "dl"])
def test_the_same_bytes_and_no_clock(form: str, zhengzhou: Built, tmp_path: Path) -> None:
    one, other = (exported(zhengzhou, form, tmp_path / name).read_bytes() for name in "ab")
    assert one == other
    assert b"lastmodified" not in one
    assert b"None" not in one
    assert b"\r" not in one


def test_a_draft_says_so_in_its_description(zhengzhou: Built, tmp_path: Path) -> None:
    path = exported(zhengzhou, "gexf", tmp_path / "x", "--lang", "en")
    description = ET.parse(path).find("{*}meta/{*}description")
    assert description is not None
    assert str(description.text).endswith("Draft for comment")
