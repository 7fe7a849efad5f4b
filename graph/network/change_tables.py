"""Two states of one network side by side: whose load changes, which measures change."""

from __future__ import annotations

from collections.abc import Mapping

from graph.network.gaps import GAPS, flags, lead_lists
from graph.network.incidence import incidence
from graph.network.ranks import competition_ranks
from graph.network.scores import load, measures_held, partners, roles_held, span
from graph.network.twomode import AGENCY, LEAD, AgencyNode, MeasureNode, TwoMode
from graph.table import Cell, Column, Table

COUNTS = (
    Column("load", "integer", "负荷", "Load", "pairings"),
    Column("load_rank", "integer", "负荷名次", "Rank by load", "rank"),
    Column("partners", "integer", "协同单位数", "Partners", "agencies"),
    Column("led", "integer", "牵头", "Led", "measures"),
    Column("measures", "integer", "举措数", "Measures", "measures"),
    Column("span", "integer", "牵头协同对数", "Pairings as lead", "pairings"),
)
"""What is set side by side of an agency, before and after."""
TERMS = (
    Column("pairings", "integer", "协同对数", "Pairings", "pairings"),
    Column("rank", "integer", "名次", "Rank", "rank"),
    Column("agencies", "integer", "单位数", "Agencies", "agencies"),
    Column("leads", "integer", "牵头单位数", "Leads", "agencies"),
)
"""The same of a measure."""
STATE = Column(
    "state", "text", "状态（same不变、changed变化、new新增、gone消失）", "State: same, changed, new, gone"
)
CHANGE = Column("load_change", "integer", "负荷变化", "Change of load", "pairings")


def _both(column: Column) -> tuple[Column, Column]:
    return (
        Column(f"{column.name}_before", column.type, f"原{column.zh}", f"{column.en}, before", column.unit),
        Column(f"{column.name}_after", column.type, f"现{column.zh}", f"{column.en}, after", column.unit),
    )


AGENCIES = (
    *AGENCY,
    STATE,
    CHANGE,
    *(side for column in COUNTS for side in _both(column)),
)
MEASURES = (
    Column("measure", "iri", "举措", "Measure"),
    Column("key", "text", "键", "Key"),
    Column("label", "text", "标题", "Title"),
    STATE,
    Column("pairings_change", "integer", "协同对数变化", "Change of pairings", "pairings"),
    *(side for column in TERMS for side in _both(column)),
    *_both(Column("gaps", "text", "缺口", "Gaps in Chinese")),
    *_both(Column("gaps_en", "text", "缺口英文名称", "Gaps")),
)


def agency_changes(before: TwoMode, after: TwoMode) -> Table:
    """Return the table `whatif_agencies`: a row an agency of either network, the most changed first.

    An agency that is in one of them only has empty cells for the other, and the change of
    its load is its whole load: so the changes add up to twice the change of all pairings.
    Equal changes of load stand by load after, then by IRI. A rank that others shift is no change.

    Examples
    --------
    Measure 1 had 3 pairings among three agencies, each a load of 2; merged, two are left with 1.

    >>> from graph.network.change_words import changed
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"a": "lead", "b": "responsible", "c": "responsible"}})
    >>> table = agency_changes(town, changed(town, [("merge", "a,b=new")]))
    >>> [(row["label"], row["state"], row["load_change"]) for row in table.records()]
    [('a', 'gone', -2), ('b', 'gone', -2), ('c', 'changed', -1), ('new', 'new', 1)]
    """
    old, new = _scores(before), _scores(after)
    nodes = {agency.iri: agency for agency in (*before.agencies, *after.agencies)}
    rows = [_agency_row(node, old.get(iri), new.get(iri)) for iri, node in nodes.items()]
    change, load_after = (
        [column.name for column in AGENCIES].index(each) for each in (CHANGE.name, "load_after")
    )
    rows.sort(key=lambda row: (-abs(_int(row[change])), -_int(row[load_after]), str(row[0])))
    return Table("whatif_agencies", AGENCIES, tuple(rows))


def measure_changes(before: TwoMode, after: TwoMode) -> Table:
    """Return the table `whatif_measures`: a row a measure of either network, in the plan's order.

    Pairings, agencies and leads before and after, and the gaps (`graph.network.gaps`) by name.
    A measure is `changed` when its agencies or their roles are, even where all numbers stay.

    Examples
    --------
    >>> from graph.network.change_words import changed
    >>> from graph.network.twomode import from_roles
    >>> town = from_roles({"1": {"a": "responsible", "b": "responsible"}})
    >>> row = next(iter(measure_changes(town, changed(town, [("lead", "1=a")])).records()))
    >>> row["state"], row["pairings_change"], row["gaps_before"], row["gaps_after"]
    ('changed', 0, '无牵头单位', None)
    """
    old, new = _terms(before), _terms(after)
    nodes = {measure.iri: measure for measure in (*before.measures, *after.measures)}
    ordered = sorted(nodes.values(), key=lambda measure: (measure.order, measure.iri))
    held = [_held(network) for network in (before, after)]
    moved = {iri for iri in nodes if held[0].get(iri) != held[1].get(iri)}
    rows = tuple(
        _measure_row(node, old.get(node.iri), new.get(node.iri), node.iri in moved) for node in ordered
    )
    return Table("whatif_measures", MEASURES, rows)


def only_changed(table: Table) -> Table:
    """Return a table of changes without the rows in which nothing changed."""
    place = table.index(STATE.name)
    return Table(
        table.name, table.columns, tuple(row for row in table.rows if row[place] != "same"), table.notes
    )


def _scores(network: TwoMode) -> dict[str, tuple[Cell, ...]]:
    """Return agency IRI → its cells of `COUNTS`."""
    arrays = incidence(network)
    loads = arrays.by_agency(load(arrays))
    others = [
        arrays.by_agency(values)
        for values in (partners(arrays), roles_held(arrays, LEAD), measures_held(arrays), span(arrays))
    ]
    ranks = competition_ranks(loads)
    return {
        iri: (int(loads[iri]), ranks[iri], *(int(each[iri]) for each in others)) for iri in arrays.agencies
    }


def _terms(network: TwoMode) -> dict[str, tuple[Cell, ...]]:
    """Return measure IRI → its cells of `TERMS`, and its gaps in both languages."""
    sizes, leads, found = network.sizes(), lead_lists(network), flags(network)
    pairings: Mapping[str, Cell] = {iri: n * (n - 1) // 2 for iri, n in sizes.items()}
    ranks = competition_ranks(pairings)
    return {
        iri: (
            *(pairings[iri], ranks[iri], sizes[iri], len(leads[iri])),
            "、".join(gap.zh for gap in GAPS if found[iri][gap.name]) or None,
            ", ".join(gap.en for gap in GAPS if found[iri][gap.name]) or None,
        )
        for iri in sizes
    }


def _held(network: TwoMode) -> dict[str, set[tuple[str, tuple[str, ...]]]]:
    """Return measure IRI → its agencies with their roles; a measure without any lacks."""
    found: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for (agency, measure), roles in network.roles.items():
        found.setdefault(measure, set()).add((agency, roles))
    return found


def _agency_row(
    node: AgencyNode, old: tuple[Cell, ...] | None, new: tuple[Cell, ...] | None
) -> tuple[Cell, ...]:
    return (*node.cells, _state(old, new), _change(old, new), *_paired(old, new, len(COUNTS)))


def _measure_row(
    node: MeasureNode, old: tuple[Cell, ...] | None, new: tuple[Cell, ...] | None, moved: bool
) -> tuple[Cell, ...]:
    names = (node.iri, node.key, node.title or None)
    state = _state(old, new)
    return (
        *names,
        "changed" if moved and state == "same" else state,
        _change(old, new),
        *_paired(old, new, len(TERMS) + 2),
    )


def _state(old: tuple[Cell, ...] | None, new: tuple[Cell, ...] | None) -> str:
    if old is None or new is None:
        return "new" if old is None else "gone"
    return "same" if _but_rank(old) == _but_rank(new) else "changed"


def _but_rank(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return (cells[0], *cells[2:])


def _change(old: tuple[Cell, ...] | None, new: tuple[Cell, ...] | None) -> int:
    return _int(new[0] if new else None) - _int(old[0] if old else None)


def _paired(old: tuple[Cell, ...] | None, new: tuple[Cell, ...] | None, count: int) -> list[Cell]:
    empty: tuple[Cell, ...] = (None,) * count
    return [cell for pair in zip(old or empty, new or empty, strict=True) for cell in pair]


def _int(cell: Cell) -> int:
    return int(str(cell)) if cell is not None else 0
