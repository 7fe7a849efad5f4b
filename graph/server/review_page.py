"""The review page: one HTML file with its script and style inside, allowed by checksum and nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path

from graph.server.phrases import PHRASES

TEMPLATES = Path(__file__).resolve().parent / "templates"
SCRIPTS = ("review-model.js", "review-text.js", "review-fields.js", "review.js")
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "connect-src 'self'; img-src data:; script-src {script}; style-src {style}"
)


@cache
def review_page(lang: str) -> tuple[str, str]:
    """Return the page and its Content-Security-Policy; the page asks for the plan itself."""
    import jinja2

    style = _read("review.css")
    script = "\n".join(_read(name) for name in SCRIPTS)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    page = environment.get_template("review.html").render(
        lang=lang, style=style, script=script, phrases=script_safe(PHRASES)
    )
    return page, POLICY.format(script=checksum(script), style=checksum(style))


def script_safe(value: object) -> str:
    r"""Return JSON that no HTML parser takes for markup.

    Examples
    --------
    >>> script_safe(["</script>&"])
    '["\\u003c/script\\u003e\\u0026"]'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _read(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8").strip()


def checksum(content: str) -> str:
    """Return the source expression by which a policy allows exactly this script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
