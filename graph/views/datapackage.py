"""The codebook for machines: a Data Package (version 2) of the CSV files, with a Table Schema each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from graph.table import Column
from graph.views.codebook import Described
from graph.views.jsonld import Published
from graph.views.report_facts import ReportFacts
from graph.views.tables import heading
from graph.views.wording import say
from graph.vocabulary.namespaces import DATA_PACKAGE, ID, SPDX

TYPES: dict[str, dict[str, Any]] = {
    "iri": {"type": "string", "format": "uri"},
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "date": {"type": "date"},
}
"""What the type of a column is in a Table Schema."""
MISSING = [""]


def datapackage(
    facts: ReportFacts, tables: Iterable[Described], files: Mapping[str, bytes], published: Published
) -> str:
    """Return datapackage.json of the tables of one plan.

    Parameters
    ----------
    facts
        What is said of the plan.
    tables
        The tables, described; the file of each is NAME.csv.
    files
        The content of the CSV files, by name: their sizes and checksums are stated.
    published
        Who made the data and under which licence; what is not known is left out, as
        the standard asks.

    Notes
    -----
    Data Package and Table Schema, version 2.0 (datapackage.org). Names of columns in
    both languages, their units, the number of rows and what makes a table (a question
    or a module) are properties of our own, which the standard allows. A key is stated
    only where it holds: a Table Schema allows no empty cell in it.
    """
    package: dict[str, Any] = {
        "$schema": DATA_PACKAGE,
        "name": facts.plan,
        "id": f"{ID}plan/{facts.plan}",
        "title": say("dataset.name", "en", title=facts.name("en")),
        "description": "\n\n".join(
            (
                say(f"report.status.{facts.status}", "en"),
                say("dataset.name", "zh", title=facts.name("zh")),
                say(f"report.status.{facts.status}", "zh"),
                say("dataset.neutralised", "en"),
                say("dataset.neutralised", "zh"),
            )
        ),
        "version": facts.version,
        "keywords": say("dataset.keywords", "en").split(", "),
        "sources": [_source(facts)],
    }
    if published.creators:
        package["contributors"] = [{"title": name, "roles": ["creator"]} for name in published.creators]
    if published.licence:
        package["licenses"] = [{"name": published.licence, "path": SPDX + published.licence}]
    package["resources"] = [_resource(each, files[f"{each.table.name}.csv"]) for each in tables]
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _source(facts: ReportFacts) -> dict[str, str]:
    """Return the document that was coded, with its checksum; its words are not in the package."""
    source = {"title": facts.title, "version": facts.source_sha256}
    return source | ({"path": facts.url} if facts.url else {})


def _resource(described: Described, content: bytes) -> dict[str, Any]:
    table = described.table
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": MISSING,
    }
    if described.key and _tells_apart(described):
        schema["primaryKey"] = list(described.key)
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": described.en,
        "description": described.zh,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "rows": len(table.rows),
        "maker": described.maker,
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field = {
        "name": column.name,
        **TYPES[column.type],
        "title": heading(column, "en"),
        "description": heading(column, "zh"),
        "zh": column.zh,
        "en": column.en,
    }
    return field | ({"unit": column.unit} if column.unit else {})


def _tells_apart(described: Described) -> bool:
    rows = described.table.select(described.key).rows
    return len(set(rows)) == len(rows) and not any(None in row for row in rows)
