"""Questions about links and documents, worked by hand on the invented plans, on two engines; and `show`."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from conftest import DATA, Built
from rdflib.query import ResultRow

from graph.about import chain
from graph.build import dataset
from graph.cli.main import cli
from graph.coding.plan import read_plan
from graph.model import Link, Mention
from graph.questions.answer import Term, cell
from graph.questions.engine import ALL_PLANS, run
from graph.questions.library import find
from graph.rdf.store import store_of
from graph.table import Cell
from graph.views.chain import DEPTH, LinkFacts, chain_of, describe_chain
from graph.vocabulary.iris import node, path_of
from graph.vocabulary.namespaces import ID
from graph.vocabulary.ontology import Ontology

OLD, NEW, CITY, NEIGHBOUR = "zhongmu-2024-town", "zhongmu-2025-town", "zhengzhou-2025-invented", "gongyi-2025"
PATHS = [DATA / "town" / f"{OLD}.yaml", *(DATA / "links" / f"{each}.yaml" for each in (NEW, CITY, NEIGHBOUR))]

# In the town's plan for 2024, coded here: 1 comes before 2, 2 is part of 3, 5 comes before 2; 4 has no link.
CODED = {
    "1": (Link(f"{OLD}/2", "prerequisite", "two uses one", "lin", spans=((30, 36), (60, 66))),),
    "2": (
        Link(f"{OLD}/3", "part-of", "two is in three"),
        Link(f"{OLD}/6", "part-of", "no", status="proposed"),
    ),
    "5": (Link(f"{OLD}/2", "prerequisite"),),
}
OPINIONS = Mention("document", "cn/yi-jian", "关于优化服务的意见", "cites", number="国办发〔2024〕3号")


@pytest.fixture(scope="module")
def lines(ontology: Ontology) -> list[str]:
    files = [read_plan(path, ontology) for path in PATHS]
    town = files[0].plan
    measures = tuple(
        replace(each, links=CODED.get(each.key, ()), mentions=(OPINIONS,) if each.key in "12" else ())
        for each in town.measures
    )
    files[0] = replace(files[0], plan=replace(town, measures=measures))
    added = tuple(agency for file in files for agency in file.plan.agencies)
    return dataset(files, ontology.register(added), ontology, lambda _: None)[0]


@pytest.fixture(scope="module")
def store(lines: list[str]) -> ox.Store:
    return store_of(lines)


def short(value: Cell) -> Cell:
    if isinstance(value, Decimal):
        return float(value)
    return value.removeprefix(ID) if isinstance(value, str) else value


BY_HAND: dict[str, tuple[str, dict[str, str], tuple[str, ...], list[tuple[Cell, ...]]]] = {
    "measure-chain": (
        OLD,
        {"measure": node("measure", OLD, "1")},
        ("kind_label_en", "start_key", "end_key", "reason"),
        [("part of", "2", "3", "two is in three"), ("prerequisite", "1", "2", "two uses one")],
    ),
    "links-of-plan": (
        NEW,
        {},
        ("kind", "start_key", "end_key", "similarity"),
        [
            ("link-kind/continues", "1", "1", 1.0),
            ("link-kind/continues", "3", "3", 1.0),
            ("link-kind/drops", None, "4", None),
            ("link-kind/drops", None, "5", None),
            ("link-kind/implements", "5", "1", 1.0),
            ("link-kind/implements", None, None, None),
            ("link-kind/tightens", "2", "2", 0.6667),
            ("link-kind/tightens", "4", "6", 1.0),
        ],
    ),
    "links-between-plans": (
        ALL_PLANS,
        {},
        ("plan", "other_plan", "kind_label_en", "links"),
        [
            (f"plan/{NEIGHBOUR}", f"plan/{CITY}", "implements", 1),
            (f"plan/{NEIGHBOUR}", f"plan/{OLD}", "similar", 1),
            (f"plan/{NEW}", f"plan/{CITY}", "implements", 2),
            (f"plan/{NEW}", f"plan/{OLD}", "continues", 2),
            (f"plan/{NEW}", f"plan/{OLD}", "drops", 2),
            (f"plan/{NEW}", f"plan/{OLD}", "tightens", 2),
        ],
    ),
    "plans-under-document": (
        ALL_PLANS,
        {},
        ("document_label", "plan", "measures"),
        [
            ("关于优化服务的意见", f"plan/{OLD}", 2),
            ("某市2025年工作要点（虚构）", f"plan/{NEIGHBOUR}", 0),
            ("某市2025年工作要点（虚构）", f"plan/{NEW}", 0),
        ],
    ),
    "policy-documents": (
        OLD,
        {},
        ("document_label", "type_label_en", "issuer_label", "document_number", "number_year", "measures"),
        [("关于优化服务的意见", "opinions", "国务院办公厅", "国办发〔2024〕3号", 2024, 2)],
    ),
}


@pytest.mark.parametrize("name", sorted(BY_HAND))
def test_answers_worked_by_hand(name: str, store: ox.Store) -> None:
    plan, values, columns, expected = BY_HAND[name]
    rows = run(find(name), store, plan=plan, values=values).records()
    assert [tuple(short(row[column]) for column in columns) for row in rows] == expected


@pytest.fixture(scope="module")
def data(lines: list[str]) -> rdflib.Graph:
    unread = (f"<{ID}bready/", f"<{ID}place/")
    kept = (line for line in lines if not line.startswith(unread))
    return rdflib.Graph().parse(data="".join(f"{line.rsplit(' <', 1)[0]} .\n" for line in kept), format="nt")


@pytest.mark.parametrize("name", [*sorted(BY_HAND), "network/links"])
def test_rows_are_equal_on_rdflib(name: str, store: ox.Store, data: rdflib.Graph) -> None:
    question = find(name)
    plan, values = BY_HAND[name][:2] if name in BY_HAND else (ALL_PLANS, {"node": node("measure", OLD, "2")})
    bound = dict(values) if plan == ALL_PLANS else {**values, "plan": node("plan", plan)}
    types = [column.type for column in question.columns]
    theirs = []
    for row in data.query(question.text, initBindings={key: rdflib.URIRef(v) for key, v in bound.items()}):
        assert isinstance(row, ResultRow)
        theirs.append(tuple(cell(term(each), type_) for each, type_ in zip(row, types, strict=True)))
    assert theirs == list(run(question, store, plan=plan, values=values).rows)
    assert theirs


def term(value: object) -> Term | None:
    if value is None:
        return None
    if isinstance(value, rdflib.Literal):
        return Term("literal", str(value), str(value.datatype or ""), value.language or "")
    return Term("uri", str(value))


# The chain in words.


def test_the_chain_goes_both_ways_along_prerequisites_and_parts(store: ox.Store) -> None:
    steps = chain(store, node("measure", OLD, "1"))
    found = [(step.depth, path_of(step.link.link).removeprefix("link/")) for step in steps]
    assert found == [
        (1, f"continues/{NEW}/1/{OLD}/1"),
        (1, f"prerequisite/{OLD}/1/{OLD}/2"),
        (2, f"part-of/{OLD}/2/{OLD}/3"),
        (2, f"prerequisite/{OLD}/5/{OLD}/2"),
    ]
    assert steps[1].link.places == ((30, 36, ""), (60, 66, ""))
    assert chain(store, node("agency", "zhongmu-410122", "cai-zheng-ju")) == []


def link(number: int, start: int, end: int, kind: str = "part-of") -> LinkFacts:
    return LinkFacts(f"l{number}", node("link-kind", kind), "类", "kind", f"m{start}", "", f"m{end}", "")


def test_a_chain_ends_after_so_many_links_and_shows_each_once() -> None:
    line = [link(n, n, n + 1) for n in range(DEPTH + 3)]
    steps = chain_of("m0", lambda here: [each for each in line if here in (each.start, each.end)])
    assert [(step.link.link, step.depth) for step in steps] == [(f"l{n}", n + 1) for n in range(DEPTH)]


def test_other_kinds_lead_no_further() -> None:
    both = [link(0, 0, 1, "similar"), link(1, 1, 2)]
    steps = chain_of("m0", lambda here: [each for each in both if here in (each.start, each.end)])
    assert [step.link.link for step in steps] == ["l0"]


def test_nothing_is_said_of_no_links() -> None:
    assert describe_chain("m0", [], "zh") == ""


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ("政策关联", "加码：由本项 → 提高接种率", "理由：与2024年方案", "所据事实：deadline/")),
        (
            "en",
            ("Policy links", "tightens: this one → 提高接种率", "Why: the same matter", "Rests on: d"),
        ),
    ],
)
def test_show_tells_the_chain_with_its_reasons(
    lang: str, said: tuple[str, ...], lines: list[str], tmp_path: Path
) -> None:
    graph = tmp_path / "graph.nq"
    graph.write_text("".join(lines), encoding="utf-8", newline="\n")
    asked = ["show", f"measure/{NEW}/2", "--graph", str(graph), "--lang", lang]
    result = CliRunner().invoke(cli, asked)
    assert result.exit_code == 0
    for each in said:
        assert each in result.stdout


def test_show_tells_the_reason_and_evidence_of_a_link(lines: list[str], tmp_path: Path) -> None:
    graph = tmp_path / "graph.nq"
    graph.write_text("".join(lines), encoding="utf-8", newline="\n")
    name = f"link/prerequisite/{OLD}/1/{OLD}/2"
    source = str(DATA / "town" / "town.txt")
    result = CliRunner().invoke(
        cli, ["show", name, "--graph", str(graph), "--lang", "en", "--source", source]
    )
    assert result.exit_code == 0
    for each in ("two uses one", "coder/lin", "characters 30 to 36", "characters 60 to 66", "In the text: “"):
        assert each in result.stdout


def test_show_tells_the_reason_and_evidence_of_an_alignment(zhengzhou: Built) -> None:
    (measure,) = (each for each in zhengzhou.plan.measures if each.key == "1")
    vote = measure.alignments[0]
    name = f"alignment/zhengzhou-2024/1/{vote.edition}-{vote.concept}/{vote.coder}"
    result = CliRunner().invoke(cli, ["show", name, "--graph", str(zhengzhou.graph_nq), "--lang", "en"])
    assert result.exit_code == 0
    start, end = vote.spans[0]
    for each in (vote.reason, f"coder/{vote.coder}", str(vote.confidence), f"characters {start} to {end}"):
        assert each in result.stdout
