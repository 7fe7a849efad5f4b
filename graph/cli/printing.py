"""A table printed in the form that was asked for, and text written to a file or the screen."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from graph.errors import fail
from graph.table import Table


def print_table(table: Table, form: str, lang: str, plan: str, settings: Mapping[str, str]) -> None:
    """Print a table; on a terminal it is clipped to the width of the screen."""
    from graph.views.tables import Origin, Style, render

    if form == "table":
        table = _with_paths(table)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    style = Style(lang=lang, width=width, plain=False)
    content = render(table, form, style, Origin(plan=plan, options=dict(settings)))
    click.echo(content.removesuffix("\n"))


def say_drafts(plans: Table, lang: str) -> None:
    """Say which plans are drafts for comment, from the rows of the question network/plan."""
    from graph.views.wording import say

    for plan in plans.records():
        if str(plan["status"]).endswith("/draft"):
            title = (plan["title_en"] if lang == "en" else None) or plan["title"]
            click.echo(f"{title}: {say('status.draft', lang)}", err=True)


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
    """Write text to a file, whole or not at all, or to the screen when no file is named."""
    if path is None:
        click.echo(content.removesuffix("\n"))
        return
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_text(content, encoding="utf-8", newline="\n")
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise fail(
            str(path), f"cannot be written: {error.strerror or error}.", "Choose another place."
        ) from error
    click.echo(f"{path}: written", err=True)
