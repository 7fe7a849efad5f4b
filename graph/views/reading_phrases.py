"""What the commands that read and build plans say of their work, in Chinese and English."""

from __future__ import annotations

from graph.views.phrases import Phrase

READING_PHRASES: dict[str, Phrase] = {
    # What waits for a person
    "review.point": Phrase("待核对：{point}", "to review: {point}"),
    "review.agencies": Phrase("待核对：{where}，{told}：{names}", "to review: {where}, {told}: {names}"),
    "review.nothing": Phrase("待核对0处", "0 to review"),
    "review.count": Phrase("待核对{n}处（{parts}）", "{n} to review ({parts})"),
    "count.open-doubts": Phrase("{n}处存疑", "{n} doubts", "{n} doubt"),
    "count.open-agencies": Phrase("{n}个新提出的单位", "{n} proposed agencies", "{n} proposed agency"),
    "count.open-links": Phrase("{n}条新提出的关联", "{n} proposed links", "{n} proposed link"),
    "count.open-places": Phrase("{n}处缺位置", "{n} with places missing"),
    # extract, build
    "extract.read": Phrase("{document}：已读取，{review}", "{document}: read, {review}"),
    "count.open-conflicts": Phrase(
        "；与你的方案有{n}处不一致", ", {n} conflicts with your plan", ", {n} conflict with your plan"
    ),
    "extract.folder": Phrase(
        "{folder}：{n}份文档，已读取{read}份，其中{doubtful}份待核对，{failed}份失败",
        "{folder}: {n} documents, {read} read, {doubtful} of them to review, {failed} failed",
    ),
    "extract.before": Phrase(
        "{file}：你的方案原样，连同注释和格式", "{file}: your plan as it was, comments and layout with it"
    ),
    "extract.same": Phrase("{file}：没有变化，未改动", "{file}: nothing to change, left as it was"),
    "extract.blind": Phrase(
        "{file}：没有保存以前的读法，因此列出全部差异",
        "{file}: no earlier reading of it is kept, so that every difference is listed",
    ),
    "build.done": Phrase("{output}：完成，{review}", "{output}: done, {review}"),
    "build.correct": Phrase("{document}：要更正，请运行：{command}", "{document}: to correct it: {command}"),
    "file.written": Phrase("{file}：已写入", "{file}: written"),
    "interrupted": Phrase("已中断；没有写到一半的文件", "interrupted; no file is half written"),
    # align
    "align.before": Phrase(
        "{file}：文件原样，连同注释和格式", "{file}: the file as it was, comments and layout with it"
    ),
    "align.done": Phrase(
        "{plan}：{all}项举措中为{aligned}项提出{proposals}个对标，{none}项没有，{settled}项已有定论",
        "{plan}: {proposals} proposals for {aligned} of {all} measures,"
        " none for {none}, {settled} decided already",
    ),
    # review, agree, validate
    "review.open": Phrase("{plan}：可以核对了，按 Ctrl-C 结束", "{plan}: open for review; Ctrl-C ends"),
    "review.ended": Phrase("{plan}：核对结束", "{plan}: review ended"),
    "agree.differences": Phrase("{a}、{b}：{n}处不同", "{a}, {b}: {n} differences"),
    "validate.findings": Phrase("{dataset}：{n}处问题", "{dataset}: {n} findings"),
}
