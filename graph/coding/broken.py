"""Text that is no YAML, told in a coder's words."""

from __future__ import annotations

import re

import yaml

from graph.errors import UserError, fail

# What libyaml complains of → what it usually means in a coded plan.
REMEDIES = {
    "mapping values are not allowed": "Quote a value that holds ': ', and check the indent of the line.",
    "another document": "One file holds one plan: take the line --- out.",
    "did not find expected ',' or '": "Close the bracket.",
    "unexpected end of stream": "Close the quotation mark.",
}
REMEDY = "Check the indent, and quote a value that begins with > | * & ! % @ ` { or [."
COMPARATOR = re.compile(r"^[\s-]*comparator:\s*[<>=%!&|*@`]")


def broken_yaml(error: yaml.YAMLError, text: str, file: str) -> UserError:
    """Return the error for YAML that cannot be parsed: its line, the parser's complaint, the likely remedy."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error)
    if mark is None:
        return fail(file, f"is not valid YAML: {what}.", REMEDY)
    lines = text.split("\n")
    written = lines[mark.line] if mark.line < len(lines) else ""
    begun = getattr(error, "context_mark", None)
    if begun is not None and begun.line != mark.line and getattr(error, "context", None):
        what += f" ({error.context} from line {begun.line + 1} on)"  # type: ignore[attr-defined]
    return fail(f"{file}, line {mark.line + 1}", f"is not valid YAML: {what}.", _remedy(what, written))


def _remedy(what: str, written: str) -> str:
    if COMPARATOR.match(written):
        return "A comparator is a word: at-least, at-most, more-than, less-than, exactly, about, between."
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return "Indent with spaces, not with tabs."
    return next((remedy for part, remedy in REMEDIES.items() if part in what), REMEDY)
