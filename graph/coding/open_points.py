"""What of a coded plan waits for a person: doubts, proposed agencies and links, missing places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graph.coding.names import ROLES
from graph.errors import Problem


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to review; `kind` is doubts, agencies, links or places, `key` a measure's, "" for the plan.

    `where` is the plan's id, or what its document is called; of an agency `what` is its label.
    """

    kind: str
    where: str
    key: str
    what: str

    def problem(self) -> Problem:
        """Return the point as a line that says where and what."""
        return Problem(f"{self.where}, measure {self.key}" if self.key else self.where, self.what)


def open_points(data: Any, where: str = "") -> list[Point]:
    """Return everything in a coded plan that waits for a person, measure by measure, then the names.

    Examples
    --------
    >>> measure = {"key": "2", "lead": [{"name": "县局", "doubt": "或为市局", "at": [3, 5]}]}
    >>> plan = {"plan": {"id": "a-2024"}, "names": [{"spelling": "县局", "new": {"label": "甲县局"}}]}
    >>> found = open_points(plan | {"measures": [measure]})
    >>> print(found[0].problem(), [(point.kind, point.what) for point in found])
    a-2024, measure 2: 县局: 或为市局 [('doubts', '县局: 或为市局'), ('agencies', '甲县局')]
    """
    where = where or data["plan"]["id"]
    found = [("doubts", "", each) for each in data["plan"].get("doubts", ())]
    found += [each for measure in data["measures"] for each in _of_measure(measure)]
    return [Point(kind, where, key, what) for kind, key, what in (*found, *_names(data), *_unplaced(data))]


def _names(data: Any) -> Iterator[tuple[str, str, str]]:
    """Yield the names whose agency is only proposed; a doubtful one with the measure that names it first."""
    met: dict[str, str] = {}
    for measure in data["measures"]:
        for _, entry in _assignments(measure):
            met.setdefault(entry["name"], measure["key"])
    for entry in data.get("names", ()):
        spelling, doubt = entry["spelling"], entry.get("doubt", "")
        if entry.get("status", "proposed" if "new" in entry else "accepted") != "proposed":
            continue
        if doubt:
            told = doubt if doubt.startswith(spelling) else f"{spelling}: {doubt}"
            yield "doubts", met.get(spelling, ""), told
        else:
            yield "agencies", "", entry["new"]["label"] if "new" in entry else entry["agency"]


def _of_measure(measure: Any) -> Iterator[tuple[str, str, str]]:
    key = measure["key"]
    yield from (("doubts", key, each) for each in measure.get("doubts", ()))
    for _, entry in _assignments(measure):
        if entry.get("doubt"):
            yield "doubts", key, f"{entry['name']}: {entry['doubt']}"
    for link in measure.get("links", ()):
        if link.get("status") == "proposed":
            yield "links", key, f"the link {link['kind']} {link['to']} is proposed."


def _unplaced(data: Any) -> Iterator[tuple[str, str, str]]:
    """Yield how many assignments do not say where in the document they were read, if any."""
    placed = ["at" in entry for measure in data["measures"] for _, entry in _assignments(measure)]
    if count := placed.count(False):
        what = f"{count} of {len(placed)} assignments have no position in the document (at:)."
        yield "places", "", what


def _assignments(measure: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for role in ROLES:
        for entry in measure.get(role, ()):
            yield role, {"name": entry} if isinstance(entry, str) else entry
