"""Plan against plan by function or agency: who has which share of the load, who leads how much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph.network.differences import SAMPLES, SEED, Draws, draws, interval, ratio
from graph.network.incidence import Booleans, Floats, Incidence, Integers, incidence
from graph.network.ranks import cells
from graph.network.sides import Comparison, Holder, Side
from graph.network.twomode import AGENCY, ROLES
from graph.table import Cell, Column, Table


def both(name: str, kind: str, zh: str, en: str, unit: str = "") -> tuple[Column, Column]:
    """Return the columns of one quantity for the first plan (甲) and the second (乙)."""
    return (
        Column(f"{name}_first", kind, f"甲{zh}", f"{en}, first", unit),
        Column(f"{name}_second", kind, f"乙{zh}", f"{en}, second", unit),
    )


def changes(zh: str, en: str, unit: str) -> tuple[Column, Column, Column]:
    """Return the columns of a difference, second less first, and its interval."""
    return (
        Column("change", "decimal", f"{zh}之差", f"Change of {en}", unit),
        Column("low", "decimal", "差的下限", "Lower bound", unit),
        Column("high", "decimal", "差的上限", "Upper bound", unit),
    )


HOLDER = (
    Column("holder", "iri", "职能或单位", "Function or agency"),
    *AGENCY[1:],
)
LOADS = (
    *HOLDER,
    *both("agencies", "integer", "单位数", "Agencies", "agencies"),
    *both("measures", "integer", "举措数", "Measures", "measures"),
    *both("load", "decimal", "负荷", "Load", "pairings"),
    *both("load_a_measure", "decimal", "平均每项举措的负荷", "Load a measure held", "pairings"),
    *both("share", "decimal", "负荷份额", "Share of load", "share"),
    *changes("份额", "share", "share"),
)
LEADS = (
    *HOLDER,
    Column("state", "text", "牵头变化（gained增加、lost减少、same不变）", "Leads: gained, lost, same"),
    *both("led", "integer", "牵头", "Led", "measures"),
    *both("leads", "text", "牵头单位", "Agencies that lead, in Chinese"),
    *both("leads_en", "text", "牵头单位英文名称", "Agencies that lead"),
    *both("share", "decimal", "牵头份额", "Share of measures led", "share"),
    *changes("牵头份额", "share", "share"),
)


@dataclass(frozen=True, slots=True)
class Sampling:
    """How many draws, and where they begin."""

    samples: int = SAMPLES
    seed: int = SEED

    def draws(self, compared: Comparison) -> Draws:
        """Return the draws of both plans."""
        first, second = (len(side.network.measures) for side in (compared.first, compared.second))
        return draws((first, second), self.samples, self.seed)


def load_table(compared: Comparison, sampling: Sampling | None = None) -> Table:
    """Return the table `compare_loads`: a row a holder, the largest change of share first.

    The load of a function is the sum of the loads of its agencies, L(u) = Σ (n - 1) over
    the measures of u; an agency of k functions gives 1/k to each, so that the shares of a
    plan add up to 1 and plans of any size can be compared. `load_a_measure` is the load
    divided by the measures held, counted an agency at a time: how many partners its
    agencies meet in a measure on average. `measures` counts each measure once. A share is
    not defined in a plan without any pairing; a holder that a plan lacks has 0 there.

    The interval is that of the difference of shares when measures are drawn anew in both
    plans (`graph.network.differences`): one that holds 0 says that the difference can be an
    accident of which measures are in the plans.

    Examples
    --------
    Of 2 pairings' ends, a has 1; then of 6 it has 2: 1/2 and 1/3.

    >>> from graph.network.twomode import from_roles
    >>> from graph.network.sides import comparison
    >>> one = Side("x", from_roles({"1": {"a": "lead", "b": "lead"}}), {})
    >>> two = Side("y", from_roles({"1": {"a": "lead", "b": "lead", "c": "lead"}}), {})
    >>> rows = load_table(comparison(one, two, "agency")).records()
    >>> [(row["label"], row["share_first"], row["share_second"], row["change"]) for row in rows][:2]
    [('c', 0.0, 0.333333333, 0.333333333), ('a', 0.5, 0.333333333, -0.166666667)]
    """
    drawn = (sampling or Sampling()).draws(compared)
    sides = [Loads(compared, side) for side in (compared.first, compared.second)]
    shares = [ratio(side.load, side.total, side.once) for side in sides]
    low, high = interval(
        ratio(sides[0].load, sides[0].total, drawn.first), ratio(sides[1].load, sides[1].total, drawn.second)
    )
    rows = _rows(
        compared.holders,
        [
            *_by_side(sides, lambda side: side.agencies),
            *_by_side(sides, lambda side: side.measures.sum(axis=1)),
            *_by_side(sides, lambda side: side.load.sum(axis=1)),
            *_by_side(sides, lambda side: side.load_a_measure),
            *(cells(each[:, 0]) for each in shares),
            *(cells(each) for each in (shares[1][:, 0] - shares[0][:, 0], low, high)),
        ],
    )
    return Table("compare_loads", LOADS, _most_changed(rows, LOADS))


def lead_table(compared: Comparison, sampling: Sampling | None = None) -> Table:
    """Return the table `compare_leads`: a row a holder that leads in either plan, the largest change first.

    `led` counts the measures that an agency of the holder leads, each once; the share is of
    all measures of the plan. Shares can add up to more than 1, since a measure may have
    several leads, or to less. `state` says whether more measures are led than before, in
    plans of two places whether a larger share is. The interval is as in `load_table`.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> from graph.network.sides import comparison
    >>> one = Side("x", from_roles({"1": {"a": "lead"}, "2": {"a": "lead"}}), {})
    >>> two = Side("y", from_roles({"1": {"a": "lead"}, "2": {"b": "lead"}}), {})
    >>> rows = lead_table(comparison(one, two, "agency")).records()
    >>> [(row["label"], row["state"], row["share_first"], row["share_second"]) for row in rows]
    [('a', 'lost', 1.0, 0.5), ('b', 'gained', 0.0, 0.5)]
    """
    drawn = (sampling or Sampling()).draws(compared)
    sides = [Loads(compared, side) for side in (compared.first, compared.second)]
    led = [side.led.astype(np.float64) for side in sides]
    ones = [np.ones(side.led.shape[1]) for side in sides]
    shares = [ratio(each, one, side.once)[:, 0] for each, one, side in zip(led, ones, sides, strict=True)]
    low, high = interval(ratio(led[0], ones[0], drawn.first), ratio(led[1], ones[1], drawn.second))
    change = shares[1] - shares[0]
    grown = led[1].sum(axis=1) - led[0].sum(axis=1) if compared.one_place else change
    rows = _rows(
        compared.holders,
        [
            [("same", "gained", "lost")[int(each)] for each in np.sign(np.nan_to_num(grown))],
            *_by_side(sides, lambda side: side.led.sum(axis=1)),
            *(
                [side.leads(lang)[holder.iri] for holder in compared.holders]
                for lang in ("zh", "en")
                for side in sides
            ),
            *(cells(each) for each in (*shares, change, low, high)),
        ],
    )
    place = [column.name for column in LEADS].index("led_first")
    return Table(
        "compare_leads",
        LEADS,
        tuple(row for row in _most_changed(rows, LEADS) if row[place] or row[place + 1]),
    )


class Loads:
    """The arrays of one plan by holder: holders × measures."""

    def __init__(self, compared: Comparison, side: Side) -> None:
        self.compared, self.side = compared, side
        arrays: Incidence = incidence(side.network)
        weights = compared.weights(side)
        held = weights @ arrays.part
        self.load: Floats = held * (arrays.sizes - 1)
        self.total: Floats = (arrays.sizes * (arrays.sizes - 1)).astype(np.float64)
        self.once = arrays.times[None, :]
        self.measures: Booleans = held > 0
        self.agencies = (weights > 0).sum(axis=1)
        self.roles: Booleans = np.tensordot(weights, arrays.roles, axes=1) > 0
        self.led: Booleans = self.roles[:, :, 0]
        seats, loads = held.sum(axis=1), self.load.sum(axis=1)
        self.load_a_measure = np.where(seats > 0, loads / np.where(seats > 0, seats, 1), np.nan)

    def held(self, role: str) -> Integers:
        """Return in how many measures an agency of each holder has a role."""
        counts: Integers = self.roles[:, :, ROLES.index(role)].sum(axis=1)
        return counts

    def leads(self, lang: str) -> Mapping[str, str | None]:
        """Return holder IRI → the names of its agencies that lead anything, in the order of their IRIs."""
        leading = {agency for (agency, _), held in self.side.network.roles.items() if "lead" in held}
        found: dict[str, list[str]] = {holder.iri: [] for holder in self.compared.holders}
        for agency in self.side.network.agencies:
            for holder in self.compared.holders_of(self.side, agency.iri) if agency.iri in leading else ():
                found[holder.iri].append((agency.label_en if lang == "en" else "") or agency.label)
        mark = ", " if lang == "en" else "、"
        return {iri: mark.join(names) or None for iri, names in found.items()}


def _by_side(sides: Iterable[Loads], values: Callable[[Loads], Floats | Integers]) -> list[list[Cell]]:
    return [cells(values(side)) for side in sides]


def _rows(holders: Sequence[Holder], columns: Sequence[Sequence[Cell]]) -> list[tuple[Cell, ...]]:
    """Return a row a holder: its names, then its cell of each column."""
    return [
        (holder.iri or None, holder.label, holder.label_en or None, *(column[place] for column in columns))
        for place, holder in enumerate(holders)
    ]


def _most_changed(
    rows: Iterable[tuple[Cell, ...]], columns: Sequence[Column]
) -> tuple[tuple[Cell, ...], ...]:
    """Return rows by the size of the change, then by the share in the second plan, then as they come."""
    names = [column.name for column in columns]
    change, share = names.index("change"), names.index("share_second")
    return tuple(sorted(rows, key=lambda row: (-abs(float(row[change] or 0)), -float(row[share] or 0))))
