"""Numbers that Word makes: how the lists of a document count, and what stands before a paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from graph.documents.numerals import bullet, written

LEVELS = 9
LONGEST = 60  # characters of a number with its signs
MAX_NUMBER = 1_000_000


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and what it shows (`%1` stands for the number of level 1)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int = -1
    arabic: bool = False
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; `label` gives the next number."""

    lists: dict[str, dict[int, Level]]
    list_of: dict[str, str]
    starts: dict[str, dict[int, int]]
    levels: dict[str, dict[int, Level]]
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    seen: set[tuple[str, int]] = field(default_factory=set)

    def level_of_style(self, number: str, style: str) -> int:
        """Return the level of a list that belongs to a paragraph style; 0 where none does."""
        for index, level in self.lists.get(self.list_of.get(number, ""), {}).items():
            if level.style and level.style == style:
                return index
        return 0

    def label(self, number: str, index: int) -> str:
        """Count a paragraph of the list `number` at a level and return what Word shows before it."""
        key = self.list_of.get(number, "")
        levels = {**self.lists.get(key, {}), **self.levels.get(number, {})}
        level = levels.get(index)
        if level is None:
            return ""
        counts = self.counts.setdefault(key, [None] * LEVELS)
        start = self.starts.get(number, {}).get(index)
        if start is not None and (number, index) not in self.seen:
            counts[index] = start
        else:
            before = counts[index]
            counts[index] = level.start if before is None else min(before + 1, MAX_NUMBER)
        self.seen.add((number, index))
        _restart_below(counts, levels, index)
        return _shown(level, levels, counts)


def _restart_below(counts: list[int | None], levels: dict[int, Level], index: int) -> None:
    for below in range(index + 1, LEVELS):
        restart = levels[below].restart if below in levels else -1
        if restart < 0 or (restart > 0 and index < restart):
            counts[below] = None


def _shown(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if level.form == "bullet":
        shown = "".join(bullet(character) for character in level.text)
    else:
        shown = level.text
        for index in range(LEVELS):
            if f"%{index + 1}" in shown:
                other = levels.get(index, Level())
                count = counts[index]
                form = "decimal" if level.arabic else other.form
                shown = shown.replace(f"%{index + 1}", written(other.start if count is None else count, form))
    blank = level.suffix != "nothing" and shown != "" and shown[-1] not in "、）)．】〕。"
    return f"{shown} " if blank else shown


def read_numbering(root: Element | None) -> Numbering:
    """Return the lists of a document from its part numbering.xml; none without one."""
    if root is None:
        return Numbering({}, {}, {}, {})
    lists, by_style, referring = {}, {}, {}
    for each in root.iter("abstractNum"):
        key = each.get("abstractNumId", "")
        lists[key] = dict(_levels(each))
        if (link := value_of(each, "styleLink")) is not None:
            by_style[link] = key
        if (link := value_of(each, "numStyleLink")) is not None:
            referring[key] = link
    for key, link in referring.items():
        lists[key] = lists[key] or lists.get(by_style.get(link, ""), {})
    found = Numbering(lists, {}, {}, {})
    for each in root.iter("num"):
        number = each.get("numId", "")
        found.list_of[number] = value_of(each, "abstractNumId") or ""
        for override in each.iter("lvlOverride"):
            found.levels.setdefault(number, {}).update(_levels(override))
            start = value_of(override, "startOverride")
            if start is not None:
                found.starts.setdefault(number, {})[_whole(override.get("ilvl"), 0)] = _whole(start, 1)
    return found


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for each in parent.iter("lvl"):
        index = _whole(each.get("ilvl"), 0)
        form = each.find("numFmt")
        form = each.find("AlternateContent/Fallback/numFmt") if form is None else form
        if 0 <= index < LEVELS:
            yield (
                index,
                Level(
                    start=_whole(value_of(each, "start"), 1),
                    form=form.get("val", "decimal") if form is not None else "decimal",
                    text=(value_of(each, "lvlText") or "")[:LONGEST],
                    suffix=value_of(each, "suff") or "tab",
                    restart=_whole(value_of(each, "lvlRestart"), -1),
                    arabic=(value_of(each, "isLgl") or "0") not in ("0", "false", "off"),
                    style=value_of(each, "pStyle") or "",
                ),
            )


def value_of(parent: Element, path: str) -> str | None:
    """Return the `val` of a child ("1" where it has none); None where there is no such child."""
    found = parent.find(path)
    return None if found is None else found.get("val", "1")


def _whole(text: str | None, otherwise: int) -> int:
    """Return a whole number of a document, kept within bounds; `otherwise` for what is none."""
    try:
        return max(-1, min(int(text or ""), MAX_NUMBER))
    except ValueError:
        return otherwise
