"""Older office files (.doc, .wps, .xls, .et, .rtf, .odt, .ods), reader "office 1": through LibreOffice."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from graph.documents.guard import kind_of, read_bytes, refuse_unreadable
from graph.documents.package import open_package
from graph.documents.sheets import read_workbook
from graph.documents.text import Text, make_text
from graph.documents.word import read_document_part
from graph.errors import UserError, fail

READER = "office 1"
SECONDS = 120.0
PROGRAMS = ("soffice", "libreoffice")
TABLES = {"xls": "application/vnd.ms-excel", "ods": "application/vnd.oasis.opendocument.spreadsheet"}
DOCUMENTS = {
    "doc": "application/msword",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
}
NOWHERE = {"http_proxy": "127.0.0.1:9", "https_proxy": "127.0.0.1:9"}  # a linked picture is not fetched


def read_office(path: Path) -> Text:
    """Return the text of an older office file, converted to DOCX or XLSX by LibreOffice.

    Raises
    ------
    UserError
        When LibreOffice is not installed, takes longer than two minutes or cannot convert the
        file, and whatever the readers of DOCX and XLSX refuse.
    """
    raw = read_bytes(path)
    refuse_unreadable(raw, str(path))
    form = form_of(raw, str(path))
    converted = convert(raw, form, "xlsx" if form in TABLES else "docx", str(path))
    read = read_workbook if form in TABLES else read_document_part
    content, blocks, notes = read(converted, str(path))
    media_type = (TABLES | DOCUMENTS)[form]
    notes = ("converted by LibreOffice", *notes)
    return make_text(content, raw, reader=READER, media_type=media_type, blocks=blocks, notes=notes)


def form_of(raw: bytes, where: str) -> str:
    """Return which older form a file has: doc (also .wps), xls (also .et), rtf, odt or ods."""
    kind = kind_of(raw)
    if kind in ("odt", "ods"):
        open_package(raw, where)
        return kind
    if kind == "rtf":
        return kind
    if kind == "ole" and "WordDocument".encode("utf-16-le") in raw:
        return "doc"
    if kind == "ole" and any(name.encode("utf-16-le") in raw for name in ("Workbook", "Book")):
        return "xls"
    raise fail(where, "is no office document that is known.", "Save it as DOCX, PDF or TXT.")


def convert(raw: bytes, form: str, into: str, where: str) -> bytes:
    """Return a file converted by LibreOffice, in a folder and with a profile of its own."""
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise fail(
            where,
            "is an older office file, which is read through LibreOffice, and that is not installed.",
            "Install it (on Debian: apt install libreoffice-writer-nogui libreoffice-calc-nogui), "
            "or save the file as DOCX or XLSX.",
        )
    with tempfile.TemporaryDirectory(prefix="tiaokuai-", ignore_cleanup_errors=True) as folder:
        with tempfile.NamedTemporaryFile(dir=folder, suffix=f".{form}", delete=False) as file:
            file.write(raw)
        given, profile = Path(file.name), Path(folder) / "profile"
        options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
        _run([program, *options, "--convert-to", into, "--outdir", folder, str(given)], where)
        made = given.with_suffix(f".{into}")
        if not made.is_file():
            raise _not_converted(where)
        return read_bytes(made)


def _run(command: list[str], where: str) -> None:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 - the program that the machine has, and our own file
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True, env=os.environ | NOWHERE
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired as error:
            raise fail(
                where,
                f"was given up: LibreOffice took longer than {SECONDS:g} seconds.",
                "Open it in Word or WPS and save it as DOCX.",
            ) from error
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)


def _not_converted(where: str) -> UserError:
    return fail(
        where,
        "could not be converted by LibreOffice: it is damaged or locked by a password.",
        "Open it in Word or WPS and save it as DOCX.",
    )
