"""Plans that are built once a session: the town, small enough to count by hand, and Zhengzhou."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, sync_playwright

from graph.coding.plan import CodedFile, read_plan
from graph.model import Plan
from graph.rdf.dataset import dataset_lines
from graph.rdf.store import open_store
from graph.vocabulary.ontology import Ontology, load_ontology

if TYPE_CHECKING:
    from network_pages import Opened

DATA = Path(__file__).parent / "data"
ROOT = Path(__file__).parent.parent
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@dataclass(frozen=True, slots=True)
class Built:
    """A plan, the dataset that it became, and the store that answers about it."""

    graph_nq: Path
    store: ox.Store
    plan: Plan
    ontology: Ontology


def build_files(paths: list[Path], ontology: Ontology) -> tuple[list[CodedFile], list[str]]:
    """Return the coded plans in `paths` and the lines of the dataset that they make."""
    files = [read_plan(path, ontology) for path in paths]
    added = tuple(agency for file in files for agency in file.plan.agencies)
    return files, dataset_lines(files, ontology.register(added), ontology)


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def town(ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _build(DATA / "town" / "zhongmu-2024-town.yaml", ontology, tmp_path_factory)


@pytest.fixture(scope="session")
def zhengzhou(ontology: Ontology, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return _build(ROOT / "plans" / "zhengzhou-2024.yaml", ontology, tmp_path_factory)


def _build(path: Path, ontology: Ontology, factory: pytest.TempPathFactory) -> Built:
    files, lines = build_files([path], ontology)
    graph_nq = factory.mktemp(path.stem) / "graph.nq"
    graph_nq.write_text("".join(lines), encoding="utf-8", newline="\n")
    return Built(graph_nq, open_store(graph_nq), files[0].plan, ontology)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail("needs Debian's chromium: make packages")
        pytest.skip("needs Debian's chromium: make packages")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def city_html(zhengzhou: Built) -> str:
    """The network page of Zhengzhou."""
    from network_pages import built_page

    return built_page(zhengzhou)


@pytest.fixture(scope="module")
def opened_city(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, city_html: str
) -> Iterator[Opened]:
    from network_pages import shown

    yield from shown(browser, tmp_path_factory.mktemp("city"), city_html)


@pytest.fixture
def city(opened_city: Opened) -> Opened:
    """The network page of Zhengzhou as it opens."""
    opened_city.go("")
    return opened_city


@pytest.fixture(scope="module")
def opened_town(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    from network_pages import shown, town_page

    yield from shown(browser, tmp_path_factory.mktemp("town"), town_page())


@pytest.fixture
def small(opened_town: Opened) -> Opened:
    """The network page of the town as it opens."""
    opened_town.go("")
    return opened_town


@pytest.fixture
def honeypot() -> Iterator[tuple[str, list[bytes]]]:
    """A server on loopback that must not be reached, its address and what reached it."""
    seen: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            seen.append(connection.recv(100))
            connection.sendall(b"HTTP/1.1 500 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            connection.close()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}/", seen
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()
