"""Zones of a clause: names taken up one by one, closed into a role by the label before or the verb behind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from graph.extraction import names as look
from graph.extraction.lists import Item
from graph.extraction.words import MAIN, OTHER, PRECEDENCE, Words
from graph.model import Span
from graph.vocabulary.roles import DEADLINE, PERSON

LABELLED = (*PRECEDENCE, MAIN)
# Where what stands between two marks is no name.
UNLISTED = (OTHER, DEADLINE)
STARS = ("*", "★", "▲")
BESIDE_LABEL = re.compile(r"\(.*|[\s:|]|[为是](?=:?$)")


@dataclass(slots=True)
class Zones:
    """What a pass over the tokens of a clause has taken up: names that wait for a role, names that have one.

    `zone` is what the last label says, `mark` what stands before the next name.
    """

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
        name = self.text[start:end]
        if look.stands_whole(name) and self.zone not in UNLISTED:
            self.pending.append(Item(name, start, end, self.mark, False, role))
        elif name and self.zone != OTHER:
            self._unusual_item(start, end, role)

    def _unusual_item(self, start: int, end: int, role: str) -> None:
        """Take up what is no plain name: a deadline, a name behind 由, one with a star or a person."""
        name = self.text[start:end].lstrip(look.BEFORE)
        start = end - len(name)
        name = name.rstrip(look.AFTER)
        if name.count("(") < name.count(")"):
            name = name.rstrip(")")
        if not name:
            return
        end = start + len(name)
        if self.zone == DEADLINE:
            self.deadline = (self.deadline[0] if self.deadline else start, end)
            return
        if look.is_unit(name) and (self.pending or name[0] not in look.OPENINGS):
            self.pending.append(Item(name, start, end, self.mark, role=role))
            return
        if not self.pending and name.startswith(("由", "并由", "请")) and len(name) > 3:
            opening = 2 if name[0] == "并" else 1
            start, name = start + opening, name[opening:]
        if look.DEADLINE.match(name) and not look.is_group(name) and not look.is_unit(name.rstrip("前底内")):
            if self.deadline is None:
                self.deadline = (start, end)
            elif start - self.deadline[1] <= 1:
                self.deadline = (self.deadline[0], end)
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

    def _close(self, role: str, items: list[Item]) -> None:
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
        label = _label(words)
        self.zone = self.words.zone(label)
        if self.zone == OTHER and label.endswith(("单位", "部门")):
            self.refused = f"the label {label!r} is not known"
        self.mark = ""

    def leave_title(self) -> None:
        """Leave out what stands before the first label, or before a clause in brackets, and names nobody."""
        if self.zone or self.closed or not self.pending:
            return
        names = [each.name for each in self.pending]
        if not look.stand_together(names):
            self.doubts.append(f"{names[0][:24]}: read as a title, not as agencies")
            self.pending = []

    def verb(self, run: str) -> None:
        """Close what stands before a verb, in the role that it names."""
        named = re.match("[作为是]+", run)
        role = self.words.label_role(run[named.end() :]) if named else self.words.verb_role(run)
        self._leave_task()
        cut = 0
        if self.zone in LABELLED:
            cut = max(
                (index for index, each in enumerate(self.pending) if each.mark in {",", ";"}), default=0
            )
            self._close(self.zone, self.pending[:cut])
        self._close(role, self.pending[cut:])
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
        is_task = self.attached >= 0 and not any(look.is_unit(each.name) for each in items)
        if self.zone in LABELLED and not is_task:
            self._close(self.zone, items)
        elif self.zone == PERSON:
            return
        elif self.joined >= 0:
            self._close("responsible", items)
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


@lru_cache(maxsize=look.KEPT)
def _label(printed: str) -> str:
    """Return a label without what stands beside it: its colon, spaces, a bracket."""
    return BESIDE_LABEL.sub("", printed)
