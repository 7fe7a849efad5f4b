"""The network page: one HTML file that shows who takes part in which measure and asks nothing of a server."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
from graph.views.picture import LINES, SYSTEMS, UNKNOWN, Picture, picture
from graph.views.wording import EVERY, say

TEMPLATES = Path(__file__).resolve().parent / "templates"
LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; script-src {scripts}; style-src {style}"
OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"dragNodes": False, "selectable": False, "hover": False, "keyboard": False},
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
    ids = {node.iri: f"a{position}" for position, node in enumerate(network.agencies)}
    ids |= {node.iri: f"m{position}" for position, node in enumerate(network.measures)}
    names = usual_names(sources.assignments, network)
    titles = section_titles(sources.measures)
    loads = dict(zip(map(text, sources.rank.values("agency")), sources.rank.values("load"), strict=True))
    facts: Fact = {
        "agencies": agency_facts(sources, names, ids),
        "measures": measure_facts(sources, network.measures, titles, ids),
        "scores": score_columns(sources.rank),
        "flags": flag_names(sources.hotspots),
        "roles": {role: role_names(role) for role in ROLES},
    }
    return _render(plan, picture(network, ids, names, loads, titles), facts, _legend(network))


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
    return {
        "systems": named + ([("", UNKNOWN)] if systems - SYSTEMS.keys() else []),
        "roles": [(role, role_names(role), LINES[role]) for role in ROLES if role in roles],
        "groups": any(agency.is_group for agency in network.agencies),
    }


def _render(plan: PlanFacts, drawn: Picture, facts: Fact, legend: Fact) -> str:
    import jinja2
    import pyvis
    from pyvis.network import Network

    library = _read(Path(pyvis.__file__).resolve().parent / LIBRARY)
    script, style = _read(TEMPLATES / "network.js"), _read(TEMPLATES / "network.css")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.globals |= {
        "plan": {
            "title": visible(plan.title),
            "title_en": visible(plan.title_en or plan.title),
            "status": plan.status,
            "status_names": status_names(plan.status),
            "version": visible(plan.version),
        },
        "policy": POLICY.format(scripts=f"{_checksum(library)} {_checksum(script)}", style=_checksum(style)),
        "library": library,
        "script": script,
        "style": style,
        "picture": drawn,
        "facts": facts,
        "legend": legend,
    }
    net = Network(cdn_resources="in_line")
    net.nodes.extend(drawn.nodes)
    net.edges.extend(drawn.edges)
    net.options = OPTIONS
    net.templateEnv, net.path = environment, "network.html"
    return str(net.generate_html(name="network.html", notebook=False)) + "\n"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8").strip()


def _checksum(content: str) -> str:
    """Return the source expression by which a policy allows exactly this script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
