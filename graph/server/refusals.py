"""Every phrase by which the server refuses a request, in Chinese and English, by key."""

from __future__ import annotations

from graph.views.phrases import Phrase

LESS = "请缩小范围：指定方案、用共同变量连接，或加上 LIMIT。"
ASK_LESS = "Ask for less: name a plan, join on shared variables, or add LIMIT."
PHRASES: dict[str, Phrase] = {
    "told": Phrase("没有完成，原因如下（程序原文）：", "Not done:"),
    # The connection
    "slow": Phrase("请求传得太慢。", "The request came too slowly."),
    "http": Phrase(
        "这不是本服务所接受的HTTP/1.1请求：{error}。", "This is not HTTP/1.1 as it is taken here: {error}."
    ),
    "body": Phrase("最多接受{size}kB。请缩短。", "At most {size} kB are taken. Shorten it."),
    "address.utf8": Phrase("地址不是UTF-8编码。", "The address is not UTF-8."),
    "address.start": Phrase("地址须以/开头。", "The address does not begin with /."),
    "busy": Phrase("服务正忙，请稍后再试。", "The server is busy. Try again soon."),
    "failed": Phrase("服务出错，请告知维护者。", "The server failed. Please report it."),
    "failed.kind": Phrase("服务出错：{kind}。请告知维护者。", "The server failed: {kind}. Please report it."),
    "again": Phrase("服务没有答出，请再试一次。", "The server could not answer. Try again."),
    "unopened": Phrase("图谱无法打开。", "The graph cannot be opened."),
    # The address
    "nothing": Phrase("这里没有内容。", "There is nothing here."),
    "method": Phrase("这里不接受{method}。", "{method} is not answered here."),
    "host.none": Phrase("请求没有写明主机。", "The request names no host."),
    "host.other": Phrase("本服务不叫{host}。", "This server is not called {host}."),
    "thing": Phrase("图谱中没有{path}。", "The graph says nothing of {path}."),
    "data": Phrase("数据地址以下列之一结尾：{suffixes}。", "Data end in one of {suffixes}."),
    "question.none": Phrase("请指定问题，见 /questions。", "Name a question: see /questions."),
    "question": Phrase(
        "没有名为“{name}”的问题，见 /questions。", 'No question is called "{name}". See /questions.'
    ),
    "question.near": Phrase(
        "没有名为“{name}”的问题。相近的有：{near}。", 'No question is called "{name}". Near: {near}.'
    ),
    # Parameters
    "parameter.utf8": Phrase("有参数不是UTF-8编码。", "A parameter is not UTF-8."),
    "parameter.many": Phrase("参数超过{most}个。", "There are more than {most} parameters."),
    "parameter.twice": Phrase("参数{name}给了两次。", "The parameter {name} is given twice."),
    "lang": Phrase("lang须为zh或en。", "lang is zh or en."),
    "format": Phrase("format须为下列之一：{forms}。", "format is one of {forms}."),
    "accept": Phrase("没有这种格式。可用：{types}。", "No such format. The answer can be {types}."),
    # Queries
    "update": Phrase("不接受更新：这里不改动任何内容。", "Updates are refused: nothing is changed here."),
    "query.none": Phrase("没有查询。", "There is no query."),
    "query.many": Phrase("查询多于一个，请逐个发送。", "There are several queries. Send one at a time."),
    "query.long": Phrase("查询超过{size}kB。请缩短。", "The query is longer than {size} kB. Shorten it."),
    "query.type": Phrase("请以{form}或{direct}发送。", "Send {form} or {direct}."),
    "query.utf8": Phrase("查询不是UTF-8编码。", "The query is not UTF-8."),
    "query.charset": Phrase("请用UTF-8发送查询。", "Send the query in UTF-8."),
    "query.rows": Phrase(
        "结果超过{rows}行或{characters}字。请缩小范围：加上 LIMIT 或更多连接条件。",
        "query: the answer is longer than {rows} rows or {characters} characters."
        " Ask for less: add LIMIT or join more.",
    ),
    "question.rows": Phrase(
        "结果超过{rows}行。请指定方案或参数。",
        "The answer is longer than {rows} rows. Name a plan, or give a parameter.",
    ),
    "triples": Phrase(
        "陈述超过{rows}条。请到 /sparql 查询其中一部分。",
        "There are more than {rows} triples. Ask at /sparql for fewer.",
    ),
    "bytes": Phrase("结果超过{size}MB。请缩小范围。", "The answer is longer than {size} MB. Ask for less."),
    "late": Phrase(
        f"查询超过{{seconds}}秒，已停止。{LESS}", f"query: stopped after {{seconds}} seconds. {ASK_LESS}"
    ),
    "memory": Phrase(
        f"查询所需内存超过{{size}}MB，已停止。{LESS}",
        f"query: stopped: it needs more than {{size}} MB of memory. {ASK_LESS}",
    ),
    "deep": Phrase(
        "查询过长或嵌套过深，引擎无法处理。请分步查询。",
        "query: the engine broke off: the query is too long a chain, or too deep, for it."
        " Ask in smaller steps.",
    ),
}


def say(key: str, lang: str, **values: object) -> str:
    """Return a phrase in `lang`, filled in.

    Examples
    --------
    >>> say("method", "en", method="PUT"), say("busy", "zh")
    ('PUT is not answered here.', '服务正忙，请稍后再试。')
    """
    phrase = PHRASES[key]
    return (phrase.zh if lang == "zh" else phrase.en).format(**values)
