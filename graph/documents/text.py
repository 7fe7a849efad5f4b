"""The one form that every reader gives: text, the blocks that it consists of, and checksums."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from graph.model import Span


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a document, or a row of a table, where it stands in the text.

    `cells` has one span a column of the table's grid, for rows only: a cell merged over
    several columns or rows is the same span in each, so that its words are read once.
    `table` counts the tables of the document from 1 (0: a paragraph). `heading` is the
    outline level that the document itself gives a paragraph (0: none), `bold` the number
    of its leading characters that are bold.
    """

    start: int
    end: int
    cells: tuple[Span, ...] = ()
    table: int = 0
    heading: int = 0
    bold: int = 0


@dataclass(frozen=True, slots=True)
class Text:
    """The text that offsets run over, with the checksums that hold file and text together.

    `blocks` is empty where the reader knows no more than lines (plain text). `notes` says
    what the reader left out or decided (tracked changes, headers, attachments), in words
    for the person who reviews.
    """

    content: str
    sha256: str
    text_sha256: str
    reader: str
    media_type: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()


def make_text(  # noqa: PLR0913 (the fields of a Text, all but two by name)
    content: str,
    raw: bytes,
    *,
    reader: str,
    media_type: str,
    blocks: tuple[Block, ...] = (),
    notes: tuple[str, ...] = (),
) -> Text:
    """Return the text that `reader` found in the bytes `raw` of a file."""
    return Text(
        content=content,
        sha256=hashlib.sha256(raw).hexdigest(),
        text_sha256=hashlib.sha256(content.encode()).hexdigest(),
        reader=reader,
        media_type=media_type,
        blocks=blocks,
        notes=notes,
    )
