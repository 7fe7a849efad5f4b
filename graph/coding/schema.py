"""The JSON Schema of coded plans, and its findings in a coder's words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from difflib import get_close_matches
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

# The types of JSON in words: what belongs there, and how to write it.
TYPES = {
    "array": ("a list", "Write its entries on lines of their own, each after '- '."),
    "object": ("keys with values", "Write lines of the form key: value."),
    "number": ("a number", "Write digits without quotes, such as 80 or 12.65."),
    "integer": ("a whole number", "Write digits without quotes, such as 19."),
    "string": ("a single value", "Write one value on the line."),
}

# What each schema keyword finds, in words: (name, value shown, what the schema asks) → what, remedy.
WORDS: dict[str, Described] = {
    "enum": lambda name, shown, asked: (f"{name}: {shown} is not known.", f"Use one of: {', '.join(asked)}."),
    "const": lambda name, shown, asked: (f"{name}: {shown} is not supported.", f"Write {asked}."),
    "minimum": lambda name, shown, asked: (
        f"{name}: {shown} is below {asked}.",
        "For a reduction write basis: decrease." if name in {"value", "maximum"} else "Check the number.",
    ),
    "maximum": lambda name, shown, asked: (f"{name}: {shown} is above {asked}.", "Check the number."),
    "minItems": lambda name, shown, asked: (f"{name} is an empty list.", "A plan needs at least one."),
    "minLength": lambda name, shown, asked: (f"{name} is empty.", "Fill it in, or take the line out."),
    "maxLength": lambda name, shown, asked: (f"{name} is longer than {asked} characters.", "Shorten it."),
    "pattern": lambda name, shown, asked: (f"{name}: {shown} has not the right form.", ""),
    "anyOf": lambda name, shown, asked: (
        f"{name}: {shown} has not the right form.",
        "Write one value, or lines of the form key: value.",
    ),
    "type": lambda name, shown, asked: (
        f"{name}: {shown} stands where {TYPES[asked][0]} should be.",
        TYPES[asked][1],
    ),
    "oneOf": lambda name, shown, asked: (
        f"{name} needs either agency: or new:.",
        "agency: names one of the register, new: describes another.",
    ),
}


@cache
def names_schema() -> dict[str, Any]:
    """Return the schema of a file that holds nothing of a coded plan but its block `names:`."""
    names = {"names": plan_schema()["properties"]["names"]}
    return {"$defs": plan_schema()["$defs"], "type": "object", "properties": names, "required": ["names"]}


def schema_problems(coded: Coded, schema: dict[str, Any] | None = None) -> list[Problem]:
    """Return everything that the schema (by default a plan's) refuses, each with its line, in file order."""
    errors = Draft202012Validator(schema or plan_schema()).iter_errors(coded.data)
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
        instance = cast("dict[str, Any]", error.instance)
        asked = cast("list[str]", error.validator_value)
        missing = ", ".join(f"{key}:" for key in asked if key not in instance)
        what = f"{_name(path)} lacks {missing}"
        yield coded.line(path), Problem(coded.where(path), f"{what}.", "Add what is missing.")
    else:
        yield coded.line(path), Problem(coded.where(path), *_described(error, path))


def _described(error: ValidationError, path: Path) -> tuple[str, str]:
    """Return what is wrong with a value, and how to write it: in the schema's own words where it has some."""
    keyword = "minLength" if error.instance == "" else str(error.validator)
    describe = WORDS.get(keyword)
    if describe is None:
        return f"{_name(path)}: {error.message}.", ""
    what, remedy = describe(_name(path), _shown(error.instance), error.validator_value)
    form = cast("dict[str, Any]", error.schema).get("description", "")
    if form and keyword in {"pattern", "anyOf", "maxLength"}:
        remedy = f"It should be {form[0].lower()}{form[1:]}"
    return what, remedy


def _shown(value: Any) -> str:
    """Return a value as a coder wrote it; a list or a block of keys only by what it is."""
    if isinstance(value, dict):
        return "a block of keys"
    if isinstance(value, list):
        texts = any(isinstance(each, dict | str) for each in value)
        return "a list" if texts else f"[{', '.join(map(_shown, value))}]"
    return repr(value) if isinstance(value, str) else str(value)


def _kind_written(error: ValidationError) -> ValidationError | None:
    """Return, where a text or an object may stand, what is wrong with the kind that was written."""
    if error.validator != "anyOf" or "description" in cast("dict[str, Any]", error.schema):
        return None
    of_kind = (each for each in error.context or () if each.validator != "type" or each.relative_path)
    return next(of_kind, None)


def _unknown_keys(error: ValidationError, path: Path, coded: Coded) -> Iterator[tuple[int, Problem]]:
    known = list(cast("dict[str, Any]", error.schema)["properties"])
    for key in cast("dict[str, Any]", error.instance):
        if key not in known:
            place = (*path, key)
            near = get_close_matches(key, known, n=1)
            remedy = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(known)}."
            yield (
                coded.line(place),
                Problem(coded.where(place), f"the key {key!r} is not known here.", remedy),
            )


def _name(path: Path) -> str:
    """Return what a coder calls the value at `path`."""
    name = next((part for part in reversed(path) if isinstance(part, str)), "the file")
    return f"an entry of {name}" if path and isinstance(path[-1], int) else name
