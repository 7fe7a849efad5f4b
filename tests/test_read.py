from __future__ import annotations

from pathlib import Path

import pytest

from graph.documents.read import is_page, is_readable, read_document
from graph.errors import UserError


def written(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("name", ["plan.txt", "plan.md", "plan", "plan.doc"])
def test_text_is_plain_whatever_its_name(name: str, tmp_path: Path) -> None:
    text = read_document(written(tmp_path, name, "一、服务\r\n办好。".encode()))
    assert (text.reader, text.content) == ("plain 1", "一、服务\n办好。")


@pytest.mark.parametrize("name", ["plan.html", "plan.doc", "plan"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_page_is_told_by_its_content(name: str, encoding: str, tmp_path: Path) -> None:
    source = "<!DOCTYPE html><html><body><p>一、服务企业，办好政务。</p></body></html>"
    text = read_document(written(tmp_path, name, source.encode(encoding)))
    assert (text.reader, text.content) == ("html 1", "一、服务企业，办好政务。")


def test_a_page_without_its_frame_is_told_by_its_name(tmp_path: Path) -> None:
    assert read_document(written(tmp_path, "a.htm", "<p>办好，办快。</p>".encode())).reader == "html 1"
    assert not is_page("<p>办好，办快。</p>".encode())


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "is empty"),
        (b"\x89PNG\r\n\x1a\n0000", "is a picture.*OCR"),
        (b"PK\x03\x04 cut", "archive or a damaged"),
        (b"\x00\x01\x02\x03", "is not text"),
        (b"%PDF-1.4 cut", "damaged|holds no text"),
    ],
)
def test_what_no_reader_opens_is_refused(raw: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=rf"plan\.txt.*{said}"):
        read_document(written(tmp_path, "plan.txt", raw))


def test_a_folder_a_device_and_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a folder"):
        read_document(tmp_path)
    with pytest.raises(UserError, match="device"):
        read_document(Path("/dev/null"))
    with pytest.raises(UserError, match="cannot be read"):
        read_document(tmp_path / "none.txt")


def test_names_of_plans() -> None:
    assert [is_readable(Path(name)) for name in ("a.DOCX", "a.wps", "a.htm", "a.csv", "a")] == [
        True,
        True,
        True,
        False,
        False,
    ]
