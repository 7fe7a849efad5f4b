"""`tiaokuai query`: parameters, formats by kind of answer, files, hints, a remote endpoint."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import openpyxl
import pytest
import rdflib
from click.testing import CliRunner, Result
from conftest import Built

from graph.cli.main import cli
from graph.questions.formats import results_json
from graph.questions.guard import kind_of
from graph.questions.library import SUBJECTS
from graph.questions.worker import Limits, evaluate
from graph.vocabulary.iris import node

TOWN = "zhongmu-2024-town"
OWN = "SELECT ?m ?a { ?m tk:isLedBy ?a ; tk:key ?k } ORDER BY ?m ?a"
TRIPLES = "CONSTRUCT { ?m tk:isLedBy ?a } WHERE { ?m tk:isLedBy ?a ; tk:key ?k }"


def query(town: Built, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["query", *arguments, "--graph", str(town.graph_nq)])


def refused(result: Result, *words: str) -> None:
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    for word in words:
        assert word in line


def test_the_list_tells_the_subject_in_both_languages() -> None:
    for lang, place in (("zh", 0), ("en", 1)):
        result = CliRunner().invoke(cli, ["query", "--list", "--format", "json", "--lang", lang])
        rows = json.loads(result.stdout)["rows"]
        assert len(rows) >= 40
        assert {row["subject"] for row in rows} <= {names[place] for names in SUBJECTS.values()}


def test_parameters_of_a_named_question(town: Built) -> None:
    result = query(town, "agencies-of-measure", "--param", "measure=2", "--format", "tsv")
    assert [line.split("\t")[-1] for line in result.stdout.splitlines()[1:]] == ["县卫健委", "县财政局"]
    refused(query(town, "agencies-of-measure"), "needs a value for measure")
    refused(query(town, "agencies-of-measure", "--param", "measur=2"), "Did you mean measure?")
    refused(query(town, "due-before", "--param", "before=soon"), "before=soon is not date")


@pytest.mark.parametrize(("value", "count"), [('"2"', 1), ('"3"', 2), ("2", 0)])
def test_a_variable_of_ones_own_query(town: Built, value: str, count: int) -> None:
    """Keys are text: the integer 2 is none."""
    result = query(town, OWN, "--param", f"k={value}", "--format", "json")
    assert len(json.loads(result.stdout)["rows"]) == count


def test_a_parameter_that_is_no_variable_is_refused(town: Built) -> None:
    refused(query(town, OWN, "--param", "key=2"), "the query has no variable ?key.")
    refused(query(town, OWN, "--param", "kk=2"), "Did you mean k?")
    refused(query(town, OWN, "--param", "k=<x>"), "is not a whole IRI")


@pytest.mark.parametrize("form", ["turtle", "ntriples", "json-ld"])
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_triples_as_rdf(town: Built, form: str) -> None:
    result = query(town, TRIPLES, "--format", form)
    names = {"turtle": "turtle", "ntriples": "nt", "json-ld": "json-ld"}
    assert len(rdflib.Graph().parse(data=result.stdout, format=names[form])) == 6


def test_triples_as_a_table_are_turtle_and_as_csv_three_columns(town: Built) -> None:
    assert query(town, TRIPLES).stdout == query(town, TRIPLES, "--format", "turtle").stdout
    assert query(town, TRIPLES, "--format", "csv").stdout.splitlines()[0].endswith("subject,predicate,object")


@pytest.mark.parametrize(
    ("text", "form", "fitting"),
    [
        (OWN, "turtle", "sparql-json, sparql-xml"),
        ("ASK {}", "json-ld", "sparql-json"),
        (TRIPLES, "sparql-xml", "turtle, ntriples, json-ld"),
        ("who-leads-most", "ntriples", "table, csv, tsv, markdown, json, xlsx"),
        ("who-leads-most", "sparql-json", "table, csv, tsv, markdown, json, xlsx"),
    ],
)
def test_a_format_that_does_not_fit_names_those_that_do(
    town: Built, text: str, form: str, fitting: str
) -> None:
    refused(query(town, text, "--format", form), form, fitting)


def test_sparql_results(town: Built) -> None:
    data = json.loads(query(town, OWN, "--format", "sparql-json").stdout)
    assert data["head"]["vars"] == ["m", "a"]
    assert len(data["results"]["bindings"]) == 6
    assert "<boolean>true</boolean>" in query(town, "ASK {}", "--format", "sparql-xml").stdout


def test_a_workbook_goes_to_a_file_or_a_pipe(town: Built, tmp_path: Path) -> None:
    path = tmp_path / "leads.xlsx"
    result = query(town, "who-leads-most", "--format", "xlsx", "-o", str(path))
    assert (result.exit_code, result.stdout) == (0, "")
    piped = query(town, "who-leads-most", "--format", "xlsx")
    assert piped.stdout_bytes == path.read_bytes()
    (sheet,) = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    assert [cell.value for cell in sheet["E"]] == ["牵头（项）", 3, 2, 1]


def test_a_workbook_is_not_printed_on_a_screen(town: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.cli.printing._on_screen", lambda: True)
    refused(query(town, "who-leads-most", "--format", "xlsx", "--lang", "en"), "Add -o FILE")


def test_every_format_can_go_to_a_file(town: Built, tmp_path: Path) -> None:
    for form in ("table", "csv", "tsv", "markdown", "json", "sparql-json"):
        path = tmp_path / form
        result = query(town, OWN, "--format", form, "-o", str(path))
        assert (result.exit_code, result.stdout) == (0, "")
        assert path.read_text(encoding="utf-8").strip() == query(town, OWN, "--format", form).stdout.strip()


def test_a_name_that_the_ontology_has_not_is_hinted_at(town: Built) -> None:
    result = query(town, "SELECT ?m { ?m tk:isLeadBy ?a }")
    assert result.exit_code == 0
    assert "line 1, column 16: tk:isLeadBy is no term" in result.stderr
    assert "Did you mean tk:isLedBy" in result.stderr
    assert query(town, OWN).stderr == ""


@pytest.fixture
def remote(town: Built) -> Iterator[str]:
    """A server on loopback that answers over the town."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
            text = parse_qs(body)["query"][0]
            answer = evaluate(town.store, text, None, Limits())
            assert kind_of(text) != "graph"
            content = results_json(answer).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_endpoint_answers_the_same(town: Built, remote: str) -> None:
    for arguments in (
        ["who-leads-most"],
        ["who-leads-most", "--plan", "all"],
        ["due-before", "--param", "before=2024-12-30"],
        ["agencies-of-measure", "--param", "measure=2"],
        [OWN],
        [OWN, "--param", 'k="3"'],
        ["ASK { ?m tk:isLedBy ?a }"],
    ):
        here = query(town, *arguments, "--format", "json")
        there = CliRunner().invoke(cli, ["query", *arguments, "--format", "json", "--endpoint", remote])
        assert (there.exit_code, there.stdout) == (0, here.stdout)


def test_an_endpoint_has_its_own_errors(remote: str) -> None:
    def asked(*arguments: str) -> Result:
        return CliRunner().invoke(cli, ["query", *arguments])

    refused(asked("who-leads-most", "--endpoint", "ftp://x/"), "is not an http or https address")
    refused(asked("who-leads-most", "--plan", "none", "--endpoint", remote), "It holds zhongmu-2024-town")
    named = ("partners-of-agency", "--param", "agency=县财政局", "--endpoint", remote)
    refused(asked(*named), "cannot be looked up there")
    path = node("agency", "zhongmu-410122", "cai-zheng-ju")
    assert asked("partners-of-agency", "--param", f"agency={path}", "--endpoint", remote).exit_code == 0
    assert TOWN in asked("plans", "--endpoint", remote).stdout
