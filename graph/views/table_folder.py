"""The folder of tables: a CSV a table, and the codebook for people and for machines."""

from __future__ import annotations

from collections.abc import Sequence

from graph.table import Table
from graph.views.codebook import codebook, described
from graph.views.datapackage import datapackage
from graph.views.jsonld import Published
from graph.views.report_facts import ReportFacts
from graph.views.tables import csv_text


def table_files(
    facts: ReportFacts, tables: Sequence[Table], plain: bool, published: Published
) -> dict[str, bytes]:
    """Return the tables as CSV with their codebook, for people and for machines."""
    known = described(tables)
    files = {f"{table.name}.csv": csv_text(table, plain=plain).encode() for table in tables}
    files |= {
        "README.md": codebook(facts, known).encode(),
        "datapackage.json": datapackage(facts, known, files, published).encode(),
    }
    return {f"tables/{name}": content for name, content in files.items()}
