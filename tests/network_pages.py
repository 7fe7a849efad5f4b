"""Network pages for the tests, opened in a browser that has no network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import Any

from conftest import DATA, Built
from network_tables import Roles, replaced, spelling_table, tables
from playwright.sync_api import Browser, Page, ViewportSize

from graph.network.assurance import assurance
from graph.network.drawing import Drawing, Work
from graph.network.hotspots import hotspot_table
from graph.network.ranking import rank_table
from graph.network.reading import read_network
from graph.network.twomode import two_mode
from graph.presentation import page as plan_page
from graph.presentation import report_facts, tables_of
from graph.table import Table
from graph.views.page import PlanFacts, network_page
from graph.views.page_facts import Sources

ROLES: Roles = {
    "1": {"finance": ["lead"], "health": ["responsible"], "transport": ["cooperating"]},
    "2": {"finance": ["lead", "responsible"], "health": ["responsible"], "transport": ["supervising"]},
    "19": {"health": ["responsible"]},
}
SPELLINGS = {"health": ["卫健委", "镇卫生健康委员会"], "transport": ["镇公路局"]}
HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "</script><script>document.title='owned'</script>",
    "<a href=\"javascript:document.title='owned'\">href</a>",
    "\u202egnp.exe\u2066",
    "{{ 7 * 7 }}<!--<script>",
    "${document.title='owned'}`'\\u003c",
    "\x00\x1b[31m\ud800",
    "=HYPERLINK(\"http://x\",'owned')",
)
WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PAGES: dict[Path, str] = {}


def sources(
    made: tuple[Table, Table, Table], spellings: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Sources:
    network = two_mode(*made)
    return Sources(*made, spelling_table(spellings), rank_table(network), hotspot_table(network))


def town_page(status: str = "draft") -> str:
    plan = PlanFacts("镇方案", "Town plan", status, "sha256:0123")
    return network_page(plan, sources(tables(ROLES), SPELLINGS))


def hostile_page(words: str) -> str:
    """Return a page on which every text that the data can hold is `words`."""
    assignments, agencies, measures = tables({**ROLES, "19": {"health": ["responsible"]}})
    for row in range(len(assignments.rows)):
        assignments = replaced(assignments, "spelling", words, row)
    for column in ("label", "label_en", "level_zh", "level_en", "system_zh", "system_en"):
        for row in range(len(agencies.rows)):
            agencies = replaced(agencies, column, words, row)
    for column in ("key", "title", "section_title", "section_title_en"):
        measures = replaced(measures, column, words, 1)
    measures = replaced(measures, "number", None, 1)
    plan = PlanFacts(words, words, words, words)
    spelled = {"finance": [words], "health": [words]}
    return network_page(plan, sources((assignments, agencies, measures), spelled))


def built_page(built: Built) -> str:
    """Return the page of a plan, made once a session."""
    if built.graph_nq not in PAGES:
        drawn = assurance(read_network(built.store, built.plan.id), Work(Drawing(samples=40)))()
        made = tables_of(built.store, built.plan.id, drawn)
        PAGES[built.graph_nq] = plan_page(report_facts(built.store, built.plan.id, made), made)
    return PAGES[built.graph_nq]


def told(html: str, name: str) -> Any:
    """Return what a page holds as JSON under a name."""
    found = re.search(f'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def parties(html: str, role: str = "") -> dict[str, set[str]]:
    """Return measure → its agencies, of one role where one is given, from the facts of a page."""
    return {
        measure["id"]: {
            agency for held, found in measure["roles"].items() if role in {"", held} for agency in found
        }
        for measure in told(html, "facts")["measures"]
    }


def shared(found: Mapping[str, set[str]]) -> dict[tuple[str, str], set[str]]:
    """Return pair of agencies → the measures that both take part in, worked out from `parties`."""
    pairs: dict[tuple[str, str], set[str]] = {}
    for measure, agencies in found.items():
        for one, other in combinations(sorted(agencies), 2):
            pairs.setdefault((one, other), set()).add(measure)
    return pairs


@dataclass
class Opened:
    """A page in the browser, what it asked for and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, address: str) -> None:
        """Show what an address says, as the browser's Back and Forward do."""
        self.page.evaluate(
            "hash => { history.replaceState(null, '', `#${hash}`);"
            " dispatchEvent(new PopStateEvent('popstate')); }",
            address,
        )

    def nodes(self) -> list[str]:
        return list(self.page.evaluate("tiaokuai.scene.nodes.map(node => node.id)"))

    def edges(self) -> list[list[str]]:
        return list(self.page.evaluate("tiaokuai.scene.edges.map(({ from, to }) => [from, to])"))

    def state(self) -> dict[str, str]:
        return dict(self.page.evaluate("tiaokuai.state"))

    def rows(self) -> list[list[str]]:
        """Return the cells of the table under the picture."""
        return list(
            self.page.evaluate(
                "[...document.querySelectorAll('#table tbody tr')]"
                ".map(row => [...row.cells].map(cell => cell.textContent))"
            )
        )

    def faults(self) -> list[tuple[str, str, list[str]]]:
        """Return what axe-core finds, with how bad it is and where."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate((DATA / "axe" / "axe.min.js").read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = self.page.evaluate("axe.run().then(found => found.violations)")
        return [
            (each["id"], each["impact"], [node["html"][:200] for node in each["nodes"]]) for each in found
        ]


def until(page: Page, condition: str, given: object = None) -> None:
    """Wait until a function says yes; what Playwright has for it needs `eval`, which the page forbids."""
    page.evaluate(
        f"""async given => {{
            const [holds, patience] = [{condition}, performance.now() + 30000];
            while (!holds(given)) {{
                if (performance.now() > patience) throw new Error('it never came true');
                await new Promise(done => setTimeout(done, 20));
            }}
        }}""",
        given,
    )


def opened(browser: Browser, folder: Path, html: str, address: str = "", **settings: Any) -> Opened:
    """Open a page from disk, offline; every request and every complaint is written down."""
    file = folder / "network.html"
    file.write_text(html, encoding="utf-8", newline="\n")
    context = browser.new_context(offline=True, viewport=settings.pop("viewport", WIDE), **settings)
    found = Opened(context.new_page())
    found.page.on("request", lambda request: found.requests.append(request.url))
    found.page.on("console", lambda message: found.complaints.append(message.text))
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    found.page.goto(file.as_uri() + address)
    until(found.page, "() => window.tiaokuai !== undefined")
    return found


def shown(browser: Browser, folder: Path, html: str) -> Iterator[Opened]:
    """Open a page for several tests; in the end it has complained of nothing and asked for nothing."""
    found = opened(browser, folder, html, accept_downloads=True)
    yield found
    assert found.complaints == []
    assert [url.rsplit("/", 1)[-1] for url in found.requests if not url.startswith("blob:")] == [
        "network.html"
    ]


def click_on(page: Page, node: str) -> None:
    """Click a node of the picture, wherever the picture now shows it."""
    spot = page.evaluate("id => tiaokuai.network.canvasToDOM(tiaokuai.network.getPosition(id))", node)
    page.locator("#picture canvas").click(position=spot)
    until(page, "() => document.querySelector('#panel .close') !== null")
