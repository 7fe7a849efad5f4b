"""What a report says of a plan beside its tables."""

from __future__ import annotations

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the report says of a plan beside its tables.

    `status` is draft, final or superseded; `groups` is one, expanded or left-out;
    `open_ends` counts lists that are left open, `proposed` names that nobody has
    confirmed yet. `options`, `versions` and `checksums` are shown as they are, in
    the order given, names first.
    """

    plan: str
    title: str
    status: str
    place: str
    year: int
    source_file: str
    source_sha256: str
    text_sha256: str
    reader: str
    version: str
    sections: int
    assignments: int
    doubts: int
    open_ends: int
    proposed: int
    title_en: str = ""
    place_en: str = ""
    issuers: tuple[str, ...] = ()
    issuers_en: tuple[str, ...] = ()
    document_number: str = ""
    issued: str = ""
    url: str = ""
    groups: str = "one"
    options: Pairs = ()
    versions: Pairs = ()
    checksums: Pairs = ()

    def name(self, lang: str) -> str:
        """Return the title in `lang`, or the Chinese one where there is no other."""
        return self.title_en if lang == "en" and self.title_en else self.title

    def issuer_names(self, lang: str) -> tuple[str, ...]:
        """Return the issuers in `lang`, or in Chinese where there is no other."""
        return self.issuers_en if lang == "en" and self.issuers_en else self.issuers
