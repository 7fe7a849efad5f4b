"""Tables of queries/network made by hand for the tests of graph.network and of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.table import Cell, Column, Table
from graph.vocabulary.iris import node

PLAN = node("plan", "town-2025")

Roles = Mapping[str, Mapping[str, Sequence[str]]]
"""Measure key → agency → its roles."""

TOWN: Roles = {
    "1": {"finance": ["lead"], "health": ["responsible"]},
    "2": {"finance": ["lead", "responsible"], "health": ["responsible"], "transport": ["responsible"]},
    "3": {"health": ["responsible"]},
    "4": {"finance": ["lead"], "transport": ["lead"]},
    "5": {},
}
"""Four agencies, five measures: the Archive has nothing to do; measure 2 names Finance twice."""

SYSTEM = {"finance": "government", "health": "government", "transport": "enterprises", "archive": ""}
LEVEL = {"finance": "city", "health": "city", "transport": "city", "archive": "county"}


def agency(name: str) -> str:
    """Return the IRI of an agency of the town."""
    return node("agency", "town", name)


def measure(key: str) -> str:
    """Return the IRI of a measure of the town."""
    return node("measure", "town-2025", key)


def tables(
    roles: Roles = TOWN, names: Sequence[str] = ("archive", "finance", "health", "transport")
) -> tuple[Table, Table, Table]:
    """Return assignments, agencies and measures as queries/network would give them."""
    assignments = [
        (PLAN, measure(key), agency(name), node("role", role), None, 1, f"市{name}")
        for key, found in roles.items()
        for name, held in found.items()
        for role in held
    ]
    agencies = [_agency(name) for name in names]
    measures = [
        (PLAN, measure(key), key, order, int(key), f"举措{key}", "1", "部分", "Section", key == "1")
        for order, key in enumerate(roles, start=1)
    ]
    return (
        _table("assignments", "plan measure agency role part position spelling", assignments),
        _table(
            "agencies",
            "plan agency label label_en is_group kind level level_zh level_en line "
            "system system_zh system_en",
            agencies,
        ),
        _table(
            "measures",
            "plan measure key order number title section section_title section_title_en open_end",
            measures,
        ),
    )


def spelling_table(spellings: Mapping[str, Sequence[str]]) -> Table:
    """Return agency → its spellings as queries/network would give them."""
    rows = [(PLAN, agency(name), each) for name, found in spellings.items() for each in found]
    return _table("spellings", "plan agency spelling", rows)


def replaced(table: Table, column: str, value: Cell, row: int = 0) -> Table:
    """Return the table with another value in one cell."""
    position = table.index(column)
    rows = list(table.rows)
    rows[row] = (*rows[row][:position], value, *rows[row][position + 1 :])
    return Table(table.name, table.columns, tuple(rows), table.notes)


def _agency(name: str) -> tuple[Cell, ...]:
    system, level = SYSTEM.get(name, "government"), LEVEL.get(name, "city")
    return (
        PLAN,
        agency(name),
        f"镇{name}",
        f"Town {name}",
        name == "archive",
        node("kind", "bureau"),
        node("level", level),
        level,
        level,
        node("line", "territorial"),
        node("system", system) if system else None,
        system or None,
        system or None,
    )


def _table(name: str, columns: str, rows: Sequence[tuple[Cell, ...]]) -> Table:
    return Table(name, tuple(Column(each, "text", each, each) for each in columns.split()), tuple(rows))
