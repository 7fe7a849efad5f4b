"""The matrix of topics and pillars of B-READY, folded from the rows of the question `coverage`."""

from __future__ import annotations

from graph.table import Cell, Column, Table
from graph.vocabulary.iris import path_of

PILLARS = ("I", "II", "III")
TOTALS = ("measures", "agencies", "targets", "reached", "subcategories", "points", "points_total")
COLUMNS = (
    Column("topic", "text", "主题", "Topic"),
    Column("regulatory_framework", "integer", "I 监管框架", "Pillar I"),
    Column("public_services", "integer", "II 公共服务", "Pillar II"),
    Column("operational_efficiency", "integer", "III 办事效率", "Pillar III"),
    Column("no_pillar", "integer", "未分支柱", "No pillar"),
    Column("measures", "integer", "对标举措", "Measures"),
    Column("agencies", "integer", "单位", "Agencies"),
    Column("targets", "integer", "目标", "Targets"),
    Column("reached", "integer", "触及子类别", "Reached"),
    Column("subcategories", "integer", "子类别", "Subcategories"),
    Column("points", "decimal", "触及分值", "Points reached"),
    Column("points_total", "decimal", "总分值", "Points in all"),
)
"""The pillars and the column without one count measures; the rest is of the whole topic, each thing once."""
PLAN = Column("plan", "text", "方案", "Plan")


def matrix(coverage: Table, lang: str) -> Table:
    """Return a row a topic: its measures by pillar, then what the whole topic comes to.

    A measure that serves two pillars counts in both and once in the whole, so the
    pillars may add up to more than the whole. Of several plans each topic has a row a
    plan, side by side, and a column that names the plan.

    Parameters
    ----------
    coverage
        The answer of one plan, or of all, to the question `coverage`.
    lang
        The language of the topics' names.
    """
    rows = by_topic(coverage)
    several = len({plan for _, plan in rows}) > 1
    folded = tuple(
        (
            parts["all"]["topic_label_en" if lang == "en" else "topic_label"],
            *((path_of(str(plan)).removeprefix("plan/"),) if several else ()),
            *(parts[pillar]["measures"] for pillar in PILLARS),
            parts["topic"]["measures"],
            *(parts["all"][total] for total in TOTALS),
        )
        for (_, plan), parts in sorted(rows.items(), key=lambda item: str(item[1]["all"]["notation"]))
    )
    first, *rest = COLUMNS
    return Table("coverage", (first, *((PLAN,) if several else ()), *rest), folded)


def by_topic(coverage: Table) -> dict[tuple[Cell, Cell], dict[Cell, dict[str, Cell]]]:
    """Return the rows of the question by topic and plan, then by pillar (I, II, III), "all" or "topic"."""
    rows: dict[tuple[Cell, Cell], dict[Cell, dict[str, Cell]]] = {}
    for row in coverage.records():
        place = row["pillar_notation"] if row["scope"] == "pillar" else row["scope"]
        rows.setdefault((row["topic"], row["plan"]), {})[place] = row
    return rows
