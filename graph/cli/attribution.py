"""`tiaokuai attribution`: what one clause says."""

from __future__ import annotations

import sys

import click

from graph.cli import options
from graph.errors import fail


@click.command(
    short_help="Read one attribution clause: who leads, who helps.",
    epilog="Example: tiaokuai attribution （市发改委牵头，市财政局配合） --place 410100",
)
@click.argument("text")
@click.option(
    "--place", required=True, metavar="PLACE", help="Place of the plan: 410100, 昆明市官渡区, or cn."
)
@options.lang
def attribution(text: str, place: str, lang: str) -> None:
    """Read one attribution clause (TEXT, or - for standard input) and print JSON.

    Lists of spellings for lead, responsible, cooperating and supervising, the groups
    among them, the open end (等部门) and the deadline as worded, rules of the document
    that the clause states, doubts, and the reason when it is refused. Only what the
    clause itself says. Exit status 1 when there are doubts or it is refused.
    """
    import json

    from graph.extraction.clause import LONGEST, answer_clause
    from graph.extraction.reading import known_place, place_stems
    from graph.views.messages import message
    from graph.vocabulary.gazetteer import build_gazetteer
    from graph.vocabulary.ontology import load_ontology

    if text == "-":
        text = sys.stdin.read()
    if not text.strip():
        raise fail("TEXT", "is empty.", "Give a clause such as （市发改委牵头，市财政局配合）.")
    if len(text) > LONGEST:
        raise fail("TEXT", f"is longer than {LONGEST} characters.", "Give one clause, not a plan.")
    gazetteer = build_gazetteer(load_ontology().places)
    answer = answer_clause(text, place_stems(gazetteer, known_place(place, gazetteer)))
    answer["doubts"] = [message(each, lang) for each in answer["doubts"]]
    answer["refused"] = message(answer["refused"], lang)
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    if answer["doubts"] or answer["refused"]:
        raise SystemExit(1)
