"""What a browser or a program asks of the server, and what it gets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, parse_qsl

from graph.errors import UserError
from graph.questions.worker import Limits
from graph.server.negotiation import LANGUAGES, choose_language
from graph.server.refusals import say

TEXT = "text/plain; charset=utf-8"
JSON = "application/json"
MOST_PARAMETERS = 200
LONGEST_READ = 2000


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

    @property
    def wanted_language(self) -> str:
        """Which language is asked for: zh or en by `lang` or else by Accept-Language, "" for neither."""
        asked = parse_qs(self.query[:LONGEST_READ]).get("lang", [""])[0]
        return asked if asked in LANGUAGES else choose_language(self.header("accept-language"))

    @property
    def language(self) -> str:
        """The language in which the request is refused; English for programs, which ask for none."""
        return self.wanted_language or "en"

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
    """A request that is not answered: its status, and why, by the key of a phrase and what fills it in."""

    def __init__(
        self, status: HTTPStatus, key: str, headers: tuple[tuple[str, str], ...] = (), **values: object
    ) -> None:
        super().__init__(say(key, "en", **values))
        self.status = status
        self.key = key
        self.headers = headers
        self.values = values

    def response(self, lang: str = "en") -> Response:
        """Return what the client is told."""
        why = say(self.key, lang, **self.values)
        return Response(self.status, f"{why}\n".encode("utf-8", "replace"), TEXT, self.headers)


def too_long(limits: Limits) -> RefusedError:
    """Return the refusal of a query that ran past its time."""
    return RefusedError(HTTPStatus.GATEWAY_TIMEOUT, "late", seconds=f"{limits.seconds:g}")


def too_large(limits: Limits) -> RefusedError:
    """Return the refusal of a query that ran out of memory."""
    return RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "memory", size=limits.memory // 1024**2)


def told(error: UserError, lang: str = "en") -> Response:
    """Return an error of ours as the client reads it: a line a problem, which are in English.

    Who reads Chinese is told so in a line before them.
    """
    lines = "".join(f"{problem}\n" for problem in error.problems)
    heading = f"{say('told', lang)}\n" if lang == "zh" else ""
    return Response(HTTPStatus.BAD_REQUEST, f"{heading}{lines}".encode("utf-8", "replace"))


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
        raise RefusedError(HTTPStatus.BAD_REQUEST, "parameter.utf8") from error
    except ValueError as error:
        raise RefusedError(HTTPStatus.BAD_REQUEST, "parameter.many", most=MOST_PARAMETERS) from error


def once(given: list[tuple[str, str]]) -> dict[str, str]:
    """Return parameters by name; one that is given twice is refused."""
    values: dict[str, str] = {}
    for name, value in given:
        if name in values:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "parameter.twice", name=name[:40])
        values[name] = value
    return values
