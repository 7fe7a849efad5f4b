"""SPARQL read as tokens, with strings, comments and IRIs told apart as Oxigraph tells them apart.

Oxigraph's parser reads characters, not tokens: a number may touch the keyword after it, `<` is
less-than wherever an IRI cannot stand, a string with a bad escape is tried again as a shorter
one. The lexer follows that parser (spargebra 0.4) wherever the two could disagree on what is
opaque, and refuses what it cannot decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import UserError, fail

_UNICODE = (
    r"(?:\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|\\U0000(?![dD][89a-fA-F])[0-9a-fA-F]{4}"
    r"|\\U000[1-9a-fA-F][0-9a-fA-F]{4}|\\U0010[0-9a-fA-F]{4})"
)
_ESCAPE = rf"(?:\\[tbnrf\"'\\]|{_UNICODE})"
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
)
_NAME = _BASE + "_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_PERCENT_OR_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL = (
    rf"(?:[{_BASE}_0-9:]|{_PERCENT_OR_ESCAPED})(?:[{_NAME}\-:]|{_PERCENT_OR_ESCAPED})*+"
    rf"(?:\.++(?:[{_NAME}\-:]|{_PERCENT_OR_ESCAPED})++)?"
)
_TOKENS = re.compile(
    rf"""(?P<space>[ \t\r\n]++|\#[^\r\n]*+)
    |(?P<string>'''(?:(?:''|')?(?:[^'\\]|{_ESCAPE}))*+'''|\"\"\"(?:(?:\"\"|\")?(?:[^\"\\]|{_ESCAPE}))*+\"\"\"
        |'(?!'')(?:[^'\\\r\n]|{_ESCAPE})*+'|\"(?!\"\")(?:[^\"\\\r\n]|{_ESCAPE})*+\")
    |(?P<iri><(?:[^\x00-\x20<>\"{{}}|^`\\]|{_UNICODE})*+>)
    |(?P<blank>_:[{_BASE}_0-9][{_NAME}\-]*+(?:\.++[{_NAME}\-]++)*)
    |(?P<name>(?:[{_BASE}][{_NAME}\-]*(?:\.+[{_NAME}\-]+)*)?:(?:{_LOCAL})?)
    |(?P<variable>[?$][{_BASE}_0-9][{_NAME}]*+)
    |(?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
    |(?P<number>(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?)
    |(?P<word>[A-Za-z_][A-Za-z0-9_]*+)
    |(?P<mark><<|.)""",
    re.VERBOSE | re.DOTALL,
)
CLOSES = {")": "(", "]": "[", "}": "{"}
_OPERANDS = frozenset({"string", "iri", "blank", "name", "variable", "language", "number"})


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a query, where it begins, and its kind."""

    kind: str
    text: str
    start: int


def place(text: str, offset: int) -> str:
    r"""Return where in a query an offset is.

    Examples
    --------
    >>> place("ASK {\n ?s }", 7)
    'query, line 2, column 2'
    """
    line = text.count("\n", 0, offset) + 1
    return f"query, line {line}, column {offset - text.rfind(chr(10), 0, offset)}"


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a query without white space and comments; a string must end.

    Examples
    --------
    >>> [(t.kind, t.text) for t in tokens("?s tk:key 'a # b' # SERVICE")]
    [('variable', '?s'), ('name', 'tk:key'), ('string', "'a # b'")]
    """
    position, before, open_brackets = 0, Token("mark", "", 0), _Brackets()
    while position < len(text):
        match = _TOKENS.match(text, position)
        if match is None:
            raise refuse(text, position, "this cannot be read.")
        position = match.end()
        if match.lastgroup == "space":
            continue
        token = Token(str(match.lastgroup), match.group(), match.start())
        _refuse_doubtful(text, token, before, open_brackets)
        open_brackets.take(token)
        yield token
        before = token


class _Brackets:
    """Which bracket is open innermost, and whether it belongs to the rows of VALUES."""

    def __init__(self) -> None:
        self.open: list[tuple[str, bool]] = []
        self.values = False

    def take(self, token: Token) -> None:
        """Follow one token."""
        mark = token.text if token.kind == "mark" else ""
        rows = self.in_rows
        if token.kind == "word":
            self.values = token.text.upper() == "VALUES"
        if mark in ("{", "(", "["):
            self.open.append((mark, rows or (mark == "{" and self.values)))
        elif mark in CLOSES and self.open:
            self.open.pop()
        if mark not in ("(", ")", "") or token.kind in ("iri", "name", "string", "number"):
            self.values = False

    @property
    def in_rows(self) -> bool:
        """Whether only terms can stand here: inside the rows of VALUES."""
        return bool(self.open) and self.open[-1][1]

    @property
    def in_parentheses(self) -> bool:
        """Whether an expression may be under way: only inside ( ) can `<` mean less-than."""
        return bool(self.open) and self.open[-1][0] == "(" and not self.in_rows


def _refuse_doubtful(text: str, token: Token, before: Token, brackets: _Brackets) -> None:
    if token.kind == "mark" and token.text in "'\"\\":
        what = "a backslash outside a string." if token.text == "\\" else "a string that does not end here."
        raise refuse(
            text, token.start, what, "Close it, and escape a quotation mark inside it as \\\" or \\'."
        )
    if token.text == "<<" and token.kind == "mark":
        raise refuse(text, token.start, "<< is not SPARQL 1.1.", "Write a space between two < marks.")
    doubtful = token.kind == "iri" and any(mark in token.text for mark in "#'()")
    if doubtful and brackets.in_parentheses and _ends_operand(before):
        remedy = "Write a space after < for less-than, or an IRI with a prefix."
        raise refuse(text, token.start, "< could begin an IRI here or mean less-than.", remedy)


def _ends_operand(token: Token) -> bool:
    if token.kind == "word":
        return token.text.endswith(("true", "false"))
    if token.kind == "mark":
        return token.text in (")", "]", "}") or ord(token.text[:1] or " ") > 127
    return token.kind in _OPERANDS


def refuse(text: str, offset: int, what: str, remedy: str = "") -> UserError:
    """Return the error that names a place in the query."""
    return fail(place(text, offset), what, remedy)
