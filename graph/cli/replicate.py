"""`tiaokuai replicate`: a package that a reviewer can run."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

import click

from graph.cli import options
from graph.cli.build import default_plans
from graph.cli.documents import is_document
from graph.cli.speaking import progress, tell_points
from graph.errors import Problem, UserError


@click.command(
    short_help="Write a package from which a reviewer makes every output again.",
    epilog='Example: tiaokuai replicate package --author "Li, Hua" --licence CC-BY-4.0',
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("plans", nargs=-1, type=click.Path(path_type=Path, exists=True))
@options.agencies
@options.plan
@options.samples
@options.seed
@options.plain
@options.authors
@options.licence
@click.option(
    "--notes",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own statements for the README, Markdown: rights, access to the documents, the paper.",
)
def replicate(
    folder: Path,
    plans: tuple[Path, ...],
    agencies: Path | None,
    plan: str,
    samples: int,
    seed: int,
    plain: bool,
    authors: tuple[str, ...],
    licence: str,
    notes: Path | None,
) -> None:
    """Write a replication package of coded plans (files or folders; default: plans/) to FOLDER.

    It holds the coded plans, this program with the versions of its libraries, every output
    of a build, one main script that makes them again and compares, a README after the World
    Bank's checklist, and checksums. The plans' documents are not in it.
    """
    from graph.build import Options
    from graph.network.drawing import Drawing
    from graph.replication import replicate as run

    documents = [
        Problem(str(path), "is no coded plan.", "Extract it first.") for path in plans if is_document(path)
    ]
    if documents:
        raise UserError(documents)
    choices = Options(agencies, None, plan, plain, Drawing(samples, seed), authors, licence)
    tell_points(run(plans or default_plans(), folder, choices, notes, progress))
    if not authors:
        click.echo("CITATION.cff names nobody: --author NAME", err=True)
    if not licence:
        click.echo("the data have no licence: --licence SPDX", err=True)
    click.echo(f"{folder}: done; to check it: python {quote(str(folder / 'main.py'))}", err=True)
