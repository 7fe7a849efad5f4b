"""`tiaokuai extract`: a document in, a coded plan to review out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.printing import write_bytes, write_text
from graph.errors import fail

if TYPE_CHECKING:
    from graph.extraction.outline import Doubt


@click.command(short_help="Read a document into a coded plan to review.")
@click.argument("document", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--place", default="", metavar="PLACE", help="Place of the plan: 410100, 昆明市官渡区, or cn.")
@click.option("--year", type=click.IntRange(1949, 2200), help="Year of the plan.")
@click.option("--topic", default="", metavar="WORD", help="Ends the id, for several plans a year.")
@options.output
def extract(document: Path, place: str, year: int | None, topic: str, output: Path | None) -> None:
    """Read a DOCUMENT into a coded plan: YAML, or XLSX for an output that ends so.

    Read are DOCX, PDF with text, saved web pages, XLSX, text and Markdown in any Chinese
    encoding; DOC and WPS where LibreOffice is installed.

    Sections, measures with titles, assignments by role, open ends and the rules of
    the document are read; agencies that the register does not know are proposed under
    names:. Targets, deadlines, named documents, platforms and programmes are not read
    yet: code them by hand. Place and year are found in the text where it names them.

    What needs a person's eye goes to standard error, a line each, and ends the command
    with status 1. A file that is there already is never written over.
    """
    from graph.extraction.reading import read_plan_text

    if output and output.exists():
        raise fail(str(output), "is there already, and is left as it was.", "Name another file.")
    draft = read_plan_text(document, place, year or 0, topic)
    if output and output.suffix.lower() == ".xlsx":
        from graph.coding.sheets import sheet_bytes
        from graph.vocabulary.ontology import load_ontology

        write_bytes(sheet_bytes(draft.data, load_ontology()), output)
    else:
        from graph.coding.writing import yaml_text

        write_text(yaml_text(draft.data), output)
    _tell(document, draft.doubts)
    if draft.doubts:
        raise SystemExit(1)


def _tell(document: Path, doubts: tuple[Doubt, ...]) -> None:
    from graph.views.cells import visible

    for doubt in doubts:
        measure = f", measure {doubt.key}" if doubt.key else ""
        click.echo(visible(f"{document}{measure}: {doubt.what}"), err=True)
    click.echo(f"{document}: read, {len(doubts)} to review", err=True)
