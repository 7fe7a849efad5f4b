"""The phrases of hotspots, gaps and groups in Chinese and English, in the form of `graph.views.phrases`."""

from __future__ import annotations

from graph.views.phrases import Phrase

HOTSPOT_PHRASES: dict[str, Phrase] = {
    "unit.triples": Phrase("次", "triples"),
    "unit.systems": Phrase("个", "systems"),
    "unit.bits": Phrase("比特", "bits"),
    "unit.pairs": Phrase("对", "pairs"),
    "unit.weighted": Phrase("加权对", "weighted pairings"),
    # A measure
    "hot.measure.none": Phrase("举措{key}没有写明任何单位。", "Measure {key} names no agency."),
    "hot.measure.alone": Phrase(
        "举措{key}由一个单位单独承担，无须协同。",
        "Measure {key} is for one agency alone: nobody to coordinate with.",
    ),
    "hot.measure": Phrase(
        "举措{key}需要{agencies}{systems}{leads}协同：共{pairings}{terms}。",
        "Measure {key} needs {agencies}{systems} {leads}: {pairings}{terms}.",
    ),
    "hot.systems.single": Phrase("（同属一个系统）", " of one system"),
    "hot.systems": Phrase("（分属{n}个系统）", " of {n} systems"),
    "hot.systems.unknown": Phrase("（所属系统不详）", " of unknown systems"),
    "hot.leads": Phrase("在{n}个牵头单位下", "under {n} leads", "under one lead"),
    "hot.leads.none": Phrase("在没有牵头单位的情况下", "with no lead"),
    "hot.cross": Phrase("，其中跨系统{n}对", ", {n} of them across systems", ", one of them across systems"),
    "hot.unknown": Phrase(
        "，系统不详{n}对", ", {n} with an agency of unknown system", ", one with an agency of unknown system"
    ),
    # A pair
    "hot.pair": Phrase(
        "{one}与{other}共同承担{measures}：一方牵头{leads}项，双方牵头{both}项，双方均不牵头{neither}项。",
        "{one} and {other} share {measures}: one of them leads {leads}, both lead {both}, neither leads"
        " {neither}.",
    ),
    # An agency
    "hot.agency.alone": Phrase(
        "{name}没有与其他单位共同承担举措。", "{name}: no measure shared with anybody."
    ),
    "hot.agency": Phrase(
        "{name}在{measures}中与{partners}协同，共{load}{terms}；单项最多{heaviest}（举措{key}）。",
        "{name}: {load}{terms} with {partners} over {measures};"
        " most in one measure: {heaviest} (measure {key}).",
    ),
    "hot.agency.once": Phrase(
        "{name}在{measures}中与{partners}协同，共{load}{terms}，都在举措{key}。",
        "{name}: {load}{terms} with {partners} over {measures}, all in measure {key}.",
    ),
    "hot.agency.terms": Phrase("{terms}", "{terms},"),
    # A section
    "hot.section": Phrase(
        "{name}有{measures}，涉及{agencies}，共{pairings}{terms}，平均每项{mean}对。",
        "{name}: {measures} and {agencies}; {pairings}{terms}; {mean} a measure.",
    ),
    "hot.section.none": Phrase("未分部分的举措", "What stands in no section"),
    "hot.section.name": Phrase("第{key}部分{title}", "Section {key}{title}"),
    "hot.section.title": Phrase("“{title}”", " “{title}”"),
    # Groups
    "groups.whole": Phrase(
        "有{n}类单位的成员不详，仍各按一个单位计算：{names}。",
        "{N} groups have no known members and stay one agency each: {names}.",
        "One group has no known members and stays one agency: {names}.",
    ),
}
"""As in `PHRASES`: no markup; `{n}` is a number, `{N}` the same with a capital."""
