"""What stands behind `tiaokuai query`: which question is meant, its parameters, its answer in print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from graph.cli.printing import print_table, say_drafts
from graph.errors import fail
from graph.questions.engine import ask, plans, run
from graph.questions.formats import turtle
from graph.questions.library import Question, find, questions
from graph.questions.worker import Limits
from graph.rdf.store import open_store
from graph.table import Column, Table

SIGNS = ("{", "\n")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user typed: a question's name, a file or SPARQL, and how to answer."""

    what: str
    params: tuple[str, ...]
    plan: str
    form: str
    lang: str


def answer(asked: Asked, dataset: Path, limits: Limits) -> None:
    """Answer the question and print it."""
    if any(sign in asked.what for sign in SIGNS):
        _own(asked, asked.what, dataset, limits)
    elif Path(asked.what).is_file():
        _own(asked, _read(Path(asked.what)), dataset, limits)
    else:
        _named(asked, find(asked.what), dataset, limits)


def list_questions(form: str, lang: str) -> None:
    """Print the named questions with what each asks."""
    rows = tuple((each.name, each.question[lang]) for each in questions() if each.folder == "reports")
    columns = (Column("name", "text", "名称", "Name"), Column("question", "text", "问题", "Question"))
    print_table(Table("questions", columns, rows), form, lang, "", {})


def _read(path: Path) -> str:
    from graph.documents.plain import read_plain

    return read_plain(path).content


def _own(asked: Asked, text: str, dataset: Path, limits: Limits) -> None:
    if asked.params:
        raise fail("--param", "goes with a named question.", "Write the values into the query.")
    answer = ask(text, dataset, limits=limits)
    if answer.kind == "graph" and asked.form == "table":
        click.echo(turtle(answer), nl=False)
    else:
        print_table(answer.table(), asked.form, asked.lang, "", {})
    if answer.truncated:
        click.echo(f"cut at {limits.rows} rows: there are more", err=True)


def _named(asked: Asked, question: Question, dataset: Path, limits: Limits) -> None:
    values = dict(_pair(each) for each in asked.params)
    store = open_store(dataset)
    table = run(question, store, plan=asked.plan, values=values)
    shown = asked.plan or ", ".join(plans(store))
    print_table(table.first(limits.rows), asked.form, asked.lang, shown, values)
    say_drafts(store, asked.lang)
    if len(table.rows) > limits.rows:
        click.echo(f"cut at {limits.rows} of {len(table.rows)} rows", err=True)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise fail("--param", f"{text!r} is not NAME=VALUE.", "Write for example agency=市城管局.")
    return name, value
