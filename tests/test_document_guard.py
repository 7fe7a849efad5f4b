"""Hostile and foreign files: told by their content, refused with the remedy, in bounded time and memory."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pytest
from documents_made import make_word, make_zip, p
from hypothesis import given
from hypothesis import strategies as st

from graph.documents.guard import MAX_BYTES, OLE, kind_of, read_bytes, refuse_unreadable
from graph.documents.limits import Limits, within
from graph.documents.package import open_package, parse_xml
from graph.documents.word import read_word
from graph.errors import UserError, fail


def packed(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, b"")
    return file.getvalue()


ENCRYPTED = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le")
ODT = b"application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (packed("[Content_Types].xml", "word/document.xml"), "docx"),
        (packed("xl\\workbook.xml"), "xlsx"),
        (packed("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (packed("readme.txt"), "zip"),
        (b"PK\x03\x04 cut", "zip"),
        (b"%PDF-1.4", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (b"<p>%PDF-1.4</p>", ""),
        (b"{\\rtf1", "rtf"),
        (OLE + bytes(100), "ole"),
        (ENCRYPTED, "encrypted"),
        (b"\xff\xd8\xff\xe0", "image"),
        (b"BM\x10\x00\x00\x00" + bytes(8), "image"),
        (b"BM is a name", ""),
        (b"RIFF\x10\x00\x00\x00WEBP", "image"),
        (b"Rar!\x1a\x07\x01", "archive"),
        ("一、".encode(), ""),
        (b"", ""),
    ],
)
def test_files_are_told_by_their_content(raw: bytes, kind: str) -> None:
    assert kind_of(raw) == kind


def test_an_open_document_is_told_by_its_type(tmp_path: Path) -> None:
    assert kind_of(make_zip(tmp_path / "a", mimetype=ODT).read_bytes()) == "odt"


@given(st.binary(), st.sampled_from([b"", b"PK\x03\x04", OLE, b"%PDF-", b"BM", b"RIFF"]))
def test_any_bytes_have_a_kind(raw: bytes, start: bytes) -> None:
    assert isinstance(kind_of(start + raw), str)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (packed("OFD.xml"), "plan: is an OFD file, which is not read. Convert it to PDF or DOCX with WPS or"),
        (b"\x89PNG\r\n\x1a\n", "plan: is a picture, not text. Recognise its text first (OCR)"),
        (ENCRYPTED, "plan: is locked by a password. Open it, take the password off"),
        (b"7z\xbc\xaf\x27\x1c", "plan: is an archive or a damaged Office file. Unpack it"),
    ],
)
def test_what_no_reader_opens_is_refused_with_the_remedy(raw: bytes, message: str) -> None:
    with pytest.raises(UserError) as caught:
        refuse_unreadable(raw, "plan")
    assert str(caught.value).startswith(message)


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    os.mkfifo(tmp_path / "pipe")
    for name, message in {
        "": "is a folder",
        "empty": "is empty",
        "large": r"is larger than a plan can be \(50 MB\)",
        "pipe": "is not a file but a device or a pipe",
        "none": r"cannot be read\. No such file",
    }.items():
        with pytest.raises(UserError, match=message):
            read_bytes(tmp_path / name)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = make_word(tmp_path / "plan.docx", p("甲"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/bomb.xml", bytes(60_000_000))
    start = time.perf_counter()
    with pytest.raises(
        UserError, match=r"plan\.docx: is larger than a plan .*word/bomb\.xml unpacks to 57 MB"
    ):
        read_word(path)
    assert time.perf_counter() - start < 2


def test_too_many_parts_and_a_size_that_lies(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="5001 parts"):
        open_package(packed(*map(str, range(5001))), "plan")
    raw = bytearray(make_word(tmp_path / "plan.docx", p("甲" * 900)).read_bytes())
    at = raw.rindex(b"PK\x01\x02", 0, raw.rindex(b"word/document.xml"))
    raw[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises(UserError, match=r"is damaged: word/document\.xml cannot be unpacked"):
        open_package(bytes(raw), "plan").part("word/document.xml")


def test_a_locked_part_is_refused(tmp_path: Path) -> None:
    raw = bytearray(make_word(tmp_path / "plan.docx", p("甲")).read_bytes())
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 8] |= 1
    with pytest.raises(UserError, match="is locked by a password"):
        open_package(bytes(raw), "plan")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "has a DOCTYPE"),
        ("<!DOCTYPE a><a/>".encode("utf-16"), "has a DOCTYPE"),
        (b"<a>&b;</a>", "its XML breaks off in line 1"),
        (b"<a>" * 200 + b"</a>" * 200, "more elements or levels"),
        (b"<?xml version='1.0' encoding='nope'?><a/>", "is damaged"),
        (b"", "its XML breaks off"),
    ],
)
def test_xml_with_entities_or_without_end(raw: bytes, message: str) -> None:
    with pytest.raises(UserError, match=message):
        parse_xml(raw, "plan")


def answer(number: int) -> int:
    return number + 1


def refuse() -> None:
    raise fail("plan", "is refused.")


def swell() -> int:
    return len(bytearray(2 * 1024**3))


def break_off() -> None:
    raise KeyError("Pages")


def end() -> None:
    os.abort()


def spin() -> None:
    while True:
        pass


def test_a_reader_in_its_own_process() -> None:
    limits = Limits("plan", seconds=20, memory=256 * 1024**2)
    assert within(limits, answer, 1) == 2
    for function, message in (
        (refuse, r"^plan: is refused\.$"),
        (swell, "^plan: needs more than 256 MB of memory to read"),
        (break_off, r"^plan: is damaged: the reader broke off \(KeyError: 'Pages'\)"),
        (end, "^plan: needs more than 256 MB"),
    ):
        with pytest.raises(UserError, match=message):
            within(limits, function)


def test_a_reader_that_never_ends_is_ended() -> None:
    start = time.perf_counter()
    with pytest.raises(UserError, match=r"^plan: was given up after 0\.3 seconds\. Save it again"):
        within(Limits("plan", seconds=0.3), spin)
    assert time.perf_counter() - start < 10
