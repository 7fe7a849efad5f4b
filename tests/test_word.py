"""Word documents: what the page shows is in the text, once and in order, and nothing else."""

from __future__ import annotations

import time
from pathlib import Path

import docx
import pytest
from documents_made import STRICT, cell, level, listed, make_word, numbering, p, r, table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.documents.text import Text
from graph.documents.word import read_word
from graph.errors import UserError


def read(folder: Path, *body: str, **more: str) -> Text:
    return read_word(make_word(folder / "plan.docx", *body, parts=more))


def words(text: Text) -> list[str]:
    return [text.content[block.start : block.end] for block in text.blocks]


def cells(text: Text) -> list[list[str]]:
    return [[text.content[a:b] for a, b in block.cells] for block in text.blocks if block.table]


def test_paragraphs_and_tables_stand_in_their_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("一、总体要求", level=1)
    document.add_paragraph("办好甲事。").add_run("市乙局负责").bold = True
    grid = document.add_table(rows=2, cols=2)
    for row, pair in zip(grid.rows, (("任务", "单位"), ("丙事", "市丁局")), strict=True):
        for each, filling in zip(row.cells, pair, strict=True):
            each.text = filling
    document.add_paragraph("")
    document.add_paragraph("附则")
    document.save(str(tmp_path / "plan.docx"))
    text = read_word(tmp_path / "plan.docx")
    assert text.content == "一、总体要求\n办好甲事。市乙局负责\n任务\t单位\n丙事\t市丁局\n附则"
    assert [(block.heading, block.table) for block in text.blocks] == [(1, 0), (0, 0), (0, 1), (0, 1), (0, 0)]
    assert cells(text) == [["任务", "单位"], ["丙事", "市丁局"]]
    assert words(text) == text.content.split("\n")
    assert (text.reader, text.notes) == ("word 1", ())


LISTS = numbering(
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3.", ""),
    level(3, "decimalEnclosedCircle", "%4"),
)


def test_numbers_made_by_word_are_written_out(tmp_path: Path) -> None:
    order = [0, 1, 2, 2, 1, 2, 3, 3, 0, 1]
    text = read(tmp_path, *(listed("甲", each) for each in order), numbering=LISTS)
    shown = ["一、", "（一）", "1. ", "2. ", "（二）", "1. ", "①", "②", "二、", "（一）"]
    assert words(text) == [f"{each}甲" for each in shown]


def test_a_list_runs_through_where_it_does_not_restart(tmp_path: Path) -> None:
    running = numbering(
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%2.", '<w:suff w:val="space"/><w:lvlRestart w:val="0"/>'),
    )
    text = read(tmp_path, *(listed("甲", each) for each in (0, 1, 1, 0, 1)), numbering=running)
    assert words(text) == ["一、甲", "1. 甲", "2. 甲", "二、甲", "3. 甲"]


def test_levels_in_one_number_and_a_list_that_starts_again(tmp_path: Path) -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    lists = numbering(
        level(0, "chineseCounting", "%1、"),
        level(1, "decimal", "%1.%2", '<w:isLgl/><w:suff w:val="space"/>'),
        more=again,
    )
    body = [
        listed("甲"),
        listed("乙", 1),
        listed("丙", 1),
        listed("丁", 0, 2),
        listed("戊", 0, 2),
        listed("己"),
    ]
    text = read(tmp_path, *body, numbering=lists)
    assert words(text) == ["一、甲", "1.1 乙", "1.2 丙", "七、丁", "八、戊", "九、己"]


def test_numbers_and_levels_through_styles(tmp_path: Path) -> None:
    lists = numbering(
        level(0, "japaneseCounting", "%1、"),
        level(1, "decimal", "%2.", '<w:pStyle w:val="b"/><w:suff w:val="nothing"/>'),
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="own"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="loop"/><w:basedOn w:val="c"/></w:style>'
    )
    styled = [p(text, f'<w:pStyle w:val="{text}"/>') for text in "abbc"]
    none = p("d", '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/>')
    text = read(tmp_path, *styled, none, numbering=lists, styles=styles)
    assert words(text) == ["一、a", "1.b", "2.b", "c", "d"]
    assert [block.heading for block in text.blocks] == [1, 2, 2, 0, 0]
    assert [block.bold for block in text.blocks] == [3, 3, 3, 0, 1]


def test_leading_bold_is_counted_up_to_the_first_plain_character(tmp_path: Path) -> None:
    bold, off = "<w:b/>", '<w:b w:val="0"/>'
    text = read(
        tmp_path,
        f"<w:p>{r('  ')}{r('题目。', bold)}{r(' ')}{r('正文', off)}{r('后', bold)}</w:p>",
        f"<w:p>{r('正文')}{r('后', bold)}</w:p>",
    )
    assert [block.bold for block in text.blocks] == [5, 0]


def test_merged_cells_are_read_once_and_lend_their_words(tmp_path: Path) -> None:
    text = read(
        tmp_path,
        table(
            [cell("序号"), cell("任务"), cell("单位")],
            [cell("一、水务", span=3)],
            [cell("1", merge="restart"), cell("甲"), cell("市水利局", merge="restart")],
            [cell("", merge="continue"), cell("乙"), cell("", merge="continue")],
            [cell("2"), cell("丙"), cell("", merge="continue")],
        ),
    )
    assert text.content == "序号\t任务\t单位\n一、水务\n1\t甲\t市水利局\n乙\n2\t丙"
    assert cells(text) == [
        ["序号", "任务", "单位"],
        ["一、水务"] * 3,
        ["1", "甲", "市水利局"],
        ["1", "乙", "市水利局"],
        ["2", "丙", "市水利局"],
    ]
    assert text.blocks[4].cells[2] == text.blocks[2].cells[2]


def test_cells_with_paragraphs_tabs_and_tables_in_them(tmp_path: Path) -> None:
    inner = p("内") + table([cell("a"), cell("b")], [cell("c"), cell("d")])
    text = read(tmp_path, table([cell(p("甲") + p("") + p("乙")), cell(inner)], [cell("丙"), cell("")]))
    assert text.content == "甲\n乙\t内\na b\nc d\n丙\t"
    assert cells(text) == [["甲\n乙", "内\na b\nc d"], ["丙", ""]]


def test_a_number_that_word_counts_alone_in_a_cell_is_its_text(tmp_path: Path) -> None:
    rows = [[cell(listed("", 2)), cell("修路")], [cell(listed("", 2) + p("甲")), cell(listed("植树", 2))]]
    text = read(tmp_path, listed("", 2), table(*rows), numbering=LISTS)
    assert cells(text) == [["2.", "修路"], ["甲", "4. 植树"]]


def test_a_table_of_one_cell_is_a_frame_and_empty_columns_go(tmp_path: Path) -> None:
    text = read(
        tmp_path, table([cell(p("甲") + p("乙"))]), table([cell(""), cell("丙")], [cell(""), cell("")])
    )
    assert text.content == "甲\n乙\n丙"
    assert [block.table for block in text.blocks] == [0, 0, 1]
    assert cells(text) == [["丙"]]


def test_tracked_changes_are_resolved(tmp_path: Path) -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="2">{r("移")}</w:moveFrom>'
    text = read(
        tmp_path,
        f"<w:p>{r('市')}{gone}<w:ins>{r('新')}</w:ins>{r('局')}</w:p>",
        f"<w:p>{moved}<w:pPr><w:rPr><w:moveFrom/></w:rPr></w:pPr></w:p>",
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{r('前半')}</w:p>",
        p("后半"),
        f"<w:p><w:moveTo>{r('移')}</w:moveTo></w:p>",
        table([cell("留"), cell("下")]).replace("</w:tbl>", "")
        + f"<w:tr><w:trPr><w:del/></w:trPr>{cell('删行')}</w:tr></w:tbl>",
    )
    assert text.content == "市新局\n前半后半\n移\n留\t下"
    assert text.notes == ("tracked changes: 2 insertions kept, 3 deletions left out",)


def test_fields_give_their_result_and_controls_their_content(tmp_path: Path) -> None:
    def turn(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    text = read(
        tmp_path,
        f"<w:p>{turn('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{r('指令')}{turn('separate')}"
        f"{r('甲')}{turn('end')}<w:hyperlink>{r('乙')}</w:hyperlink><w:fldSimple>{r('丙')}</w:fldSimple></w:p>",
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('丁')}</w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p('丁 1')}</w:sdtContent></w:sdt>",
    )
    assert text.content == "甲乙丙\n丁"
    assert text.notes == ("table of contents left out",)


def test_breaks_tabs_symbols_and_readings(tmp_path: Path) -> None:
    text = read(
        tmp_path,
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t><w:softHyphen/><w:noBreakHyphen/>"
        '<w:br w:type="page"/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>',
        f"<w:p><w:ruby><w:rt>{r('zhong')}</w:rt><w:rubyBase>{r('中')}</w:rubyBase></w:ruby>"
        f"{r('藏', '<w:vanish/>')}</w:p>",
    )
    assert words(text) == ["甲\t乙", "丙-✓", "中"]
    assert text.notes == ("1 hidden words left out",)


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    text = read(tmp_path, f"<w:p>{r('前')}{drawn}{r('后')}</w:p>")
    assert text.content == "前后\n框内"
    assert text.notes == ("1 text boxes read after the paragraph that they hang on",)


def test_what_stands_outside_the_text_is_left_out_and_said(tmp_path: Path) -> None:
    note = "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:commentReference w:id='3'/></w:r>"
    text = read(tmp_path, f"<w:p>{r('甲')}{note}</w:p>", header=p("页眉"), footnotes=p("脚注"))
    assert text.content == "甲"
    assert text.notes == ("headers and footers left out", "1 footnotes left out", "1 comments left out")


def test_the_strict_form_reads_alike(tmp_path: Path) -> None:
    body = [listed("甲"), table([cell("a"), cell("b")])]
    loose = read_word(make_word(tmp_path / "a.docx", *body, parts={"numbering": LISTS}))
    strict = read_word(make_word(tmp_path / "b.docx", *body, parts={"numbering": LISTS}, namespace=STRICT))
    assert (loose.content, loose.blocks) == (strict.content, strict.blocks)
    assert loose.content == "一、甲\na\tb"


def test_external_parts_are_not_fetched(tmp_path: Path) -> None:
    outside = (
        '<Relationship Id="r9" TargetMode="External" Type="x/attachedTemplate" Target="http://127.0.0.1:1/a"/>'
        '<Relationship Id="r8" TargetMode="External" Type="x/styles" Target="file:///etc/passwd"/>'
        '<Relationship Id="r7" TargetMode="External" Type="x/hyperlink" Target="http://127.0.0.1:1/"/>'
    )
    text = read_word(make_word(tmp_path / "plan.docx", p("甲"), relations=outside))
    assert (text.content, text.notes) == ("甲", ("2 parts outside the file not fetched",))


def test_a_long_merged_table_is_read_in_linear_time(tmp_path: Path) -> None:
    rows = [[cell("甲", merge="restart"), cell("乙")]]
    rows += [[cell("", merge="continue"), cell(str(each))] for each in range(10_000)]
    wide = [[cell("宽", span=1_000_000), cell("外")]]
    start = time.perf_counter()
    text = read(tmp_path, table(*rows), table(*wide))
    assert time.perf_counter() - start < 15
    assert text.blocks[10_000].cells[0] == text.blocks[0].cells[0] == (0, 1)
    assert cells(text)[-1] == ["宽", "外"]


def test_long_numbers_and_long_chains_of_styles_stay_small(tmp_path: Path) -> None:
    lists = numbering(level(0, "decimal", "%1" * 30 + "一" * 100_000))
    chain = "".join(
        f'<w:style w:styleId="s{each}"><w:basedOn w:val="s{each + 1}"/></w:style>' for each in range(20_000)
    )
    start = time.perf_counter()
    text = read(tmp_path, *(listed("甲") for _ in range(1_000)), numbering=lists, styles=chain)
    assert len(text.content) < 200 * 1_000
    assert time.perf_counter() - start < 10


def test_what_is_no_word_document(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"plan\.docx: has a DOCTYPE in its XML"):
        read_word(make_word(tmp_path / "plan.docx", p("&a;"), doctype='<!DOCTYPE d [<!ENTITY a "b">]>'))
    path = make_word(tmp_path / "cut.docx", p("甲" * 5000))
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(UserError, match=r"cut\.docx: is an archive or a damaged Office file\."):
        read_word(path)
    with pytest.raises(UserError, match=r"plan\.docx: is damaged: its XML breaks off in line 1\."):
        read_word(make_word(tmp_path / "plan.docx", "<w:p>"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.tuples(st.text("甲乙 ", max_size=3), st.integers(1, 3)), min_size=1, max_size=4),
        max_size=5,
    )
)
def test_blocks_hold_the_text_together(tmp_path: Path, rows: list[list[tuple[str, int]]]) -> None:
    """Blocks cover the text in order, every row has the same columns, every cell stands inside the text."""
    grid = table(*([cell(text, span=span) for text, span in row] for row in rows))
    text = read(tmp_path, p("前"), grid, p("后"))
    assert "\n".join(words(text)) == text.content
    assert len({len(block.cells) for block in text.blocks if block.table}) <= 1
    for block in text.blocks:
        assert all(0 <= a <= b <= len(text.content) for a, b in block.cells)
