"""Every phrase of the linked-data pages, in Chinese and English, by key."""

from __future__ import annotations

from graph.views.phrases import Phrase

PHRASES: dict[str, Phrase] = {
    "site": Phrase("条块图谱", "Tiaokuai graph"),
    "other": Phrase("English", "中文"),
    "search": Phrase("搜索", "Search"),
    "search.label": Phrase(
        "名称、写法、标题，汉字或拼音", "Names, spellings, titles; Chinese, English or pinyin"
    ),
    "search.names": Phrase("名称", "Names"),
    "search.documents": Phrase("文件原文", "Your documents"),
    "search.none": Phrase("没有找到“{words}”。", "Nothing is called “{words}”."),
    "search.title": Phrase("搜索：{words}", "Search: {words}"),
    "facts": Phrase("事实", "Facts"),
    "names": Phrase("名称", "Names"),
    "incoming": Phrase("指向本节点", "What points here"),
    "evidence": Phrase("依据", "Evidence"),
    "neighbours": Phrase("共同承担举措的单位", "Agencies that share measures"),
    "neighbours.shared": Phrase("共同举措", "shared measures"),
    "type": Phrase("类型", "type"),
    "more": Phrase("另有{count}条，见数据", "{count} more: see the data"),
    "data": Phrase("数据", "Data"),
    "positions": Phrase("第{start}至{end}字", "characters {start} to {end}"),
    "place": Phrase("文件中的位置", "a place in the document"),
    "sentences": Phrase(
        "图谱只存位置，不存方案中的句子。如需在此显示原文，请用 --source 指明自己的文件夹。",
        "The graph stores positions and no sentences of plans. To see the words here, start the server "
        "with --source and the folder of your own documents.",
    ),
    "sentences.own": Phrase(
        "图谱只存位置，不存方案中的句子；此处文字读自您自己的文件。",
        "The graph stores positions and no sentences of plans; the words shown here are read from your "
        "own documents.",
    ),
    "front.plans": Phrase("方案", "Plans"),
    "front.use": Phrase("查询", "Questions"),
    "front.endpoint": Phrase("SPARQL 端点", "SPARQL endpoint"),
    "front.questions": Phrase("常用问题（JSON）", "Named questions (JSON)"),
    "front.terms": Phrase("词汇", "Vocabulary"),
    "terms.title": Phrase("词汇", "Vocabulary"),
}


def say(key: str, lang: str, **values: object) -> str:
    """Return a phrase in `lang`, filled in.

    Examples
    --------
    >>> say("positions", "en", start=1, end=9)
    'characters 1 to 9'
    """
    phrase = PHRASES[key]
    return (phrase.zh if lang == "zh" else phrase.en).format(**values)
