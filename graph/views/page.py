"""The network page: one HTML file that shows who takes part in which measure and asks nothing of a server."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.network.reading import with_facts
from graph.network.twomode import ROLES, TwoMode, text, two_mode
from graph.views.cells import visible
from graph.views.page_facts import (
    Fact,
    Sources,
    agency_facts,
    flag_names,
    measure_facts,
    score_columns,
    section_titles,
    usual_names,
)
from graph.views.page_more import add_to_agencies, add_to_measures, lists_of, more_of
from graph.views.page_phrases import page_words
from graph.views.page_views import DRAWN, Answers, ground_of, group_names, page_views
from graph.views.parts import Written, looks_of, parts_of
from graph.views.picture import LINES, SYSTEMS, UNKNOWN, Picture, picture
from graph.views.wording import EVERY, say

SCRIPTS = (
    *(
        "words",
        "facts",
        "state",
        "filters",
        "looks",
        "ring",
        "scenes",
        "pen",
        "labels",
        "drawing",
        "stage",
        "legend",
    ),
    *("search", "panel", "table", "save", "controls", "main"),
)
"""The parts of the page's script, each one job, in the order in which they stand in it."""
TEMPLATES = Path(__file__).resolve().parent / "templates"
LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; script-src {scripts}; style-src {style}"
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": True, "selectable": False, "hover": False, "keyboard": False},
    "nodes": {"chosen": False},
    "edges": {
        "chosen": False,
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.5},
    },
}


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the page says of the plan; `status` is a word, `version` a checksum or number of the data."""

    title: str
    title_en: str = ""
    status: str = ""
    version: str = ""


def network_page(plan: PlanFacts, sources: Sources) -> str:
    """Return the network page of one plan as HTML.

    Parameters
    ----------
    plan
        Title, status and version of the data.
    sources
        The rows of queries/network, and the tables `rank` and `hotspots` of
        graph.network: loads set the size of an agency, and every number of the
        page comes from them.

    Notes
    -----
    Drawn with pyvis and the vis-network that pyvis carries. Scripts and styles
    stand in the file; its Content-Security-Policy allows these by checksum and
    nothing else. Names from the data are text wherever they stand.
    """
    network = two_mode(sources.assignments, sources.agencies, sources.measures)
    if sources.more:
        network = with_facts(network, sources.more["network/measure-facts"])
    ids = {node.iri: f"a{position}" for position, node in enumerate(network.agencies)}
    ids |= {node.iri: f"m{position}" for position, node in enumerate(network.measures)}
    names = usual_names(sources.assignments, network)
    titles = section_titles(sources.measures)
    loads = dict(zip(map(text, sources.rank.values("agency")), sources.rank.values("load"), strict=True))
    drawn = picture(network, ids, names, loads, titles)
    more = more_of(sources, group_names(sources))
    agencies = agency_facts(sources, names, ids)
    add_to_agencies(agencies, network, ids, more)
    measures = measure_facts(sources, network.measures, titles, ids)
    add_to_measures(measures, network, ids, more)
    facts: Fact = {
        "agencies": agencies,
        "measures": measures,
        **lists_of(more),
        "drawing": {"samples": sources.drawing.samples, "seed": sources.drawing.seed},
        "beyond_said": {lang: list(said) for lang, said in sources.ties_said.items()},
        "scores": score_columns(sources.rank),
        "flags": flag_names(sources.hotspots),
        "roles": {role: role_names(role) for role in ROLES},
    }
    shown = Answers(sources.rank, sources.ties, names=more.names, samples=sources.drawing.samples)
    views = page_views(ground_of(network, ids, drawn), shown)
    if len(ids) > DRAWN:
        views["looks"] = looks_of(drawn)
        views["parts"] = parts_of(network, ids, Written(names, loads, titles), DRAWN)
        drawn = NOTHING
    return _render(plan, Shown(drawn, facts, _legend(network), views))


def page_script() -> str:
    """Return the script of the page: its parts in one scope, which nothing else on the page shares."""
    parts = (_read(TEMPLATES / "page" / f"{name}.js") for name in SCRIPTS)
    return "\n".join(('"use strict";\n(() => {', *parts, "})();"))


def role_names(role: str) -> tuple[str, str]:
    """Return what a role is called in Chinese and in English."""
    return say(f"role.{role}", "zh"), say(f"role.{role}", "en").capitalize()


def status_names(status: str) -> tuple[str, str]:
    """Return what a plan's status is called in Chinese and in English, nothing for an unknown one."""
    key = f"status.{status}"
    return (say(key, "zh"), say(key, "en")) if key in EVERY else ("", "")


def _legend(network: TwoMode) -> Fact:
    """Return what the picture uses, and so what its legend explains."""
    systems = {agency.system for agency in network.agencies}
    roles = {role for roles in network.roles.values() for role in roles}
    named = [(word, look) for word, look in SYSTEMS.items() if word in systems]
    named += [("", UNKNOWN)] if systems - SYSTEMS.keys() else []
    return {
        "systems": [(word, {"colour": look.colour, "shape": look.shape}) for word, look in named],
        "roles": [(role, role_names(role), LINES[role]) for role in ROLES if role in roles],
    }


NOTHING = Picture((), (), (), by_lead=False, reach=0.0, half_height=0.0)
"""What is drawn at first of a network that no picture holds."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page holds: the two-mode picture, facts, what the legend explains, the other views."""

    picture: Picture
    facts: Fact
    legend: Fact
    views: Fact


def _render(plan: PlanFacts, shown: Shown) -> str:
    import jinja2
    import pyvis
    from pyvis.network import Network

    library = _read(Path(pyvis.__file__).resolve().parent / LIBRARY)
    script, style = page_script(), _read(TEMPLATES / "network.css")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.globals |= {
        "plan": {
            "title": visible(plan.title),
            "title_en": visible(plan.title_en or plan.title),
            "status": plan.status if any(status_names(plan.status)) else "",
            "status_names": status_names(plan.status),
            "version": visible(plan.version),
        },
        "policy": POLICY.format(scripts=f"{_checksum(library)} {_checksum(script)}", style=_checksum(style)),
        "library": library,
        "script": script,
        "style": style,
        "picture": shown.picture,
        "facts": shown.facts,
        "legend": shown.legend,
        "views": shown.views,
        "words": page_words(),
    }
    net = Network(cdn_resources="in_line")
    net.nodes.extend(shown.picture.nodes)
    net.edges.extend(shown.picture.edges)
    net.options = OPTIONS
    net.templateEnv, net.path = environment, "network.html"
    return str(net.generate_html(name="network.html", notebook=False)) + "\n"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()


def _checksum(content: str) -> str:
    """Return the source expression by which a policy allows exactly this script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
