"""The review server: one page for one plan, on this machine only, behind a random address."""

from __future__ import annotations

import hmac
import json
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from graph.errors import UserError
from graph.server.review_facts import fault_rows, in_both, page_facts, proposed_agency
from graph.server.review_file import Review, read_version, save
from graph.server.review_page import review_page

LOOPBACK = "127.0.0.1"
LARGEST_BODY = 20_000_000
SECONDS = 30
JSON = "application/json"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class ReviewServer(ThreadingHTTPServer):
    """Serves the review of one plan at `address` until `shutdown`, or until the page says that it is done."""

    daemon_threads = True

    def __init__(self, review: Review, *, token: str, lang: str = "zh", port: int = 0) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.review = review
        self.token = token
        self.lang = lang
        self.saving = threading.Lock()

    @property
    def address(self) -> str:
        """Return the address of the page, with the token that opens it."""
        return f"http://{LOOPBACK}:{self.server_port}/{self.token}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Let a browser that hangs up go without a traceback."""


class RefusedError(Exception):
    """A request that is not answered, with its status."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class _Handler(BaseHTTPRequestHandler):
    """Answers the page, the plan, and the three things that the page asks for: save, propose, done."""

    server: ReviewServer
    protocol_version = "HTTP/1.1"
    server_version = "tiaokuai"
    sys_version = ""
    timeout = SECONDS

    def do_GET(self) -> None:
        """Answer the page and the plan."""
        try:
            name = self._name()
            if name == "":
                page, policy = review_page(self.server.lang)
                self._send(page.encode(), "text/html; charset=utf-8", policy=policy)
            elif name == "plan.json":
                version = read_version(self.server.review.path)
                self._answer(page_facts(self.server.review, version))
            else:
                raise RefusedError(HTTPStatus.NOT_FOUND)
        except RefusedError as refused:
            self._refuse(refused.status)
        except UserError as error:
            self._answer(_told(error), HTTPStatus.UNPROCESSABLE_ENTITY)

    def do_POST(self) -> None:
        """Answer save, propose and done; only JSON from the page itself is heard."""
        try:
            act = {"save": self._save, "propose": self._propose, "done": self._done}.get(self._name())
            if act is None:
                raise RefusedError(HTTPStatus.NOT_FOUND)
            act(self._body())
        except RefusedError as refused:
            self._refuse(refused.status)
        except UserError as error:
            self._answer(_told(error), HTTPStatus.UNPROCESSABLE_ENTITY)

    def _save(self, body: dict[str, Any]) -> None:
        data, version = body.get("plan"), body.get("version")
        if not isinstance(data, dict) or not isinstance(version, str):
            raise RefusedError(HTTPStatus.BAD_REQUEST)
        with self.server.saving:
            saved = save(self.server.review, data, version)
        if saved.changed_on_disk:
            self._answer({"changed": True}, HTTPStatus.CONFLICT)
        elif saved.faults:
            self._answer({"faults": fault_rows(saved.faults)}, HTTPStatus.UNPROCESSABLE_ENTITY)
        else:
            self._answer({"version": saved.sha256})

    def _propose(self, body: dict[str, Any]) -> None:
        spelling = body.get("spelling")
        if not isinstance(spelling, str) or not 0 < len(spelling) <= 300:
            raise RefusedError(HTTPStatus.BAD_REQUEST)
        review = self.server.review
        self._answer(proposed_agency(spelling, review, read_version(review.path).coded))

    def _done(self, _body: dict[str, Any]) -> None:
        self._answer({})
        threading.Thread(target=self.server.shutdown, daemon=True).start()

    def _name(self) -> str:
        """Return what is asked for; a request that the page did not make is refused."""
        port = self.server.server_port
        hosts = {f"{LOOPBACK}:{port}", f"localhost:{port}"}
        host = self.headers.get("Host", "")
        origin = self.headers.get("Origin")
        foreign = origin is not None and origin not in {f"http://{each}" for each in hosts}
        if host not in hosts or foreign or (origin is None and self.command == "POST"):
            raise RefusedError(HTTPStatus.FORBIDDEN)
        token, slash, name = self.path.removeprefix("/").partition("/")
        if not slash or not hmac.compare_digest(token.encode(), self.server.token.encode()):
            raise RefusedError(HTTPStatus.NOT_FOUND)
        return name

    def _body(self) -> dict[str, Any]:
        length = self.headers.get("Content-Length", "")
        if self.headers.get_content_type() != JSON or not length.isdecimal():
            raise RefusedError(HTTPStatus.BAD_REQUEST)
        if int(length) > LARGEST_BODY:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            body = json.loads(self.rfile.read(int(length)), parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise RefusedError(HTTPStatus.BAD_REQUEST) from error
        if not isinstance(body, dict):
            raise RefusedError(HTTPStatus.BAD_REQUEST)
        return body

    def _answer(self, value: Any, status: HTTPStatus = HTTPStatus.OK) -> None:
        content = json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        self._send(content, JSON, status, policy="default-src 'none'")

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._send(status.phrase.encode(), "text/plain; charset=utf-8", status, policy="default-src 'none'")

    def _send(
        self, content: bytes, media_type: str, status: HTTPStatus = HTTPStatus.OK, *, policy: str
    ) -> None:
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: requests are no news to whoever reviews."""


def _no_number(word: str) -> Any:
    raise ValueError(word)


def _told(error: UserError) -> dict[str, Any]:
    """Return an error of ours as faults of the whole file."""
    return {
        "faults": [
            {"path": [], "what": in_both(f"{each.where}: {each.what}"), "remedy": in_both(each.remedy)}
            for each in error.problems
        ]
    }
