"""Make docs/example/dengfeng-2025.pdf, the invented plan of the tutorial, from the text beside it."""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path(__file__).parent / "example"
TEXT, PAPER = FOLDER / "dengfeng-2025.txt", FOLDER / "dengfeng-2025.pdf"
FONT, SIZE, LEADING, MARGIN = "STSong-Light", 14, 26, 28 * mm
WIDTH = A4[0] - 2 * MARGIN
TITLE_LINES = 2


def paper(text: str) -> bytes:
    """Return a text as a PDF of A4 pages, long lines broken; the same text gives the same bytes."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=A4, invariant=1)
    canvas.setTitle(text.partition("\n")[0])
    height = 0.0
    for number, line in enumerate(each for whole in text.splitlines() for each in broken(whole)):
        if height < MARGIN:
            height = _page(canvas, first=number == 0)
        if number < TITLE_LINES:
            canvas.drawCentredString(A4[0] / 2, height, line)
        else:
            canvas.drawString(MARGIN, height, line)
        height -= LEADING
    canvas.save()
    return drawn.getvalue()


def broken(line: str) -> list[str]:
    """Return a line in pieces that fit between the margins, as a printer breaks Chinese text."""
    room = int(WIDTH / SIZE)
    return [line[start : start + room] for start in range(0, max(len(line), 1), room)]


def _page(canvas: Canvas, *, first: bool) -> float:
    """Begin a page and return the height of its first line."""
    if not first:
        canvas.showPage()
    canvas.setFont(FONT, SIZE)
    return float(A4[1] - MARGIN)


if __name__ == "__main__":
    PAPER.write_bytes(paper(TEXT.read_text(encoding="utf-8")))
