"""What a command says on standard error, in the language that it was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from graph.cli.options import language
from graph.errors import Problem

if TYPE_CHECKING:
    from graph.coding.open_points import Point

KINDS = ("doubts", "agencies", "links", "places")


def speak(key: str, **values: object) -> None:
    """Print a phrase on standard error, with what would move the cursor made visible."""
    from graph.views.cells import visible
    from graph.views.wording import say

    click.echo(visible(say(key, language(), **values)), err=True)


def tell(problems: Iterable[Problem]) -> None:
    """Print each problem as a line on standard error."""
    from graph.views.cells import visible
    from graph.views.messages import worded

    for problem in problems:
        click.echo(visible(worded(problem, language())), err=True)


def progress(stage: str) -> None:
    """Say which stage of the work begins."""
    from graph.views.messages import message

    click.echo(message(f"{stage} …", language()), err=True)


def tell_points(points: Sequence[Point]) -> None:
    """Print what waits for a person: a line each, of the agencies that a plan proposes one together."""
    from graph.views.messages import worded
    from graph.views.wording import amount

    proposed: dict[str, list[str]] = {}
    for point in points:
        if point.kind == "agencies":
            proposed.setdefault(point.where, []).append(point.what)
        else:
            speak("review.point", point=worded(point.problem(), language()))
    for where, names in proposed.items():
        told = amount("open-agencies", len(names), language())
        speak("review.agencies", where=where, told=told, names=_listed(names))


def count_of(points: Sequence[Point]) -> str:
    """Return in words how much waits for a person, and of what kinds."""
    from graph.views.wording import amount, say

    kinds = [point.kind for point in points]
    parts = [amount(f"open-{kind}", kinds.count(kind), language()) for kind in KINDS if kind in kinds]
    if not parts:
        return say("review.nothing", language())
    return say("review.count", language(), n=len(points), parts=_listed(parts))


def _listed(words: Sequence[str]) -> str:
    from graph.views.wording import say

    return say("list.comma", language()).join(words)
