"""A person's own agencies (`--agencies FILE`): names as a coded plan has them, or a register in Turtle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.coding.check import check_new_agencies
from graph.coding.name_rows import names_of_csv, names_of_workbook
from graph.coding.names import added_agencies
from graph.coding.nodes import Coded, read_nodes
from graph.coding.schema import names_schema, schema_problems
from graph.documents.plain import decode, decode_utf8
from graph.errors import Problem, UserError, fail
from graph.extraction.agency_names import FULL_WIDTH
from graph.model import Agency
from graph.vocabulary.agencies import Register
from graph.vocabulary.ontology import Ontology, extra_agencies

LARGEST = 20_000_000
FORM = "Write names: as in a coded plan, or a table with a column spelling (写法)."


@dataclass(frozen=True, slots=True)
class Authority:
    """The agencies of a file: the entries of its `names:`, or those that Turtle describes.

    `place` is that of a whole plan whose names are used; "" where each plan's own is meant.
    """

    ontology: Ontology
    coded: Coded
    listed: tuple[Agency, ...] = ()
    place: str = ""

    def agencies(self, place: str) -> tuple[Agency, ...]:
        """Return the agencies for a plan of a place; one of the register with the spellings it gains.

        Raises
        ------
        UserError
            For an entry that refers to no known agency, describes one in two ways, or
            contradicts the register or another entry.
        """
        home = {"plan": {"place": self.place or place}, "names": self.coded.data["names"]}
        coded = replace(self.coded, data=home)
        added, problems = added_agencies(coded, self.ontology)
        shipped = self.ontology.register()
        known = self.ontology.register((*self.listed, *added))
        problems += _unknown(coded, known)
        if problems:
            raise UserError(problems)
        spelled = tuple(
            replace(known.agencies[entry["agency"]], spellings=(entry["spelling"],))
            for entry in home["names"]
            if "agency" in entry
        )
        problems = [*self._contradictions((*self.listed, *added, *spelled), coded, shipped)]
        if problems:
            raise UserError(problems)
        return (*self.listed, *added, *spelled)

    def _contradictions(
        self, agencies: tuple[Agency, ...], coded: Coded, shipped: Register
    ) -> Iterator[Problem]:
        """Find spellings that lead to two bodies of one place."""
        lines = {entry["spelling"]: index for index, entry in reversed([*enumerate(coded.data["names"])])}
        met: dict[tuple[str, str], str] = {}
        for agency in agencies:
            for spelling in (agency.label, *agency.spellings):
                other = met.setdefault((spelling, agency.place), agency.path)
                there = [other] if other != agency.path else []
                there += [
                    path
                    for path in shipped.by_spelling.get(spelling, ())
                    if path != agency.path and shipped.agencies[path].place == agency.place
                ]
                if there:
                    at = lines.get(spelling)
                    where = (
                        f"{coded.file}, agency {agency.path}" if at is None else coded.where(("names", at))
                    )
                    what = (
                        f"{spelling!r} is {agency.path} here, but {there[0]} in the register or further up."
                    )
                    yield Problem(where, what, "Keep one of the two.")


def read_authority(path: Path, ontology: Ontology) -> Authority:
    """Return the agencies of a person's file.

    Read are YAML with `names:` as a coded plan has it (or a whole coded plan), a table of
    its keys as CSV or XLSX (or a whole coding sheet), and Turtle in the form of agencies.ttl.

    Raises
    ------
    UserError
        With everything that is wrong, each with its line or row and the remedy.
    """
    if path.suffix.lower() == ".ttl":
        return Authority(ontology, Coded(str(path), {"names": []}, {}), extra_agencies(path, ontology))
    coded, place = _read(path)
    if problems := schema_problems(coded, names_schema()):
        raise UserError(problems)
    if not coded.data["names"]:
        raise fail(str(path), "names no agency.", FORM)
    words = check_new_agencies(coded.data, ontology)
    if problems := [Problem(coded.where(at), what, remedy) for at, what, remedy in words]:
        raise UserError(problems)
    names = [_settled(entry) for entry in coded.data["names"]]
    return Authority(ontology, replace(coded, data={"names": names}), place=place)


def _read(path: Path) -> tuple[Coded, str]:
    """Return the names of a file, and the place of the plan whose names they are, if any."""
    try:
        if path.stat().st_size > LARGEST:
            raise fail(str(path), f"is larger than {LARGEST} bytes.", FORM)
        raw = path.read_bytes()
    except OSError as error:
        raise fail(str(path), "cannot be read.", f"{error.strerror or error}.") from error
    if not raw.strip():
        raise fail(str(path), "is empty.", FORM)
    if raw.startswith(b"PK\x03\x04"):
        return names_of_workbook(raw, str(path))
    if path.suffix.lower() in {".csv", ".tsv", ".txt"}:
        return names_of_csv(decode(raw, str(path))[0], str(path)), ""
    coded = read_nodes(decode_utf8(raw, str(path)), str(path))
    if not isinstance(coded.data, dict) or "names" not in coded.data:
        raise fail(str(path), "has no names:.", FORM)
    plan = coded.data.get("plan")
    place = plan.get("place", "") if isinstance(plan, dict) else ""
    return replace(coded, data={"names": coded.data["names"]}), str(place)


def _settled(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry with brackets as in a coded plan, and accepted where it does not say otherwise."""
    return {"status": "accepted", **entry, "spelling": entry["spelling"].translate(FULL_WIDTH)}


def _unknown(coded: Coded, known: Register) -> Iterator[Problem]:
    for index, entry in enumerate(coded.data["names"]):
        for path in (entry.get("agency"), *entry.get("new", {}).get("members", ())):
            if path and path not in known.agencies:
                what = f"{path!r} is not in the register."
                remedy = "Correct it, or describe the agency with a spelling and new: of its own."
                yield Problem(coded.where(("names", index)), what, remedy)
