"""The routes that the workbench asks, over one store in this process: enough to test the page alone."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pyoxigraph as ox

from graph.errors import UserError
from graph.questions.engine import plans, run
from graph.questions.library import Question, questions
from graph.server.workbench import Resource, workbench_asset, workbench_page
from graph.views.tables import render
from graph.vocabulary.namespaces import PREFIXES

TEXT = "text/plain; charset=utf-8"


class Stub(ThreadingHTTPServer):
    """Serves the workbench over a store at `address`."""

    daemon_threads = True

    def __init__(self, store: ox.Store) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.store = store
        self.library = {question.name: question for question in questions()}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: Stub
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        values = {name: each[0] for name, each in parse_qs(asked.query).items()}
        self._send(*self._answer(unquote(asked.path).removeprefix("/"), values))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.headers.get_content_type() == "application/x-www-form-urlencoded":
            body = parse_qs(body)["query"][0]
        self._send(*self._sparql(body))

    def _answer(self, path: str, values: dict[str, str]) -> tuple[Resource, int]:
        if path == "":
            return workbench_page(values.get("lang", "zh")), 200
        if path.startswith("assets/") and (asset := workbench_asset(path.removeprefix("assets/"))):
            return asset, 200
        if path == "questions":
            return _json({"plans": plans(self.server.store), "questions": self._listed()}), 200
        if path.startswith("questions/"):
            return self._named(path.removeprefix("questions/"), values)
        return self._sparql(values["query"]) if path == "sparql" else self._page(path)

    def _page(self, path: str) -> tuple[Resource, int]:
        if path.startswith("id/"):
            return Resource(f"<!doctype html><h1>{path}</h1>".encode(), "text/html; charset=utf-8"), 200
        return Resource(b"not found\n", TEXT), 404

    def _listed(self) -> list[dict[str, object]]:
        return [_described(each) for each in self.server.library.values() if each.folder == "reports"]

    def _named(self, name: str, values: dict[str, str]) -> tuple[Resource, int]:
        form, plan, _ = (values.pop(each, "") for each in ("format", "plan", "lang"))
        try:
            table = run(self.server.library[name], self.server.store, plan=plan, values=values)
        except UserError as error:
            return Resource(f"{error}\n".encode(), TEXT), 400
        media_type = {"csv": "text/csv; charset=utf-8"}.get(form, "application/json")
        return Resource(render(table, form or "json").encode(), media_type), 200

    def _sparql(self, text: str) -> tuple[Resource, int]:
        try:
            result = self.server.store.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        except (SyntaxError, RuntimeError, ValueError) as error:
            return Resource(f"query: {error}\n".encode(), TEXT), 400
        if isinstance(result, ox.QueryTriples):
            return Resource(result.serialize(format=ox.RdfFormat.TURTLE) or b"", "text/turtle"), 200
        wants_csv = "text/csv" in self.headers.get("Accept", "")
        form = ox.QueryResultsFormat.CSV if wants_csv else ox.QueryResultsFormat.JSON
        return Resource(result.serialize(format=form) or b"", form.media_type), 200

    def _send(self, resource: Resource, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", resource.media_type)
        self.send_header("Content-Security-Policy", resource.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Length", str(len(resource.content)))
        self.end_headers()
        self.wfile.write(resource.content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _described(question: Question) -> dict[str, object]:
    return {
        "name": question.name,
        "folder": question.folder,
        "summary": question.summary,
        **question.question,
        "by_plan": question.by_plan,
        "parameters": [asdict(each) for each in question.parameters],
        "columns": [asdict(each) for each in question.columns],
    }


def _json(value: object) -> Resource:
    return Resource(json.dumps(value, ensure_ascii=False).encode(), "application/json")


@contextmanager
def served(store: ox.Store) -> Iterator[str]:
    """Serve a store as long as the block lasts; yield the address."""
    with Stub(store) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.address
        server.shutdown()
