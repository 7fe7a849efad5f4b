"""What stands behind `tiaokuai query`: which question is meant, its parameters, its answer in print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import click

from graph.cli.printing import print_table, put, say_drafts
from graph.errors import fail
from graph.questions.engine import ALL_PLANS, Asked, ask, run_within
from graph.questions.formats import turtle
from graph.questions.library import Question, find, questions
from graph.questions.worker import Limits
from graph.table import Column, Table

SIGNS = ("{", "\n")
OPENING = re.compile(r"\s*(SELECT|ASK|CONSTRUCT|DESCRIBE|PREFIX|BASE)(?![\w-])", re.IGNORECASE)
"""How SPARQL begins; a question's name never does, for it goes on after a hyphen."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What the user typed: a question's name, a file or SPARQL, and how to answer."""

    what: str
    params: tuple[str, ...]
    plan: str
    form: str
    lang: str


def answer(typed: Typed, dataset: Path, limits: Limits) -> None:
    """Answer the question and print it."""
    if any(sign in typed.what for sign in SIGNS):
        _own(typed, typed.what, dataset, limits)
    elif _is_file(typed.what):
        _own(typed, _read(Path(typed.what)), dataset, limits)
    elif OPENING.match(typed.what):
        _own(typed, typed.what, dataset, limits)
    else:
        _named(typed, find(typed.what), dataset, limits)


def list_questions(form: str, lang: str) -> None:
    """Print the named questions with what each asks."""
    rows = tuple((each.name, each.question[lang]) for each in questions() if each.folder == "reports")
    columns = (Column("name", "text", "名称", "Name"), Column("question", "text", "问题", "Question"))
    print_table(Table("questions", columns, rows), form, lang, "", {})


def _is_file(text: str) -> bool:
    """Return whether the text names a file; what is too long or cannot be a path does not."""
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def _read(path: Path) -> str:
    from graph.documents.plain import read_plain

    return read_plain(path).content


def _own(typed: Typed, text: str, dataset: Path, limits: Limits) -> None:
    if typed.params:
        raise fail("--param", "goes with a named question.", "Write the values into the query.")
    if typed.plan:
        raise fail("--plan", "goes with a named question.", "Name the plan in the query (tk:inPlan).")
    answer = ask(text, dataset, limits=limits)
    (plans,) = run_within([_about()], dataset)
    if answer.kind == "graph" and typed.form == "table":
        put(turtle(answer))
    else:
        print_table(answer.table(), typed.form, typed.lang, "", {})
    say_drafts(plans, typed.lang)
    if answer.truncated:
        click.echo(f"showing the first {limits.rows} rows: there are more", err=True)


def _named(typed: Typed, question: Question, dataset: Path, limits: Limits) -> None:
    values = _values(typed.params)
    table, plans = run_within([Asked(question, typed.plan, values), _about()], dataset, limits=limits)
    shown = typed.plan or ", ".join(str(iri).rpartition("/")[2] for iri in plans.values("plan"))
    print_table(table.first(limits.rows), typed.form, typed.lang, shown, values)
    say_drafts(plans, typed.lang)
    if len(table.rows) > limits.rows:
        click.echo(f"showing {limits.rows} of {len(table.rows)} rows", err=True)


def _about() -> Asked:
    """Return the question that tells which plans are drafts."""
    return Asked(find("network/plan"), ALL_PLANS)


def _values(params: tuple[str, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in map(_pair, params):
        if name in values:
            raise fail("--param", f"{name} is given twice.", "Give each parameter one value.")
        values[name] = value
    return values


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise fail("--param", f"{text!r} is not NAME=VALUE.", "Write for example agency=市城管局.")
    return name, value
