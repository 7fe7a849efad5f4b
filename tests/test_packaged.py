"""Tables written as CSV and read back by their codebook: the same cells, or an error that says why not."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import Built
from hypothesis import given
from hypothesis import strategies as st

from graph.cli.main import cli
from graph.errors import UserError
from graph.presentation import report_facts, tables_of
from graph.table import Cell, Column, Table
from graph.views.jsonld import Published
from graph.views.packaged import packaged_tables
from graph.views.report_facts import ReportFacts
from graph.views.table_folder import table_files
from graph.views.tables import as_before, neutralised

COLUMNS = (
    Column("measure", "iri", "举措", "Measure"),
    Column("gap", "text", "缺口", "Gap"),
    Column("load", "integer", "负荷", "Load", "pairings"),
    Column("share", "decimal", "占比", "Share", "share"),
    Column("is_group", "boolean", "是否单位类", "Is a group"),
    Column("due", "date", "到期", "Due"),
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("urn:a", "=1+1\n'@x", -3, Decimal("0.25"), True, "2024-12-31"),
    ("urn:b", "'quoted', \"two\"", 10**15, None, False, None),
    ("urn:c", "\ufeff＝A1", None, Decimal("1E-7"), None, "2024-02-29"),
)


@pytest.fixture(scope="module")
def facts(town: Built) -> ReportFacts:
    return report_facts(town.store, town.plan.id, tables_of(town.store, town.plan.id))


def deliver(folder: Path, facts: ReportFacts, *, plain: bool = False) -> Path:
    files = table_files(facts, [Table("gaps", COLUMNS, ROWS)], plain, Published())
    (folder / "tables").mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / "tables"


@given(st.text(alphabet="'=+-@＝\t\r\n \u00a0\ufeffaé", max_size=12))
def test_what_was_neutralised_comes_back(text: str) -> None:
    assert as_before(neutralised(text)) == text


@pytest.mark.parametrize("plain", [False, True])
def test_tables_come_back_as_they_were(tmp_path: Path, facts: ReportFacts, *, plain: bool) -> None:
    (found,) = packaged_tables(deliver(tmp_path, facts, plain=plain))
    assert found.table == Table("gaps", COLUMNS, ROWS)
    assert (found.zh, found.key) == ("哪些举措的责任没有写清？", ("measure", "gap"))


def test_a_table_that_was_changed_is_refused(tmp_path: Path, facts: ReportFacts) -> None:
    folder = deliver(tmp_path, facts)
    (folder / "gaps.csv").write_text("measure\r\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"gaps\.csv: was changed after the build\. Run tiaokuai build again"):
        packaged_tables(folder)
    (folder / "gaps.csv").unlink()
    with pytest.raises(UserError, match=r"gaps\.csv: is not there"):
        packaged_tables(folder)


@pytest.mark.parametrize("content", ["", "[]", '{"resources": [{"path": 3}]}', '{"resources": 1}'])
def test_a_folder_that_no_build_made_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(UserError, match=r"datapackage\.json: is not there"):
        packaged_tables(tmp_path)
    (tmp_path / "datapackage.json").write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match="does not describe the tables of a build"):
        packaged_tables(tmp_path)


def test_the_command_writes_a_folder_of_stata_files_and_keeps_what_is_there(
    tmp_path: Path, facts: ReportFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables, target = deliver(tmp_path, facts), tmp_path / "stata"
    target.mkdir()
    (target / "mine.do").write_text("use gaps", encoding="utf-8")
    words = ["export", "dta", "--tables", str(tables), "--lang", "en", "-o", str(target)]
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in target.iterdir()) == ["codes.dta", "gaps.dta", "mine.do"]
    made = (target / "gaps.dta").read_bytes()
    assert CliRunner().invoke(cli, words).exit_code == 0
    assert (target / "gaps.dta").read_bytes() == made
    refused = CliRunner().invoke(cli, [*words[:3], str(target), "-o", str(tmp_path / "other")])
    assert refused.exit_code == 2
    assert "datapackage.json: is not there. Run tiaokuai build again." in refused.stderr
    monkeypatch.chdir(target)
    assert "is the working folder" in CliRunner().invoke(cli, [*words[:-1], "."]).stderr
    assert not (tmp_path / "other").exists()


def test_a_path_cannot_lead_out_of_the_folder(tmp_path: Path, facts: ReportFacts) -> None:
    folder = deliver(tmp_path, facts)
    path = folder / "datapackage.json"
    package = json.loads(path.read_bytes())
    package["resources"][0]["path"] = "../secret.csv"
    path.write_text(json.dumps(package), encoding="utf-8")
    (folder / "gaps.csv").rename(tmp_path / "secret.csv")
    with pytest.raises(UserError, match=r"tables/secret\.csv: is not there"):
        packaged_tables(folder)
