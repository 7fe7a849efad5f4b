"""Policy documents by their names: number taken apart, type by the title, issuer by the number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.vocabulary.agencies import Register
from graph.vocabulary.ontology import Ontology

NUMBER = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{1,12}?)\s*(?:[〔\[(（【]?\s*(?P<year>(?:19|20)\d\d)\s*[〕\])）】]?\s*(?:年)?|(?<=令))"
    r"\s*第?\s*(?P<serial>[1-9]\d{0,4})\s*号"
)
CLOSING = re.compile(r"(?:[（(][^（()）]{1,20}[）)]|[\s》”])+$")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number taken apart; the year is 0 for a number of 令, which has none."""

    word: str
    year: int
    serial: int


def read_number(text: str) -> Number | None:
    """Return a document number taken apart, None where the text is none.

    Brackets of any kind, or none, may stand around the year.

    Examples
    --------
    >>> read_number("国办发〔2024〕3号")
    Number(word='国办发', year=2024, serial=3)
    >>> read_number("国务院令第722号"), read_number("第3号")
    (Number(word='国务院令', year=0, serial=722), None)
    """
    found = NUMBER.fullmatch(text.strip())
    return found and Number(found["word"], int(found["year"] or 0), int(found["serial"]))


def type_of(title: str, ontology: Ontology) -> str:
    """Return the type that the end of a title shows, the longest ending first, "" for none."""
    bare = CLOSING.sub("", title)
    return _longest(ontology.title_endings, bare.endswith)


def issuer_of(title: str, number: Number | None, ontology: Ontology) -> str:
    """Return who issues under the word of a number, else whom the title begins with, "" for nobody known."""
    prefixes = ontology.number_prefixes
    if number:
        if number.word in prefixes:
            return prefixes[number.word]
        stems = {each[:-1]: word for each, word in prefixes.items() if each.endswith("*")}
        return _longest(stems, number.word.startswith)
    named = {ontology.concepts[f"issuer/{word}"].zh: word for word in prefixes.values()}
    return _longest(named, lambda name: title.startswith(name + "关于"))


def publisher_of(title: str, place: str, register: Register) -> str:
    """Return the path of the registered agency of a place that a title begins with (…关于…), "" for none."""
    name, found, _ = title.partition("关于")
    paths = register.candidates(name, place) if found else ()
    return paths[0] if len(paths) == 1 else ""


def _longest(table: Mapping[str, str], fits: Callable[[str], bool]) -> str:
    return table.get(max((each for each in table if fits(each)), key=len, default=""), "")
