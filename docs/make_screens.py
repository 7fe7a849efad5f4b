"""Make docs/workbench.zh.png and docs/workbench.en.png: the workbench over the shipped plan, in Chromium.

Like the pictures of the network page they are 1440 x 900. Run it from the top of the
checkout after a build: `python docs/make_screens.py`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, ViewportSize, sync_playwright

FOLDER = Path(__file__).parent
GRAPH = FOLDER.parent / "output" / "graph.nq"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
SIZE: ViewportSize = {"width": 1440, "height": 900}
ASKED = {"question": "agencies-by-role", "sort": "-led"}


def main(graph: Path) -> None:
    """Serve the graph, photograph the workbench in both languages, and stop serving."""
    command = [sys.executable, "-m", "graph", "serve", str(graph), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own command
        try:
            address = (server.stdout.readline() if server.stdout else "").strip()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                for lang in ("zh", "en"):
                    take(
                        browser.new_page(viewport=SIZE),
                        f"{address}?{urlencode(ASKED | {'lang': lang})}",
                        lang,
                    )
                browser.close()
        finally:
            server.terminate()


def take(page: Page, address: str, lang: str) -> None:
    """Write the picture of one language, once every name is there."""
    page.goto(address)
    page.locator('.rows[aria-busy="false"]').wait_for()
    page.screenshot(path=FOLDER / f"workbench.{lang}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else GRAPH)
