"""Coverage of B-READY by hand on an aligned town, and the same figures wherever they are shown."""

from __future__ import annotations

import csv
import io
import json
import warnings
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from click.testing import CliRunner
from conftest import DATA, Built, build_files
from openpyxl import load_workbook
from rdflib.query import ResultRow

from graph.cli.main import cli
from graph.presentation import views
from graph.questions.answer import Term, cell
from graph.questions.engine import ALL_PLANS, run
from graph.questions.library import find
from graph.rdf.store import store_of
from graph.table import Cell
from graph.views.coverage import matrix
from graph.views.tables import Origin, csv_text, json_text
from graph.vocabulary.iris import node, path_of, plan_graph
from graph.vocabulary.namespaces import ID
from graph.vocabulary.ontology import Ontology

TOWN = "zhongmu-2024-town"
TOPICS = ("be", "bi", "bl", "dr", "fs", "it", "lb", "mc", "tx", "us")
QUESTIONS = ("coverage", "coverage-missing", "coverage-outside")
COUNTS = ("measures", "agencies", "targets", "reached", "subcategories", "points", "points_total")
VOTES = {
    "1": (("be-1-1-4", "accepted"), ("be-2", "accepted")),
    "2": (("be-1-1-4", "accepted"), ("be", "accepted")),
    "3": (("be-1-1", "accepted"),),
    "5": (("fs-1-1-1", "proposed"),),
    "6": (("be-1-1-1", "rejected"),),
}
"""Finance and health hold 1 and 2 (one target), finance and transport 3; 4 to 6 are aligned with nothing."""
BUSINESS_ENTRY = {
    "all": (3, 3, 1, 1, 18, 5, 300),
    "I": (3, 3, 1, 1, 6, 5, 100),
    "II": (1, 2, 0, 0, 8, 0, 100),
    "III": (0, 0, 0, 0, 4, 0, 100),
    "topic": (1, 2, 1, 0, 0, 0, 0),
}


@pytest.fixture(scope="module")
def lines(ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the dataset of the town with the alignments above."""
    text = (DATA / "town" / f"{TOWN}.yaml").read_text(encoding="utf-8")
    for key, votes in VOTES.items():
        head = f'- key: "{key}"\n  number: {key}\n'
        assert text.count(head) == 1
        rows = "".join(
            f'  - {{concept: {concept}, strength: direct, coder: a, status: {status}, edition: "2025"}}\n'
            for concept, status in votes
        )
        text = text.replace(head, f"{head}  alignments:\n{rows}")
    path = tmp_path_factory.mktemp("aligned") / f"{TOWN}.yaml"
    path.write_text(text, encoding="utf-8")
    return build_files([path], ontology)[1]


@pytest.fixture(scope="module")
def store(lines: list[str]) -> ox.Store:
    return store_of(lines)


@pytest.fixture(scope="module")
def graph_nq(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.nq"
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path


def tell(graph: Path, *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["coverage", "--graph", str(graph), *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def counted(store: ox.Store) -> dict[tuple[str, str], tuple[Cell, ...]]:
    """Return the counts by topic and by pillar, "all" or "topic"."""
    rows = run(find("coverage"), store).records()
    return {
        (path_of(str(row["topic"]))[-2:], str(row["pillar_notation"] or row["scope"])): tuple(
            row[name] for name in COUNTS
        )
        for row in rows
    }


def test_ten_topics_each_whole_by_pillar_and_without(store: ox.Store) -> None:
    assert list(counted(store)) == [(topic, part) for topic in TOPICS for part in BUSINESS_ENTRY]


def test_business_entry_by_hand(store: ox.Store) -> None:
    found = counted(store)
    assert {part: found["be", part] for part in BUSINESS_ENTRY} == BUSINESS_ENTRY


def test_what_is_not_accepted_counts_nowhere(store: ox.Store) -> None:
    others = [counts for (topic, _), counts in counted(store).items() if topic != "be"]
    assert {counts[:4] for counts in others} == {(0, 0, 0, 0)}
    assert sum(int(str(counts[4])) for (_, part), counts in counted(store).items() if part == "all") == 227


def test_a_town_without_alignments_serves_nothing(town: Built) -> None:
    assert {counts[:4] for counts in counted(town.store).values()} == {(0, 0, 0, 0)}
    assert len(run(find("coverage-missing"), town.store).rows) == 227


def test_only_the_subcategory_itself_is_not_missing(store: ox.Store, town: Built) -> None:
    """A category (be-1-1) and a topic under a pillar (be-2) reach no subcategory."""
    before, after = (
        {path_of(str(iri)) for iri in run(find("coverage-missing"), each).values("subcategory")}
        for each in (town.store, store)
    )
    assert before - after == {"bready/2025/be-1-1-4"}
    assert after < before


def test_measures_outside(store: ox.Store) -> None:
    table = run(find("coverage-outside"), store)
    assert table.values("key") == ["4", "5", "6"]
    assert table.values("agencies") == [1, 1, 1]


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@pytest.mark.parametrize("name", QUESTIONS)
def test_rows_with_alignments_are_equal_on_rdflib(name: str, lines: list[str]) -> None:
    """On Business Entry and the pillars alone, for rdflib is slow with all of B-READY."""
    kept = [line for line in lines if _about_business_entry(line)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own, inside its N-Quads parser
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(data="".join(kept), format="nquads")
    question = find(name)
    types = [column.type for column in question.columns]
    theirs = []
    bound = {"plan": rdflib.URIRef(node("plan", TOWN))}
    if question.parameters:
        bound["edition"] = rdflib.URIRef(node("scheme", "bready-2025"))
    for row in dataset.query(question.text, initBindings=bound):
        assert isinstance(row, ResultRow)
        theirs.append(tuple(cell(_term(each), type_) for each, type_ in zip(row, types, strict=True)))
    ours = run(question, store_of(kept)).rows
    assert theirs == list(ours)
    assert len(ours) == {"coverage": 5, "coverage-missing": 17, "coverage-outside": 3}[name]


def _about_business_entry(line: str) -> bool:
    subject = line.split(" ", 1)[0].strip("<>").removeprefix(ID)
    if subject.startswith("bready/"):
        return subject.startswith(("bready/2025/be", "bready/2025/pillar")) and subject.count("-") < 4
    return not subject.startswith("place/")


def _term(value: rdflib.term.Node | None) -> Term | None:
    if value is None:
        return None
    if isinstance(value, rdflib.Literal):
        return Term("literal", str(value), str(value.datatype or ""), value.language or "")
    return Term("iri", str(value))


@pytest.mark.parametrize("name", QUESTIONS)
def test_two_plans_are_counted_one_by_one(name: str, lines: list[str], store: ox.Store) -> None:
    graph = f"<{plan_graph(TOWN)}>"
    copy = [line.replace(TOWN, "zhongmu-2025-town") for line in lines if graph in line]
    both = store_of([*lines, *copy])
    alone = run(find(name), store).rows
    assert run(find(name), both, plan=TOWN).rows == alone
    rows = run(find(name), both, plan=ALL_PLANS).rows
    assert len(rows) == 2 * len(alone)
    assert tuple(row for row in rows if row[0] == node("plan", TOWN)) == alone


# Seen in older frameworks, through the crosswalk.


def test_the_town_in_the_edition_of_2024(store: ox.Store) -> None:
    """be-1-1-4 has 10 points in 2024 and 5 in 2025: the same measures, other points."""
    table = run(find("coverage"), store, values={"edition": "scheme/bready-2024"})
    found = {
        str(row["pillar_notation"] or row["scope"]): tuple(row[name] for name in COUNTS)
        for row in table.records()
        if row["notation"] == "BE"
    }
    assert found["all"] == (3, 3, 1, 1, 18, 10, 300)
    assert found["I"][:4] == BUSINESS_ENTRY["I"][:4]


def test_each_alignment_tells_what_it_was_in_2024_and_whether_that_is_exact(store: ox.Store) -> None:
    rows = [
        (row["key"], row["notation"], row["earlier_notation"], row["relation_label_en"], row["is_exact"])
        for row in run(find("alignments-2024"), store).records()
    ]
    close, exact = ("has close match", False), ("has exact match", True)
    assert rows == [
        ("1", "BE 1.1.4", "BE 1.1.4", *close),
        ("1", "BE 2", "BE 2", *exact),
        ("2", "BE", "BE", *exact),
        ("2", "BE 1.1.4", "BE 1.1.4", *close),
        ("3", "BE 1.1", "BE 1.1", *exact),
    ]


def test_older_frameworks_mapping_by_mapping(store: ox.Store, graph_nq: Path) -> None:
    table = run(find("coverage-older"), store)
    served = [
        (path_of(str(row["area"])), row["notation"], row["measures"], row["agencies"])
        for row in table.records()
        if row["measures"]
    ]
    assert served == [
        ("china-index/government-services", "II", 1, 2),
        ("china-index/starting-a-business", "BE", 3, 3),
        ("doing-business-2020/starting-a-business", "BE", 3, 3),
    ]
    without = [path_of(str(row["area"])) for row in table.records() if row["concept"] is None]
    assert [each.rpartition("/")[2] for each in without] == ["protecting-minority-investors"] * 2
    shown = tell(graph_nq, "--edition", "doing-business-2020", "--lang", "en")
    assert "Starting a Business" in shown
    assert "Government services" not in shown


def test_alignments_say_who_and_why(zhengzhou: Built) -> None:
    rows = list(run(find("alignments"), zhengzhou.store).records())
    assert len(rows) == sum(len(each.alignments) for each in zhengzhou.plan.measures)
    assert {row["coder_label_en"] for row in rows} == {"two automated readings"}
    assert all(row["reason"] and row["places"] for row in rows)


def test_all_plans_stand_side_by_side(lines: list[str], tmp_path: Path) -> None:
    graph = f"<{plan_graph(TOWN)}>"
    copy = [line.replace(TOWN, "zhongmu-2025-town") for line in lines if graph in line]
    path = tmp_path / "graph.nq"
    path.write_text("".join([*lines, *copy]), encoding="utf-8", newline="\n")
    shown = tell(path, "--plan", "all", "--lang", "en").splitlines()[2:]
    assert [line.split()[2] for line in shown[:2]] == [TOWN, "zhongmu-2025-town"]
    assert len(shown) == 20


# The same wherever it is shown.


def test_the_matrix_has_a_row_a_topic(store: ox.Store) -> None:
    folded = matrix(run(find("coverage"), store), "en")
    assert len(folded.rows) == 10
    assert folded.rows[0] == ("Business Entry", 3, 1, 0, 1, *BUSINESS_ENTRY["all"])


@pytest.mark.parametrize("option", ["", "--missing", "--outside"])
def test_the_command_answers_as_the_question_does(option: str, zhengzhou: Built) -> None:
    table = run(find(f"coverage{option[1:]}"), zhengzhou.store)
    chosen = filter(None, [option])
    told = json.loads(tell(zhengzhou.graph_nq, *chosen, "--format", "json"))
    origin = Origin(zhengzhou.plan.id, {"edition": "2025"})
    assert told == json.loads(json_text(table, origin))
    assert [list(row.values()) for row in told["rows"]] == [
        [float(each) if isinstance(each, Decimal) else each for each in row] for row in table.rows
    ]


def test_command_file_of_the_build_and_question_are_the_same(store: ox.Store, graph_nq: Path) -> None:
    made = views(store, TOWN)
    for name in QUESTIONS:
        table = run(find(name), store)
        file = made[f"tables/{table.name}.csv"].decode("utf-8")
        options = [f"-{name.removeprefix('coverage')}"] if name != "coverage" else []
        told = rows_of(tell(graph_nq, *options, "--format", "csv"))
        assert [row[:-1] for row in rows_of(file)] == told, "the file also says the status of the plan"
        assert told == rows_of(csv_text(table))
        assert len(told) == 1 + len(table.rows)


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_matrix_is_the_same_in_command_report_workbook_and_question(zhengzhou: Built) -> None:
    """Cell by cell: the topics' names, and every count."""
    folded = matrix(run(find("coverage"), zhengzhou.store), "en")
    expected = [[_plain(each) for each in row] for row in folded.rows]
    made = views(zhengzhou.store, zhengzhou.plan.id)
    report = made["report.en.md"].decode("utf-8").splitlines()
    caption = "Measures by topic and pillar"
    above = next(place for place, line in enumerate(report) if line.startswith("Table") and caption in line)
    first = above + 4
    shown = [line.strip("| ").split(" | ") for line in report[first : first + 10]]
    assert [[row[0], *map(float, row[1:])] for row in shown] == expected
    book = load_workbook(io.BytesIO(made["coordination.xlsx"]))
    head, *rows = book["coverage"].iter_rows(values_only=True)
    question = run(find("coverage"), zhengzhou.store)
    assert [name for name in head if name != "plan_status"] == [each.name for each in question.columns]
    told = json.loads(tell(zhengzhou.graph_nq, "--format", "json"))["rows"]
    for sheet_row, told_row, row in zip(rows, told, question.rows, strict=True):
        plain = [_plain(each) for each in row]
        assert [_plain(each) for each in sheet_row[:-1]] == plain
        assert [_plain(each) for each in told_row.values()] == plain


def _plain(cell: object) -> object:
    return float(cell) if isinstance(cell, int | float | Decimal) else cell


def test_zhengzhou_is_what_its_coded_plan_says(zhengzhou: Built) -> None:
    """Counted again from the coded plan, without SPARQL."""
    served: dict[tuple[str, str], set[str]] = {}
    aligned = set()
    for measure in zhengzhou.plan.measures:
        for alignment in measure.alignments:
            topic, _, rest = alignment.concept.partition("-")
            part = {"": "topic", "1": "I", "2": "II", "3": "III"}[rest[:1]]
            if alignment.status == "accepted":
                aligned.add(measure.key)
                for each in (part, "all"):
                    served.setdefault((topic, each), set()).add(measure.key)
    found = counted(zhengzhou.store)
    assert {cell: counts[0] for cell, counts in found.items() if counts[0]} == {
        cell: len(keys) for cell, keys in served.items()
    }
    outside = run(find("coverage-outside"), zhengzhou.store).values("key")
    assert outside == [each.key for each in zhengzhou.plan.measures if each.key not in aligned]
    reached = sum(int(str(counts[3])) for (_, part), counts in found.items() if part == "all")
    assert (reached, len(outside)) == (59, 27), "README.md and README.zh.md say so"
    assert reached + len(run(find("coverage-missing"), zhengzhou.store).rows) == 227


def test_the_screen_shows_the_matrix_in_both_languages(graph_nq: Path) -> None:
    for lang, topic in (("zh", "市场准入"), ("en", "Business Entry")):
        lines = tell(graph_nq, "--lang", lang).splitlines()
        assert len(lines) == 12
        assert lines[2].startswith(topic)
        assert lines[2].split()[-11:] == ["3", "1", "0", "1", "3", "3", "1", "1", "18", "5", "300"]
    assert len(tell(graph_nq, "--all").splitlines()) == 52


def test_the_lists_on_the_screen(graph_nq: Path) -> None:
    missing = tell(graph_nq, "--missing", "--lang", "en").splitlines()
    assert missing[2].split("  ")[0] == "BE 1.1.1"
    assert len(missing) == 2 + 226
    assert [line.split()[0] for line in tell(graph_nq, "--outside").splitlines()[2:]] == ["4", "5", "6"]


@pytest.mark.parametrize(
    "wrong",
    [("--missing", "--outside"), ("--edition", "2023"), ("--edition", "china-index", "--missing")],
)
def test_wrong_use(wrong: tuple[str, ...], graph_nq: Path) -> None:
    result = CliRunner().invoke(cli, ["coverage", "--graph", str(graph_nq), *wrong])
    assert result.exit_code == 2
    assert result.stdout == ""
