"""The generated reference is what the code says now, and the codebook knows every field."""

from __future__ import annotations

import re
import runpy

import pytest
from conftest import ROOT

from graph.coding.schema import plan_schema

MADE = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["pages"]()


@pytest.mark.parametrize("name", MADE)
def test_a_page_is_up_to_date(name: str) -> None:
    page = ROOT / "docs" / "reference" / name
    assert page.read_text(encoding="utf-8") == MADE[name], "call `make reference`"


def test_every_page_is_made() -> None:
    assert {path.name for path in (ROOT / "docs" / "reference").iterdir()} == set(MADE)


def test_the_codebook_names_every_field() -> None:
    codebook = (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z0-9_]+)`", codebook))
    named |= set(re.findall(r"^### (\w+)$", codebook, re.MULTILINE))
    schema = plan_schema()
    fields = set(schema["properties"])
    for part in schema["$defs"].values():
        for each in (part, *part.get("anyOf", ())):
            fields |= set(each.get("properties", ()))
    assert fields - named == set()


def test_the_codebook_explains_every_word() -> None:
    codebook = (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
    parts = plan_schema()["$defs"]
    words = [*parts["amount"]["properties"]["comparator"]["enum"], *parts["role"]["enum"]]
    words += parts["rule"]["properties"]["kind"]["enum"] + parts["deadline"]["properties"]["kind"]["enum"]
    words += parts["amount"]["properties"]["basis"]["enum"] + parts["document"]["properties"]["role"]["enum"]
    assert [word for word in words if f"`{word}`" not in codebook] == []
