"""Pages as HTML: every word escaped, one style allowed by its checksum, no script at all."""

from __future__ import annotations

from functools import cache, partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from graph.server.message import Response
from graph.server.page_phrases import say
from graph.server.review_page import TEMPLATES, checksum
from graph.views.cells import visible
from graph.vocabulary.iris import path_of
from graph.vocabulary.namespaces import ID, TK

if TYPE_CHECKING:
    import jinja2

HTML = "text/html; charset=utf-8"
TERMS = "ns"
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; style-src {style}; "
    "img-src data:"
)
WEB = ("http", "https")


def html(template: str, base: str, lang: str, facts: dict[str, Any]) -> Response:
    """Return a page made of a template; `base` is the path below which the site is."""
    content = (
        _environment()
        .get_template(template)
        .render(facts, base=base, lang=lang, say=partial(say, lang=lang), style=_style())
    )
    policy = POLICY.format(style=checksum(_style()))
    return Response(
        HTTPStatus.OK, content.encode("utf-8", "replace"), HTML, (("Content-Security-Policy", policy),)
    )


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["visible"] = visible
    environment.trim_blocks = environment.lstrip_blocks = True
    return environment


@cache
def _style() -> str:
    return (TEMPLATES / "site.css").read_text(encoding="utf-8").strip()


def page_path(iri: str) -> str:
    """Return where the page of an IRI of ours is, "" for any other IRI.

    Examples
    --------
    >>> page_path(ID + "role/lead"), page_path(TK + "isLedBy"), page_path("urn:x")
    ('/page/role/lead', '/page/ns/isLedBy', '')
    """
    if iri.startswith(ID):
        return f"/page/{quote(path_of(iri))}"
    return f"/page/{TERMS}/{quote(iri.removeprefix(TK))}" if iri.startswith(TK) else ""


def address(iri: str, base: str) -> str:
    """Return the address to which an IRI is linked: our page, a web address, or "" for neither."""
    path = page_path(iri)
    if path:
        return base + path
    scheme, _, rest = iri.partition(":")
    return iri if scheme in WEB and rest.startswith("//") and " " not in iri else ""


def iri_of(path: str) -> str:
    """Return the IRI that a page or its data is about, by what follows /page/ or /data/.

    Examples
    --------
    >>> iri_of("role/lead") == ID + "role/lead", iri_of("ns/isLedBy") == TK + "isLedBy"
    (True, True)
    """
    folder, _, name = path.partition("/")
    return TK + name if folder == TERMS and name else ID + path
