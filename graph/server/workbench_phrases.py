"""Every phrase of the workbench, in Chinese and English, by key."""

from __future__ import annotations

from graph.questions.library import SUBJECTS
from graph.views.phrases import Phrase, same

PHRASES: dict[str, Phrase] = {
    # The frame
    "title": Phrase("条块 · 查询工作台", "Tiaokuai workbench"),
    "lead": Phrase("谁和谁一起办什么事", "Who must work with whom"),
    "skip": Phrase("跳到结果", "Skip to the answer"),
    "views": Phrase("查询方式", "Ways to ask"),
    "view.questions": Phrase("现成问题", "Questions"),
    "view.sparql": same("SPARQL"),
    "search": Phrase("查找单位、举措、文件", "Agencies, measures, documents"),
    "search.go": Phrase("查找", "Find"),
    "language": Phrase("语言", "Language"),
    "noscript": Phrase(
        "本页需要JavaScript，这里是不需要的页面。", "This page needs JavaScript; here is one that does not."
    ),
    # The list of questions
    "library": Phrase("问题", "Questions"),
    "library.filter": Phrase("筛选问题", "Filter the questions"),
    "library.none": Phrase("没有符合的问题", "No question fits"),
    "library.count": Phrase("{n}个问题", "{n} questions", "{n} question"),
    "library.all": Phrase("全部问题", "All questions"),
    **{f"subject.{word}": Phrase(*names) for word, names in SUBJECTS.items()},
    "welcome": Phrase("选一个问题，答案随即列出。", "Choose a question; its answer appears here."),
    "welcome.more": Phrase(
        "表头可排序，名称可点开，结果可下载，也可换成代码在自己的程序里运行。要问别的，请用SPARQL。",
        "Headings sort, names open their pages, rows can be saved or fetched by code of your own."
        " To ask something else, use SPARQL.",
    ),
    "welcome.plans": Phrase("现有方案：", "Plans here:"),
    # The form
    "parameters": Phrase("参数", "Parameters"),
    "plan": Phrase("方案", "Plan"),
    "plan.all": Phrase("全部方案", "All plans"),
    "any": Phrase("（不限）", "(any)"),
    "yes": Phrase("是", "yes"),
    "no": Phrase("否", "no"),
    "optional": Phrase("（可不填）", "(optional)"),
    "choose": Phrase("输入名称选择", "Type a name to choose"),
    "run": Phrase("运行", "Run"),
    "required": Phrase("请先填写：{names}", "Fill in first: {names}"),
    "to-sparql": Phrase("用SPARQL改写", "Edit as SPARQL"),
    # The answer
    "answer": Phrase("答案", "Answer"),
    "running": Phrase("正在查询……", "Asking…"),
    "rows": Phrase("{n}行", "{n} rows", "{n} row"),
    "rows.none": Phrase("没有符合的结果", "Nothing found"),
    "rows.shown": Phrase("已显示{shown}行，共{n}行", "{shown} of {n} rows shown"),
    "rows.more": Phrase("再显示{n}行", "Show {n} more"),
    "triples": Phrase("{n}条陈述", "{n} statements", "{n} statement"),
    "sort": Phrase("按此列排序", "Sort by this column"),
    "filter": Phrase("在结果中查找", "Find in the rows"),
    "true": Phrase("是", "Yes"),
    "false": Phrase("否", "No"),
    "failed": Phrase("查询没有完成", "The question was not answered"),
    "unreachable": Phrase(
        "服务没有回应。请确认 tiaokuai serve 仍在运行。",
        "The server does not answer. Check that tiaokuai serve still runs.",
    ),
    "save": Phrase("下载", "Download"),
    "save.csv": Phrase("下载CSV（Excel可直接打开）", "Download CSV (opens in Excel)"),
    "save.xlsx": Phrase("下载XLSX", "Download XLSX"),
    "save.json": Phrase("下载JSON", "Download JSON"),
    "code": Phrase("代码", "Code"),
    "code.about": Phrase("在自己的程序里取得同样的结果：", "The same rows in a program of your own:"),
    "copy": Phrase("复制", "Copy"),
    "copied": Phrase("已复制", "Copied"),
    "copy.failed": Phrase("请选中后自行复制", "Select the text and copy it"),
    "subject": Phrase("主语", "Subject"),
    "predicate": Phrase("谓语", "Predicate"),
    "object": Phrase("宾语", "Object"),
    # The editor
    "editor": Phrase("SPARQL编辑器", "SPARQL editor"),
    "editor.keys": Phrase(
        "Ctrl+Enter 运行，Ctrl+空格 补全（输入 tk: 即列出类和属性），Esc 或 Tab 离开编辑器。",
        "Ctrl+Enter runs, Ctrl+Space completes (tk: lists classes and properties),"
        " Esc or Tab leaves the editor.",
    ),
    "editor.complete": Phrase("按Ctrl+空格补全", "Press Ctrl+Space to complete"),
    "editor.run": Phrase("运行查询", "Run query"),
    "editor.examples": Phrase("从现成问题开始", "Begin with a question"),
    # Units of the columns
    "unit.measures": Phrase("项", "measures"),
    "unit.agencies": Phrase("个", "agencies"),
    "unit.pairings": Phrase("对", "pairings"),
}
