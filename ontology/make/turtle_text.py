"""Turtle as text: literals, numbers, a subject with what is stated of it."""

from __future__ import annotations

from collections.abc import Iterable

Pairs = list[tuple[str, str]]
"""Predicates and objects of one subject, as Turtle writes them."""


def literal(text: str, language: str = "") -> str:
    """Return a Turtle literal of one line of text."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' + (f"@{language}" if language else "")


def decimal(points: float) -> str:
    """Return points as a Turtle decimal: 50 gives 50.0, 1.43 stays."""
    return f"{points:.1f}" if points == int(points) else repr(points)


def block(subject: str, pairs: Pairs) -> str:
    """Return one subject with its predicates on one line."""
    return f"<{subject}> " + " ; ".join(f"{predicate} {value}" for predicate, value in pairs) + " .\n"


def matches(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Return mapping predicates, the objects of one relation side by side."""
    grouped: dict[str, list[str]] = {}
    for relation, target in pairs:
        grouped.setdefault(relation, []).append(f"<{target}>")
    return [(f"skos:{relation}", ", ".join(grouped[relation])) for relation in sorted(grouped)]
