"""Styles of a Word document, each with what it takes from those that it is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from graph.documents.numbering import value_of

HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
Value = TypeVar("Value")
OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style settles: outline level (0: body text, None: not said), list, bold, hidden."""

    name: str = ""
    outline: int | None = None
    number: str | None = None
    level: int | None = None
    bold: bool | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by id; `default` is that of paragraphs which name none."""

    by_id: dict[str, Style]
    default: str = ""

    def of_paragraph(self, properties: Element | None) -> tuple[str, Style]:
        """Return the id and the style of a paragraph, by its properties."""
        found = value_of(properties, "pStyle") if properties is not None else None
        key = self.default if found is None else found
        return key, self.by_id.get(key, Style())

    def of_run(self, properties: Element | None, around: Style) -> tuple[bool, bool]:
        """Return whether a run is bold and whether it is hidden, in a paragraph of the style `around`."""
        bold, hidden = around.bold, around.hidden
        if properties is not None:
            named = value_of(properties, "rStyle")
            style = self.by_id.get(named, Style()) if named is not None else Style()
            bold = _first(switch(properties, "b"), style.bold, bold)
            hidden = _first(switch(properties, "vanish"), style.hidden, hidden)
        return bool(bold), bool(hidden)


def read_styles(root: Element | None) -> Styles:
    """Return the styles of a document from its part styles.xml; none without one."""
    if root is None:
        return Styles({})
    elements = {each.get("styleId", ""): each for each in root.iter("style")}
    resolved: dict[str, Style] = {}
    for key in elements:
        chain: dict[str, None] = {}
        step: str | None = key
        while step in elements and step not in resolved and step not in chain:
            chain[step] = None
            step = value_of(elements[step], "basedOn")
        for link in reversed(chain):
            base = resolved.get(value_of(elements[link], "basedOn") or "", Style())
            resolved[link] = _style(elements[link], base)
    default = [
        key
        for key, each in elements.items()
        if each.get("type") == "paragraph" and _on(each.get("default", "0"))
    ]
    return Styles(resolved, default[0] if default else "")


def _style(element: Element, base: Style) -> Style:
    name = value_of(element, "name") or ""
    outline = outline_of(element.find("pPr"))
    if outline is None and (match := HEADING.fullmatch(name.strip())):
        outline = int(match[1])
    level = value_of(element, "pPr/numPr/ilvl")
    return Style(
        name=name,
        outline=_first(outline, base.outline),
        number=_first(value_of(element, "pPr/numPr/numId"), base.number),
        level=int(level) if level is not None and level.isdecimal() else base.level,
        bold=_first(switch(element.find("rPr"), "b"), base.bold),
        hidden=_first(switch(element.find("rPr"), "vanish"), base.hidden),
    )


def outline_of(properties: Element | None) -> int | None:
    """Return the outline level that paragraph properties give, counted from 1; 0 says body text."""
    found = value_of(properties, "outlineLvl") if properties is not None else None
    if found is None or not found.isdecimal():
        return None
    return int(found) + 1 if int(found) < 9 else 0


def switch(properties: Element | None, name: str) -> bool | None:
    """Return whether properties switch something on or off; None where they do not say."""
    found = value_of(properties, name) if properties is not None else None
    return None if found is None else _on(found)


def _on(value: str) -> bool:
    return value.lower() not in OFF


def _first(*values: Value | None) -> Value | None:
    return next((value for value in values if value is not None), None)
