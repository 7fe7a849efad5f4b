"""What the views of the network page are called, in the form of `graph.views.phrases`."""

from __future__ import annotations

from graph.views.phrases import Phrase

VIEW_PHRASES: dict[str, Phrase] = {
    "view.section": Phrase("部分", "Sections"),
    "view.sector": Phrase("领域", "Sectors"),
    "view.topic": Phrase("世行主题", "B-READY topics"),
    "view.system": Phrase("系统", "Systems"),
}
