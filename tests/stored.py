"""A remote store for a test: the Graph Store Protocol, SPARQL Query and Update over an Oxigraph store.

It does what it is told to do wrong: a fault answers a request with a status, or cuts the connection
before or after the request is done.
"""

from __future__ import annotations

import contextlib
import hashlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from urllib.request import parse_http_list, parse_keqv_list

import pyoxigraph as ox

N_TRIPLES = "application/n-triples"
ROWS = "application/sparql-results+json"
CUT, CUT_AFTER, SILENT = "cut", "cut after", "silent"


def md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def plain(quad: ox.Quad) -> str:
    """Return a quad as text, its decimals as Oxigraph writes them: 50 for 50.0."""
    return str(quad).replace('.0"^^', '"^^')


@dataclass
class Reply:
    status: int = 204
    kind: str = "text/plain"
    content: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Fault:
    """What goes wrong with the next request of a method whose graph or text holds `about`."""

    method: str
    about: str
    how: str | Reply


@dataclass
class StubStore:
    """The state of the server: what it holds, what went wrong on purpose, what it was sent."""

    store: ox.Store = field(default_factory=ox.Store)
    union: str = "doubled"
    password: str = ""
    asks_for: str = ""
    faults: list[Fault] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    url: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def writes(self) -> list[str]:
        """Return the graphs that were put, in order, and forget what was seen."""
        found = [about for method, about in self.seen if method == "PUT"]
        self.seen.clear()
        return found

    def quads(self) -> set[str]:
        return set(map(plain, self.store))

    def graphs(self) -> set[str]:
        return {str(name.value) for name in self.store.named_graphs()}

    def fault(self, method: str, about: str) -> str | Reply | None:
        for each in self.faults:
            if each.method == method and each.about in about:
                self.faults.remove(each)
                return each.how
        return None

    def put(self, graph: str, content: bytes) -> Reply:
        name = ox.NamedNode(graph)
        self.store.remove_graph(name)
        self.store.load(content, format=ox.RdfFormat.N_TRIPLES, to_graph=name)
        return Reply(201)

    def get(self, graph: str) -> Reply:
        quads = list(self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
        content = "".join(f"{quad.triple} .\n" for quad in quads).encode()
        return Reply(200, N_TRIPLES, content) if quads else Reply(404)

    def delete(self, graph: str) -> Reply:
        self.store.remove_graph(ox.NamedNode(graph))
        return Reply()

    def query(self, text: str) -> Reply:
        answer = self._seen_by_queries().query(text, use_default_graph_as_union=self.union == "doubled")
        if isinstance(answer, ox.QueryTriples):
            return Reply(200, N_TRIPLES, answer.serialize(format=ox.RdfFormat.N_TRIPLES) or b"")
        return Reply(200, ROWS, answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    def _seen_by_queries(self) -> ox.Store:
        if self.union in ("doubled", "none"):
            return self.store
        together = ox.Store()
        together.extend(self.store)
        part = [quad for quad in self.store if self.union == "once" or "first" in str(quad.graph_name)]
        together.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in part)
        return together

    def do(self, method: str, about: str, body: bytes) -> Reply:
        """Do one request: a graph is put, fetched or deleted, a query answered, an update done."""
        if method == "PUT":
            return self.put(about, body)
        if method == "GET":
            return self.get(about)
        if method == "DELETE":
            return self.delete(about)
        if method == "query":
            return self.query(about)
        try:
            self.store.update(about)
        except SyntaxError as error:
            return Reply(400, content=str(error).encode())
        return Reply()


class Handler(BaseHTTPRequestHandler):
    """Reads a request, has it done by the store of its server, and answers; or does not."""

    protocol_version = "HTTP/1.1"
    told: StubStore

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parts = urlsplit(self.path)
        method, about = self.command, parse_qs(parts.query).get("graph", [""])[0]
        if parts.path == "/query":
            method, about = "query", parse_qs(body.decode())["query"][0]
        elif parts.path == "/update":
            method, about = "update", body.decode()
        with self.told.lock:
            self.told.seen.append((method, about))
            self.told.headers.append({key.lower(): value for key, value in self.headers.items()})
            reply = self._reply(method, about, body)
        self.close_connection = True
        if reply is not None:
            self._send(reply)

    def do_GET(self) -> None:
        self.do_PUT()

    def do_DELETE(self) -> None:
        self.do_PUT()

    def do_POST(self) -> None:
        self.do_PUT()

    def do_HEAD(self) -> None:
        """Say only whether the store knows who asks."""
        known = not self.told.password or self._is_known()
        self._send(Reply(200) if known else self._unknown())

    def _unknown(self) -> Reply:
        """Ask who it is, unless Basic was tried: Virtuoso then says no more."""
        tried_basic = str(self.headers.get("Authorization", "")).startswith("Basic ")
        asks = self.told.asks_for if not tried_basic else ""
        asked = {"WWW-Authenticate": asks} if asks else {}
        return Reply(401, "text/html", b"" if self.command == "HEAD" else b"<html>who are you?", asked)

    def _reply(self, method: str, about: str, body: bytes) -> Reply | None:
        if self.told.password and not self._is_known():
            return self._unknown()
        how = self.told.fault(method, about)
        if isinstance(how, Reply):
            return how
        if how == SILENT:
            time.sleep(1)
        if how in (CUT, SILENT):
            return None
        reply = self.told.do(method, about, body)
        return None if how == CUT_AFTER else reply

    def _is_known(self) -> bool:
        """Check who asks: by the header as it must be, or by Digest (RFC 2617, MD5) of user:password."""
        said = str(self.headers.get("Authorization", ""))
        if not self.told.asks_for.startswith("Digest"):
            return said == self.told.password
        if not said.startswith("Digest "):
            return False
        given = parse_keqv_list(parse_http_list(said.removeprefix("Digest ")))
        user, _, password = self.told.password.partition(":")
        first = md5(f"{user}:here:{password}")
        second = md5(f"{self.command}:{self.path}")
        told = ":".join((first, "n0", given.get("nc", ""), given.get("cnonce", ""), "auth", second))
        return given.get("response") == md5(told)

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        length = str(len(reply.content))
        for key, value in {"Content-Type": reply.kind, "Content-Length": length, **reply.headers}.items():
            self.send_header(key, value)
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(reply.content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def stub_store() -> Iterator[StubStore]:
    """Serve a store on a free port of loopback."""
    told = StubStore()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Told", (Handler,), {"told": told}))
    told.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
