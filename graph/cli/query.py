"""`tiaokuai query`: a named question, or SPARQL of one's own."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graph.cli import options
from graph.errors import fail

LONGEST = 86_400.0
ENDINGS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".md": "markdown",
    ".json": "json",
    ".xlsx": "xlsx",
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".jsonld": "json-ld",
    ".srj": "sparql-json",
    ".srx": "sparql-xml",
}
"""What a file holds whose name ends so, unless --format says otherwise."""
FORMATS = (*options.FORMATS, "xlsx", "turtle", "ntriples", "json-ld", "sparql-json", "sparql-xml")


@click.command(
    short_help="Answer a named question, or SPARQL of your own.",
    epilog="Example: tiaokuai query who-leads-most --limit 5 --lang en",
)
@click.argument("what", required=False)
@click.option("--list", "listed", is_flag=True, help="List the named questions.")
@click.option(
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    help="Bind a parameter of the question, or a variable of your own query.",
)
@options.plan_or_all
@options.dataset
@click.option("--endpoint", default="", metavar="URL", help="Ask this SPARQL endpoint instead of --graph.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Form of the answer; default: by the ending of the file, or table, for triples (CONSTRUCT,"
    " DESCRIBE) Turtle.",
)
@options.output
@options.lang
@click.option(
    "--limit",
    type=click.IntRange(1),
    metavar="N",
    default=100_000,
    show_default=True,
    help="Only the first rows; that some are left out is told.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, LONGEST),
    callback=options.finite,
    metavar="SECONDS",
    default=30.0,
    show_default=True,
    help="Time for a query.",
)
def query(
    what: str | None,
    listed: bool,
    params: tuple[str, ...],
    plan: str,
    dataset: Path,
    endpoint: str,
    form: str | None,
    output: Path | None,
    lang: str,
    limit: int,
    timeout: float,
) -> None:
    """Answer a question.

    WHAT is the name of a question (see --list), a file of SPARQL, SPARQL itself, or
    - for standard input. Prefixes such as tk: and skos: need no declaration. A value for
    SPARQL of your own is an IRI (<IRI> or tk:name), a number, true, false, text, or a
    literal as SPARQL writes it ("text"@zh). User and password for an endpoint, or a
    token, stand in the environment: TIAOKUAI_USER, TIAOKUAI_PASSWORD, TIAOKUAI_TOKEN.
    """
    from graph.cli.asking import Asking, Typed, answer, list_questions
    from graph.questions.worker import Limits

    form = form or (output and ENDINGS.get(output.suffix.lower())) or "table"
    if listed:
        list_questions(form, lang)
        return
    if not what:
        raise fail("query", "what is the question?", "Name one (tiaokuai query --list) or give SPARQL.")
    text = _standard_input() if what == "-" else what
    typed = Typed(text, params, plan, form, lang, output)
    answer(typed, Asking(dataset, endpoint, Limits(seconds=timeout, rows=limit)))


def _standard_input() -> str:
    text = sys.stdin.read() if sys.stdin is not None else ""
    if not text.strip():
        raise fail("query", "standard input is empty.", "Give SPARQL there, or name a question.")
    return text
