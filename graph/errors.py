"""One family of errors that a user can act on: where, what, what to do."""

from __future__ import annotations

from collections.abc import Iterable
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
