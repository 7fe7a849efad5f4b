"""The data of a coded plan as YAML, in the form that coders read and write by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any

from graph.coding.nodes import NUMBERS

# A text that no reader of YAML takes for anything else: it begins with no sign, holds no flow,
# comment, key or escape, and is no number and no word for true, false or nothing.
PLAIN = re.compile(
    r"""
    (?! (?: y | n | yes | no | on | off | true | false | null ) $ )
    (?! [0-9][0-9_.:+]* (?: e [-+]?[0-9]+ )? $ | 0[xo][0-9a-fA-F]+ $ )
    [^-?:\s,\[\]{}#&*!|>'"%@`~=<.+\\\ufeff\x00-\x1f\x7f-\x9f]
    (?: [^:\s,%\[\]{}"\\#\ufeff\x00-\x1f\x7f-\x9f]++ | :(?=\S) | \ (?=[^\s:]) )*+
    """,
    re.VERBOSE | re.IGNORECASE,
)
ESCAPED = re.compile('["\\\\\ufeff\x00-\x1f\x7f-\x9f\u2028\u2029]')
STEP = "  "
ON_LINES = (str, dict)
# Keys, names and words recur in a plan and from plan to plan.
KEPT = 4096


def yaml_text(data: Mapping[str, Any]) -> str:
    r"""Return the data of a coded plan as YAML: one key a line, offsets in brackets, few quotes.

    Keys keep the order that they have. `read_nodes` gives the same data back, as
    long as texts hold no line breaks and numbers no more than its 15 digits and 9
    decimals; what it would refuse is written all the same, so that it can say so.

    Examples
    --------
    >>> measure = {"key": "1", "at": [3, 9], "lead": ["市财政局"]}
    >>> print(yaml_text({"measures": [measure], "names": []}), end="")
    measures:
    - key: "1"
      at: [3, 9]
      lead:
      - 市财政局
    names: []
    """
    lines: list[str] = []
    _mapping(data, "", "", lines)
    return "\n".join([*lines, ""]) if lines else "{}\n"


def _mapping(data: Mapping[str, Any], indent: str, first: str, lines: list[str]) -> None:
    """Add the lines of a mapping, all after `indent`, but the first after `first`."""
    start = first
    for key, value in data.items():
        start += f"{_text(key)}:"
        if isinstance(value, str):
            lines.append(f"{start} {_quoted(value) if key in NUMBERS else _text(value)}")
        elif _is_block(value):
            lines.append(start)
            _entries(value, indent, lines)
        elif isinstance(value, Mapping) and value:
            lines.append(start)
            _mapping(value, indent + STEP, indent + STEP, lines)
        else:
            lines.append(f"{start} {_flow(value)}")
        start = indent


def _is_block(value: Any) -> bool:
    """Tell a list whose entries stand on lines of their own: any but one of offsets or of pairs of them."""
    return isinstance(value, list) and any(isinstance(each, ON_LINES) for each in value)


def _entries(values: list[Any], indent: str, lines: list[str]) -> None:
    for value in values:
        if isinstance(value, Mapping) and value:
            _mapping(value, indent + STEP, f"{indent}- ", lines)
        else:
            lines.append(f"{indent}- {_flow(value)}")


def _flow(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    return "{}" if value == {} else number_text(value)


def number_text(value: int | float | Decimal) -> str:
    """Return a number in decimal digits, without an exponent; a whole number without a point.

    Examples
    --------
    >>> number_text(Decimal("12.650")), number_text(19.0), number_text(Decimal("1E+3"))
    ('12.650', '19', '1000')
    """
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        value = Decimal(repr(value))
    if value == int(value):
        return str(int(value))
    return format(value, "f")


@lru_cache(maxsize=KEPT)
def _text(text: str) -> str:
    return text if PLAIN.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    return f'"{ESCAPED.sub(_escape, text)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return f"\\{character}" if character in '"\\' else f"\\u{ord(character):04X}"
