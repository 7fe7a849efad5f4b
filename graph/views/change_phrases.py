"""The phrases of what a change in thought would do, in the form of `graph.views.phrases`."""

from __future__ import annotations

from graph.views.phrases import Phrase

CHANGE_PHRASES: dict[str, Phrase] = {
    "change.same": Phrase("协同对数合计不变，仍为{before}对。", "Pairings in all stay at {before}."),
    "change.fewer": Phrase(
        "协同对数合计由{before}对减为{after}对，减少{count}对（{share}）。",
        "Pairings in all fall from {before} to {after}: {count} fewer ({share}).",
    ),
    "change.more": Phrase(
        "协同对数合计由{before}对增为{after}对，增加{count}对（{share}）。",
        "Pairings in all rise from {before} to {after}: {count} more ({share}).",
    ),
    "change.first": Phrase("协同对数合计由0对增为{after}对。", "Pairings in all rise from 0 to {after}."),
    "change.top.nobody": Phrase("没有任何单位需要协同。", "Nobody has anybody to coordinate with."),
    "change.top.same": Phrase(
        "协同负荷最大的仍是{names}：原{before}对，现{after}对。",
        "The heaviest load stays with {names}: {before} before, {after} after.",
    ),
    "change.top": Phrase(
        "协同负荷最大的现为{names}（{after}对），原为{others}（{before}对）。",
        "The heaviest load is now with {names} ({after}), before with {others} ({before}).",
    ),
    "change.gaps.gone": Phrase("已消除的缺口：{list}。", "Gaps that are gone: {list}."),
    "change.gaps.new": Phrase("新出现的缺口：{list}。", "Gaps that are new: {list}."),
    "change.gaps.same": Phrase("缺口没有变化。", "No gap is gone and none is new."),
    "change.gap": Phrase("举措{key}（{gaps}）", "measure {key} ({gaps})"),
    "change.gaps.more": Phrase(
        "{list}等{n}项举措", "{list} and {n} more measures", "{list} and {n} more measure"
    ),
    "change.dropped": Phrase("已删去{measures}。", "Dropped: {measures}."),
}
"""As in `PHRASES`: no markup; `{n}` is a number, `{N}` the same with a capital."""
