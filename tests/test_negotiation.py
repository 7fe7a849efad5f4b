"""Accept headers: weights, ranges, and what is no header at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.server.negotiation import choose

OFFERED = ["text/html", "text/turtle", "application/json"]


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("TEXT/TURTLE; charset=utf-8", "text/turtle"),
        ("text/html;q=0.8, text/turtle;q=0.9", "text/turtle"),
        ("text/*;q=0.2, application/*;q=0.3", "application/json"),
        ("*/*, text/html;q=0", "text/turtle"),
        ("text/html;q=0", None),
        ("image/png", None),
        ("text/html;q=nan, text/turtle;q=0.001", "text/turtle"),
        ("text/html;q=-1", None),
        ("nonsense", None),
        (",;,/", None),
        ("image/png, */*;q=0.01", "text/html"),
    ],
)
def test_the_best_fit(accept: str, chosen: str | None) -> None:
    assert choose(accept, OFFERED) == chosen


@given(st.text(max_size=60))
def test_any_text_is_a_header(accept: str) -> None:
    assert choose(accept, OFFERED) in (*OFFERED, None)


@given(st.permutations(OFFERED), st.lists(st.integers(1, 1000), min_size=3, max_size=3, unique=True))
def test_the_greatest_weight_wins_in_any_order(order: list[str], weights: list[int]) -> None:
    accept = ", ".join(f"{name};q={weight / 1000:.3f}" for name, weight in zip(order, weights, strict=True))
    assert choose(accept, OFFERED) == order[weights.index(max(weights))]
