"""Plain text, reader "plain 1": bytes in any usual Chinese encoding to text with stable offsets."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from graph.documents.text import Text, make_text
from graph.errors import UserError, fail

READER = "plain 1"
REMEDY = "Save the file as UTF-8; Chinese Windows programs often write GB18030."

MARKS = (  # the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
GUESSES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
SHOWN = {
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
}

# The characters that make up about half of an official text, in both scripts, with its punctuation.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先"
    "务责任单位市政府局委县乡镇牵配改服环境优营商企深推落办项目审批监督完善促保障规范强化健全省厅州院城乡住房财税金融科技教育"
    "這個國時來們會發動說產種後學經進著電裡現實體機當應開還業長問題與關內數無軍員責任單務縣鄉鎮牽環優營審監強規範辦項標點財稅區"
    "，。、；：“”《》（）〔〕"
)
PLAUSIBLE = 0.2
CLEARLY = 2.0
SAMPLE = 20_000


def read_plain(path: Path) -> Text:
    r"""Return the text of a file: no byte-order mark, every line end as ``\n``.

    The notes name the encoding where it is not UTF-8.

    Raises
    ------
    UserError
        When the file cannot be read, or its encoding cannot be told; the message names
        the line of the first byte that is not UTF-8.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise fail(str(path), "cannot be read.", f"{error.strerror or error}.") from error
    content, encoding = decode(raw, str(path))
    return make_text(
        content.replace("\r\n", "\n"),
        raw,
        reader=READER,
        media_type="text/plain",
        notes=encoding_notes(encoding),
    )


def decode_utf8(raw: bytes, where: str) -> str:
    """Return UTF-8 bytes as text without a byte-order mark; a wrong byte is reported with its line."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise fail(
            f"{where}, line {line}", f"is not UTF-8 (byte 0x{raw[error.start]:02x}).", REMEDY
        ) from error


def decode(raw: bytes, where: str, declared: str = "") -> tuple[str, str]:
    """Return the text of `raw` without its byte-order mark, and the encoding that it was read in.

    A mark decides, then whether the bytes are UTF-8, then which encoding gives the
    characters that official texts consist of. `declared` is what the file says of itself
    (one of `GUESSES`); it decides only what the characters leave open.

    Raises
    ------
    UserError
        When the bytes are not text, or two encodings are as likely.

    Examples
    --------
    >>> decode("責任單位：市政府".encode("big5"), "plan.txt")
    ('責任單位：市政府', 'big5hkscs')
    """
    marked = next((encoding for mark, encoding in MARKS if raw.startswith(mark)), "")
    if marked:
        return _decode_marked(raw, marked, where)
    try:
        content, encoding = decode_utf8(raw, where), "utf-8"
    except UserError as error:
        found = _guess(raw, declared)
        if found is None:
            raise error from None
        return found
    return (content, encoding) if "\0" not in content else _without_zeros(raw, where)


def encoding_notes(encoding: str) -> tuple[str, ...]:
    """Return what a reader says of an encoding: nothing of UTF-8, which is the rule."""
    return (f"The encoding is {SHOWN[encoding]}.",) if encoding in SHOWN else ()


def likeness(text: str) -> float:
    """Return the share of common characters among those of `text` that are not ASCII; 0 for none.

    Examples
    --------
    >>> likeness("ab，市政府龘"), likeness("plan")
    (0.8, 0.0)
    """
    foreign = [character for character in text if character > "\x7f"]
    return sum(character in COMMON for character in foreign) / len(foreign) if foreign else 0.0


def _decode_marked(raw: bytes, encoding: str, where: str) -> tuple[str, str]:
    if encoding == "utf-8-sig":
        return decode_utf8(raw, where), "utf-8"
    try:
        return raw.decode(encoding), encoding
    except UnicodeDecodeError as error:
        what = f"its first bytes say {SHOWN[encoding]}, but it is not (byte {error.start})."
        raise fail(where, what, "Save the file as UTF-8.") from error


def _without_zeros(raw: bytes, where: str) -> tuple[str, str]:
    """Return bytes that pass for UTF-8 but hold zeros, which no text does: UTF-16 of ASCII, or no text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        content = _strict(raw, encoding)
        if content is not None and content.isascii() and "\0" not in content:
            return content, encoding
    found = _guess(raw, "")
    if found is None:
        raise fail(
            where, "is not text: it holds zero bytes.", "Name the document itself, or save it as UTF-8."
        )
    return found


def _guess(raw: bytes, declared: str) -> tuple[str, str] | None:
    """Return the text in the encoding that official text speaks for, None where none does clearly."""
    scores = []
    for encoding in GUESSES:
        content = _strict(raw, encoding)
        if content is not None and not re.search(r"[\0\ufffe\uffff]", content):
            scores.append((likeness(content[:SAMPLE]), encoding == declared, encoding, content))
    scores.sort(reverse=True)
    if not scores or scores[0][0] < PLAUSIBLE:
        return next(
            ((content, encoding) for _, is_declared, encoding, content in scores if is_declared), None
        )
    if len(scores) > 1 and scores[0][0] < CLEARLY * scores[1][0]:
        return next(
            ((content, encoding) for _, is_declared, encoding, content in scores if is_declared), None
        )
    return scores[0][3], scores[0][2]


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
