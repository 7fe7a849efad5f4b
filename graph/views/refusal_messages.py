"""Why a document is refused, why a file cannot be read or written, and what to do about it."""

from __future__ import annotations

REFUSAL_MESSAGES: dict[str, str] = {
    # Files
    "is a folder": "是一个文件夹",
    "Name a file": "请指定一个文件",
    "is not a file but a device or a pipe": "不是文件，而是设备或管道",
    "Save the plan to a file first": "请先把方案存成文件",
    "cannot be read": "无法读取",
    "cannot be written: {reason}": "无法写入：{reason}",
    "cannot be made: {reason}": "无法建立：{reason}",
    "Choose another place": "请换一个位置",
    "Choose another place for the plan": "请为方案换一个位置",
    "Name another": "请另指定一个",
    "is empty": "是空的",
    "Download or save it again": "请重新下载或保存",
    "No such file or directory": "没有这个文件或文件夹",
    "Permission denied": "没有权限",
    "Is a directory": "不能是文件夹",
    "Not a directory": "不是文件夹",
    "No space left on device": "磁盘已满",
    "Read-only file system": "文件系统只读",
    "File name too long": "文件名过长",
    "Address already in use": "端口已被占用",
    # Documents
    "is an OFD file, which is not read": "是 OFD 文件，无法读取",
    "Convert it to PDF or DOCX with WPS or the Suwell (数科) reader": (
        "请用 WPS 或数科阅读器转换为 PDF 或 DOCX"
    ),
    "is a picture, not text": "是图片，不是文字",
    "is a scan: its pages are pictures without text": "是扫描件：各页都是图片，没有文字",
    "Recognise its text first (OCR) and save that as DOCX, PDF or TXT": (
        "请先识别文字（OCR），再存为 DOCX、PDF 或 TXT"
    ),
    "is an archive or a damaged Office file": "是压缩包，或是损坏的 Office 文件",
    "Unpack it, or save it again as DOCX": "请先解压，或重新存为 DOCX",
    "is locked by a password": "有密码保护",
    "Open it, take the password off, and save it again": "请打开后取消密码，重新保存",
    "is larger than a plan can be ({size})": "超过了方案应有的大小（{size}）",
    "Take out its pictures or save only the plan itself": "请去掉图片，或只保存方案本身",
    "more than {n} MB of XML": "XML 超过{n} MB",
    "{n} parts": "{n}个部件",
    "{n} MB unpacked": "解压后{n} MB",
    "{part} unpacks to {n} MB": "{part} 解压后有{n} MB",
    "its XML has more elements or levels than any plan": "XML 的元素或层数远超任何方案",
    "more than {n} rows, {m} cells or 5 million characters": "超过{n}行、{m}个单元格或500万字",
    "a wide table that is nearly empty": "极宽而几乎全空的表",
    "{n} merged ranges": "{n}处合并单元格",
    "is damaged: {reason}": "已损坏：{reason}",
    "Open it in Word or WPS and save it again": "请用 Word 或 WPS 打开，重新保存",
    "Open it in Word or WPS and save it as DOCX": "请用 Word 或 WPS 打开，存为 DOCX",
    "the reader broke off": "读取中断",
    "the reader broke off ({error})": "读取中断（{error}）",
    "it is no zip archive": "不是 ZIP 格式",
    "it does not say which part is the document": "没有写明哪一部分是正文",
    "{part} cannot be unpacked": "{part} 无法解压",
    "its XML breaks off in line {n}": "XML 在第{n}行中断",
    "its XML is in an unknown encoding": "XML 的编码不明",
    "it is no Word document": "不是 Word 文档",
    "it has no body": "没有正文",
    "it is no Excel workbook": "不是 Excel 工作簿",
    "it has no workbook": "没有工作簿",
    "the PDF cannot be read ({error})": "无法读取 PDF（{error}）",
    "was given up after {n} seconds": "超过{n}秒，已放弃",
    "needs more than {n} MB of memory to read": "读取需要超过{n} MB 内存",
    "Save it again from the program that made it, or split it, or take out its pictures": (
        "请用制作它的程序重新保存，或拆分，或去掉图片"
    ),
    "Save it again from the program that made it": "请用制作它的程序重新保存",
    "is no office document that is known": "不是已知的办公文档",
    "Save it as DOCX, PDF or TXT": "请存为 DOCX、PDF 或 TXT",
    "is an older office file, which is read through LibreOffice, and that is not installed": (
        "是旧版办公文件，需要 LibreOffice 才能读取，而本机没有安装"
    ),
    "Install it (on Debian: apt install libreoffice-writer-nogui libreoffice-calc-nogui), "
    "or save the file as DOCX or XLSX": (
        "请安装（Debian：apt install libreoffice-writer-nogui libreoffice-calc-nogui），或存为 DOCX 或 XLSX"
    ),
    "was given up: LibreOffice took longer than {n} seconds": "已放弃：LibreOffice 用时超过{n}秒",
    "could not be converted by LibreOffice: it is damaged or locked by a password": (
        "LibreOffice 无法转换：文件损坏或有密码"
    ),
    "has a DOCTYPE in its XML, which no Office program writes and which may hide an attack": (
        "XML 中有 DOCTYPE，办公软件不会写出，可能暗藏攻击"
    ),
    "holds no text": "没有文字",
    "has fonts that do not tell which characters they show": "字体没有注明显示的是什么字",
    "Recognise its text (OCR), or take the DOCX or the web page": (
        "请识别文字（OCR），或改用 DOCX 或网页版本"
    ),
    "has more than {n} pages": "超过{n}页",
    "Save only the plan itself": "请只保存方案本身",
    "Save the file as UTF-8": "请存为 UTF-8",
    "Save the file as UTF-8; Chinese Windows programs often write GB18030": (
        "请存为 UTF-8；中文 Windows 程序常存为 GB18030"
    ),
    "is not UTF-8 (byte {byte})": "不是 UTF-8（字节 {byte}）",
    "its first bytes say {encoding}, but it is not (byte {byte})": (
        "开头的字节表明是 {encoding}，内容却不是（字节 {byte}）"
    ),
    "is not text: it holds zero bytes": "不是文字：含有零字节",
    "Name the document itself, or save it as UTF-8": "请指定文档本身，或存为 UTF-8",
    "holds no text: a script fills the page, or it stands in a frame": (
        "没有文字：内容由脚本填入，或在框架之中"
    ),
    "Open the page in a browser and save it as PDF, or copy its text into a file": (
        "请在浏览器中打开，存为 PDF，或把文字复制到文件中"
    ),
    "nests more than {n} elements": "元素嵌套超过{n}层",
    "Save the page again, or as PDF": "请重新保存网页，或存为 PDF",
    "holds no document (DOCX, PDF, web page, XLSX, text)": "没有文档（DOCX、PDF、网页、XLSX、文本）",
    "Name the files, or another folder": "请指定文件，或另一个文件夹",
    # What a document does not say
    "holds no attribution of measures to agencies (found were {found} other numbered items)": (
        "没有把举措落实到单位的责任条款（共有{found}其他编号项）"
    ),
    "Give the plan itself; where the tasks stand in an annex, give the annex": (
        "请提供方案本身；任务在附件中的，请提供附件"
    ),
    "A plan that names no agencies is coded by hand: tiaokuai new": (
        "没有写明单位的方案由人工编码：tiaokuai new"
    ),
    "does not say which year it plans": "没有写明是哪一年的方案",
    "Give it with --year": "请用 --year 指定",
    "names a place that may be any of {places}": "所写的地方有几种可能：{places}",
    "does not say of which place it is": "没有写明是什么地方的",
    "Give it with --place": "请用 --place 指定",
    "{name} may be any of {places}": "{name}有几种可能：{places}",
    "Write the city before it": "请在前面写上所属的市",
    "{name} is no place of GB/T 2260": "{name}不是 GB/T 2260 中的地方",
    "Give a six-digit code of GB/T 2260 such as 410100, a name such as 昆明市官渡区, or cn": (
        "请写 GB/T 2260 的六位代码（如 410100）、名称（如昆明市官渡区）或 cn"
    ),
    # Commands
    "is a coded plan already": "已是编码方案",
    "Build it: tiaokuai build {command}": "请直接构建：tiaokuai build {command}",
    "is needed for {n} documents": "未指定，而文档有{n}份",
    "is one file for {n} documents": "只是一个文件，而文档有{n}份",
    "Name a folder: -o plans/": "请指定文件夹：-o plans/",
    "the names {names} are both another document's": "文件名 {names} 都已属于另一文档",
    "Extract it alone, with --topic WORD or -o {command}": "请单独提取，加 --topic 词 或 -o {command}",
    "has the id {id}, which another plan of the folder has too": "标识 {id} 与文件夹中另一方案相同",
    "Give one of the two a topic: id: {id}-WORD": "请给其中一个加上主题：id: {id}-词",
    "has the id {id}, which {other} has too": "标识 {id} 与 {other} 相同",
    "Extract both to files, give one a topic, and build those": (
        "请把两份都提取成文件，给其中一份加上主题，再构建"
    ),
    "Extract it first: {command}": "请先提取：{command}",
    "{port} cannot be used: {reason}": "{port} 无法使用：{reason}",
    "Choose another": "请换一个",
    "Leave it open, or write to a file": "请保持打开，或写入文件",
    "is closed": "已关闭",
    "this format is for a file and not for a screen": "这种格式用于文件，不用于屏幕",
    "Add -o FILE": "请加 -o 文件",
    "Give a clause such as （市发改委牵头，市财政局配合）": "请给出条款，如（市发改委牵头，市财政局配合）",
    "is longer than {n} characters": "超过{n}个字",
    "Give one clause, not a plan": "请只给一个条款，不要给整个方案",
    "holds no coded plan (*.yaml)": "没有编码方案（*.yaml）",
    "Start one with `tiaokuai new`": "请用 `tiaokuai new` 新建",
    "another build is writing here": "另一次构建正在写入",
    "Wait for it to end": "请等它结束",
    "holds {names}, which no build made": "含有不是构建产生的 {names}",
    "Name another folder, or move them away": "请另指定文件夹，或把它们移走",
    "no build made, and this one makes a file of that name": "不是构建产生的，而这次构建要写同名文件",
    "Rename it, or build into another folder": "请改名，或构建到另一文件夹",
    "is the working folder, or around it": "是当前文件夹，或包含当前文件夹",
    "Name a folder of its own, such as output": "请另用一个文件夹，如 output",
    "The earlier output is untouched": "原有的输出没有改动",
    "Free the place and build again": "请腾出位置，重新构建",
    "is not valid N-Quads: {reason}": "不是合法的 N-Quads：{reason}",
    "Build again": "请重新构建",
    "Give graph.nq of a build, or build again": "请指定构建产生的 graph.nq，或重新构建",
    "Run `tiaokuai build` first": "请先运行 `tiaokuai build`",
    "Run tiaokuai build with a plan": "请用方案运行 tiaokuai build",
    "holds no plan": "没有方案",
    "one plan is shown at a time": "一次只显示一个方案",
    "Name one of: {names}": "请指定其一：{names}",
    # A new reading joined with a corrected plan
    "{field} is {mine}, now read as {theirs}": "{field}：你的方案为 {mine}，这次读为 {theirs}",
    "Yours was kept; correct it if the new one is right": "已保留你的；如新读法正确，请更正",
    "the document was read as another text than the one that the offsets of this plan run over": (
        "读得的文字与方案中位置所依据的文字不同"
    ),
    "Carry your corrections over to the new text with --new-text, or extract to another file": (
        "请用 --new-text 把你的更正带到新文字上，或提取到另一文件"
    ),
    "is left as it was": "未改动",
    "Extract to another file": "请提取到另一文件",
    "Correct it first, or extract to another file": "请先更正，或提取到另一文件",
    "holds the plan of {document}, and is left as it was": "是 {document} 的方案，未改动",
    "Name another file": "请指定另一文件",
    "Delete it; every difference from your plan will then be listed": (
        "请删除；此后将列出与你的方案的全部差异"
    ),
    "Yours was kept; to take the new reading of the measure instead, add --take {key}": (
        "已保留你的；如改用这项举措的新读法，请加 --take {key}"
    ),
    "another measure stands here in the new text: {theirs}, yours is {mine}": (
        "新文字中这里是另一项举措：{theirs}，你的是{mine}"
    ),
    "Write the key of a measure": "请写举措的键",
    "its document {file} is not beside it; only titles, subjects and names are read": (
        "文档 {file} 不在方案旁边，只读取标题、指标和名称"
    ),
    "holds hardly any Chinese characters: it is no plan, or its encoding is damaged": (
        "里几乎没有汉字：不是方案，或者编码已损坏"
    ),
    "Download it again, or save it as UTF-8": "请重新下载，或另存为 UTF-8",
    "Name it with --source PATH": "请用 --source 路径 指定",
    "the screen is for the table of proposals": "屏幕用于显示提议的表",
    "{words} was not found in the new text; kept without its place": (
        "{words}在新文字中没有找到，已保留，但没有位置"
    ),
    "the measure was not found in the new text; kept without its place": (
        "新文字中没有找到这项举措，已保留，但没有位置"
    ),
    "Mark it in tiaokuai review, or take it out": "请在 tiaokuai review 中标出，或删去",
}
"""What is said in English → the same in Chinese; both without the full stop."""
