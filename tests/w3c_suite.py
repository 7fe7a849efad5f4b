"""The W3C's SPARQL 1.1 tests: read from their manifests, and run on our path from a query to its answer."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pyoxigraph as ox

from graph.errors import UserError
from graph.questions.answer import FLOATS, INTEGERS, Answer, Term, term_of
from graph.questions.guard import Dataset, inspect
from graph.questions.results import write
from graph.questions.worker import Limits, evaluate
from graph.vocabulary.namespaces import RDF, RDFS, XSD

SUITE = Path(__file__).parent.parent.parent / "shared" / "rdf-tests" / "sparql" / "sparql11"
EXPECTED_FAILURES = Path(__file__).parent / "data" / "w3c-expected-failures.txt"
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
GROUPS = (
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "csv-tsv-res",
    "exists",
    "functions",
    "grouping",
    "json-res",
    "negation",
    "project-expression",
    "property-path",
    "service",
    "subquery",
    "syntax-fed",
    "syntax-query",
)
KINDS = ("QueryEvaluationTest", "CSVResultFormatTest", "PositiveSyntaxTest11", "NegativeSyntaxTest11")
FORMS = {".srx": "xml", ".srj": "json", ".tsv": "tsv", ".csv": "csv"}
READERS = {
    "xml": ox.QueryResultsFormat.XML,
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
}
LIMITS = Limits()
Rows = list[tuple[Term | None, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """A test of a query: what it is evaluated over, and what has to come of it."""

    name: str
    kind: str
    query: Path
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()
    result: Path | None = None
    lax: bool = False


class Manifest:
    """The statements of one manifest."""

    def __init__(self, group: str) -> None:
        self.folder = SUITE / group
        self.base = f"{BASE}{group}/"
        self.triples: dict[tuple[str, str], list[ox.NamedNode | ox.BlankNode | ox.Literal]] = {}
        path = str(self.folder / "manifest.ttl")
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=f"{self.base}manifest.ttl"):
            if not isinstance(quad.object, ox.Triple):
                key = (str(quad.subject), quad.predicate.value)
                self.triples.setdefault(key, []).append(quad.object)

    def all(self, node: object, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        return self.triples.get((str(node), predicate), [])

    def text(self, node: object, predicate: str) -> str:
        return next((each.value for each in self.all(node, predicate)), "")

    def file(self, iri: object) -> Path:
        assert isinstance(iri, ox.NamedNode)
        return self.folder / iri.value.rpartition("/")[2]

    def list(self, head: object) -> Iterator[object]:
        while first := self.all(head, RDF + "first"):
            yield first[0]
            head = self.all(head, RDF + "rest")[0]

    def tests(self, kinds: Sequence[str]) -> Iterator[tuple[str, str, object]]:
        """Yield the name, the kind and the node of each test."""
        manifest = ox.NamedNode(f"{self.base}manifest.ttl")
        for node in self.list(self.all(manifest, MF + "entries")[0]):
            for kind in self.all(node, RDF + "type"):
                if kind.value.removeprefix(MF) in kinds:
                    name = str(node).strip("<>").rpartition("#")[2]
                    yield f"{self.folder.name}/{name}", kind.value.removeprefix(MF), node


@cache
def cases() -> list[Case]:
    """Return every test of evaluation and of syntax."""
    return [case for group in GROUPS for case in _cases(Manifest(group))]


def _cases(manifest: Manifest) -> Iterator[Case]:
    for name, kind, node in manifest.tests(KINDS):
        action = manifest.all(node, MF + "action")[0]
        if kind.endswith("SyntaxTest11"):
            yield Case(name, kind, manifest.file(action))
            continue
        results = manifest.all(node, MF + "result")
        yield Case(
            name,
            kind,
            manifest.file(manifest.all(action, QT + "query")[0]),
            tuple(map(manifest.file, manifest.all(action, QT + "data"))),
            tuple(map(manifest.file, manifest.all(action, QT + "graphData"))),
            manifest.file(results[0]) if results else None,
            any("Lax" in each.value for each in manifest.all(node, MF + "resultCardinality")),
        )


def expected_failures() -> dict[str, str]:
    """Return the tests that fail, each with the reason."""
    lines = EXPECTED_FAILURES.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return {name: reason for name, _, reason in pairs}


def outcome(case: Case) -> str:
    """Return "" where the test passes, else what is wrong."""
    try:
        answer = _answer(case)
    except UserError as error:
        return "" if case.kind.startswith("Negative") else str(error)
    if case.kind.startswith("Negative"):
        return "is accepted"
    return "" if case.result is None else _compared(answer, case)


def _answer(case: Case) -> Answer:
    store, names = ox.Store(), {}
    for path in (*case.data, *case.graphs):
        names[path] = ox.NamedNode(_iri(path))
        store.add_graph(names[path])
        store.load(path=str(path), base_iri=_iri(path), to_graph=names[path])
    empty = ox.NamedNode(f"{BASE}empty")
    store.add_graph(empty)
    default = tuple(names[path].value for path in case.data) or (empty.value,)
    dataset = Dataset(default, tuple(names[path].value for path in case.graphs))
    text, base = case.query.read_text(encoding="utf-8"), _iri(case.query)
    own = inspect(text, {}, base)
    for iri in (*own.default, *own.named) if own else ():
        store.add_graph(ox.NamedNode(iri))
    return evaluate(store, text, own or dataset, LIMITS, base)


def _iri(path: Path) -> str:
    return f"{BASE}{path.parent.name}/{path.name}"


def _compared(answer: Answer, case: Case) -> str:
    assert case.result is not None
    if answer.kind == "graph":
        found = ox.parse(write(answer, "turtle"), format=ox.RdfFormat.TURTLE)
        wanted = ox.parse(path=str(case.result), base_iri=_iri(case.result))
        return "" if _canonical(found) == _canonical(wanted) else "another graph"
    if case.result.suffix in (".ttl", ".rdf"):
        return _compared_with_graph(answer, case.result)
    form = FORMS[case.result.suffix]
    written, wanted_bytes = write(answer, form), case.result.read_bytes()
    if form == "csv":
        return "" if _csv_rows(written) == _csv_rows(wanted_bytes) else "other rows"
    found_result, wanted_result = (
        ox.parse_query_results(each, format=READERS[form]) for each in (written, wanted_bytes)
    )
    if isinstance(found_result, ox.QueryBoolean) or isinstance(wanted_result, ox.QueryBoolean):
        same = type(found_result) is type(wanted_result) and bool(found_result) == bool(wanted_result)
        return "" if same else "another truth"
    assert isinstance(found_result, ox.QuerySolutions)
    assert isinstance(wanted_result, ox.QuerySolutions)
    columns = sorted(variable.value for variable in found_result.variables)
    if columns != sorted(variable.value for variable in wanted_result.variables):
        return "other columns"
    return _same(_rows(found_result, columns), _rows(wanted_result, columns), case.lax)


def _canonical(quads: Iterator[ox.Quad]) -> set[str]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


def _compared_with_graph(answer: Answer, path: Path) -> str:
    """Compare rows with a result set that is written as a graph."""
    rs = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
    triples: dict[tuple[str, str], list[object]] = {}
    for quad in ox.parse(path=str(path), base_iri=_iri(path)):
        triples.setdefault((str(quad.subject), quad.predicate.value), []).append(quad.object)
    wanted: Rows = []
    for (_, predicate), nodes in triples.items():
        for node in nodes if predicate == rs + "solution" else []:
            row = {
                triples[str(each), rs + "variable"][0].value: term_of(triples[str(each), rs + "value"][0])  # type: ignore[attr-defined]  # a literal
                for each in triples.get((str(node), rs + "binding"), [])
            }
            wanted.append(tuple(row.get(column) for column in sorted(answer.columns)))
    order = [answer.columns.index(column) for column in sorted(answer.columns)]
    return _same([tuple(row[place] for place in order) for row in answer.rows], wanted, False)


def _csv_rows(written: bytes) -> Counter[tuple[tuple[str, str], ...]]:
    """Return the rows in any order of rows and columns; CSV does not say which blank node is which."""
    rows = csv.DictReader(io.StringIO(written.decode(), newline=""))
    return Counter(
        tuple(sorted((name, "_:" if value.startswith("_:") else value) for name, value in row.items()))
        for row in rows
    )


def _rows(solutions: ox.QuerySolutions, columns: list[str]) -> Rows:
    return [
        tuple(None if (term := each[column]) is None else term_of(term) for column in columns)
        for each in solutions
    ]


def _same(found: Rows, wanted: Rows, lax: bool) -> str:
    """Compare rows in any order, blank nodes by what they stand beside."""
    left, right = ([tuple(map(_by_value, row)) for row in rows] for rows in (found, wanted))
    if lax:
        left, right = list(dict.fromkeys(left)), list(dict.fromkeys(right))
    if len(left) != len(right):
        return f"{len(left)} rows instead of {len(right)}"
    return "" if _matches(left, right, {}) else "other rows"


def _by_value(term: Term | None) -> Term | None:
    """Return a term whose number or truth is written one way."""
    if term is None or term.kind != "literal":
        return term
    try:
        if term.datatype in INTEGERS or term.datatype == XSD + "decimal":
            return term._replace(value=str(Decimal(term.value).normalize()))
        if term.datatype == XSD + "boolean":
            return term._replace(value={"0": "false", "1": "true"}.get(term.value, term.value))
        if term.datatype in FLOATS:
            return term._replace(value=repr(float(term.value)))
    except (ValueError, InvalidOperation):
        pass
    return term._replace(language=term.language.lower())


def _matches(left: list[tuple[Term | None, ...]], right: Rows, pairs: Mapping[str, str]) -> bool:
    if not left:
        return True
    for place, row in enumerate(right):
        paired = _paired(left[0], row, pairs)
        if paired is not None and _matches(left[1:], right[:place] + right[place + 1 :], paired):
            return True
        if paired is not None and len(paired) == len(pairs):
            return False
    return False


def _paired(
    left: tuple[Term | None, ...], right: tuple[Term | None, ...], pairs: Mapping[str, str]
) -> dict[str, str] | None:
    """Return the pairs of blank nodes by which two rows are equal, None where they are not."""
    known = dict(pairs)
    for one, other in zip(left, right, strict=True):
        blank = one is not None and one.kind == "blank" and other is not None and other.kind == "blank"
        if blank and one and other:
            if known.get(one.value, other.value) != other.value:
                return None
            if one.value not in known and other.value in known.values():
                return None
            known[one.value] = other.value
        elif one != other:
            return None
    return known


# The protocol.


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request of the protocol's tests, and what has to come back."""

    method: str
    path: str
    body: bytes
    headers: Mapping[str, str]
    statuses: tuple[int, ...]
    form: str
    truth: str


def protocol() -> dict[str, list[Exchange]]:
    """Return the requests of each test of the protocol."""
    manifest = Manifest("protocol")
    found = {}
    for name, _, node in manifest.tests(("ProtocolTest",)):
        action = manifest.all(node, MF + "action")[0]
        requests = manifest.list(manifest.all(action, HT + "requests")[0])
        found[name.partition("/")[2]] = [_exchange(manifest, request) for request in requests]
    return found


def _exchange(manifest: Manifest, request: object) -> Exchange:
    headers = {
        manifest.text(each, HT + "fieldName"): manifest.text(each, HT + "fieldValue")
        for head in manifest.all(request, HT + "headers")
        for each in manifest.list(head)
    }
    body = b""
    for content in manifest.all(request, HT + "body"):
        encoding = manifest.text(content, CNT + "characterEncoding") or "UTF-8"
        body = manifest.text(content, CNT + "chars").encode(encoding)
    response = manifest.all(request, HT + "resp")[0]
    statuses = (each.value for each in manifest.all(response, MF + "expectedStatus"))
    return Exchange(
        manifest.text(request, HT + "methodName"),
        manifest.text(request, HT + "absolutePath"),
        body,
        headers,
        tuple(int(each.rpartition("StatusCode")[2][0]) for each in statuses),
        manifest.text(response, MF + "expectedFormat"),
        manifest.text(response, MF + "expectedBoolean"),
    )


def protocol_dataset() -> str:
    """Return, as N-Quads, the graphs that the tests of the protocol name."""
    manifest = Manifest("protocol")
    term = "<http://example.org/a>"
    lines = [f"{term} {term} {term} <http://kasei.us/2009/09/sparql/data/data0.rdf> .\n"]
    described = {
        manifest.text(data, RDFS + "label"): manifest.file(manifest.all(data, UT + "graph")[0])
        for (_, predicate), found in manifest.triples.items()
        for data in (found if predicate == UT + "graphData" else [])
    }
    for name, path in sorted(described.items()):
        for quad in ox.parse(
            path=str(path), format=ox.RdfFormat.N_TRIPLES, base_iri=urljoin(BASE, "protocol/")
        ):
            lines.append(f"{ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(name))} .\n")
    return "".join(lines)


def published() -> str:
    """Return docs/w3c.md: what passes, group by group, and what does not, with the reason."""
    failures = expected_failures()
    lines = []
    for group in GROUPS:
        names = [case.name for case in cases() if case.name.startswith(f"{group}/")]
        failed = [name for name in names if name in failures]
        lines.append(f"| {group} | {len(names)} | {len(names) - len(failed)} | {len(failed)} |")
    total, failed_in_all = len(cases()), len(failures)
    return HEADING + "\n".join(
        [
            "| group | tests | passed | not passed |",
            "|---|---:|---:|---:|",
            *lines,
            f"| all | {total} | {total - failed_in_all} | {failed_in_all} |",
            "| protocol (queries) | 20 | 20 | 0 |",
            "",
            "## What does not pass, and why",
            "",
            "| test | reason |",
            "|---|---|",
            *(f"| {name} | {reason} |" for name, reason in sorted(failures.items())),
            "",
        ]
    )


HEADING = """# Results of the W3C's SPARQL 1.1 tests

Engine: Oxigraph (pyoxigraph 0.5.13), behind the checks that `tiaokuai query` and `tiaokuai serve` put
before it. Tests of queries run on that path, their answers are written in the format of the expected
result and read back; tests of the protocol go to a running `tiaokuai serve`. Not run: updates, which are
refused (the 7 tests of the protocol that update something get 403), and entailment, since nothing is
inferred. `tests/test_w3c.py` repeats all of it and fails when a test that is listed as not passing
begins to pass.

Made by `python docs/make_w3c.py`.

"""
