"""How to cite data of a plan: CITATION.cff (Citation File Format 1.2.0) with the plan and the program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.views.jsonld import PROGRAM, PROGRAM_LICENCE, Published
from graph.views.report_facts import ReportFacts
from graph.views.wording import say

NOBODY = "anonymous"
MAINTAINERS = "The Tiaokuai maintainers"


def citation_cff(facts: ReportFacts, published: Published) -> str:
    """Return CITATION.cff of the data of one plan.

    An author is "Family, Given" for a person; a name without a comma is taken whole. Where nobody
    is named the data are cited as anonymous, which the format asks for.
    """
    import yaml

    status = say(f"report.status.{facts.status}", "zh")
    content: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": say("citation.message", "en"),
        "type": "dataset",
        "title": say("dataset.name", "en", title=facts.name("en")),
        "abstract": f"{say('dataset.name', 'zh', title=facts.title)}。{status}",
        "authors": _authors(published.creators),
        "keywords": say("dataset.keywords", "en").split(", "),
        "references": [_plan(facts), _program(facts.version)],
    }
    if published.licence:
        content["license"] = published.licence
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110)


def _authors(names: Sequence[str]) -> list[dict[str, str]]:
    return [_author(name) for name in names] or [{"name": NOBODY}]


def _author(name: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in name.partition(","))
    return {"family-names": family, "given-names": given} if comma and family and given else {"name": name}


def _plan(facts: ReportFacts) -> dict[str, Any]:
    plan: dict[str, Any] = {
        "type": "government-document",
        "title": facts.title,
        "authors": [{"name": name} for name in facts.issuers or (facts.place,)],
        "year": facts.year,
        "notes": f"{say(f'status.{facts.status}', 'zh')} / {say(f'status.{facts.status}', 'en')}."
        f" SHA-256 {facts.source_sha256}",
        "url": facts.url,
        "number": facts.document_number,
    }
    return {name: value for name, value in plan.items() if value}


def _program(version: str) -> dict[str, Any]:
    return {
        "type": "software",
        "title": PROGRAM,
        "version": version,
        "authors": [{"name": MAINTAINERS}],
        "license": PROGRAM_LICENCE,
    }
