"""What stands behind `tiaokuai query`: which question is meant, its parameters, its answer in print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from graph.cli.printing import give_bytes, print_table, say_drafts, table_text, write_text
from graph.errors import fail
from graph.questions.answer import Answer, Term
from graph.questions.binding import check_text
from graph.questions.engine import ALL_PLANS, Asked, ask, run_within
from graph.questions.formats import (
    GRAPHS,
    RESULT_FORMATS,
    TABLES,
    check_format,
    graph_text,
    results_json,
    results_xml,
)
from graph.questions.guard import inspect, kind_of
from graph.questions.hints import unknown_terms
from graph.questions.library import SUBJECTS, Question, find, near_names, questions
from graph.questions.tokens import tokens
from graph.questions.values import read_term
from graph.questions.worker import Limits
from graph.table import Column, Table
from graph.views.wording import say
from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import PREFIXES

SIGNS = ("{", "\n")
OPENING = re.compile(r"\s*(SELECT|ASK|CONSTRUCT|DESCRIBE|PREFIX|BASE)(?![\w-])", re.IGNORECASE)
"""How SPARQL begins; a question's name never does, for it goes on after a hyphen."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What the user typed: a question's name, a file or SPARQL, how to answer and where to write."""

    what: str
    params: tuple[str, ...]
    plan: str
    form: str
    lang: str
    output: Path | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Where the question goes: a dataset of a build, or a remote endpoint; and within which limits."""

    dataset: Path
    endpoint: str
    limits: Limits

    def own(self, text: str, values: Mapping[str, Term]) -> Answer:
        """Answer a user's own query."""
        if not self.endpoint:
            return ask(text, self.dataset, limits=self.limits, values=values)
        from graph.questions.remote import ask_remote
        from graph.questions.transport import endpoint

        return ask_remote(text, endpoint(self.endpoint), limits=self.limits, values=values)

    def named(self, asked: Asked) -> tuple[Table, Table]:
        """Answer a shipped question, and tell about the plans."""
        about = Asked(find("network/plan"), ALL_PLANS)
        if not self.endpoint:
            table, plans = run_within([asked, about], self.dataset, limits=self.limits)
            return table, plans
        from graph.questions.remote import run_remote
        from graph.questions.transport import endpoint

        where = endpoint(self.endpoint)
        plans = run_remote(about, (), where, self.limits)
        known = sorted(path_of(str(iri)).removeprefix("plan/") for iri in plans.values("plan"))
        if not known:
            raise fail(where.name, "holds no plan.", "Publish a graph there first.")
        return run_remote(asked, known, where, self.limits), plans

    def plans(self) -> Table:
        """Tell about the plans of a dataset; a remote endpoint is not asked for them."""
        about = Asked(find("network/plan"), ALL_PLANS)
        return Table("plan", (), ()) if self.endpoint else run_within([about], self.dataset)[0]


def answer(typed: Typed, asking: Asking) -> None:
    """Answer the question and print or write it."""
    if any(sign in typed.what for sign in SIGNS):
        _own(typed, typed.what, asking)
    elif _is_file(typed.what):
        _own(typed, _read(Path(typed.what)), asking)
    elif OPENING.match(typed.what):
        _own(typed, typed.what, asking)
    else:
        _named(typed, find(typed.what), asking)


def list_questions(form: str, lang: str) -> None:
    """Print the named questions with what each asks."""
    reports = [each for each in questions() if each.folder == "reports"]
    rows = tuple((each.name, SUBJECTS[each.subject][lang == "en"], each.question[lang]) for each in reports)
    columns = (
        Column("name", "text", "名称", "Name"),
        Column("subject", "text", "主题", "Subject"),
        Column("question", "text", "问题", "Question"),
    )
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


def _own(typed: Typed, text: str, asking: Asking) -> None:
    if typed.plan:
        raise fail("--plan", "goes with a named question.", "Name the plan in the query (tk:inPlan).")
    check_text("query", text)
    inspect(text, PREFIXES)
    kind = kind_of(text)
    check_format(kind, typed.form)
    form = "turtle" if kind == "graph" and typed.form == "table" else typed.form
    values = {name: read_term(name, value) for name, value in _values(typed.params).items()}
    _check_variables(text, values)
    answer = asking.own(text, values)
    _give(replace(typed, form=form), answer.table(), {}, answer)
    say_drafts(asking.plans(), typed.lang)
    for hint in unknown_terms(text):
        click.echo(str(hint), err=True)
    if answer.truncated:
        click.echo(say("rows.first", typed.lang, shown=len(answer.rows)), err=True)


def _check_variables(text: str, values: Mapping[str, Term]) -> None:
    """Refuse a parameter that is no variable of the query."""
    known = sorted({token.text[1:] for token in tokens(text) if token.kind == "variable"})
    for name in values:
        if name not in known:
            near = near_names(name, known)
            remedy = f"Did you mean {' or '.join(near)}?" if near else f"It has {', '.join(known) or 'none'}."
            raise fail("--param", f"the query has no variable ?{name}.", remedy)


def _named(typed: Typed, question: Question, asking: Asking) -> None:
    check_format("select", typed.form)
    if typed.form in RESULT_FORMATS:
        what = f"{typed.form} is for SPARQL of your own."
        raise fail("--format", what, f"Use {', '.join(TABLES)} for a named question.")
    values = _values(typed.params)
    table, plans = asking.named(Asked(question, typed.plan, values))
    shown = typed.plan or ", ".join(str(iri).rpartition("/")[2] for iri in plans.values("plan"))
    limit = asking.limits.rows
    _give(replace(typed, plan=shown), table.first(limit), values)
    say_drafts(plans, typed.lang, typed.plan or ALL_PLANS)
    if len(table.rows) > limit:
        click.echo(say("rows.of", typed.lang, shown=limit, total=len(table.rows)), err=True)
    elif "truncated" in table.notes:
        click.echo(say("rows.first", typed.lang, shown=limit), err=True)


def _give(typed: Typed, table: Table, settings: Mapping[str, str], answer: Answer | None = None) -> None:
    """Write an answer to the file, or print it; a workbook is not printed on a screen."""
    if typed.form == "xlsx":
        from graph.views.workbook import workbook

        give_bytes(workbook((table,), typed.lang), typed.output)
    elif answer is not None and typed.form in GRAPHS:
        write_text(graph_text(answer, typed.form), typed.output)
    elif answer is not None and typed.form in RESULT_FORMATS:
        write_text((results_json if typed.form == "sparql-json" else results_xml)(answer), typed.output)
    elif typed.output is None or str(typed.output) == "-":
        print_table(table, typed.form, typed.lang, typed.plan, settings)
    else:
        write_text(table_text(table, typed.form, typed.lang, typed.plan, settings), typed.output)


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
