"""SSSOM: the form of the standard, checked against its required slots and its words."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from conftest import Built

from graph.cli.main import cli
from graph.views.sssom import COLUMNS

REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")
WORDS = {
    "subject_type": {"skos concept", "owl named individual"},
    "object_type": {"skos concept"},
    "mapping_justification": {
        f"semapv:{word}Matching"
        for word in ("Lexical", "Composite", "Structural", "BackgroundKnowledgeBased", "Unspecified")
    },
}
CURIE = re.compile(r"([A-Za-z][A-Za-z0-9_.-]*):\S+")
BUILT_IN = {"skos", "semapv"}


def exported(built: Built, what: str) -> tuple[dict[str, object], list[dict[str, str]]]:
    """Return the head and the rows of an exported mapping set."""
    arguments = ["export", "sssom", "--graph", str(built.graph_nq), "--of", what]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines(keepends=True)
    head = [line[1:] for line in lines if line.startswith("#")]
    rows = list(csv.DictReader(io.StringIO("".join(lines[len(head) :])), delimiter="\t"))
    return yaml.safe_load("".join(head)), rows


@pytest.mark.parametrize(("what", "count"), [("crosswalk", 490), ("alignments", 98)])
def test_form_of_the_standard(what: str, count: int, zhengzhou: Built) -> None:
    head, rows = exported(zhengzhou, what)
    assert {"curie_map", "mapping_set_id", "license", "sssom_version"} <= set(head)
    assert len(rows) == count
    assert [each for each in COLUMNS if each in rows[0]] == list(rows[0])
    prefixes = head["curie_map"]
    assert isinstance(prefixes, dict)
    for row in rows:
        assert all(row[slot] for slot in REQUIRED)
        assert all(row[slot] in words for slot, words in WORDS.items())
        assert row["confidence"] == "" or 0 <= float(row["confidence"]) <= 1
        for slot in (*REQUIRED, "author_id", "subject_source", "object_source"):
            found = CURIE.fullmatch(row[slot])
            assert found, row[slot]
            assert found[1] in {*prefixes, *BUILT_IN}
    assert rows == sorted(rows, key=lambda row: list(row.values()))


def test_every_row_says_why_and_who(zhengzhou: Built) -> None:
    for what in ("crosswalk", "alignments"):
        _, rows = exported(zhengzhou, what)
        assert all(row["comment"] and row["author_label"] for row in rows)


def test_measures_are_joined_by_our_own_predicate(zhengzhou: Built) -> None:
    _, rows = exported(zhengzhou, "alignments")
    assert {row["predicate_id"] for row in rows} == {"tk:alignsWith"}
    assert {row["mapping_tool"] for row in rows} == {"two automated readings"}


def test_no_alignment_gives_a_set_without_rows(town: Built, tmp_path: Path) -> None:
    path = tmp_path / "out.tsv"
    arguments = ["export", "sssom", "--graph", str(town.graph_nq), "--of", "alignments", "-o", str(path)]
    assert CliRunner().invoke(cli, arguments).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert not text.startswith("\ufeff")
    assert tuple(text.splitlines()[-1].split("\t")) == REQUIRED
