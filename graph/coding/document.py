"""The document that a coded plan was read from: where it is, and whether it is still the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph.documents.read import read_document
from graph.documents.text import Text
from graph.errors import fail


def coded_text(plan: Path, source: Mapping[str, Any], given: Path | None = None) -> Text | None:
    """Return the document that a plan was coded from; None where it is neither given nor found.

    Parameters
    ----------
    plan
        The file of the coded plan; its document is looked for beside it.
    source
        What the plan says under `source:`.
    given
        The document, or a folder with it.

    Raises
    ------
    UserError
        When a folder is given and it is not in it, and when its text has changed.
    """
    path = _place(plan, Path(source["file"]), given)
    if path is None:
        if given:
            what = f"does not hold the document {source['file']}."
            raise fail(str(given), what, "Name the document itself, or another folder.")
        return None
    text = read_document(path)
    if text.text_sha256 != source["text_sha256"]:
        what = f"is not the text that was coded (reader {source['reader']}): its checksum differs."
        raise fail(str(path), what, "Give the file as it was with --source PATH, or extract the plan again.")
    return text


def _place(plan: Path, file: Path, given: Path | None) -> Path | None:
    if given and given.is_file():
        return given
    folders = (given,) if given else (plan.parent, Path())
    places = [folder / each for folder in folders for each in (file, file.name)]
    return next((place for place in places if place.is_file()), None)
