"""The lexer: what is a string, a comment or an IRI, as the engine reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UserError
from graph.questions.tokens import place, tokens


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(text)]


@pytest.mark.parametrize(
    "text",
    [
        "'a\\'b'",
        "''",
        '"a\\"b"',
        "'''a'b''c\n# d'''",
        '"""a"b""c\n# d"""',
        "''''a'''",
        '"\\u4e2d\\U0001F600"',
    ],
)
def test_a_string_is_one_token(text: str) -> None:
    assert kinds(text) == [("string", text)]


@pytest.mark.parametrize(
    "text", ["'a", "'it''", '"a\nb"', "'''a''", '"""a"', "'\\z'", "'\\uD800'", "'''a'\\z'''", "\\"]
)
def test_a_string_that_the_engine_would_read_otherwise_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        kinds(text)


def test_comments_end_at_the_line_and_nowhere_else() -> None:
    assert kinds("a # b ' \u2028 c\nd#e\rf") == [("word", "a"), ("word", "d"), ("word", "f")]


def test_hash_in_an_iri_and_in_a_local_name_is_no_comment() -> None:
    assert kinds("<http://x/#a> x:b\\#c") == [("iri", "<http://x/#a>"), ("name", "x:b\\#c")]


def test_a_local_name_ends_where_the_engine_ends_it() -> None:
    assert kinds("x:a.b.c") == [("name", "x:a.b"), ("mark", "."), ("word", "c")]
    assert kinds("x:a. ") == [("name", "x:a"), ("mark", ".")]


def test_a_number_does_not_swallow_the_word_after_it() -> None:
    assert kinds("1x 1.5e3x .5") == [
        ("number", "1"),
        ("word", "x"),
        ("number", "1.5e3"),
        ("word", "x"),
        ("number", ".5"),
    ]


@pytest.mark.parametrize("text", ["(1<2)#>", "(?x<?y&&'a'>1)", "(true<?y)'>'", "(EXISTS{?a ?b ?c}<2)#>)"])
def test_less_than_that_could_hide_something_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="could begin an IRI here or mean less-than"):
        kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "FILTER(?a < ?b && ?c > 1)",
        "FILTER(?a<?b&&?c>1)",
        "FILTER(?a = <http://x/#b>)",
        "VALUES (?a ?b) { (<http://x/#a> <http://x/#b>) }",
        "VALUES ?a { <http://x/#a> <http://x/#b> }",
        "?s <http://x/#p> <http://x/#o(1)>",
        "(<http://x/#f>(?a) AS ?b)",
        "COUNT(DISTINCT <http://x/#f>(?a))",
        "?s (<http://x/#p>|^<http://x/#q>)* ?o",
    ],
)
def test_honest_iris_and_comparisons_pass(text: str) -> None:
    assert kinds(text)


def test_two_less_than_marks_are_refused() -> None:
    with pytest.raises(UserError, match=r"<< is not SPARQL 1\.1"):
        kinds("?s ?p <<?a ?b ?c>>")


def test_place_counts_lines_and_columns_from_one() -> None:
    assert place("举措\n  x", 5) == "query, line 2, column 3"
    assert place("", 0) == "query, line 1, column 1"


@given(st.text(alphabet="'\"<>#\\{}()ax:.?1 \n_@", max_size=60))
def test_tokens_are_the_text_without_space_and_comments_or_an_error(text: str) -> None:
    try:
        found = list(tokens(text))
    except UserError:
        return
    end = 0
    for token in found:
        assert text[token.start : token.start + len(token.text)] == token.text
        between = text[end : token.start]
        assert all(not line.split("#")[0].strip() for line in between.splitlines())
        end = token.start + len(token.text)
