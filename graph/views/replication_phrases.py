"""The phrases of a replication package: its README, what it holds, how it is run."""

from __future__ import annotations

from graph.views.phrases import Phrase

REPLICATION_PHRASES: dict[str, Phrase] = {
    "citation.message": Phrase(
        "引用这些数据时，请按下列信息注明，并写明方案的状态。",
        "If you use these data, please cite them as below, with the status of the plan.",
    ),
    "replication.title": Phrase("可重复研究包：《{title}》协同负荷", "Replication package: {title}"),
    "replication.other": Phrase("英文版：{file}", "In Chinese: {file}"),
    "replication.what": Phrase("内容", "What is in here"),
    "replication.file": Phrase("文件", "File"),
    "replication.is": Phrase("说明", "What it is"),
    "replication.data": Phrase(
        "编码后的方案：事实、编号和字符位置，不含方案的语句",
        "coded plans: facts, keys, positions; no sentence",
    ),
    "replication.code": Phrase(
        "当时运行的程序，含本体和查询；许可见同一文件夹",
        "the program that ran, with its ontology and questions; its licence beside it",
    ),
    "replication.main": Phrase(
        "唯一的主程序：重新生成全部输出并逐字节比较",
        "the one main script: makes every output again and compares",
    ),
    "replication.requirements": Phrase("程序库及其版本", "the libraries with their versions"),
    "replication.output": Phrase("作者得到的输出", "the outputs as the authors have them"),
    "replication.map": Phrase(
        "每个输出由哪段程序、哪个命令、哪些数据生成", "for each output the code, the command and the data"
    ),
    "replication.machine": Phrase(
        "供程序读取：命令、参数、版本、校验值", "for programs: command, parameters, versions, checksums"
    ),
    "replication.cite": Phrase("引用方式", "how to cite"),
    "replication.jsonld": Phrase("供搜索引擎读取的说明", "the description for search engines"),
    "replication.sums": Phrase("每个文件的 SHA-256", "the SHA-256 of every file"),
    "replication.licences": Phrase("许可", "the licences"),
    "replication.run": Phrase("如何运行", "How to run it"),
    "replication.run.text": Phrase(
        "在本文件夹中运行下列命令。换一台机器时不用改动任何一行。主程序先核对校验值，再把输出生成到 {again}，"
        "最后逐个比较，并报告所用的时间和内存。",
        "Run these commands in this folder. On another machine no line has to be changed. The main script"
        " checks the checksums, makes the outputs in {again}, compares each with the one here, and says what"
        " time and memory it took.",
    ),
    "replication.cost": Phrase(
        "一份一百项举措左右的方案，两个处理器核心上用时不到一分钟，内存不到 1 GB，磁盘 40 MB；"
        "安装程序库另需约 500 MB。本包有{measures}项举措。",
        "A plan of about a hundred measures takes less than a minute on two cores, less than 1 GB of memory"
        " and 40 MB of disk; the libraries take about 500 MB more. The plans of this package have {measures}"
        " measures.",
    ),
    "replication.software": Phrase("软件", "Software"),
    "replication.software.text": Phrase(
        "Python {python}（{system}），Tiaokuai {version}，程序库版本见 {requirements}。"
        "不需要联网服务、数据库或其他软件。",
        "Python {python} ({system}), Tiaokuai {version}, libraries at the versions in {requirements}. No"
        " online service, database or other program is needed.",
    ),
    "replication.random": Phrase("参数和随机数", "Parameters and chance"),
    "replication.seeded": Phrase(
        "凡抽取随机数之处都用下列种子，结果不随机器和时间变化。",
        "What is drawn at random is drawn from the seed below, so that it does not change with the machine or"
        " the day.",
    ),
    "replication.unseeded": Phrase("这些输出不用随机数。", "Nothing in these outputs is drawn at random."),
    "replication.option": Phrase("参数", "Parameter"),
    "replication.value": Phrase("取值", "Value"),
    "replication.available": Phrase("数据可得性说明", "Data availability statement"),
    "replication.available.text": Phrase(
        "生成输出所需的数据都在本包中。编码所依据的文件本身不在包中；校验值可以证明所得文件就是当时编码的文件。",
        "All data that the outputs are made from are in this package. The documents that were coded are not;"
        " their checksums show whether a copy is the document that was coded.",
    ),
    "replication.plan": Phrase("方案", "Plan"),
    "replication.document": Phrase("原文件", "Document"),
    "replication.from": Phrase("来源", "Where to get it"),
    "replication.nowhere": Phrase(
        "编码中没有网址；请向发文单位索取", "no address is recorded; ask its issuer"
    ),
    "replication.outputs": Phrase("输出与程序对照", "Which code makes which output"),
    "replication.outputs.text": Phrase(
        "程序在 {wheel} 中，数据在 {data} 中。全部输出由同一条命令生成：",
        "The code is in {wheel}, the data are in {data}. One command makes all outputs:",
    ),
    "replication.code.of": Phrase("程序或查询", "Code or question"),
    "replication.packed": Phrase(
        "Word 和 Excel 文件是压缩包；zlib 版本不同时，内容相同而字节可能不同，主程序会说明。",
        "Word and Excel files are archives; another version of zlib may pack the same content in other bytes,"
        " which the main script then says.",
    ),
    "replication.licence": Phrase("许可和引用", "Licence and citation"),
    "replication.licence.data": Phrase("数据和输出：{licence}。", "Data and outputs: {licence}."),
    "replication.licence.none": Phrase(
        "数据和输出：作者没有注明许可；使用前请询问作者。",
        "Data and outputs: the authors named no licence; ask them before use.",
    ),
    "replication.licence.code": Phrase(
        "程序和查询：MIT。程序所含的本体：CC BY 4.0。引用方式见 {file}。",
        "Code and questions: MIT. The ontology in it: CC BY 4.0. How to cite: {file}.",
    ),
    "replication.statements": Phrase("作者的说明", "Statements of the authors"),
}
