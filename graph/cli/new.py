"""`tiaokuai new`: a coded plan to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import write_text
from graph.errors import fail


@click.command(short_help="Start a coded plan (YAML) to fill in.")
@click.argument("document", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--place", default="", metavar="CODE", help="GB/T 2260 code of the place (410100), or cn.")
@click.option("--year", type=click.IntRange(1949, 2200), help="Year of the plan.")
@options.output
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def new(document: Path | None, place: str, year: int | None, output: Path | None, force: bool) -> None:
    """Start a coded plan (YAML) to fill in, with a comment at every field.

    With a DOCUMENT (plain text, UTF-8) the checksums and the length are filled in,
    so that offsets can point into it.
    """
    from graph.coding.blank import blank_plan
    from graph.documents.plain import read_plain
    from graph.vocabulary.ontology import load_ontology

    if output and output.exists() and not force:
        raise fail(
            str(output), "is there already, and is left as it was.", "Name another file, or add --force."
        )
    text = read_plain(document) if document else None
    content = blank_plan(load_ontology(), place, year, document.name if document else "", text)
    write_text(content, output)
