"""The named questions over HTTP: their list, their text, and their answers with bound parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from http import HTTPStatus
from typing import Any

import pyoxigraph as ox

from graph.errors import fail
from graph.questions.engine import ALL_PLANS, plans, run
from graph.questions.library import Question, near_names, questions
from graph.questions.worker import Limits
from graph.server.holding import Held
from graph.server.message import RefusedError, Response, json_response
from graph.server.negotiation import LANGUAGES, choose
from graph.table import Table
from graph.views.tables import Origin, Style, render
from graph.views.workbook import workbook

SHOWN = "reports"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "markdown": "text/markdown; charset=utf-8",
    "table": "text/plain; charset=utf-8",
    "xlsx": XLSX,
}
"""The formats of a named question's answer, the preferred first, and their media types."""
OPTIONS = ("plan", "format", "lang", "plain")


@cache
def library() -> Mapping[str, Question]:
    """Return the shipped questions by name, read once."""
    return {question.name: question for question in questions()}


def catalogue(held: Held, _given: Mapping[str, Any], _limits: Limits) -> Response:
    """Return the list of the named questions with what each takes and returns, and the plans."""
    listed = [_described(each) for each in library().values() if each.folder == SHOWN]
    return json_response({"plans": plans(held.store), "questions": listed})


def _described(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "subject": question.subject,
        "summary": question.summary,
        **question.question,
        "by_plan": question.by_plan,
        "parameters": [asdict(each) for each in question.parameters],
        "columns": [asdict(each) for each in question.columns],
    }


def named_text(_held: Held, given: Mapping[str, Any], _limits: Limits) -> Response:
    """Return the SPARQL of a named question."""
    return Response(HTTPStatus.OK, _find(given["name"]).text.encode(), "application/sparql-query")


def named_answer(held: Held, given: Mapping[str, Any], limits: Limits) -> Response:
    """Return the answer of a named question in the format that is asked for.

    `given` holds the question's name, the Accept header and the parameters: those of the
    question and of `OPTIONS` (plan, format, lang, plain). An empty value is one not given.
    """
    question = _find(given["name"])
    values = {name: value for name, value in given["values"].items() if value}
    options = {name: values.pop(name, "") for name in OPTIONS if name not in _own(question)}
    form = _form(options.get("format", ""), given["accept"])
    lang = options.get("lang") or LANGUAGES[0]
    if lang not in LANGUAGES:
        raise fail("lang", f'"{lang[:20]}" is not zh or en.')
    plan = options.get("plan", "")
    table = run(question, held.store, plan=plan, values=values)
    _check_length(table, limits)
    if form == "xlsx":
        return xlsx_response(table, lang)
    origin = Origin(plan or _only(held.store), values)
    text = render(table, form, Style(lang=lang, plain=bool(options.get("plain"))), origin)
    return Response(HTTPStatus.OK, text.encode("utf-8", "replace"), FORMS[form])


def xlsx_response(table: Table, lang: str = LANGUAGES[0]) -> Response:
    """Return a table as a workbook to be saved; no text in it is a formula."""
    where = (("Content-Disposition", f'attachment; filename="{table.name}.xlsx"'),)
    return Response(HTTPStatus.OK, workbook([table], lang), XLSX, where)


def _own(question: Question) -> set[str]:
    return {parameter.name for parameter in question.parameters}


def _only(store: ox.Store) -> str:
    known = plans(store)
    return known[0] if len(known) == 1 else ALL_PLANS


def _find(name: str) -> Question:
    known = library()
    if name in known:
        return known[name]
    near = near_names(name, list(known))
    key = "question.near" if near else "question"
    raise RefusedError(HTTPStatus.NOT_FOUND, key, name=name[:60], near=", ".join(near))


def _form(asked: str, accept: str) -> str:
    if asked:
        if asked not in FORMS:
            raise fail("format", f'"{asked[:20]}" is not one of {", ".join(FORMS)}.')
        return asked
    by_type = {media_type.partition(";")[0]: form for form, media_type in FORMS.items()}
    chosen = choose(accept, by_type)
    if chosen is None:
        raise RefusedError(HTTPStatus.NOT_ACCEPTABLE, "accept", types=", ".join(by_type))
    return by_type[chosen]


def _check_length(table: Table, limits: Limits) -> None:
    if len(table.rows) > limits.rows:
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, "question.rows", rows=limits.rows)
