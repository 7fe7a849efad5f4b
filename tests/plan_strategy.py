"""Coded plans made from the schema: any data that it accepts, with keys that differ where they must."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from graph.coding.names import ROLES
from graph.coding.repeats import assignee
from graph.coding.schema import plan_schema

SIGNS = "：。、（）“”①Ａ９　=+-@#:,'\"[]{}&*!|>%`~?<.\\/ \tyn0129e市局𠮷é²…"
TEXTS = st.text(
    st.one_of(
        st.sampled_from(SIGNS.replace("\t", "")),
        st.characters(codec="utf-8", categories=("L", "N", "P", "S")),
    ),
    min_size=1,
    max_size=24,
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
}


def plans() -> st.SearchStrategy[dict[str, Any]]:
    """Return plans; offsets and references lead anywhere, since form is all that is asked here."""
    return _of(plan_schema(), "")


def _of(schema: dict[str, Any], key: str) -> st.SearchStrategy[Any]:
    if "$ref" in schema:
        return _of(plan_schema()["$defs"][schema["$ref"].rpartition("/")[2]], key)
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "anyOf" in schema:
        return st.one_of(*(_of(each, key) for each in schema["anyOf"]))
    match schema["type"]:
        case "object":
            return _block(schema)
        case "array":
            unique = UNIQUE.get(key) or (repr if key in {"issuers", "members"} else None)
            least, most = schema.get("minItems", 0), schema.get("maxItems", 3)
            return st.lists(_of(schema["items"], ""), min_size=least, max_size=most, unique_by=unique)
        case "integer":
            return st.integers(schema["minimum"], schema.get("maximum", 999_999_999))
        case "number":
            most = schema.get("maximum", 999_999)
            decimals = st.decimals(0, most, places=3, allow_nan=False)
            return st.one_of(st.integers(0, most), decimals.map(lambda each: +each.normalize()).map(_whole))
    pattern = schema.get("pattern", "")
    if pattern.startswith("^[^"):
        return TEXTS.filter(lambda text: "。" not in text)
    return st.from_regex(pattern[:-1] + r"\Z", alphabet=ASCII) if pattern else TEXTS


ASCII = st.characters(min_codepoint=0x20, max_codepoint=0x7E)


def _whole(number: Decimal) -> int | Decimal:
    return int(number) if number == int(number) else number


def _block(schema: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    of_each = {key: _of(each, key) for key, each in schema["properties"].items()}
    needed = {key: of_each[key] for key in schema["required"]}
    free = {key: each for key, each in of_each.items() if key not in needed}
    if "oneOf" not in schema:
        return st.fixed_dictionaries(needed, optional=free)
    choices = [choice["required"][0] for choice in schema["oneOf"]]
    rest = {key: each for key, each in free.items() if key not in choices}
    return st.one_of(*(st.fixed_dictionaries(needed | {each: free[each]}, optional=rest) for each in choices))
