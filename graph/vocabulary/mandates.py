"""Names of bodies as the ontology lists them: what a body of any place does, and of which kind it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import TK
from graph.vocabulary.ontology import Ontology
from graph.vocabulary.turtle import Triples, index_triples

HERE = "…"
"""Stands in a full name where the name of the place stands."""

COMPOUND = "*"
JOINTS = ("和", "与", "及", "、")
ZONE = "zone-administration"
WHOLE_NAMES = frozenset(
    {ZONE, "peoples-government", "coordination-body", "coordination-members", "class-of-bodies"}
)
"""Kinds whose head noun says what they do: 经济开发区 is a zone, whatever 经济 means elsewhere."""

OWN_NAMES = frozenset({"enterprise"})
"""Kinds whose short names have no full form in common: 城投集团 is another company in every city."""

FUNCTION_OF_KIND = {ZONE: "development-zone-administration", "peoples-government": "general-administration"}
SYSTEM_OF_KIND = {
    "party-committee": "party",
    "party-department": "party",
    "party-commission": "party",
    "peoples-congress-body": "peoples-congress",
    "cppcc-body": "cppcc",
    "court": "courts-and-procuratorates",
    "procuratorate": "courts-and-procuratorates",
    "mass-organisation": "mass-organisations",
    "enterprise": "enterprises",
    "financial-institution": "enterprises",
}
NO_DEFAULT = frozenset(
    {"industry-association", "university-or-institute", "military-body", "class-of-bodies"}
)


@dataclass(frozen=True, slots=True)
class Mandate:
    """What a name without its place says of a body.

    `name` is the full name ("发展和改革委员会"; … stands for the place), `rest` what stands
    before the part that is known. `composed`: the full name was put together from short
    parts, so that the body may write it otherwise.
    """

    name: str
    functions: tuple[str, ...] = ()
    kind: str = ""
    line: str = ""
    system: str = ""
    rest: str = ""
    composed: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A listed name: its full form, the function and the line that it stands for."""

    full: str
    functions: tuple[str, ...] = ()
    line: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Mandates:
    """Bodies, stems (what stands before a head noun), parts of compounds and head nouns by printed form."""

    bodies: Mapping[str, Name]
    stems: Mapping[str, Name]
    parts: Mapping[str, Name]
    heads: Mapping[str, Name]

    def describe(self, name: str) -> Mandate:
        """Return what is known of the body `name`, given without place and level.

        A listed body comes first, then a listed stem with a head noun, then a compound of
        stems, then the longest known end of the name; a head noun alone gives the kind.
        """
        return _describe(self, name)


def read_mandates(ontology: Ontology) -> Mandates:
    """Return the names of bodies of the ontology."""
    wanted = {TK + "bodyName", TK + "mandateName", TK + "headNoun"}
    triples = index_triples(each for each in ontology.statements if each.predicate.value in wanted)
    kinds = _marks(triples, "kind", "bodyName")
    lines = _marks(triples, "line", "bodyName") | _marks(triples, "line", "mandateName")
    bodies = _names(triples, "function", "bodyName", lines, kinds)
    parts = _names(triples, "function", "mandateName", lines, {})
    stems = {form: name for form, name in parts.items() if not form.endswith(COMPOUND)}
    heads = {
        form: replace(name, kind=name.functions[0], functions=())
        for form, name in _names(triples, "kind", "headNoun", {}, {}).items()
    }
    parts = {form.removesuffix(COMPOUND): name for form, name in parts.items()} | stems
    return Mandates(bodies, stems, parts, heads)


def _lists(triples: Triples, scheme: str, predicate: str) -> Iterable[tuple[str, list[str]]]:
    for subject in triples.index:
        kind, _, word = path_of(subject).partition("/")
        if kind == scheme:
            for literal in triples.texts(subject, TK + predicate):
                yield word, literal.split()


def _marks(triples: Triples, scheme: str, predicate: str) -> dict[str, str]:
    return {forms[0]: word for word, forms in _lists(triples, scheme, predicate)}


def _names(
    triples: Triples, scheme: str, predicate: str, lines: Mapping[str, str], kinds: Mapping[str, str]
) -> dict[str, Name]:
    names: dict[str, Name] = {}
    for word, (full, *short) in _lists(triples, scheme, predicate):
        plain = full.replace(HERE, "").removesuffix(COMPOUND)
        name = Name(full.removesuffix(COMPOUND), (word,), lines.get(full, ""), kinds.get(full, ""))
        for form in (full.replace(HERE, ""), *short):
            longer = len(form.removesuffix(COMPOUND)) > len(plain)
            names.setdefault(form, replace(name, full=form) if longer else name)
    return names


@lru_cache(maxsize=16384)
def _describe(mandates: Mandates, name: str) -> Mandate:
    found = _whole(mandates, name) or _compound(mandates, name)
    if found:
        return found
    for start in range(1, len(name) - 1):
        found = _whole(mandates, name[start:])
        if found and found.functions:
            return replace(found, rest=name[:start])
    head = _head(mandates, name)
    if head is None:
        return Mandate(name)
    form, noun = head
    return _settled(Mandate(name[: -len(form)] + noun.full, kind=noun.kind))


def _whole(mandates: Mandates, name: str) -> Mandate | None:
    """Return a listed body, a listed stem with a head noun, or a listed stem alone."""
    body = mandates.bodies.get(name)
    if body:
        head = _head(mandates, body.full)
        kind = body.kind or (head[1].kind if head else "")
        return _settled(Mandate(_full_form(mandates, name, body, kind), body.functions, kind, body.line))
    stem = mandates.stems.get(name)
    if stem:
        return _settled(Mandate(stem.full, stem.functions, "", stem.line))
    for size in range(min(8, len(name) - 1), 0, -1):
        noun = mandates.heads.get(name[-size:])
        stem = mandates.stems.get(name[:-size])
        if noun and stem and noun.kind not in WHOLE_NAMES:
            listed = mandates.bodies.get(stem.full + noun.full)
            kind = listed.kind if listed and listed.kind else noun.kind
            return _settled(Mandate(stem.full + noun.full, stem.functions, kind, stem.line))
    return None


def _full_form(mandates: Mandates, name: str, body: Name, kind: str) -> str:
    """Return the full form of `name`, or `name` where it is another body than the full form (公安分局)."""
    head = _head(mandates, name)
    same = head is None or body.full.endswith(head[1].full)
    return body.full if same and kind not in OWN_NAMES else name


def _compound(mandates: Mandates, name: str) -> Mandate | None:
    """Return the merged body whose stems stand one after the other: 教体局, 农业农村和水务局."""
    head = _head(mandates, name)
    if head is None or head[1].kind in WHOLE_NAMES:
        return None
    form, noun = head
    stem = name[: -len(form)]
    parts = _parts(mandates, stem)
    if len(parts) < 2:
        return None
    functions = tuple(dict.fromkeys(each for _, part in parts for each in part.functions))
    lines = {part.line for _, part in parts}
    short = any(printed != part.full for printed, part in parts)
    if short:
        *first, last = [part.full for _, part in parts]
        stem = "".join(first) + "和" + last
    line = lines.pop() if len(lines) == 1 else ""
    return _settled(Mandate(stem + noun.full, functions, noun.kind, line, composed=short))


def _parts(mandates: Mandates, stem: str) -> list[tuple[str, Name]]:
    """Return the fewest stems that make up `stem`, joints apart; none where something is left over."""
    best: list[list[tuple[str, Name]] | None] = [[]] + [None] * len(stem)
    for end in range(1, len(stem) + 1):
        for start in range(max(0, end - 10), end):
            before = best[start]
            part = mandates.parts.get(stem[start:end])
            if before is None:
                continue
            if part is None and not (start and stem[start:end] in JOINTS):
                continue
            longer = [*before, (stem[start:end], part)] if part else before
            known = best[end]
            if known is None or len(longer) < len(known):
                best[end] = longer
    return best[-1] or []


def _head(mandates: Mandates, name: str) -> tuple[str, Name] | None:
    for size in range(min(8, len(name)), 0, -1):
        noun = mandates.heads.get(name[-size:])
        if noun:
            return name[-size:], noun
    return None


def _settled(mandate: Mandate) -> Mandate:
    """Return `mandate` with the function, line and system that its kind brings with it."""
    kind = mandate.kind
    functions = mandate.functions
    if not functions and kind in FUNCTION_OF_KIND:
        functions = (FUNCTION_OF_KIND[kind],)
    system = SYSTEM_OF_KIND.get(kind, "" if kind in NO_DEFAULT or not kind else "government")
    enterprise = system == "enterprises"
    line = mandate.line or ("" if enterprise or not functions else "territorial")
    return replace(mandate, functions=functions, line=line, system=system)
