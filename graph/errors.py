"""One family of errors that a user can act on: where, what, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: the place (file, line, measure), what is wrong, and the remedy."""

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" {self.remedy}" if self.remedy else "")


class UserError(Exception):
    """Wrong use or unreadable input; carries every problem that was found.

    Examples
    --------
    >>> print(UserError([Problem("plan.yaml, line 3", "a role is missing.", "Write lead.")]))
    plan.yaml, line 3: a role is missing. Write lead.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def fail(where: str, what: str, remedy: str = "") -> UserError:
    """Return a `UserError` with a single problem."""
    return UserError([Problem(where, what, remedy)])


def one_of(where: str, value: str, known: Sequence[str]) -> None:
    """Raise unless a word is one of those that are known."""
    if value not in known:
        raise fail(where, f"there is no {value}.", f"Take one of: {', '.join(known)}.")


def at_least(where: str, number: float, least: float) -> None:
    """Raise unless a number is so large, and one at all."""
    if not number >= least:
        raise fail(where, f"{number} is less than {least}.", f"Take {least} or more.")
