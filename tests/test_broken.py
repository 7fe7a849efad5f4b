from __future__ import annotations

import pytest

from graph.coding.nodes import read_nodes
from graph.errors import UserError


@pytest.mark.parametrize(
    ("text", "line", "remedy"),
    [
        ("a: 1\nb: c: d\n", 2, "Quote a value that holds ': ', and check the indent of the line."),
        ("a: 1\n\tb: 2\n", 2, "Indent with spaces, not with tabs."),
        ("a: [b,\nc: d\n", 3, "Close the bracket."),
        ("a: {b: c\nd: e\n", 2, "Close the bracket."),
        ('a: "b\nc: d\n', 3, "Close the quotation mark."),
        ("a: b\n---\nc: d\n", 2, "One file holds one plan: take the line --- out."),
        ("- comparator: >=\n  value: 1\n", 1, "A comparator is a word: at-least, at-most,"),
        ("comparator: %\n", 1, "A comparator is a word: at-least, at-most,"),
        ("comparator: @\n", 1, "A comparator is a word: at-least, at-most,"),
        ("a: %b\n", 1, "Check the indent, and quote a value that begins with"),
        ("a:\n  - b\n c: d\n", 3, "Check the indent, and quote a value that begins with"),
    ],
)
def test_line_and_remedy(text: str, line: int, remedy: str) -> None:
    with pytest.raises(UserError) as error:
        read_nodes(text, "p.yaml")
    (problem,) = error.value.problems
    assert problem.where == f"p.yaml, line {line}"
    assert problem.what.startswith("is not valid YAML: ")
    assert problem.remedy.startswith(remedy)


def test_what_is_left_open_is_told_with_the_line_where_it_begins() -> None:
    with pytest.raises(UserError, match=r"line 4: .*from line 2 on"):
        read_nodes("a: 1\nb: [c,\n  d\ne: f\n", "p.yaml")
