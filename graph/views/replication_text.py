"""What a replication package says of itself: README in both languages, the map of outputs, licences."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.table import Column, Table
from graph.views.cells import visible
from graph.views.jsonld import Published
from graph.views.markdown import escape
from graph.views.report_facts import ReportFacts
from graph.views.tables import BOM, csv_text, markdown_table
from graph.views.wording import say

README = {"en": "README.md", "zh": "README.zh.md"}
MAIN, REQUIREMENTS, OUTPUTS, MANIFEST = "main.py", "requirements.txt", "outputs.csv", "replication.json"
CITATION, DESCRIPTION, LICENCES = "CITATION.cff", "dataset.jsonld", "LICENSE.md"
RUN = ("python3 -m venv .venv", ". .venv/bin/activate", f"pip install -r {REQUIREMENTS}", f"python {MAIN}")
MADE_BY = {
    "graph.nq": "graph/rdf/dataset.py",
    "graph.trig": "graph/rdf/exchange.py",
    "network.html": "graph/views/page.py",
    "report": "graph/views/report.py",
    "data-health": "graph/views/health_report.py",
    "coordination.xlsx": "graph/views/workbook.py",
    "tables/README.md": "graph/views/codebook.py",
    "tables/datapackage.json": "graph/views/datapackage.py",
}
FLOW = "graph/build.py"
MAP = (
    Column("output", "text", "输出", "Output"),
    Column("code", "text", "程序或查询", "Code or question"),
    Column("command", "text", "命令", "Command"),
    Column("data", "text", "数据", "Data"),
)


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A coded plan in the package, with the document that it was coded from."""

    path: str
    id: str
    title: str
    status: str
    measures: int
    document: str
    document_sha256: str
    url: str


@dataclass(frozen=True, slots=True)
class Package:
    """What the README tells: facts, plans, command, options, versions, and the code of each output."""

    facts: ReportFacts
    published: Published
    plans: tuple[PlanFile, ...]
    command: tuple[str, ...]
    options: Mapping[str, object]
    libraries: Mapping[str, str]
    python: str
    system: str
    wheel: str
    makers: Mapping[str, str]
    notes: str = ""


def maker_of(output: str, tables: Mapping[str, str]) -> str:
    """Return the code or question that makes an output; `tables` tells that of each CSV file.

    Examples
    --------
    >>> maker_of("report.zh.docx", {}), maker_of("tables/gaps.csv", {"tables/gaps.csv": "gaps.py"})
    ('graph/views/report.py', 'gaps.py')
    """
    if output in tables:
        return tables[output]
    return next((code for name, code in MADE_BY.items() if output.startswith(name)), FLOW)


def output_map(package: Package) -> str:
    """Return the map from each output to its code, command and data, as CSV."""
    command = f"python -m graph {shlex.join(package.command)}"
    data = " ".join(plan.path for plan in package.plans)
    rows = tuple((f"output/{name}", code, command, data) for name, code in package.makers.items())
    return csv_text(Table("outputs", MAP, rows), plain=False).removeprefix(BOM)


def licences(package: Package) -> str:
    """Return which licence holds for what, in both languages."""
    lines = [line for lang in ("en", "zh") for line in _licences(package, lang)]
    return "\n\n".join(lines) + "\n"


def readme(package: Package, lang: str) -> str:
    """Return the README of a package, in the order of the World Bank's template."""
    facts = package.facts
    other = README["zh" if lang == "en" else "en"]
    parts = [
        say(f"report.status.{facts.status}", lang),
        f"# {escape(say('replication.title', lang, title=facts.name(lang)))}",
        say("replication.other", lang, file=f"[{other}]({other})"),
        *_contents(package, lang),
        *_running(package, lang),
        *_availability(package, lang),
        *_parameters(package, lang),
        *_outputs(package, lang),
        f"## {say('replication.licence', lang)}",
        *_licences(package, lang),
    ]
    if package.notes:
        parts += [f"## {say('replication.statements', lang)}", package.notes.strip()]
    return "\n\n".join(parts) + "\n"


def _table(heads: Sequence[tuple[str, str]], rows: Sequence[tuple[str, ...]], lang: str) -> str:
    """Return a table in Markdown; each head is the name of a column and the key of its phrase."""
    columns = tuple(Column(name, "text", say(key, "zh"), say(key, "en")) for name, key in heads)
    return markdown_table(Table("part", columns, tuple(rows)), lang).rstrip("\n")


def _contents(package: Package, lang: str) -> list[str]:
    files = (
        (MAIN, "main"),
        (REQUIREMENTS, "requirements"),
        ("data/", "data"),
        (package.wheel, "code"),
        ("output/", "output"),
        (OUTPUTS, "map"),
        (MANIFEST, "machine"),
        (CITATION, "cite"),
        (DESCRIPTION, "jsonld"),
        (LICENCES, "licences"),
        ("SHA256SUMS", "sums"),
    )
    rows = [(name, say(f"replication.{key}", lang)) for name, key in files]
    heads = (("file", "replication.file"), ("is", "replication.is"))
    return [f"## {say('replication.what', lang)}", _table(heads, rows, lang)]


def _running(package: Package, lang: str) -> list[str]:
    measures = sum(plan.measures for plan in package.plans)
    return [
        f"## {say('replication.run', lang)}",
        say("replication.run.text", lang, again="`again/`"),
        "\n".join(f"    {line}" for line in RUN),
        say("replication.cost", lang, measures=measures),
        f"## {say('replication.software', lang)}",
        say(
            "replication.software.text",
            lang,
            python=package.python,
            system=package.system,
            version=package.facts.version,
            requirements=f"`{REQUIREMENTS}`",
        ),
    ]


def _availability(package: Package, lang: str) -> list[str]:
    heads = (
        ("file", "replication.file"),
        ("plan", "replication.plan"),
        ("document", "replication.document"),
        ("sha256", "origin.sha256"),
        ("from", "replication.from"),
    )
    rows = [
        (
            plan.path,
            f"{plan.title} ({say(f'status.{plan.status}', lang)})",
            plan.document,
            plan.document_sha256,
            plan.url or say("replication.nowhere", lang),
        )
        for plan in package.plans
    ]
    return [
        f"## {say('replication.available', lang)}",
        say("replication.available.text", lang),
        _table(heads, rows, lang),
    ]


def _parameters(package: Package, lang: str) -> list[str]:
    given = [(name, _words(value)) for name, value in package.options.items() if _words(value)]
    heads = (("option", "replication.option"), ("value", "replication.value"))
    seeded = "seeded" if package.options.get("samples") else "unseeded"
    parts = [f"## {say('replication.random', lang)}", say(f"replication.{seeded}", lang)]
    return [*parts, _table(heads, given, lang)] if given else parts


def _words(value: object) -> str:
    """Return an option of build.json as a reader sees it; "" when it was not used."""
    if value is None or value is False or value in ("", []):
        return ""
    if isinstance(value, dict):
        return f"{value['file']} ({value['sha256']})"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _outputs(package: Package, lang: str) -> list[str]:
    command = visible(f"python -m graph {shlex.join(package.command)}")
    rows = [(f"output/{name}", code) for name, code in package.makers.items()]
    heads = (("file", "replication.file"), ("code", "replication.code.of"))
    return [
        f"## {say('replication.outputs', lang)}",
        say("replication.outputs.text", lang, wheel=f"`{package.wheel}`", data="`data/`"),
        f"    {command}",
        _table(heads, rows, lang),
        say("replication.packed", lang),
    ]


def _licences(package: Package, lang: str) -> list[str]:
    licence = package.published.licence
    data = say("replication.licence.data", lang, licence=licence) if licence else ""
    return [
        data or say("replication.licence.none", lang),
        say("replication.licence.code", lang, file=f"[{CITATION}]({CITATION})"),
    ]
