"""Older office files: recognised, converted in a place of their own, refused in plain words."""

from __future__ import annotations

import os
import shutil
import stat
import time
from pathlib import Path

import pytest
from documents_made import make_word, make_zip, p

from graph.documents import office
from graph.documents.guard import OLE
from graph.documents.office import form_of, read_office
from graph.errors import UserError

RTF = rb"{\rtf1\ansi\uc1{\b \u30002?}\u20107?\par{\trowd\cellx2000\cellx4000 a\cell b\cell\row}}"


def ole(name: str) -> bytes:
    return OLE + bytes(600) + name.encode("utf-16-le") + bytes(200)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in for LibreOffice: the only program on the path, its script written by the test."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setattr(office, "PROGRAMS", ("soffice-of-the-test",))
    return folder / "soffice-of-the-test"


def script(program: Path, text: str) -> None:
    program.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8", newline="\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def written(folder: Path, raw: bytes, name: str = "plan.doc") -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def test_older_forms_are_told_by_their_content() -> None:
    assert form_of(ole("WordDocument"), "x") == "doc"
    assert form_of(ole("Workbook"), "x") == form_of(ole("Book"), "x") == "xls"
    assert form_of(RTF, "x") == "rtf"
    with pytest.raises(UserError, match=r"^x: is no office document that is known\. Save it as DOCX"):
        form_of(ole("VisioDocument"), "x")


def test_without_libreoffice_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match=r"plan\.doc: is an older office file, .* not installed\. Install it"):
        read_office(written(tmp_path, ole("WordDocument")))


def test_what_the_converter_made_is_read(tmp_path: Path, program: Path) -> None:
    """The offsets run over the converted text, the checksum over the file that was given."""
    make_word(tmp_path / "made.docx", p("甲"), p("乙"))
    script(program, f'for last; do :; done\ncp "{tmp_path}/made.docx" "${{last%.doc}}.docx"')
    path = written(tmp_path, ole("WordDocument"), "plan.wps")
    text = read_office(path)
    assert (text.content, text.reader, text.media_type) == ("甲\n乙", "office 1", "application/msword")
    assert text.notes == ("converted by LibreOffice",)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["bin", "made.docx", "plan.wps"]


def test_a_converter_that_makes_nothing(tmp_path: Path, program: Path) -> None:
    script(program, "exit 0")
    with pytest.raises(UserError, match=r"plan\.doc: could not be converted by LibreOffice"):
        read_office(written(tmp_path, ole("WordDocument")))


def test_a_converter_that_hangs_is_ended_with_its_children(
    tmp_path: Path, program: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.5)
    script(program, f'sleep 60 &\necho $! > "{tmp_path}/child"\nwait')
    start = time.perf_counter()
    with pytest.raises(
        UserError, match=r"plan\.doc: was given up: LibreOffice took longer than 0\.5 seconds"
    ):
        read_office(written(tmp_path, ole("WordDocument")))
    assert time.perf_counter() - start < 20
    child = int((tmp_path / "child").read_text(encoding="ascii"))
    assert not _runs(child)


def _runs(process: int) -> bool:
    for _ in range(50):
        state = Path(f"/proc/{process}/stat")
        if not state.exists() or state.read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] == "Z":
            return False
        time.sleep(0.05)
    return True


def test_an_archive_of_hostile_size_never_reaches_the_converter(tmp_path: Path) -> None:
    mime = b"application/vnd.oasis.opendocument.text"
    path = make_zip(tmp_path / "plan.odt", mimetype=mime, content_xml=bytes(30_000_000))
    with pytest.raises(
        UserError, match=r"plan\.odt: is larger than a plan can be \(content\.xml unpacks to 28"
    ):
        read_office(path)


def test_a_conversion_by_libreoffice_itself(tmp_path: Path) -> None:
    """Convert an RTF file where LibreOffice is installed; elsewhere it must be refused."""
    path = written(tmp_path, RTF, "plan.rtf")
    if shutil.which("soffice") or shutil.which("libreoffice"):
        text = read_office(path)
        assert text.content == "甲事\na\tb"
    else:
        with pytest.raises(UserError, match="not installed"):
            read_office(path)
