"""The coded plan under review with its document: opened, checked against it, saved whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from graph.coding.document import coded_text
from graph.coding.nodes import DECIMAL, Coded, read_nodes
from graph.coding.plan import read_bytes, read_coded
from graph.coding.schema import schema_problems
from graph.coding.sheets import sheet_bytes
from graph.coding.writing import yaml_text
from graph.documents.text import Text
from graph.errors import UserError, fail
from graph.model import Agency
from graph.server.review_check import Fault, plan_faults
from graph.vocabulary.ontology import Ontology

WORKBOOK = b"PK\x03\x04"
EXACT = frozenset({"value", "maximum", "confidence"})
"""Numbers that travel as text, so that a browser does not round 99.90 to 99.9."""


@dataclass(frozen=True, slots=True)
class Review:
    """A coded plan file, the text that its offsets run over, and the words that it may use."""

    path: Path
    text: Text
    ontology: Ontology
    extra: tuple[Agency, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """The plan as the file has it now; `sha256` tells whether somebody changed it meanwhile."""

    coded: Coded
    sha256: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving: the new checksum, or the faults for which nothing was written."""

    sha256: str = ""
    faults: tuple[Fault, ...] = ()
    changed_on_disk: bool = False


def open_review(
    path: Path, document: Path | None, ontology: Ontology, extra: tuple[Agency, ...] = ()
) -> Review:
    """Return the review of a coded plan with its document: in `document`, or the file that `source:` names.

    Raises
    ------
    UserError
        When the plan has not the form of a coded plan, when no document is found, and
        when the document is not the one that was coded.
    """
    coded = read_version(path).coded
    if problems := schema_problems(coded):
        raise UserError(problems)
    source = coded.data["plan"]["source"]
    text = coded_text(path, source, document)
    if text is None:
        what = f"its document {source['file']} is neither beside it nor where source: says."
        raise fail(str(path), what, "Put it beside the plan, or name it with --source PATH.")
    return Review(path, text, ontology, extra)


def read_version(path: Path) -> Version:
    """Return the coded plan as the file has it now; a coding sheet as if it were YAML."""
    raw = read_bytes(path)
    coded = read_coded(raw, str(path))
    if raw.startswith(WORKBOOK):
        coded = read_nodes(yaml_text(coded.data), str(path))
    return Version(coded, hashlib.sha256(raw).hexdigest())


def save(review: Review, data: Mapping[str, Any], version: str) -> Saved:
    """Write `data` in place of the plan that had the checksum `version`, or say why nothing was written.

    A coding sheet stays a coding sheet. The file is replaced in one step; what it held
    before stays beside it with the suffix .bak, unless nothing changed.

    Raises
    ------
    UserError
        When `data` is no plan that YAML can hold, or the file cannot be written.
    """
    before = read_bytes(review.path)
    if hashlib.sha256(before).hexdigest() != version:
        return Saved(changed_on_disk=True)
    content = yaml_text(exact_numbers(data))
    coded = read_nodes(content, str(review.path))
    if faults := plan_faults(coded, review.ontology, review.extra):
        return Saved(faults=tuple(faults))
    raw = sheet_bytes(coded.data, review.ontology) if before.startswith(WORKBOOK) else content.encode()
    if raw != before:
        _replace(review.path.resolve(), raw, before)
    return Saved(sha256=hashlib.sha256(raw).hexdigest())


def _replace(path: Path, raw: bytes, before: bytes) -> None:
    fresh = path.with_name(f".{path.name}.new")
    try:
        path.with_name(f"{path.name}.bak").write_bytes(before)
        fresh.write_bytes(raw)
        fresh.chmod(path.stat().st_mode & 0o777)
        fresh.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink()
        what = f"cannot be written: {error.strerror or error}."
        raise fail(str(path), what, "Nothing was changed; make room or give the right to write.") from error


def exact_numbers(value: Any, key: str = "") -> Any:
    """Return data with the numbers that travelled as text made numbers again.

    Examples
    --------
    >>> exact_numbers({"value": "99.90", "maximum": "120", "as_written": "120"})
    {'value': Decimal('99.90'), 'maximum': 120, 'as_written': '120'}
    """
    if isinstance(value, dict):
        return {name: exact_numbers(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [exact_numbers(each, key) for each in value]
    if key in EXACT and isinstance(value, str) and DECIMAL.fullmatch(value):
        return Decimal(value) if "." in value else int(value)
    return value


def travelling(value: Any) -> Any:
    """Return data fit for JSON: the numbers in `EXACT` as text, as the plan writes them.

    Examples
    --------
    >>> travelling({"value": Decimal("99.90"), "at": [3, 8]})
    {'value': '99.90', 'at': [3, 8]}
    """
    if isinstance(value, dict):
        return {
            name: str(each) if name in EXACT and isinstance(each, int | Decimal) else travelling(each)
            for name, each in value.items()
        }
    return [travelling(each) for each in value] if isinstance(value, list) else value
