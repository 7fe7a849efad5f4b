"""`tiaokuai attribution`, and the development clauses where they are at hand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import ROOT
from scoring import score_clauses

from graph.cli.main import cli
from graph.vocabulary.gazetteer import build_gazetteer
from graph.vocabulary.ontology import Ontology

CLAUSES = ROOT.parent / "shared" / "corpus" / "attributions-dev.json"
SHARE = 0.97


def attribution(*arguments: str) -> tuple[int, Any, str]:
    result = CliRunner().invoke(cli, ["attribution", "--lang", "en", *arguments])
    return result.exit_code, json.loads(result.stdout) if result.stdout else None, result.stderr


def test_a_clause_is_answered_as_json() -> None:
    code, answer, _ = attribution(
        "（区政务局牵头，各街道办事处等部门配合，6月底前）", "--place", "昆明市官渡区"
    )
    assert code == 0
    assert answer == {
        "lead": ["区政务局"],
        "responsible": [],
        "cooperating": ["各街道办事处"],
        "supervising": [],
        "groups": ["各街道办事处"],
        "open_ended": "等部门",
        "deadline": "6月底前",
        "rules": [],
        "doubts": [],
        "refused": "",
    }


def test_what_is_refused_ends_with_1_and_says_why() -> None:
    code, answer, _ = attribution("（市教育局牵头卖力）", "--place", "cn")
    assert (code, answer["lead"]) == (1, [])
    assert "卖力" in answer["refused"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("", "--place", "cn"), "is empty"),
        (("市教育局负责", "--place", "鼓楼区"), "may be any of"),
        (("局" * 20_001, "--place", "cn"), "longer"),
    ],
)
def test_a_wrong_use_is_told(arguments: tuple[str, ...], words: str) -> None:
    code, answer, message = attribution(*arguments)
    assert (code, answer) == (2, None)
    assert words in message
    assert "Traceback" not in message


@pytest.mark.skipif(not CLAUSES.exists(), reason="the hand-coded clauses lie beside the project")
def test_hand_coded_clauses_are_read(ontology: Ontology) -> None:
    score = score_clauses(CLAUSES, build_gazetteer(ontology.places))
    assert score.clauses > 50
    assert len(score.wrong) <= score.clauses * (1 - SHARE), score.wrong
