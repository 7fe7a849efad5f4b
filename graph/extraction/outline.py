"""What reading finds of a plan's structure, as frozen values; all positions are of clean text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from graph.documents.text import Text
from graph.extraction.clean import Clean
from graph.model import Span

Column = tuple[str, int, int]
"""A cell of a table row: the words of its header, and where the cell stands."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something for a person to decide; `key` is that of a measure or section, "" for the plan.

    `spelling` is the name whose agency is in doubt, "" where something else is.
    """

    key: str
    what: str
    spelling: str = ""


class FoundSection(NamedTuple):
    """A heading; `attribution` is the clause that it carries for all below it, if any."""

    key: str
    label: str
    title: str
    start: int
    end: int
    parent: str = ""
    attribution: Span | None = None


class FoundMeasure(NamedTuple):
    """A measure with its attribution clauses, or with the cells of its table row.

    `body` is where the text goes on after label and title, `task` what targets and the
    like are read from (the text of a row, else the measure from its title on).
    """

    key: str
    label: str
    number: int | None
    section: str
    title: str
    start: int
    end: int
    body: int
    clauses: tuple[Span, ...]
    row: tuple[Column, ...] = ()
    task: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections and measures of a plan, where its head ends, and what is doubtful in them.

    `before` are clauses that stand outside measures and headings: rules, or what they bear on is unknown.
    """

    head: int
    sections: tuple[FoundSection, ...]
    measures: tuple[FoundMeasure, ...]
    before: tuple[Span, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Read:
    """A document as far as it is read: its text, the clean text, the outline found in it."""

    text: Text
    cleaned: Clean
    outline: Outline
