"""The shipped questions: every .rq file under queries/, found by name and described by its header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import UserError, fail
from graph.table import Column
from graph.vocabulary.shipped import shipped_folder

TYPES = ("iri", "text", "integer", "decimal", "boolean", "date")
NODES = {
    "agency": "agency",
    "concept": "bready/2025",
    "document": "document",
    "function": "function",
    "kind": "kind",
    "level": "level",
    "line": "line",
    "measure": "measure/{plan}",
    "place": "place",
    "platform": "platform",
    "programme": "programme",
    "role": "role",
    "section": "section/{plan}",
    "sector": "sector",
    "status": "status",
    "system": "system",
    "unit": "unit",
}
"""Kinds of node that a parameter may take, with where their paths begin, so that a user need not write it."""
SUBJECTS = {
    "work": ("任务分工", "Who does what"),
    "pairs": ("协同", "Who works with whom"),
    "gaps": ("责任缺口", "Gaps in accountability"),
    "targets": ("目标、条件与时限", "Targets, conditions and deadlines"),
    "means": ("平台、专项与文件", "Platforms, programmes and documents"),
    "bready": ("对标", "B-READY"),
    "lines": ("条块、层级与系统", "Lines, levels and systems"),
    "sections": ("部分与领域", "Sections and sectors"),
    "groups": ("单位群体", "Groups of agencies"),
    "links": ("政策关联", "Policy links"),
    "plans": ("跨方案", "Across plans"),
    "evidence": ("依据", "Evidence"),
    "health": ("数据质量", "Data health"),
    "other": ("其他", "Other questions"),
}
"""What questions are about, in the order of the catalogue, in Chinese and in English."""
HEADER = "#+"
DERIVE = "derive"
REMOTE = "remote"
UNASKED = frozenset({DERIVE, REMOTE})
"""The folders of queries that are no questions: one makes triples, one looks at remote stores."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A SPARQL variable that is bound before the query runs.

    Its type is one of `TYPES` or of `NODES`. A parameter without a default has to be given;
    one whose default is None stays unbound until it is.
    """

    name: str
    type: str
    zh: str
    en: str
    default: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the library: what it asks, what it takes, what its columns are, and its SPARQL.

    `key` names the columns that tell its rows apart, within a plan where they are by plan;
    none where such columns may be empty.
    """

    name: str
    folder: str
    summary: str
    question: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    subject: str = "other"
    key: tuple[str, ...] = ()

    @property
    def by_plan(self) -> bool:
        """Whether the rows are by plan, so that a plan can be chosen."""
        return bool(self.columns) and self.columns[0].name == "plan"


def questions(folder: Path | None = None) -> tuple[Question, ...]:
    """Return every question under `folder` (default: the shipped queries), by folder and name."""
    root = folder or shipped_folder("queries")
    paths = sorted(_files(root), key=lambda path: (path.parent.name, path.stem))
    found = tuple(map(read, paths))
    names = [question.name for question in found]
    for question in found:
        if names.count(question.name) > 1:
            raise fail(f"{question.folder}/{question.name}.rq", "another folder has a question of this name.")
    return found


def find(name: str, folder: Path | None = None) -> Question:
    """Return the question called `name` (or `folder/name`); an unknown one is answered with near names."""
    root = folder or shipped_folder("queries")
    wanted = name.removesuffix(".rq")
    paths = sorted(_files(root))
    for path in paths:
        if wanted in (path.stem, f"{path.parent.name}/{path.stem}"):
            return read(path)
    near = near_names(wanted.rpartition("/")[2], [path.stem for path in paths])
    remedy = f"Near: {', '.join(near)}." if near else "See tiaokuai query --list."
    raise fail("query", f'no question is called "{name}".', remedy)


def _files(root: Path) -> list[Path]:
    return [path for path in root.glob("*/*.rq") if path.parent.name not in UNASKED]


def near_names(name: str, names: list[str]) -> list[str]:
    """Return up to three of `names` that are spelled like `name`, or that share a word with it.

    Examples
    --------
    >>> near_names("who-lead-most", ["who-leads-most", "targets"])
    ['who-leads-most']
    >>> near_names("leads", ["who-leads-most", "targets"])
    ['who-leads-most']
    """
    import difflib

    near = difflib.get_close_matches(name, names, n=3)
    return near or [each for each in names if set(each.split("-")) & set(name.split("-"))][:3]


def read(path: Path) -> Question:
    """Return the question in one file; a header that is missing or incomplete is an error."""
    text = path.read_text(encoding="utf-8")
    where = f"{path.parent.name}/{path.name}"
    header = _header(where, text)
    question = header.get("question")
    if not isinstance(question, dict) or set(question) != {"zh", "en"}:
        raise fail(where, "question needs one text in zh and one in en.")
    unknown = set(header) - {"summary", "subject", "question", "parameters", "key", "columns"}
    if unknown or not header.get("summary") or not header.get("columns"):
        what = "the header needs summary, question and columns, and may have subject, parameters and key."
        raise fail(where, what)
    subject = header.get("subject", "other")
    if subject not in SUBJECTS:
        raise fail(where, f"{subject} is no subject.", f"Use one of {', '.join(SUBJECTS)}.")
    parameters = _fields(where, header.get("parameters") or {}, (*TYPES, *NODES))
    columns = tuple(_column(where, *item) for item in _fields(where, header["columns"], TYPES))
    key = header.get("key", [])
    if not isinstance(key, list) or not all(each in [column.name for column in columns] for each in key):
        raise fail(where, "key is a list of columns.")
    return Question(
        name=path.stem,
        folder=path.parent.name,
        summary=str(header["summary"]),
        question={lang: str(words) for lang, words in question.items()},
        parameters=tuple(_parameter(where, *item) for item in parameters),
        columns=columns,
        text=text,
        subject=subject,
        key=tuple(key),
    )


def _header(where: str, text: str) -> dict[str, Any]:
    import yaml

    lines = {
        number: line[len(HEADER) + 1 :]
        for number, line in enumerate(text.splitlines(), 1)
        if line.startswith(HEADER)
    }
    try:
        header = yaml.load("\n".join(lines.values()), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(where, error, list(lines)) from error
    except yaml.YAMLError as error:
        raise fail(where, f"the #+ header is not YAML: {error}.", "Take out what cannot be seen.") from error
    if not isinstance(header, dict):
        raise fail(where, "there is no #+ header.", "Begin the file with #+ summary: …")
    return header


def _not_yaml(where: str, error: Any, numbers: list[int]) -> UserError:
    """Return what is wrong in a header, whose lines have these numbers in the file."""
    is_in_word = str(error.context).startswith("while scanning")
    mark = error.context_mark if is_in_word and error.context_mark else error.problem_mark
    line = numbers[min(mark.line, len(numbers) - 1)]
    what = f"the #+ header is not YAML: {error.problem}."
    remedy = 'Put a text with a colon or another sign of YAML in quotes: #+ summary: "one: two".'
    return fail(f"{where}, line {line}", what, remedy)


def _fields(where: str, fields: Any, types: tuple[str, ...]) -> list[tuple[str, dict[str, Any]]]:
    if not isinstance(fields, dict) or not all(isinstance(each, dict) for each in fields.values()):
        raise fail(where, "parameters and columns map a name to {type, zh, en}.")
    for name, field in fields.items():
        if not isinstance(name, str) or field.get("type") not in types or not {"zh", "en"} <= set(field):
            raise fail(where, f"{name} needs a type ({', '.join(types)}), zh and en.")
    return list(fields.items())


def _parameter(where: str, name: str, field: dict[str, Any]) -> Parameter:
    _only(where, name, field, {"type", "zh", "en", "default"})
    default = field.get("default")
    return Parameter(
        name=name,
        type=field["type"],
        zh=str(field["zh"]),
        en=str(field["en"]),
        default=None if default is None else str(default),
        required="default" not in field,
    )


def _column(where: str, name: str, field: dict[str, Any]) -> Column:
    _only(where, name, field, {"type", "zh", "en", "unit"})
    return Column(name, field["type"], str(field["zh"]), str(field["en"]), str(field.get("unit", "")))


def _only(where: str, name: str, field: dict[str, Any], known: set[str]) -> None:
    unknown: list[str] = sorted(set(field) - known)
    if unknown:
        raise UserError([fail(where, f"{name} has the unknown key {key}.").problems[0] for key in unknown])
