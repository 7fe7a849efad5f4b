"""The phrases of the summary: how sure its findings are; in the form of `graph.views.phrases`."""

from __future__ import annotations

from graph.views.phrases import Phrase

SUMMARY_PHRASES: dict[str, Phrase] = {
    "unsure.open": Phrase(
        "这项举措的名单未列全，实际涉及的单位更多。",
        "Its list is left open, so more agencies take part than are counted.",
    ),
    "unsure.closed": Phrase(
        "这项举措没有以“等部门”之类的写法省略单位，数目只取决于编码是否准确。",
        "Its list is not left open, so the number depends on the coding alone.",
    ),
    "unsure.next": Phrase("其次是{keys}，{pairings}。", "Next: {keys}, {pairings}."),
    "unsure.next-many": Phrase("其次是{keys}，各{pairings}。", "Next: {keys}, {pairings} each."),
    "unsure.levels": Phrase(
        "跨层级（省、市、县）的有{figure}对（{share}）。",
        "{figure} ({share}) join agencies of different levels (province, city, county).",
        "{figure} ({share}) joins agencies of different levels (province, city, county).",
    ),
    "unsure.level": Phrase(
        "{unknown}因部分单位层级不详，未归类。",
        "{unknown} cannot be placed, because the level of an agency is not known.",
    ),
    "unsure.readings": Phrase(
        "编码时存疑的读法有{n}处，核对后可能增减。",
        "The coder marked {n} readings as doubtful, which may change this once they are checked.",
        "The coder marked one reading as doubtful, which may change this once it is checked.",
    ),
    "unsure.no-readings": Phrase(
        "编码时没有存疑的读法；数目取决于方案的写法，不取决于抽样。",
        "The coder marked no doubtful reading; the number depends on the wording of the plan, not on"
        " sampling.",
    ),
}
