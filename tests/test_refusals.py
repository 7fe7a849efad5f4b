"""Refusals: every phrase is in both languages, with the same blanks, and every one is used."""

from __future__ import annotations

import ast
import re
import string

import pytest
from conftest import ROOT

from graph.server.refusals import PHRASES, say

HAN = re.compile(r"[\u4e00-\u9fff]")
MODULES = sorted((ROOT / "graph" / "server").glob("*.py"))


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", PHRASES)
def test_a_phrase_is_in_both_languages_with_the_same_blanks(key: str) -> None:
    phrase = PHRASES[key]
    assert HAN.search(phrase.zh)
    assert not HAN.search(phrase.en)
    assert blanks(phrase.zh) == blanks(phrase.en)
    filled = dict.fromkeys(blanks(phrase.zh), "<x>")
    assert say(key, "zh", **filled).count("<x>") == len(filled)


def test_every_phrase_is_used_and_every_used_one_is_there() -> None:
    used: set[str] = set()
    for module in MODULES:
        for each in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if (
                isinstance(each, ast.Call)
                and getattr(each.func, "id", "") == "RefusedError"
                and each.args[1:]
            ):
                used |= _words(each.args[1])
    assert used | {"told", "question", "question.near"} == set(PHRASES)


def _words(key: ast.expr) -> set[str]:
    """Return the keys that an argument may be: one, or either of two; a variable is none."""
    return {
        each.value for each in ast.walk(key) if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }
