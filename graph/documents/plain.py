"""Plain text, reader "plain 1": bytes to text with stable offsets."""

from __future__ import annotations

from pathlib import Path

from graph.documents.text import Text, make_text
from graph.errors import fail

READER = "plain 1"


def read_plain(path: Path) -> Text:
    r"""Return the text of a UTF-8 file: no byte-order mark, every line end as ``\n``.

    Raises
    ------
    UserError
        When the file cannot be read or is not UTF-8; the message names the line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise fail(str(path), "cannot be read.", f"{error.strerror or error}.") from error
    content = decode_utf8(raw, str(path)).replace("\r\n", "\n")
    return make_text(content, raw, reader=READER, media_type="text/plain")


def decode_utf8(raw: bytes, where: str) -> str:
    """Return UTF-8 bytes as text without a byte-order mark; a wrong byte is reported with its line."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise fail(
            f"{where}, line {line}",
            f"is not UTF-8 (byte 0x{raw[error.start]:02x}).",
            "Save the file as UTF-8; Chinese Windows programs often write GB18030.",
        ) from error
