"""The phrases of the summary: how sure its findings are; in the form of `graph.views.phrases`."""

from __future__ import annotations

from graph.views.phrases import Phrase

SUMMARY_PHRASES: dict[str, Phrase] = {
}
