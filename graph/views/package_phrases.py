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
    "dataset.neutralised": Phrase(
        "CSV 以 UTF-8 编码并带字节顺序标记；可能被电子表格当作公式的文字，前面加了一个撇号。"
        "用 --plain 建立的没有这两样。",
        "The CSV files are UTF-8 with a byte-order mark; text that a spreadsheet could take for a formula"
        " has an apostrophe in front. A build with --plain has neither.",
    ),
    "table.rank": Phrase(
        "每个单位的协同负荷与各项得分是多少？",
        "What are the load and the scores of each agency?",
    ),
    "table.hotspots": Phrase("哪些举措需要的协调最多？", "Which measures need the most coordination?"),
    "table.hotspot_pairs": Phrase("哪些单位两两协同最多？", "Which pairs of agencies share most measures?"),
    "table.hotspot_agencies": Phrase(
        "哪些单位的协同最多，与谁协同？",
        "Which agencies coordinate most, and with whom?",
    ),
    "table.hotspot_sections": Phrase(
        "哪些部分需要的协调最多？",
        "Which sections need the most coordination?",
    ),
    "table.gaps": Phrase("哪些举措的责任没有写清？", "Where is responsibility for a measure left unclear?"),
    "table.ties": Phrase(
        "哪些单位两两同列一项举措的次数超出随机水平，按各零模型各有多大把握？",
        "Which pairs of agencies share more measures than chance explains, under each null model?",
    ),
    "table.codebook": Phrase("各表各列的含义是什么？", "What does each column of each table mean?"),
    "table.codes": Phrase(
        "各编码分别代表本体中的哪个概念？",
        "Which concept of the ontology does each code stand for?",
    ),
    "dataset.keywords": Phrase("政策协同，条块关系，任务分工", "policy coordination, government agencies"),
}
