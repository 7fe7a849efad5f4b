"""YAML read with the line of every value; numbers only where a coded plan has numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from graph.errors import Problem, UserError, fail

NUMBERS = frozenset({"number", "value", "maximum", "confidence", "year", "characters", "at"})
DEEPEST = 30

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """The data of a coded plan, and where each value stands: path of keys and indexes → line, from 1."""

    file: str
    data: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Return the line of the value at `path`, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def where(self, path: Path) -> str:
        """Return `file, line N`, and `, measure K` when `path` leads into a measure that has a key."""
        place = f"{self.file}, line {self.line(path)}"
        if len(path) > 1 and path[0] == "measures":
            measure = self.data["measures"][path[1]]
            if isinstance(measure, dict) and isinstance(measure.get("key"), str):
                place += f", measure {measure['key']}"
        return place


def read_nodes(text: str, file: str) -> Coded:
    """Return the data of a YAML text with its lines.

    Every plain scalar is a string, except under the keys in `NUMBERS`, where it is
    decimal: so that no date, boolean, octal or base-60 number is guessed.

    Raises
    ------
    UserError
        For broken YAML, duplicate keys, aliases, and values that are no number where
        one belongs; every such fault is listed with its line.
    """
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise _broken(error, file) from error
    if root is None:
        raise fail(file, "is empty.", "Start from `tiaokuai new`.")
    reader = _Reader(file)
    data = reader.convert(root, ())
    if reader.problems:
        raise UserError(reader.problems)
    return Coded(file, data, reader.lines)


def _broken(error: yaml.YAMLError, file: str) -> UserError:
    mark = getattr(error, "problem_mark", None)
    line = f", line {mark.line + 1}" if mark is not None else ""
    what = getattr(error, "problem", None) or str(error)
    return fail(
        f"{file}{line}",
        f"is not valid YAML: {what}.",
        "Quote a value that holds ': ' or begins with > | * & ! % @ `; "
        "comparators are words (at-least, at-most …).",
    )


class _Reader:
    """Converts nodes to data, collecting lines and problems on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def convert(self, node: yaml.Node, path: Path) -> Any:
        line = node.start_mark.line + 1
        self.lines[path] = line
        if len(path) > DEEPEST:
            raise fail(f"{self.file}, line {line}", f"is nested more than {DEEPEST} deep.")
        if id(node) in self._seen:
            raise fail(
                f"{self.file}, line {line}", "an alias (*name) is not used in coded plans.", "Write it out."
            )
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(each, (*path, index)) for index, each in enumerate(node.value)]
        return self._scalar(node, path, line)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key, line = str(key_node.value), key_node.start_mark.line + 1
            if key in data:
                what = f"the key {key!r} stands twice."
                self.problems.append(Problem(f"{self.file}, line {line}", what, "Keep one of the two."))
            data[key] = self.convert(value_node, (*path, key))
            self.lines[*path, key] = line
        return data

    def _scalar(self, node: yaml.Node, path: Path, line: int) -> str | int | Decimal:
        value = str(node.value)
        keys = [part for part in path if isinstance(part, str)]
        if not keys or keys[-1] not in NUMBERS or getattr(node, "style", None):
            return value
        if re.fullmatch(r"-?[0-9]+", value):
            return int(value)
        if re.fullmatch(r"-?[0-9]+\.[0-9]+", value):
            return Decimal(value)
        what = f"{value!r} is not a decimal number."
        self.problems.append(Problem(f"{self.file}, line {line}", what, "Write digits such as 12.65."))
        return 0
