"""The tables of a build, read back from its CSV files by what datapackage.json says of them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from graph.errors import UserError, fail
from graph.table import Cell, Column, Table
from graph.views.codebook import Described
from graph.views.datapackage import TYPES
from graph.views.tables import BOM, as_before

DESCRIPTOR = "datapackage.json"
REMEDY = "Run tiaokuai build again."


def packaged_tables(folder: Path) -> list[Described]:
    """Return the tables in the folder of a build, in its order, as they were before they were written.

    Numbers come back as integers and decimals, what is empty as None.

    Raises
    ------
    UserError
        When the folder holds no datapackage.json of a build, or a table that was
        changed since: its checksum is stated there.
    """
    try:
        package = json.loads((folder / DESCRIPTOR).read_bytes())
        return [_table(folder, resource) for resource in package["resources"]]
    except FileNotFoundError as error:
        raise fail(str(error.filename or folder), "is not there.", REMEDY) from error
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise fail(str(folder / DESCRIPTOR), "does not describe the tables of a build.", REMEDY) from error


def _table(folder: Path, resource: dict[str, Any]) -> Described:
    path = folder / Path(resource["path"]).name
    content = path.read_bytes()
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != resource["hash"]:
        raise _changed(path)
    text = content.decode()
    neutral = text.startswith(BOM)
    head, *lines = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""))
    columns = tuple(_column(field) for field in resource["schema"]["fields"])
    if head != [column.name for column in columns]:
        raise _changed(path)
    rows = tuple(
        tuple(_cell(text, column.type, neutral) for text, column in zip(line, columns, strict=True))
        for line in lines
    )
    key = tuple(resource["schema"].get("primaryKey", ()))
    table = Table(resource["name"], columns, rows)
    return Described(table, resource["description"], resource["title"], key, resource["maker"])


def _changed(path: Path) -> UserError:
    return fail(str(path), "was changed after the build.", REMEDY)


def _column(field: dict[str, Any]) -> Column:
    kind = next(name for name, about in TYPES.items() if about.items() <= field.items())
    return Column(field["name"], kind, field["zh"], field["en"], field.get("unit", ""))


def _cell(text: str, kind: str, neutral: bool) -> Cell:
    if not text:
        return None
    match kind:
        case "integer":
            return int(text)
        case "decimal":
            return Decimal(text)
        case "boolean":
            return text == "true"
    return as_before(text) if neutral else text
