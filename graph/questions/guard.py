"""What a query from outside may say: looked at by its tokens before any engine reads it.

Oxigraph sends SERVICE out and has no switch against it, so the keyword is refused here; and
since its parser reads `SERVICE:a {…}` as a call to `:a`, so is that.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from graph.errors import fail
from graph.questions.tokens import CLOSES, Token, refuse, tokens

MAX_BYTES = 64 * 1024
MAX_DEPTH = 200
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
NOTHING = Token("mark", "", 0)


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs that a query asks to be answered from: FROM and FROM NAMED."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def inspect(text: str, prefixes: Mapping[str, str], base: str = "") -> Dataset | None:
    """Refuse what a query must not hold; return its FROM clauses, or None when it has none.

    `prefixes` and `base` are those that hold without being declared.

    Raises
    ------
    UserError
        SERVICE, updates, more than 64 kB, more than 200 brackets inside each other, brackets that
        do not match, strings that do not end, undeclared prefixes, `<` that could be read both ways.

    Examples
    --------
    >>> inspect("PREFIX x: <http://x/> ASK FROM x:g { ?s ?p ?o }", {})
    Dataset(default=('http://x/g',), named=())
    """
    _check_size(text)
    seen = list(tokens(text))
    _refuse_service(text, seen)
    _check_brackets(text, seen)
    declared, base, form = _prologue(seen, base)
    _check_form(text, form)
    known = {**prefixes, **declared}
    _check_prefixes(text, seen, known)
    return _dataset(seen, known, base)


def kind_of(text: str) -> str:
    """Return the kind of answer that a query which passed the guard will have: select, ask or graph.

    Examples
    --------
    >>> kind_of("PREFIX ask: <a:> DESCRIBE ask:x")
    'graph'
    """
    form = _prologue(list(tokens(text)), "")[2].text.upper()
    return {"SELECT": "select", "ASK": "ask"}.get(form, "graph")


def _check_size(text: str) -> None:
    try:
        size = len(text) if len(text) > MAX_BYTES else len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise refuse(text, error.start, "this character is not Unicode text.") from error
    if size > MAX_BYTES:
        raise fail(
            "query", f"is {size // 1024} kB long; at most {MAX_BYTES // 1024} kB are taken.", "Shorten it."
        )


def _refuse_service(text: str, seen: list[Token]) -> None:
    remedy = "Ask the other endpoint itself, or build its data into the graph."
    for index, token in enumerate(seen):
        is_word = token.kind == "word" and "service" in token.text.lower()
        is_name = token.kind == "name" and "service" in token.text.lower().partition(":")[0]
        if is_word or (is_name and _may_call(seen, index)):
            raise refuse(text, token.start, "SERVICE is refused: no query leaves this machine.", remedy)


def _may_call(seen: list[Token], index: int) -> bool:
    """Whether `service:x` here is read as SERVICE :x, which is so where a group follows it."""
    follows = seen[index + 1].text if index + 1 < len(seen) else ""
    leads = seen[index - 1].text.upper() if index else ""
    return follows == "{" and leads != "GRAPH"


def _check_brackets(text: str, seen: list[Token]) -> None:
    opened: list[Token] = []
    for token in seen:
        if token.kind != "mark":
            continue
        if token.text in CLOSES.values():
            opened.append(token)
        elif token.text in CLOSES and (not opened or opened.pop().text != CLOSES[token.text]):
            raise refuse(text, token.start, f"{token.text} closes nothing that is open.")
        if len(opened) > MAX_DEPTH:
            raise refuse(text, token.start, f"more than {MAX_DEPTH} brackets inside each other.")
    if opened:
        raise refuse(text, opened[-1].start, f"this {opened[-1].text} is never closed.")


def _prologue(seen: list[Token], base: str) -> tuple[dict[str, str], str, Token]:
    """Return the declared prefixes, the base, and the token after them."""
    prefixes, rest = {}, [*seen, NOTHING, NOTHING, NOTHING]
    while rest[0].kind == "word" and rest[0].text.upper() in ("BASE", "PREFIX"):
        if rest[0].text.upper() == "BASE":
            base, rest = urljoin(base, _iri(rest[1])), rest[2:]
        else:
            prefixes[rest[1].text.removesuffix(":")] = urljoin(base, _iri(rest[2]))
            rest = rest[3:]
        rest = [*rest, NOTHING, NOTHING, NOTHING]
    return prefixes, base, rest[0]


def _check_form(text: str, form: Token) -> None:
    if form is NOTHING:
        raise fail("query", "there is no query.", "Begin with SELECT, ASK, CONSTRUCT or DESCRIBE.")
    if form.kind != "word" or form.text.upper() not in FORMS:
        remedy = "Only SELECT, ASK, CONSTRUCT and DESCRIBE are answered; nothing is changed or fetched."
        raise refuse(text, form.start, f"{form.text[:20]} does not begin a query.", remedy)


def _check_prefixes(text: str, seen: list[Token], known: Mapping[str, str]) -> None:
    for token in seen:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix not in known:
            near = difflib.get_close_matches(prefix, known, n=1)
            meant = f"Did you mean {near[0]}:? " if near else ""
            remedy = (
                f"{meant}Otherwise begin with PREFIX {prefix}: <…>."
                if near
                else f"Begin the query with PREFIX {prefix}: <…>."
            )
            raise refuse(text, token.start, f"the prefix {prefix}: is not declared.", remedy)


def _dataset(seen: list[Token], prefixes: Mapping[str, str], base: str) -> Dataset | None:
    default: list[str] = []
    named: list[str] = []
    for index, token in enumerate(seen[:-1]):
        if token.kind != "word" or token.text.upper() != "FROM":
            continue
        graphs, target = default, seen[index + 1]
        if target.text.upper() == "NAMED" and index + 2 < len(seen):
            graphs, target = named, seen[index + 2]
        if target.kind == "iri":
            graphs.append(urljoin(base, _iri(target)))
        elif target.kind == "name":
            prefix, _, local = target.text.partition(":")
            graphs.append(prefixes[prefix] + re.sub(r"\\(.)", r"\1", local))
    return Dataset(tuple(default), tuple(named)) if default or named else None


def _iri(token: Token) -> str:
    """Return what stands between < and >, its escapes read."""
    escaped = r"\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})"
    return re.sub(escaped, lambda found: chr(int(found[1] or found[2], 16)), token.text[1:-1])
