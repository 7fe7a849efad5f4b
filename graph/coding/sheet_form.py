"""The form of a coding sheet: which tables a workbook has, and what their columns hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.coding.names import ROLES
from graph.coding.schema import plan_schema

MEASURE = "measure"
KIND = "list"
ONTOLOGY_WORDS = ("unit", "sector", "kind", "function", "line", "system")
"""Columns whose words stand in the ontology, not in the schema."""

HEADINGS = {
    MEASURE: "举措", KIND: "类别", "key": "编号", "number": "序号", "label": "标号", "section": "所属部分",
    "title": "标题", "title_en": "英文标题", "parent": "上级部分", "sector": "领域", "at": "位置",
    "role": "角色", "name": "名称", "as_written": "原文", "rule": "规则", "part": "分项", "doubt": "存疑",
    "id": "标识", "due": "截止日期", "from": "起始", "recurrence": "周期", "kind": "种类", "subject": "对象",
    "comparator": "比较", "value": "数值", "maximum": "上限", "unit": "单位", "basis": "口径",
    "deadline": "时限", "spelling": "写法", "status": "状态", "agency": "机构", "new.label": "全称",
    "new.label_en": "英文全称", "new.slug": "短名", "new.place": "地区代码", "new.group": "是否集合",
    "new.members": "成员", "new.kind": "性质", "new.function": "职能", "new.level": "层级",
    "new.line": "条块", "new.system": "系统", "concept": "指标", "edition": "版本", "strength": "强度",
    "confidence": "把握", "coder": "编码员", "matching": "得出方式", "description": "说明",
    "description_en": "英文说明", "version": "版本", "reason": "理由", "to": "指向", "doubts": "待核对",
    "document_number": "文号",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A column: the key of the data (`new.label` leads into a block), its form, the words it may hold.

    `form` is text, word (keys, ids, words of a list), number, offsets or list (several texts in a cell).
    """

    key: str
    form: str
    words: tuple[str, ...] = ()
    vocabulary: str = ""

    @property
    def heading(self) -> str:
        """Return what stands above the column, in Chinese."""
        return HEADINGS.get(self.key, self.key)


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet whose rows are the entries of lists.

    `lists` are keys of the plan (`in_measure` false) or of a measure; where a sheet
    holds several, the column `chooser` tells which.
    """

    key: str
    title: str
    fields: tuple[Field, ...]
    lists: tuple[str, ...]
    in_measure: bool = True
    chooser: str = ""

    @property
    def columns(self) -> tuple[Field, ...]:
        """Return every column: the measure, the list, then the fields."""
        first = (Field(MEASURE, "word"),) if self.in_measure else ()
        second = (Field(self.chooser, "word", self.lists),) if self.chooser else ()
        return (*first, *second, *self.fields)


PLAN_SHEET = ("plan", "方案")
WORDS_SHEET = ("words", "词表")
CODEBOOK_SHEET = ("codebook", "说明")


@cache
def sheet_forms() -> tuple[SheetForm, ...]:
    """Return the sheets of lists, in the order of the workbook; columns follow the schema."""
    return (
        SheetForm("sections", "部分", _fields("section"), ("sections",), in_measure=False),
        SheetForm("measures", "举措", _fields("measure"), ("measures",), in_measure=False),
        SheetForm("assignments", "分工", _fields("assignee"), ROLES, chooser="role"),
        SheetForm("open_ended", "未列尽", _fields("open_end"), ("open_ended",)),
        SheetForm("deadlines", "时限", _fields("deadline"), ("deadlines",)),
        SheetForm("targets", "目标", _fields("amount"), ("targets", "conditions"), chooser=KIND),
        SheetForm(
            "mentions", "提及", _fields("document"), ("documents", "platforms", "programmes"), chooser=KIND
        ),
        SheetForm("names", "单位", _name_fields(), ("names",), in_measure=False),
        SheetForm("rules", "规则", _fields("rule"), ("rules",), in_measure=False),
        SheetForm("alignments", "对标", _fields("alignment"), ("alignments",)),
        SheetForm("links", "关联", _fields("link"), ("links",)),
        SheetForm("coders", "编码员", _fields("coder"), ("coders",), in_measure=False),
    )


@cache
def plan_fields() -> tuple[Field, ...]:
    """Return the rows of the sheet of the plan itself: its keys, then `source.file` and the like."""
    own = [field for field in _fields("plan") if field.key != "source"]
    return (*own, *(_prefixed(field, "source.") for field in _fields("source")))


def _name_fields() -> tuple[Field, ...]:
    own = {field.key: field for field in _fields("name")}
    new = (_prefixed(field, "new.") for field in _fields("new_agency"))
    return (own["spelling"], own["status"], own["agency"], *new, own["doubt"])


def _prefixed(field: Field, prefix: str) -> Field:
    return Field(prefix + field.key, field.form, field.words, field.vocabulary)


def _fields(name: str) -> tuple[Field, ...]:
    """Return the fields of a definition of the schema, without lists of blocks."""
    definition = plan_schema()["$defs"][name]
    if "anyOf" in definition:
        definition = definition["anyOf"][1]
    return tuple(_fields_of(definition["properties"]))


def _fields_of(properties: dict[str, Any]) -> Iterator[Field]:
    for key, schema in properties.items():
        reference = schema.get("$ref", "").rpartition("/")[2]
        resolved = plan_schema()["$defs"][reference] if reference else schema
        words = tuple(resolved.get("enum", [resolved["const"]] if "const" in resolved else ()))
        if reference == "at":
            yield Field(key, "offsets")
        elif resolved.get("type") in {"number", "integer"}:
            yield Field(key, "number")
        elif resolved.get("type") == "array":
            if _holds_texts(resolved):
                yield Field(key, "list")
        elif words:
            yield Field(key, "word", words)
        elif resolved.get("type") == "string":
            yield _text_field(key, reference, resolved)


def _text_field(key: str, reference: str, schema: dict[str, Any]) -> Field:
    if reference == "text" and key in ONTOLOGY_WORDS:
        return Field(key, "word", vocabulary=key)
    is_free = reference in {"text", "phrase"} or key in {"title", "url"}
    return Field(key, "text" if is_free or "pattern" not in schema else "word")


def _holds_texts(schema: dict[str, Any]) -> bool:
    reference = schema["items"].get("$ref", "").rpartition("/")[2]
    return bool(plan_schema()["$defs"][reference].get("type") == "string")
