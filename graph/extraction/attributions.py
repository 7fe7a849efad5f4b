"""Attribution clauses: who has which role in a measure, by labels and verbs first, then by punctuation."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.extraction import names as look
from graph.extraction.clauses import BRACKETS, inside_brackets
from graph.extraction.lists import Item, Open, bare_head, no_agencies, read_list
from graph.extraction.rules import FoundRule, find_rules
from graph.extraction.words import MAIN, OTHER, Words, shipped_words
from graph.model import Span
from graph.vocabulary.roles import DEADLINE, PERSON

ROLES = ("lead", "responsible", "cooperating", "supervising")
LABELLED = (*ROLES, MAIN)
STARS = ("*", "★", "▲")
BESIDE_LABEL = re.compile(r"\(.*|[\s:|]")


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


@dataclass(slots=True)
class _Reading:
    """The state of one pass over the tokens of a clause."""

    text: str
    words: Words
    zone: str = ""
    pending: list[Item] = field(default_factory=list)
    closed: list[tuple[str, list[Item]]] = field(default_factory=list)
    joined: int = -1
    mark: str = ""
    deadline: Span | None = None
    attached: int = -1
    doubts: list[str] = field(default_factory=list)
    refused: str = ""

    def item(self, start: int, end: int, role: str = "") -> None:
        """Take up `text[start:end]`, whose own role is printed at it where `role` is given."""
        name = self.text[start:end].lstrip(" \n\t)〕")
        start = end - len(name)
        name = name.rstrip(" \n\t.(〔")
        if not name or self.zone == OTHER:
            return
        end = start + len(name)
        if self.zone == DEADLINE:
            self.deadline = (self.deadline[0] if self.deadline else start, end)
            return
        if look.is_unit(name) and (self.pending or name[0] not in "由并请"):
            self.pending.append(Item(name, start, end, self.mark, role=role))
            return
        if not self.pending and name.startswith(("由", "并由", "请")) and len(name) > 3:
            opening = 2 if name[0] == "并" else 1
            start, name = start + opening, name[opening:]
        if look.DEADLINE.match(name) and not look.is_group(name) and not look.is_unit(name.rstrip("前底内")):
            follows = self.deadline is not None and start - self.deadline[1] <= 1
            self.deadline = (self.deadline[0], end) if follows else self.deadline or (start, end)
            return
        role = "lead" if name.endswith(STARS) else role
        name = self._without_person(name.rstrip("*★▲"))
        if name:
            self.pending.append(Item(name, start, start + len(name), self.mark, role=role))

    def _without_person(self, name: str) -> str:
        """Return `name` without the person that stands behind an agency: 市教育局张三, 市教育局 张三."""
        behind = look.after_unit(name)
        if look.is_person(behind):
            self.doubts.append(f"{behind}: read as a person, not as an agency")
            return name.removesuffix(behind)
        if self.mark == " " and self.pending and look.is_unit(self.pending[-1].name) and look.is_person(name):
            self.doubts.append(f"{name}: read as a person, not as an agency")
            return ""
        return name

    def close(self, role: str, items: list[Item]) -> None:
        if self.joined >= 0:
            before = [each for each in items if each.start < self.joined]
            after = [each for each in items if each.start >= self.joined]
            self.closed += [(role, before), ("cooperating", after)]
            self.joined = -1
        else:
            self.closed.append((role, items))

    def label(self, words: str, start: int) -> None:
        """Close what stands before a label, and open its zone."""
        last = self.pending[-1] if self.pending else None
        is_part = last is not None and (last.end == start or words.startswith(last.name))
        if last and is_part and not look.stands_last(last.name):
            self.pending.pop()  # part of the label (市级牵头单位), or what a page break doubled
        self.leave_title()
        self.flush()
        label = BESIDE_LABEL.sub("", words)
        self.zone = self.words.zone(label)
        if self.zone == OTHER and label.endswith(("单位", "部门")):
            self.refused = f"the label {label!r} is not known"
        self.mark = ""

    def leave_title(self) -> None:
        """Leave out what stands before the first label, or before a clause in brackets, and names nobody."""
        names = [each.name for each in self.pending]
        if names and not (self.zone or self.closed or look.stand_together(names)):
            self.doubts.append(f"{names[0][:24]}: read as a title, not as agencies")
            self.pending = []

    def verb(self, run: str) -> None:
        named = re.match("[作为是]+", run)
        role = self.words.label_role(run[named.end() :]) if named else self.words.verb_role(run)
        self._leave_task()
        cut = 0
        if self.zone in LABELLED:
            cut = max(
                (index for index, each in enumerate(self.pending) if each.mark in {",", ";"}), default=0
            )
            self.close(self.zone, self.pending[:cut])
        self.close(role, self.pending[cut:])
        self.pending = []

    def _leave_task(self) -> None:
        """Leave out what a verb said to do, up to the next name: A负责清理垃圾、整治市容,B配合."""
        first = self.pending[0] if self.pending else None
        if not first or first.start != self.attached or look.is_named(first.name):
            return
        if len(first.name) <= 3 and not look.is_unit(first.name):
            self._refuse(first.name)
        named = (index for index, each in enumerate(self.pending) if index and look.is_named(each.name))
        self.doubts.append(f"{first.name[:24]}: read as a task, not as agencies")
        self.pending = self.pending[next(named, len(self.pending)) :]

    def _refuse(self, strange: str) -> None:
        self.refused = f"{strange!r} is no known word for a role: the text may have been changed"

    def flush(self) -> None:
        """Close what no verb has closed, at the end of a zone or of the clause."""
        items, self.pending = self.pending, []
        if not items:
            return
        if self.zone in LABELLED:
            self.close(self.zone, items)
        elif self.zone == PERSON:
            return
        elif self.joined >= 0:
            self.close("responsible", items)
        elif self.closed:
            self._after_verb(items)
        elif look.stand_together([each.name for each in items]):
            self.closed.append(("responsible", items))
        else:
            self.refused = self.refused or "no word for a role was found"

    def _after_verb(self, items: list[Item]) -> None:
        names = "、".join(each.name for each in items)
        is_attached = items[0].start == self.attached
        strange = look.after_unit(items[-1].name)
        if is_attached and len(items[0].name) <= 3:
            strange = items[0].name
        if strange and not look.is_unit(strange):
            self._refuse(strange)
        elif all(look.is_unit(each.name) for each in items) and not is_attached:
            role = self.closed[-1][0]
            self.closed.append(("cooperating" if role == "lead" else role, items))
            self.doubts.append(f"{names}: no word says the role; the text may be cut")
        else:
            self.doubts.append(f"{names[:24]}: read as a task, not as agencies")


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
    reading = _Reading(text, words)
    if label:
        reading.zone = words.zone(label)
    if is_cut:
        reading.doubts.append("a bracket is not closed: the text may be cut")
    position = start
    for rule in [*rules, None]:
        stop = rule.start if rule else end
        if position < stop:
            _read_region(reading, position, stop)
        position = rule.end if rule else end
    reading.flush()
    return _attribution(reading, rules, places)


def _read_region(reading: _Reading, start: int, end: int) -> None:
    text = reading.text
    while number := look.DOCUMENT_NUMBER.match(text[start:end]):
        start += number.end()
    position = start
    reading.mark = ""
    for match in reading.words.token.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "mark" and reading.zone not in (PERSON, DEADLINE):
            stop = match.start()
            reading.item(position, stop)
            if not (text[stop].isspace() and reading.mark and position == stop):
                reading.mark = _mark(text[stop])
            position = match.end()
        elif kind == "inner":
            position = _read_inner(reading, position, match)
        elif not _is_part(reading, text[position : match.start()].strip(), match):
            reading.item(position, match.start())
            position = match.end()
            _read_word(reading, match)
    reading.item(position, end)


def _is_part(reading: _Reading, before: str, match: re.Match[str]) -> bool:
    """Return whether a mark belongs to a person's name, or a verb to a deadline: 年内持续推进, 6月底完成."""
    if match.lastgroup == "mark":
        return match.group() == " " and reading.zone == PERSON
    is_dated = reading.zone == DEADLINE or look.DEADLINE.match(before + match.group())
    is_deadline = match.lastgroup == "verb" and before and is_dated
    return bool(is_deadline) and not look.is_unit(before)


def _mark(word: str) -> str:
    return " " if "\u2500" <= word <= "\u257f" else word


def _read_word(reading: _Reading, match: re.Match[str]) -> None:
    kind, word = match.lastgroup, match.group()
    if kind == "mark":
        reading.mark = _mark(word)
        if word in ";\n" and reading.zone == DEADLINE and reading.deadline:
            reading.zone = ""
    elif kind == "verb":
        if reading.zone not in (PERSON, DEADLINE, OTHER):
            reading.verb(word)
        reading.attached = match.end()
        reading.mark = ""
    elif kind == "join":
        reading.joined = match.end()
        reading.mark = ""
    else:
        reading.label(word, match.start())


def _read_inner(reading: _Reading, position: int, match: re.Match[str]) -> int:
    """Read a bracket within a clause: a clause of its own, the role of the name before it, or part of a name.

    Returns where the piece begins that goes on after it.
    """
    text, words, (start, end) = reading.text, reading.words, match.span()
    inside = text[start + 1 : end - 1]
    before = text[position:start].strip()
    if before and (look.CONTACT.search(inside) or look.is_person(inside)):
        reading.item(position, start)
        return end
    verb = words.verb.search(inside) if text[start] in BRACKETS else None
    if text[start] in BRACKETS and _is_clause(before, inside, verb, words):
        reading.item(position, start)
        reading.leave_title()
        _read_region(reading, start + 1, end - 1)
        return end
    if before and ((verb and verb.group() == inside) or words.roles.labels.get(inside) in ROLES):
        role = words.verb_role(inside) if verb else words.roles.labels[inside]
        reading.item(position, start, role)
        return end
    return position


def _is_clause(before: str, inside: str, verb: re.Match[str] | None, words: Words) -> bool:
    """Return whether a bracket holds an attribution of its own, no second name of what is before it."""
    if words.label.search(inside):
        return True
    return verb is not None and verb.start() > 0 and not look.is_unit(before)


def _attribution(reading: _Reading, rules: list[FoundRule], places: Collection[str]) -> Attribution:
    """Return the reading with its lists read and its rules applied."""
    roles: dict[str, dict[str, Item]] = {role: {} for role in ROLES}
    opens: list[tuple[str, Open]] = []
    doubts = list(reading.doubts)
    is_led = any(role == "lead" for role, _ in reading.closed)
    printed = [item for _, items in reading.closed for item in items]
    bare = bare_head(printed)
    for role, items in reading.closed:
        listed, ends = read_list(items, places, bare)
        strange = no_agencies(listed, printed)
        # Where 牵头单位 is printed too, 主责单位 stands for responsible (see roles.ttl).
        told = ("responsible" if is_led else "lead") if role == MAIN else role
        for item in listed:
            if item.name not in strange:
                roles[item.role or told].setdefault(item.name, item)
        doubts += [f"{item.name[:24]}: {strange[item.name]}" for item in listed if item.name in strange]
        opens += [(told, each) for each in ends]
    ruled = {rule.kind for rule in rules}
    if "first-listed-leads" in ruled and not roles["lead"] and roles["responsible"]:
        first = next(iter(roles["responsible"]))
        roles["lead"][first] = roles["responsible"].pop(first)
    refused = reading.refused
    if not refused and not any(roles.values()):
        refused = "no agency was found"
    at = reading.deadline or (0, 0)
    return Attribution(
        roles={role: () if refused else tuple(items.values()) for role, items in roles.items()},
        opens=() if refused else tuple(opens),
        deadline=reading.text[slice(*at)],
        deadline_at=at,
        rules=tuple(rules),
        doubts=tuple(doubts),
        refused=refused,
    )
