"""Documents at hand: those of a file or a folder that have one of the checksums that are wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

from graph.documents.read import read_document
from graph.documents.text import Text
from graph.errors import fail

LARGEST = 50_000_000
MOST_FILES = 5_000


def held_documents(source: Path, wanted: Collection[str]) -> dict[str, Text]:
    """Return the wanted documents by their checksum: `source` itself, or files anywhere below it.

    Parameters
    ----------
    source
        A document, or a folder with documents.
    wanted
        SHA-256 of the files that are looked for.

    Raises
    ------
    UserError
        When the folder holds too many files, or a wanted document cannot be read.
    """
    found = {}
    for path in [source] if source.is_file() else _files(source):
        checksum = hashlib.sha256(path.read_bytes()).hexdigest()
        if checksum in wanted:
            found[checksum] = read_document(path)
    return found


def _files(folder: Path) -> Iterator[Path]:
    """Yield the regular files below a folder; links are not followed out of it."""
    paths = sorted(folder.rglob("*"))
    if len(paths) > MOST_FILES:
        raise fail(str(folder), f"holds more than {MOST_FILES} files.", "Give a folder with the plans only.")
    for path in paths:
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST:
            yield path
