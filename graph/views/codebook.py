"""The codebook of the tables: what each file holds and what each column means, in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from graph.table import Column, Table
from graph.views.markdown import escape
from graph.views.report_facts import ReportFacts
from graph.views.tables import markdown_table
from graph.views.wording import say

COLUMNS = (
    Column("name", "text", "列", "Column"),
    Column("zh", "text", "中文名称", "In Chinese"),
    Column("en", "text", "英文名称", "In English"),
    Column("type", "text", "类型", "Type"),
    Column("unit", "text", "计量单位", "Unit"),
)


def codebook(facts: ReportFacts, tables: Iterable[Table]) -> str:
    """Return the codebook in Markdown; it opens with the status of the plan, as every output does."""
    parts = [
        *(f"{say(f'report.status.{facts.status}', lang)}\n" for lang in ("zh", "en")),
        f"# {escape(facts.title)}\n",
        *(_part(table) for table in tables),
    ]
    return "\n".join(parts)


def _part(table: Table) -> str:
    rows = tuple((each.name, each.zh, each.en, each.type, each.unit) for each in table.columns)
    described = markdown_table(Table(table.name, COLUMNS, rows), "en")
    notes = "".join(f"- {escape(note)}\n" for note in table.notes)
    parts = (f"## {table.name}.csv ({len(table.rows)})\n", notes, described)
    return "\n".join(filter(None, parts))
