"""A table in the formats that people and programs read: terminal text, CSV, TSV, Markdown, JSON."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.table import Cell, Column, Table
from graph.views.cells import cell_text, clip, is_number, number_text, padded, visible, width
from graph.views.markdown import escape
from graph.views.wording import say, unit_name

BOM = "\ufeff"
FORMATS = ("table", "csv", "tsv", "markdown", "json")
GAP = "  "
NARROWEST = 8
FIGURES = 4

# A line that a spreadsheet could run: after blanks and invisible marks it begins with a formula
# sign, or it begins with a tab or a carriage return. Apostrophes before it are counted in, so
# that a cell which already has one stays told apart from a cell that was given one.
HIDDEN = r"\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
BLANK = rf"(?![\n\r])[\s\x00-\x1f{HIDDEN}]"
LINE = r"(?:^|(?<=[\n\r]))"
RUNS = rf"(?='*(?:(?:{BLANK})*[=+\-@＝＋－＠]|[\t\r]))"
DANGER = re.compile(LINE + RUNS)
GIVEN = re.compile(rf"{LINE}'{RUNS}")
"""The apostrophe that such a line was given."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What an answer was computed from: the plan, the options that shaped it, the seed of anything random."""

    plan: str = ""
    options: Mapping[str, object] = field(default_factory=dict)
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """How a table is shown: language, width of the screen (0: no limit), and plain CSV for programs."""

    lang: str = "zh"
    width: int = 0
    plain: bool = False


def render(table: Table, form: str, style: Style | None = None, origin: Origin | None = None) -> str:
    """Return the table in one of `FORMATS`."""
    style = style or Style()
    match form:
        case "table":
            return text_table(table, style.lang, screen=style.width)
        case "csv":
            return csv_text(table, plain=style.plain)
        case "tsv":
            return tsv_text(table, plain=style.plain)
        case "markdown":
            return markdown_table(table, style.lang)
        case "json":
            return json_text(table, origin)
    raise ValueError(form)


def heading(column: Column, lang: str) -> str:
    """Return what stands above a column: its name, and in brackets its unit if the name does not say it."""
    unit = unit_name(column.unit, lang)
    if not unit or unit.lower() in column.title(lang).lower():
        return column.title(lang)
    return f"{column.title(lang)}（{unit}）" if lang == "zh" else f"{column.title(lang)} ({unit})"


def text_table(table: Table, lang: str = "zh", *, screen: int = 0) -> str:
    r"""Return the table for a terminal, columns aligned by the width of what is drawn.

    `screen` is the number of columns there are; the widest columns of text are
    clipped to fit. 0 clips nothing. Fractions have four digits; the other forms have them whole.

    Examples
    --------
    >>> table = Table("load", (Column("agency", "text", "单位", "Agency"),
    ...     Column("led", "integer", "牵头", "Led")), (("市发展改革委", 12), ("Archive", 3)))
    >>> print(text_table(table), end="")
    单位          牵头
    ------------  ----
    市发展改革委    12
    Archive          3
    """
    heads = [visible(heading(column, lang)) for column in table.columns]
    right = [is_numeric(column) for column in table.columns]
    rows = [[visible(shown(legible(cell), lang)) for cell in row] for row in table.rows]
    widths = [max(map(width, column)) for column in zip(heads, *rows, strict=True)]
    if screen:
        widths = _fitted(widths, screen, right)
    lines = [_line(heads, widths, right), GAP.join("-" * each for each in widths)]
    lines += [_line(row, widths, right) for row in rows]
    lines += ["", *map(visible, table.notes)] if table.notes else []
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _line(cells: list[str], widths: list[int], right: list[bool]) -> str:
    clipped = (clip(cell, columns) for cell, columns in zip(cells, widths, strict=True))
    return GAP.join(
        padded(cell, columns, right=side) for cell, columns, side in zip(clipped, widths, right, strict=True)
    )


def _fitted(widths: list[int], screen: int, right: list[bool]) -> list[int]:
    """Take columns from the widest text until the line fits or nothing can give."""
    fitted = list(widths)
    while sum(fitted) + len(GAP) * (len(fitted) - 1) > screen:
        givers = [place for place, side in enumerate(right) if not side and fitted[place] > NARROWEST]
        if not givers:
            break
        fitted[max(givers, key=fitted.__getitem__)] -= 1
    return fitted


def neutralised(text: str) -> str:
    r"""Return text that no spreadsheet takes for a formula.

    Every physical line which, after blanks, begins with ``= + - @`` or their
    full-width forms, or which begins with a tab or a carriage return, gets an
    apostrophe in front. A line that has one already gets a second, so that
    nothing is lost: taking one apostrophe off each such line gives the text back.

    Examples
    --------
    >>> neutralised("=1+1"), neutralised("\u00a0＝A1"), neutralised("ok\n@x"), neutralised("1-2")
    ("'=1+1", "'\xa0＝A1", "ok\n'@x", '1-2')
    """
    return DANGER.sub("'", text)


def as_before(text: str) -> str:
    r"""Return what a text was before `neutralised`.

    Examples
    --------
    >>> as_before("'=1+1"), as_before("''=A1"), as_before("'quoted'"), as_before("ok\n'@x")
    ('=1+1', "'=A1", "'quoted'", 'ok\n@x')
    """
    return GIVEN.sub("", text)


def csv_text(table: Table, *, plain: bool = False) -> str:
    r"""Return the table as CSV (RFC 4180: comma, double quotes, lines ended by CR LF).

    By default it is made for Excel: a byte order mark in front, so that Chinese is
    read as UTF-8, and formulas neutralised. Cells that are numbers stay as they
    are. `plain` leaves both out. Write it as UTF-8 with ``newline=""`` or
    ``newline="\n"``, so that the line ends stay.

    Examples
    --------
    >>> table = Table("x", (Column("label", "text", "名称", "Label"), Column("n", "integer", "数", "N")),
    ...     (("-rf", -1),))
    >>> csv_text(table), csv_text(table, plain=True)
    ("\ufefflabel,n\r\n'-rf,-1\r\n", 'label,n\r\n-rf,-1\r\n')
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_machine_text(cell, plain) for cell in row] for row in table.rows)
    return ("" if plain else BOM) + lines.getvalue()


def tsv_text(table: Table, *, plain: bool = False) -> str:
    r"""Return the table as TSV: a row a line, ended by LF; tab, line break, backslash as ``\t \n \r \\``.

    Never a byte order mark; formulas are neutralised unless `plain`.

    Examples
    --------
    >>> columns = (Column("a", "text", "甲", "A"), Column("b", "text", "乙", "B"))
    >>> tsv_text(Table("x", columns, (("x\ty", "="),)))
    "a\tb\nx\\ty\t'=\n"
    """
    escapes = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
    lines = [[column.name for column in table.columns]]
    lines += [[_machine_text(cell, plain).translate(escapes) for cell in row] for row in table.rows]
    return "".join("\t".join(line) + "\n" for line in lines)


def markdown_table(table: Table, lang: str = "zh") -> str:
    r"""Return the table in Markdown (GitHub's pipes), every cell escaped, numbers to the right.

    Examples
    --------
    >>> print(markdown_table(Table("x", (Column("a", "text", "甲", "A"),
    ...     Column("n", "integer", "数", "N")), (("x|<b>", 2),)), "en"), end="")
    | A | N |
    | --- | ---: |
    | x\|&lt;b&gt; | 2 |
    """
    lines = [[escape(heading(column, lang)) for column in table.columns]]
    lines.append(["---:" if is_numeric(column) else "---" for column in table.columns])
    lines += [[escape(shown(cell, lang)) for cell in row] for row in table.rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def json_text(table: Table, origin: Origin | None = None) -> str:
    """Return the table as JSON: its schema, what it was computed from, columns, and rows as objects.

    Numbers are written as in every other format, so decimals stay exact; what is
    empty or not defined is null. One row a line.

    Examples
    --------
    >>> print(json_text(Table("load", (Column("led", "integer", "牵头", "Led", "measures"),), ((3,),)),
    ...     Origin("town-2024")), end="")
    {"schema": "tiaokuai/load/1",
     "plan": "town-2024",
     "options": {},
     "seed": null,
     "columns": [
      {"name": "led", "type": "integer", "unit": "measures", "zh": "牵头", "en": "Led"}
     ],
     "rows": [
      {"led": 3}
     ]}
    """
    origin = origin or Origin()
    columns = [
        {"name": each.name, "type": each.type, "unit": each.unit, "zh": each.zh, "en": each.en}
        for each in table.columns
    ]
    names = [_quoted(column.name) for column in table.columns]
    rows = [
        "{" + ", ".join(f"{name}: {_json(cell)}" for name, cell in zip(names, row, strict=True)) + "}"
        for row in table.rows
    ]
    head = {
        "schema": f"tiaokuai/{table.name}/1",
        "plan": origin.plan or None,
        "options": dict(origin.options),
        "seed": origin.seed,
    }
    parts = [f"{_quoted(key)}: {_quoted(value)}" for key, value in head.items()]
    parts += [f'"columns": {_array([_quoted(each) for each in columns])}', f'"rows": {_array(rows)}']
    return "{" + ",\n ".join(parts) + "}\n"


def _array(items: list[str]) -> str:
    return "[\n  " + ",\n  ".join(items) + "\n ]" if items else "[]"


def _quoted(value: object) -> str:
    """Return JSON in which what is invisible is spelled as an escape (valid only inside strings)."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return re.sub(rf"[{HIDDEN}]", lambda found: f"\\u{ord(found[0]):04x}", text)


def _json(cell: Cell) -> str:
    if cell is None or isinstance(cell, bool | str):
        return _quoted(cell)
    return number_text(cell) or "null"


def _machine_text(cell: Cell, plain: bool) -> str:
    text = cell_text(cell)
    return text if plain or is_number(cell) else neutralised(text)


def shown(cell: Cell, lang: str) -> str:
    """Return a cell as a reader sees it: truth values as yes and no in `lang`."""
    return cell_text(cell, say("yes", lang), say("no", lang))


def legible(cell: Cell) -> Cell:
    """Return a cell as it is, a float as four digits say it; no digit before the point is lost.

    Examples
    --------
    >>> legible(0.188902954), legible(202.9138), legible(12345.678), legible(1.4e-17), legible(7)
    (0.1889, 202.9, 12346.0, 1.4e-17, 7)
    """
    if not isinstance(cell, float) or not math.isfinite(cell):
        return cell
    return float(f"{cell:.{FIGURES}g}") if abs(cell) < 10**FIGURES else float(round(cell))


def is_numeric(column: Column) -> bool:
    """Return whether a column holds numbers, which stand at its right edge."""
    return column.type in {"integer", "decimal"}
