"""`tiaokuai build`: the main job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.documents import Told, is_document, read_one, told
from graph.cli.speaking import count_of, progress, speak, tell_points
from graph.errors import Problem, UserError, fail

if TYPE_CHECKING:
    from graph.build import Options
    from graph.coding.open_points import Point


@click.command(
    short_help="Make the graph, page, report and tables (the main job).",
    epilog="Example: tiaokuai build docs/example/county.yaml -o county-output",
)
@click.argument("plans", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    help="The folder to deliver to; files that no build makes are kept.",
)
@click.option(
    "--agencies",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Agencies of your own, in Turtle; for documents also what extract takes.",
)
@options.place
@options.year
@click.option(
    "--source",
    "documents",
    type=click.Path(path_type=Path, exists=True),
    metavar="PATH",
    help="The plan's document, or a folder with it: every offset is checked against the words.",
)
@options.plan
@options.samples
@options.seed
@options.plain
@options.authors
@options.licence
@options.lang
def build(
    plans: tuple[Path, ...],
    output: Path,
    agencies: Path | None,
    place: str,
    year: int | None,
    documents: Path | None,
    plan: str,
    samples: int,
    seed: int,
    plain: bool,
    authors: tuple[str, ...],
    licence: str,
    lang: str,
) -> None:
    """Build coded plans (files or folders; default: plans/) into a graph, a page, a report and tables.

    A document (DOCX, PDF …) is read as `tiaokuai extract` reads it, and built as it was read,
    without a person's eye; --place and --year are for it. To correct what was read, extract
    it to a file and build that.
    """
    from graph.build import Options
    from graph.network.drawing import Drawing

    read = [path for path in plans if is_document(path)]
    coded = [path for path in plans if path not in read]
    is_for_all = bool(agencies) and (not read or (bool(coded) and _is_turtle(agencies)))
    choices = Options(
        agencies if is_for_all else None, documents, plan, plain, Drawing(samples, seed), authors, licence
    )
    if read:
        points = _build_read(read, told(place, year, "", agencies), coded, output, choices)
    else:
        points = _run(plans or default_plans(), output, choices)
    tell_points(points)
    speak("build.done", output=output, review=count_of(points))


def _is_turtle(path: Path | None) -> bool:
    return path is not None and path.suffix.lower() == ".ttl"


def _run(plans: Sequence[Path], output: Path, choices: Options) -> list[Point]:
    from graph.build import build as run

    return run(plans, output, choices, progress)


def _build_read(
    documents: Sequence[Path], said: Told, coded: Sequence[Path], output: Path, choices: Options
) -> list[Point]:
    """Read documents and build them with the coded plans; return all that is to review.

    Raises
    ------
    UserError
        When a document cannot be read or built; its lines name the document.
    """
    import tempfile

    from graph.coding.writing import yaml_text

    with tempfile.TemporaryDirectory() as folder:
        read: dict[Path, Path] = {}
        for document in documents:
            progress(f"reading {document}")
            data = read_one(document, said)
            file = Path(folder) / f"{data['plan']['id']}.yaml"
            if file in read:
                what = f"has the id {file.stem}, which {read[file]} has too."
                raise fail(str(document), what, "Extract both to files, give one a topic, and build those.")
            read[file] = document
            file.write_bytes(yaml_text(data).encode())
        try:
            points = _run([*coded, *read], output, choices)
        except UserError as error:
            raise UserError(_of_document(each, read, said) for each in error.problems) from error
    for file, path in read.items():
        speak("build.correct", document=path, command=_command(path, file, said))
    names = {file.stem: str(path) for file, path in read.items()}
    return [replace(each, where=names.get(each.where, each.where)) for each in points]


def _command(document: Path, file: Path, said: Told) -> str:
    """Return what to type to have a document read into a plan that a person can correct."""
    options = (
        f"--place {quote(said.place)}" if said.place else "",
        f"--year {said.year}" if said.year else "",
    )
    return " ".join(filter(None, ("tiaokuai extract", quote(str(document)), *options, f"-o {file.name}")))


def _of_document(problem: Problem, read: Mapping[Path, Path], said: Told) -> Problem:
    """Return a fault of a plan that was just read with the document's name for that of the plan's file."""
    for file, document in read.items():
        where = problem.where.replace(str(file), f"{document}, as read")
        if where != problem.where:
            remedy = f"{problem.remedy} Extract it first: {_command(document, file, said)}"
            return Problem(where, problem.what, remedy.strip())
    return problem


def default_plans() -> tuple[Path, ...]:
    """Return plans/ of the working folder where there is one, else the plans that are shipped."""
    from graph.vocabulary.shipped import shipped_folder

    here = Path("plans")
    return (here if here.is_dir() else shipped_folder("plans"),)
