"""What is wrong in the form of a coded plan: the file as YAML, and how its values are written."""

from __future__ import annotations

FORM_MESSAGES: dict[str, str] = {
    # Reading the file
    "is larger than {n} bytes": "超过{n}字节",
    "A coded plan is far smaller": "编码方案远没有这么大",
    "holds the invisible character {character}": "含有不可见字符 {character}",
    "Delete it; it often comes with text pasted from a PDF": "请删去；从 PDF 粘贴的文字常带有这种字符",
    "Start from `tiaokuai new`": "请从 `tiaokuai new` 开始",
    "the alias *{name} is not used in coded plans": "编码方案不用别名 *{name}",
    "Write it out": "请写出全文",
    "is nested more than {n} deep": "嵌套超过{n}层",
    "A coded plan is 7 deep at most": "编码方案最多7层",
    "a key is a list or holds keys itself": "键是列表，或键中又有键",
    "Write key: value": "请写成 key: value",
    "the key {key} stands twice here, first on line {n}": "键{key}在这里重复，首次在第{n}行",
    "Join the two, or take one out": "请合并，或删去一处",
    "{name} holds a line break or another control character": "{name} 含有换行或其他控制字符",
    "Write the value on one line": "请把值写在一行里",
    "is not valid YAML: {reason}": "不是合法的 YAML：{reason}",
    "{what} (while parsing a flow sequence from line {n} on)": "{what}（第{n}行起的方括号列表）",
    "{what} (while parsing a flow mapping from line {n} on)": "{what}（第{n}行起的花括号）",
    "{what} (while parsing a block mapping from line {n} on)": "{what}（第{n}行起的键值）",
    "{what} (while parsing a block collection from line {n} on)": "{what}（第{n}行起的列表）",
    "{what} (while scanning a quoted scalar from line {n} on)": "{what}（第{n}行起的引号）",
    "{what} (while scanning a simple key from line {n} on)": "{what}（第{n}行起的键）",
    "{what} (while scanning for the next token from line {n} on)": "{what}（第{n}行起）",
    "{what} (in a document from line {n} on)": "{what}（第{n}行起的文档）",
    "it breaks off": "内容中断",
    "mapping values are not allowed in this context": "此处不能出现“键: 值”",
    "did not find expected ',' or ']'": "缺少逗号或右方括号",
    "did not find expected ',' or '}}'": "缺少逗号或右花括号",
    "did not find expected key": "此处应为键",
    "did not find expected comment or line break": "此处应为注释或换行",
    "did not find expected '-' indicator": "此处应为短横",
    "could not find expected ':'": "缺少冒号",
    "found unexpected end of stream": "文件意外结束",
    "found character that cannot start any token": "此处有不能作开头的字符",
    "but found another document (expected a single document in the stream from line {n} on)": (
        "文件从第{n}行起不止一份文档"
    ),
    "Quote a value that holds ': ', and check the indent of the line": (
        "含有“: ”的值请加引号，并检查这一行的缩进"
    ),
    "One file holds one plan: take the line --- out": "一个文件只放一个方案：请删去 --- 这一行",
    "Close the bracket": "请补上右括号",
    "Close the quotation mark": "请补上右引号",
    "Check the indent, and quote a value that begins with > | * & ! % @ ` {{ or [": (
        "请检查缩进；以 > | * & ! % @ ` {{ 或 [ 开头的值请加引号"
    ),
    "A comparator is a word: at-least, at-most, more-than, less-than, exactly, about, between": (
        "比较词用单词：at-least、at-most、more-than、less-than、exactly、about、between"
    ),
    "Indent with spaces, not with tabs": "请用空格缩进，不用制表符",
    # Form of values
    "{name} is empty": "{name} 为空",
    "{name} is an empty list": "{name} 是空列表",
    "Write a number, or leave the key out": "请写数字，或省去这个键",
    "at: {value} is no offset": "at：{value}不是位置",
    "Write the start and the end in brackets, such as [38, 42]": "请在方括号中写起止，如 [38, 42]",
    "{name}: {value} is written too long": "{name}：{value}写得过长",
    "Write 80, not 80., and at most 15 digits and 9 decimals": "写 80 而不是 80.，至多15位数字、9位小数",
    "{name}: {value} is not a decimal number": "{name}：{value}不是十进制数",
    "Write digits only, such as 80 or 12.65": "请只写数字，如 80 或 12.65",
    "Write digits only": "请只写数字",
    "{name}: {value} is not known": "{name}：不认识{value}",
    "{name}: {value} is not supported": "{name}：不支持{value}",
    "{name}: {value} is below {limit}": "{name}：{value}小于{limit}",
    "{name}: {value} is above {limit}": "{name}：{value}大于{limit}",
    "{name} is longer than {n} characters": "{name} 超过{n}个字",
    "{name}: {value} has not the right form": "{name}：{value}形式不对",
    "{name}: {value} stands where {type} should be": "{name}：{value}所在之处应为{type}",
    "{name} needs either agency: or new:": "{name} 需要 agency: 或 new: 之一",
    "{name} lacks {keys}": "{name} 缺少 {keys}",
    "the key {key} is not known here": "这里不认识键{key}",
    "Use one of: {words}": "请用下列之一：{words}",
    "Write {word}": "请写 {word}",
    "For a reduction write basis: decrease": "减少请写 basis: decrease",
    "Check the number": "请核对数字",
    "A plan needs at least one": "方案至少要有一个",
    "Fill it in, or take the line out": "请填写，或删去这一行",
    "Shorten it": "请缩短",
    "Write one value, or lines of the form key: value": "请写一个值，或写成多行 key: value",
    "Write lines of the form key: value": "请写成多行 key: value",
    "Write its entries on lines of their own, each after '- '": "每项各占一行，写在“- ”之后",
    "Write digits without quotes, such as 80 or 12.65": "请写数字，不加引号，如 80 或 12.65",
    "Write digits without quotes, such as 19": "请写数字，不加引号，如 19",
    "Write one value on the line": "这一行请写单个值",
    "agency: names one of the register, new: describes another": (
        "agency: 指名录中的单位，new: 描述名录以外的单位"
    ),
    "Add what is missing": "请补上",
    "Did you mean {word}?": "是否应为 {word}？",
    "Known are: {words}": "已知的有：{words}",
    "It should be a phrase of at most 24 characters without 。; the rest is left to the offsets (at)": (
        "应为至多24字、不含句号的短语，其余由位置（at）表示"
    ),
    "It should be lower-case letters and digits, joined by single hyphens, such as 19, 2-3 or 2-u1": (
        "应为小写字母和数字，以单个短横连接，如 19、2-3 或 2-u1"
    ),
    "It should be place, slash, short name in pinyin, "
    "such as zhengzhou-410100/cai-zheng-ju or cn/fa-gai-wei": (
        "应为地方、斜线、拼音简称，如 zhengzhou-410100/cai-zheng-ju 或 cn/fa-gai-wei"
    ),
    "It should be a day as year-month-day, such as 2024-12-31; the words of the plan go to as_written": (
        "应为年-月-日，如 2024-12-31；方案的原话写在 as_written"
    ),
    "It should be 64 hexadecimal digits, as sha256sum prints them; tiaokuai new DOCUMENT fills them in": (
        "应为 sha256sum 印出的64位十六进制数；tiaokuai new 文档 会自动填写"
    ),
    "It should be start and end as two whole numbers in brackets, [38, 42], "
    "or several such pairs, [[38, 42], [44, 46]]": (
        "应为方括号中的两个整数 [38, 42]，或几对这样的整数 [[38, 42], [44, 46]]"
    ),
    "It should be place in pinyin, year, and a topic where needed, "
    "such as zhengzhou-2024 or zhengzhou-2024-health": (
        "应为地方拼音、年份，必要时加主题，如 zhengzhou-2024 或 zhengzhou-2024-health"
    ),
    "It should be a web address that begins with https:// or http://": (
        "应为以 https:// 或 http:// 开头的网址"
    ),
    "It should be the six-digit code of GB/T 2260, such as 410100 for 郑州市, or cn": (
        "应为 GB/T 2260 的六位代码（如郑州市 410100）或 cn"
    ),
    "It should be a media type such as text/plain or application/pdf": (
        "应为媒体类型，如 text/plain 或 application/pdf"
    ),
    "It should be name and version of a reader, such as plain 1": "应为读取程序的名称和版本，如 plain 1",
    "It should be the id of a rule: r1, r2 …": "应为规则的标识：r1、r2 …",
    "It should be the id of a deadline: d1, d2 …": "应为时限的标识：d1、d2 …",
    "It should be t1, t2 … for targets, c1, c2 … for conditions": "目标应为 t1、t2 …，条件应为 c1、c2 …",
    "It should be the year of the edition, such as 2025": "应为版本年份，如 2025",
    "It should be plan, slash, key of the measure, such as zhengzhou-2024/19": (
        "应为方案、斜线、举措的键，如 zhengzhou-2024/19"
    ),
    "It should be the heading without 。, at most 80 characters; left out where the plan gives none": (
        "应为不含句号、至多80字的标题；方案没有标题的，省去"
    ),
}
"""What is said in English → the same in Chinese; both without the full stop."""
