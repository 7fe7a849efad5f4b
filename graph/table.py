"""A table: described columns and rows of plain values, the form in which every answer travels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

Cell = str | int | float | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: an ASCII snake_case name, a type, a unit and what it is called in both languages.

    `type` is one of iri, text, integer, decimal, boolean, date.
    """

    name: str
    type: str
    zh: str
    en: str
    unit: str = ""

    def title(self, lang: str) -> str:
        """Return the heading in `lang` (zh or en)."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; `name` is ASCII and doubles as the file name of its CSV.

    Examples
    --------
    >>> table = Table("load", (Column("led", "integer", "牵头", "Led"),), ((3,), (1,)))
    >>> table.values("led")
    [3, 1]
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = field(default=())

    def index(self, column: str) -> int:
        """Return the position of `column`; raises KeyError when there is none."""
        for position, each in enumerate(self.columns):
            if each.name == column:
                return position
        raise KeyError(column)

    def values(self, column: str) -> list[Cell]:
        """Return the cells of one column, top to bottom."""
        position = self.index(column)
        return [row[position] for row in self.rows]

    def records(self) -> Iterable[dict[str, Cell]]:
        """Yield each row as a mapping from column name to cell."""
        names = [column.name for column in self.columns]
        for row in self.rows:
            yield dict(zip(names, row, strict=True))

    def to_dict(self) -> dict[str, list[Cell]]:
        """Return each column as a list by its name, the other form in which pandas reads a table.

        Examples
        --------
        >>> Table("load", (Column("led", "integer", "牵头", "Led"),), ((3,), (1,))).to_dict()
        {'led': [3, 1]}
        """
        return {column.name: [row[place] for row in self.rows] for place, column in enumerate(self.columns)}

    def with_constant(self, column: Column, value: Cell) -> Table:
        """Return the table with a last column that says the same in every row."""
        return Table(
            self.name, (*self.columns, column), tuple((*row, value) for row in self.rows), self.notes
        )

    def select(self, names: Iterable[str]) -> Table:
        """Return the table with only the columns `names`, in that order."""
        places = [self.index(name) for name in names]
        columns = tuple(self.columns[place] for place in places)
        rows = tuple(tuple(row[place] for place in places) for row in self.rows)
        return Table(self.name, columns, rows, self.notes)

    def where(self, column: str, value: Cell) -> Table:
        """Return the table with only the rows that have `value` in `column`."""
        place = self.index(column)
        rows = tuple(row for row in self.rows if row[place] == value)
        return Table(self.name, self.columns, rows, self.notes)

    def first(self, count: int) -> Table:
        """Return the table cut to its first `count` rows."""
        return Table(self.name, self.columns, self.rows[:count], self.notes)
