"""Make docs/reference/ from what the code says of itself: the help, the questions, the schema."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from graph.cli.main import cli
from graph.coding.schema import SCHEMA_FILE
from graph.questions.library import SUBJECTS, Question, questions
from graph.table import Column

FOLDER = Path(__file__).parent / "reference"
WIDTH = 80
MADE = "<!-- Made by docs/make_reference.py (`make reference`); do not edit. -->"
FOLDERS = {
    "reports": "Tables a person reads: `tiaokuai query NAME`, and `tables/` of a build.",
    "checks": "A row means a fault; `tiaokuai build` stops at one and `tiaokuai validate` lists it.",
    "network": "What the network, the scores, the page and the report are made of.",
}


def pages() -> dict[str, str]:
    """Return the text of every reference page, by file name."""
    return {
        "cli.md": _text(_cli()),
        "questions.md": _text(_questions()),
        "coded-plan.md": _text(_schema()),
    }


def _text(lines: Iterator[str]) -> str:
    return "\n".join((MADE, *lines)) + "\n"


def _cli() -> Iterator[str]:
    yield from ("# Command line", "", "`tiaokuai`, `python -m graph` and `python build_graph.py`.")
    # A command keeps the help option of the first context that it meets: so these are the real settings.
    settings = {**cli.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    root = click.Context(cli, info_name="tiaokuai", **settings)
    yield from _help("tiaokuai", cli.get_help(root))
    for name in cli.list_commands(root):
        command = cli.commands[name]
        context = click.Context(command, root, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
        yield from _help(f"tiaokuai {name}", command.get_help(context))


def _help(name: str, text: str) -> Iterator[str]:
    yield from ("", f"## {name}", "", "```text", *(line.rstrip() for line in text.splitlines()), "```")


def _questions() -> Iterator[str]:
    yield "# Questions"
    folder = ""
    subject = ""
    for question in sorted(questions(), key=_place):
        if question.folder != folder:
            folder = question.folder
            yield from ("", f"## {folder}", "", FOLDERS[folder])
            yield from _contents() if folder == "reports" else ()
        if folder == "reports" and question.subject != subject:
            subject = question.subject
            yield from ("", f"### {_subject(subject)}")
        yield from _question(question)


def _place(question: Question) -> tuple[int, int, str]:
    """Return where a question stands: by folder, among the reports by subject, by name."""
    subject = list(SUBJECTS).index(question.subject) if question.folder == "reports" else 0
    return list(FOLDERS).index(question.folder), subject, question.name


def _subject(subject: str) -> str:
    return " · ".join(SUBJECTS[subject])


def _contents() -> Iterator[str]:
    """Yield what is asked about each subject, one line a question."""
    reports = sorted((each for each in questions() if each.folder == "reports"), key=_place)
    for subject in dict.fromkeys(each.subject for each in reports):
        yield from ("", f"**{_subject(subject)}**", "")
        for each in reports:
            if each.subject == subject:
                yield f"- [{each.name}](#{each.name}): {each.question['zh']} {each.question['en']}"


def _question(question: Question) -> Iterator[str]:
    level = "####" if question.folder == "reports" else "###"
    yield from ("", f"{level} {question.name}", "")
    yield from (f"{question.question['zh']}  ", f"{question.question['en']}  ", f"{question.summary}.", "")
    if question.parameters:
        yield from ("| parameter | type | 中文 | English | default |", "|---|---|---|---|---|")
        for each in question.parameters:
            default = "must be given" if each.required else each.default or "none"
            yield _row(f"`{each.name}`", each.type, each.zh, each.en, default)
        yield ""
    yield from _columns(question.columns)


def _columns(columns: Sequence[Column]) -> Iterator[str]:
    yield from ("| column | type | unit | 中文 | English |", "|---|---|---|---|---|")
    for each in columns:
        yield _row(f"`{each.name}`", each.type, each.unit, each.zh, each.en)


def _schema() -> Iterator[str]:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    yield from ("# Coded plan: keys and values", "", schema["description"])
    yield "What each means and how it is read: [the codebook](../coding.md)."
    yield from _object("the file", schema)
    for name, part in schema["$defs"].items():
        for each in (part, *part.get("anyOf", ())):
            if "properties" in each:
                yield from _object(name, each)
    yield from ("", "## Kinds of value", "", "| kind | is |", "|---|---|")
    for name, part in schema["$defs"].items():
        if "properties" not in part:
            yield _row(name, _value(part))


def _object(name: str, part: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", f"## {name}", "", "| key | needed | value |", "|---|---|---|")
    for key, value in part["properties"].items():
        yield _row(f"`{key}`", "yes" if key in part.get("required", ()) else "", _value(value))
    for choice in [part["oneOf"]] if "oneOf" in part else []:
        yield from (
            "",
            "Exactly one of " + ", ".join(f"`{key}`" for each in choice for key in each["required"]),
        )


def _value(part: Mapping[str, Any]) -> str:
    """Return in words what the schema allows as a value."""
    if "$ref" in part:
        return str(part["$ref"]).rpartition("/")[2]
    if words := part.get("enum") or [part[key] for key in ("const",) if key in part]:
        return ", ".join(f"`{each}`" for each in words)
    if "anyOf" in part:
        return " or ".join(_value(each) for each in part["anyOf"])
    return _typed(part)


def _typed(part: Mapping[str, Any]) -> str:
    said = f". {part['description'].rstrip('.')}" if "description" in part else ""
    if part["type"] == "array":
        return f"list of {_value(part['items'])}" + _limits(part, "minItems", "maxItems", " long") + said
    if part["type"] == "object":
        return "keys: " + ", ".join(f"`{key}`" for key in part["properties"])
    unit = " characters" if part["type"] == "string" else ""
    limits = _limits(part, "minLength", "maxLength", unit) + _limits(part, "minimum", "maximum", "")
    pattern = f", pattern `{part['pattern']}`" if "pattern" in part else ""
    return f"{part['type']}{limits}{pattern}{said}"


def _limits(part: Mapping[str, Any], low: str, high: str, unit: str) -> str:
    if low in part and high in part:
        span = part[low] if part[low] == part[high] else f"{part[low]} to {part[high]}"
        return f", {span}{unit}"
    if low in part:
        return f", at least {part[low]}{unit}"
    return f", at most {part[high]}{unit}" if high in part else ""


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def main() -> None:
    """Write every page."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
