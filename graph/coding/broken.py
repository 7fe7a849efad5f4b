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
    """Return the error for text that is no YAML: line, the parser's complaint, the likely remedy."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return fail(file, f"is not valid YAML: {' '.join(str(error).split())}.", REMEDY)
    lines, line = text.split("\n"), error.problem_mark.line
    what, begun = error.problem or "it breaks off", error.context_mark
    if begun is not None and begun.line != line and error.context:
        what += f" ({error.context} from line {begun.line + 1} on)"
    written = lines[line] if line < len(lines) else ""
    return fail(f"{file}, line {line + 1}", f"is not valid YAML: {what}.", _remedy(what, written))


def _remedy(what: str, written: str) -> str:
    if COMPARATOR.match(written):
        return "A comparator is a word: at-least, at-most, more-than, less-than, exactly, about, between."
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return "Indent with spaces, not with tabs."
    return next((remedy for part, remedy in REMEDIES.items() if part in what), REMEDY)
