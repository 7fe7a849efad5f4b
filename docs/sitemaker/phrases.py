"""The words of the site that stand in no page, in Chinese and in English."""

from __future__ import annotations

LANGUAGES = ("zh", "en")

PHRASES: dict[str, tuple[str, str]] = {
    "site": ("条块文档", "Tiaokuai documentation"),
    "other": ("English", "中文"),
    "skip": ("跳到正文", "Skip to the text"),
    "pages": ("页面", "Pages"),
    "comma": ("、", ", "),
    "search": ("搜索", "Search"),
    "search.hint": (
        "键入词语，多个词用空格隔开。搜索在本页内进行，不联网。",
        "Type words, with blanks between them. Searching happens in this page and asks no server.",
    ),
    "search.none": ("没有找到。", "Nothing found."),
    "search.noscript": ("搜索需要脚本；各页不需要。", "Search needs scripts; no other page does."),
    "contents": ("本页内容", "On this page"),
    "generated": ("由代码生成", "Made from the code"),
    "ontology.terms": ("本体：类和属性", "Ontology: classes and properties"),
    "ontology.concepts": ("本体：概念体系", "Ontology: concept schemes"),
    "ontology.bready": ("本体：B-READY 2025", "Ontology: B-READY 2025"),
    "api": ("Python 接口", "Python API"),
    "api.about": (
        "各公开函数和类，连同其说明；按处理阶段排列，每个阶段只引入前面的阶段。说明为英文。",
        "Every public function and class, with what it says of itself, by stage; "
        "a stage imports only earlier ones.",
    ),
    "tables": ("表格各列", "Columns of the tables"),
    "tables.about": (
        "各命令以 --format csv 或 json 输出的各列，取自命令本身；构建所得的 tables/ 与此相同。",
        "What each command prints with --format csv or json, taken from the command itself; "
        "tables/ of a build has the same.",
    ),
    "tables.questions": ("具名问题的各列", "The columns of the named questions"),
    "column": ("列", "Column"),
    "type": ("类型", "Type"),
    "unit": ("单位", "Unit"),
    "classes": ("类", "Classes"),
    "properties.object": ("对象属性", "Object properties"),
    "properties.data": ("数据属性", "Datatype properties"),
    "properties.annotation": ("注释属性", "Annotation properties"),
    "others": ("所用的外部术语", "Terms of other vocabularies"),
    "others.about": (
        "在 policy.ttl 中声明，不作导入；含义以其本来的词表为准。",
        "Declared in policy.ttl and not imported; they mean what their own vocabularies say.",
    ),
    "label": ("名称", "Label"),
    "definition": ("定义", "Definition"),
    "scope": ("说明", "Scope"),
    "under": ("上位", "Under"),
    "domain": ("从", "From"),
    "range": ("到", "To"),
    "chart.thick": ("粗体：下文所说的粗箭头。", "In bold: the thick arrows of which the text speaks."),
    "constraints": ("数据约束", "Constraints on data"),
    "on": ("用于", "On"),
    "property": ("属性", "Property"),
    "cardinality": ("个数", "How many"),
    "value": ("取值", "Value"),
    "any": ("不限", "any number"),
    "purpose": ("为回答", "Needed for"),
    "asked": ("提问", "Asked by"),
    "asked.reached": ("经由相关术语提问", "Asked by way of related terms"),
    "asked.more": ("另有 {count} 问", "{count} more"),
    "example": ("例", "Example"),
    "example.from": ("取自 {source}", "From {source}"),
    "example.none": (
        "随附的各份方案都没有用到。",
        "None of the plans that come with Tiaokuai states it.",
    ),
    "used": ("郑州方案中出现次数", "In Zhengzhou's plan"),
    "statements": ("{count} 条陈述", "{count} statements"),
    "instances": ("{count} 个实例", "{count} instances"),
    "more.statements": ("另有 {count} 条", "{count} more"),
    "namespace": ("命名空间", "Namespace"),
    "instances.namespace": ("实例命名空间", "Namespace of instances"),
    "version": ("版本", "Version"),
    "licence": ("许可", "Licence"),
    "creator": ("创建者", "Creator"),
    "created": ("创建日期", "Created"),
    "description": ("内容", "Description"),
    "files": ("文件", "Files"),
    "unregistered": (
        "这些地址尚未在 w3id.org 登记，不能在网上打开；在本机由 tiaokuai serve 应答。",
        "These addresses are not registered at w3id.org yet and do not answer on the web; "
        "tiaokuai serve answers for them on your own machine.",
    ),
    "prefixes": ("前缀", "Prefixes"),
    "notation": ("代码", "Notation"),
    "words": ("计划中的写法", "Words in plans"),
    "concepts": ("{count} 个概念", "{count} concepts"),
    "concepts.left": (
        "{scheme}：{count} 个概念，不在此列出，见 ",
        "{scheme}: {count} concepts, not listed here; see ",
    ),
    "aligned": ("郑州方案中对标的举措", "Measures of Zhengzhou's plan aligned with it"),
    "narrower": ("下设指标", "Indicators below"),
}


def say(key: str, lang: str, **values: object) -> str:
    """Return a phrase in a language, its places filled.

    Examples
    --------
    >>> say("asked.more", "en", count=3)
    '3 more'
    """
    return PHRASES[key][LANGUAGES.index(lang)].format(**values)
