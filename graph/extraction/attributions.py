"""Attribution clauses: who has which role in a measure, by labels and verbs first, then by punctuation."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from graph.extraction import names as look
from graph.extraction.clauses import BRACKETS, inside_brackets
from graph.extraction.lists import Item, Open, bare_head, no_agencies, read_list
from graph.extraction.rules import FoundRule, find_rules
from graph.extraction.words import HAN, MAIN, OTHER, Words, shipped_words
from graph.extraction.zones import LABELLED, Zones
from graph.model import Span
from graph.vocabulary.roles import DEADLINE, PERSON

ROLES = ("lead", "responsible", "cooperating", "supervising")
# Zones in which names stand.
NAMING = frozenset({"", *LABELLED})
# A name between two marks that no word of an attribution reaches over: 市财政局, 各区县(市)人民政府.
NAME = re.compile(rf"(?<![{HAN})])[{HAN}]{{1,30}}+(?:\([县市区旗]\)[{HAN}]{{0,9}}+)?+(?:(?=[、,;。])|\Z)")
# Ruled lines part names as spaces do.
RULED = {chr(code): " " for code in range(0x2500, 0x2580)}


class Attribution(NamedTuple):
    """What a clause says: agencies by role, open ends by role, a deadline, rules of the document, doubts.

    `refused` is the reason why a text is not read as an attribution, "" where it is.
    """

    roles: dict[str, tuple[Item, ...]]
    opens: tuple[tuple[str, Open], ...] = ()
    deadline: str = ""
    deadline_at: Span = (0, 0)
    rules: tuple[FoundRule, ...] = ()
    doubts: tuple[str, ...] = ()
    refused: str = ""

    def groups(self) -> tuple[str, ...]:
        """Return the names that stand for a class of bodies, in their order."""
        return tuple(
            dict.fromkeys(
                item.name for role in ROLES for item in self.roles.get(role, ()) if look.is_group(item.name)
            )
        )


def read_clause(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    label: str = "",
    places: Collection[str] = (),
) -> Attribution:
    """Return what the clause at `text[start:end]` says; `text` is clean (see `graph.extraction.clean`).

    `label` is what a table prints over the clause, in the header of its column.

    Examples
    --------
    >>> found = read_clause("(区政务局牵头,区发改局、各街道办事处配合)")
    >>> [item.name for item in found.roles["cooperating"]], found.groups()
    (['区发改局', '各街道办事处'], ('各街道办事处',))
    """
    words = shipped_words()
    start, end, is_cut = inside_brackets(text, start, len(text) if end is None else end)
    rules = find_rules(text, start, end)
    zones = Zones(text, words)
    if label:
        zones.zone = words.zone(label)
    if is_cut:
        zones.doubts.append("a bracket is not closed: the text may be cut")
    position = start
    for rule in [*rules, None]:
        stop = rule.start if rule else end
        if position < stop:
            _read_region(zones, position, stop)
        position = rule.end if rule else end
    zones.flush()
    return _attribution(zones, rules, places)


def _read_region(zones: Zones, start: int, end: int) -> None:
    text = zones.text
    while number := look.DOCUMENT_NUMBER.match(text, start, end):
        start = number.end()
    position = searched = start
    zones.mark = ""
    while True:
        if position == searched and zones.zone in NAMING:
            position = searched = _read_names(zones, position, end)
        match = zones.words.token.search(text, searched, end)
        if match is None:
            break
        position, searched = _read_token(zones, position, match), match.end()
    zones.item(position, end)


def _read_names(zones: Zones, position: int, end: int) -> int:
    """Take up the names from `position` on that only marks part; return where something else begins."""
    text = zones.text
    while position < end and (found := NAME.match(text, position, end)):
        name, stop = found.group(), found.end()
        if not _is_bare_name(name):
            break
        zones.pending.append(Item(name, position, stop, zones.mark))
        if stop == end:
            return end
        zones.mark = text[stop]
        position = stop + 1
    return position


@lru_cache(maxsize=look.KEPT)
def _is_bare_name(name: str) -> bool:
    """Return whether `name` is that of a body, and no word of an attribution stands in it.

    Examples
    --------
    >>> _is_bare_name("各区县(市)政府"), _is_bare_name("责任单位市财政局")
    (True, False)
    """
    tokens = shipped_words().token.finditer(name)
    return look.stands_whole(name) and all(each.lastgroup == "inner" for each in tokens)


def _read_token(zones: Zones, position: int, match: re.Match[str]) -> int:
    """Read a mark, word or bracket, and what stands before it from `position` on; return where it goes on."""
    kind, stop = match.lastgroup, match.start()
    if kind == "inner":
        return _read_inner(zones, position, match)
    if kind != "label" and _is_part(zones, position, match):
        return position
    if position < stop:
        zones.item(position, stop)
    elif kind == "mark" and zones.mark and match.group().isspace():
        return match.end()
    _read_word(zones, match)
    return match.end()


def _is_part(zones: Zones, position: int, match: re.Match[str]) -> bool:
    """Return whether a mark belongs to a person's name, or a verb to a deadline: 年内持续推进, 6月底完成."""
    if match.lastgroup == "mark":
        return match.group() == " " and zones.zone == PERSON
    before = zones.text[position : match.start()].strip()
    is_dated = zones.zone == DEADLINE or look.DEADLINE.match(before + match.group())
    is_deadline = match.lastgroup == "verb" and before and is_dated
    return bool(is_deadline) and not look.is_unit(before)


def _read_word(zones: Zones, match: re.Match[str]) -> None:
    kind, word = match.lastgroup, match.group()
    if kind in ("label", "other"):
        zones.label(word, match.start())
    elif kind == "mark":
        zones.mark = RULED.get(word, word)
        if word in ";\n" and zones.zone == DEADLINE and zones.deadline:
            zones.zone = ""
    elif kind == "verb":
        if zones.zone not in (PERSON, DEADLINE, OTHER):
            zones.verb(word)
        zones.attached = match.end()
        zones.mark = ""
    else:
        zones.joined = match.end()
        zones.mark = ""


def _read_inner(zones: Zones, position: int, match: re.Match[str]) -> int:
    """Read a bracket within a clause: a clause of its own, the role of the name before it, or part of a name.

    Returns where the piece begins that goes on after it.
    """
    text, words, (start, end) = zones.text, zones.words, match.span()
    inside = text[start + 1 : end - 1]
    before = text[position:start].strip()
    if before and (inside.startswith("以下") or look.CONTACT.search(inside) or look.is_person(inside)):
        zones.item(position, start)
        return end
    verb = words.verb.search(inside) if text[start] in BRACKETS else None
    if text[start] in BRACKETS and _is_clause(before, inside, verb, words):
        zones.item(position, start)
        zones.leave_title()
        if zones.zone:
            zones.flush()
        _read_region(zones, start + 1, end - 1)
        return end
    if before and ((verb and verb.group() == inside) or words.roles.labels.get(inside) in ROLES):
        role = words.verb_role(inside) if verb else words.roles.labels[inside]
        zones.item(position, start, role)
        return end
    return position


def _is_clause(before: str, inside: str, verb: re.Match[str] | None, words: Words) -> bool:
    """Return whether a bracket holds an attribution of its own, no second name of what is before it."""
    if words.label.search(inside):
        return True
    return verb is not None and verb.start() > 0 and not look.is_unit(before)


def _attribution(zones: Zones, rules: list[FoundRule], places: Collection[str]) -> Attribution:
    """Return what the zones hold, their lists read and the rules applied."""
    roles: dict[str, dict[str, Item]] = {role: {} for role in ROLES}
    opens: list[tuple[str, Open]] = []
    doubts = list(zones.doubts)
    printed = [item for _, items in zones.closed for item in items]
    bare = bare_head(printed)
    for role, items in zones.closed:
        listed, ends = read_list(items, places, bare)
        if strange := no_agencies(listed, printed):
            doubts += [f"{item.name[:24]}: {strange[item.name]}" for item in listed if item.name in strange]
            listed = [item for item in listed if item.name not in strange]
        told = _role_of_main(zones) if role == MAIN else role
        for item in listed:
            roles[item.role or told].setdefault(item.name, item)
        if ends:
            opens += [(told, each) for each in ends]
    if rules:
        _apply_rules(rules, roles)
    deadline = zones.deadline or (0, 0)
    refused = zones.refused or ("" if any(roles.values()) else "no agency was found")
    return Attribution(
        dict.fromkeys(ROLES, ()) if refused else {role: (*roles[role].values(),) for role in ROLES},
        () if refused else tuple(opens),
        zones.text[slice(*deadline)],
        deadline,
        tuple(rules),
        tuple(doubts),
        refused,
    )


def _role_of_main(zones: Zones) -> str:
    """Return what 主责单位 stands for: responsible where 牵头单位 is printed too (see roles.ttl)."""
    return "responsible" if any(role == "lead" for role, _ in zones.closed) else "lead"


def _apply_rules(rules: list[FoundRule], roles: dict[str, dict[str, Item]]) -> None:
    """Make the agency listed first the lead where a rule in the clause says so."""
    stated = {rule.kind for rule in rules}
    if "first-listed-leads" in stated and not roles["lead"] and roles["responsible"]:
        first = next(iter(roles["responsible"]))
        roles["lead"][first] = roles["responsible"].pop(first)
