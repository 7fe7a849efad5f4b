"""The phrases of the report's further parts and figures, in the form of `graph.views.phrases`."""

from __future__ import annotations

from graph.views.phrases import Phrase

PART_PHRASES: dict[str, Phrase] = {
}
