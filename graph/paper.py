"""A page put on paper: HTML → PDF, printed by the Chromium that is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from graph.errors import fail

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "chrome")
SECONDS = 60
PAGE, PAPER = "report.html", "report.pdf"


def to_pdf(html: bytes) -> bytes:
    """Return a page that needs nothing from outside as a PDF with tags and an outline.

    Raises
    ------
    UserError
        When no browser is installed, or it makes no PDF within a minute.

    Notes
    -----
    The PDF carries the time of printing, so it is not the same bytes twice. Text copied out of it
    can hold a radical (U+2F42) where the page had the character that shares its glyph (U+6587):
    Unicode's compatibility normalisation (NFKC) brings nearly all of them back.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        what = "needs Chromium or Chrome, and none is installed."
        raise fail(
            "PDF", what, "Install it (Debian: apt install chromium fonts-noto-cjk), or take docx or html."
        )
    with tempfile.TemporaryDirectory() as folder:
        page, paper = Path(folder) / PAGE, Path(folder) / PAPER
        page.write_bytes(html)
        _print(browser, page, paper, Path(folder))
        return paper.read_bytes()


def _print(browser: str, page: Path, paper: Path, folder: Path) -> None:
    """Run the browser without a window, its profile in `folder`; the page has no script to confine."""
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
    ]
    command += ["--no-pdf-header-footer", "--generate-pdf-document-outline", f"--print-to-pdf={paper}"]
    try:
        done = subprocess.run(  # noqa: S603 - the browser that the machine has, and our own file
            [*command, page.as_uri()], capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise fail("PDF", f"{browser} did not print it: {error}.", "Take docx or html.") from error
    if not paper.is_file():
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise fail("PDF", f"{browser} printed nothing (exit {done.returncode}): {last}", "Take docx or html.")
