"""Real stores on loopback, each started by the tests with a folder of its own and ended by them."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

VIRTUOSO = """
[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
[HTTPServer]
ServerPort = 127.0.0.1:{web}
[SPARQL]
ResultSetMaxRows = 1000000
"""


@dataclass(frozen=True)
class RealStore:
    """Where a store is written to, asked and updated; user and password, "" for none."""

    store: str
    query: str
    update: str
    login: str = ""

    def way(self, way: str) -> list[str]:
        """Return the addresses of `publish` for one of its ways."""
        to, looked = ["--to", self.store], ["--endpoint", self.query]
        return {
            "gsp": to,
            "gsp, looked at": to + looked,
            "gsp, moved": [*to, *looked, "--update", self.update],
            "update": ["--to", self.update, "--method", "update", *looked],
        }[way]


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        held = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [each.getsockname()[1] for each in held]


@contextlib.contextmanager
def started(command: list[str], folder: Path, address: str) -> Iterator[None]:
    """Start a server, wait until it answers, and end it."""
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_for(address)
            yield
        finally:
            process.kill()


def wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=1):
                return
        except urllib.error.HTTPError as error:
            error.close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{address} does not answer")


@contextlib.contextmanager
def oxigraph_server(folder: Path) -> Iterator[RealStore]:
    """Serve an empty store in memory, its default graph the union of all."""
    beside = Path(sys.executable).with_name("oxigraph")
    (port,) = free_ports(1)
    url = f"http://127.0.0.1:{port}"
    command = [str(beside), "serve", "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    with started(command, folder, url):
        yield RealStore(f"{url}/store", f"{url}/query", f"{url}/update")


@contextlib.contextmanager
def virtuoso_server(folder: Path) -> Iterator[RealStore]:
    """Serve an empty database of Virtuoso, whose first user is dba with the password dba."""
    command = shutil.which("virtuoso-t")
    if command is None:
        pytest.skip("needs Debian's virtuoso-opensource-7-bin: make packages")
    sql, web = free_ports(2)
    settings = folder / "virtuoso.ini"
    settings.write_text(VIRTUOSO.format(folder=folder, sql=sql, web=web), encoding="utf-8", newline="\n")
    url = f"http://127.0.0.1:{web}"
    with started([command, "+foreground", "+configfile", str(settings)], folder, f"{url}/sparql"):
        yield RealStore(f"{url}/sparql-graph-crud-auth", f"{url}/sparql", f"{url}/sparql-auth", "dba")
