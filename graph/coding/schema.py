"""The JSON Schema of coded plans, and its findings in a coder's words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path as File
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from graph.coding.nodes import Coded, Path
from graph.errors import Problem

SCHEMA_FILE = File(__file__).with_name("plan.schema.json")


@cache
def plan_schema() -> dict[str, Any]:
    """Return the schema of a coded plan, version 1."""
    schema: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return schema


Described = Callable[[str, str, Any], tuple[str, str]]

# What each schema keyword finds, in words: (name, value shown, what the schema asks) → what, remedy.
WORDS: dict[str, Described] = {
    "enum": lambda name, shown, asked: (f"{name}: {shown} is not known.", f"Use one of: {', '.join(asked)}."),
    "const": lambda name, shown, asked: (
        f"{name}: {shown} is not supported.",
        f"This version reads {asked}.",
    ),
    "minimum": lambda name, shown, asked: (f"{name}: {shown} is below {asked}.", "Check the number."),
    "maximum": lambda name, shown, asked: (f"{name}: {shown} is above {asked}.", "Check the number."),
    "minItems": lambda name, shown, asked: (f"{name} has fewer than {asked} entries.", "Add them."),
    "maxItems": lambda name, shown, asked: (f"{name} has more than {asked} entries.", "Check the list."),
    "minLength": lambda name, shown, asked: (f"{name} is empty.", "Leave the key out instead."),
    "maxLength": lambda name, shown, asked: (
        f"{name} is longer than {asked} characters.",
        "Keep the phrase and leave the rest to the offsets (at).",
    ),
    "pattern": lambda name, shown, asked: (
        f"{name}: {shown} has not the right form.",
        f"It must match {asked}.",
    ),
    "type": lambda name, shown, asked: (
        f"{name}: {shown} should be of type {asked}.",
        "Numbers stand without quotes." if asked in {"number", "integer"} else "",
    ),
    "oneOf": lambda name, shown, asked: (f"{name} needs either agency or new.", "Give one of the two."),
}


def schema_problems(coded: Coded) -> list[Problem]:
    """Return everything that the schema refuses, each with its line, in file order."""
    errors = Draft202012Validator(plan_schema()).iter_errors(coded.data)
    found = {found: None for error in errors for found in _problems(error, coded)}
    return [problem for _, problem in sorted(found, key=lambda item: (item[0], item[1].what))]


def _problems(error: ValidationError, coded: Coded) -> Iterator[tuple[int, Problem]]:
    path = tuple(error.absolute_path)
    inner = _kind_written(error)
    if inner is not None:
        yield from _problems(inner, coded)
    elif error.validator == "additionalProperties":
        yield from _unknown_keys(error, path, coded)
    elif error.validator == "required":
        name = _name(path)
        instance = cast("dict[str, Any]", error.instance)
        missing = ", ".join(
            str(key) for key in cast("list[str]", error.validator_value) if key not in instance
        )
        yield coded.line(path), Problem(coded.where(path), f"{name} lacks {missing}.", "Add it.")
    else:
        shown = repr(error.instance) if isinstance(error.instance, str) else str(error.instance)
        describe = WORDS.get(str(error.validator))
        what, remedy = (f"{_name(path)}: {error.message}.", "")
        if describe is not None:
            what, remedy = describe(_name(path), shown, error.validator_value)
        yield coded.line(path), Problem(coded.where(path), what, remedy)


def _kind_written(error: ValidationError) -> ValidationError | None:
    """Return, where a text or an object may stand, what is wrong with the kind that was written."""
    if error.validator != "anyOf":
        return None
    of_kind = (each for each in error.context or () if each.validator != "type" or each.relative_path)
    return next(of_kind, None)


def _unknown_keys(error: ValidationError, path: Path, coded: Coded) -> Iterator[tuple[int, Problem]]:
    known = list(cast("dict[str, Any]", error.schema)["properties"])
    for key in cast("dict[str, Any]", error.instance):
        if key not in known:
            place = (*path, key)
            remedy = f"Known are: {', '.join(known)}."
            yield (
                coded.line(place),
                Problem(coded.where(place), f"the key {key!r} is not known here.", remedy),
            )


def _name(path: Path) -> str:
    return next((part for part in reversed(path) if isinstance(part, str)), "the file")
