"""What a browser or a program asks of the server, and what it gets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from graph.errors import UserError

TEXT = "text/plain; charset=utf-8"
JSON = "application/json"
MOST_PARAMETERS = 200


@dataclass(frozen=True, slots=True)
class Request:
    """A request that was read to its end; `path` begins with / and has no escapes and no base path."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    def header(self, name: str) -> str:
        """Return a header, "" where it is not given."""
        return self.headers.get(name, "")

    def parameters(self) -> list[tuple[str, str]]:
        """Return what stands behind the question mark, in order."""
        return pairs(self.query)

    def values(self) -> dict[str, str]:
        """Return the parameters, each of which may be given once."""
        return once(self.parameters())


@dataclass(frozen=True, slots=True)
class Response:
    """An answer, whole before its first byte is sent."""

    status: int = HTTPStatus.OK
    body: bytes = b""
    media_type: str = TEXT
    headers: tuple[tuple[str, str], ...] = ()


class RefusedError(Exception):
    """A request that is not answered: its status, and why in plain words."""

    def __init__(self, status: HTTPStatus, why: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.headers = headers

    def response(self) -> Response:
        """Return what the client is told."""
        return Response(self.status, f"{self.why}\n".encode(), TEXT, self.headers)


def told(error: UserError, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> Response:
    """Return an error of ours as the client reads it: a line a problem."""
    lines = "".join(f"{problem}\n" for problem in error.problems)
    return Response(status, lines.encode("utf-8", "replace"))


def json_response(value: Any, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return a value as JSON."""
    return Response(status, json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace"), JSON)


def pairs(text: str) -> list[tuple[str, str]]:
    """Return the pairs of a form; what is not UTF-8 or too many is refused.

    Examples
    --------
    >>> pairs("query=ASK+%7B%7D&x=")
    [('query', 'ASK {}'), ('x', '')]
    """
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except UnicodeDecodeError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "A parameter is not UTF-8.") from error
    except ValueError as error:
        why = f"There are more than {MOST_PARAMETERS} parameters."
        raise RefusedError(HTTPStatus.BAD_REQUEST, why) from error


def once(given: list[tuple[str, str]]) -> dict[str, str]:
    """Return parameters by name; one that is given twice is refused."""
    values: dict[str, str] = {}
    for name, value in given:
        if name in values:
            raise RefusedError(HTTPStatus.BAD_REQUEST, f"The parameter {name[:40]} is given twice.")
        values[name] = value
    return values
