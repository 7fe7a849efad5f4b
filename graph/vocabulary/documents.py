"""Policy documents by their names: number taken apart, type by the title, issuer by the number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.vocabulary.agencies import Register
from graph.vocabulary.ontology import Ontology

DIGITS = "零一二三四五六七八九"
ONES = DIGITS[1:]
HUNDREDS, TENS = f"(?:[{ONES}]百[零〇]?)?", f"(?:[{ONES}]?十)?"
NUMBER = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{1,12}?)\s*(?:[〔\[(（【]?\s*(?P<year>(?:19|20)\d\d)\s*[〕\])）】]?\s*(?:年)?|(?<=令))"
    rf"\s*第?\s*(?P<serial>[1-9]\d{{0,4}}|(?<=令第)(?=[{ONES}十]){HUNDREDS}{TENS}[{ONES}]?)\s*号"
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
    return found and Number(found["word"], int(found["year"] or 0), _serial(found["serial"]))


def _serial(words: str) -> int:
    """Return a serial, which an order of the President has in words.

    Examples
    --------
    >>> _serial("722"), _serial("十三"), _serial("一百零二")
    (722, 13, 102)
    """
    if words.isdecimal():
        return int(words)
    hundreds, _, rest = words.replace("〇", "零").rpartition("百")
    tens, ten, ones = rest.strip("零").rpartition("十")
    digits = [DIGITS.index(each) if each else 0 for each in (hundreds, tens, ones)]
    return 100 * digits[0] + 10 * (digits[1] or (1 if ten else 0)) + digits[2]


def type_of(title: str, ontology: Ontology) -> str:
    """Return the type that the end of a title shows, the longest ending first, "" for none."""
    bare = CLOSING.sub("", title)
    return _longest(ontology.title_endings, bare.endswith)


def issuer_of(title: str, number: Number | None, ontology: Ontology) -> str:
    """Return who issues under the word of a number, else whom the title begins with, "" for nobody known."""
    prefixes = ontology.number_prefixes
    if number:
        word = number.word.removeprefix("中华人民共和国")
        stems = {each[:-1]: issuer for each, issuer in prefixes.items() if each.endswith("*")}
        return prefixes.get(word) or _longest(stems, word.startswith)
    named = {ontology.concepts[f"issuer/{word}"].zh: word for word in prefixes.values()}
    return _longest(named, lambda name: title.startswith(name + "关于"))


def publisher_of(title: str, place: str, register: Register) -> str:
    """Return the path of the registered agency of a place that a title begins with (…关于…), "" for none."""
    name, found, _ = title.partition("关于")
    paths = register.candidates(name, place) if found else ()
    return paths[0] if len(paths) == 1 else ""


def _longest(table: Mapping[str, str], fits: Callable[[str], bool]) -> str:
    return table.get(max((each for each in table if fits(each)), key=len, default=""), "")
