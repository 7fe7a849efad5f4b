"""Make the pictures of the docs, in Chromium: the workbench over the shipped plan, and the network page.

The workbench and the wide network pages are 1440 x 900, the phone's 390 x 844 twice as sharp; all
are written with 256 colours, which keeps them small. Run it from the top of the
checkout after a build: `python docs/make_screens.py`.
"""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).parent
OUTPUT = FOLDER.parent / "output"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
SIZE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
ASKED = {"question": "agencies-by-role", "sort": "-led"}
COLOURS = 256


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the network page: how its file begins, what the address says, and the screen."""

    name: str
    address: str = ""
    size: ViewportSize | None = None
    sharpness: float = 1.0


SHOTS = (
    Shot("network"),
    Shot("network-phone", size=PHONE, sharpness=2.0),
    Shot("network-agencies", "view=agencies"),
    Shot("network-centre", "view=centre"),
)


def main(output: Path) -> None:
    """Photograph the network page and the workbench over a built folder, in both languages."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for shot in SHOTS:
            for lang in ("zh", "en"):
                take_network(browser, output / "network.html", shot, lang)
        take_workbench(browser, output / "graph.nq")
        browser.close()


def take_network(browser: Browser, file: Path, shot: Shot, lang: str) -> None:
    """Write the picture of one view in one language."""
    page = browser.new_page(viewport=shot.size or SIZE, device_scale_factor=shot.sharpness)
    page.goto(f"{file.resolve().as_uri()}#lang={lang}&{shot.address}")
    page.locator("#entries li").first.wait_for()
    page.wait_for_timeout(300)
    write(page, f"{shot.name}.{lang}.png")
    page.close()


def take_workbench(browser: Browser, graph: Path) -> None:
    """Serve the graph, write the picture of the workbench in both languages, and stop serving."""
    command = [sys.executable, "-m", "graph", "serve", str(graph), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own command
        try:
            address = (server.stdout.readline() if server.stdout else "").strip()
            for lang in ("zh", "en"):
                page = browser.new_page(viewport=SIZE)
                page.goto(f"{address}?{urlencode(ASKED | {'lang': lang})}")
                page.locator('.rows[aria-busy="false"]').wait_for()
                write(page, f"workbench.{lang}.png")
        finally:
            server.terminate()


def write(page: Page, name: str) -> None:
    """Write what the page shows in few colours, rare ones kept: a single star of the Party stays orange."""
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = shown.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(FOLDER / name, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else OUTPUT)
