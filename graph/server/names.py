"""Search over what things are called: names, spellings and titles, in Chinese, English and pinyin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.extraction.clean import fold
from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import DCTERMS, ID, RDFS, SKOS, TK

NAMING = (SKOS + "prefLabel", DCTERMS + "title", RDFS + "label", SKOS + "altLabel", SKOS + "notation")
KINDS = ("agency", "plan", "measure", "platform", "programme", "document", "section", "place")
SHORTEST_PINYIN = 2
SHORTEST_INITIALS = 3
MOST_FOUND = 50
LONGEST_QUERY = 100


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a thing, as it is written and as it is compared."""

    iri: str
    text: str
    folded: str
    syllables: tuple[str, ...]
    rank: int

    @classmethod
    def of(cls, iri: str, text: str) -> Name:
        """Return a name made ready to be compared."""
        kind = path_of(iri).partition("/")[0]
        rank = KINDS.index(kind) if kind in KINDS else len(KINDS)
        return cls(iri, text, folded(text), syllables(text), rank)


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was found, and the name by which it was."""

    iri: str
    name: str


def named_things(store: ox.Store) -> list[tuple[str, str]]:
    """Return the IRIs of ours in the store with what they are called, each pair once."""
    found: dict[tuple[str, str], None] = {}
    for predicate in NAMING:
        for quad in store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            subject, value = quad.subject, quad.object
            if (
                isinstance(subject, ox.NamedNode)
                and isinstance(value, ox.Literal)
                and _is_ours(subject.value)
            ):
                found[subject.value, value.value] = None
    return list(found)


def _is_ours(iri: str) -> bool:
    return iri.startswith((ID, TK))


def folded(text: str) -> str:
    """Return text as it is compared: one width, simplified script, lower case, without blanks.

    Examples
    --------
    >>> folded("市財政局 （Ａ）"), folded("Finance Bureau")
    ('市财政局(a)', 'financebureau')
    """
    plain = unicodedata.normalize("NFKC", fold(text)).casefold()
    return "".join(plain.split())


def syllables(text: str) -> tuple[str, ...]:
    """Return the pinyin of a text's Chinese characters without tones; () where it has none.

    Examples
    --------
    >>> syllables("财政局"), syllables("Finance")
    (('cai', 'zheng', 'ju'), ())
    """
    if not any("\u4e00" <= each <= "\u9fff" for each in text):
        return ()
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(fold(text), errors="ignore"))


def search_names(names: Iterable[Name], words: str) -> list[Found]:
    """Return the things that are called so, the closest first, each once.

    A whole name goes before the beginning of one, that before words inside one, those
    before pinyin (from any syllable on), and that before the first letters of syllables.

    Examples
    --------
    >>> names = [Name.of("urn:a", "郑州市财政局"), Name.of("urn:b", "财政局"), Name.of("urn:c", "财经办")]
    >>> [each.name for each in search_names(names, "財政局")]
    ['财政局', '郑州市财政局']
    >>> [each.name for each in search_names(names, "Cai Zheng")], search_names(names, "zzscz")[0].name
    (['财政局', '郑州市财政局'], '郑州市财政局')
    """
    wanted = folded(words[:LONGEST_QUERY])
    if not wanted:
        return []
    scored = [(closeness, name) for name in names for closeness in _closeness(name, wanted)]
    scored.sort(key=lambda each: (each[0], each[1].rank, len(each[1].text), each[1].iri))
    first: dict[str, Found] = {}
    for _, name in scored:
        first.setdefault(name.iri, Found(name.iri, name.text))
    return list(first.values())[:MOST_FOUND]


def _closeness(name: Name, wanted: str) -> Iterator[int]:
    """Yield how close a name comes, 0 the closest; nothing where it is not meant."""
    if wanted in name.folded:
        yield 0 if wanted == name.folded else 1 if name.folded.startswith(wanted) else 2
    elif name.syllables and wanted.isascii() and len(wanted) >= SHORTEST_PINYIN:
        starts = range(len(name.syllables))
        if any("".join(name.syllables[start:]).startswith(wanted) for start in starts):
            yield 3
        elif len(wanted) >= SHORTEST_INITIALS and wanted in "".join(each[0] for each in name.syllables):
            yield 4
