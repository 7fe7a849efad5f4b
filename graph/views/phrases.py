"""The words that every screen and the report share, and the view of one thing, in Chinese and English."""

from __future__ import annotations

from typing import NamedTuple


class Phrase(NamedTuple):
    """A phrase in both languages; `en_one` is the English for exactly one."""

    zh: str
    en: str
    en_one: str = ""


def same(text: str) -> Phrase:
    """Return a phrase that reads alike in both languages."""
    return Phrase(text, text)


PHRASES: dict[str, Phrase] = {
    "yes": Phrase("是", "yes"),
    "no": Phrase("否", "no"),
    "none": Phrase("无", "none"),
    "rows.of": Phrase("共{total}行，显示{shown}行", "showing {shown} of {total} rows"),
    "rows.first": Phrase("显示前{shown}行，后面还有", "showing the first {shown} rows: there are more"),
    "not-given": Phrase("未注明", "not given"),
    # Roles, statuses and words of the ontology
    "role.lead": Phrase("牵头", "lead"),
    "role.responsible": Phrase("责任", "responsible"),
    "role.cooperating": Phrase("配合", "cooperating"),
    "role.supervising": Phrase("督导", "supervising"),
    "status.draft": Phrase("征求意见稿", "Draft for comment"),
    "status.final": Phrase("正式文件", "Final"),
    "status.superseded": Phrase("已被取代", "Superseded"),
    "status.proposed": Phrase("待核定", "proposed"),
    "status.accepted": Phrase("已核定", "accepted"),
    "status.rejected": Phrase("未采纳", "rejected"),
    "groups.one": Phrase("每类按一个单位计算", "each group counts as one agency"),
    "groups.expanded": Phrase("每类拆分为其成员计算", "each group is replaced by its members"),
    "groups.left-out": Phrase("不参与计算", "groups are left out"),
    # Units of the columns
    "unit.measures": Phrase("项", "measures"),
    "unit.agencies": Phrase("个", "agencies"),
    "unit.pairings": Phrase("对", "pairings"),
    "unit.share": Phrase("0至1", "0 to 1"),
    # Things with their number
    "count.measures": Phrase("{n}项举措", "{n} measures", "{n} measure"),
    "count.sections": Phrase("{n}个部分", "{n} sections", "{n} section"),
    "count.agencies": Phrase("{n}个单位", "{n} agencies", "{n} agency"),
    "count.assignments": Phrase("{n}条任务分工", "{n} assignments", "{n} assignment"),
    "count.systems": Phrase("{n}个系统", "{n} systems", "{n} system"),
    "count.pairings": Phrase("{n}对", "{n} pairings", "{n} pairing"),
    "count.leads": Phrase("{n}个牵头单位", "{n} leads", "{n} lead"),
    "share": Phrase("{share}%", "{share}%"),
    "share.under": Phrase("不到0.1%", "under 0.1%"),
    "share.over": Phrase("超过99.9%", "over 99.9%"),
    # Names and lists
    "list.more": Phrase("{names}等", "{names} and {n} others", "{names} and {n} other"),
    "name.group": Phrase("{name}（一类单位）", "{name} (a group)"),
    "name.coder": Phrase("{coder}（{label}）", "{coder} ({label})"),
    "name.measure": Phrase("举措{key}", "Measure {key}"),
    "name.titled": Phrase("举措{key}（{title}）", "Measure {key} ({title})"),
    "name.measures": Phrase("举措{keys}", "measures {keys}", "measure {keys}"),
    # The view of one thing
    "show.facts": Phrase("内容", "Facts"),
    "show.incoming": Phrase("被引用", "Referred to by"),
    "show.evidence": Phrase("依据", "Evidence"),
    "show.type": Phrase("类别", "is a"),
    "show.none": Phrase("数据中没有 {iri}。", "The data say nothing about {iri}."),
    "show.words": Phrase("原文：“{words}”", "In the text: “{words}”"),
    "show.span": Phrase(
        "原文第{start}至{end}字符（从0数起，不含末位）",
        "characters {start} to {end} of the text (from 0, the last one excluded)",
    ),
    "show.source": Phrase("原文", "the source text"),
    "chain.title": Phrase("政策关联", "Policy links"),
    "chain.link": Phrase("{kind}：由{start} → {end}", "{kind}: {start} → {end}"),
    "chain.here": Phrase("本项", "this one"),
    "chain.why": Phrase("理由：{reason}", "Why: {reason}"),
    "chain.facts": Phrase("所据事实：{facts}", "Rests on: {facts}"),
    "show.more": Phrase("另有{count}项", "and {count} more"),
}
"""Texts hold no markup: what draws them escapes them. `{n}` is a number, `{N}` the same with a capital."""
