"""What a file is by its first bytes, and the files that no reader opens: refused with the remedy."""

from __future__ import annotations

from pathlib import Path

from graph.errors import UserError, fail

MAX_BYTES = 50 * 1024**2

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAGIC = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"BM", "image"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x1f\x8b\x08", "archive"),
)


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a plan's file.

    Raises
    ------
    UserError
        For a folder, a device, an empty file, one past 50 MB, or one that cannot be read.
    """
    where = str(path)
    try:
        if path.is_dir():
            raise fail(where, "is a folder.", "Name a file.")
        if path.exists() and not path.is_file():
            raise fail(where, "is not a file but a device or a pipe.", "Save the plan to a file first.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise too_large(where, f"{size // 1024**2} MB")
        raw = path.read_bytes()
    except OSError as error:
        raise fail(where, "cannot be read.", f"{error.strerror or error}.") from error
    if not raw:
        raise fail(where, "is empty.", "Download or save it again.")
    return raw


def kind_of(raw: bytes) -> str:
    """Return what a file is by its content, "" where only text is left.

    One of `docx`, `xlsx`, `odt`, `ods`, `ofd`, `zip` (another archive of that form), `pdf`,
    `rtf`, `ole` (.doc, .xls, .wps, .et), `encrypted` (an Office file behind a password),
    `image`, `archive`.

    Examples
    --------
    >>> kind_of(b"%PDF-1.7"), kind_of("一、".encode())
    ('pdf', '')
    """
    if raw.startswith(OLE):
        return "encrypted" if "EncryptedPackage".encode("utf-16-le") in raw else "ole"
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_package(raw)
    if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
        return "image"
    for start, kind in MAGIC:
        if raw.startswith(start) and (start != b"BM" or raw[6:10] == bytes(4)):
            return kind
    return "pdf" if b"%PDF-" in raw[:1024] and b"<" not in raw[:8] else ""


def _kind_of_package(raw: bytes) -> str:
    import io
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
            typed = "mimetype" in names and archive.getinfo("mimetype").file_size < 200
            mime = archive.read("mimetype").decode("ascii", "replace") if typed else ""
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, KeyError, OSError, EOFError):
        return "zip"
    if "ofd.xml" in names:
        return "ofd"
    if mime.endswith(("opendocument.text", "opendocument.spreadsheet")):
        return "odt" if mime.endswith("text") else "ods"
    if "xl/workbook.xml" in names or any(name.startswith("xl/worksheets/") for name in names):
        return "xlsx"
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return "docx"
    return "zip"


def refuse_unreadable(raw: bytes, where: str) -> None:
    """Refuse what no reader opens: OFD, images, archives, Office files behind a password."""
    kind = kind_of(raw)
    if kind == "encrypted":
        raise password(where)
    if kind == "ofd":
        raise fail(
            where,
            "is an OFD file, which is not read.",
            "Convert it to PDF or DOCX with WPS or the Suwell (数科) reader.",
        )
    if kind == "image":
        raise scan(where, "is a picture, not text.")
    if kind in ("zip", "archive"):
        raise fail(where, "is an archive or a damaged Office file.", "Unpack it, or save it again as DOCX.")


def password(where: str) -> UserError:
    """Return the refusal of a file that a password locks."""
    return fail(where, "is locked by a password.", "Open it, take the password off, and save it again.")


def scan(where: str, what: str = "is a scan: its pages are pictures without text.") -> UserError:
    """Return the refusal of pictures of text."""
    return fail(where, what, "Recognise its text first (OCR) and save that as DOCX, PDF or TXT.")


def too_large(where: str, what: str) -> UserError:
    """Return the refusal of a file that is larger than any plan; `what` says how large."""
    return fail(
        where,
        f"is larger than a plan can be ({what}).",
        "Take out its pictures or save only the plan itself.",
    )


def damaged(where: str, what: str) -> UserError:
    """Return the refusal of a file that is not what its format says; `what` says how."""
    return fail(where, f"is damaged: {what}.", "Open it in Word or WPS and save it again.")
