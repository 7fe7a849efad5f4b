"""What the method reads of one measure: its title, its text, the headings above it, its targets' units."""

from __future__ import annotations

from dataclasses import dataclass

from graph.model import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together; `start` is their offset in the document, None where that is not known."""

    text: str
    start: int | None = None

    def span(self, start: int, end: int) -> tuple[Span, ...]:
        """Return where part of the passage stands in the document, () where that is not known."""
        return () if self.start is None else ((self.start + start, self.start + end),)


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """A measure without its attributions and its title's repetition in the text.

    `headings` are the titles of the sections around it, the nearest first; `units` the
    words of units.ttl in which its targets are measured.
    """

    title: Passage = Passage("")
    text: tuple[Passage, ...] = ()
    headings: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A concept that a measure may serve, and why.

    `strength` is direct or contributes, `confidence` runs from 0 to 1, `spans` are the
    words of `reason` in the document.
    """

    concept: str
    strength: str
    confidence: float
    reason: str
    spans: tuple[Span, ...] = ()
