"""What reading and building a plan say to a person: doubts, and the stages of the work."""

from __future__ import annotations

DOUBT_MESSAGES: dict[str, str] = {
    # Clauses
    "no attribution was found": "没有找到责任条款",
    "a clause was not read: {reason}": "有一个条款未能读取：{reason}",
    "read as a person, not as an agency": "按人名读取，不作单位",
    "read as a post, not as an agency": "按职务读取，不作单位",
    "read as a task, not as agencies": "按任务读取，不作单位",
    "is no name": "不是名称",
    "too long for a name": "过长，不像名称",
    "the label {label} is not known": "不认识标签{label}",
    "{word} is no known word for a role: the text may have been changed": (
        "{word}不是已知的角色用语，文字可能被改动过"
    ),
    "no word for a role was found": "没有找到表示角色的词",
    "no word says the role; the text may be cut": "没有写明角色，文字可能不完整",
    "a bracket is not closed: the text may be cut": "括号没有闭合，文字可能不完整",
    "no agency was found": "没有找到单位",
    "{one} and {other} are one agency, kept once": "{one}与{other}是同一单位，只保留一次",
    "{spelling} may be any of {agencies}": "{spelling}有几种可能：{agencies}",
    "give the whole text, or code the rest by hand": "请提供全文，或人工编码其余部分",
    "the text ends in the middle of a clause ({tail}); {cut}": "文字在一个条款中间中断（{tail}）；{cut}",
    "the text ends here without an attribution ({tail}); {cut}": (
        "文字到此结束，没有责任条款（{tail}）；{cut}"
    ),
    "the text ends in the middle of a sentence ({tail}); {cut}": "文字在一句话中间中断（{tail}）；{cut}",
    "{words} has no attribution and was left out": "{words}没有责任条款，未收入",
    "neither its name nor a number says who issued it; taken as one of {place}": (
        "名称和文号都没有写明由谁制定，暂作{place}的文件"
    ),
    # Tables beside the text
    "a table of {n} tasks stands beside the numbered measures; both were read": (
        "编号的举措之外另有一张{n}项任务的表，两者都已读取"
    ),
    "a table with {n} tasks stands beside the numbered measures; it was not read": (
        "编号的举措之外另有一张{n}项任务的表，未读取"
    ),
    "the row has another number of cells than the header; it was not read": (
        "这一行的单元格数与表头不同，未读取"
    ),
    "{n} attributions in the text beside the table were not read": "表格以外的文字中有{n}个责任条款，未读取",
    # Agencies that are proposed
    "no place of that name is known in {place}": "{place}没有已知的同名地方",
    "nothing listed says what this body does": "没有依据可以判断这个单位的职能",
    "this may be no body at all": "这可能不是一个单位",
    "only {words} is a listed name": "名录中只有{words}",
    "the name has no head noun": "名称缺少中心词",
    "the full name was put together from short parts": "全称由简称拼成",
    "may be the same body as {other}: both have its function": "可能与{other}是同一单位：两者职能相同",
    # Dates and amounts
    "The number is a distance from another figure": "这个数是与另一数值的差距",
    "The date is damaged or does not exist": "日期残缺，或不存在这一天",
    "The print leaves open on which day": "原文没有写明是哪一天",
    "The date is damaged; read it in the document": "日期残缺，请核对原文",
    "No date can be read from these words": "这些文字读不出日期",
    "Several dates; the last is taken": "有几个日期，取最后一个",
    "A fraction, in percent to one decimal": "原为分数，已换算为百分比，保留一位小数",
    "The unit is a ratio that units.ttl does not hold": "单位是 units.ttl 中没有的比率",
    "The range does not rise": "区间的上限不大于下限",
    # The plan
    "taken as a plan of {place} ({code}); --place says otherwise": (
        "按{place}（{code}）的方案处理；如有误，用 --place 指定"
    ),
    "--place is {place} ({code}), but the text names {other} ({told})": (
        "--place 指定的是{place}（{code}），原文写的是{other}（{told}）"
    ),
    "the link {kind} {target} is proposed": "关联 {kind} {target} 待核定",
    "{n} of {m} assignments have no position in the document (at:)": (
        "{m}条任务分工中有{n}条没有注明在原文中的位置（at:）"
    ),
    # Notes of readers about a document
    "Running headers, footers and page numbers were left out": "页眉、页脚和页码未收入",
    "Pages that are pictures were not read: {pages}": "以下各页是图片，未读取：{pages}",
    "Turned characters (watermarks, margins) left out: {n}": "旋转的文字（水印、页边）未收入：{n}字",
    "Characters that their font does not name: {n}": "字体没有注明是什么字的字符：{n}个",
    "The encoding is {encoding}": "文字编码为 {encoding}",
    "hidden sheet {sheet} left out": "隐藏的工作表{sheet}未收入",
    "sheet {sheet}: {n} hidden rows read like the others": "工作表{sheet}：{n}行隐藏行照常读取",
    "sheet {sheet}: {n} formulas without a stored value left out": "工作表{sheet}：{n}个没有存值的公式未收入",
    "sheet {sheet} has no words": "工作表{sheet}没有文字",
    "Attached, not read: {names}": "附件未读取：{names}",
    "The page has {n} frames that were not read": "网页中有{n}个框架未读取",
    "tracked changes: {n} insertions kept, {m} deletions left out": "修订痕迹：保留{n}处插入，略去{m}处删除",
    "{n} text boxes read after the paragraph that they hang on": "{n}个文本框，在所附段落之后读取",
    "headers and footers left out": "页眉和页脚未收入",
    "table of contents left out": "目录未收入",
    "{n} footnotes left out": "{n}处脚注未收入",
    "{n} comments left out": "{n}处批注未收入",
    "{n} hidden words left out": "{n}处隐藏文字未收入",
    "{n} embedded documents left out": "{n}个嵌入文档未收入",
    "{n} embedded objects left out": "{n}个嵌入对象未收入",
    "{n} parts outside the file not fetched": "{n}处文件以外的内容未获取",
    # Stages of a build
    "ontology …": "读取本体……",
    "plans …": "读取方案……",
    "checks …": "检查……",
    "links between plans …": "方案之间的关联……",
    "tables, page and report …": "表格、页面和报告……",
    "files …": "写出文件……",
    "reading {document} …": "读取 {document} ……",
    "draws: {n} of {m} (--samples 0 leaves them out) …": "抽样：{n}/{m}（--samples 0 不抽样）……",
}
"""What is said in English → the same in Chinese; both without the full stop."""
