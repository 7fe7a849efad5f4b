"""A file of changes: a YAML list, one change an entry, written as on the command line."""

from __future__ import annotations

from pathlib import Path

from graph.coding.nodes import read_nodes
from graph.documents.plain import read_plain
from graph.errors import fail
from graph.network.change_words import FORMS


def read_changes(path: Path) -> list[tuple[str, str]]:
    """Return the changes of a file in their order, as `graph.network.change_words.changed` takes them.

    Each entry is one key with one text, the key a verb of `FORMS`::

        - merge: 县财政局,县交通局=县综合局
        - drop: "6"

    Raises
    ------
    UserError
        When the file is no such list; names are not looked up here.
    """
    coded = read_nodes(read_plain(path).content.strip() or "[]", str(path))
    if not isinstance(coded.data, list) or not coded.data:
        raise fail(str(path), "is no list of changes.", "Write one a line: - lead: 4=县档案馆")
    changes: list[tuple[str, str]] = []
    for place, entry in enumerate(coded.data):
        pairs = list(entry.items()) if isinstance(entry, dict) else []
        if len(pairs) != 1 or pairs[0][0] not in FORMS or not isinstance(pairs[0][1], str):
            remedy = f"Write one of {', '.join(FORMS)} with its text, as on the command line."
            raise fail(coded.where((place,)), "is no change.", remedy)
        changes.append(pairs[0])
    return changes
