"""The data-health page: what is doubtful, missing or waiting for review, where it stands, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from graph.network.twomode import text, word
from graph.table import Cell, Column, Table
from graph.views.blocks import Block, Grid, Heading, Paragraph, numbered
from graph.views.cells import cell_text
from graph.views.disagreements import disagreements
from graph.views.messages import message
from graph.views.page_facts import section_titles
from graph.views.provenance import origin
from graph.views.report_facts import ReportFacts
from graph.views.report_html import to_html
from graph.views.wording import EVERY, joined, measure_list, natural, say
from graph.vocabulary.roles import PERSON, shipped_roles

SHAKY = Decimal("0.5")
"""An alignment of less confidence is listed."""
WORDS = {"role": "role", "missing": "missing", "class": "statement", "status": "status", "rule_kind": "rule"}
"""Columns that hold an IRI or a word, and the phrases for its last part."""
HEADS = {
    "key": ("举措", "Measure"),
    "title": ("标题", "Title"),
    "agency_label": ("单位", "Agency"),
    "role": ("角色", "Role"),
    "as_written": ("原文", "As written"),
    "subject": ("指标", "Subject"),
    "value": ("数值", "Value"),
    "maximum": ("上限", "Maximum"),
    "unit_label": ("计量单位", "Unit"),
    "rule_kind": ("规则类别", "Kind of rule"),
    "confidence": ("置信度", "Confidence"),
    "status": ("状态", "Status"),
    "notation": ("代号", "Notation"),
}
PHRASED = {
    "section": "section",
    "keys": "keys",
    "doubt": "reason",
    "missing": "missing",
    "class": "what",
    "votes": "votes",
    "leads": "leads",
    "concept_label": "concept",
}
"""Headings that stand among the phrases."""
PLACE = ("key", "section", "title")

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Note:
    """What a coded plan says and the graph does not.

    `kind` is readings (a doubt) or links (one that awaits review); `text` are the words of the
    doubt, or where the link leads: a key, or PLAN/KEY of another plan; `key` is the measure, "" for
    the plan; `link` is the kind of link.
    """

    kind: str
    text: str
    key: str = ""
    link: str = ""

    def words(self, lang: str) -> str:
        """Return what is shown of it."""
        if not self.link:
            return message(self.text, lang)
        target = self.text if "/" in self.text else measure_list([self.text], lang)
        return say(f"link.{self.link}", lang, target=target)


@dataclass(frozen=True, slots=True)
class HealthTables:
    """The answers to `QUESTIONS` by name, the rows of queries/network, and the notes of the coded plan."""

    answers: Mapping[str, Table]
    assignments: Table
    measures: Table
    notes: Sequence[Note] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand: key of a measure → titles of its section; agency → keys of its measures."""

    sections: Mapping[str, tuple[str, str]]
    keys: Mapping[str, Sequence[str]]
    lang: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Something to look for: rows of a question, those that are kept, and the columns that are shown.

    With `merged` the rows that differ in the last column only are one entry.
    """

    name: str
    question: str
    columns: tuple[str, ...]
    keep: Callable[[Row], bool] = field(default=lambda _: True)
    merged: bool = False


def _undated(row: Row) -> bool:
    return not (row["due"] or row["due_from"] or row["recurrence"])


def _shaky(row: Row) -> bool:
    """Return whether an alignment is proposed, or accepted with little confidence."""
    status, confidence = word(row["status"]), row["confidence"]
    unsure = isinstance(confidence, int | float | Decimal) and confidence < SHAKY
    return status == "proposed" or (status == "accepted" and unsure)


KINDS = (
    Kind("names", "agencies-proposed", ("agency_label", "keys")),
    Kind("doubts", "doubts", (*PLACE, "role", "agency_label", "doubt")),
    Kind("no-agency", "measures-without-agency", PLACE),
    Kind("no-lead", "measures-without-lead", PLACE),
    Kind("several-leads", "measures-with-several-leads", (*PLACE, "agency_label"), merged=True),
    Kind("open-ends", "measures-with-open-ends", (*PLACE, "role", "as_written")),
    Kind("by-rule", "assignments-by-rule", ("key", "section", "role", "agency_label", "rule_kind")),
    Kind("targets", "targets-without-deadline", (*PLACE, "subject", "value", "maximum", "unit_label")),
    Kind("deadlines", "deadlines", (*PLACE, "as_written"), _undated),
    Kind("agencies", "agencies-unclassified", ("agency_label", "keys", "missing"), merged=True),
    Kind("titles", "measures-without-title", ("key", "section")),
    Kind("evidence", "statements-without-evidence", ("key", "section", "class")),
    Kind("alignments", "alignments", (*PLACE, "notation", "concept_label", "status", "confidence"), _shaky),
)
QUESTIONS = tuple(dict.fromkeys(kind.question for kind in KINDS))


def health_page(facts: ReportFacts, tables: HealthTables, lang: str) -> str:
    """Return the data-health page of one plan as one HTML file that asks nothing of a server."""
    return to_html(health_blocks(facts, tables, lang), lang)


def health_blocks(facts: ReportFacts, tables: HealthTables, lang: str) -> tuple[Block, ...]:
    """Return the page as blocks: status, overview with numbers of entries, each kind, persons, source."""
    found = health_tables(tables, lang)
    columns = (
        Column("kind", "text", say("quality.kind", "zh"), say("quality.kind", "en")),
        Column("entries", "integer", say("quality.count", "zh"), say("quality.count", "en")),
    )
    rows = tuple((say(f"quality.{name}", lang), len(table.rows)) for name, table in found.items())
    overview = Grid(Table("health-overview", columns, rows), say("quality.overview", lang))
    nothing = [] if any(table.rows for table in found.values()) else [Paragraph(say("quality.nothing", lang))]
    blocks: tuple[Block, ...] = (
        Paragraph(say(f"report.status.{facts.status}", lang)),
        Heading(say("quality.title", lang, title=facts.name(lang)), 1),
        Paragraph(say("quality.summary", lang)),
        Heading(say("quality.overview", lang)),
        overview,
        *nothing,
        *(block for name, table in found.items() if table.rows for block in _part(name, table, lang)),
        *_persons(lang),
        *origin(facts, lang),
    )
    return numbered(blocks, lang)


def health_tables(tables: HealthTables, lang: str) -> dict[str, Table]:
    """Return the entries of every kind by its name, in the order of the page, empty ones too."""
    places = _places(tables, lang)
    found: dict[str, Table] = {}
    for kind in KINDS:
        rows = [row for row in tables.answers[kind.question].records() if kind.keep(row)]
        found[kind.name] = _table(kind.name, kind.columns, rows, places, merged=kind.merged)
        if kind.name == "doubts":
            found["readings"] = _notes("readings", tables.notes, places)
    differing = disagreements(tables.answers["alignments"], lang)
    columns = (*PLACE, "notation", "concept_label", "votes")
    found["disagreements"] = _table("disagreements", columns, differing, places)
    found["links"] = _notes("links", tables.notes, places)
    return found


def _part(name: str, table: Table, lang: str) -> list[Block]:
    title = say(f"quality.{name}", lang)
    return [Heading(title), _remedy(name, lang), Grid(table, title)]


def _remedy(name: str, lang: str) -> Paragraph:
    return Paragraph(say("quality.do", lang, remedy=say(f"quality.{name}.do", lang)))


def _persons(lang: str) -> list[Block]:
    words = shipped_roles()
    labels = [label for label, leads_to in words.labels.items() if leads_to == PERSON]
    labels += [f"{stem}…" for stem, leads_to in words.stems.items() if leads_to == PERSON]
    why = say("quality.persons.why", lang, labels=joined(sorted(labels), "zh"))
    return [Heading(say("quality.persons", lang)), Paragraph(why), _remedy("persons", lang)]


def _places(tables: HealthTables, lang: str) -> Places:
    titles = section_titles(tables.measures)
    keys = {text(row["measure"]): text(row["key"]) for row in tables.measures.records()}
    held: dict[str, dict[str, None]] = {}
    for row in tables.assignments.records():
        held.setdefault(text(row["agency"]), {})[keys[text(row["measure"])]] = None
    return Places(
        sections={text(row["key"]): titles[text(row["section"])] for row in tables.measures.records()},
        keys={agency: sorted(found, key=natural) for agency, found in held.items()},
        lang=lang,
    )


def _notes(kind: str, notes: Iterable[Note], places: Places) -> Table:
    whole = say("quality.whole-plan", places.lang)
    rows = [
        {"key": each.key or whole, "doubt": each.words(places.lang)} for each in notes if each.kind == kind
    ]
    return _table(kind, ("key", "section", "doubt"), rows, places)


def _table(
    name: str,
    columns: Sequence[str],
    rows: Iterable[Row],
    places: Places,
    *,
    merged: bool = False,
) -> Table:
    """Return rows as they are shown."""
    shown = [tuple(_cell(column, row, places) for column in columns) for row in rows]
    entries = _merged(shown, places.lang) if merged else tuple(shown)
    return Table(f"health-{name}", tuple(map(_column, columns)), entries)


def _column(name: str) -> Column:
    phrase = f"quality.{PHRASED[name]}" if name in PHRASED else ""
    zh, en = (say(phrase, "zh"), say(phrase, "en")) if phrase else HEADS[name]
    kind = {"value": "decimal", "maximum": "decimal", "confidence": "decimal"}.get(name, "text")
    return Column(name, kind, zh, en)


def _cell(column: str, row: Row, places: Places) -> Cell:
    lang = places.lang
    if column == "section":
        titles = places.sections.get(text(row["key"]), ("", ""))
        return titles[lang == "en"] or None
    if column == "keys":
        return joined(places.keys.get(text(row["agency"]), ()), lang)
    if column in WORDS:
        last = word(row[column]).rpartition("#")[2]
        phrase = f"{WORDS[column]}.{last}"
        return say(phrase, lang) if phrase in EVERY else last
    if lang == "en" and row.get(f"{column}_en"):
        return row[f"{column}_en"]
    return message(text(row[column]), lang) if column == "doubt" else row.get(column)


def _merged(rows: Iterable[tuple[Cell, ...]], lang: str) -> tuple[tuple[Cell, ...], ...]:
    """Return rows that differ in the last cell only as one.

    Examples
    --------
    >>> _merged([("3", "Finance"), ("3", "Transport"), ("4", "Health")], "en")
    (('3', 'Finance and Transport'), ('4', 'Health'))
    """
    found: dict[tuple[Cell, ...], list[str]] = {}
    for row in rows:
        found.setdefault(row[:-1], []).append(cell_text(row[-1]))
    return tuple((*start, joined(last, lang)) for start, last in found.items())
