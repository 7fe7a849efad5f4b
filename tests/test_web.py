from __future__ import annotations

import time
from pathlib import Path

import pytest

from graph.documents.text import Text
from graph.documents.web import read_page, read_web
from graph.errors import UserError

BODY = "<p>一、服务企业</p><p>把窗口办好，把时限压缩，把流程简化。（责任单位：市财政局）</p>"


def read(source: str, encoding: str = "utf-8") -> Text:
    return read_page(source.encode(encoding), "plan.html")


def test_the_main_text_without_what_stands_around_it() -> None:
    text = read(
        "<body><div class=top><a href=/>首页</a></div><ul class='main-nav'><li><a href=a>政务公开</a></ul>"
        f"<div class=wrap><div>当前位置：<a href=/>首页</a></div><div id=printArea>{BODY}</div>"
        "<div class=share>分享到微信，微博，邮箱。</div></div><script>var a='办好，办快。'</script>"
        "<div class=footer>版权所有：某市政府，地址在某路，电话在此。</div></body>"
    )
    assert text.content.split("\n") == [
        "一、服务企业",
        "把窗口办好，把时限压缩，把流程简化。（责任单位：市财政局）",
    ]
    assert (text.reader, text.media_type) == ("html 1", "text/html")


def test_hidden_words_are_not_read() -> None:
    text = read(f"<div>{BODY}<p style='display: none'>看不见，也不算。</p><p hidden>同样，不算。</p></div>")
    assert "不算" not in text.content


def test_text_in_two_places_is_kept_whole() -> None:
    """No half of a text is taken for the frame of the other."""
    text = read(f"<div><div><p>为了办好服务，特制定本方案，请认真落实。</p></div><div>{BODY}</div></div>")
    assert text.content.startswith("为了办好服务")
    assert "市财政局" in text.content


@pytest.mark.parametrize("name", ["page", "pages_content", "top", "printArea", "tools"])
def test_a_name_alone_drops_no_long_text(name: str) -> None:
    """Ten parts of one class, each a tenth of the text, are the text and no furniture."""
    parts = "".join(f"<div class={name}><p>第{number}页，{'办好，' * 50}</p></div>" for number in range(10))
    assert len(read(parts).blocks) == 10


def test_the_title_stands_first_once() -> None:
    page = f"<head><title>某市方案-某市政府网</title></head><div>{BODY}</div>"
    assert read(page).content.startswith("某市方案\n一、")
    own = f"<head><title>某市方案-某市政府网</title></head><div><h1>某 市方案</h1>{BODY}</div>"
    assert read(own).content.count("方案") == 1


def test_breaks_entities_bold_and_source_line_ends() -> None:
    text = read("<p>&emsp;&nbsp;<b>1.办事&amp;服务。</b>办快，\n办好。<br>（市财\n政局）</p>")
    assert text.content == "1.办事&服务。办快，办好。\n（市财政局）"
    assert [block.bold for block in text.blocks] == [8, 0]


def test_lists_show_their_numbers() -> None:
    assert read("<ol start=3><li>甲，乙。<li>丙，丁。</ol>").content == "3. 甲，乙。\n4. 丙，丁。"
    chinese = "<ol style='list-style-type: cjk-ideographic' start=10><li>甲，乙。<li>丙，丁。</ol>"
    assert read(chinese).content == "十、甲，乙。\n十一、丙，丁。"
    assert read("<ol style='list-style: none'><li>甲，乙。</ol>").content == "甲，乙。"
    inner = "<ol><li><p>甲，乙。<p>丙，丁。<li><div><p>戊，己。</div><li></ol><p>庚，辛。"
    assert read(inner).content == "1. 甲，乙。\n丙，丁。\n2. 戊，己。\n庚，辛。"


def test_a_table_with_merged_cells() -> None:
    text = read(
        "<table><tr><th>任务<th>单位<tr><td rowspan=2>甲事，办好。<td><p>甲局<p>乙局<tr><td>丙局"
        "<tr><td colspan=2>其他</table>"
    )
    assert text.content == "任务\t单位\n甲事，办好。\t甲局\n乙局\n丙局\n其他"
    assert [block.cells for block in text.blocks] == [
        ((0, 2), (3, 5)),
        ((6, 12), (13, 18)),
        ((6, 12), (19, 21)),
        ((22, 24), (22, 24)),
    ]


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    text = read(f"<table><tr><td>{BODY}<table><tr><td>甲<td>乙</table></td></tr></table>")
    assert [block.table for block in text.blocks] == [0, 0, 1]


def test_attachments_and_frames_are_noted() -> None:
    text = read(f"<div>{BODY}<p><a href='/x/list.docx?d=1'>附件：清单</a></p></div><iframe src=a></iframe>")
    assert text.notes == (
        "Attached, not read: 附件：清单.",
        "The page has 1 frames that were not read.",
    )


@pytest.mark.parametrize("declared", ["", "gb2312", "utf-8"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_characters_tell_the_encoding_whatever_is_declared(encoding: str, declared: str) -> None:
    text = read(f"<meta charset={declared}>{BODY}", encoding)
    assert "责任单位：市财政局" in text.content
    assert text.notes == (() if encoding == "utf-8" else ("The encoding is GB18030.",))


def test_a_page_saved_whole() -> None:
    raw = (
        b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\n'
        b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        + BODY.encode()
        + b"\n--x--\n"
    )
    assert read_page(raw, "plan.mht").content.startswith("一、服务企业")


def test_a_page_without_text_says_what_to_do() -> None:
    with pytest.raises(UserError, match=r"plan\.html: holds no text.*save it as PDF"):
        read("<body><div id=app></div><script>draw()</script></body>")


def test_hostile_pages_end_soon(tmp_path: Path) -> None:
    start = time.perf_counter()
    with pytest.raises(UserError, match="nests more than"):
        read("<div>" * 100_000 + "甲")
    wide = "<tr>" + "<td rowspan=10000 colspan=1000>办，好</td>" * 3 + "</tr>"
    path = tmp_path / "wide.html"
    path.write_text(f"<table>{wide * 2000}</table>", encoding="utf-8")
    assert "办，好" in read_web(path).content
    assert time.perf_counter() - start < 20
