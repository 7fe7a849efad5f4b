"""One thing of the graph in words: its facts, what refers to it, and the evidence for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.views.cells import padded, visible, width
from graph.views.wording import EVERY, say
from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import RDF, TK

EVIDENCE = TK + "hasEvidence"
TYPE = RDF + "type"
WORDS = frozenset(TK + name for name in ("comparator", "basis", "deadlineKind", "recurrence", "ruleKind"))
"""The properties whose values are words of a coded plan."""
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement about a thing: `incoming` ones have it as their object, and `value` is their subject.

    `value` is an IRI or the text of a literal; labels are "" where there are none.
    """

    predicate: str
    value: str
    predicate_zh: str = ""
    predicate_en: str = ""
    value_zh: str = ""
    value_en: str = ""
    incoming: bool = False

    def predicate_label(self, lang: str) -> str:
        """Return what the predicate is called, in the other language or by its IRI if need be."""
        if self.predicate == TYPE:
            return say("show.type", lang)
        return _first(lang, self.predicate_zh, self.predicate_en) or path_of(self.predicate)

    def value_label(self, lang: str) -> str:
        """Return the label of the value with its path behind it, its word in the language, or itself."""
        if self.predicate in WORDS and f"value.{self.value}" in EVERY:
            return say(f"value.{self.value}", lang)
        label, path = _first(lang, self.value_zh, self.value_en), path_of(self.value)
        return f"{label}  <{path}>" if label else path


def describe(
    iri: str, statements: Iterable[Statement], lang: str, words: Mapping[str, str] | None = None
) -> str:
    """Return a readable text about the thing `iri`.

    Parameters
    ----------
    iri
        The thing.
    statements
        What the graph says of it, both ways, in the order to show; each is shown once.
    lang
        zh or en.
    words
        The words of the source by the IRI of the evidence, where they are at hand;
        the graph itself holds only positions.

    Examples
    --------
    >>> from graph.vocabulary.iris import node
    >>> role = Statement(TK + "inRole", node("role", "lead"), "角色", "in role", "牵头", "lead")
    >>> print(describe(node("assignment", "x"), [role], "en"), end="")
    assignment/x
    <BLANKLINE>
    Facts
      in role  lead  <role/lead>
    """
    unique = list(dict.fromkeys(statements))
    if not unique:
        return visible(say("show.none", lang, iri=path_of(iri))) + "\n"
    facts = [each for each in unique if not each.incoming and each.predicate != EVIDENCE]
    evidence = [each for each in unique if not each.incoming and each.predicate == EVIDENCE]
    parts = [
        [path_of(iri)],
        _part("show.facts", _grouped(facts, lang), lang),
        _part("show.incoming", _grouped([each for each in unique if each.incoming], lang), lang),
        _part("show.evidence", _evidence(evidence, lang, words or {}), lang),
    ]
    return "\n".join("".join(f"{visible(line).rstrip()}\n" for line in part) for part in parts if part)


def _part(key: str, lines: list[str], lang: str) -> list[str]:
    return [say(key, lang), *(f"  {line}" for line in lines)] if lines else []


def _grouped(statements: list[Statement], lang: str) -> list[str]:
    """Return a line a value, the name of a predicate standing only before its first."""
    groups: dict[str, list[Statement]] = {}
    for each in statements:
        groups.setdefault(each.predicate, []).append(each)
    names = {predicate: visible(found[0].predicate_label(lang)) for predicate, found in groups.items()}
    column = max(map(width, names.values()), default=0)
    return [
        f"{padded(name, column)}  {value}"
        for predicate, found in groups.items()
        for name, value in zip([names[predicate], *[""] * len(found)], _values(found, lang), strict=False)
    ]


def _values(statements: list[Statement], lang: str) -> list[str]:
    shown = [each.value_label(lang) for each in statements[:SHOWN]]
    left_out = len(statements) - SHOWN
    return [*shown, say("show.more", lang, count=left_out)] if left_out > 0 else shown


def _evidence(statements: list[Statement], lang: str, words: Mapping[str, str]) -> list[str]:
    lines = []
    for each in statements:
        lines.append(f"{_span(each.value, lang)}  <{path_of(each.value)}>")
        if words.get(each.value):
            lines.append("  " + say("show.words", lang, words=words[each.value]))
    return lines


def _span(iri: str, lang: str) -> str:
    """Return the positions of evidence, which its IRI ends in (…/4470-4900)."""
    start, _, end = iri.rpartition("/")[2].partition("-")
    if not (start.isdecimal() and end.isdecimal()):
        return say("show.source", lang)
    return say("show.span", lang, start=start, end=end)


def _first(lang: str, zh: str, en: str) -> str:
    return (zh or en) if lang == "zh" else (en or zh)
