"""Plans of any size made up for the tests and the benchmark of the page."""

from __future__ import annotations

import random

from network_tables import Roles, spelling_table, tables

from graph.network.hotspots import hotspot_table
from graph.network.ranking import rank_table
from graph.network.twomode import ROLES, two_mode
from graph.table import Table
from graph.views.page_facts import Sources

SEED = 7


def made_up(agencies: int, measures: int, sections: int) -> Sources:
    """Return a plan in which each section has agencies of its own, and some take part everywhere.

    The first twentieth of the agencies takes part in any section, every other one in its own.
    """
    chance = random.Random(SEED)
    names = [f"body{number:04}" for number in range(agencies)]
    everywhere = names[: max(1, agencies // 20)]
    own = [names[len(everywhere) + section :: sections] for section in range(sections)]
    roles: dict[str, dict[str, list[str]]] = {}
    for number in range(measures):
        near = own[number * sections // measures]
        here = chance.sample(near, min(len(near), chance.randint(1, 4)))
        here += chance.sample(everywhere, chance.randint(0, min(2, len(everywhere))))
        roles[str(number + 1)] = {
            name: [ROLES[0] if place == 0 else ROLES[1]] for place, name in enumerate(here)
        }
    return sources_of(roles, names, sections)


def sources_of(roles: Roles, names: list[str], sections: int) -> Sources:
    """Return the tables of a plan whose measures are spread evenly over sections."""
    assignments, agencies, measures = tables(roles, names)
    count = len(measures.rows)
    places = [measures.index(name) for name in ("section", "section_title", "section_title_en")]
    rows = [list(row) for row in measures.rows]
    for number, row in enumerate(rows):
        section = number * sections // count + 1
        titles = (str(section), f"第{section}部分", f"Section {section}")
        for place, value in zip(places, titles, strict=True):
            row[place] = value
    measures = Table(measures.name, measures.columns, tuple(map(tuple, rows)))
    network = two_mode(assignments, agencies, measures)
    scores = rank_table(network), hotspot_table(network)
    return Sources(assignments, agencies, measures, spelling_table({}), *scores)
