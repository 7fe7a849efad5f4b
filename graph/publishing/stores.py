"""The ways to write to a remote store, and the ways to look at what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol
from urllib.parse import quote, urlsplit

from graph.errors import UserError, fail
from graph.publishing import updates
from graph.publishing.graphs import by_value
from graph.questions.answer import Answer, Term
from graph.questions.received import GRAPH_TYPES, read_answer
from graph.questions.remote import ask_remote
from graph.questions.transport import PASSWORD, TOKEN, USER, Endpoint, Message, Reply, send
from graph.questions.worker import Limits, too_long
from graph.vocabulary.shipped import shipped_folder

MANY_ROWS = 100_000_000
MISSING = 404
WAIT = "Wait, and run the same command again."
REMEDIES = {
    400: "The store does not take it: is the address the one that --method needs?",
    401: f"Set {USER} and {PASSWORD}, or {TOKEN}, in the environment.",
    403: "Ask the store's owner for the right to write.",
    404: "Is the path of the address right? See docs/publish.md for those of common stores.",
    405: "Is the address the one that --method needs? A Graph Store takes PUT, updates go by POST.",
    413: "Let the store take larger requests, or use --method update, which sends pieces.",
    415: "Is the address the one that --method needs? A Graph Store takes N-Triples.",
    429: WAIT,
    500: "See the store's log.",
    502: WAIT,
    503: WAIT,
    504: WAIT,
    507: "Make room on the store's disk.",
}


class Writer(Protocol):
    """Whatever makes a graph of a store hold just these triples, or removes it."""

    def put(self, iri: str, lines: Sequence[str]) -> None:
        """Make the graph hold these triples and no others."""

    def drop(self, iri: str) -> None:
        """Remove the graph, there or not."""


class Reader(Protocol):
    """Whatever tells what a graph of a store holds."""

    def count(self, iri: str) -> int:
        """Return the number of triples; 0 where there is no such graph."""

    def triples(self, iri: str) -> set[tuple[Term, ...]]:
        """Return the triples, numbers by value."""


@dataclass(frozen=True, slots=True)
class GraphStore:
    """A Graph Store (SPARQL 1.1 Graph Store HTTP Protocol), graphs named by `?graph=`: writes and looks."""

    where: Endpoint
    seconds: float

    def put(self, iri: str, lines: Sequence[str]) -> None:
        """Replace the graph by one PUT, which a store does as a whole or not at all."""
        headers = {"Content-Type": "application/n-triples"}
        self._send(iri, Message("PUT", "".join(lines).encode(), headers, remedies=REMEDIES))

    def drop(self, iri: str) -> None:
        """Remove the graph by DELETE."""
        self._send(iri, Message("DELETE", answers=frozenset({MISSING}), remedies=REMEDIES))

    def count(self, iri: str) -> int:
        """Return the number of triples, for which the graph is fetched."""
        return len(self.triples(iri))

    def triples(self, iri: str) -> set[tuple[Term, ...]]:
        """Return the triples of the graph, fetched by GET."""
        headers = {"Accept": GRAPH_TYPES}
        message = Message("GET", headers=headers, answers=frozenset({MISSING}), remedies=REMEDIES)
        reply = self._send(iri, message)
        if reply.status == MISSING:
            return set()
        answer = read_answer(reply.kind, reply.content, self.where.name)
        return _triples(answer, self.where)

    def _send(self, iri: str, message: Message) -> Reply:
        joint = "&" if urlsplit(self.where.url).query else "?"
        address = f"{self.where.url}{joint}graph={quote(iri, safe='')}"
        return _sent(self.where, replace(message, address=address), self.seconds)


@dataclass(frozen=True, slots=True)
class UpdateEndpoint:
    """An endpoint of SPARQL 1.1 Update: writes, moves, and cannot look."""

    where: Endpoint
    seconds: float

    def put(self, iri: str, lines: Sequence[str]) -> None:
        """Replace the graph by several updates; cut off in the middle, the graph is left in part."""
        for text in updates.replacing(iri, lines):
            self.update(text)

    def drop(self, iri: str) -> None:
        """Remove the graph."""
        self.update(updates.drop(iri))

    def move(self, moves: Iterable[tuple[str, str]], dropped: Iterable[str]) -> None:
        """Move graphs and drop others in one update."""
        self.update(updates.moving(moves, dropped))

    def update(self, text: str) -> None:
        """Send one update."""
        headers = {"Content-Type": "application/sparql-update"}
        _sent(self.where, Message("POST", text.encode(), headers, remedies=REMEDIES), self.seconds)


@dataclass(frozen=True, slots=True)
class QueryEndpoint:
    """An endpoint of SPARQL 1.1 Query: looks, and sees the default graph too."""

    where: Endpoint
    seconds: float

    def count(self, iri: str) -> int:
        """Return the number of triples in the graph."""
        return self._number(self.ask("count", {"graph": Term("iri", iri)}))

    def triples(self, iri: str) -> set[tuple[Term, ...]]:
        """Return the triples of the graph."""
        return _triples(self.ask("content", {"graph": Term("iri", iri)}), self.where)

    def plan_graphs(self) -> list[str]:
        """Return the IRIs of the graphs that hold a plan."""
        return [row[0].value for row in self.ask("plan-graphs", {}).rows if row and row[0] is not None]

    def seen(self, subject: str, predicate: str) -> list[str]:
        """Return the objects that a query without GRAPH finds, each as often as it is counted."""
        bound = {"subject": Term("iri", subject), "predicate": Term("iri", predicate)}
        answer = self.ask("default-graph", bound)
        return sorted(row[0].value for row in answer.rows if row and row[0] is not None)

    def ask(self, name: str, values: dict[str, Term]) -> Answer:
        """Answer one of queries/remote/."""
        text = (shipped_folder("queries") / "remote" / f"{name}.rq").read_text(encoding="utf-8")
        limits = Limits(seconds=self.seconds, rows=MANY_ROWS)
        try:
            return ask_remote(text, self.where, limits=limits, values=values)
        except UserError as error:
            if error.problems == (too_long(limits),):
                raise _late(self.where, self.seconds) from error
            raise

    def _number(self, answer: Answer) -> int:
        try:
            ((term,),) = answer.rows
            return int(term.value if term is not None else "")
        except ValueError as error:
            what = "answers a count with what is no number."
            raise fail(self.where.name, what, "Is this the address of a SPARQL 1.1 endpoint?") from error


def _triples(answer: Answer, where: Endpoint) -> set[tuple[Term, ...]]:
    if answer.kind != "graph":
        raise fail(where.name, "answers with rows where triples were asked for.", "Is the address right?")
    return {tuple(by_value(term) for term in row if term is not None) for row in answer.rows}


def _sent(where: Endpoint, message: Message, seconds: float) -> Reply:
    try:
        return send(where, message, seconds)
    except TimeoutError as error:
        raise _late(where, seconds) from error


def _late(where: Endpoint, seconds: float) -> UserError:
    what = f"did not answer within {seconds:g} seconds."
    return fail(where.name, what, "Give it more time by --timeout.")
