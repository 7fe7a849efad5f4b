"""The measures of two versions of a plan known again: kept, changed, new, dropped."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from graph.network.comparing import both
from graph.network.gaps import lead_lists
from graph.network.ranks import rounded
from graph.network.sides import Comparison, Side
from graph.network.twomode import MeasureNode
from graph.table import Cell, Column, Table

ALIKE = 0.6
"""From this similarity on two titles can be those of one measure."""

COLUMNS = (
    Column(
        "state", "text", "状态（same不变、changed变化、new新增、gone删去）", "State: same, changed, new, gone"
    ),
    *both("key", "text", "键", "Key"),
    *both("title", "text", "标题", "Title"),
    Column("similarity", "decimal", "标题相似度", "Similarity of the titles", "share"),
    Column("lead_changed", "boolean", "牵头是否变化", "Has another lead"),
    *both("leads", "text", "牵头单位", "Leads, in Chinese"),
    *both("leads_en", "text", "牵头单位英文名称", "Leads"),
    *both("agencies", "integer", "单位数", "Agencies", "agencies"),
    Column("joined", "text", "新加入", "Joined, in Chinese"),
    Column("joined_en", "text", "新加入英文名称", "Joined"),
    Column("left", "text", "退出", "Left, in Chinese"),
    Column("left_en", "text", "退出英文名称", "Left"),
)


@dataclass(frozen=True, slots=True)
class Match:
    """A measure in both plans, or in one of them; the similarity of its titles, None without titles."""

    first: MeasureNode | None
    second: MeasureNode | None
    similarity: float | None = None


def matches(compared: Comparison) -> tuple[Match, ...]:
    """Return the measures of two plans, each once: in the order of the second, what is gone at the end.

    Equal titles (spaces, marks and width apart) are one measure, of several such that with
    the same key. What is left is matched by similarity of titles, the most alike first and
    not below `ALIKE`; measures of which one has no title by the same key, if the plans are
    of one place. A key alone never joins two titles that differ, since final versions
    are numbered anew.

    Notes
    -----
    Similarity is 2M/T, M the characters in matching blocks, T all characters of both (J. W.
    Ratcliff and D. E. Metzener, Dr. Dobb's Journal, July 1988). A title that was wholly
    reworded makes one measure gone and one new: look at both lists.

    Examples
    --------
    >>> from graph.network.sides import comparison
    >>> one = _side(("1", "修路"), ("2", "办好便民服务"), ("3", "整理档案"))
    >>> two = _side(("1", "办好群众便民服务"), ("2", "修路"), ("3", "植树"))
    >>> found = matches(comparison(one, two))
    >>> [(each.first and each.first.key, each.second and each.second.key) for each in found]
    [('2', '1'), ('1', '2'), (None, '3'), ('3', None)]
    """
    left, right = list(compared.first.network.measures), list(compared.second.network.measures)
    pairs = sorted(_alike(left, right))
    untitled = [
        (0.0, False, place, other)
        for place, one in enumerate(left)
        for other, two in enumerate(right)
        if compared.one_place and one.key == two.key and not (one.title and two.title)
    ]
    found: dict[int, tuple[int, float | None]] = {}
    taken: set[int] = set()
    for difference, _, place, other in (*pairs, *untitled):
        if place not in taken and other not in found:
            titled = bool(left[place].title and right[other].title)
            found[other] = (place, 1 - difference if titled else None)
            taken.add(place)
    kept = [
        Match(left[found[other][0]], two, found[other][1]) if other in found else Match(None, two)
        for other, two in enumerate(right)
    ]
    return (*kept, *(Match(one, None) for place, one in enumerate(left) if place not in taken))


def measure_table(compared: Comparison) -> Table:
    """Return the table `compare_measures`: a row a measure of either plan, in the order of `matches`.

    Leads, and who joined and who left, are told by the holder of the comparison: agencies,
    or functions, so that plans of two places can be compared. `changed` says that any of
    these or a role differs; a changed title or key alone is `same`.

    Examples
    --------
    >>> from graph.network.sides import comparison
    >>> one, two = _side(("1", "修路")), _side(("7", "修路"), ("8", "植树"))
    >>> [row[:3] for row in measure_table(comparison(one, two, "agency")).rows]
    [('same', '1', '7'), ('new', None, '8')]
    """
    first, second = (_Told(compared, side) for side in (compared.first, compared.second))
    rows = tuple(_row(match, first, second) for match in matches(compared))
    return Table("compare_measures", COLUMNS, rows)


def _alike(left: list[MeasureNode], right: list[MeasureNode]) -> Iterator[tuple[float, bool, int, int]]:
    """Yield the pairs of titles that are alike: 1 - similarity, whether the keys differ, both places."""
    for place, one in enumerate(left):
        for other, two in enumerate(right):
            if one.title and two.title:
                similarity = _similarity(folded(one.title), folded(two.title))
                if similarity >= ALIKE:
                    yield 1 - similarity, one.key != two.key, place, other


def _similarity(one: str, two: str) -> float:
    earlier, later = sorted((one, two))
    matcher = SequenceMatcher(None, earlier, later, autojunk=False)
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= ALIKE else 0.0


def folded(title: str) -> str:
    """Return a title without spaces and marks, its characters of one width.

    Examples
    --------
    >>> folded("“一件事” 一次办（２）")
    '一件事一次办2'
    """
    return "".join(each for each in unicodedata.normalize("NFKC", title) if each.isalnum())


class _Told:
    """Who takes part in the measures of one plan, by holder."""

    def __init__(self, compared: Comparison, side: Side) -> None:
        self.members, self.leads = side.network.by_measure(), lead_lists(side.network)
        self.holders = {agency.iri: compared.holders_of(side, agency.iri) for agency in side.network.agencies}
        self.labels = {
            holder.iri: (holder.label, holder.label_en or holder.label) for holder in compared.holders
        }
        self.roles = side.network.roles

    def among(self, agencies: tuple[str, ...] | list[str]) -> set[str]:
        return {holder.iri for agency in agencies for holder in self.holders[agency]}

    def held(self, measure: MeasureNode) -> set[tuple[str, str]]:
        """Return holder and role of a measure."""
        return {
            (holder.iri, role)
            for agency in self.members[measure.iri]
            for holder in self.holders[agency]
            for role in self.roles[agency, measure.iri]
        }

    def named(self, holders: set[str]) -> tuple[str | None, str | None]:
        labels = [self.labels[iri] for iri in sorted(holders)]
        zh, en = "、".join(each[0] for each in labels), ", ".join(each[1] for each in labels)
        return zh or None, en or None


def _row(match: Match, first: _Told, second: _Told) -> tuple[Cell, ...]:
    sides = ((match.first, first), (match.second, second))
    leads = [told.among(told.leads[each.iri]) if each else set() for each, told in sides]
    members = [told.among(told.members[each.iri]) if each else set() for each, told in sides]
    names = [told.named(holders) for (_, told), holders in zip(sides, leads, strict=True)]
    together = match.first is not None and match.second is not None
    gone = set[str]()
    return (
        _state(match, first, second),
        *_each(match, lambda measure: measure.key),
        *_each(match, lambda measure: measure.title or None),
        rounded(match.similarity),
        leads[0] != leads[1] if together else None,
        *(name[0] for name in names),
        *(name[1] for name in names),
        *(len(told.members[each.iri]) if each else None for each, told in sides),
        *second.named(members[1] - members[0] if together else gone),
        *first.named(members[0] - members[1] if together else gone),
    )


def _each(match: Match, told: Callable[[MeasureNode], str | None]) -> tuple[str | None, str | None]:
    first, second = (told(each) if each else None for each in (match.first, match.second))
    return first, second


def _state(match: Match, first: _Told, second: _Told) -> str:
    if match.first is None or match.second is None:
        return "new" if match.first is None else "gone"
    return "same" if first.held(match.first) == second.held(match.second) else "changed"


def _side(*measures: tuple[str, str]) -> Side:
    """Return a plan of nobody's measures, for the examples: keys and titles."""
    from graph.network.twomode import TwoMode

    nodes = tuple(
        MeasureNode(f"{key} {title}", key, order, title=title) for order, (key, title) in enumerate(measures)
    )
    return Side("plan", TwoMode((), nodes, {}), {})
