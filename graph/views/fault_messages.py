"""What is wrong in what a coded plan, a coding sheet or a file of agencies says, and what to do about it."""

from __future__ import annotations

FAULT_MESSAGES: dict[str, str] = {
    # The head of a plan, sections, rules, coders
    "place {place} is not in GB/T 2260": "GB/T 2260 中没有地方{place}",
    "Check the six-digit code; a renamed place has a new one": "请核对六位代码；改名的地方有新代码",
    "Check the code": "请核对代码",
    "{place} is not in GB/T 2260": "GB/T 2260 中没有{place}",
    "Give a six-digit code such as 410100, or cn": "请写六位代码（如 410100）或 cn",
    "place {code} ({place}) is of level {level}, not {other}": (
        "{code}（{place}）的级别是 {level}，不是 {other}"
    ),
    "Correct the level or the place": "请更正级别或地方",
    "id {id} does not begin with its place and year": "标识{id}没有以地方和年份开头",
    "Write {begin}, or {begin}- and a topic": "请写 {begin}，或 {begin}- 加主题",
    "url {url} is not a web address: {reason}": "url {url}不是网址：{reason}",
    "Copy it from the address bar; a stray % is written %25": "请从地址栏复制；单独的 % 写作 %25",
    "section {key} stands in itself ({way})": "部分{key}包含在自身之内（{way}）",
    "Take one parent: out": "请删去一个 parent:",
    "there is no section {key}": "没有部分{key}",
    "The sections are: {keys}": "各部分是：{keys}",
    "Describe it under sections:": "请在 sections: 下描述",
    "there is no rule {rule}": "没有规则{rule}",
    "Describe it under rules:": "请在 rules: 下描述",
    "coder {coder} is described by Tiaokuai itself": "编码者{coder}已由条块描述",
    "Take the entry out, or give the coder another id": "请删去这一项，或给编码者另取标识",
    "matching: manual is by a person, and this coder is a method": (
        "matching: manual 指人工，而这个编码者是方法"
    ),
    "Write kind: person, or another word for matching:": "请写 kind: person，或在 matching: 后另用一词",
    "there is no measure {key}": "没有举措{key}",
    "Write the key of the first measure that the rule touches": "请写这条规则涉及的第一项举措的键",
    # Deadlines, targets, alignments, offsets
    "a deadline of kind by-date needs due:": "by-date 类的时限需要 due:",
    "Give the last day, such as 2024-12-31": "请写最后一天，如 2024-12-31",
    "from: {start} is after due: {due}": "from: {start} 晚于 due: {due}",
    "Correct one": "请更正其一",
    "the comparator between needs maximum:": "比较词 between 需要 maximum:",
    "Give the smaller number as value:, the larger as maximum:": "较小的数写 value:，较大的写 maximum:",
    "maximum: goes only with the comparator between, not with {comparator}": (
        "maximum: 只与比较词 between 同用，不与 {comparator} 同用"
    ),
    "Write comparator: between, or take maximum: out": "请写 comparator: between，或删去 maximum:",
    "maximum: {maximum} is not above value: {value}": "maximum: {maximum} 不大于 value: {value}",
    "{id} is no id of a {kind}": "{id}不是{kind}的标识",
    "this measure has no deadline {deadline}": "这项举措没有时限{deadline}",
    "Describe it under deadlines: of the same measure": "请在同一举措的 deadlines: 下描述",
    "edition {edition} of B-READY has no concept {concept}": "B-READY {edition} 版没有概念{concept}",
    "Write the notation in lower case with hyphens: be-1-1-4 for BE 1.1.4": (
        "请用小写字母和短横书写：BE 1.1.4 写作 be-1-1-4"
    ),
    "{key}: {day} is not a day of the calendar": "{key}：日历上没有 {day} 这一天",
    "Correct the date": "请更正日期",
    "Did you mean {words}? The words are in {file}": "是否应为 {words}？全部用词见 {file}",
    "The words are in {file}": "全部用词见 {file}",
    "at: [{start}, {end}] ends before it begins, or holds nothing": "at: [{start}, {end}] 终点不在起点之后",
    "Write the start first, then the end: one past the last character": (
        "请先写起点，再写终点；终点是最后一字的下一位"
    ),
    "at: [{start}, {end}] runs past the end of the text, which has {n} characters": (
        "at: [{start}, {end}] 超出原文，原文共{n}字"
    ),
    "Count characters from 0 in the text that source: names; check characters: too": (
        "请在 source: 所指的文字中从0数起，并核对 characters:"
    ),
    "the text at {at} reads {printed}, not {claimed}": "位置 {at} 的原文是{printed}，不是{claimed}",
    "Correct the offsets": "请更正位置",
    "at: covers {n} characters, {name} has {m}": "at: 含{n}字，而{name}有{m}字",
    "Correct the offsets ([start, end], the end not included), or take at: out": (
        "请更正位置（[起, 止]，不含终点），或删去 at:"
    ),
    "{key}: {number} does not stand in {words}": "{words}中没有 {key}：{number}",
    "Copy the number as it is printed, or multiply it out by its 万 or 亿": (
        "请照抄原文的数，或按万、亿换算"
    ),
    "{file} is not the document that was coded: its checksum differs": (
        "{file} 不是编码所依据的文档：校验值不同"
    ),
    "Give the file as it was when the plan was coded": "请提供编码时的文件",
    "{source} does not hold {file} as it was coded (by its checksum)": (
        "{source} 中没有编码时的 {file}（按校验值）"
    ),
    "Give the file as it was when the plan was coded, or a folder with it": (
        "请提供编码时的文件，或它所在的文件夹"
    ),
    "is not the text that was coded (reader {reader}): its checksum differs": (
        "不是编码所依据的文字（读取程序 {reader}）：校验值不同"
    ),
    "Give the file as it was with --source PATH, or extract the plan again": (
        "请用 --source 路径 指定原来的文件，或重新提取"
    ),
    "its document {file} is neither beside it nor where source: says": (
        "文档 {file} 既不在方案旁边，也不在 source: 所写之处"
    ),
    "Put it beside the plan, or name it with --source PATH": "请放在方案旁边，或用 --source 路径 指定",
    "does not hold the document {file}": "没有文档{file}",
    "Name the document itself, or another folder": "请指定文档本身，或另一个文件夹",
    "holds more than {n} files": "超过{n}个文件",
    "Give a folder with the plans only": "请指定只含方案的文件夹",
    "is a coding of {plan}, and {a} one of {other}: two plans": (
        "编码的是 {plan}，而 {a} 编码的是 {other}：两个方案"
    ),
    "Give two codings of one plan; plans are compared by tiaokuai compare": (
        "请给出同一方案的两份编码；不同方案用 tiaokuai compare 比较"
    ),
    "Nothing was changed; make room or give the right to write": "没有改动；请腾出空间或给予写入权限",
    # Names and named things
    "{spelling} is {agencies} in the register but {other} under names:": (
        "{spelling}在名录中是 {agencies}，在 names: 中却是 {other}"
    ),
    "Take the entry under names: out": "请删去 names: 中的这一项",
    "It stands {n} times": "共出现{n}次",
    "{one} and {other} are one agency, {agency}": "{one}与{other}是同一单位 {agency}",
    "Keep one, or give each its part:": "请保留一个，或各写 part:",
    "{spelling} is given to two agencies, {one} and {other}": "{spelling}对应了两个单位 {one} 与 {other}",
    "{spelling} is {agency} here, but {other} in the register or further up": (
        "{spelling}在这里是 {agency}，在名录或前文中却是 {other}"
    ),
    "Keep one of the two": "请保留其一",
    "{agency} is not in the register": "{agency}不在名录中",
    "Correct it, or describe the agency with a spelling and new: of its own": (
        "请更正，或用写法和 new: 另行描述该单位"
    ),
    "{agency} is in the register already": "{agency} 已在名录中",
    "Write agency: {agency} instead of new:, or give it another slug": (
        "请把 new: 改为 agency: {agency}，或另取 slug"
    ),
    "{agency} is described in two ways": "{agency} 有两种描述",
    "Describe it once, and give the other spelling agency: {agency}": (
        "请只描述一次，另一写法用 agency: {agency}"
    ),
    "{spelling} is not a known agency": "{spelling}不是已知单位",
    "Add it under names: in the plan or to your --agencies file": (
        "请加入方案的 names:，或加入 --agencies 文件"
    ),
    "Settle it under names: in the plan": "请在方案的 names: 中确定",
    "{segment} is no place of GB/T 2260": "{segment}不是 GB/T 2260 中的地方",
    "Begin the id with pinyin and code of the place, such as zhengzhou-410100": (
        "标识请以地方的拼音和代码开头，如 zhengzhou-410100"
    ),
    "{kind} {id} is named {name} here and {other} on line {n}": (
        "{kind} {id} 在这里名为{name}，在第{n}行名为{other}"
    ),
    "{kind} {id} is named {name} and {other}": "{kind} {id} 有两个名称：{name}和{other}",
    "{id} has the numbers {number} and {other}": "{id} 有两个文号：{number}和{other}",
    "Give it one name, or the two their own ids": "请统一名称，或分别取标识",
    "Give it one number, or the two their own ids": "请统一文号，或分别取标识",
    "names no agency": "没有单位",
    "has no names:": "没有 names:",
    "Write names: as in a coded plan, or a table with a column spelling (写法)": (
        "请按编码方案写 names:，或用带“写法”一栏的表"
    ),
    "has no Turtle files": "没有 Turtle 文件",
    "Reinstall tiaokuai": "请重新安装条块",
    "describes no agency": "没有描述单位",
    "Follow the form of ontology/agencies.ttl": "请依照 ontology/agencies.ttl 的形式",
    "is both an organisation and a group": "既是单位又是统称",
    "Keep one of the two types": "请保留其中一类",
    "is in the register already; a second description would change its numbers": (
        "已在名录中，再次描述会改变数字"
    ),
    "has no place of GB/T 2260": "没有 GB/T 2260 中的地方",
    "is not named {place}/ and a slug of small letters, digits and hyphens": (
        "名称不是 {place}/ 加小写字母、数字和短横"
    ),
    "has no Chinese name (skos:prefLabel)": "没有中文名称（skos:prefLabel）",
    "refers to {agency}, which nothing describes": "提到{agency}，而没有对它的描述",
    "has no kind (tk:hasKind)": "没有类别（tk:hasKind）",
    "has the {kind} {word}, which is not known": "{kind} 为{word}，不认识",
    "has the date {day}; write 2024-12-31": "日期写作{day}；请写成 2024-12-31",
    "is not valid Turtle: {reason}": "不是合法的 Turtle：{reason}",
    # What stands twice
    "{what} stands twice, first on line {n}": "{what}重复，首次在第{n}行",
    "Give each its own id": "请各取标识",
    "Give each its own key": "请各取键",
    "Give each its own key; where numbers restart in each section, section-number such as 2-3": (
        "请各取键；各部分重新编号的，写“部分-序号”，如 2-3"
    ),
    "Take one out, or give each its part:": "请删去一个，或各写 part:",
    "Take one out": "请删去一个",
    "A coder has one vote a concept": "一个编码者对一个概念只有一票",
    "codes the plan {plan}, and so does {other}": "编码的方案 {plan} 与 {other} 相同",
    "Leave one out, or give it an id of its own": "请去掉一个，或另取标识",
    "describes {name} under {list}: in another way than {other} does": (
        "{list}: 中对 {name} 的描述与 {other} 不同"
    ),
    "Make the two alike, or give it another id": "请使两者一致，或另取 id",
    "Make the two alike, or give it another slug": "请使两者一致，或另取 slug",
    # Links
    "there is no measure {key} in this plan": "本方案没有举措{key}",
    "Correct the key after the slash": "请更正斜线之后的键",
    "the link leads back to its own measure": "关联指回了举措自身",
    "Correct to:, or take it out": "请更正 to:，或删去",
    "links of kind {kind} run in a circle: {way}": "{kind} 类的关联成了一圈：{way}",
    "Take one of them out, or turn it round": "请删去其一，或掉转方向",
    "at: of the link holds no place in measure {key}": "关联的 at: 没有指向举措 {key} 中的位置",
    "Give a place in each of the two measures: [[start, end], [start, end]]": (
        "请在两项举措中各给一处：[[起, 止], [起, 止]]"
    ),
    # Coding sheets and tables
    "is no Excel workbook that can be read": "不是可以读取的 Excel 工作簿",
    "Save it again as .xlsx, without a password": "请重新存为 .xlsx，不设密码",
    "unpacks to {n} bytes": "解压后有{n}字节",
    "A coding sheet is far smaller": "编码表远没有这么大",
    "has more than {n} rows": "超过{n}行",
    "Delete blank rows": "请删去空行",
    "has no sheet {sheet} (plan)": "没有工作表{sheet}",
    "Start from `tiaokuai new -o plan.xlsx`": "请从 `tiaokuai new -o plan.xlsx` 开始",
    "the key {key} is not known": "不认识键{key}",
    "Correct it": "请更正",
    "measure is empty": "没有填写举措",
    "Write the key of a row of the sheet 举措": "请填写工作表“举措”中一行的键",
    "the column {key} is not known": "不认识列{key}",
    "Correct its key in row 2": "请更正第2行的键",
    "{key} holds a line break": "{key} 含有换行",
    "{value} holds a control character": "{value}含有控制字符",
    "Delete it": "请删去",
    "is no table that can be read ({error})": "不是可以读取的表（{error}）",
    "Save it again as CSV": "请重新存为 CSV",
    "has no table of agencies": "没有单位表",
    "has no column spelling (写法) in its first rows": "前几行没有“写法”（spelling）一栏",
    "Name the columns as in the sheet 单位 of a coding sheet: spelling (写法), agency, new.label …": (
        "请按编码表的工作表“单位”命名各栏：spelling（写法）、agency、new.label …"
    ),
    "is there already, and is left as it was": "已存在，未改动",
    "Name another file, or add --force": "请指定另一文件，或加 --force",
}
"""What is said in English → the same in Chinese; both without the full stop."""

FAULT_NOUNS: dict[str, str] = {
    "platform": "平台",
    "programme": "项目",
    "document": "文件",
    "target": "目标",
    "condition": "条件",
    "{n} characters, {m} section headings and {k}": "{n}字、{m}个标题和{k}个",
    "the file": "文件",
    "an entry of {name}": "{name} 中的一项",
    "a block of keys": "一组键",
    "a list": "列表",
    "keys with values": "带值的键",
    "a number": "数字",
    "a whole number": "整数",
    "a single value": "单个值",
    "rule {id}": "规则{id}",
    "coder {id}": "编码者{id}",
    "section {key}": "部分{key}",
    "measure {key}": "举措{key}",
    "{name} as lead": "牵头单位{name}",
    "{name} as responsible": "责任单位{name}",
    "{name} as cooperating": "配合单位{name}",
    "{name} as supervising": "督导单位{name}",
    "an open end of {role}": "{role} 的未列全",
    "deadline {id}": "时限{id}",
    "target {id}": "目标{id}",
    "condition {id}": "条件{id}",
    "{concept} by {coder}": "{coder}对 {concept} 的判断",
    "the link {kind} {target}": "关联 {kind} {target}",
    "left out": "（无）",
    "{token} in {outer}": "{token} 属于 {outer}",
    "{token} and {other}": "{token} 和 {other}",
    "{token} or {other}": "{token} 或 {other}",
}
"""Things that messages name in their blanks."""
