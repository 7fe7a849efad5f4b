"""Two plans side by side, and what their agencies are compared by: the agency itself, or its functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyoxigraph as ox

from graph.errors import one_of
from graph.network.incidence import Floats
from graph.network.reading import read_network
from graph.network.twomode import TwoMode, text
from graph.questions.engine import run
from graph.questions.library import find
from graph.vocabulary.iris import node
from graph.vocabulary.namespaces import TK

BY = ("function", "agency")


@dataclass(frozen=True, slots=True)
class Holder:
    """What is compared: a function of agencies, or an agency."""

    iri: str
    label: str
    label_en: str = ""


NO_FUNCTION = Holder("", "（未标注职能的单位）", "(agencies without a function)")
"""The holder of agencies that have no function: most groups, whose members differ."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two plans: its network, its place, and the functions of its agencies by IRI."""

    plan: str
    network: TwoMode
    functions: Mapping[str, tuple[Holder, ...]]
    place: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans and the holders in which they are compared, by IRI; the holder without a function is last."""

    first: Side
    second: Side
    by: str
    holders: tuple[Holder, ...]

    @property
    def one_place(self) -> bool:
        """Return whether both plans are of one place, as a draft and its final version are."""
        return bool(self.first.place) and self.first.place == self.second.place

    def holders_of(self, side: Side, agency: str) -> tuple[Holder, ...]:
        """Return the holders to which an agency belongs."""
        if self.by == "agency":
            return tuple(holder for holder in self.holders if holder.iri == agency)
        return side.functions.get(agency) or (NO_FUNCTION,)

    def weights(self, side: Side) -> Floats:
        """Return holders × agencies: 1/k for each of the k functions of an agency, so that each weighs 1.

        Examples
        --------
        A merged bureau of two functions gives half to each.

        >>> from graph.network.twomode import from_roles
        >>> fin, tra = Holder("f", "finance"), Holder("t", "transport")
        >>> town = Side("x", from_roles({"1": {"a": "lead", "b": "lead"}}), {"a": (fin, tra), "b": (fin,)})
        >>> comparison(town, town, "function").weights(town).tolist()
        [[0.5, 1.0], [0.5, 0.0]]
        """
        place = {holder.iri: row for row, holder in enumerate(self.holders)}
        found = np.zeros((len(self.holders), len(side.network.agencies)))
        for column, agency in enumerate(side.network.agencies):
            holders = self.holders_of(side, agency.iri)
            for holder in holders:
                found[place[holder.iri], column] += 1 / len(holders)
        return found


def comparison(first: Side, second: Side, by: str = "") -> Comparison:
    """Return the comparison of two plans by function or agency; by default agency where the place is one.

    Examples
    --------
    >>> from graph.network.twomode import from_roles
    >>> sides = [Side(name, from_roles({"1": {name: "lead"}}), {}, "here") for name in ("a", "b")]
    >>> [holder.iri for holder in comparison(*sides).holders]
    ['a', 'b']
    >>> [holder.label_en for holder in comparison(*sides, "function").holders]
    ['(agencies without a function)']
    """
    one_place = Comparison(first, second, "", ()).one_place
    by = by or ("agency" if one_place else "function")
    one_of("by", by, ("function", "agency"))
    sides = (first, second)
    if by == "agency":
        nodes = {agency.iri: agency for side in sides for agency in side.network.agencies}
        holders = [Holder(iri, nodes[iri].label, nodes[iri].label_en) for iri in sorted(nodes)]
    else:
        holders = list(holders_by_function(sides))
    return Comparison(first, second, by, tuple(holders))


def holders_by_function(sides: Iterable[Side]) -> tuple[Holder, ...]:
    """Return the functions of the agencies of some plans, by IRI; the holder without a function is last."""
    found = {
        holder.iri: holder
        for side in sides
        for agency in side.network.agencies
        for holder in side.functions.get(agency.iri) or (NO_FUNCTION,)
    }
    return tuple(found[iri] for iri in sorted(found, key=lambda iri: (not iri, iri)))


def read_side(store: ox.Store, plan: str, groups: str = "one") -> Side:
    """Return one plan of an open store, ready to compare; parameters as for `read_network`."""
    functions: dict[str, list[Holder]] = {}
    for row in run(find("network/functions"), store, plan=plan).records():
        holder = Holder(text(row["function"]), text(row["label"]), text(row["label_en"]))
        functions.setdefault(text(row["agency"]), []).append(holder)
    places = store.quads_for_pattern(ox.NamedNode(node("plan", plan)), ox.NamedNode(TK + "hasPlace"), None)
    place = min((str(quad.object) for quad in places), default="")
    network = read_network(store, plan, groups)
    return Side(plan, network, {iri: tuple(found) for iri, found in functions.items()}, place)
