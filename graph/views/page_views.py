"""The views of the network page beside the two-mode picture: where everything stands in each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.network.twomode import TwoMode, text, word
from graph.table import Table
from graph.views.agency_view import agency_view
from graph.views.boxes import FONT, LINE
from graph.views.ground import Both, Ground
from graph.views.group_view import group_views
from graph.views.neighbourhoods import neighbourhoods
from graph.views.page_facts import Fact, Sources, section_titles
from graph.views.picture import Picture
from graph.views.radial import centre_view

DRAWN = 2000
"""So many nodes are drawn at once at most; of more, groups are shown first."""
FEW = 500
"""Of a network of more nodes than are drawn at once, so many agencies are shown, the heaviest loads."""
SURVIVES = "survives_"
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Answers:
    """What the views show of scores and chance.

    `rank` is the table of scores; `ties` the table of ties beyond chance at `level`
    (`graph.network.chance.ties.ties_table`), None where nobody tested; `samples` were drawn.
    """

    rank: Table
    ties: Table | None = None
    level: float = LEVEL
    names: Mapping[str, Mapping[str, Both]] = field(default_factory=dict)
    samples: int = 0


def page_views(ground: Ground, answers: Answers) -> Fact:
    """Return every view, ready to be written as JSON.

    All places are in pixels of the picture, y downwards, to a tenth, and depend on nothing
    but the arguments.
    """
    nodes = len(ground.network.agencies) + len(ground.measures)
    return {
        "label": {"size": FONT, "line": LINE},
        "labels": dict(zip(ground.agencies, ground.lines, strict=True)),
        "agencies": agency_view(ground, beyond_chance(answers.ties), answers.level, answers.samples),
        "groups": group_views(ground, answers.names),
        "near": neighbourhoods(ground) if nodes <= DRAWN else {},
        "centre": centre_view(ground, answers.rank),
        "limits": {"drawn": DRAWN, "nodes": nodes, "agencies": len(ground.agencies), "whole": nodes <= DRAWN},
    }


def beyond_chance(ties: Table | None) -> dict[str, set[tuple[str, str]]]:
    """Return model → the pairs whose tie survives, the lesser IRI first, from the table `ties`."""
    if ties is None:
        return {}
    models = [each.name for each in ties.columns if each.name.startswith(SURVIVES)]
    found: dict[str, set[tuple[str, str]]] = {model.removeprefix(SURVIVES): set() for model in models}
    for row in ties.records():
        one, other = sorted((text(row["agency_a"]), text(row["agency_b"])))
        for model in models:
            if row[model] is True:
                found[model.removeprefix(SURVIVES)].add((one, other))
    return found


def ground_of(network: TwoMode, ids: Mapping[str, str], drawn: Picture) -> Ground:
    """Return the ground of the views, with the names and sizes that the two-mode picture has."""
    items = {str(item["id"]): item for item in drawn.nodes}
    own = {agency.iri: items[ids[agency.iri]] for agency in network.agencies}
    whole = len(network.agencies) + len(network.measures) <= DRAWN
    return Ground(
        network,
        ids,
        {iri: (str(item["zh"]), str(item["en"])) for iri, item in own.items()},
        {iri: float(str(item["size"])) for iri, item in own.items()},
        DRAWN if whole else FEW,
    )


def group_names(sources: Sources) -> dict[str, dict[str, Both]]:
    """Return section, sector, topic, system … → word → its name in Chinese and English."""
    names: dict[str, dict[str, Both]] = {"section": section_titles(sources.measures)}
    for row in sources.more["network/concepts"].records() if sources.more else ():
        zh = text(row["label"])
        en = text(row["label_en"]) or zh
        names.setdefault(text(row["what"]), {})[word(row["concept"])] = (zh, en[:1].upper() + en[1:])
    return names
