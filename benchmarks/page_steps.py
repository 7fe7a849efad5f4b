"""How long each single step of a reader keeps the network page from answering.

Every step is one that a reader takes with a hand on the page: a view, a size, a filter, a typed
name, a choice, a heading of the table, the other language, a saved file. A task is long from 50 ms
on (Long Tasks API, W3C); what is shorter is printed as 0. The shorter of two rounds counts, since
a task also lasts as long as it waits for a core that other programs hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

REST = 700
ROUNDS = 2
FROZEN = 200.0
WATCH = """(() => {
  window.__longest = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((each) => {
    window.__longest = Math.max(window.__longest, each.duration);
  })).observe({ type: 'longtask' });
})();"""
PRESS = "const press = (css) => document.querySelector(css).click();"
CHOOSE = """const choose = (id, place) => { const field = document.getElementById(id);
  field.selectedIndex = Math.min(place, field.options.length - 1);
  field.dispatchEvent(new Event('change')); };"""
TYPE = """const type = (text) => { const field = document.getElementById('search');
  field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); };"""
STEPS = (
    *(
        (f"view {view}", f"press('[data-view=\"{view}\"]')")
        for view in ("agencies", "groups", "near", "centre")
    ),
    ("view two-mode", "press('[data-view=\"two-mode\"]')"),
    *(
        (f"{what}, choice {place}", f"choose('{what}', {place})")
        for what in ("size", "colour")
        for place in (1, 0)
    ),
    *(
        (f"filter {what}, {place}", f"choose('{what}', {place})")
        for what in ("section", "role")
        for place in (1, 0)
    ),
    ("search, one sign", "type('a')"),
    ("search, a name", "type('body01')"),
    ("search, Chinese", "type('市政府')"),
    ("choose an agency", "tiaokuai.take('a1')"),
    ("choose a measure", "tiaokuai.take('m1')"),
    ("let go", "press('#panel .close')"),
    *((f"table of {name}", f"press('[data-table=\"{name}\"]')") for name in ("measures", "ties")),
    ("sort ties by name", "press('#table [data-sort=\"one\"]')"),
    ("sort ties by number", "press('#table [data-sort=\"shared\"]')"),
    ("English", "press('[data-choose=\"en\"]')"),
    ("Chinese", "press('[data-choose=\"zh\"]')"),
    ("save PNG", "press('#png')"),
    ("save SVG", "press('#svg')"),
    ("agencies, save PNG", "press('[data-view=\"agencies\"]'); setTimeout(press, 400, '#png')"),
)


def longest_of_steps(browser: Any, folder: Path, html: str) -> dict[str, float]:
    """Return step → the longest task in ms that follows it, on a page that has come to rest."""
    file = folder / "steps.html"
    file.write_text(html, encoding="utf-8", newline="\n")
    page = browser.new_context(offline=True, viewport={"width": 1440, "height": 900}).new_page()
    page.add_init_script(WATCH)
    page.goto(file.as_uri())
    page.wait_for_timeout(4 * REST)
    found: dict[str, float] = {}
    for name, script in STEPS:
        page.evaluate("window.__longest = 0")
        page.evaluate(f"setTimeout(() => {{ {PRESS} {CHOOSE} {TYPE} {script}; }}, 0)")
        page.wait_for_timeout(REST)
        found[name] = float(page.evaluate("window.__longest"))
    page.context.close()
    return found


def print_steps(browser: Any, folder: Path, pages: Mapping[str, str]) -> bool:
    """Print the longest task of every step on every page; return whether none is over `FROZEN`."""
    columns = []
    for html in pages.values():
        rounds = [longest_of_steps(browser, folder, html) for _ in range(ROUNDS)]
        columns.append({name: min(each[name] for each in rounds) for name, _ in STEPS})
    print(f"\n{'Longest task after (ms)':24}" + "".join(f"{name:>14}" for name in pages))
    for name, _ in STEPS:
        shown = "".join(f"{each[name]:13.0f}{'!' if each[name] > FROZEN else ' '}" for each in columns)
        print(f"{name:24}{shown}")
    return all(value <= FROZEN for each in columns for value in each.values())
