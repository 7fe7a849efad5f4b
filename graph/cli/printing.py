"""A table printed in the form that was asked for, and text written to a file or the screen."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from graph.errors import fail
from graph.table import Table


def print_table(
    table: Table, form: str, lang: str, plan: str, settings: Mapping[str, object], *, seed: int | None = None
) -> None:
    """Print a table; on a terminal it is clipped to the width of the screen."""
    from graph.views.tables import Origin, Style, render

    if form == "table":
        table = _with_paths(table)
    on_screen = sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if on_screen else 0
    style = Style(lang=lang, width=width, plain=False)
    content = render(table, form, style, Origin(plan=plan, options=dict(settings), seed=seed))
    put(content)


def put(content: str) -> None:
    """Print text to standard output, and say so where there is none."""
    if sys.stdout is None:
        raise fail("standard output", "is closed.", "Leave it open, or write to a file.")
    click.echo(content.removesuffix("\n"))


def say_drafts(plans: Table, lang: str) -> None:
    """Say which plans are drafts for comment, from the rows of the question network/plan."""
    from graph.views.cells import visible
    from graph.views.wording import say

    for plan in plans.records():
        if str(plan["status"]).endswith("/draft"):
            title = (plan["title_en"] if lang == "en" else None) or plan["title"]
            click.echo(f"{visible(str(title))}: {say('status.draft', lang)}", err=True)


def _with_paths(table: Table) -> Table:
    """Return the table with our own IRIs cut to their path, which is what a screen has room for."""
    from graph.vocabulary.iris import path_of

    iris = [column.type == "iri" for column in table.columns]
    rows = tuple(
        tuple(
            path_of(each) if is_iri and isinstance(each, str) else each
            for each, is_iri in zip(row, iris, strict=True)
        )
        for row in table.rows
    )
    return Table(table.name, table.columns, rows, table.notes)


def write_text(content: str, path: Path | None) -> None:
    """Write text to a file, whole or not at all, or to the screen when no file or - is named.

    A link stays, and what it points to is written. What is there and is no regular file
    (a device, a pipe) is written to and never replaced.
    """
    if path is None or str(path) == "-":
        put(content)
        return
    write_bytes(content.encode(), path)


def write_bytes(content: bytes, path: Path, *, told: bool = True) -> None:
    """Write bytes to a file, whole or not at all, as `write_text` does, and say so where `told`."""
    if str(path) == "-":
        click.echo(content, nl=False)
        return
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}."
        raise fail(str(path), what, "Choose another place.") from error
    if told:
        click.echo(f"{path}: written", err=True)


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
