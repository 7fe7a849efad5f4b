"""What is raised in English, said in Chinese: every message is known, and comes back as it was."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from graph.build import Options, checked
from graph.errors import Problem, UserError
from graph.views import doubt_messages, fault_messages, form_messages, refusal_messages
from graph.views.messages import BLANK, MESSAGES, NOUNS, message, with_doubts_said, worded

HAN = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile("[a-z]{2}")
WORDS = re.compile("[a-z]{2,} [a-z]{2,}")
FAULTS = sorted((ROOT / "tests" / "data" / "faults").glob("*.yaml"))
SPOKEN = [
    ROOT / "graph" / name
    for name in (
        "documents", "extraction", "coding", "build.py", "vocabulary/ontology.py", "vocabulary/turtle.py",
        "server/review_file.py", "cli/extract.py", "cli/build.py", "cli/saving.py", "cli/documents.py",
        "cli/attribution.py", "cli/review.py", "cli/printing.py", "cli/agree.py", "cli/align.py",
    )
]  # fmt: skip
RAISERS = {"fail", "Problem", "Doubt", "damaged", "too_large", "scan"}
SAID_BY_A_NAME = {"what", "remedy", "REMEDY", "refused"}


def filled(template: str) -> str:
    """Return a template with something in its blanks."""
    return template.format_map(dict.fromkeys(BLANK.findall(template), "7"))


def test_no_message_stands_in_two_tables() -> None:
    tables = (
        doubt_messages.DOUBT_MESSAGES,
        refusal_messages.REFUSAL_MESSAGES,
        form_messages.FORM_MESSAGES,
        fault_messages.FAULT_MESSAGES,
    )
    assert sum(map(len, tables)) == len(MESSAGES)
    assert not MESSAGES.keys() & NOUNS.keys()


@pytest.mark.parametrize("english", [*MESSAGES, *NOUNS])
def test_a_message_has_the_same_blanks_in_both_languages(english: str) -> None:
    chinese = {**MESSAGES, **NOUNS}[english]
    assert set(BLANK.findall(english)) == set(BLANK.findall(chinese))
    assert not english.endswith(".")
    assert not chinese.endswith("。")
    assert HAN.search(chinese)


@pytest.mark.parametrize("english", MESSAGES)
def test_a_message_comes_back_as_it_was(english: str) -> None:
    said = filled(english)
    assert message(said, "zh") == filled(MESSAGES[english])
    assert message(message(f"{said}.", "zh"), "en") == f"{said}."
    assert message(said, "en") == said


@pytest.mark.parametrize("path", FAULTS, ids=lambda path: path.stem)
def test_every_fault_of_a_plan_is_said_in_chinese(path: Path) -> None:
    with pytest.raises(UserError) as raised:
        checked([path], Options(), lambda stage: None)
    for problem in raised.value.problems:
        said = worded(problem, "zh")
        assert HAN.search(said.removeprefix(str(path)))
        assert not WORDS.search(said.removeprefix(str(path)).replace("tiaokuai new", "")), said
        assert worded(problem, "en") == str(problem)


def raised_in(path: Path) -> Iterator[str]:
    """Yield the messages that a module raises or notes, with something in their blanks."""
    for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(each, ast.Call) and getattr(each.func, "id", getattr(each.func, "attr", "")) in RAISERS:
            yield from (text for argument in each.args[1:] for text in texts(argument))
        elif isinstance(each, ast.Assign) and getattr(each.targets[0], "id", "") in SAID_BY_A_NAME:
            yield from texts(each.value)


def texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    elif isinstance(node, ast.JoinedStr) and not isinstance(node.values[-1], ast.FormattedValue):
        yield "".join(_piece(each) for each in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))


def _piece(node: Any) -> str:
    return (
        str(node.value) if isinstance(node, ast.Constant) else "'7'" if node.conversion == ord("r") else "7"
    )


@pytest.mark.parametrize(
    "path",
    [each for path in SPOKEN for each in (sorted(path.glob("*.py")) if path.is_dir() else [path])],
    ids=lambda path: f"{path.parent.name}/{path.stem}",
)
def test_every_message_of_the_reading_commands_is_known(path: Path) -> None:
    told = [said.strip() for said in raised_in(path) if WORD.search(said)]
    unknown = [said for said in told if message(said, "zh") == said]
    assert unknown == []


def test_what_nobody_knows_stays_as_it_is() -> None:
    assert message("可能是配合单位。", "en") == "可能是配合单位。"
    odd = Problem("a.yaml, line 3", "'县局' is odd.", "Correct it.")
    assert worded(odd, "zh") == "a.yaml, line 3: '县局' is odd. Correct it."
    assert worded(Problem("a.yaml, line 3", "或为市局"), "zh") == "a.yaml，第3行：或为市局"


def test_doubts_of_a_plan_are_said_wherever_they_stand() -> None:
    data = {
        "plan": {"title": "no attribution was found.", "doubts": ["no attribution was found."]},
        "names": [{"spelling": "县局", "doubt": "the name has no head noun"}],
        "measures": [
            {
                "lead": [{"name": "县局", "doubt": "我没看清"}],
                "doubts": ["甲: read as a task, not as agencies."],
            }
        ],
    }
    said = with_doubts_said(data, "zh")
    assert said == {
        "plan": {"title": "no attribution was found.", "doubts": ["没有找到责任条款。"]},
        "names": [{"spelling": "县局", "doubt": "名称缺少中心词"}],
        "measures": [
            {"lead": [{"name": "县局", "doubt": "我没看清"}], "doubts": ["甲：按任务读取，不作单位。"]}
        ],
    }
    assert with_doubts_said(said, "en") == data


def test_what_is_to_be_typed_is_not_quoted_anew() -> None:
    assert (
        message("Build it: tiaokuai build '我的 计划.txt'", "zh")
        == "请直接构建：tiaokuai build '我的 计划.txt'"
    )


@given(st.text(), st.sampled_from(["zh", "en"]))
def test_any_text_can_be_said(text: str, lang: str) -> None:
    assert isinstance(message(text, lang), str)
    assert text in worded(Problem("plan", text), "en") or message(text, "en") != text


@pytest.mark.parametrize("piece", ["a or ", ": ", "is empty. ", " is ", "：", "。", "'", "属于 "])
def test_a_hostile_text_stays_and_takes_no_time_to_speak_of(piece: str) -> None:
    for times in (100, 100_000):
        for lang in ("zh", "en"):
            assert isinstance(message(piece * times, lang), str)
