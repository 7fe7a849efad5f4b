"""The phrases of two plans compared, in the form of `graph.views.phrases`."""

from __future__ import annotations

from graph.views.phrases import Phrase

COMPARE_PHRASES: dict[str, Phrase] = {
    "compare.plans": Phrase(
        "甲：{first}。乙：{second}。按{by}比较。", "First: {first}. Second: {second}. Compared by {by}."
    ),
    "compare.plan": Phrase("{title}（{plan}，{status}）", "{title} ({plan}; {status})"),
    "compare.by.function": Phrase("职能", "function"),
    "compare.by.agency": Phrase("单位", "agency"),
    "compare.side.first": Phrase("甲", "first"),
    "compare.side.second": Phrase("乙", "second"),
    "compare.several": Phrase(
        "{side}方案中由多个单位承担的职能：{names}。",
        "Functions of several agencies in the {side} plan: {names}.",
    ),
    "compare.shared": Phrase(
        "{side}方案中有多项职能的单位，其负荷均分给各职能：{names}。",
        "Agencies of several functions in the {side} plan, their load split evenly: {names}.",
    ),
    "compare.without": Phrase(
        "{side}方案中有{n}个单位未标注职能，占全部负荷的{share}。",
        "{N} agencies of the {side} plan have no function; they carry {share} of its load.",
        "One agency of the {side} plan has no function; it carries {share} of its load.",
    ),
    "compare.only": Phrase("只在{side}方案中的单位：{names}。", "Agencies only in the {side} plan: {names}."),
    "compare.gains": Phrase(
        "负荷份额上升最多：{name}，由{first}升至{second}{interval}。",
        "Gains most of the load: {name}, from {first} to {second}{interval}.",
    ),
    "compare.loses": Phrase(
        "负荷份额下降最多：{name}，由{first}降至{second}{interval}。",
        "Loses most of the load: {name}, from {first} to {second}{interval}.",
    ),
    "compare.still": Phrase("各方负荷份额没有变化。", "No share of the load differs."),
    "compare.interval": Phrase(
        "（差{change}个百分点，95%区间{low}至{high}）", " ({change} points; 95% interval {low} to {high})"
    ),
    "compare.interval.chance": Phrase(
        "（差{change}个百分点，95%区间{low}至{high}，可能只是所列举措不同所致）",
        " ({change} points; 95% interval {low} to {high}: the choice of measures alone may explain it)",
    ),
    "compare.leads.gained": Phrase("牵头增加：{names}。", "Lead more: {names}."),
    "compare.leads.lost": Phrase("牵头减少：{names}。", "Lead less: {names}."),
    "compare.leads.same": Phrase("牵头项数没有变化。", "Nobody leads more or less."),
    "compare.leads.gained.share": Phrase(
        "牵头份额上升：{names}。", "Lead a larger share of the measures: {names}."
    ),
    "compare.leads.lost.share": Phrase("牵头份额下降：{names}。", "Lead a smaller share: {names}."),
    "compare.leads.same.share": Phrase(
        "牵头份额没有变化。", "Nobody leads a larger or a smaller share of the measures."
    ),
    "compare.led": Phrase("{name}（{first}→{second}项）", "{name} ({first} → {second})"),
    "compare.measures": Phrase(
        "举措：保留{kept}项，其中{changed}项分工有变，{leads}项牵头有变；新增{new}项，删去{gone}项。",
        "Measures: {kept} kept, {changed} of them with other agencies or roles, {leads} with another lead;"
        " {new} new, {gone} gone.",
    ),
    "compare.few": Phrase(
        "举措很少（甲{first}项，乙{second}项），区间只供参考。",
        "Few measures ({first} and {second}): take the intervals as a hint.",
    ),
}
"""As in `PHRASES`: no markup; `{n}` is a number, `{N}` the same with a capital."""
