"""Tables as Stata files: labels in Chinese or English, coded values, same tables, same bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from graph.archive import EPOCH
from graph.errors import fail
from graph.table import Cell, Column, Table
from graph.views.cells import number_text
from graph.views.codebook import Described
from graph.views.tables import heading
from graph.views.wording import say
from graph.vocabulary.iris import node, path_of

if TYPE_CHECKING:
    from graph.vocabulary.ontology import Concept

CODED = (
    *("document-type", "function", "kind", "level", "line", "link-kind"),
    *("role", "sector", "status", "strength", "system", "unit"),
)
"""The kinds of concept that a column holds as numbers with value labels: each is a short list."""
CODES = (
    Column("kind", "text", "编码表", "List"),
    Column("code", "integer", "代码", "Code"),
    Column("iri", "iri", "概念", "Concept"),
    Column("zh", "text", "中文名称", "In Chinese"),
    Column("en", "text", "英文名称", "In English"),
)
MATA = re.compile(
    "aggregate|array|boolean|break|byte|case|catch|class|colvector|complex|const|continue|default|delegate"
    "|delete|do|double|else|eltypedef|end|enum|explicit|export|external|float|for|friend|function|global"
    "|goto|if|in|inline|int|local|long|pragma|protected|quad|rowvector|short|typedef|typename|using|virtual"
    "|with"
)
"""The words that Stata or its Mata keeps for itself and a column could be called."""
LONGEST_LABEL, LONGEST_TEXT = 80, 2045
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
NOT_IN_TEXT = re.compile(r"[\x00\ud800-\udfff]")
MISSING = float("nan")


@dataclass(frozen=True, slots=True)
class Codes:
    """The lists of codes in one language: for each kind, the code of each word, and each code's label."""

    codes: Mapping[str, Mapping[str, int]]
    labels: Mapping[str, Mapping[int, str]]

    def of(self, column: Column, cells: Iterable[Cell]) -> str:
        """Return the kind of concept that a column holds, "" where it holds anything else."""
        values = {str(cell) for cell in cells if cell is not None}
        kinds = {path_of(value).partition("/")[0] for value in values}
        kind = column.name if column.type == "text" else kinds.pop() if len(kinds) == 1 else ""
        words = {path_of(value).removeprefix(f"{kind}/") for value in values}
        return kind if words and words <= self.codes.get(kind, {}).keys() else ""


def code_lists(concepts: Mapping[str, Concept]) -> Table:
    """Return the code of every concept that is written as a number: within its kind, by its path.

    Examples
    --------
    >>> from graph.vocabulary.ontology import Concept
    >>> paths = ("role/lead", "role/cooperating", "place/410100")
    >>> table = code_lists({path: Concept(path, "", "", path) for path in paths})
    >>> [row[:2] + row[4:] for row in table.rows]
    [('role', 1, 'role/cooperating'), ('role', 2, 'role/lead')]
    """
    rows: list[tuple[Cell, ...]] = []
    for kind in CODED:
        paths = sorted(path for path in concepts if path.startswith(f"{kind}/"))
        rows += [
            (kind, code, node(path), concepts[path].zh, concepts[path].en)
            for code, path in enumerate(paths, start=1)
        ]
    return Table("codes", CODES, tuple(rows))


def stata_files(
    tables: Iterable[Described], concepts: Mapping[str, Concept], lang: str = "zh"
) -> dict[str, bytes]:
    """Return tables as .dta files (format 118, Stata 14 and later), by file name, with codes.dta.

    Parameters
    ----------
    tables
        The tables of a build.
    concepts
        The concepts of the ontology by their paths; columns that hold roles, kinds,
        levels and the like become numbers, whose labels are the names in `lang`.
    lang
        zh or en: the language of the labels of variables, of values and of the data.

    Notes
    -----
    Truth values are 0 and 1 with value labels, dates are Stata's days (%td), what is
    empty is missing (. or ""), text of more than 2,045 bytes is a strL. Numbers are those
    of the CSV files (floats at nine significant digits). codes.dta tells which concept each
    code stands for; codes hold within a version of the ontology. No clock: the date inside
    is fixed.

    Raises
    ------
    UserError
        When pandas, which writes the format, is not installed.
    """
    lists = code_lists(concepts)
    listed = Described(lists, say("table.codes", "zh"), say("table.codes", "en"), ("kind", "code"), "")
    codes = _codes(lists, lang)
    return {f"{each.table.name}.dta": _to_dta(each, codes, lang) for each in (*tables, listed)}


def _codes(lists: Table, lang: str) -> Codes:
    codes: dict[str, dict[str, int]] = {}
    labels: dict[str, dict[int, str]] = {}
    for row in lists.records():
        kind, code = str(row["kind"]), int(str(row["code"]))
        codes.setdefault(kind, {})[path_of(str(row["iri"])).removeprefix(f"{kind}/")] = code
        labels.setdefault(kind, {})[code] = str(row[lang])
    return Codes(codes, labels)


def _to_dta(described: Described, codes: Codes, lang: str) -> bytes:
    pandas = _pandas()
    table = described.table
    columns, dates, longest, labels = {}, {}, [], {}
    for column, cells in zip(table.columns, _cells(table), strict=True):
        name = _variable(column)
        if column.type == "boolean":
            labels[name] = {0: say("no", lang), 1: say("yes", lang)}
            columns[name] = _numbers(pandas, [None if cell is None else int(bool(cell)) for cell in cells])
        elif column.type in {"integer", "decimal"}:
            columns[name] = _numbers(pandas, cells)
        elif column.type == "date" and all(map(_is_day, cells)):
            columns[name] = pandas.to_datetime(pandas.Series(cells, dtype="object"))
            dates[name] = "td"
        elif kind := codes.of(column, cells):
            labels[name] = dict(codes.labels[kind])
            columns[name] = _numbers(pandas, [_code(cell, kind, codes) for cell in cells])
        else:
            texts = ["" if cell is None else NOT_IN_TEXT.sub("\ufffd", str(cell)) for cell in cells]
            columns[name] = pandas.Series(texts, dtype="object")
            longest += [name] * any(len(text.encode()) > LONGEST_TEXT for text in texts)
    raw = io.BytesIO()
    pandas.DataFrame(columns).to_stata(
        raw,
        write_index=False,
        version=118,
        time_stamp=_fixed_time(),
        data_label=NOT_IN_TEXT.sub("\ufffd", described.zh if lang == "zh" else described.en)[:LONGEST_LABEL],
        variable_labels={_variable(each): heading(each, lang)[:LONGEST_LABEL] for each in table.columns},
        value_labels=labels,
        convert_dates=dates,
        convert_strl=longest,
    )
    return raw.getvalue()


def _variable(column: Column) -> str:
    """Return the name of a column for Stata, which keeps some words for itself."""
    return f"{column.name}_" if MATA.fullmatch(column.name) else column.name


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as error:
        what = "Stata files need pandas, which is not installed."
        remedy = 'Install it: pip install pandas (the extra "tiaokuai[stata]").'
        raise fail("export dta", what, remedy) from error
    return pandas


def _fixed_time() -> Any:
    from datetime import datetime

    return datetime(*EPOCH)


def _cells(table: Table) -> list[Sequence[Cell]]:
    return list(zip(*table.rows, strict=True)) if table.rows else [()] * len(table.columns)


def _code(cell: Cell, kind: str, codes: Codes) -> int | None:
    return None if cell is None else codes.codes[kind][path_of(str(cell)).removeprefix(f"{kind}/")]


def _numbers(pandas: Any, cells: Sequence[Cell]) -> Any:
    """Return numbers as they stand in the CSV files; a column without gaps and fractions stays whole."""
    texts = [number_text(cell) if isinstance(cell, int | float | Decimal) else "" for cell in cells]
    if texts and all(re.fullmatch(r"-?[0-9]{1,15}", text) for text in texts):
        return pandas.Series([int(text) for text in texts], dtype="int64")
    return pandas.Series([float(text) if text else MISSING for text in texts], dtype="float64")


def _is_day(cell: Cell) -> bool:
    try:
        return cell is None or FIRST_DAY <= date.fromisoformat(str(cell)) <= LAST_DAY
    except ValueError:
        return False
