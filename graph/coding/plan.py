"""A coded plan file → a `Plan` with its names resolved, or every fault with its line."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from graph.coding.check import check_plan
from graph.coding.names import added_agencies, resolve_names
from graph.coding.nodes import Coded, read_nodes
from graph.coding.open_points import Point, open_points
from graph.coding.records import make_plan
from graph.coding.repeats import check_repeats
from graph.coding.schema import schema_problems
from graph.documents.plain import decode_utf8
from graph.errors import Problem, UserError, fail
from graph.model import Agency, Plan
from graph.vocabulary.ontology import Ontology

LARGEST = 20_000_000


@dataclass(frozen=True, slots=True)
class CodedFile:
    """A coded plan, the checksum of the file that it came from, and what of it waits for a person."""

    path: Path
    sha256: str
    plan: Plan
    points: tuple[Point, ...] = ()


def read_plan(path: Path, ontology: Ontology, extra: tuple[Agency, ...] = ()) -> CodedFile:
    """Return the plan that a YAML file or a coding sheet (XLSX) codes.

    `extra` are agencies given beside the shipped ones (``--agencies FILE``).

    Raises
    ------
    UserError
        With everything that is wrong, each with file, line, measure and remedy.
    """
    raw = read_bytes(path)
    coded = read_coded(raw, str(path))
    _raise(schema_problems(coded))
    _raise(check_plan(coded, ontology))
    added, problems = added_agencies(coded, ontology)
    _raise(problems)
    register = ontology.register((*extra, *added))
    resolved, problems = resolve_names(coded, register)
    _raise(problems)
    plan = make_plan(coded.data, resolved, added)
    return CodedFile(path, hashlib.sha256(raw).hexdigest(), plan, tuple(open_points(coded.data)))


def read_coded(raw: bytes, file: str) -> Coded:
    """Return the data of a coded plan: of a coding sheet when the bytes are a workbook's, else of YAML."""
    if raw.startswith(b"PK\x03\x04"):
        from graph.coding.workbook import read_sheet

        return read_sheet(raw, file)
    return read_nodes(decode_utf8(raw, file), file)


def open_coded(path: Path) -> Coded:
    """Return the data of a coded plan that the schema accepts; whether names resolve is not asked.

    Raises
    ------
    UserError
        When the file cannot be read, and for everything that the schema refuses or that stands twice.
    """
    coded = read_coded(read_bytes(path), str(path))
    _raise(schema_problems(coded))
    _raise([Problem(coded.where(place), what, remedy) for place, what, remedy in check_repeats(coded)])
    return coded


def read_bytes(path: Path) -> bytes:
    """Return what the file of a coded plan holds.

    Raises
    ------
    UserError
        When it cannot be read or is far too large.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise fail(str(path), f"is larger than {LARGEST} bytes.", "A coded plan is far smaller.")
        return path.read_bytes()
    except OSError as error:
        raise fail(str(path), "cannot be read.", f"{error.strerror or error}.") from error


def _raise(problems: list[Problem]) -> None:
    if problems:
        raise UserError(problems)
