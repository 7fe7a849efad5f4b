"""What a forked process does with a job: an answer always, whatever happens in it."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import fail
from graph.questions.worker import Limits
from graph.server import jobs
from graph.server.holding import Held
from graph.server.jobs import length_of, packed, perform, unpacked
from graph.server.message import Response

HELD = Held(ox.Store())
ASKED = {"default": [], "named": [], "accept": "", "base": ""}


def done(name: str, given_: dict[str, Any], limits: Limits | None = None) -> Response:
    response = unpacked(perform(HELD, {"job": name, "given": given_}, limits or Limits()))
    assert response is not None
    return response


@pytest.mark.parametrize(
    ("fault", "status", "words"),
    [
        (ZeroDivisionError("secret"), 500, "The server failed: ZeroDivisionError. Please report it."),
        (MemoryError(), 422, "needs more than 1024 MB of memory"),
        (fail("query", "is wrong."), 400, "query: is wrong."),
    ],
)
def test_whatever_goes_wrong_is_an_answer(
    monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int, words: str
) -> None:
    def broken(*_: object) -> Response:
        raise fault

    monkeypatch.setitem(jobs.JOBS, "broken", broken)
    response = done("broken", {})
    assert (response.status, words in response.body.decode()) == (status, True)
    assert b"secret" not in response.body


def test_an_answer_that_is_too_long_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "MOST_BYTES", 10)
    assert done("sparql", {**ASKED, "query": "ASK {}"}).status == 422


def test_rows_and_characters_are_limits() -> None:
    query = "SELECT * { VALUES ?x { 'aaaa' 'bbbb' 'cccc' } }"
    assert done("sparql", {**ASKED, "query": query}, Limits(rows=3)).status == 200
    assert done("sparql", {**ASKED, "query": query}, Limits(rows=2)).status == 422
    assert done("sparql", {**ASKED, "query": query}, Limits(characters=11)).status == 422


def test_relative_iris_are_read_against_the_endpoint() -> None:
    query = {**ASKED, "query": "SELECT (IRI('x') AS ?x) {}", "base": "http://h/sparql", "accept": "text/csv"}
    assert done("sparql", query).body == b"x\r\nhttp://h/x\r\n"


@given(
    st.integers(100, 599),
    st.binary(max_size=50),
    st.text(st.characters(codec="ascii", categories=["L"]), max_size=10),
    st.integers(1, 60),
)
def test_a_response_travels_whole_or_not_at_all(status: int, body: bytes, name: str, cut: int) -> None:
    response = Response(status, body, "text/plain", ((name, name),))
    sent = packed(response)
    about, _, _ = sent.partition(b"\n")
    assert unpacked(sent) == response
    assert length_of(about + b"\n") == len(body)
    assert unpacked(sent[:-cut]) is None
    assert length_of(about) == 0
