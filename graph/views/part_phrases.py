"""The phrases of the report's further parts: systems and levels, ties, targets, the pages of agencies."""

from __future__ import annotations

from graph.views.phrases import Phrase

PART_PHRASES: dict[str, Phrase] = {
    "count.targets": Phrase("{n}个目标", "{n} targets", "{n} target"),
    "count.deadlines": Phrase("{n}个时限", "{n} deadlines", "{n} deadline"),
    # Hotspots
    "hotspots.why": Phrase("热点在哪里，原因何在", "Where coordination gathers, and why"),
    "hotspots.sections": Phrase("按部分", "By section"),
    "hotspots.pairs": Phrase("共同举措最多的单位对", "Pairs that share most measures"),
    # Systems, levels and lines
    "lines.heading": Phrase("条块：跨系统、跨层级的负荷", "Systems, levels and lines (tiao and kuai)"),
    "lines.intro": Phrase(
        "“条”是自上而下的业务条线，“块”是地方。一项举措若把不同系统、层级或条线的单位列在一起，"
        "就需要跨条块协同，往往没有共同的直接上级可以裁定。",
        "Tiao are the vertical lines of a ministry's own business, kuai the territories. Where a measure"
        " names agencies of different systems, levels or lines, they have to work together, often without one"
        " direct superior who could settle matters between them.",
    ),
    "lines.system": Phrase("跨系统的协同：{pairings}（{share}）。", "Across systems: {pairings} ({share})."),
    "lines.level": Phrase("跨层级的协同：{pairings}（{share}）。", "Across levels: {pairings} ({share})."),
    "lines.line": Phrase(
        "跨条线的协同（垂直、双重、属地之间）：{pairings}（{share}）。",
        "Across lines (vertical, dual, territorial): {pairings} ({share}).",
    ),
    "lines.unknown": Phrase("不详", "unknown"),
    "side.kind": Phrase("类别", "Kind"),
    "side.system": Phrase("系统", "System"),
    "side.level": Phrase("层级", "Level"),
    "side.line": Phrase("条块", "Line"),
    "caption.report-classes": Phrase("各系统、层级、条块的负荷", "Load by system, level and line"),
    "caption.report-across": Phrase(
        "不同系统、层级、条块之间的协同对数", "Pairings between systems, levels and lines"
    ),
    "column.dimension": Phrase("维度", "Dimension"),
    "column.class": Phrase("类别", "Class"),
    "column.other": Phrase("与之协同的类别", "And"),
    "column.share": Phrase("占全部负荷", "Share of all loads"),
    "column.lead_roles": Phrase("牵头次数", "Lead roles"),
    # Ties beyond chance
    "ties.heading": Phrase("超出随机水平的联系", "Ties beyond chance"),
    "ties.intro": Phrase(
        "举措多的单位，难免与许多单位同列。这里检验哪些单位对的共同举措多到不能用随机因素解释："
        "在零模型中，各单位的举措数和（超几何模型除外）各举措的单位数保持不变，其余随机；三种零模型见“计算方法”。",
        "Agencies with many measures share some with many others in any case. Tested here is which pairs"
        " share more than chance explains: in the null models each agency keeps its number of measures and"
        " (but for the hypergeometric one) each measure its number of agencies, and all else is random; the"
        " three models are described under Methods.",
    ),
    "ties.first": Phrase(
        "下表列出{shown}对（共{all}对至少在一个模型下超出随机水平）；"
        "q值后的星号表示在该模型下超出随机水平。全部见 tables/ties.csv。",
        "The table lists {shown} of the {all} ties that survive at least one model; an asterisk after q: it"
        " survives that model. All are in tables/ties.csv.",
    ),
    "caption.report-ties": Phrase("超出随机水平的单位对", "Ties beyond chance"),
    "column.partner": Phrase("与之同列的单位", "Partner"),
    "column.shared": Phrase("共同举措", "Shared measures"),
    "column.q_hypergeometric": Phrase("q值（超几何）", "q (hypergeometric)"),
    "column.q_bicm": Phrase("q值（BiCM）", "q (BiCM)"),
    "column.q_fdsm": Phrase("q值（FDSM）", "q (FDSM)"),
    # Targets and deadlines
    "targets.heading": Phrase("目标与时限", "Targets and deadlines"),
    "targets.none": Phrase("方案没有写明目标。", "The plan states no target."),
    "targets.size": Phrase("方案有{targets}，分布在{measures}中", "The plan has {targets} in {measures}"),
    "targets.dated": Phrase("，完成日期齐全。", ", each with a date."),
    "targets.bare": Phrase(
        "，其中{n}个没有写明完成日期。", "; {n} of them have no date.", "; one of them has no date."
    ),
    "deadlines.none": Phrase("方案没有写明时限。", "The plan states no deadline."),
    "deadlines.size": Phrase("方案写明了{deadlines}", "It states {deadlines}"),
    "deadlines.dated": Phrase("，日期或周期齐全。", ", each with a date or a rhythm."),
    "deadlines.bare": Phrase(
        "，其中{n}个没有日期也没有周期。",
        "; {n} of them have neither date nor rhythm.",
        "; one of them has neither date nor rhythm.",
    ),
    "targets.where": Phrase(
        "各单位的目标和时限见附件，全部见 tables/targets.csv 和 tables/deadlines.csv。",
        "Those of each agency are in the annex, all of them in tables/targets.csv and tables/deadlines.csv.",
    ),
    "promise.increase": Phrase("增加", "increase: "),
    "promise.decrease": Phrase("减少", "decrease: "),
    "promise.new": Phrase("新增", "new: "),
    "rhythm.daily": Phrase("每日", "daily"),
    "rhythm.weekly": Phrase("每周", "weekly"),
    "rhythm.monthly": Phrase("每月", "monthly"),
    "rhythm.quarterly": Phrase("每季度", "quarterly"),
    "rhythm.half-yearly": Phrase("每半年", "half-yearly"),
    "rhythm.yearly": Phrase("每年", "yearly"),
    "rhythm.open": Phrase("未定", "open"),
    # The pages of agencies
    "annex.agencies": Phrase("附件一：各单位情况", "Annex 1: One page per agency"),
    "annex.agencies.intro": Phrase(
        "以下每个单位一页，共{agencies}，按协同负荷排列；举措很多的单位续到下页。"
        "得分和网络地位的含义见“计算方法”。举措以方案的编号称呼。"
        "协同单位至多列{shown}个，共同举措数相同的，协同负荷重的在前。",
        "Each of the {agencies} has a page, in the order of their loads; with very many measures it runs on."
        " What the scores and the standing mean is under Methods. Measures go by their numbers in the plan."
        " At most {shown} partners are named; of those with as many shared measures, the heavier load first.",
    ),
    "annex.intervals": Phrase("区间是重抽举措所得的95%区间。", "Intervals hold the middle 95% of the draws."),
    "annex.fact": Phrase("{name}：{value}", "{name}: {value}"),
    "annex.other": Phrase("英文名称", "Name in Chinese"),
    "annex.partners": Phrase(
        "协同单位（括号内为共同举措数）：{names}。", "Partners, with shared measures: {names}."
    ),
    "annex.partners.first": Phrase(
        "共同举措最多的{shown}个协同单位（共{all}个，括号内为共同举措数）：{names}。",
        "The {shown} of {all} partners with most shared measures: {names}.",
    ),
    "annex.partners.equal": Phrase(
        "协同单位共{all}个，各有{shared}项共同举措；其中协同负荷最重的{shown}个：{names}。",
        "Partners: {all}, each with shared measures: {shared}; the {shown} with the heaviest loads: {names}.",
    ),
    "annex.beyond": Phrase("超出随机水平的联系：{names}。", "Ties beyond chance: {names}."),
    "standing": Phrase("网络地位", "Standing in the network"),
    "standing.leading": Phrase(
        "主导（协同负荷和协同单位数都高于中位数）", "leading (load and partners both above the median)"
    ),
    "standing.key": Phrase(
        "关键（协同负荷、协同单位数有一项高于中位数）", "key (either load or partners above the median)"
    ),
    "standing.auxiliary": Phrase(
        "辅助（协同负荷和协同单位数都不高于中位数）", "auxiliary (neither load nor partners above the median)"
    ),
    "caption.report-index": Phrase("各单位及其所在页", "Agencies, each leading to its page"),
    "caption.agency-scores": Phrase("得分与名次", "Scores and ranks"),
    "caption.agency-measures": Phrase("承担的举措", "Measures by role"),
    "caption.agency-targets": Phrase(
        "目标与时限（牵头的举措，或没有牵头单位而由其负责的举措）",
        "Targets and deadlines (of measures that it leads, or is responsible for where nobody leads)",
    ),
    "column.score": Phrase("得分", "Score"),
    "column.figure": Phrase("数值", "Value"),
    "column.bounds": Phrase("95%区间", "95% interval"),
    "column.rank_of": Phrase("名次", "Rank"),
    "column.role": Phrase("角色", "Role"),
    "column.under": Phrase("牵头单位（本单位不牵头时）", "Led by (if by others)"),
    "column.subject": Phrase("指标", "Subject"),
    "column.promised": Phrase("承诺", "Promised"),
    "column.due": Phrase("完成时间", "Due"),
    "column.due_from": Phrase("起始时间", "From"),
    "column.as_written": Phrase("原文", "As written"),
    "column.system": Phrase("系统", "System"),
    "column.level": Phrase("层级", "Level"),
    "column.topic": Phrase("主题", "Topic"),
    "column.kind_of_doubt": Phrase("检查内容", "What was looked for"),
    "column.entries": Phrase("条数", "Entries"),
    "column.rank_low": Phrase("最好名次", "Best rank"),
    "column.rank_high": Phrase("最差名次", "Worst rank"),
}
