"""Any plan's file to text: the content says which reader reads it, the name only where content is silent."""

from __future__ import annotations

import re
from pathlib import Path

from graph.documents.guard import kind_of, read_bytes, refuse_unreadable
from graph.documents.text import Text

SUFFIXES = frozenset(
    {".docx", ".doc", ".wps", ".pdf", ".html", ".htm", ".shtml", ".mht", ".mhtml", ".xlsx", ".xls", ".rtf"}
    | {".odt", ".txt", ".md"}
)
WEB_SUFFIXES = frozenset({".html", ".htm", ".shtml", ".mht", ".mhtml"})
OFFICE_KINDS = frozenset({"ole", "rtf", "odt", "ods"})
PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
WHOLE_PAGE = re.compile(rb"(?:From|MIME-Version|Content-Type|Subject):", re.I)


def read_document(path: Path) -> Text:
    """Return the text of a plan's file, whatever its format.

    Raises
    ------
    UserError
        For a folder, a device, an empty or too large file, and for what no reader opens
        (OFD, scans, archives, files behind a password); the message says what to do.
    """
    raw = read_bytes(path)
    refuse_unreadable(raw, str(path))
    kind = kind_of(raw)
    if kind == "docx":
        from graph.documents.word import read_word

        return read_word(path)
    if kind == "xlsx":
        from graph.documents.sheets import read_sheet

        return read_sheet(path)
    if kind in OFFICE_KINDS:
        from graph.documents.office import read_office

        return read_office(path)
    if kind == "pdf":
        from graph.documents.pages import read_pages

        return read_pages(path)
    return _read_text(path, raw)


def is_readable(path: Path) -> bool:
    """Say whether a file's name is one of a plan, for choosing files of a folder.

    Examples
    --------
    >>> is_readable(Path("plan.PDF")), is_readable(Path("notes.csv"))
    (True, False)
    """
    return path.suffix.lower() in SUFFIXES


def is_page(raw: bytes) -> bool:
    """Say whether bytes begin as a web page, in one or two bytes a character, or as a page saved whole."""
    head = raw[:4096].replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf")
    head = head.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    is_saved_whole = bool(WHOLE_PAGE.match(head)) and b"multipart/related" in head
    return bool(PAGE.match(head)) or is_saved_whole


def _read_text(path: Path, raw: bytes) -> Text:
    """Read what is text: a page by its content or its name, else plain."""
    if is_page(raw) or path.suffix.lower() in WEB_SUFFIXES:
        from graph.documents.web import read_web

        return read_web(path)
    from graph.documents.plain import read_plain

    return read_plain(path)
