"""One cell of a table as text: numbers written exactly, hostile characters made visible, width on screen."""

from __future__ import annotations

import math
import re
import unicodedata
from decimal import Decimal
from functools import cache

from graph.table import Cell

DIGITS = 9
JOINERS = "\u200c\u200d"
BREAKS = re.compile(r"\r\n|[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
WIDE = frozenset("WF")
COMBINING = frozenset({"Mn", "Me", "Cf"})


def number_text(value: int | float | Decimal) -> str:
    """Return a number in decimal digits, the same on every platform.

    Whole numbers and decimals are written exactly (without zeros that add
    nothing), floats at nine significant digits. What is not finite is not
    defined, and an undefined number is empty.

    Examples
    --------
    >>> number_text(12), number_text(Decimal("5.50")), number_text(Decimal("1E+3"))
    ('12', '5.5', '1000')
    >>> number_text(1 / 3), number_text(12.0), number_text(1e12), number_text(-0.0), number_text(1e-7)
    ('0.333333333', '12', '1000000000000', '0', '1e-07')
    >>> number_text(float("nan"))
    ''
    """
    if isinstance(value, int):
        return str(int(value))
    if not math.isfinite(value):
        return ""
    if isinstance(value, float):
        text = f"{value:.{DIGITS}g}"
        return "0" if text == "-0" else _plain(text) if abs(value) >= 1 else text
    return _plain(value)


def _plain(value: str | Decimal) -> str:
    text = format(Decimal(value), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def cell_text(cell: Cell, yes: str = "true", no: str = "false") -> str:
    """Return a cell as text; None is empty, a truth value is `yes` or `no`."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return yes if cell else no
    return cell if isinstance(cell, str) else number_text(cell)


def is_number(cell: Cell) -> bool:
    """Return whether the cell is a real number (a truth value is not)."""
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def visible(text: str) -> str:
    r"""Return text on one line in which nothing can hide, reorder or steer the screen.

    Line breaks and tabs become one space. Control characters, bidirectional
    controls and other invisible marks are spelled out.

    Examples
    --------
    >>> visible("a\r\nb\tc"), visible("\u202egnp.exe"), visible("\x1b[31mred")
    ('a b c', '\\u202egnp.exe', '\\u001b[31mred')
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, BREAKS.sub(" ", text)))


def _shown(character: str) -> str:
    if character in JOINERS or unicodedata.category(character) not in INVISIBLE:
        return character
    return f"\\u{ord(character):04x}"


def width(text: str) -> int:
    """Return how many columns of a terminal the text takes (East Asian width).

    Wide and full-width characters take two, combining marks none; characters of
    ambiguous width take one, as terminals draw them unless told otherwise.

    Examples
    --------
    >>> width("市发展改革委"), width("ＡＢ"), width("e\u0301"), width("19（项）")
    (12, 4, 1, 8)
    """
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_columns, text))


@cache
def _columns(character: str) -> int:
    if unicodedata.category(character) in COMBINING:
        return 0
    return 2 if unicodedata.east_asian_width(character) in WIDE else 1


def clip(text: str, columns: int) -> str:
    """Return the text cut to `columns` on screen, its last one an ellipsis when something is missing.

    Examples
    --------
    >>> clip("市发展改革委", 7), clip("abc", 3)
    ('市发展…', 'abc')
    """
    if width(text) <= columns:
        return text
    kept, room = [], columns - 1
    for character in text:
        room -= _columns(character)
        if room < 0:
            break
        kept.append(character)
    return "".join(kept) + "…"


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """Return the text filled with spaces to `columns` on screen, at its right or left edge."""
    space = " " * max(0, columns - width(text))
    return space + text if right else text + space
