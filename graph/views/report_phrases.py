"""The phrases of the coordination report: the plan, findings, gaps, tables; see `graph.views.phrases`."""

from __future__ import annotations

from graph.views.phrases import Phrase

REPORT_PHRASES: dict[str, Phrase] = {
    # The report: head
    "report.status.draft": Phrase(
        "文件状态：征求意见稿。正式文件发布后，内容和数字都可能变化。",
        "Status: Draft for comment. The final plan may differ, and so may the figures.",
    ),
    "report.status.final": Phrase("文件状态：正式文件。", "Status: Final."),
    "report.status.superseded": Phrase(
        "文件状态：已被取代。此方案已有新文件取代，本报告仅供对照。",
        "Status: Superseded. A newer document has replaced this plan; read this report for comparison only.",
    ),
    "report.title": Phrase("《{title}》协同负荷报告", "Coordination load report: {title}"),
    "report.contents": Phrase("目录", "Contents"),
    "report.summary": Phrase(
        "本报告回答三个问题：哪些单位的协同负荷最重，哪些举措的协调任务最重，责任在哪里没有写清。",
        "This report answers three questions: which agencies have the most coordination to do, which"
        " measures"
        " need the most of it, and where responsibility is left unclear.",
    ),
    # The report: the plan
    "plan.heading": Phrase("方案概况", "The plan"),
    "plan.title": Phrase("方案：《{title}》", "Plan: {title}"),
    "plan.other": Phrase("英文名称：{title}", "Title in Chinese: 《{title}》"),
    "plan.place": Phrase("地区：{place}", "Place: {place}"),
    "plan.year": Phrase("年份：{year}年", "Year: {year}"),
    "date.year": Phrase("{year}年", "{year}"),
    "plan.issuers": Phrase("印发机关：{issuers}", "Issued by: {issuers}"),
    "plan.number": Phrase("文号：{number}", "Document number: {number}"),
    "plan.issued": Phrase("印发日期：{issued}", "Date of issue: {issued}"),
    "plan.url": Phrase("网址：{url}", "Address: {url}"),
    "plan.size": Phrase("方案共有{measures}，分为{sections}。", "The plan has {measures} in {sections}."),
    "plan.size-flat": Phrase("方案共有{measures}，未分部分。", "The plan has {measures} and no sections."),
    "plan.empty": Phrase("方案中没有举措。", "The plan has no measures."),
    "plan.agencies": Phrase(
        "任务分给{agencies}，共{assignments}。一个单位在一项举措中承担一个角色，记为一条任务分工。",
        "It names {agencies} in {assignments}. One assignment is one agency in one role of one measure.",
    ),
    "plan.groups": Phrase(
        "其中{n}个名称各指一类单位，例如{example}。每类按一个单位计算。",
        "{N} of them are groups of bodies, such as {example}. Each group counts as one agency.",
        "{N} of them is a group of bodies: {example}. It counts as one agency.",
    ),
    # The report: findings
    "findings.heading": Phrase("摘要：五项主要发现", "Summary: five main findings"),
    "findings.pairing": Phrase(
        "同列一项举措的每两个单位算一对协同。一个单位在全部举措中的协同对数，就是它的协同负荷。",
        "Each pair of agencies named in the same measure counts as one pairing."
        " The load of an agency is the number of its pairings over all measures.",
    ),
    "findings.no-agencies": Phrase("方案没有把任务分给任何单位。", "The plan assigns nothing to any agency."),
    "load.one": Phrase(
        "协同负荷最重的是{names}：共{load}，涉及{measures}。",
        "The largest load is carried by {names}: {load} over {measures}.",
    ),
    "load.many": Phrase(
        "协同负荷最重的有{n}个单位，各为{load}：{names}。",
        "{N} agencies share the largest load, {load} each: {names}.",
    ),
    "load.zero": Phrase(
        "没有一项举措涉及两个或更多单位，因此各单位的协同负荷都是零。",
        "No measure involves two agencies or more, so no agency carries a load.",
    ),
    "load.single": Phrase(
        "只看单个单位，协同负荷最重的是{names}：{load}。",
        "Of the agencies that are no groups, the largest load is carried by {names}: {load}.",
    ),
    "load.single-many": Phrase(
        "只看单个单位，协同负荷最重的有{n}个单位，各为{load}：{names}。",
        "Of the agencies that are no groups, {n} share the largest load, {load} each: {names}.",
    ),
    "lead.one": Phrase(
        "牵头最多的是{names}：在{measures}中牵头{led}项。",
        "The most frequent lead is {names}: {led} of {measures}.",
    ),
    "lead.many": Phrase(
        "牵头最多的有{n}个单位，在{measures}中各牵头{led}项：{names}。",
        "{N} agencies lead most often, {led} of {measures} each: {names}.",
    ),
    "lead.zero": Phrase("方案没有写明任何牵头单位。", "The plan names no lead for any measure."),
    "heavy.one": Phrase(
        "协调任务最重的是{measure}：涉及{agencies}，{systems}{leads}，共{pairings}协同。",
        "{measure} needs the most coordination: {agencies}{systems} {leads}, which makes {pairings}.",
    ),
    "heavy.many": Phrase(
        "协调任务最重的有{n}项举措，各涉及{agencies}，各有{pairings}协同：{keys}。",
        "{N} measures need the most coordination, with {agencies} and {pairings} each: {keys}.",
    ),
    "heavy.zero": Phrase("没有一项举措需要单位之间协同。", "No measure needs agencies to work together."),
    "heavy.systems": Phrase("分属{systems}，", " of {systems}"),
    "heavy.systems-least": Phrase(
        "至少分属{systems}（{unknown}所属系统不详），",
        " of at least {systems} (the system of {unknown} is not known)",
    ),
    "heavy.lead.one": Phrase("由{names}一家牵头", "under one lead, {names}"),
    "heavy.lead.many": Phrase("由{names}共同牵头", "under {leads}, {names}"),
    "heavy.lead.zero": Phrase("没有写明牵头单位", "without a named lead"),
    "pairings.all": Phrase("全部举措合计{pairings}协同。", "All measures together make {pairings}."),
    "pairings.cross": Phrase(
        "其中{figure}对（{share}）跨系统，即发生在党委、政府、法院和检察院、群团、企业等不同系统的单位之间。",
        "Of these, {figure} ({share}) join agencies of different systems (the Party, the government, the"
        " courts"
        " and procuratorates, mass organisations, enterprises and so on).",
        "Of these, {figure} ({share}) joins agencies of different systems (the Party, the government, the"
        " courts and procuratorates, mass organisations, enterprises and so on).",
    ),
    "pairings.cross-zero": Phrase(
        "其中没有已知跨系统的协同。", "None of them is known to join different systems."
    ),
    "pairings.unknown": Phrase(
        "{unknown}因部分单位所属系统不详，未归类。",
        "{unknown} cannot be placed, because the system of an agency is not known.",
    ),
    "gap.lead.everywhere": Phrase("每项举措都写明了牵头单位。", "Every measure names a lead."),
    "gap.no_lead.zero": Phrase(
        "没有一项举措列有多个单位却没有牵头单位。",
        "No measure names several agencies but no lead.",
    ),
    "gap.no_lead.some": Phrase(
        "列有多个单位却没有写明牵头单位的有{n}项：{keys}。",
        "{N} measures name several agencies but no lead: {keys}.",
        "One measure names several agencies but no lead: {keys}.",
    ),
    "gap.no_lead.all": Phrase(
        "所有举措都列有多个单位却没有写明牵头单位。", "Every measure names several agencies but no lead."
    ),
    "gap.clear.others": Phrase(
        "另有{n}项也没有写明牵头单位，但只有一个责任单位，责任清楚。",
        "{N} others name no lead either, but each has a single responsible agency and so is clear.",
        "One other names no lead either, but has a single responsible agency and so is clear.",
    ),
    "gap.clear.some": Phrase(
        "有{n}项没有写明牵头单位，但只有一个责任单位，责任清楚。",
        "{N} measures name no lead, but each has a single responsible agency and so is clear.",
        "One measure names no lead, but has a single responsible agency and so is clear.",
    ),
    "gap.several_leads.zero": Phrase(
        "没有一项举措由两个或更多单位牵头。", "No measure has more than one lead."
    ),
    "gap.several_leads.some": Phrase(
        "由两个或更多单位牵头的有{n}项：{keys}。",
        "{N} measures have more than one lead: {keys}.",
        "One measure has more than one lead: {keys}.",
    ),
    "gap.several_leads.all": Phrase(
        "所有举措都由两个或更多单位牵头。", "Every measure has more than one lead."
    ),
    "gap.open_end.zero": Phrase(
        "没有一项举措以“等部门”之类的写法省略单位。",
        "No measure leaves its list of agencies open (“and other departments”).",
    ),
    "gap.open_end.some": Phrase(
        "以“等部门”之类的写法省略单位的有{n}项：{keys}。",
        "{N} measures leave the list of agencies open (“and other departments”): {keys}.",
        "One measure leaves the list of agencies open (“and other departments”): {keys}.",
    ),
    "gap.open_end.all": Phrase(
        "所有举措都以“等部门”之类的写法省略单位。",
        "Every measure leaves its list of agencies open (“and other departments”).",
    ),
    "gap.one_agency_alone.zero": Phrase(
        "没有一项举措由一个单位单独承担。", "No measure is given to one agency alone."
    ),
    "gap.one_agency_alone.some": Phrase(
        "由一个单位单独承担的有{n}项：{keys}。",
        "{N} measures are given to one agency alone: {keys}.",
        "One measure is given to one agency alone: {keys}.",
    ),
    "gap.one_agency_alone.all": Phrase(
        "所有举措都由一个单位单独承担。", "Every measure is given to one agency alone."
    ),
    "gap.no_answer.some": Phrase(
        "只列一个单位、该单位又非牵头或责任单位的有{n}项：{keys}。",
        "{N} measures name one agency that is neither lead nor responsible: {keys}.",
        "One measure names one agency that is neither lead nor responsible: {keys}.",
    ),
    "gap.no_answer.all": Phrase(
        "所有举措都只列一个单位，且该单位非牵头或责任单位。",
        "Every measure names one agency that is neither lead nor responsible.",
    ),
    "gap.no_agency.some": Phrase(
        "没有写明任何单位的有{n}项：{keys}。",
        "{N} measures name no agency: {keys}.",
        "One measure names no agency: {keys}.",
    ),
    "gap.no_agency.all": Phrase("所有举措都没有写明任何单位。", "No measure names any agency."),
    "findings.small": Phrase(
        "方案只有{measures}，数字很小：多一项或少一项举措，次序就可能改变。",
        "The plan has only {measures}, so the numbers are small: one measure more or less may change the"
        " order.",
    ),
    "findings.caution": Phrase(
        "协同负荷只计算方案文字要求的协同，不反映人员、经费、实际工作量，也不是对单位的评价。",
        "The load counts only what the text of the plan requires. It does not measure staff, money or"
        " actual"
        " work, and it does not judge an agency.",
    ),
    # The report: tables
    "load.heading": Phrase("各单位的协同负荷", "The load of each agency"),
    "load.columns": Phrase(
        "牵头、责任：以该角色列入的举措数。举措：列入的全部举措数。协同单位：至少同列一项举措的其他单位数。"
        "中介中心性：0到1，越高说明该单位越常处在其他单位之间的最短联系上。",
        "Led and responsible: measures in which the agency has that role. Measures: all measures that name"
        " it. Partners: other agencies that share at least one measure with it. Betweenness: from 0 to 1; the"
        " higher, the more often the agency stands between other agencies.",
    ),
    "load.ranks": Phrase(
        "名次不是定数。下图的横线是重抽举措时名次的95%区间；横线重叠的单位，不宜分先后。",
        "Ranks are not settled. The lines in the figure hold the middle 95% of the ranks when measures are"
        " drawn anew; agencies whose lines overlap should not be put in an order.",
    ),
    "load.brokerage": Phrase(
        "居间：甲牵头的举措有乙参加，乙牵头的举措有丙参加，而甲牵头的举措都没有丙，工作便可能经乙由甲转到丙。"
        "三者所属系统不同，居间的类别也不同（Gould、Fernandez 1989）。",
        "Brokerage: A leads a measure that B supports, B leads one that C supports, and A leads none that C"
        " supports; so work can come from A to C through B. The kinds tell to which systems the three belong"
        " (Gould and Fernandez 1989).",
    ),
    "load.all": Phrase("下表列出全部{agencies}，按协同负荷排列。", "The table lists all {agencies} by load."),
    "load.top": Phrase(
        "下表列出协同负荷最重的{shown}个单位。全部{agencies}见 tables/rank.csv。",
        "The table lists the {shown} agencies with the largest load. All {total} are in tables/rank.csv.",
    ),
    "heavy.heading": Phrase("协调任务最重的举措", "The measures that need the most coordination"),
    "heavy.intro": Phrase(
        "下表按协同对数列出{measures}。全部举措见 tables/hotspots.csv。",
        "The table lists {measures} by the number of pairings. All measures are in tables/hotspots.csv.",
    ),
    "heavy.titles": Phrase(
        "标题取自方案原文。", "Titles of measures, and names without an English form, stay in Chinese."
    ),
    "gaps.heading": Phrase("责任缺口", "Gaps"),
    "gaps.intro": Phrase(
        "缺口是方案文字中责任没有写清或需要留意的地方，不等于工作没有落实。一项举措有几种缺口的，在各组分别列出。",
        "A gap is a place where the text leaves responsibility unclear or calls for a second look. It does"
        " not mean that the work is not done. A measure with gaps of several kinds stands in each group.",
    ),
    "gaps.none": Phrase("没有发现缺口。", "No gaps were found."),
    "gaps.unclear": Phrase("责任不清", "Responsibility unclear"),
    "gaps.open": Phrase("名单未列全", "List left open"),
    "gaps.look": Phrase("值得留意", "Worth a look"),
    "gap.no_lead": Phrase("有多个单位，无牵头单位", "several agencies, no lead"),
    "gap.several_leads": Phrase("多个牵头单位", "several leads"),
    "gap.open_end": Phrase("名单未列全", "list left open"),
    "gap.one_agency_alone": Phrase("由一个单位单独承担", "one agency alone"),
    "gap.no_answer": Phrase("只有一个单位，非牵头或责任单位", "one agency, neither lead nor responsible"),
    "gap.no_agency": Phrase("无单位", "no agency"),
    # Captions of the report's tables, by their names
    "caption.number": Phrase("表{number}", "Table {number}."),
    "caption.figure": Phrase("图{number}", "Figure {number}."),
    "caption.report-agencies": Phrase("各单位的协同负荷", "Agencies by coordination load"),
    "caption.report-measures": Phrase("协同对数最多的举措", "Measures with the most pairings"),
    "caption.report-gaps-unclear": Phrase("责任不清的举措", "Measures whose responsibility is unclear"),
    "caption.report-gaps-open": Phrase("名单未列全的举措", "Measures whose list is left open"),
    "caption.report-gaps-look": Phrase("值得留意的举措", "Measures worth a look"),
    "caption.report-origin": Phrase("来源、选项与版本", "Source, options and versions"),
    # Headings of the report's tables
    "column.rank": Phrase("名次", "Rank"),
    "column.agency": Phrase("单位", "Agency"),
    "column.led": Phrase("牵头", "Led"),
    "column.responsible": Phrase("责任", "Responsible"),
    "column.measures": Phrase("举措", "Measures"),
    "column.load": Phrase("协同负荷", "Load"),
    "column.partners": Phrase("协同单位", "Partners"),
    "column.betweenness": Phrase("中介中心性", "Betweenness"),
    "column.key": Phrase("举措", "Measure"),
    "column.title": Phrase("标题", "Title"),
    "column.agencies": Phrase("单位", "Agencies"),
    "column.pairings": Phrase("协同对数", "Pairings"),
    "column.leads": Phrase("牵头单位", "Lead"),
    "column.gaps": Phrase("缺口", "Gap"),
    "column.item": Phrase("项目", "Item"),
    "column.value": Phrase("内容", "Value"),
}
