"""Stata files, read back by ReadStat and by pandas: numbers, codes, labels, missing and hostile text."""

from __future__ import annotations

import io
import sys
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas
import pyreadstat
import pytest

from graph.errors import UserError
from graph.questions.library import questions
from graph.table import Cell, Column, Table
from graph.views.codebook import Described
from graph.views.stata import code_lists, stata_files
from graph.vocabulary.ontology import Ontology

ID = "https://w3id.org/tiaokuai/id/"
COLUMNS = (
    Column("agency", "text", "单位", "Agency"),
    Column("role", "iri", "角色", "Role"),
    Column("level", "text", "层级", "Level"),
    Column("load", "integer", "协同负荷", "Load", "pairings"),
    Column("share", "decimal", "占比", "Share"),
    Column("is_group", "boolean", "是否单位类", "Is a group"),
    Column("due", "date", "到期", "Due"),
    Column("function", "text", "职能", "Function"),
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("=1+1", ID + "role/lead", "city", 3, Decimal("0.25"), True, "2024-12-31", "长" * 2000),
    ("市财政局\x00\ud800", None, None, 10**12, 1 / 3, None, None, None),
    ("</script>\u202e\"'`\n", ID + "role/cooperating", "county", -1, None, False, "2024-02-29", ""),
)


def files(
    ontology: Ontology, lang: str = "zh", *, rows: tuple[tuple[Cell, ...], ...] = ROWS
) -> dict[str, bytes]:
    described = Described(
        Table("rank", COLUMNS, rows), "谁的负荷最大？", "Who carries most?", ("agency",), ""
    )
    return stata_files([described], ontology.concepts, lang)


def read_stat(content: bytes, folder: Path, **options: Any) -> tuple[Any, Any]:
    """Read by the C library ReadStat, which shares nothing with the writer."""
    path = folder / "x.dta"
    path.write_bytes(content)
    found: tuple[Any, Any] = pyreadstat.read_dta(str(path), **options)
    return found


def test_cells_come_back(ontology: Ontology, tmp_path: Path) -> None:
    frame, _ = read_stat(files(ontology)["rank.dta"], tmp_path)
    assert list(frame["agency"]) == ["=1+1", "市财政局\ufffd\ufffd", "</script>\u202e\"'`\n"]
    assert list(frame["load"]) == [3, 10**12, -1]
    assert list(frame["share"].dropna()) == [0.25, 0.333333333]
    assert [str(day) for day in frame["due"].dropna()] == ["2024-12-31", "2024-02-29"]
    assert list(frame["function_"]) == ["长" * 2000, "", ""]
    missing = {
        name: [bool(each) for each in frame[name].isna()] for name in ("role", "share", "is_group", "due")
    }
    assert missing == {
        "role": [False, True, False],
        "share": [False, False, True],
        "is_group": [False, True, False],
        "due": [False, True, False],
    }


WORDS = {
    "zh": ("谁的负荷最大？", "协同负荷（对）", ["牵头", "配合"], ["是", "否"]),
    "en": ("Who carries most?", "Load (pairings)", ["lead", "cooperating"], ["yes", "no"]),
}


@pytest.mark.parametrize("lang", WORDS)
def test_labels_are_in_the_language(ontology: Ontology, tmp_path: Path, lang: str) -> None:
    label, heading, roles, truth = WORDS[lang]
    content = files(ontology, lang)["rank.dta"]
    frame, about = read_stat(content, tmp_path, apply_value_formats=True)
    assert about.file_label == label
    assert about.column_names_to_labels["load"] == heading
    assert list(frame["role"].dropna()) == roles
    assert list(frame["is_group"].dropna()) == truth
    assert list(pandas.read_stata(io.BytesIO(content))["role"].dropna()) == roles


def test_codes_are_the_same_in_every_table_and_explained(ontology: Ontology, tmp_path: Path) -> None:
    made = files(ontology, rows=ROWS[:1])
    frame, about = read_stat(made["rank.dta"], tmp_path)
    codes, _ = read_stat(made["codes.dta"], tmp_path)
    assert list(map(tuple, codes.itertuples(index=False))) == list(code_lists(ontology.concepts).rows)
    by_code = {(row.kind, row.code): row for row in codes.itertuples()}
    assert by_code["role", int(frame["role"][0])].iri == ID + "role/lead"
    assert by_code["level", int(frame["level"][0])].iri == ID + "level/city"
    assert set(about.variable_value_labels["role"]) == {
        row.code for row in codes.itertuples() if row.kind == "role"
    }


def test_what_is_no_code_and_no_day_stays_text(ontology: Ontology, tmp_path: Path) -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("a", ID + "role/lead", "city", 1, 1, True, "2024-12-31", None),
        ("b", "urn:other", "moon", 1, 1, True, "9999-12-31", None),
    )
    frame, _ = read_stat(files(ontology, rows=rows)["rank.dta"], tmp_path)
    assert list(frame["role"]) == [ID + "role/lead", "urn:other"]
    assert list(frame["level"]) == ["city", "moon"]
    assert list(frame["due"]) == ["2024-12-31", "9999-12-31"]


def test_an_empty_table_has_its_columns(ontology: Ontology, tmp_path: Path) -> None:
    frame, _ = read_stat(files(ontology, rows=())["rank.dta"], tmp_path)
    assert len(frame) == 0
    assert [name.rstrip("_") for name in frame] == [column.name for column in COLUMNS]


def test_the_same_tables_are_the_same_bytes(ontology: Ontology) -> None:
    assert files(ontology) == files(ontology)


def test_stata_takes_the_name_of_every_column_of_every_question() -> None:
    asked = [
        Described(Table(question.name, question.columns, ()), "a", "a", (), "") for question in questions()
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(stata_files(asked, {}, "en")) == len(asked) + 1


def test_without_pandas_it_says_what_to_install(ontology: Ontology, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    told = r"export dta: Stata files need pandas, which is not installed\. Install it: pip install pandas"
    with pytest.raises(UserError, match=told):
        files(ontology)
