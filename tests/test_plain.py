from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from conftest import DATA, Built
from hypothesis import given
from hypothesis import strategies as st

from graph.documents.plain import READER, decode_utf8, read_plain
from graph.errors import UserError


def written(folder: Path, raw: bytes) -> Path:
    path = folder / "plan.txt"
    path.write_bytes(raw)
    return path


def test_the_text_of_the_town(town: Built) -> None:
    text = read_plain(DATA / "town" / "town.txt")
    source = town.plan.source
    assert (text.sha256, text.text_sha256) == (source.sha256, source.text_sha256)
    assert (len(text.content), text.reader, text.media_type) == (221, source.reader, source.media_type)
    assert text.reader == READER


def test_a_mark_and_line_ends_shift_no_offset(tmp_path: Path) -> None:
    plain = read_plain(written(tmp_path, "一、服务\n办好。\n".encode()))
    windows = read_plain(written(tmp_path, b"\xef\xbb\xbf" + "一、服务\r\n办好。\r\n".encode()))
    assert windows.content == plain.content == "一、服务\n办好。\n"
    assert windows.text_sha256 == plain.text_sha256
    assert windows.sha256 != plain.sha256


def test_offsets_are_code_points_and_white_space_stays(tmp_path: Path) -> None:
    """A rare character outside the basic plane is one, a lone carriage return is text."""
    text = read_plain(written(tmp_path, "𠮷　a\rb\t\n\n".encode()))
    assert len(text.content) == 8
    assert text.content == "𠮷　a\rb\t\n\n"


def test_the_checksums(tmp_path: Path) -> None:
    raw = "甲\r\n".encode()
    text = read_plain(written(tmp_path, raw))
    assert text.sha256 == hashlib.sha256(raw).hexdigest()
    assert text.text_sha256 == hashlib.sha256("甲\n".encode()).hexdigest()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "big5"])
def test_another_encoding_is_told_with_its_line(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, b"one\ntwo\n" + "工作要點".encode(encoding))
    with pytest.raises(UserError, match=r"plan\.txt, line 3: is not UTF-8 \(byte 0x[0-9a-f]{2}\)\. Save the"):
        read_plain(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"none\.txt: cannot be read\. No such file"):
        read_plain(tmp_path / "none.txt")


@given(st.text())
def test_decoding_undoes_encoding(text: str) -> None:
    assert decode_utf8(text.encode("utf-8-sig"), "x") == text


@given(st.binary())
def test_bytes_are_text_or_a_line(raw: bytes) -> None:
    try:
        decode_utf8(raw, "x")
    except UserError as error:
        line = int(str(error).partition("line ")[2].partition(":")[0])
        assert 1 <= line <= raw.count(b"\n") + 1
