"""The whole site: pages of the checkout, pages made from ontology and code, files that they link to."""

from __future__ import annotations

import base64
import hashlib
import json
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import jinja2
import pyoxigraph as ox

from graph.vocabulary.namespaces import ID, PREFIXES, TK
from graph.vocabulary.ontology import load_ontology
from graph.vocabulary.turtle import parse_turtle
from sitemaker import api
from sitemaker.examples import Source, read_agencies, read_source
from sitemaker.navigation import INDEX, Group, read_navigation
from sitemaker.ontology import (
    Described,
    describe,
    framework,
    header,
    other,
    other_terms,
    own_terms,
    schemes,
    term,
)
from sitemaker.pages import Heading, Page, html_path, read_page, sources
from sitemaker.phrases import LANGUAGES, say
from sitemaker.tables import tables

TEMPLATES = Path(__file__).parent / "templates"
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; img-src 'self' file: data:; style-src '{style}'"
)
TERMS, CONCEPTS, BREADY = "ontology/terms", "ontology/concepts", "ontology/bready"
TABLES, API, SEARCH = "docs/reference/tables", "docs/reference/api", "search"
QUESTIONS = "docs/reference/questions.html"
JSON_LD = "ontology/policy.jsonld"
EXAMPLES = (
    "plans/*.yaml",
    "docs/example/dengfeng-2025.yaml",
    "docs/example/agencies.ttl",
    "docs/example/dengfeng-*.yaml",
    "tests/data/plans/zhongmu-2024-rules.yaml",
    "tests/data/plans/zhongmu-2024-parts.yaml",
    "tests/data/answers/zhongmu-2025-village.yaml",
)
"""Plans, each pattern built together, and agencies: the shipped plan first, then invented ones."""
MADE = (
    (TERMS, "ontology.terms"),
    (CONCEPTS, "ontology.concepts"),
    (BREADY, "ontology.bready"),
    (TABLES, "tables"),
    (API, "api"),
)


Kinds = list[tuple[str, list[dict[str, object]]]]


@dataclass(frozen=True, slots=True)
class Made:
    """A page that no Markdown file stands behind; `script` is what runs on it, if anything does."""

    page: Page
    alternates: tuple[tuple[str, str], ...] = ()
    script: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A group of the navigation as one page shows it: names, links, and which of them is the page itself."""

    title: str
    pages: list[tuple[str, str, bool]]


def site(root: Path, described: Described) -> dict[str, bytes]:
    """Return every file of the site by its path."""
    pages = [read_page(root, path) for path in sources(root)]
    made = [each for lang in LANGUAGES for each in ontology_pages(described, lang)]
    made += code_pages(root)
    whole = [*map(Made, pages), *made]
    whole += [search_page([each.page for each in whole], lang) for lang in LANGUAGES]
    paths = {each.page.path for each in whole}
    navigation = {lang: (*read_navigation(root, lang), made_group(lang)) for lang in LANGUAGES}
    files = {each.page.path: render(each, navigation[each.page.lang], paths).encode() for each in whole}
    linked = {path for page in pages for path in page.files if not path.endswith(".md")}
    linked |= {path.relative_to(root).as_posix() for path in (root / "ontology").glob("*.ttl")}
    files |= {path: (root / path).read_bytes() for path in sorted(linked) if (root / path).is_file()}
    files[JSON_LD] = json_ld(root / "ontology" / "policy.ttl")
    files["index.html"] = front(paths).encode()
    return files


def localised(stem: str, lang: str) -> str:
    """Return the path of a made page in a language."""
    return f"{stem}.zh.html" if lang == "zh" else f"{stem}.html"


def made_group(lang: str) -> Group:
    """Return the pages that are made from ontology and code, for the navigation."""
    return Group(say("generated", lang), tuple((say(key, lang), localised(stem, lang)) for stem, key in MADE))


def described_ontology(root: Path) -> Described:
    """Return the ontology with examples from the plans of the checkout, the shipped one first."""
    ontology = load_ontology()
    found: list[Source] = []
    for pattern in EXAMPLES:
        paths = sorted(root.glob(pattern))
        name = ", ".join(path.relative_to(root).as_posix() for path in paths)
        if pattern.endswith(".ttl"):
            found.append(read_agencies(name, paths))
        else:
            found.append(read_source(name, paths, ontology, whole=not found))
    return describe(ontology, root / "ontology" / "shapes.ttl", found)


def ontology_pages(described: Described, lang: str) -> list[Made]:
    """Return the three pages of the ontology in a language."""
    terms_of = [(kind, [term(described, iri, lang) for iri in iris]) for kind, iris in own_terms(described)]
    kinds = [each for each in terms_of if each[1]]
    files = ("policy.ttl", "policy.jsonld", "shapes.ttl", "style.ttl")
    terms = {
        "header": header(described, lang),
        "files": files,
        "prefixes": [("tk", TK), *((name, iri) for name, iri in PREFIXES.items() if name != "tk"), ("", ID)],
        "kinds": kinds,
        "others": [other(described, iri, lang) for iri in other_terms(described)],
        "questions": posixpath.relpath(QUESTIONS, "ontology"),
    }
    listed, left = schemes(described, lang)
    alternates = (("policy.ttl", "text/turtle"), ("policy.jsonld", "application/ld+json"))
    return [
        _searchable(made_page(TERMS, "ontology.terms", lang, terms, alternates), kinds, lang),
        made_page(CONCEPTS, "ontology.concepts", lang, {"schemes": listed, "left": left}),
        made_page(BREADY, "ontology.bready", lang, {"rows": framework(described, lang)}),
    ]


def code_pages(root: Path) -> list[Made]:
    """Return the pages of the Python code and of the tables, in both languages."""
    stages, columns = api.stages(root), tables(root, load_ontology())
    questions = posixpath.relpath(QUESTIONS, "docs/reference")
    made = []
    for lang in LANGUAGES:
        made.append(made_page(TABLES, "tables", lang, {"tables": columns, "questions": questions}))
        made.append(made_page(API, "api", lang, {"stages": stages}))
    return made


def search_page(pages: Iterable[Page], lang: str) -> Made:
    """Return the page that searches all pages of a language; its index stands in it."""
    rows = [
        {
            "href": page.path + (f"#{name}" if name else ""),
            "title": page.title,
            "heading": heading,
            "text": text,
        }
        for page in pages
        for name, heading, text in page.sections
        if page.lang == lang and (text or heading)
    ]
    index = json.dumps(rows, ensure_ascii=False).replace("<", "\\u003c")
    script = (TEMPLATES / "search.js").read_text(encoding="utf-8")
    found = made_page(SEARCH, "search", lang, {"sections": index, "script": script})
    return replace(found, script=script)


def made_page(
    stem: str, key: str, lang: str, values: Mapping[str, object], alternates: tuple[tuple[str, str], ...] = ()
) -> Made:
    """Return a page from the template that is called like the last part of its path."""
    title = say(key, lang)
    body = _environment().get_template(f"{stem.rpartition('/')[2]}.html")
    html = body.render(title=title, lang=lang, say=say, **values)
    return Made(Page(localised(stem, lang), lang, title, html, (), (), ()), alternates)


def _searchable(made: Made, kinds: Kinds, lang: str) -> Made:
    """Return the page of the terms with what contents and search need to know of them."""
    headings = tuple(Heading(2, say(kind, lang), kind) for kind, _ in kinds)
    sections = tuple(
        (str(each["name"]), f"tk:{each['name']} {each['label']}", f"{each['definition']} {each['scope']}")
        for _, rows in kinds
        for each in rows
    )
    return replace(made, page=replace(made.page, headings=headings, sections=sections))


def render(made: Made, navigation: Iterable[Group], paths: set[str]) -> str:
    """Return a page in its frame."""
    page = made.page
    folder = posixpath.dirname(page.path)

    def to(path: str) -> str:
        return posixpath.relpath(path, folder or ".")

    style = (TEMPLATES / "site.css").read_text(encoding="utf-8").strip()
    policy = POLICY.format(style=_checksum(style))
    return _environment().get_template("page.html").render(
        lang=page.lang,
        say=say,
        title=page.title,
        policy=policy + (f"; script-src '{_checksum(made.script)}'" if made.script else ""),
        style=style,
        alternates=made.alternates,
        home=to(html_path(INDEX[page.lang])),
        other=to(sibling) if (sibling := _sibling(page.path)) in paths else "",
        search=to(localised(SEARCH, page.lang)),
        navigation=[
            Shown(group.title, [(name, to(path), path == page.path) for name, path in group.pages])
            for group in navigation
        ],
        contents=page.contents,
        body=page.html,
    )  # fmt: skip


def front(paths: set[str]) -> str:
    """Return the first page: which language."""
    found = [(html_path(INDEX[lang]), say("site", lang)) for lang in LANGUAGES]
    return (
        _environment().get_template("front.html").render(pages=[each for each in found if each[0] in paths])
    )


def json_ld(path: Path) -> bytes:
    """Return the terms as JSON-LD."""
    written = ox.serialize(parse_turtle(path), format=ox.RdfFormat.JSON_LD, prefixes=PREFIXES)
    return bytes(written or b"")


def _sibling(path: str) -> str:
    return (
        path.replace(".zh.html", ".html") if path.endswith(".zh.html") else path.replace(".html", ".zh.html")
    )


def _checksum(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
