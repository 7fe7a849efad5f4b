"""`tiaokuai extract`: documents in, coded plans to review out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from graph.cli import options
from graph.cli.documents import Told, documents_in, read_one, told
from graph.cli.options import language
from graph.cli.printing import write_text
from graph.cli.speaking import count_of, progress, speak, tell, tell_points
from graph.errors import UserError, fail

DOUBTFUL, FAILED = 1, 2


@click.command(
    short_help="Read documents into coded plans to review.",
    epilog="Example: tiaokuai extract plan.docx --place 410122 -o plan.yaml",
)
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@options.place
@options.year
@click.option("--topic", default="", metavar="WORD", help="Ends the id, for several plans a year.")
@click.option(
    "--agencies",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Agencies of your own, in Turtle, names: in YAML or a table (CSV, XLSX).",
)
@click.option(
    "-o", "--output", metavar="PATH", help="Write to this file, or of several documents to this folder."
)
@click.option(
    "--new-text", is_flag=True, help="The document has changed: carry the corrections of its plan over."
)
@click.option(
    "--take", multiple=True, metavar="KEY", help="Take the new reading of this measure; again for each."
)
@options.lang
def extract(
    documents: tuple[Path, ...],
    place: str,
    year: int | None,
    topic: str,
    agencies: Path | None,
    output: str | None,
    new_text: bool,
    take: tuple[str, ...],
    lang: str,
) -> None:
    """Read DOCUMENTS into coded plans: YAML, or XLSX for an output that ends so.

    A document is DOCX, PDF with text, saved web pages, XLSX, text and Markdown in any Chinese
    encoding; DOC and WPS where LibreOffice is installed. Of several documents, or a folder
    of them, each becomes ID.yaml in the output folder; a bad one does not stop the others.

    Read are sections, measures, titles, agencies by role, open ends, rules, deadlines, targets,
    conditions and named things, as far as the words are clear.
    Agencies that the register does not know are proposed under names:, unless the file
    of --agencies settles them: what the plan needs of it is copied into the plan.
    Place and year are found in the text where it names them.

    A plan that is there already keeps every correction: the new reading is merged into it,
    and where both changed the same, yours stays and both are listed. What the machine
    wrote last is kept in .tiaokuai/ beside the plan. If nothing changes, the file stays as it
    is; if something does, it is written anew without its comments, and the earlier file is
    kept as NAME.before. A corrected plan whose document has changed is left alone, unless
    --new-text is given: then what is found again has its place in the new text, measures are
    known by their titles where their numbers changed, and what is not found is listed. Where a
    measure was rewritten, --take KEY takes the new reading of it whole.

    What needs a person's eye goes to standard error, a line each: doubts, agencies that are
    only proposed, assignments without a place; it ends the command with status 1, a document
    that cannot be read with 2. Doubts are in the language of --lang, in the plan too.
    """
    said = told(place, year, topic, agencies)
    found = documents_in(documents)
    joining = {"is_new_text": new_text, "taken": take}
    folder = _folder(documents, found, output)
    if folder:
        status = _extract_all(found, said, folder, joining)
    else:
        status = _extract_one(found[0], said, Path(output or "-"), joining)
    if status:
        raise SystemExit(status)


def _folder(named: tuple[Path, ...], found: list[Path], output: str | None) -> Path | None:
    """Return the folder that plans are written to by their ids; None where one plan has its own file."""
    is_folder = bool(output) and (str(output).endswith(("/", "\\")) or Path(str(output)).is_dir())
    several = len(found) > 1 or any(path.is_dir() for path in named)
    if not (several or is_folder):
        return None
    if output in (None, "-"):
        raise fail("-o", f"is needed for {len(found)} documents.", "Name a folder: -o plans/")
    folder = Path(str(output))
    is_file = folder.exists() and not folder.is_dir()
    if is_file or (
        not folder.exists() and not is_folder and folder.suffix.lower() in {".yaml", ".yml", ".xlsx"}
    ):
        raise fail(f"-o {output}", f"is one file for {len(found)} documents.", "Name a folder: -o plans/")
    return folder


def _extract_one(document: Path, said: Told, target: Path, joining: dict[str, Any]) -> int:
    """Read a document to a file or the screen; return the exit status."""
    from graph.cli.saving import save

    data, conflicts = read_one(document, said), 0
    if str(target) == "-":
        from graph.coding.writing import yaml_text

        write_text(yaml_text(data), None)
    else:
        data, conflicts = save(target, data, **joining)
    return DOUBTFUL if _told_of(document, data, conflicts) else 0


def _extract_all(documents: list[Path], said: Told, folder: Path, joining: dict[str, Any]) -> int:
    """Read every document to a plan in the folder, past bad ones; return the exit status."""
    from graph.cli.saving import plan_file, same_id, save

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise fail(str(folder), f"cannot be made: {error.strerror or error}.", "Name another.") from error
    taken: dict[Path, Path] = {}
    doubtful = failed = 0
    shows_progress = sys.stderr is not None and sys.stderr.isatty()
    for number, document in enumerate(documents, 1):
        if shows_progress:
            progress(f"{number}/{len(documents)} {document}")
        try:
            data = read_one(document, said)
            target = plan_file(folder, data, document, taken)
            data, conflicts = save(target, data, **joining)
            taken[target] = document
            shared = same_id(target, data)
            tell([shared] if shared else [])
            doubtful += _told_of(document, data, conflicts) or bool(shared)
        except UserError as error:
            failed += 1
            tell(error.problems)
    counts = {"read": len(taken), "doubtful": doubtful, "failed": failed}
    speak("extract.folder", folder=folder, n=len(documents), **counts)
    return FAILED if failed else DOUBTFUL if doubtful else 0


def _told_of(document: Path, data: dict[str, Any], conflicts: int) -> bool:
    """Tell what of a document's plan needs a person's eye; return whether anything does."""
    from graph.coding.open_points import open_points

    points = open_points(data, str(document))
    tell_points(points)
    speak("extract.read", document=document, review=count_of(points) + _counted(conflicts))
    return bool(points or conflicts)


def _counted(conflicts: int) -> str:
    from graph.views.wording import amount

    return amount("open-conflicts", conflicts, language()) if conflicts else ""
