"""One request to a store over HTTP: who asks, what is sent, and what comes back within limits.

The answer is read up to a size and a time; redirects are not followed, since they could lead
anywhere with the password.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from graph.errors import UserError, fail

USER, PASSWORD, TOKEN = "TIAOKUAI_USER", "TIAOKUAI_PASSWORD", "TIAOKUAI_TOKEN"
LARGEST = 64 * 1024**2
PIECE = 64 * 1024
SHOWN = 200
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a SPARQL endpoint is, and what it is to be told of who asks.

    `login`, user and password, answers a server that asks for Digest, as Virtuoso does.
    """

    url: str
    authorization: str = ""
    login: tuple[str, str] | None = None

    @property
    def name(self) -> str:
        """The address without what may stand before @ in it, to be shown."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: to `address` where it is another than the endpoint's own.

    `answers` are the statuses that are an answer besides 200 to 299; `remedies` say what to do
    about the others.
    """

    method: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    answers: frozenset[int] = frozenset()
    remedies: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: status, media type and content."""

    status: int
    kind: str
    content: bytes


def endpoint(
    url: str, environment: Mapping[str, str] = os.environ, *, option: str = "--endpoint"
) -> Endpoint:
    """Return the endpoint at an address; user and password, or a token, come from the environment.

    `option` is what the user gave the address by.

    Raises
    ------
    UserError
        When the address is not http or https, holds a password, or when a password would
        travel unencrypted to another machine.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
        url.encode("ascii")
    except ValueError as error:
        raise fail(option, "is not a web address.", "Write it out, with %-escapes.") from error
    if parts.scheme not in ("http", "https") or not host or any(each <= " " for each in url):
        raise fail(option, f"{url[:SHOWN]} is not an http or https address.", "Write it out.")
    if "#" in url:
        raise fail(option, "has a part after #, which is never sent.", "Leave it out.")
    if parts.username is not None:
        remedy = f"Set {USER} and {PASSWORD}, or {TOKEN}, in the environment."
        raise fail(option, "a password does not belong into the address.", remedy)
    authorization, login = _authorization(environment)
    if authorization and parts.scheme == "http" and host not in HERE:
        raise fail(option, "a password would travel unencrypted.", "Use https, or unset it.")
    return Endpoint(url, authorization, login)


def _authorization(environment: Mapping[str, str]) -> tuple[str, tuple[str, str] | None]:
    """Return what the environment says of who asks: a header, and user and password if these are given."""
    authorization, login = "", None
    if token := environment.get(TOKEN):
        authorization = f"Bearer {token}"
    elif user := environment.get(USER):
        login = (user, environment.get(PASSWORD, ""))
        authorization = "Basic " + base64.b64encode(":".join(login).encode()).decode()
    if not (authorization.isascii() and authorization.isprintable()):
        raise fail(TOKEN, "holds what no token holds.", "Set it again.")
    return authorization, login


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Leaves a redirect as the error that it then is."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _sender(where: Endpoint) -> Callable[..., Any]:
    """Return what sends a request: no redirects, no proxy to this machine."""
    proxies: dict[str, str] | None = {} if urlsplit(where.url).hostname in HERE else None
    return urllib.request.build_opener(_NoRedirects, urllib.request.ProxyHandler(proxies)).open


def _authorize(where: Endpoint, request: urllib.request.Request, seconds: float) -> None:
    """Put into a request what its server wants to know of who asks.

    Where that is Digest, as it is with Virtuoso, it has to be asked for before: Virtuoso does not
    say so where Basic was tried, and hangs up before it has read what is sent.
    """
    if where.authorization:
        request.add_header("Authorization", where.authorization)
    if where.login is None:
        return
    passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
    passwords.add_password(None, where.url, *where.login)
    asked = _wanted(where, request.full_url, seconds)
    if not asked.lower().startswith("digest "):
        return
    challenge = urllib.request.parse_keqv_list(
        [each for each in urllib.request.parse_http_list(asked.partition(" ")[2]) if "=" in each]
    )
    with contextlib.suppress(ValueError):  # a kind of Digest that is not known here stays the 401 that it is
        answer = urllib.request.HTTPDigestAuthHandler(passwords).get_authorization(request, challenge)
        if answer:
            request.add_header("Authorization", f"Digest {answer}")


def _wanted(where: Endpoint, address: str, seconds: float) -> str:
    """Return how a server wants to be told who asks; "" where it does not say, or takes Basic."""
    bare = urllib.request.Request(address, method="HEAD")  # noqa: S310 - see `send`
    try:
        with _sender(where)(bare, timeout=seconds):
            return ""
    except urllib.error.HTTPError as error:
        with error:
            ways = error.headers.get_all("WWW-Authenticate", [])
    takes_basic = any(each.lower().startswith("basic") for each in ways)
    return "" if takes_basic or not ways else str(ways[0])


def send(where: Endpoint, message: Message, seconds: float) -> Reply:
    """Send one message and return the reply.

    Raises
    ------
    UserError
        When the endpoint cannot be reached, cuts the connection, or answers too much or with
        a status that is no answer.
    TimeoutError
        When the seconds have passed.
    """
    request = urllib.request.Request(  # noqa: S310 - `endpoint` lets only http and https through
        message.address or where.url, data=message.body, headers=dict(message.headers), method=message.method
    )
    end = time.monotonic() + seconds
    try:
        _authorize(where, request, seconds)
        with _sender(where)(request, timeout=seconds) as response:
            return Reply(response.status, response.headers.get_content_type(), _read(response, where, end))
    except urllib.error.HTTPError as error:
        if error.code in message.answers:
            with error:
                return Reply(error.code, error.headers.get_content_type(), b"")
        raise _status(where, error, message.remedies) from error
    except TimeoutError:
        raise
    except (OSError, http.client.HTTPException) as error:
        raise _broken(where, error) from error


def _broken(where: Endpoint, error: OSError | http.client.HTTPException) -> UserError | TimeoutError:
    """Return what is told of a connection that never was, or that broke."""
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return reason
    if isinstance(reason, ConnectionResetError | BrokenPipeError | http.client.IncompleteRead):
        return fail(where.name, "cut the connection.", "Is the server running? Does it take this much?")
    what = f"cannot be reached: {getattr(reason, 'strerror', None) or reason or type(error).__name__}."
    return fail(where.name, what, "Is the address right, and the server running?")


def _read(response: Any, where: Endpoint, end: float) -> bytes:
    """Return the content up to the size and the moment at which reading stops."""
    pieces, size = [], 0
    while piece := response.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            what = f"answers with more than {LARGEST // 1024**2} MB."
            raise fail(where.name, what, "Ask for less: add LIMIT.")
        if time.monotonic() > end:
            raise TimeoutError
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(pieces)


def _status(where: Endpoint, error: urllib.error.HTTPError, remedies: Mapping[int, str]) -> UserError:
    """Return what a status that is no answer means for the one who asked."""
    remedy = remedies.get(error.code, "")
    if 300 <= error.code < 400:
        remedy = f"It points to {error.headers.get('Location', 'nowhere')}: name that address."
    try:
        said = error.read(4 * SHOWN).decode("utf-8", "replace").strip().partition("\n")[0][:SHOWN]
    except (OSError, http.client.HTTPException):
        said = ""
    is_page = said.startswith("<")
    what = f"answers {error.code} {error.reason}" + (f": {said}" if said and not is_page else "") + "."
    return fail(where.name, what, remedy)
