"""A table printed in the form that was asked for, and text written to a file or the screen."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli.options import ALL_PLANS
from graph.cli.speaking import speak
from graph.errors import fail

if TYPE_CHECKING:
    from graph.table import Table


def print_table(
    table: Table,
    form: str,
    lang: str,
    plan: str,
    settings: Mapping[str, object],
    *,
    seed: int | None = None,
    limit: int | None = None,
) -> None:
    """Print a table, or its first `limit` rows and on standard error how many there are.

    On a terminal it is clipped to the width of the screen.
    """
    from graph.views.wording import say

    total = len(table.rows)
    shown = table.first(limit or total)
    width = shutil.get_terminal_size().columns if _on_screen() else 0
    put(table_text(shown, form, lang, plan, settings, width=width, seed=seed))
    if len(shown.rows) < total:
        click.echo(say("rows.of", lang, shown=limit, total=total), err=True)


def table_text(
    table: Table,
    form: str,
    lang: str,
    plan: str,
    settings: Mapping[str, object],
    *,
    width: int = 0,
    seed: int | None = None,
) -> str:
    """Return a table in the form that was asked for, clipped to a width where one is given."""
    from graph.views.tables import Origin, Style, render

    if form == "table":
        table = _with_paths(table)
    style = Style(lang=lang, width=width, plain=False)
    return render(table, form, style, Origin(plan=plan, options=dict(settings), seed=seed))


def in_english(table: Table) -> Table:
    """Return a table whose English columns hold the Chinese words where nobody has translated them.

    A screen in English shows one name of an agency, and agencies that a plan adds have no English one.

    Examples
    --------
    >>> from graph.table import Column, Table
    >>> names = (Column("label", "text", "名称", "Chinese"), Column("label_en", "text", "英文", "English"))
    >>> in_english(Table("rank", names, (("财政局", None), ("档案局", "Archive")))).rows
    (('财政局', '财政局'), ('档案局', 'Archive'))
    """
    names = [column.name for column in table.columns]
    pairs = {
        names.index(name): names.index(name.removesuffix("_en"))
        for name in names
        if name.endswith("_en") and name.removesuffix("_en") in names
    }
    rows = tuple(
        tuple(row[pairs[place]] if place in pairs and not cell else cell for place, cell in enumerate(row))
        for row in table.rows
    )
    return dataclasses.replace(table, rows=rows)


def give_bytes(content: bytes, path: Path | None) -> None:
    """Write bytes to a file, or to standard output where that is no screen."""
    if path is not None and str(path) != "-":
        write_bytes(content, path)
        return
    if sys.stdout is None or _on_screen():
        raise fail("--format", "this format is for a file and not for a screen.", "Add -o FILE.")
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def _on_screen() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def put(content: str) -> None:
    """Print text to standard output, and say so where there is none."""
    if sys.stdout is None:
        raise fail("standard output", "is closed.", "Leave it open, or write to a file.")
    click.echo(content.removesuffix("\n"))


def say_drafts(plans: Table, lang: str, chosen: str = ALL_PLANS) -> None:
    """Say whether the plan that is shown, or which of all, is a draft, from the question network/plan."""
    from graph.views.cells import visible
    from graph.views.wording import say

    for plan in plans.records():
        is_shown = chosen == ALL_PLANS or str(plan["plan"]).endswith(f"/plan/{chosen}")
        if is_shown and str(plan["status"]).endswith("/draft"):
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
    return dataclasses.replace(table, rows=rows)


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
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(Path(os.path.realpath(path)), content)
    except OSError as error:
        what = f"cannot be written: {error.strerror or error}."
        raise fail(str(path), what, "Choose another place.") from error
    if told:
        speak("file.written", file=path)


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.write_bytes(content)
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise
