"""A plan file and a new extraction: what the machine wrote last is kept, what a person wrote stands."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from graph.coding.merging import Conflict, Merged, merge, merge_moved, with_taken
from graph.coding.moving import lost_places
from graph.coding.nodes import Coded
from graph.coding.plan import LARGEST, open_coded, read_coded
from graph.coding.repeats import check_repeats
from graph.coding.schema import schema_problems
from graph.coding.sheets import sheet_bytes
from graph.coding.writing import yaml_text
from graph.errors import Problem, UserError, fail
from graph.vocabulary.ontology import Ontology

Data = dict[str, Any]
FOLDER = ".tiaokuai"
AS_IT_WAS = "is left as it was."


@dataclass(frozen=True, slots=True)
class Update:
    """What is to be written for a new extraction into a plan file.

    `content` is the file's new bytes (None: it stays byte for byte), `earlier` the bytes of
    the file as a person left it, to be kept beside it (None: nothing of a person is in it),
    `kept` what the machine remembers of this extraction. `is_blind` says that no earlier
    extraction was at hand, so that every difference is a conflict. `lost` are the measure and
    the words of what has no place in the new text. `data` is the plan that the file then holds.
    """

    content: bytes | None
    earlier: bytes | None
    kept: bytes
    data: Data
    conflicts: tuple[Conflict, ...] = ()
    is_blind: bool = False
    lost: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Joining:
    """How a new extraction joins a plan file.

    `is_new_text` carries the corrections over to another text of the document; of the measures
    `taken` the new reading stands, whatever a person wrote; `said` puts the doubts of an earlier plan
    into the language of the new one.
    """

    is_new_text: bool = False
    taken: tuple[str, ...] = ()
    said: Callable[[Data], Data] = lambda data: data


PLAIN = Joining()


def plan_bytes(data: Data, path: Path, ontology: Ontology) -> bytes:
    """Return a coded plan in the form of the file: a coding sheet for `.xlsx`, else YAML."""
    if path.suffix.lower() == ".xlsx":
        return sheet_bytes(data, ontology)
    return yaml_text(data).encode()


def kept_path(plan: Path) -> Path:
    """Return where the machine's last output into a plan file is kept: beside the file, links followed."""
    real = Path(os.path.realpath(plan))
    return real.parent / FOLDER / f"{real.name}.extracted.yaml.gz"


def earlier_path(plan: Path, content: bytes) -> Path:
    """Return where a plan file's earlier bytes go: `NAME.before`, or `NAME.before-2` where that is taken."""
    real = Path(os.path.realpath(plan))
    return next(path for path in _earlier_paths(real) if not path.exists() or _holds(path, content))


def updated(path: Path, extracted: Data, ontology: Ontology, joining: Joining = PLAIN) -> Update:
    """Return what to write so that a plan file holds the new extraction and every correction of a person.

    Raises
    ------
    UserError
        When the file is broken, holds the plan of another document, or was corrected
        over another text of the document; nothing is to be written then.
    """
    content = plan_bytes(extracted, path, ontology)
    theirs = read_coded(content, str(path)).data
    kept = gzip.compress(yaml_text(theirs).encode(), mtime=0)
    if not path.exists():
        return Update(content, None, kept, theirs)
    mine, raw = _corrected(path, theirs)
    base = _last_output(path, mine)
    before, old = joining.said(mine), base and joining.said(base)
    lost: tuple[tuple[str, str], ...] = ()
    if joining.is_new_text and _text_of(mine) != _text_of(theirs):
        merged, moved = merge_moved(old, before, theirs)
        merged = with_taken(merged, theirs, joining.taken)
        lost = tuple(lost_places(moved, merged.data))
    else:
        merged = with_taken(merge_into(path, old, before, theirs), theirs, joining.taken)
    _refuse_broken(path, merged)
    is_blind = base is None and bool(merged.conflicts)
    if merged.data == mine:
        return Update(None, None, kept, mine, merged.conflicts, is_blind)
    is_machines = base is not None and raw == plan_bytes(base, path, ontology)
    fresh = plan_bytes(merged.data, path, ontology)
    return Update(fresh, None if is_machines else raw, kept, merged.data, merged.conflicts, is_blind, lost)


def _text_of(data: Data) -> Any:
    return data["plan"]["source"]["text_sha256"]


def merge_into(path: Path, base: Data | None, mine: Data, theirs: Data) -> Merged:
    """Return the two plans merged; where they cannot be, the error names the file."""
    try:
        merged = merge(base, mine, theirs)
    except UserError as error:
        raise UserError(
            Problem(f"{path}, {each.where}", each.what, each.remedy) for each in error.problems
        ) from error
    return merged


def _refuse_broken(path: Path, merged: Merged) -> None:
    joined = Coded(f"{path}, joined with the new reading", merged.data, {})
    repeats = [Problem(joined.where(place), *said) for place, *said in check_repeats(joined)]
    if problems := schema_problems(joined) or repeats:
        raise UserError([*problems, Problem(str(path), AS_IT_WAS, "Extract to another file.")])


def is_plan_of(path: Path, extracted: Data) -> bool:
    """Return whether the plan in a file was read from the same document, by its name or its text."""
    return _is_of_document(open_coded(path).data, extracted)


def _is_of_document(mine: Data, theirs: Data) -> bool:
    sources = [each["plan"]["source"] for each in (mine, theirs)]
    return any(sources[0][key] == sources[1][key] for key in ("file", "text_sha256"))


def _corrected(path: Path, theirs: Data) -> tuple[Data, bytes]:
    """Return the plan of a file as its person left it, and the file's bytes."""
    try:
        mine: Data = open_coded(path).data
    except UserError as error:
        remedy = "Correct it first, or extract to another file."
        raise UserError([*error.problems, Problem(str(path), AS_IT_WAS, remedy)]) from error
    if not _is_of_document(mine, theirs):
        what = f"holds the plan of {mine['plan']['source']['file']}, and {AS_IT_WAS}"
        raise fail(str(path), what, "Name another file.")
    return mine, path.read_bytes()


def _last_output(path: Path, mine: Data) -> Data | None:
    """Return what the machine last wrote into a plan file; None where that is not known.

    What was written from another text than the plan's is of no use: offsets differ.
    """
    kept = kept_path(path)
    if not kept.exists():
        return None
    try:
        with gzip.open(kept, "rb") as file:
            raw = file.read(LARGEST + 1)
        data: Data = read_coded(raw[:LARGEST], str(kept)).data
        known = data["plan"]["source"]["text_sha256"]
    except (OSError, EOFError, zlib.error, UserError, LookupError, TypeError) as error:
        remedy = "Delete it; every difference from your plan will then be listed."
        raise fail(str(kept), "cannot be read.", remedy) from error
    return data if known == mine["plan"]["source"]["text_sha256"] else None


def _earlier_paths(plan: Path) -> Iterator[Path]:
    yield plan.with_name(f"{plan.name}.before")
    yield from (plan.with_name(f"{plan.name}.before-{number}") for number in count(2))


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content
