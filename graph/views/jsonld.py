"""What a report or a dataset says of itself in schema.org's words, as JSON-LD for search engines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph.views.report_facts import ReportFacts
from graph.views.wording import say
from graph.vocabulary.iris import node as node_iri
from graph.vocabulary.namespaces import SCHEMA_ORG, SPDX

HTML_MARKS = re.compile("[<>&\u2028\u2029]")
PROGRAM, PROGRAM_LICENCE = "Tiaokuai", "MIT"

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Published:
    """What the one who publishes knows and a build does not: creators, licence, files that can be had.

    `licence` is an SPDX identifier; a file is its name, media type and SHA-256.
    """

    creators: tuple[str, ...] = ()
    licence: str = ""
    files: tuple[tuple[str, str, str], ...] = ()


def report_jsonld(facts: ReportFacts, lang: str, published: Published | None = None) -> Node:
    """Return a report on a plan as schema.org's Report, based on its dataset.

    Examples
    --------
    >>> facts = ReportFacts("town-2024", "小镇方案", "draft", "小镇", 2024, "a.txt", "ab12", "cd34",
    ...     "plain 1", "0.1.0", 2, 10, 0, 1, 0, title_en="Town plan", place_en="Town")
    >>> found = report_jsonld(facts, "en")
    >>> found["@type"], found["name"], found["isBasedOn"]["@type"]
    ('Report', 'Coordination load report: Town plan', 'Dataset')
    """
    return {
        "@context": SCHEMA_ORG,
        "@type": "Report",
        **_named("report.title", facts, lang),
        "inLanguage": "zh-CN" if lang == "zh" else "en",
        "description": say("report.summary", lang),
        "creativeWorkStatus": say(f"status.{facts.status}", lang),
        "creator": _creators((published or Published()).creators),
        "version": facts.version,
        "isBasedOn": _without_context(dataset_jsonld(facts, lang, published)),
    }


def dataset_jsonld(facts: ReportFacts, lang: str, published: Published | None = None) -> Node:
    """Return the data of a plan as schema.org's Dataset, based on the plan and made by this program.

    A licence stands there only where one was named: facts about a plan belong to whoever coded it.

    Examples
    --------
    >>> facts = ReportFacts("town-2024", "小镇方案", "draft", "小镇", 2024, "a.txt", "ab12", "cd34",
    ...     "plain 1", "0.1.0", 2, 10, 0, 1, 0)
    >>> found = dataset_jsonld(facts, "zh", Published(("Li Hua",), "CC-BY-4.0"))
    >>> found["creator"], found["license"]
    ([{'@type': 'Person', 'name': 'Li Hua'}], 'https://spdx.org/licenses/CC-BY-4.0')
    >>> found["isBasedOn"][0]["encoding"]
    {'@type': 'MediaObject', 'name': 'a.txt', 'sha256': 'ab12'}
    """
    published = published or Published()
    place = facts.place_en if lang == "en" and facts.place_en else facts.place
    described = say(
        "dataset.description",
        lang,
        title=facts.name(lang),
        status=say(f"status.{facts.status}", lang),
        place=place,
        year=facts.year,
        assignments=facts.assignments,
        sections=facts.sections,
    )
    node: Node = {
        "@context": SCHEMA_ORG,
        "@type": "Dataset",
        "identifier": facts.plan,
        **_named("dataset.name", facts, lang),
        "description": described,
        "keywords": say("dataset.keywords", lang),
        "creator": _creators(published.creators),
        "version": facts.version,
        "temporalCoverage": str(facts.year),
        "spatialCoverage": {"@type": "Place", "name": place},
        "creativeWorkStatus": say(f"status.{facts.status}", lang),
        "isAccessibleForFree": True,
        "isBasedOn": [_plan(facts, lang), _program(facts.version)],
    }
    if published.licence:
        node["license"] = SPDX + published.licence
    if published.files:
        node["distribution"] = [
            {
                "@type": "DataDownload",
                "contentUrl": name,
                "encodingFormat": media_type,
                "sha256": checksum,
            }
            for name, media_type, checksum in published.files
        ]
    return node


def script_text(node: Node) -> str:
    r"""Return JSON-LD that can stand inside a script element: no text in it ends the element.

    Examples
    --------
    >>> print(script_text({"name": "</script>局"}))
    {
     "name": "\u003c/script\u003e局"
    }
    """
    text = json.dumps(node, ensure_ascii=False, indent=1)
    return HTML_MARKS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _named(key: str, facts: ReportFacts, lang: str) -> Node:
    other = "en" if lang == "zh" else "zh"
    named = {each: say(key, each, title=facts.name(each)) for each in (lang, other)}
    return {"name": named[lang], "alternateName": named[other]}


def _creators(names: Iterable[str]) -> list[Node] | Node:
    persons: list[Node] = [{"@type": "Person", "name": name} for name in names]
    return persons or {"@type": "Organization", "name": PROGRAM}


def _plan(facts: ReportFacts, lang: str) -> Node:
    """Return the plan itself: issuers, number, date, and the file that was coded, by its checksum."""
    node: Node = {
        "@type": "CreativeWork",
        "@id": node_iri("plan", facts.plan),
        "name": facts.name(lang),
        "inLanguage": "zh-CN",
        "creativeWorkStatus": say(f"status.{facts.status}", lang),
        "encoding": {"@type": "MediaObject", "name": facts.source_file, "sha256": facts.source_sha256},
    }
    issuers = [{"@type": "GovernmentOrganization", "name": name} for name in facts.issuer_names(lang)]
    known = {
        "publisher": issuers,
        "identifier": facts.document_number,
        "datePublished": facts.issued,
        "url": facts.url,
    }
    return node | {name: value for name, value in known.items() if value}


def _program(version: str) -> Node:
    return {
        "@type": "SoftwareApplication",
        "name": PROGRAM,
        "softwareVersion": version,
        "license": SPDX + PROGRAM_LICENCE,
    }


def _without_context(node: Node) -> Node:
    return {name: value for name, value in node.items() if name != "@context"}
