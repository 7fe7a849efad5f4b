"""Documents on the command line: which files are some, and each read into a coded plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from graph.cli.options import language
from graph.errors import Problem, UserError, fail

if TYPE_CHECKING:
    from graph.extraction.reading import Extra

CODED = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s*#[^\n]*\n|\s)*format:\s*tiaokuai-plan/")
HEAD = 4096


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says of the documents beside their text; "", 0 and None where nothing."""

    place: str = ""
    year: int = 0
    topic: str = ""
    extra: Extra | None = None


def told(place: str, year: int | None, topic: str, agencies: Path | None) -> Told:
    """Return what the options say, once the place is known and the file of agencies is read.

    Raises
    ------
    UserError
        When the place is none, or for what is wrong in the file of agencies.
    """
    from graph.coding.authority import read_authority
    from graph.extraction.reading import known_place
    from graph.vocabulary.gazetteer import build_gazetteer
    from graph.vocabulary.ontology import load_ontology

    ontology = load_ontology()
    if place:
        known_place(place, build_gazetteer(ontology.places))
    extra = read_authority(agencies, ontology).agencies if agencies else None
    return Told(place, year or 0, topic, extra)


def documents_in(paths: Iterable[Path]) -> list[Path]:
    """Return the documents named: files as they are, of folders what may hold a plan and is not coded yet.

    Raises
    ------
    UserError
        When a folder holds none.
    """
    found: list[Path] = []
    for path in paths:
        inside = list(_of_folder(path)) if path.is_dir() else [path]
        if not inside:
            what = "holds no document (DOCX, PDF, web page, XLSX, text)."
            raise fail(str(path), what, "Name the files, or another folder.")
        found += inside
    return list(dict.fromkeys(found))


def _of_folder(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if not path.name.startswith((".", "~$")) and is_document(path):
            yield path


def is_coded(path: Path) -> bool:
    """Return whether a file is a coded plan already: YAML by name or first key, or a coding sheet."""
    from graph.coding.workbook import is_sheet

    if path.suffix.lower() in {".yaml", ".yml"}:
        return True
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith(b"PK\x03\x04") and path.suffix.lower() == ".xlsx":
        try:
            return is_sheet(path.read_bytes(), str(path))
        except UserError:
            return False
    return bool(CODED.match(head))


def is_document(path: Path) -> bool:
    """Return whether a path names a document to be read, and no coded plan or folder."""
    from graph.documents.read import is_readable

    return path.is_file() and is_readable(path) and not is_coded(path)


def read_one(document: Path, said: Told) -> dict[str, Any]:
    """Return the coded plan that a document holds, its doubts in the language of the command.

    Raises
    ------
    UserError
        When it cannot be read, or is a coded plan; every line names the document.
    """
    from graph.extraction.reading import read_plan_text
    from graph.views.messages import with_doubts_said

    if document.is_file() and is_coded(document):
        raise fail(
            str(document), "is a coded plan already.", f"Build it: tiaokuai build {quote(str(document))}"
        )
    try:
        draft = read_plan_text(document, said.place, said.year, said.topic, said.extra)
    except UserError as error:
        raise UserError(_naming(document, each) for each in error.problems) from error
    return with_doubts_said(draft.data, language())


def _naming(document: Path, problem: Problem) -> Problem:
    if problem.where.startswith(str(document)):
        return problem
    return Problem(f"{document}: {problem.where}", problem.what, problem.remedy)
