"""The phrases of the data-health page in Chinese and English, in the form of `graph.views.phrases`."""

from __future__ import annotations

from graph.views.phrases import Phrase

HEALTH_PHRASES: dict[str, Phrase] = {
    "quality.title": Phrase("数据质量：{title}", "Data health: {title}"),
    "quality.summary": Phrase(
        "本页列出数据中存疑、缺失或有待核定之处，注明所在举措和部分，并说明如何处理。"
        "有些缺失是方案本身没有写明，不是编码有误：这类条目应与原文核对，不应自行补写。",
        "This page lists what is doubtful, missing or waiting to be reviewed in the data, with its measure"
        " and section, and says what to do. Some of it the plan itself leaves out, which is no fault of the"
        " coding: compare such entries with the text, and add nothing that is not there.",
    ),
    "quality.overview": Phrase("一览", "Overview"),
    "quality.nothing": Phrase("各项检查均未发现问题。", "Nothing was found by any of these checks."),
    "quality.kind": Phrase("检查内容", "What was looked for"),
    "quality.count": Phrase("条数", "Entries"),
    "quality.section": Phrase("所在部分", "Section"),
    "quality.keys": Phrase("所在举措", "Measures where it stands"),
    "quality.reason": Phrase("原因", "Why"),
    "quality.missing": Phrase("缺少", "Missing"),
    "quality.votes": Phrase("各编码者的判断", "What each coder says"),
    "quality.what": Phrase("陈述", "Statement"),
    "quality.leads": Phrase("牵头单位", "Leads"),
    "quality.concept": Phrase("概念", "Concept"),
    "quality.whole-plan": Phrase("（整个方案）", "(the plan as a whole)"),
    "quality.do": Phrase("处理办法：{remedy}", "What to do: {remedy}"),
    "quality.vote.none": Phrase("未列出", "does not name it"),
    "quality.vote": Phrase("{coder}：{vote}", "{coder}: {vote}"),
    "strength.direct": Phrase("直接", "direct"),
    "strength.contributes": Phrase("有助于", "contributes"),
    "link.prerequisite": Phrase("是{target}的前提", "prerequisite of {target}"),
    "link.part-of": Phrase("属于{target}的一部分", "part of {target}"),
    "rule.first-listed-leads": Phrase("列第一位的牵头", "the first one listed leads"),
    "rule.group-added": Phrase("一类单位加入各项举措", "a group is added to every measure"),
    "rule.no-lead-responsible-leads": Phrase(
        "没有写明牵头的，由责任单位牵头", "where no lead is named, the responsible lead"
    ),
    "rule.asterisk-leads": Phrase("标有星号的牵头", "an asterisk marks the lead"),
    "missing.hasFunction": Phrase("职能", "function"),
    "missing.hasLevel": Phrase("层级", "level"),
    "missing.hasLine": Phrase("条块", "line"),
    "missing.hasSystem": Phrase("系统", "system"),
    "statement.Measure": Phrase("举措", "measure"),
    "statement.Assignment": Phrase("任务分工", "assignment"),
    "statement.Target": Phrase("目标", "target"),
    "statement.Condition": Phrase("条件", "condition"),
    "statement.Deadline": Phrase("时限", "deadline"),
    # What is looked for, and what to do about it
    "quality.names": Phrase("待核定的单位名称", "Names of agencies that await review"),
    "quality.names.do": Phrase(
        "核对方案所指的是哪个单位，在编码方案的 names: 中把 status 改为 accepted，或改用已收录的单位。"
        "完全没有对应单位的名称会使构建停止，因此不会出现在这里。",
        "Check which body the plan means; in the coded plan, under names:, set its status to accepted or"
        " point the name to an agency that is listed already. A name that leads to no agency at all stops the"
        " build, and so never stands here.",
    ),
    "quality.doubts": Phrase("存疑的任务分工", "Assignments in doubt"),
    "quality.doubts.do": Phrase(
        "对照原文核对单位和角色，改正后删去编码方案中的 doubt。",
        "Compare agency and role with the text; correct them, then take the doubt out of the coded plan.",
    ),
    "quality.readings": Phrase("存疑的读法", "Readings in doubt"),
    "quality.readings.do": Phrase(
        "对照原文核对所列内容（包括没能读成目标或时限的数字和日期），改正后删去编码方案中的 doubts。",
        "Compare with the text what is listed, also numbers and dates that could not be read as targets or"
        " deadlines; correct it, then take it out of doubts: in the coded plan.",
    ),
    "quality.no-agency": Phrase("没有承担单位的举措", "Measures without any agency"),
    "quality.no-agency.do": Phrase(
        "核对原文是否列有单位；若没有，属方案本身的缺口。",
        "Check whether the text names agencies; if not, it is a gap of the plan itself.",
    ),
    "quality.no-lead": Phrase("没有牵头单位的举措", "Measures without a lead"),
    "quality.no-lead.do": Phrase(
        "核对原文是否写明牵头单位，或有适用于全文的规则（如“列第一位的为牵头单位”）；若没有，属方案本身的缺口。",
        "Check whether the text names a lead, or gives a rule for the whole document, such as that the first"
        " one listed leads; if not, it is a gap of the plan itself.",
    ),
    "quality.several-leads": Phrase("有多个牵头单位的举措", "Measures with several leads"),
    "quality.several-leads.do": Phrase(
        "核对各单位是否确为牵头，还是分别牵头举措的不同部分；若确为共同牵头，不必改动。",
        "Check whether each of them leads, or leads a part of the measure of its own; where they lead"
        " together, nothing has to be done.",
    ),
    "quality.open-ends": Phrase("没有列全的单位名单", "Lists of agencies that are left open"),
    "quality.open-ends.do": Phrase(
        "没有写出的单位无法计入，负荷可能偏低。向发文单位了解名单；不要自行补写。",
        "Agencies that are not named cannot be counted, so loads may be too low. Ask the issuer for the list;"
        " do not fill it in yourself.",
    ),
    "quality.by-rule": Phrase("按规则推定的任务分工", "Assignments that follow from a rule"),
    "quality.by-rule.do": Phrase(
        "核对该规则的原文及其适用范围；规则有误时，其下的任务分工须一并改正。",
        "Check the words of the rule and how far it reaches; where it is wrong, correct all that follows"
        " from it.",
    ),
    "quality.targets": Phrase("没有时限的目标", "Targets without a deadline"),
    "quality.targets.do": Phrase(
        "核对原文同一句或标题中是否有日期；若没有，目标按年度理解与否须在分析中说明。"
        "没有计量单位的目标会使构建停止，因此不会出现在这里。",
        "Check whether the sentence or its heading gives a date; if not, say in the analysis whether the"
        " target is taken to be for the year. A target without a unit stops the build, and so never stands"
        " here.",
    ),
    "quality.deadlines": Phrase("没有日期的时限", "Deadlines without a date"),
    "quality.deadlines.do": Phrase(
        "“持续推进”之类没有日期，不必改动；若原文写有日期，在编码方案中补上 due。",
        "Words such as “go on” have no date and need nothing; where the text gives one, add it as due: in"
        " the coded plan.",
    ),
    "quality.agencies": Phrase(
        "缺少条块、层级、系统或职能的单位", "Agencies without line, level, system or function"
    ),
    "quality.agencies.do": Phrase(
        "在单位文件（ontology/agencies.ttl 或 --agencies 所给文件）中补上；一类单位若成员不一，可以空缺。",
        "Add it to the file of agencies (ontology/agencies.ttl, or your own given by --agencies); a group"
        " whose members differ may go without.",
    ),
    "quality.titles": Phrase("没有标题的举措", "Measures without a title"),
    "quality.titles.do": Phrase(
        "方案有小标题的，在编码方案中补上 title；没有的，以编号称呼。",
        "Where the plan prints a heading, add it as title: in the coded plan; where not, the key stands for"
        " it.",
    ),
    "quality.evidence": Phrase("没有注明原文位置的陈述", "Statements without a place in the text"),
    "quality.evidence.do": Phrase(
        "在编码方案中补上 at:（起止字符），否则无法对照原文核对。",
        "Add at: (first and last character) in the coded plan; without it nobody can check the statement"
        " against the text.",
    ),
    "quality.alignments": Phrase(
        "待核定或置信度低于0.5的对标", "Alignments that are proposed, or of a confidence below 0.5"
    ),
    "quality.alignments.do": Phrase(
        "由熟悉该领域的人复核，把 status 改为 accepted 或 rejected；在此之前，覆盖情况的结论应注明这一点。",
        "Have them reviewed by somebody who knows the field, and set the status to accepted or rejected;"
        " until then say so beside any conclusion on coverage.",
    ),
    "quality.disagreements": Phrase("编码者意见不一之处", "Where coders disagree"),
    "quality.disagreements.do": Phrase(
        "由编码者商定或由第三人裁定，并保留理由。只比较对同一举措都作过判断的编码者，不含仅为待核定的建议。",
        "Let the coders settle it, or a third one decide, and keep the reason. Compared are coders who judged"
        " the same measure; what is only proposed is left aside.",
    ),
    "quality.links": Phrase("待核定的政策关联", "Policy links that await review"),
    "quality.links.do": Phrase(
        "核对两项举措的原文，在编码方案中把 status 改为 accepted 或 rejected；待核定的关联不计入图谱。",
        "Read both measures, and set the status to accepted or rejected in the coded plan; a link that is"
        " only proposed is not in the graph.",
    ),
    "quality.persons": Phrase("有意不列的人员", "Persons left out on purpose"),
    "quality.persons.why": Phrase(
        "个人不作承担单位：协同负荷是单位之间的事，也无须保存个人信息。跟在下列标签后面的姓名和职务一律不录，"
        "因此这里没有条目：{labels}。",
        "Persons are no assignees: load is a matter between agencies, and no personal data have to be kept."
        " Names and posts that follow one of these labels are not recorded, so there are no entries here:"
        " {labels}.",
    ),
    "quality.persons.do": Phrase(
        "若某个标签后面其实是单位，修改 ontology/roles.ttl 中的标签后重新编码。",
        "Where agencies follow one of these labels after all, change the labels in ontology/roles.ttl and"
        " code the plan again.",
    ),
}
