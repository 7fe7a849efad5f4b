"""YAML read with the line of every value; numbers only where a coded plan has numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from graph.coding.broken import broken_yaml
from graph.errors import Problem, UserError, fail

NUMBERS = frozenset({"number", "value", "maximum", "confidence", "year", "characters", "at"})
DEEPEST = 30
DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")
NOT_IN_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

Path = tuple[str | int, ...]
"""Keys and indexes that lead to a value."""

Finding = tuple[Path, str, str]
"""A fault: the path of the value, what is wrong, the remedy."""


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

    def value(self, path: Path) -> Any:
        """Return the value at `path`."""
        value = self.data
        for part in path:
            value = value[part]
        return value

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
        For broken YAML, duplicate keys, aliases, nesting past `DEEPEST`, and values that
        are no number where one belongs; faults of values are all listed, each with its line.
    """
    if wrong := NOT_IN_YAML.search(text):
        line = text.count("\n", 0, wrong.start()) + 1
        what = f"holds the invisible character U+{ord(wrong[0]):04X}."
        raise fail(f"{file}, line {line}", what, "Delete it; it often comes with text pasted from a PDF.")
    try:
        _refuse_traps(text, file)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise broken_yaml(error, text, file) from error
    if root is None:
        raise fail(file, "is empty.", "Start from `tiaokuai new`.")
    reader = _Reader(file)
    coded = Coded(file, reader.convert(root, ()), reader.lines)
    if reader.faults:
        raise UserError(Problem(coded.where(path), what, remedy) for path, what, remedy in reader.faults)
    return coded


def _refuse_traps(text: str, file: str) -> None:
    """Refuse aliases and deep nesting event by event, since the composer recurses in C without a limit."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        mark = event.start_mark
        where = f"{file}, line {mark.line + 1}" if mark else file
        if isinstance(event, yaml.AliasEvent):
            raise fail(where, f"the alias *{event.anchor} is not used in coded plans.", "Write it out.")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise fail(where, f"is nested more than {DEEPEST} deep.", "A coded plan is 7 deep at most.")


class _Reader:
    """Converts nodes to data, collecting lines and faults (path, what, remedy) on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lines: dict[Path, int] = {}
        self.faults: list[Finding] = []

    def convert(self, node: yaml.Node, path: Path) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.convert(each, (*path, index)) for index, each in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                where = f"{self.file}, line {line}"
                raise fail(where, "a key is a list or holds keys itself.", "Write key: value.")
            key = str(key_node.value)
            if key in data:
                self._repeated(path, key, line)
                continue
            data[key] = self.convert(value_node, (*path, key))
            self.lines[*path, key] = line
        return data

    def _repeated(self, path: Path, key: str, line: int) -> None:
        """Note a key that stands twice; the place is its second line."""
        place = (*path, key, "again", line)
        self.lines[place] = line
        what = f"the key {key!r} stands twice here, first on line {self.lines[*path, key]}."
        self.faults.append((place, what, "Join the two, or take one out."))

    def _scalar(self, node: yaml.Node, path: Path) -> str | int | Decimal:
        value = str(node.value)
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        if CONTROL.search(value):
            what = f"{name} holds a line break or another control character."
            self.faults.append((path, what, "Write the value on one line."))
        if name not in NUMBERS or getattr(node, "style", None):
            return value
        if DECIMAL.fullmatch(value):
            return Decimal(value) if "." in value else int(value)
        self.faults.append((path, *_no_number(name, value)))
        return 0


def _no_number(name: str, value: str) -> tuple[str, str]:
    if not value:
        return f"{name} is empty.", "Write a number, or leave the key out."
    if name == "at":
        return f"at: {value!r} is no offset.", "Write the start and the end in brackets, such as [38, 42]."
    if value.removeprefix("-").replace(".", "", 1).isdecimal() and value.isascii():
        return (
            f"{name}: {value!r} is written too long.",
            "Write 80, not 80., and at most 15 digits and 9 decimals.",
        )
    return f"{name}: {value!r} is not a decimal number.", "Write digits only, such as 80 or 12.65."
