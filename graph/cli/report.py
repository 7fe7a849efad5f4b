"""`tiaokuai report`: the coordination-load report alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.networks import drawn_tables, opened_store
from graph.cli.printing import give_bytes, write_text
from graph.errors import fail

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.views.page_facts import Sources

FORMATS = ("markdown", "html", "docx", "pdf")
BINARY = {"docx", "pdf"}
ENDINGS = {
    "": "markdown",
    ".md": "markdown",
    ".txt": "markdown",
    ".html": "html",
    ".docx": "docx",
    ".pdf": "pdf",
}


@click.command(
    short_help="Write the report alone.",
    epilog="Example: tiaokuai report --lang en -o report.docx",
)
@options.dataset
@options.plan
@options.lang
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Default: by the ending of the file, or markdown."
)
@options.output
@options.samples
@options.seed
def report(
    dataset: Path, plan: str, lang: str, form: str | None, output: Path | None, samples: int, seed: int
) -> None:
    """Write the coordination-load report of a plan: Markdown, HTML (one file), Word or PDF.

    PDF is printed by the Chromium or Chrome that is installed.
    """
    chosen = form or _by_ending(output)
    store, plan = opened_store(dataset, plan)
    content = _content(store, plan, lang, chosen, drawn_tables(store, plan, samples, seed))
    if chosen in BINARY:
        give_bytes(content, output)
    else:
        write_text(content.decode(), output)


def _content(store: ox.Store, plan: str, lang: str, form: str, sources: Sources) -> bytes:
    from graph.paper import to_pdf
    from graph.presentation import report as make_report

    if form == "pdf":
        return to_pdf(make_report(store, plan, sources, lang, "html"))
    return make_report(store, plan, sources, lang, form)


def _by_ending(output: Path | None) -> str:
    ending = output.suffix.lower() if output else ""
    if ending not in ENDINGS:
        remedy = f"End the file with {', '.join(filter(None, ENDINGS))}, or add --format."
        raise fail(str(output), f"no report ends with {ending}.", remedy)
    return ENDINGS[ending]
