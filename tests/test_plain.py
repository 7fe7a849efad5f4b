from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from conftest import DATA, Built
from hypothesis import given
from hypothesis import strategies as st

from graph.documents.plain import READER, decode, decode_utf8, read_plain
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


SAMPLE = "一、工作要點\r\n責任單位：市政府辦公室。\r\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", ()),
        ("gb18030", ("The encoding is GB18030.",)),
        ("big5", ("The encoding is Big5.",)),
        ("utf-16", ("The encoding is UTF-16.",)),
        ("utf-16-le", ("The encoding is UTF-16.",)),
        ("utf-16-be", ("The encoding is UTF-16.",)),
    ],
)
def test_an_encoding_is_told_by_its_characters(tmp_path: Path, encoding: str, said: tuple[str, ...]) -> None:
    text = read_plain(written(tmp_path, SAMPLE.encode(encoding)))
    assert text.content == SAMPLE.replace("\r\n", "\n")
    assert text.notes == said


@pytest.mark.parametrize("raw", [b"one\ntwo\ncaf\xe9 open", "甲\n乙\n丙丁".encode()[:-1]])
def test_what_is_in_no_encoding_is_told_with_its_line(tmp_path: Path, raw: bytes) -> None:
    path = written(tmp_path, raw)
    with pytest.raises(UserError, match=r"plan\.txt, line 3: is not UTF-8 \(byte 0x[0-9a-f]{2}\)\. Save the"):
        read_plain(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"plan\.txt: is not text: it holds zero bytes"):
        read_plain(written(tmp_path, b"\x00\x01\x02abc"))


def test_a_mark_that_the_bytes_belie_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"its first bytes say UTF-16, but it is not"):
        read_plain(written(tmp_path, b"\xff\xfea"))


def test_a_declaration_decides_only_what_is_open() -> None:
    raw = "龘靐".encode("gb18030")
    assert decode(raw, "x", "gb18030") == ("龘靐", "gb18030")
    assert decode(SAMPLE.encode("big5"), "x", "gb18030")[1] == "big5hkscs"


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
