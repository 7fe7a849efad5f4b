"""Coded plans made from the schema: any data that it accepts, with keys that differ where they must."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from graph.coding.names import ROLES
from graph.coding.repeats import assignee
from graph.coding.schema import plan_schema

ASCII = st.characters(min_codepoint=0x20, max_codepoint=0x7E)
SIGNS = "：。、（）“”①Ａ９　=+-@#:,'\"[]{}&*!|>%`~?<.\\/ \tyn0129e市局𠮷é²…"
TEXTS = st.text(
    st.one_of(
        st.sampled_from(SIGNS.replace("\t", "")),
        st.characters(codec="utf-8", categories=("L", "N", "P", "S")),
    ),
    min_size=1,
    max_size=10,
).filter(lambda text: text == text.strip() and "\ufffe" not in text and "\uffff" not in text)
UNIQUE = {
    **dict.fromkeys(("sections", "measures"), lambda each: each["key"]),
    **dict.fromkeys(("rules", "deadlines", "targets", "conditions"), lambda each: each["id"]),
    **dict.fromkeys(("documents", "platforms", "programmes"), lambda each: (each["name"], each["id"])),
    **dict.fromkeys(ROLES, assignee),
    "names": lambda each: each["spelling"],
    "open_ended": lambda each: (each["role"], each.get("part")),
    "alignments": lambda each: (each["concept"], each["coder"], each["edition"]),
    "links": lambda each: (each["to"], each["kind"]),
    "coders": lambda each: each["id"],
}


def plans() -> st.SearchStrategy[dict[str, Any]]:
    """Return plans; offsets and references lead anywhere, since form is all that is asked here."""
    return _of(plan_schema(), "")


@cache
def _defined(name: str, key: str) -> st.SearchStrategy[Any]:
    return _of(plan_schema()["$defs"][name], key)


def _of(schema: dict[str, Any], key: str) -> st.SearchStrategy[Any]:
    """Return values of a schema; `key` is that of the list or block that they stand under."""
    if "$ref" in schema:
        return _defined(schema["$ref"].rpartition("/")[2], key)
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum") or [schema["const"]])
    if "anyOf" in schema:
        return st.one_of(*(_of(each, key) for each in schema["anyOf"]))
    made = {"object": _block, "integer": _whole, "number": _decimal, "string": _text}.get(schema["type"])
    return made(schema) if made else _list(schema, key)


def _list(schema: dict[str, Any], key: str) -> st.SearchStrategy[Any]:
    unique = UNIQUE.get(key) or (repr if key in {"issuers", "members"} else None)
    least, most = schema.get("minItems", 0), schema.get("maxItems", 2)
    return st.lists(_of(schema["items"], ""), min_size=least, max_size=most, unique_by=unique)


def _whole(schema: dict[str, Any]) -> st.SearchStrategy[int]:
    return st.integers(schema["minimum"], schema.get("maximum", 999_999_999))


def _decimal(schema: dict[str, Any]) -> st.SearchStrategy[Any]:
    most = schema.get("maximum", 999)
    return st.integers(0, most * 1000).map(
        lambda each: each // 1000 if each % 1000 == 0 else Decimal(each) / 1000
    )


def _text(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    pattern = schema.get("pattern", "")
    if pattern.startswith("^[^"):
        return TEXTS.map(lambda text: text.replace("。", "，"))
    return st.from_regex(pattern[:-1] + r"\Z", alphabet=ASCII) if pattern else TEXTS


def _block(schema: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    of_each = {key: _of(each, key) for key, each in schema["properties"].items()}
    needed = {key: of_each[key] for key in schema["required"]}
    free = {key: each for key, each in of_each.items() if key not in needed}
    if "oneOf" not in schema:
        return st.fixed_dictionaries(needed, optional=free)
    choices = [choice["required"][0] for choice in schema["oneOf"]]
    rest = {key: each for key, each in free.items() if key not in choices}
    return st.one_of(*(st.fixed_dictionaries(needed | {each: free[each]}, optional=rest) for each in choices))
