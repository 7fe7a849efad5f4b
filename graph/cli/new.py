"""`tiaokuai new`: a coded plan or a coding sheet to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import write_bytes, write_text
from graph.errors import fail


@click.command(
    short_help="Start a coded plan (YAML or XLSX) to fill in.",
    epilog="Example: tiaokuai new plan.docx --place 410100 --year 2025 -o plan.yaml",
)
@click.argument("document", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@options.place
@options.year
@options.output
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "xlsx"]),
    help="Form of the plan; default: xlsx for a file that ends so, else yaml.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def new(
    document: Path | None, place: str, year: int | None, output: Path | None, form: str | None, force: bool
) -> None:
    """Start a coded plan to fill in: YAML with a comment at every field, or a sheet with drop-downs.

    With a DOCUMENT (text, DOCX, PDF … as for extract) the checksums and the length are
    filled in, so that offsets can point into it.
    """
    from graph.coding.blank import blank_plan, blank_sheet
    from graph.documents.read import read_document
    from graph.extraction.reading import known_place
    from graph.vocabulary.gazetteer import build_gazetteer
    from graph.vocabulary.ontology import load_ontology

    if output and output.exists() and not force:
        raise fail(
            str(output), "is there already, and is left as it was.", "Name another file, or add --force."
        )
    ontology = load_ontology()
    code = known_place(place, build_gazetteer(ontology.places)).code if place else ""
    text = read_document(document) if document else None
    name = document.name if document else ""
    if (form or ("xlsx" if output and output.suffix.lower() == ".xlsx" else "yaml")) == "yaml":
        write_text(blank_plan(ontology, code, year, name, text), output)
    elif output is None or str(output) == "-":
        raise fail("--format xlsx", "is for a file.", "Name one: -o plan.xlsx.")
    else:
        write_bytes(blank_sheet(ontology, code, year, name, text), output)
