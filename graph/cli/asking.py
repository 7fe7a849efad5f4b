"""What stands behind `tiaokuai query`: which question is meant, its parameters, its answer in print."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from graph.cli.printing import print_table
from graph.errors import fail
from graph.questions.answers import bindings, plain_table, typed_table
from graph.questions.engine import Answer, Limits, Request, ask
from graph.questions.library import Question, find, questions
from graph.table import Column, Table
from graph.vocabulary.iris import node

SIGNS = ("{", "\n")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user typed: a question's name, a file or SPARQL, and how to answer."""

    what: str
    params: tuple[str, ...]
    plan: str
    form: str
    lang: str


def run(asked: Asked, dataset: Path, limits: Limits) -> None:
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
    (answer,) = ask([Request(text, {})], dataset, limits)
    if answer.kind == "select":
        print_table(plain_table(answer.variables, answer.rows), asked.form, asked.lang, asked.plan, {})
    elif answer.kind == "ask":
        click.echo("true" if answer.truth else "false")
    else:
        for triple in answer.triples:
            click.echo(triple)
    _say_more(answer, limits)


def _named(asked: Asked, question: Question, dataset: Path, limits: Limits) -> None:
    given = dict(_pair(each) for each in asked.params)
    if question.by_plan and asked.plan != "all":
        given["plan"] = node("plan", _plan(asked.plan, dataset, limits))
    values = {name: str(term) for name, term in bindings(question, given).items()}
    (answer,) = ask([Request(question.text, values)], dataset, limits)
    table = typed_table(question, answer.variables, answer.rows)
    print_table(table, asked.form, asked.lang, asked.plan, given)
    _say_more(answer, limits)


def _plan(wanted: str, dataset: Path, limits: Limits) -> str:
    """Return the plan that is wanted, or the only one that the dataset holds."""
    from graph.presentation import choose_plan

    (answer,) = ask([Request(find("network/plan").text, {})], dataset, limits)
    iris = typed_table(find("network/plan"), answer.variables, answer.rows).values("plan")
    return choose_plan([str(iri).rpartition("/")[2] for iri in iris], wanted)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise fail("--param", f"{text!r} is not NAME=VALUE.", "Write for example agency=agency/…")
    return name, value


def _say_more(answer: Answer, limits: Limits) -> None:
    if answer.more:
        click.echo(f"cut at {limits.rows} rows: there are more", err=True)
