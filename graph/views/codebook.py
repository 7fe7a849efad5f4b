"""The codebook of the tables: what each answers, what tells its rows apart, what each column means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.questions.library import questions
from graph.table import Column, Table
from graph.views.markdown import escape
from graph.views.report_facts import ReportFacts
from graph.views.tables import markdown_table
from graph.views.wording import say

CODEBOOK = "codebook"
COLUMNS = (
    Column("table", "text", "表", "Table"),
    Column("column", "text", "列", "Column"),
    Column("zh", "text", "中文名称", "In Chinese"),
    Column("en", "text", "英文名称", "In English"),
    Column("type", "text", "类型", "Type"),
    Column("unit", "text", "计量单位", "Unit"),
)
COMPUTED = {
    "rank": ("graph/network/ranking.py", ("agency",)),
    "hotspots": ("graph/network/hotspots.py", ("id",)),
    "hotspot_pairs": ("graph/network/hotspot_kinds.py", ("id", "partner")),
    "hotspot_agencies": ("graph/network/hotspot_kinds.py", ("id",)),
    "hotspot_sections": ("graph/network/hotspot_kinds.py", ()),
    "gaps": ("graph/network/gaps.py", ("measure", "gap")),
    "ties": ("graph/network/chance/ties.py", ("agency_a", "agency_b")),
}
"""The tables that no question of the library answers: the code that makes each, and its key."""


@dataclass(frozen=True, slots=True)
class Described:
    """A table with what it answers in both languages, its key, and the code or question that makes it.

    `key` names the columns that tell its rows apart; it is empty where such columns may be.
    """

    table: Table
    zh: str
    en: str
    key: tuple[str, ...]
    maker: str


def described(tables: Iterable[Table]) -> list[Described]:
    """Return the tables of a build with what is known of each; its columns stand in the table itself."""
    asked = {each.name.replace("-", "_"): each for each in questions() if each.folder == "reports"}
    found = []
    for table in tables:
        if table.name in COMPUTED:
            maker, key = COMPUTED[table.name]
            words = [say(f"table.{table.name}", lang) for lang in ("zh", "en")]
            found.append(Described(table, words[0], words[1], key, maker))
        else:
            question = asked[table.name]
            zh, en = question.question["zh"], question.question["en"]
            maker = f"queries/{question.folder}/{question.name}.rq"
            found.append(Described(table, zh, en, question.key, maker))
    return found


def codebook(facts: ReportFacts, tables: Iterable[Described]) -> str:
    """Return the codebook in Markdown; it opens with the status of the plan, as every output does."""
    parts = [
        *(f"{say(f'report.status.{facts.status}', lang)}\n" for lang in ("zh", "en")),
        f"# {escape(facts.title)}\n",
        *(_part(each) for each in tables),
    ]
    return "\n".join(parts)


def _part(described: Described) -> str:
    table = described.table
    columns = markdown_table(columns_of([table]).select(["column", "zh", "en", "type", "unit"]), "en")
    notes = "".join(f"- {escape(note)}\n" for note in table.notes)
    asked = f"{escape(described.zh)} {escape(described.en)}\n"
    return "\n".join(filter(None, (f"## {table.name}.csv ({len(table.rows)})\n", asked, notes, columns)))


def columns_of(tables: Sequence[Table]) -> Table:
    """Return every column of some tables, a row each, as a table of its own."""
    rows = tuple(
        (table.name, each.name, each.zh, each.en, each.type, each.unit)
        for table in tables
        for each in table.columns
    )
    return Table(CODEBOOK, COLUMNS, rows)
