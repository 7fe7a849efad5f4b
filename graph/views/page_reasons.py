"""Why a measure is aligned and linked, as the panel of the page tells it."""

from __future__ import annotations

from collections.abc import Mapping

from graph.network.twomode import text
from graph.table import Cell, Table
from graph.views.cells import cell_text, visible
from graph.views.coverage_part import accepted

LABELS = ("label", "label_en")

Reason = dict[str, str | list[str]]
"""`name` in Chinese and English, and the `reason` as it was coded."""


def reasons(alignments: Table, links: Table) -> dict[str, list[Reason]]:
    """Return measure → its accepted alignments and its links, both ways, each with its reason.

    Parameters
    ----------
    alignments, links
        The answers of one plan to the questions `alignments` and `links-of-plan`.
    """
    found: dict[str, list[Reason]] = {}
    for row in accepted(alignments).records():
        _add(found, row["measure"], [_concept(row, label) for label in LABELS], row["reason"])
    for row in links.records():
        for here, other, arrow in (("start", "end", "→"), ("end", "start", "←")):
            names = [_link(row, label, other, arrow) for label in LABELS]
            _add(found, row[here], names, row["reason"] or row["reason_en"])
    return found


def _add(found: dict[str, list[Reason]], measure: Cell, names: list[str], reason: Cell) -> None:
    told: Reason = {"name": [visible(name) for name in names], "reason": visible(cell_text(reason))}
    found.setdefault(text(measure), []).append(told)


def _concept(row: Mapping[str, Cell], label: str) -> str:
    sure = cell_text(row["confidence"])
    return f"{text(row['notation'])} {text(row[f'concept_{label}'])}{f' ({sure})' if sure else ''}"


def _link(row: Mapping[str, Cell], label: str, other: str, arrow: str) -> str:
    title = text(row[f"{other}_title"])
    return f"{text(row[f'kind_{label}'])} {arrow} {text(row[f'{other}_key'])} {title}".rstrip()
