"""`tiaokuai report`: the coordination-load report alone."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import give_bytes, write_text

FORMATS = ("markdown", "html", "docx", "pdf")
BINARY = {"docx", "pdf"}


@click.command(short_help="Write the report alone.")
@options.dataset
@options.plan
@options.lang
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Default: by the ending of the file, or markdown."
)
@options.output
def report(dataset: Path, plan: str, lang: str, form: str | None, output: Path | None) -> None:
    """Write the coordination-load report of a plan: Markdown, HTML (one file), Word or PDF.

    PDF is printed by the Chromium or Chrome that is installed.
    """
    chosen = form or _by_ending(output)
    content = _content(dataset, plan, lang, chosen)
    if chosen in BINARY:
        give_bytes(content, output)
    else:
        write_text(content.decode(), output)


def _content(dataset: Path, plan: str, lang: str, form: str) -> bytes:
    from graph.paper import to_pdf
    from graph.presentation import plan_id
    from graph.presentation import report as make_report
    from graph.rdf.store import open_store

    store = open_store(dataset)
    chosen = plan_id(store, plan)
    if form == "pdf":
        return to_pdf(make_report(store, chosen, lang, "html"))
    return make_report(store, chosen, lang, form)


def _by_ending(output: Path | None) -> str:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return ending if ending in FORMATS else "markdown"
