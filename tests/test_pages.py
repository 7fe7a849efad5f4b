from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import pdfencrypt
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from graph.documents.pages import read_pages, read_pdf
from graph.documents.text import Text
from graph.errors import UserError

FONT = "STSong-Light"
LEFT, TOP, SIZE, PITCH, ROW = 72, 760, 14, 24, 30
Drawing = Callable[[Any], None]


def made(*pages: Drawing, **options: Any) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1, **options)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def read(*pages: Drawing) -> Text:
    return read_pdf(made(*pages), "plan.pdf")


def lines(*texts: str, left: float = LEFT, top: float = TOP) -> Drawing:
    """Draw lines of at most 30 characters; one that begins with > is indented by two."""

    def draw(canvas: Any) -> None:
        for number, text in enumerate(texts):
            indent = 2 * SIZE if text.startswith(">") else 0
            canvas.drawString(left + indent, top - number * PITCH, text.removeprefix(">"))

    return draw


def table(*rows: tuple[str, ...], top: float = 700, widths: tuple[int, ...] = (60, 160, 160)) -> Drawing:
    def draw(canvas: Any) -> None:
        edges = [LEFT + sum(widths[:column]) for column in range(len(widths) + 1)]
        canvas.grid(edges, [top - ROW * row for row in range(len(rows) + 1)])
        for row, texts in enumerate(rows):
            for x, text in zip(edges, texts, strict=False):
                for number, part in enumerate(text.split("/")):
                    canvas.setFontSize(10)
                    canvas.drawString(x + 3, top - ROW * row - 12 - 12 * number, part)
        canvas.setFontSize(SIZE)

    return draw


def together(*drawings: Drawing) -> Drawing:
    def draw(canvas: Any) -> None:
        for each in drawings:
            each(canvas)

    return draw


FULL = "甲" * 30
HEAD = ("序号", "任务", "责任单位")


def test_lines_are_joined_and_paragraphs_told_apart() -> None:
    text = read(lines(">" + "乙" * 28, FULL, "末行。", ">丙段开始。", "丁段不缩进。"))
    assert text.content.split("\n") == ["乙" * 28 + FULL + "末行。", "丙段开始。", "丁段不缩进。"]
    assert [text.content[block.start : block.end] for block in text.blocks] == text.content.split("\n")
    assert (text.reader, text.media_type) == ("pdf 1", "application/pdf")


def test_a_number_begins_a_paragraph_after_a_full_line_that_ends_a_sentence() -> None:
    text = read(lines("甲" * 29 + "。", "2.办事" + "乙" * 26, "1.5亿元", "收尾。"))
    assert text.content.split("\n") == ["甲" * 29 + "。", "2.办事" + "乙" * 26 + "1.5亿元", "收尾。"]


def test_a_space_that_is_printed_stays_and_one_that_only_spreads_a_line_does_not() -> None:
    text = read(lines("市场整治 牵头单位：市商务局 配合单位：市公安局", FULL, "末行。"))
    assert text.content.startswith("市场整治 牵头单位：市商务局 配合单位：市公安局\n")


def test_a_label_begins_a_paragraph_though_the_line_before_is_full() -> None:
    text = read(lines(FULL, "主要任务：修好道路。", "甲" * 29 + "、", "责任单位：市交通局"))
    assert text.content.split("\n") == [FULL, "主要任务：修好道路。", "甲" * 29 + "、责任单位：市交通局"]


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("（三）建设队伍", True),
        ("三、守牢安全", True),
        ("（三）项所列的事项", False),
        ("一、二、三产业融合", False),
        ("3.5亿元", False),
    ],
)
def test_a_number_after_a_full_line_without_an_end(line: str, begins: bool) -> None:
    text = read(lines(FULL, line, FULL, "末行。"))
    assert text.content.startswith(FULL + "\n" * begins + line)


def test_a_page_of_short_indented_paragraphs_is_not_one() -> None:
    text = read(lines(">" + "乙" * 28, "尾。", ">" + "丙" * 28, "尾。", ">" + "丁" * 27, ">戊段。"))
    assert text.content.split("\n") == ["乙" * 28 + "尾。", "丙" * 28 + "尾。", "丁" * 27, "戊段。"]


def test_a_paragraph_goes_on_over_the_page_and_what_runs_along_goes() -> None:
    def running(number: int) -> Drawing:
        def draw(canvas: Any) -> None:
            canvas.setFontSize(9)
            canvas.drawString(LEFT, 810, "某市人民政府公报")
            canvas.drawString(280, 30, f"- {number} -")
            canvas.setFontSize(SIZE)

        return draw

    text = read(
        together(running(1), lines(">" + "乙" * 28, FULL)),
        together(running(2), lines("接上页。", ">另一段。")),
    )
    assert text.content == "乙" * 28 + FULL + "接上页。\n另一段。"
    assert text.notes == ("Running headers, footers and page numbers were left out.",)


def test_a_body_line_repeated_at_one_place_stays() -> None:
    """Two pages that end in the same attribution at the same height keep it: nothing sets it apart."""
    page = lines(FULL, "结束。", ">（责任单位：市财政局）", top=60 + 2 * PITCH)
    assert read(page, page).content.count("（责任单位：市财政局）") == 2


@pytest.mark.parametrize("number", ["3", "— 3 —", "第 3 页 共 10 页", "3/10"])
def test_the_forms_of_page_numbers(number: str) -> None:
    text = read(together(lines(FULL, "正文。"), lines(number, left=280, top=40)))
    assert text.content == FULL + "正文。"


def test_a_table_is_rows_and_its_wrapped_lines_are_one() -> None:
    text = read(
        together(lines("表前。"), table(HEAD, ("1", "做好各项准备工作做好各项准备工/作", "市财政局")))
    )
    row = text.blocks[2]
    assert [text.content[start:end] for start, end in row.cells] == [
        "1",
        "做好各项准备工作做好各项准备工作",
        "市财政局",
    ]
    assert [block.table for block in text.blocks] == [0, 1, 1]
    assert text.content.count("市财政局") == 1


def test_a_cell_over_two_rows_is_read_once() -> None:
    def draw(canvas: Any) -> None:
        for x in (72, 200, 400):
            canvas.line(x, 640, x, 700)
        canvas.line(72, 700, 400, 700)
        canvas.line(200, 670, 400, 670)
        canvas.line(72, 640, 400, 640)
        for x, y, text in ((75, 680, "甲类"), (203, 680, "乙事"), (203, 650, "丙事")):
            canvas.drawString(x, y, text)

    text = read(draw)
    assert text.content == "甲类\t乙事\n丙事"
    assert [block.cells for block in text.blocks] == [((0, 2), (3, 5)), ((0, 2), (6, 8))]


def test_a_table_over_two_pages_is_one_with_one_header() -> None:
    text = read(table(HEAD, ("1", "甲事", "甲局")), table(HEAD, ("2", "乙事", "乙局")))
    assert text.content == "序号\t任务\t责任单位\n1\t甲事\t甲局\n2\t乙事\t乙局"
    assert {block.table for block in text.blocks} == {1}


def test_a_row_cut_by_the_page_is_put_together() -> None:
    text = read(table(HEAD, ("1", "办好甲", "甲局、乙")), table(("", "事。", "局"), ("2", "乙事", "丙局")))
    assert text.content == "序号\t任务\t责任单位\n1\t办好甲事。\t甲局、乙局\n2\t乙事\t丙局"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{number}行文字内容。" for number in range(10)]
    right = [f"右栏第{number}行文字内容。" for number in range(10)]
    text = read(together(lines(*left), lines(*right, left=330)))
    assert text.content.index("左栏第9行") < text.content.index("右栏第0行")


def test_turned_characters_are_left_out_and_noted() -> None:
    def mark(canvas: Any) -> None:
        canvas.saveState()
        canvas.rotate(45)
        canvas.drawString(300, 100, "内部资料")
        canvas.restoreState()

    text = read(together(lines(FULL, "正文。"), mark))
    assert text.content == FULL + "正文。"
    assert text.notes == ("Turned characters (watermarks, margins) left out: 4.",)


def test_a_scan_is_refused_with_the_remedy() -> None:
    from reportlab.lib.utils import ImageReader

    pixel = b"P6 1 1 255\n\x00\x00\x00"
    page = made(lambda canvas: canvas.drawImage(ImageReader(io.BytesIO(pixel)), 0, 0, 500, 700))
    with pytest.raises(UserError, match=r"plan\.pdf: is a scan.*OCR"):
        read_pdf(page, "plan.pdf")


def test_pages_without_anything_are_refused() -> None:
    with pytest.raises(UserError, match=r"plan\.pdf: holds no text\."):
        read(lambda canvas: None)


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(made(lines("正文。"), encrypt=pdfencrypt.StandardEncryption("secret")))
    with pytest.raises(UserError, match=r"locked\.pdf: is locked by a password"):
        read_pages(path)


@pytest.mark.parametrize("tail", [b"", b"%%EOF", b"\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj"])
def test_damage_is_a_message(tail: bytes, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(b"%PDF-1.4\n" + tail)
    with pytest.raises(UserError, match=r"plan\.pdf: "):
        read_pages(path)


def test_a_tree_of_pages_that_bites_its_tail_ends(tmp_path: Path) -> None:
    body = (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        b"2 0 obj\n<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>\nendobj\n"
        b"trailer\n<</Root 1 0 R/Size 3>>\n%%EOF"
    )
    path = tmp_path / "cyclic.pdf"
    path.write_bytes(body)
    with pytest.raises(UserError, match=r"cyclic\.pdf: "):
        read_pages(path)


def test_the_child_gives_what_the_reader_gives(tmp_path: Path) -> None:
    raw = made(lines(FULL, "正文。"))
    path = tmp_path / "plan.pdf"
    path.write_bytes(raw)
    assert read_pages(path) == read_pdf(raw, str(path))
