"""The words that everything shares: a coded plan as frozen values, with names resolved."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Span = tuple[int, int]
"""Half-open offsets into the reader's text, in Unicode code points."""


@dataclass(frozen=True, slots=True)
class Agency:
    """Whatever a plan names as an assignee: an organisation, or a group of them.

    `path` is `{place}/{slug}` (the IRI after `agency/`); kind, functions, level,
    line and system are words of the ontology, "" where not known; `place` is a
    GB/T 2260 code or `cn`.
    """

    path: str
    label: str
    label_en: str = ""
    spellings: tuple[str, ...] = ()
    is_group: bool = False
    kind: str = ""
    functions: tuple[str, ...] = ()
    level: str = ""
    line: str = ""
    system: str = ""
    place: str = ""
    members: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    valid_from: str = ""
    valid_until: str = ""
    note: str = ""
    status: str = "accepted"


@dataclass(frozen=True, slots=True)
class Source:
    """The document that was read, and the text that the offsets run over."""

    file: str
    media_type: str
    sha256: str
    text_sha256: str
    characters: int
    reader: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A document-wide rule of attribution, recorded on each assignment that it touches."""

    id: str
    kind: str
    as_written: str = ""
    spans: tuple[Span, ...] = ()
    first_measure: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the plan; `parent` is the key of the section around it."""

    key: str
    label: str = ""
    title: str = ""
    title_en: str = ""
    parent: str = ""
    sector: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """An agency in a role of a measure, with the words it was read from."""

    agency: str
    role: str
    position: int
    spelling: str
    as_written: str = ""
    spans: tuple[Span, ...] = ()
    rule: str = ""
    part: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class OpenEnd:
    """A list that the plan leaves open (等部门): there are further agencies, not named."""

    role: str
    as_written: str
    spans: tuple[Span, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date or rhythm, as worded and as read."""

    id: str
    as_written: str = ""
    due: str = ""
    start: str = ""
    recurrence: str = ""
    kind: str = ""
    spans: tuple[Span, ...] = ()
    part: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A target (a number that the measure promises to reach) or a condition (who is covered)."""

    id: str
    subject: str
    comparator: str
    value: Decimal
    unit: str
    maximum: Decimal | None = None
    basis: str = ""
    deadline: str = ""
    part: str = ""
    as_written: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A platform, programme or policy document that a measure names.

    `kind` is platform, programme or document; `role` says what the measure does with
    a document: issues, cites or implements; `number` is its document number, if printed.
    """

    kind: str
    path: str
    name: str
    role: str = ""
    spans: tuple[Span, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class Coder:
    """Who or what made judgements: `kind` is person or method, `matching` how they came about.

    `matching` is manual, lexical, composite or unspecified; "" means manual for a person,
    unspecified for a method.
    """

    id: str
    kind: str = ""
    label: str = ""
    label_en: str = ""
    version: str = ""
    matching: str = ""
    description: str = ""
    description_en: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A coder's vote that a measure serves a World Bank concept."""

    concept: str
    edition: str
    coder: str
    strength: str
    status: str
    confidence: Decimal | None = None
    reason: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A policy link from a measure to another; `target` is `{plan}/{key}`.

    `spans` are the words it rests on, in the measure that it starts from and in the target.
    """

    target: str
    kind: str
    reason: str = ""
    coder: str = ""
    status: str = "accepted"
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One numbered measure; `number` only where the plan prints an integer."""

    key: str
    section: str = ""
    number: int | None = None
    label: str = ""
    title: str = ""
    spans: tuple[Span, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    open_ends: tuple[OpenEnd, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Amount, ...] = ()
    conditions: tuple[Amount, ...] = ()
    mentions: tuple[Mention, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    links: tuple[Link, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """One published document of measures, with its names resolved.

    `agencies` are those that the plan's own `names:` add to the register, `coders` those that
    it describes.
    """

    id: str
    title: str
    place: str
    level: str
    year: int
    status: str
    source: Source
    title_en: str = ""
    issuers: tuple[str, ...] = ()
    document_number: str = ""
    issued: str = ""
    url: str = ""
    language: str = "zh"
    supersedes: str = ""
    rules: tuple[Rule, ...] = ()
    sections: tuple[Section, ...] = ()
    measures: tuple[Measure, ...] = ()
    mentions: tuple[Mention, ...] = ()
    agencies: tuple[Agency, ...] = ()
    coders: tuple[Coder, ...] = ()
    doubts: tuple[str, ...] = ()
