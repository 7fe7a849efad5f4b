from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plan_strategy import plans

from graph.coding.nodes import read_nodes
from graph.coding.writing import number_text, yaml_text

PLANS = Path(__file__).parent.parent / "plans"


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans())
def test_what_is_written_reads_back(data: dict[str, Any]) -> None:
    assert read_nodes(yaml_text(data), "p.yaml").data == data


def test_the_shipped_plan_is_written_as_it_stands() -> None:
    text = (PLANS / "zhengzhou-2024.yaml").read_text(encoding="utf-8")
    assert yaml_text(read_nodes(text, "p.yaml").data) == text


@given(st.text(st.sampled_from("0129eE+-.:_xo \\\"'#,%~yn市é"), max_size=8))
def test_other_readers_of_yaml_see_a_text_too(text: str) -> None:
    """What is not a date is a string for a reader that guesses numbers, words and comments."""
    found = yaml.safe_load(yaml_text({"title": text}))["title"]
    assert found == text or str(found) == text


@pytest.mark.parametrize("text", ["no", "true", "~", "", "12", "1:30", "0x1F", "80%", "a: b", "a #b", "- a"])
def test_what_yaml_would_take_for_something_else_is_quoted(text: str) -> None:
    assert yaml_text({"title": text}) == f'title: "{text}"\n'


@pytest.mark.parametrize(
    "text", ["2-3", "2024-12-31", "plain 1", "cn/fa-gai-wei", "https://a.cn/b", "（一）"]
)
def test_what_is_plain_stays_plain(text: str) -> None:
    assert yaml_text({"title": text}) == f"title: {text}\n"


def test_lists_of_every_kind() -> None:
    data = {"at": [[1, 2], [3, 4]], "lead": ["a", {"name": "b", "at": [5, 6]}], "names": []}
    assert yaml_text(data) == "at: [[1, 2], [3, 4]]\nlead:\n- a\n- name: b\n  at: [5, 6]\nnames: []\n"


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, "0.5"), (1e16, "1" + "0" * 16), (Decimal("1E-7"), "0.0000001")]
)
def test_numbers_have_no_exponent(value: float | Decimal, text: str) -> None:
    assert number_text(value) == text


def test_a_text_that_almost_is_plain_takes_no_time() -> None:
    assert yaml_text({"title": "市" * 100_000 + " "}).endswith(' "\n')
