"""The phrases of data that travel: what a dataset says of itself."""

from __future__ import annotations

from graph.views.phrases import Phrase

PACKAGE_PHRASES: dict[str, Phrase] = {
    "dataset.name": Phrase("《{title}》协同负荷数据", "Coordination load data: {title}"),
    "dataset.description": Phrase(
        "{place}{year}年方案《{title}》（{status}）的举措、单位与任务分工：{assignments}项任务分工，分属{sections}个部分。"
        "只含事实、编号和字符位置，不含方案的语句。",
        "The measures, agencies and assignments of the plan “{title}” ({status}) of {place}, {year}:"
        " {assignments} assignments in {sections} sections. It holds facts, numbers and positions in the"
        " text, and no sentence of the plan.",
    ),
    "dataset.keywords": Phrase("政策协同，条块关系，任务分工", "policy coordination, government agencies"),
}
