"""Stock pyvis and ipysigma on the same data as the page, for benchmarks/page.py.

ipysigma is installed into a folder of its own, never into the project's environment. The
page that it writes loads three scripts from the network; the copies of these that pip and
npm bring stand in for them.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import venv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(tempfile.gettempdir()) / "tiaokuai-peers"
IPYSIGMA, MANAGER, REQUIRE = "ipysigma==0.24.6", "@jupyter-widgets/html-manager@1.0.15", "requirejs@2.3.4"
WRITE = """
import json, sys, networkx
from ipysigma import Sigma
given = json.load(open(sys.argv[1], encoding="utf-8"))
network = networkx.Graph()
for node in given["nodes"]:
    network.add_node(node["id"], label=node["label"], value=node["size"])
network.add_weighted_edges_from(given["edges"])
Sigma.write_html(network, sys.argv[2], fullscreen=True, node_size="value", start_layout=5)
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page of a peer, and the files that stand in for addresses on the network, by what these contain."""

    html: str
    local: Mapping[str, Path] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plain:
    """A network as the peers take it: id, name and size of nodes; two ids and a weight an edge."""

    nodes: Sequence[tuple[str, str, float]]
    edges: Sequence[tuple[str, str, float]]


def pyvis_page(network: Plain) -> Drawn:
    """Return what pyvis makes of a network by itself: physics on, all that it has inside the file."""
    from pyvis.network import Network

    net = Network(height="860px", width="100%", cdn_resources="in_line")
    for node, name, size in network.nodes:
        net.add_node(node, label=name, value=size)
    for one, other, weight in network.edges:
        net.add_edge(one, other, value=weight)
    return Drawn(str(net.generate_html(name="stock.html", notebook=False)))


def ipysigma_page(network: Plain) -> Drawn | str:
    """Return what ipysigma makes of a network, its layout running for 5 s, or why there is nothing."""
    python = FOLDER / "bin" / "python"
    try:
        if not python.exists():
            venv.create(FOLDER, with_pip=True)
            _run([str(python), "-m", "pip", "install", "--quiet", IPYSIGMA, "networkx"])
        scripts = [_package(name) for name in (MANAGER, REQUIRE)]
        given = FOLDER / "network.json"
        rows = [{"id": node, "label": name, "size": size} for node, name, size in network.nodes]
        given.write_text(json.dumps({"nodes": rows, "edges": network.edges}), encoding="utf-8", newline="\n")
        _run([str(python), "-c", WRITE, str(given), str(FOLDER / "sigma.html")])
    except (OSError, subprocess.SubprocessError) as error:
        return f"not measured: {error}"
    html = (FOLDER / "sigma.html").read_text(encoding="utf-8")
    start = html.find(' integrity="')
    end = html.find('"', start + 12) + 1
    return Drawn(
        html[:start] + html[end:],
        {
            "require": scripts[1] / "require.js",
            "embed-amd": scripts[0] / "dist" / "embed-amd.js",
            "ipysigma": FOLDER / "share" / "jupyter" / "nbextensions" / "ipysigma" / "index.js",
        },
    )


def _package(name: str) -> Path:
    """Return the folder of an npm package, fetched once."""
    folder = FOLDER / "npm" / name.rpartition("@")[0].replace("/", "-").lstrip("@")
    if not folder.exists():
        folder.mkdir(parents=True)
        packed = _run(["npm", "pack", name, "--silent", "--pack-destination", str(folder)]).strip()
        _run(["tar", "xzf", str(folder / packed.splitlines()[-1]), "-C", str(folder), "--strip-components=1"])
    return folder


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    return done.stdout
