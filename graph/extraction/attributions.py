"""Attribution clauses: who has which role in a measure, by labels and verbs first, then by punctuation."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from graph.extraction import names as look
from graph.extraction.lists import Item, Open, read_list
from graph.extraction.rules import FoundRule, find_rules
from graph.extraction.words import OTHER, Words, shipped_words
from graph.model import Span
from graph.vocabulary.roles import DEADLINE, PERSON

ROLES = ("lead", "responsible", "cooperating", "supervising")
BRACKETS = {"(": ")", "〔": "〕", "[": "]", "【": "】"}


@dataclass(frozen=True, slots=True)
class Attribution:
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
    labels: set[str] = field(default_factory=set)
    attached: int = -1
    doubts: list[str] = field(default_factory=list)
    refused: str = ""

    def item(self, start: int, end: int) -> None:
        while start < end and self.text[start] in " \n\t":
            start += 1
        while end > start and self.text[end - 1] in " \n\t.":
            end -= 1
        if start == end or self.zone == OTHER:
            return
        if self.zone == DEADLINE:
            self.deadline = (self.deadline[0] if self.deadline else start, end)
            return
        name = self.text[start:end]
        if not self.pending and (opening := re.match("由|并由|请", name)) and len(name) > 3:
            start += opening.end()
            name = name[opening.end() :]
        if look.DEADLINE.match(name) and not look.is_group(name) and not look.is_unit(name.rstrip("前底内")):
            self.deadline = self.deadline or (start, end)
            return
        lead = name.endswith(("*", "★", "▲"))
        name = name.rstrip("*★▲")
        self.pending.append(Item(name, start, start + len(name), self.mark, lead=lead))

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
        if last and not self.text[last.end : start].strip() and not look.is_unit(last.name):
            self.pending.pop()  # part of the label (市级牵头单位), or what a page break doubled
        self.flush()
        label = re.sub(r"\(.*|[\s:|]", "", words)
        self.zone = self.words.label_role(label)
        self.labels.add(label)
        if self.zone == OTHER and label.endswith(("单位", "部门")):
            self.refused = f"the label {label!r} is not known"
        self.mark = ""

    def verb(self, run: str) -> None:
        role = self.words.label_role(run.partition("为")[2]) if "为" in run else self.words.verb_role(run)
        cut = 0
        if self.zone in ROLES:
            cut = max(
                (index for index, each in enumerate(self.pending) if each.mark in {",", ";"}), default=0
            )
            self.close(self.zone, self.pending[:cut])
        self.close(role, self.pending[cut:])
        self.pending = []

    def flush(self) -> None:
        """Close what no verb has closed, at the end of a zone or of the clause."""
        items, self.pending = self.pending, []
        if not items:
            return
        if self.zone in ROLES:
            self.close(self.zone, items)
        elif self.zone == PERSON:
            return
        elif self.joined >= 0:
            self.close("responsible", items)
        elif self.closed:
            self._after_verb(items)
        elif all(look.stands_alone(each.name) for each in items):
            self.closed.append(("responsible", items))
        else:
            self.refused = self.refused or "no word for a role was found"

    def _after_verb(self, items: list[Item]) -> None:
        names = "、".join(each.name for each in items)
        if items[0].start == self.attached and len(names) <= 3:
            self.refused = f"{names!r} after the verb is no known word: the text may have been changed"
        elif all(look.is_unit(each.name) for each in items) and items[0].start != self.attached:
            self.closed.append(("cooperating", items))
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
    start, end, cut = _inner(text, start, len(text) if end is None else end)
    rules = find_rules(text, start, end)
    reading = _Reading(text, words)
    if label:
        reading.zone = words.label_role(label)
        reading.labels.add(label)
    if cut:
        reading.doubts.append("a bracket is not closed: the text may be cut")
    position = start
    for rule in [*rules, None]:
        stop = rule.start if rule else end
        if position < stop:
            _read_region(reading, position, stop)
        position = rule.end if rule else end
    reading.flush()
    return _attribution(reading, rules, places)


def _inner(text: str, start: int, end: int) -> tuple[int, int, bool]:
    """Return the span inside the brackets around a clause, and whether the closing one is lost."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace()):
        end -= 1
    cut = False
    if start < end and text[start] in BRACKETS:
        last = end - 1 if text[end - 1] not in "。;" else end - 2
        opening = text[start]
        cut = text.count(opening, start, end) > text.count(BRACKETS[opening], start, end)
        if text[last] in BRACKETS.values() and not cut:
            return start + 1, last, False
        start += 1
    if number := look.DOCUMENT_NUMBER.match(text[start:end]):
        start += number.end()
    return start, end, cut


def _read_region(reading: _Reading, start: int, end: int) -> None:
    text = reading.text
    if number := look.DOCUMENT_NUMBER.match(text[start:end]):
        start += number.end()
    position = start
    reading.mark = ""
    for match in reading.words.token.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "inner" or (kind == "mark" and match.group() == " " and reading.zone == PERSON):
            continue
        reading.item(position, match.start())
        position = match.end()
        if kind == "mark":
            reading.mark = match.group()
            if match.group() in ";\n" and reading.zone == DEADLINE and reading.deadline:
                reading.zone = ""
        elif kind == "verb":
            if reading.zone not in (PERSON, DEADLINE, OTHER):
                reading.verb(match.group())
            reading.attached = match.end()
            reading.mark = ""
        elif kind == "join":
            reading.joined = match.end()
            reading.mark = ""
        else:
            reading.label(match.group(), match.start())
    reading.item(position, end)


def _attribution(reading: _Reading, rules: list[FoundRule], places: Collection[str]) -> Attribution:
    """Return the reading with its lists read and its rules applied."""
    roles: dict[str, list[Item]] = {role: [] for role in ROLES}
    opens: list[tuple[str, Open]] = []
    doubts = list(reading.doubts)
    # Where 牵头单位 is printed too, 主责单位 stands for responsible (see roles.ttl).
    labels = " ".join(reading.labels)
    second_main = "牵头" in labels and re.search("主责|主要责任", labels) is not None
    for role, items in reading.closed:
        listed, ends = read_list(items, places)
        told = "responsible" if role == "lead" and second_main and roles["lead"] else role
        for item in listed:
            kept = _checked(item, doubts)
            if kept and all(kept.name != each.name for each in roles[told]):
                roles["lead" if kept.lead else told].append(kept)
        opens += [(told, each) for each in ends]
    if (
        any(rule.kind == "first-listed-leads" for rule in rules)
        and not roles["lead"]
        and roles["responsible"]
    ):
        roles["lead"].append(roles["responsible"].pop(0))
    refused = reading.refused
    if not refused and not any(roles.values()):
        refused = "no agency was found"
    at = reading.deadline or (0, 0)
    return Attribution(
        roles={role: () if refused else tuple(items) for role, items in roles.items()},
        opens=() if refused else tuple(opens),
        deadline=reading.text[slice(*at)],
        deadline_at=at,
        rules=tuple(rules),
        doubts=tuple(doubts),
        refused=refused,
    )


def _checked(item: Item, doubts: list[str]) -> Item | None:
    """Return an item that may be an agency; persons and posts are left out, and told."""
    if look.is_unit(item.name):
        return item
    if look.POST.search(item.name):
        doubts.append(f"{item.name}: read as a post, not as an agency")
        return None
    if len(item.name) > 30:
        doubts.append(f"{item.name[:24]}…: too long for a name")
        return None
    return item
