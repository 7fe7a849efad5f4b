"""The command line: plain help, exit codes, JSON, both languages, one line an error, any locale."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import DATA, ROOT, Built, build_files

from graph import __version__
from graph.cli.main import cli
from graph.cli.printing import say_drafts
from graph.table import Column, Table
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import DCTERMS, RDF, TK, XSD
from graph.vocabulary.ontology import Ontology

TOWN = "zhongmu-2024-town"
PLAN = DATA / "town" / f"{TOWN}.yaml"
UNDRAWN = ("--samples", "0")
VERBS = (
    "new",
    "extract",
    "attribution",
    "review",
    "align",
    "agree",
    "build",
    "validate",
    "query",
    "serve",
    "show",
    "rank",
    "hotspots",
    "gaps",
    "ties",
    "uncertainty",
    "compare",
    "whatif",
    "coverage",
    "draw",
    "report",
    "export",
    "replicate",
    "publish",
)
HEAVY = (
    "rdflib",
    "networkx",
    "pyvis",
    "numpy",
    "yaml",
    "jinja2",
    "jsonschema",
    "pyshacl",
    "pyoxigraph",
    "filelock",
    "concurrent",
)
HAN = re.compile(r"[\u4e00-\u9fff]")


def run(*arguments: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], input=text, prog_name="tiaokuai")


def spawn(
    *arguments: str | Path, text: bytes | None = None, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))
    }
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        check=False,
        timeout=60,
        capture_output=True,
        input=text,
        env=clean | {"PYTHONPATH": str(ROOT)} | (environment or {}),
    )


def assert_one_line_errors(result: Result, *parts: str) -> None:
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines
    assert all(re.match(r"\S.*(: |：).+", line) for line in lines), result.stderr
    assert "Traceback" not in result.stderr
    assert isinstance(result.exception, SystemExit)
    for part in parts:
        assert part in result.stderr


@pytest.fixture(scope="module")
def several(ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("several") / "graph.nq"
    lines = build_files([PLAN, DATA / "plans" / "zhongmu-2025-town.yaml"], ontology)[1]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path


# Help.


def test_the_verbs_stand_in_the_order_of_the_work() -> None:
    result = run("--help")
    assert result.exit_code == 0
    listed = re.findall(r"^  ([a-z]+) {2,}\S", result.stdout.partition("Commands:")[2], re.MULTILINE)
    assert listed == list(VERBS) == list(cli.commands)
    assert "..." not in result.stdout.partition("Commands:")[2], "no line of the overview is cut"
    assert "Exit status: 0 done; 1 something to look at" in result.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_helps_in_plain_words(verb: str) -> None:
    long, short = run(verb, "--help"), run(verb, "-h")
    assert long.exit_code == 0
    assert long.stdout == short.stdout
    assert long.stdout.startswith(f"Usage: tiaokuai {verb} ")
    assert len(long.stdout.split("Options:")[0].split()) > 8, "says what it does"
    for jargon in ("bool", "callable", "Decorated", "None", "ox.", "TODO"):
        assert jargon not in long.stdout
    for option in cli.commands[verb].params:
        if option.param_type_name == "option":
            assert getattr(option, "help", None), f"{verb} {option.name} has no help"


def test_the_version() -> None:
    assert run("--version").stdout == f"tiaokuai, version {__version__}\n"


@pytest.mark.parametrize("arguments", [("nonsense",), ("rank", "--nonsense"), ("rank", "--lang", "fr")])
def test_wrong_use_is_exit_2(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: tiaokuai" in result.stderr
    assert result.stdout == ""


# Rows.


def test_rank_as_json(town: Built) -> None:
    result = run("rank", "--graph", town.graph_nq, "--format", "json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert list(data) == ["schema", "plan", "options", "seed", "columns", "rows"]
    assert (data["schema"], data["plan"], data["seed"]) == ("tiaokuai/rank/1", TOWN, None)
    assert data["options"] == {"groups": "one"}
    for column in data["columns"]:
        assert list(column) == ["name", "type", "unit", "zh", "en"]
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column["name"])
        assert HAN.search(column["zh"])
        assert column["en"].isascii()
    names = [column["name"] for column in data["columns"]]
    assert names[0] == "agency"
    assert {"label", "kind", "level", "line", "system", "is_group", "led", "load", "load_rank"} <= set(names)
    assert all(list(row) == names for row in data["rows"])
    assert [row["load"] for row in data["rows"]] == [3, 2, 1, 0]
    assert [row["load_rank"] for row in data["rows"]] == [1, 2, 3, 4]
    assert data["rows"][0]["agency"] == node("agency", "zhongmu-410122", "cai-zheng-ju")
    assert data["rows"][0]["is_group"] is False


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_rank_as_rows_for_programs(town: Built, form: str) -> None:
    result = run("rank", "--graph", town.graph_nq, "--format", form, "--limit", "2")
    delimiter = "," if form == "csv" else "\t"
    text = result.stdout.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=delimiter))
    assert [row["label"] for row in rows] == ["小镇县财政局", "小镇县卫生健康委员会"]
    assert [row["load"] for row in rows] == ["3", "2"]


def test_the_language_is_chinese_unless_english_is_asked_for(town: Built) -> None:
    chinese, english = (run("rank", "--graph", town.graph_nq, "--lang", lang).stdout for lang in ("zh", "en"))
    assert run("rank", "--graph", town.graph_nq).stdout == chinese
    assert "协同负荷" in chinese.splitlines()[0]
    assert "load" in english.splitlines()[0].lower()
    assert not HAN.search(english.splitlines()[0])


def test_rows_that_are_left_out_are_told_in_the_language_asked_for(town: Built) -> None:
    typed = ("query", "agencies-by-role", "--graph", town.graph_nq, "--limit", "1")
    assert "共4行，显示1行" in run(*typed).stderr
    assert "showing 1 of 4 rows" in run(*typed, "--lang", "en").stderr


def test_tables_go_to_output_and_words_to_error(zhengzhou: Built) -> None:
    result = run("rank", "--graph", zhengzhou.graph_nq, "--format", "json", "--limit", "1")
    assert len(json.loads(result.stdout)["rows"]) == 1
    assert "征求意见稿" in result.stderr, "a draft is said to be one"


def test_of_several_plans_one_has_to_be_named(several: Path) -> None:
    for verb in ("rank", "report", "draw"):
        assert_one_line_errors(run(verb, "--graph", several), "--plan", TOWN, "zhongmu-2025-town")
    named = run("rank", "--graph", several, "--plan", "zhongmu-2025-town", "--format", "json")
    assert json.loads(named.stdout)["plan"] == "zhongmu-2025-town"


# Questions.


def test_the_questions_are_listed(town: Built) -> None:
    data = json.loads(run("query", "--list", "--format", "json").stdout)
    names = [row["name"] for row in data["rows"]]
    assert "who-leads-most" in names
    assert names == sorted(names)
    assert len(names) >= 10


def test_a_named_question(town: Built) -> None:
    result = run("query", "who-leads-most", "--graph", town.graph_nq, "--format", "json")
    data = json.loads(result.stdout)
    assert data["schema"] == "tiaokuai/who_leads_most/1"
    assert [row["led"] for row in data["rows"]] == [3, 2, 1]
    assert {row["plan"] for row in data["rows"]} == {node("plan", TOWN)}


def test_all_plans_are_rows_by_plan_and_never_pooled(several: Path) -> None:
    refused = run("query", "who-leads-most", "--graph", several)
    assert_one_line_errors(refused, TOWN, "zhongmu-2025-town")
    result = run("query", "who-leads-most", "--graph", several, "--plan", "all", "--format", "json")
    led = {(row["plan"], row["agency_label"]): row["led"] for row in json.loads(result.stdout)["rows"]}
    assert led[node("plan", TOWN), "小镇县卫生健康委员会"] == 2
    assert led[node("plan", "zhongmu-2025-town"), "小镇县卫生健康委员会"] == 1


def test_sparql_of_ones_own_from_every_side(town: Built, tmp_path: Path) -> None:
    sparql = 'SELECT ?agency WHERE { ?agency a tk:Agency ; skos:altLabel "县财政局"@zh }'
    (tmp_path / "own.rq").write_text(sparql, encoding="utf-8")
    answers = [
        run("query", sparql, "--graph", town.graph_nq, "--format", "json"),
        run("query", tmp_path / "own.rq", "--graph", town.graph_nq, "--format", "json"),
        run("query", "-", "--graph", town.graph_nq, "--format", "json", text=sparql),
    ]
    rows = [json.loads(each.stdout)["rows"] for each in answers]
    assert rows == [[{"agency": node("agency", "zhongmu-410122", "cai-zheng-ju")}]] * 3


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p }",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    ],
)
def test_what_a_query_may_not_is_refused(town: Built, sparql: str) -> None:
    assert_one_line_errors(run("query", sparql, "--graph", town.graph_nq))


def test_an_unknown_question_is_answered_with_near_ones(town: Built) -> None:
    assert_one_line_errors(run("query", "who-lead-most", "--graph", town.graph_nq), "who-leads-most")


# Build, validate, show, draw, report, new.


def test_build_says_what_it_does_and_delivers(tmp_path: Path) -> None:
    result = run("build", "--lang", "en", PLAN, "-o", tmp_path / "output")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert f"{tmp_path / 'output'}: done, 0 to review" in result.stderr
    assert (tmp_path / "output" / "graph.nq").is_file()


def test_build_with_doubts_is_done_all_the_same(tmp_path: Path) -> None:
    text = PLAN.read_text(encoding="utf-8").replace(
        "- name: 县交通局\n", "- name: 县交通局\n    doubt: 或为市局\n"
    )
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    result = run("build", "--lang", "en", tmp_path / "plan.yaml", "-o", tmp_path / "output")
    assert result.exit_code == 0
    assert f"to review: {TOWN}, measure 3: 县交通局: 或为市局" in result.stderr
    assert "1 to review" in result.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("comparator: at-least", "comparator: >=", "YAML"),
        ("    lead:", "    boss:", "boss"),
        ("  - name: 县交通局", "  - name: 县水利局", "县水利局"),
        ("value: 80", "value: eighty", "eighty"),
        ("value: 80", "value: -80", "-80"),
        ("  status: final", "  status: final\n  status: draft", "twice"),
        ("unit: percent", "unit: percents", "percents"),
        ("  year: 2024", "  year: 2024\n  url: https://example.org/%zz", "web address"),
    ],
)
def test_a_broken_plan_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = PLAN.read_text(encoding="utf-8")
    broken = (
        text.replace(old.strip("\n"), new.strip("\n"))
        if old in text
        else text.replace(old.strip(), new.strip())
    )
    assert broken != text
    path = tmp_path / "plan.yaml"
    path.write_text(broken, encoding="utf-8")
    result = run("build", "--lang", "en", path, "-o", tmp_path / "output")
    assert_one_line_errors_after_progress(result, f"{path}, line ", said)
    assert not (tmp_path / "output").exists()


def assert_one_line_errors_after_progress(result: Result, *parts: str) -> None:
    assert result.exit_code == 2, result.output
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.stderr
    for part in parts:
        assert part in result.stderr


def test_gb18030_and_other_bytes_are_no_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(PLAN.read_text(encoding="utf-8").encode("gb18030"))
    result = run("build", "--lang", "en", path, "-o", tmp_path / "output")
    assert_one_line_errors_after_progress(result, f"{path}, line 4: is not UTF-8", "GB18030")
    path.write_bytes(b"\x00\x01\x02")
    assert_one_line_errors_after_progress(
        run("build", "--lang", "en", path, "-o", tmp_path / "output"), str(path)
    )


def test_validate_exits_1_only_for_findings(town: Built, tmp_path: Path) -> None:
    assert run("validate", "--graph", town.graph_nq).exit_code == 0
    worse = tmp_path / "graph.nq"
    lines = town.graph_nq.read_text(encoding="utf-8").splitlines(keepends=True)
    unit = f"<{node('target', TOWN, '2', 't1')}> <{TK}hasUnit>"
    worse.write_text("".join(line for line in lines if not line.startswith(unit)), encoding="utf-8")
    chinese, english = (run("validate", "--graph", worse, "--lang", lang) for lang in ("zh", "en"))
    assert chinese.exit_code == english.exit_code == 1
    assert "target/zhongmu-2024-town/2/t1" in chinese.stdout
    assert all(HAN.search(line) for line in chinese.stdout.splitlines())
    assert "Write one unit of units.ttl under unit:." in english.stdout
    assert run("validate", "--graph", tmp_path / "none.nq").exit_code == 2


def test_show_tells_of_a_node_by_path_or_iri(town: Built) -> None:
    path = f"measure/{TOWN}/1"
    short = run("show", path, "--graph", town.graph_nq, "--lang", "en")
    assert short.exit_code == 0
    assert short.stdout == run("show", node(path), "--graph", town.graph_nq, "--lang", "en").stdout
    assert "Town Finance Bureau" in short.stdout
    assert "由其牵头" in run("show", path, "--graph", town.graph_nq).stdout
    sourced = run("show", path, "--graph", town.graph_nq, "--source", DATA / "town" / "town.txt")
    assert "办好便民服务。牵头单位：县财政局" in sourced.stdout


def test_show_of_a_stranger_is_exit_2(town: Built) -> None:
    result = run("show", f"measure/{TOWN}/99", "--graph", town.graph_nq)
    assert result.exit_code == 2
    assert f"measure/{TOWN}/99" in result.output


def test_draw_and_report_write_a_file_or_print(town: Built, tmp_path: Path) -> None:
    page = run("draw", "--graph", town.graph_nq, *UNDRAWN, "-o", "-").stdout
    run("draw", "--graph", town.graph_nq, *UNDRAWN, "-o", tmp_path / "页面.html")
    assert (tmp_path / "页面.html").read_text(encoding="utf-8") == page
    asked = ("report", "--graph", town.graph_nq, "--lang", "en", "--samples", "5")
    text = run(*asked).stdout
    written = run(*asked, "-o", tmp_path / "report.md")
    assert written.stdout == ""
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == text
    assert sorted(each.name for each in tmp_path.iterdir()) == ["report.md", "页面.html"]


def test_a_file_that_cannot_be_written_is_said(town: Built, tmp_path: Path) -> None:
    target = tmp_path / "missing" / "report.md"
    assert_one_line_errors(
        run("report", "--lang", "en", "--graph", town.graph_nq, *UNDRAWN, "-o", target),
        f"{target}: cannot be written",
    )


def test_new_fills_in_what_a_document_tells(tmp_path: Path) -> None:
    document = DATA / "town" / "town.txt"
    result = run("new", document, "--place", "410122", "--year", "2024", "-o", tmp_path / "plan.yaml")
    assert result.exit_code == 0
    text = (tmp_path / "plan.yaml").read_text(encoding="utf-8")
    assert "characters: 221" in text
    assert "1e7797d00d05f02d035c43bb3db193e1c9860172bf9c37cdc3e7107330d7acda" in text
    assert_one_line_errors(run("new", "--place", "999999"), "999999")


@pytest.mark.parametrize("verb", ["rank", "report", "draw", "validate"])
def test_without_a_dataset_build_is_advised(tmp_path: Path, verb: str) -> None:
    missing = tmp_path / "graph.nq"
    told = run(verb, "--graph", missing, *(() if verb == "draw" else ("--lang", "en")))
    assert_one_line_errors(told, str(missing), "tiaokuai build")


def test_a_dataset_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("<x:s> <x:p> <x:o> .\nnonsense\n", encoding="utf-8")
    assert_one_line_errors(
        run("rank", "--graph", tmp_path / "graph.nq"), "graph.nq，第2行：不是合法的 N-Quads"
    )


def test_a_file_that_is_no_dataset_is_named_with_what_to_give(tmp_path: Path) -> None:
    (tmp_path / "empty.nq").touch()
    assert_one_line_errors(
        run("rank", "--lang", "en", "--graph", tmp_path / "empty.nq"), "empty.nq: is empty. Give graph.nq"
    )
    assert_one_line_errors(
        run("rank", "--lang", "en", "--graph", PLAN), f"{PLAN.name}, line 1: ", "Give graph.nq of a build"
    )


def test_a_path_with_a_space_is_quoted_in_what_to_type_next(tmp_path: Path) -> None:
    plan = tmp_path / "我的 计划.txt"
    plan.write_bytes(PLAN.read_bytes())
    for lang in ("zh", "en"):
        assert f"tiaokuai build '{plan}'" in run("extract", plan, "--lang", lang).stderr
    document = tmp_path / "工作 要点.txt"
    document.write_bytes((ROOT / "docs" / "example" / "county.txt").read_bytes())
    made = run("build", document, "-o", tmp_path / "output", *UNDRAWN)
    assert f"tiaokuai extract '{document}' -o" in made.stderr


def test_ctrl_c_ends_in_one_line_with_the_status_of_an_interrupt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("graph.build.build", interrupted)
    result = run("build", "--lang", "en", PLAN, "-o", tmp_path / "output")
    assert (result.exit_code, result.output) == (130, "interrupted; no file is half written\n")


# Real processes.


def test_ctrl_c_is_not_answered_by_the_processes_that_draw() -> None:
    program = """
import os, signal, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
from graph.network.drawing import workers
try:
    with workers(1) as executor:
        for each in [executor.submit(time.sleep, 1) for _ in range(os.cpu_count())]:
            each.result()
        os.killpg(0, signal.SIGINT)
        time.sleep(60)
except KeyboardInterrupt:
    print("ended")
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        timeout=60,
        capture_output=True,
        start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert (done.stdout, done.stderr) == (b"ended\n", b"")


def test_python_m_graph_is_the_command(town: Built) -> None:
    done = spawn("-m", "graph", "rank", "--graph", town.graph_nq, "--format", "json")
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["plan"] == TOWN


def test_the_command_itself_is_installed(town: Built) -> None:
    command = Path(sys.executable).with_name("tiaokuai")
    done = subprocess.run([command, "--version"], check=True, timeout=60, capture_output=True)
    assert done.stdout.decode() == f"tiaokuai, version {__version__}\n"


def test_starting_loads_nothing_heavy() -> None:
    code = f"import sys, graph.cli.main; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = spawn("-c", code)
    assert done.stdout == b"[]\n", done.stderr


LOCALES = (
    {"PYTHONIOENCODING": "gbk"},
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk:strict"},
)


@pytest.mark.parametrize("environment", LOCALES)
def test_output_is_utf8_whatever_the_locale(town: Built, environment: dict[str, str]) -> None:
    plain = spawn("-m", "graph", "rank", "--graph", town.graph_nq, environment={"PYTHONUTF8": "1"})
    done = spawn("-m", "graph", "rank", "--graph", town.graph_nq, environment=environment)
    assert done.returncode == 0, done.stderr
    assert done.stdout == plain.stdout
    assert "小镇县财政局" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("environment", LOCALES)
def test_a_query_from_standard_input_is_utf8_too(town: Built, environment: dict[str, str]) -> None:
    sparql = 'SELECT ?agency WHERE { ?agency a tk:Agency ; skos:altLabel "县财政局"@zh }'
    done = spawn(
        "-m",
        "graph",
        "query",
        "-",
        "--graph",
        town.graph_nq,
        "--format",
        "json",
        text=sparql.encode(),
        environment=environment,
    )
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)["rows"]) == 1


def test_errors_of_a_real_process_are_one_line(tmp_path: Path) -> None:
    # The bytes of a file's name depend on the locale: the process has to have the one of this test.
    locale = {"LC_ALL": os.environ.get("LC_ALL", "C")}
    done = spawn("-m", "graph", "rank", "--graph", tmp_path / "图谱.nq", environment=locale)
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode("utf-8") == f"{tmp_path / '图谱.nq'}：无法读取。请先运行 `tiaokuai build`。\n"


def test_build_graph_does_the_main_job(tmp_path: Path) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii:strict", "LC_ALL": "C"}
    done = spawn(ROOT / "build_graph.py", PLAN, "-o", tmp_path / "output", environment=ascii_only)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output" / "network.html").is_file()


def test_a_reader_who_stops_early_is_no_error(zhengzhou: Built) -> None:
    """Close the pipe after the first bytes, as head does."""
    with subprocess.Popen(
        [sys.executable, "-m", "graph", "rank", "--graph", zhengzhou.graph_nq, "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


# What a review found.

NOWHERE = (">/dev/full", ">&-")
HALF_BYTE = "measure/\udcff"
LEAD = f"DESCRIBE <{node('role', 'lead')}>"


def without_facts(tmp_path: Path) -> Path:
    path = tmp_path / "half.nq"
    path.write_text(f"<{node('plan', 'a-2024')}> <{RDF}type> <{TK}Plan> <{node('graph')}> .\n", "utf-8")
    return path


@pytest.mark.parametrize("verb", ["draw", "report", "new"])
def test_a_hyphen_prints_for_every_command(
    town: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.chdir(tmp_path)
    graph: list[str | Path] = [] if verb == "new" else ["--graph", town.graph_nq, *UNDRAWN]
    result = run(verb, *graph, "-o", "-")
    assert len(result.stdout) > 100
    assert list(tmp_path.iterdir()) == []


def test_a_link_stays_and_what_it_points_to_is_written(town: Built, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    real, link = tmp_path / "there" / "real.md", tmp_path / "link.md"
    link.symlink_to(real)
    for before in ("", "old"):
        if before:
            real.write_text(before, encoding="utf-8")
        assert run("report", "--graph", town.graph_nq, *UNDRAWN, "-o", link).exit_code == 0
        assert link.is_symlink()
        assert "\n# " in real.read_text(encoding="utf-8")
    assert [each.name for each in real.parent.iterdir()] == ["real.md"]


def test_what_is_no_regular_file_is_written_to_and_not_replaced(town: Built, tmp_path: Path) -> None:
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    assert run("report", "--graph", town.graph_nq, *UNDRAWN, "-o", link).exit_code == 0
    assert link.is_char_device()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as reader:
        run("report", "--graph", town.graph_nq, *UNDRAWN, "-o", pipe)
        assert b"\n# " in reader.communicate(timeout=30)[0]
    assert pipe.is_fifo()


def test_a_place_under_a_file_cannot_be_written(town: Built, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    target = tmp_path / "file" / "report.md"
    assert_one_line_errors(
        run("report", "--lang", "en", "--graph", town.graph_nq, *UNDRAWN, "-o", target), "cannot be written"
    )


def test_a_long_line_is_no_file(town: Built) -> None:
    assert_one_line_errors(run("query", "x" * 5000, "--graph", town.graph_nq), "no question")


@pytest.mark.parametrize(
    "text", [LEAD, LEAD.lower().replace("describe", " describe"), f"PREFIX x: <x:y> {LEAD}"]
)
def test_sparql_is_known_by_its_first_word(town: Built, text: str) -> None:
    result = run("query", text, "--graph", town.graph_nq)
    assert result.exit_code == 0, result.output
    assert "role/lead" in result.stdout


@pytest.mark.parametrize("text", ["", " \n"])
def test_empty_standard_input_is_an_error(town: Built, text: str) -> None:
    assert_one_line_errors(run("query", "-", "--graph", town.graph_nq, text=text), "standard input is empty")


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", HALF_BYTE),
        ("query", "measures-of-agency", "--param", f"agency={HALF_BYTE}"),
        ("query", f"ASK {{ {HALF_BYTE} }}"),
    ],
)
def test_bytes_that_are_no_text_are_a_plain_error(town: Built, arguments: tuple[str, ...]) -> None:
    assert_one_line_errors(run(*arguments, "--graph", town.graph_nq), "is not UTF-8", "\\udcff")


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e400", "-inf", "0"])
def test_a_timeout_is_a_number_of_seconds(town: Built, seconds: str) -> None:
    result = run("query", "who-leads-most", "--graph", town.graph_nq, "--timeout", seconds)
    assert result.exit_code == 2
    assert "Invalid value for '--timeout'" in result.stderr


@pytest.mark.parametrize("verb", ["report", "draw", "show", "rank", "validate"])
def test_a_dataset_without_a_plan_is_said_to_be_one(tmp_path: Path, verb: str) -> None:
    (tmp_path / "empty.nq").write_text("<x:s> <x:p> <x:o> .\n", encoding="utf-8")
    named = ["role/lead"] if verb == "show" else []
    language = [] if verb == "draw" else ["--lang", "en"]
    result = run(verb, *named, *language, "--graph", tmp_path / "empty.nq")
    assert_one_line_errors(result, "graph: holds no plan")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("verb", ["report", "draw", "rank"])
def test_a_plan_without_its_facts_is_none(tmp_path: Path, verb: str) -> None:
    result = run(verb, "--graph", without_facts(tmp_path))
    assert_one_line_errors(result, "graph: holds no plan a-2024 with")
    assert result.stderr.count("\n") == 1


def test_a_plan_without_its_facts_can_be_looked_into(tmp_path: Path) -> None:
    assert run("show", "plan/a-2024", "--graph", without_facts(tmp_path)).exit_code == 0
    assert run("validate", "--graph", without_facts(tmp_path)).exit_code == 1


def test_a_bad_date_is_a_finding_and_no_traceback(town: Built, tmp_path: Path) -> None:
    plan = node("plan", TOWN)
    bad = f'<{plan}> <{DCTERMS}issued> "2024-02-31"^^<{XSD}date> <{node("graph", "plan", TOWN)}> .\n'
    path = tmp_path / "graph.nq"
    path.write_text(town.graph_nq.read_text(encoding="utf-8") + bad, encoding="utf-8")
    done = spawn("-m", "graph", "validate", "--graph", path)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_own_sparql_says_which_plans_are_drafts(zhengzhou: Built, town: Built) -> None:
    assert "征求意见稿" in run("query", "ASK {}", "--graph", zhengzhou.graph_nq).stderr
    assert run("query", "ASK {}", "--graph", town.graph_nq).stderr == ""


@pytest.mark.parametrize(
    "typed",
    [("rank",), ("gaps",), ("ties", "--samples", "5"), ("coverage",), ("query", "who-leads-most")],
    ids=str,
)
def test_only_the_plan_that_is_shown_is_said_to_be_a_draft(
    ontology: Ontology, tmp_path: Path, typed: tuple[str, ...]
) -> None:
    example = ROOT / "docs" / "example" / "dengfeng-2025.yaml"
    lines = build_files([PLAN, example], ontology)[1]
    (tmp_path / "graph.nq").write_text("".join(lines), encoding="utf-8", newline="\n")
    told = {
        plan: run(*typed, "--graph", tmp_path, "--plan", plan).stderr
        for plan in (TOWN, "dengfeng-2025", "all")
    }
    assert ["征求意见稿" in said for said in told.values()] == [False, True, True]


def test_a_plan_does_not_go_with_sparql(town: Built) -> None:
    result = run("query", "ASK {}", "--graph", town.graph_nq, "--plan", TOWN)
    assert_one_line_errors(result, "--plan: goes with a named question")


def test_a_title_cannot_steer_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    columns = tuple(Column(name, "text", name, name) for name in ("plan", "status", "title", "title_en"))
    row = (node("plan", "a-2024"), node("status", "draft"), "a\x1b[31m\nb", None)
    say_drafts(Table("plan", columns, (row,)), "zh")
    assert capsys.readouterr().err.startswith("a\\u001b[31m b: ")


def test_a_parameter_is_given_once(town: Built) -> None:
    twice = ("--param", "agency=县财政局", "--param", "agency=县卫健委")
    result = run("query", "measures-of-agency", *twice, "--graph", town.graph_nq)
    assert_one_line_errors(result, "--param: agency is given twice")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("县财政局", "agency/zhongmu-410122/cai-zheng-ju"),
        ("小镇县财政局", "agency/zhongmu-410122/cai-zheng-ju"),
        ("4", f"measure/{TOWN}/4"),
    ],
)
def test_show_takes_a_label_a_spelling_and_a_key(town: Built, name: str, path: str) -> None:
    result = run("show", name, "--graph", town.graph_nq)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == path


def test_a_key_of_several_plans_is_not_guessed(several: Path) -> None:
    result = run("show", "1", "--graph", several)
    assert_one_line_errors(
        result, 'several are called "1"', f"measure/{TOWN}/1", "measure/zhongmu-2025-town/1"
    )


def test_an_unknown_node_is_said_in_plain_words(town: Built) -> None:
    result = run("show", "99", "--graph", town.graph_nq)
    assert_one_line_errors(result, 'show: node "99" is not in the graph')
    assert "statements" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        ("--help", ">/dev/full"),
        *((verb + " --graph {}", where) for verb in ("rank", "show 1", "report") for where in NOWHERE),
    ],
)
def test_a_screen_that_takes_nothing_ends_in_one_line(town: Built, arguments: str, where: str) -> None:
    command = f"{sys.executable} -m graph {arguments.format(town.graph_nq)} {where}"
    done = subprocess.run(
        ["sh", "-c", command],
        check=False,
        timeout=60,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 2
    assert re.fullmatch(r"(tiaokuai: |standard output: |标准输出：)[^\n]+\n", done.stderr.decode()), (
        done.stderr
    )
