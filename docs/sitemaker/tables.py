"""The codebook of what commands print: each table's columns, from the command's own JSON."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from graph.cli.main import cli
from graph.coding.plan import read_plan
from graph.errors import fail
from graph.rdf.dataset import dataset_lines
from graph.vocabulary.ontology import Ontology

Row = dict[str, object]
FIRST, SECOND = "zhongmu-2025", "zhongmu-2025-final"
PLANS = ("docs/example/county.yaml", "docs/example/county-final.yaml")
ONE = ("--plan", FIRST)
FEW = ("--samples", "10")
COMMANDS = (
    ("rank --all", *ONE, *FEW),
    *((f"hotspots --kind {kind}", *ONE) for kind in ("measure", "pair", "agency", "section")),
    ("gaps", *ONE),
    *((f"uncertainty {kind}", *ONE, *FEW) for kind in ("intervals", "outranks", "communities")),
    ("uncertainty sensitivity", *ONE),
    ("ties", *ONE, *FEW),
    *((f"compare --table {name}", FIRST, SECOND) for name in ("loads", "structure", "leads", "measures")),
    *((f"whatif --table {name}", "--drop", "1", *ONE) for name in ("agencies", "measures")),
    ("coverage", *ONE),
)
"""What is typed, as the page shows it, and what is needed beside that to get rows out of two small plans."""


def tables(root: Path, ontology: Ontology) -> list[Row]:
    """Return the commands that print rows, each with its columns."""
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "graph.nq"
        files = [read_plan(root / path, ontology) for path in PLANS]
        register = ontology.register(tuple(agency for file in files for agency in file.plan.agencies))
        graph.write_text("".join(dataset_lines(files, register, ontology)), encoding="utf-8", newline="\n")
        return list(_printed(graph))


def _printed(graph: Path) -> Iterator[Row]:
    for shown, *needed in COMMANDS:
        words = [*shown.split(), *needed, "--format", "json", "--graph", str(graph)]
        result = CliRunner().invoke(cli, words)
        if result.exit_code != 0:
            raise fail(f"tiaokuai {shown}", result.output.strip() or "prints nothing.")
        told = json.loads(result.stdout)
        yield {"name": shown, "schema": told["schema"], "columns": told["columns"]}
