"""The workbench in a real Chromium, served as users serve it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import openpyxl
import pyoxigraph as ox
import pytest
from conftest import DATA, Built
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route
from served import served

from graph.questions.engine import run
from graph.questions.library import find
from graph.table import Column, Table
from graph.views.cells import visible
from graph.views.tables import BOM, csv_text, neutralised
from graph.vocabulary.namespaces import SKOS, TK

SERIOUS = {"serious", "critical"}
HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "\u202egnp.exe\u2066",
    '=HYPERLINK("http://example.org","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    'a\r\n-1,"b"',
)
LABELS = "SELECT ?agency ?name { ?agency skos:prefLabel ?name . ?agency a tk:Agency } ORDER BY ?name"


@dataclass
class Opened:
    """One page of the workbench, what the browser complained of, and what it asked for."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, address: str = "") -> Opened:
        self.page.goto(self.address + address)
        self.page.locator("#question *, #run-query").first.wait_for()
        return self

    def rows(self) -> list[list[str]]:
        self.page.locator("tbody tr:visible").first.wait_for()
        self.page.locator('.rows[aria-busy="false"]:visible').wait_for()
        return [row.split("\t") for row in self.page.locator("tbody tr:visible").all_inner_texts()]

    def state(self) -> dict[str, str]:
        return {name: each[0] for name, each in parse_qs(urlsplit(self.page.url).query).items()}

    def saved(self, form: str) -> bytes:
        with self.page.expect_download() as waiting:
            self.page.locator(".saving").get_by_text(form, exact=True).click()
        return Path(waiting.value.path()).read_bytes()

    def type_query(self, text: str) -> None:
        """Put a query into the editor as a person would, without what the editor adds by itself."""
        self.page.locator(".CodeMirror").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def query(self) -> str:
        return str(self.page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()"))

    def faults(self) -> list[tuple[str, str, list[str]]]:
        """Return what axe-core finds, with how bad it is and where."""
        self.page.evaluate((DATA / "axe" / "axe.min.js").read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = self.page.evaluate("axe.run().then(found => found.violations)")
        return [
            (each["id"], each["impact"], [node["html"][:200] for node in each["nodes"]]) for each in found
        ]


Open = Callable[..., Opened]


@pytest.fixture(scope="module")
def served_town(town: Built) -> Iterator[str]:
    with served(town.graph_nq) as running:
        yield running.address


@pytest.fixture
def opened(browser: Browser, served_town: str) -> Iterator[Open]:
    """Return what opens the workbench; afterwards nothing was complained of and nothing left this machine."""
    contexts: list[BrowserContext] = []
    pages: list[Opened] = []

    def start(address: str = "", *, at: str = served_town, expected: int = 0, **settings: Any) -> Opened:
        viewport = settings.pop("viewport", {"width": 1440, "height": 900})
        context = browser.new_context(viewport=viewport, accept_downloads=True, **settings)
        contexts.append(context)
        found = Opened(context.new_page(), at)
        context.route("**/*", lambda route: _only_here(route, found))
        found.page.on("console", lambda message: found.complaints.append(message.text))
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        pages.append(found)
        return found.go(address)

    yield start
    for each in pages:
        assert [url for url in each.asked if not url.startswith((each.address, "data:", "blob:"))] == []
        assert each.complaints == []
    for context in contexts:
        context.close()


def _only_here(route: Route, found: Opened) -> None:
    found.asked.append(route.request.url)
    if route.request.url.startswith((found.address, "data:", "blob:")):
        route.continue_()
    else:
        route.abort()


def test_a_question_is_chosen_its_parameter_changed_and_an_agency_followed(opened: Open, town: Built) -> None:
    screen = opened("?lang=zh")
    assert "2024" in screen.page.locator(".welcome li").inner_text()
    screen.page.get_by_role("link", name="某个单位承担哪些举措，各是什么角色？").click()
    field = screen.page.get_by_label("单位", exact=True)
    field.wait_for()
    tables = {}
    for label in ("小镇县财政局", "小镇县交通运输局"):
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(label=label)
        else:
            field.fill(label)
        screen.page.get_by_role("button", name="运行").click()
        screen.page.locator("tbody td", has_text=label).first.wait_for()
        tables[label] = screen.rows()
        table = run(find("measures-of-agency"), town.store, values={"agency": label})
        assert [row[2] for row in tables[label]] == table.values("key")
        assert screen.state()["agency"] == table.values("agency")[0]
    assert tables["小镇县财政局"] != tables["小镇县交通运输局"]
    follow(screen, "tbody a:has-text('小镇县交通运输局')", lambda link: link.click())


def follow(screen: Opened, sought: str, act: Callable[[Locator], None]) -> None:
    """Open the page of an agency by a link of the table."""
    link = screen.page.locator(sought).first
    name = link.inner_text()
    act(link)
    screen.page.wait_for_url(f"{screen.address}page/agency/zhongmu-410122/*")
    assert screen.page.locator("h1").inner_text() == name


def test_rows_are_sorted_by_a_press_and_the_address_keeps_it(opened: Open) -> None:
    screen = opened("?question=agencies-by-role&lang=en")
    before = screen.rows()
    heads = screen.page.locator("th").all_inner_texts()
    place = next(index for index, head in enumerate(heads) if head.startswith("Responsible"))
    press = screen.page.locator("th button").nth(place)
    press.click()
    down = screen.rows()
    assert screen.page.locator("th").nth(place).get_attribute("aria-sort") == "descending"
    values = [int(row[place]) for row in down]
    assert values == sorted(values, reverse=True)
    assert sorted(down) == sorted(before)
    screen.page.reload()
    assert screen.rows() == down
    for order in ("ascending", "none"):
        press.click()
        assert screen.page.locator("th").nth(place).get_attribute("aria-sort") == order
    assert screen.rows() == before
    assert "sort" not in screen.state()


def test_what_is_found_in_the_rows(opened: Open) -> None:
    screen = opened(f"?lang=en&query={quote('SELECT * { ?x skos:prefLabel ?name }')}")
    count = len(screen.rows())
    screen.page.get_by_role("searchbox", name="Find in the rows").fill("Finance")
    found = screen.rows()
    assert 0 < len(found) < count
    assert all("finance" in " ".join(row).lower() for row in found)
    assert screen.page.locator(".count").inner_text() == f"{len(found)} rows"


def test_the_csv_of_a_question_is_one_that_a_chinese_excel_reads(opened: Open, town: Built) -> None:
    content = opened("?question=who-leads-most").saved("CSV")
    assert content.startswith(BOM.encode())
    assert content.decode() == csv_text(run(find("who-leads-most"), town.store))


def test_the_json_and_the_workbook_of_a_question_hold_its_rows(opened: Open, town: Built) -> None:
    screen = opened("?question=who-leads-most")
    table = run(find("who-leads-most"), town.store)
    assert json.loads(screen.saved("JSON"))["rows"] == list(table.records())
    assert workbook(screen.saved("XLSX")) == [
        [column.name for column in table.columns],
        *map(list, table.rows),
    ]


def workbook(content: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return [list(row) for row in sheet.iter_rows(values_only=True)]


@pytest.fixture(scope="module")
def hostile(town: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the town with labels that would do harm if anything took them for more than text."""
    store = ox.Store()
    store.extend(town.store)
    label = ox.NamedNode(SKOS + "prefLabel")
    agencies = sorted(
        {
            quad.subject.value
            for quad in store.quads_for_pattern(None, label, None)
            if isinstance(quad.subject, ox.NamedNode) and "/id/agency/zhongmu" in quad.subject.value
        }
    )
    for iri, text in zip(agencies, HOSTILE, strict=False):
        for language in ("zh", "en"):
            for quad in list(store.quads_for_pattern(ox.NamedNode(iri), label, None)):
                if isinstance(quad.object, ox.Literal) and quad.object.language == language:
                    store.remove(quad)
                    literal = ox.Literal(text, language=language)
                    store.add(ox.Quad(quad.subject, label, literal, quad.graph_name))
    graph_nq = tmp_path_factory.mktemp("hostile") / "graph.nq"
    store.dump(str(graph_nq), format=ox.RdfFormat.N_QUADS)
    with served(graph_nq) as running:
        yield running.address


@pytest.mark.parametrize("asked", ["question=who-does-what", f"query={quote(LABELS)}"])
def test_hostile_labels_stay_text(opened: Open, hostile: str, asked: str) -> None:
    screen = opened(f"?{asked}&lang=en", at=hostile)
    text = " ".join(" ".join(row) for row in screen.rows())
    shown = [visible(each) for each in HOSTILE if visible(each) in text]
    assert len(shown) >= 3
    assert "\\u202egnp.exe\\u2066" in text or "question" in asked
    screen.page.locator("#code summary").click()
    assert "owned" not in screen.page.title()
    assert screen.page.locator("tbody img, tbody script").count() == 0


def test_hostile_labels_stay_text_in_the_list_of_choices(opened: Open, hostile: str) -> None:
    screen = opened("?question=measures-of-agency&lang=en", at=hostile)
    choices = screen.page.locator("#form [name=agency] option, #choices-agency option")
    choices.first.wait_for(state="attached")
    words = choices.evaluate_all("all => all.map(each => each.value + each.textContent)")
    assert any("<script>" in each for each in words)
    assert "owned" not in screen.page.title()


def test_hostile_values_are_neutralised_in_what_is_saved(opened: Open, hostile: str, town: Built) -> None:
    values = " ".join(ox.Literal(each).__str__() for each in HOSTILE)
    screen = opened(
        f"?query={quote(f'SELECT ?x ?n {{ VALUES ?x {{ {values} }} BIND(-1 AS ?n) }}')}", at=hostile
    )
    screen.rows()
    columns = (Column("x", "text", "x", "x"), Column("n", "integer", "n", "n"))
    content = screen.saved("CSV").decode()
    assert content == csv_text(Table("query", columns, tuple((each, -1) for each in HOSTILE)))
    rows = list(csv.reader(io.StringIO(content.removeprefix(BOM), newline="")))
    assert rows[1:] == [[neutralised(each), "-1"] for each in HOSTILE]
    sheet = workbook(screen.saved("XLSX"))
    assert [row[0].replace("\r", "") for row in sheet[1:]] == [
        neutralised(e).replace("\r", "") for e in HOSTILE
    ]
    assert [row[1] for row in sheet[1:]] == [-1] * len(HOSTILE)
    assert [row["x"] for row in json.loads(screen.saved("JSON"))["rows"]] == list(HOSTILE)


def test_the_page_neutralises_and_shows_text_as_python_does(browser: Browser, served_town: str) -> None:
    page = browser.new_page()
    page.goto(served_town)
    signs = st.sampled_from("=+-@＝＋－＠'\t\r\n \u00a0\u200b\u202e\ufeff\u0085\u2028\x0b\x1c\x00aé中😀,\"")
    texts = st.lists(
        st.one_of(
            st.text(signs, max_size=8),
            st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=6),
        ),
        max_size=60,
    )
    source = """async texts => {
        const [saving, words] = await Promise.all(
            ["save", "words"].map(name => import(`./assets/workbench-${name}.js`)));
        return texts.map(text => [saving.neutralised(text), words.visible(text)]);
    }"""

    @settings(max_examples=60, deadline=None)
    @given(texts)
    def check(texts: list[str]) -> None:
        assert page.evaluate(source, texts) == [[neutralised(text), visible(text)] for text in texts]

    check()
    page.close()


def test_terms_are_completed_from_the_ontology_with_their_labels(opened: Open, town: Built) -> None:
    screen = opened("?query=&lang=zh")
    screen.type_query("SELECT * {\n  ?measure ")
    screen.page.keyboard.type("tk:isLed")
    hint = screen.page.locator(".CodeMirror-hint")
    hint.first.wait_for()
    assert hint.all_inner_texts() == ["tk:isLedBy由其牵头"]
    assert screen.query().startswith("PREFIX tk: <https://w3id.org/tiaokuai/ns#>\n")
    screen.page.keyboard.press("Enter")
    screen.page.keyboard.type(" ?agency .\n?measure a tk:Meas")
    hint.first.wait_for()
    assert hint.all_inner_texts() == ["tk:Measure举措"]
    screen.page.keyboard.press("Enter")
    screen.page.keyboard.type(" }")
    screen.page.keyboard.press("Control+Enter")
    rows = screen.rows()
    led = {quad.subject for quad in town.store.quads_for_pattern(None, ox.NamedNode(TK + "isLedBy"), None)}
    assert len(rows) >= len(led) > 3
    assert "小镇县财政局" in {cell for row in rows for cell in row}
    assert screen.state()["query"] == screen.query()


def test_no_completion_is_asked_of_anybody(opened: Open) -> None:
    screen = opened("?query=&lang=en")
    screen.type_query("")
    screen.page.keyboard.type("PREFIX foa")
    screen.page.keyboard.press("Control+Space")
    screen.page.keyboard.press("Escape")
    screen.type_query("SELECT * { ?x ")
    screen.page.keyboard.type("foaf:na")
    screen.page.keyboard.press("Control+Space")
    screen.page.wait_for_timeout(500)
    assert {urlsplit(url).netloc for url in screen.asked} == {urlsplit(screen.address).netloc}


def test_the_address_brings_a_query_and_its_answer_back(opened: Open) -> None:
    query = "SELECT ?key WHERE { ?measure a tk:Measure ; tk:key ?key } ORDER BY ?key"
    screen = opened(f"?lang=en&query={quote(query)}&sort=-key")
    assert screen.query() == query
    assert [row[0] for row in screen.rows()] == ["6", "5", "4", "3", "2", "1"]
    again = opened(f"?{urlsplit(screen.page.url).query}")
    assert again.rows() == screen.rows()


def test_the_back_button_goes_back_over_questions(opened: Open) -> None:
    screen = opened("?lang=en&question=who-leads-most")
    first = screen.rows()
    screen.page.get_by_role("link", name="Which agencies carry out each measure").click()
    screen.page.get_by_role("heading", name="Which agencies carry out each measure").wait_for()
    assert screen.rows() != first
    screen.page.go_back()
    screen.page.get_by_role("heading", name="Which agencies lead the most measures?").wait_for()
    assert screen.rows() == first


def test_a_question_goes_on_in_the_editor_with_its_values(opened: Open, town: Built) -> None:
    label = "小镇县财政局"
    screen = opened(f"?lang=en&question=measures-of-agency&agency={quote(label)}")
    expected = run(find("measures-of-agency"), town.store, values={"agency": label})
    screen.rows()
    screen.page.get_by_role("link", name="Edit as SPARQL").click()
    screen.page.locator("#run-query").wait_for()
    assert "VALUES ?agency {" in screen.query()
    assert screen.rows()
    keys = screen.page.locator("#sparql th").all_inner_texts()
    place = next(index for index, head in enumerate(keys) if head.startswith("?key"))
    assert [row[place] for row in screen.rows()] == expected.values("key")


def test_statements_truth_and_nothing_are_told(opened: Open) -> None:
    screen = opened(f"?lang=en&query={quote('ASK { ?s ?p ?o }')}")
    screen.page.get_by_text("Yes", exact=True).wait_for()
    for query, told in (
        ("CONSTRUCT { ?m tk:key ?k } WHERE { ?m a tk:Measure ; tk:key ?k }", "6 statements"),
        ("SELECT ?x WHERE { ?x a <urn:none> }", "Nothing found"),
    ):
        screen.type_query(query)
        screen.page.keyboard.press("Control+Enter")
        screen.page.get_by_text(told, exact=True).wait_for()


def test_a_fault_is_told_in_the_words_of_the_server(opened: Open) -> None:
    screen = opened(f"?lang=en&query={quote('SELECT ?x {')}")
    screen.page.get_by_role("alert").get_by_text("query, line 1").wait_for()
    screen.page.goto(f"{screen.address}?lang=zh&question=measures-of-agency&agency=nobody")
    screen.page.get_by_role("alert").get_by_text("nobody").wait_for()
    assert "没有完成，原因如下" in screen.page.get_by_role("alert").inner_text()
    screen.page.goto(f"{screen.address}?lang=zh&query={quote('SELECT ?x {')}")
    screen.page.get_by_role("alert").get_by_text("没有完成，原因如下").wait_for()
    refused = "Failed to load resource: the server responded with a status of 400 (Bad Request)"
    assert screen.complaints == [refused] * 3
    screen.complaints.clear()


def test_the_language_is_changed_where_one_stands(opened: Open) -> None:
    screen = opened("?lang=zh&question=who-leads-most&sort=agency")
    chinese = screen.rows()
    screen.page.get_by_role("button", name="English").click()
    screen.page.get_by_role("heading", name="Which agencies lead the most measures?").wait_for()
    assert screen.page.locator("html").get_attribute("lang") == "en"
    assert screen.state() == {"lang": "en", "question": "who-leads-most", "sort": "agency"}
    english = screen.rows()
    assert len(english) == len(chinese)
    assert english != chinese
    assert "Final" in screen.page.locator("#answer").inner_text()
    screen.page.reload()
    assert screen.rows() == english


def press_to(page: Page, sought: str, most: int = 60) -> None:
    """Press Tab until the focus is on what `sought` names; that it shows is part of it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("sought => document.activeElement.matches(sought)", sought):
            width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
            assert width >= 2
            return
    pytest.fail(f"the keyboard does not reach {sought}")


def test_the_keyboard_alone_suffices(opened: Open) -> None:
    screen = opened("?lang=en")
    page = screen.page
    press_to(page, "#skip", 1)
    press_to(page, '#list a[href*="who-leads-most"]')
    page.keyboard.press("Enter")
    rows = screen.rows()
    press_to(page, "#form button")
    page.keyboard.press("Enter")
    assert screen.rows() == rows
    press_to(page, ".saving a")
    with page.expect_download():
        page.keyboard.press("Enter")
    press_to(page, "#code summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.locator("#code pre", has_text="read.csv").wait_for()
    press_to(page, '[data-column="agency"]')
    page.keyboard.press("Enter")
    assert page.locator("th").first.get_attribute("aria-sort") == "ascending"
    assert page.evaluate("document.activeElement.dataset.column") == "agency"
    press_to(page, "tbody a")
    follow(screen, "tbody a:focus", lambda link: link.press("Enter"))


def test_the_editor_lets_the_keyboard_go_again(opened: Open) -> None:
    screen = opened("?lang=en&query=")
    page = screen.page
    page.locator("#views a").last.focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.CodeMirror textarea')"):
            break
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("ASK { ?s ?p ?o }")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "run-query"
    page.keyboard.press("Enter")
    page.get_by_text("Yes", exact=True).wait_for()
    assert screen.query() == "ASK { ?s ?p ?o }"


VIEWS = {
    "welcome": "?",
    "rows": "?question=who-does-what",
    "form": "?question=measures-of-agency",
    "query": f"?query={quote('SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 40')}",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_fault(opened: Open, view: str, lang: str) -> None:
    for scheme, viewport in (
        ("light", {"width": 1440, "height": 900}),
        ("dark", {"width": 390, "height": 844}),
    ):
        screen = opened(f"{VIEWS[view]}&lang={lang}", color_scheme=scheme, viewport=viewport)
        if view in {"rows", "query"}:
            screen.rows()
            screen.page.locator("#code summary").click()
        assert screen.faults() == []


def test_what_is_searched_for_is_found(opened: Open) -> None:
    screen = opened("?lang=en&question=who-leads-most")
    screen.page.get_by_role("searchbox", name="Agencies, measures, documents").fill("caizhengju")
    screen.page.keyboard.press("Enter")
    screen.page.wait_for_url("**/search?q=caizhengju&lang=en")
    screen.page.get_by_role("link", name="Town Finance Bureau").first.wait_for()


def test_a_long_answer_is_drawn_a_part_at_a_time_and_a_slow_one_is_announced(opened: Open) -> None:
    screen = opened("?lang=en&query=")
    screen.type_query("SELECT ?s WHERE { ?s ?p ?o } LIMIT 450")

    def late(route: Route) -> None:
        screen.page.wait_for_timeout(300)
        route.fallback()

    screen.page.route("**/sparql", late)
    screen.page.keyboard.press("Control+Enter")
    screen.page.get_by_text("Asking…").wait_for()
    assert len(screen.rows()) == 200
    assert screen.page.locator(".count").inner_text() == "200 of 450 rows shown"
    for shown, more in ((400, "Show 50 more"), (450, None)):
        screen.page.locator(".more").click()
        assert len(screen.rows()) == shown
        assert screen.page.locator(".more").is_visible() == (more is not None)
        assert more is None or screen.page.locator(".more").inner_text() == more


def test_a_phone_needs_no_sideways_scrolling(opened: Open) -> None:
    for view in VIEWS.values():
        screen = opened(f"{view}&lang=en", viewport={"width": 360, "height": 740})
        screen.page.wait_for_load_state("networkidle")
        assert screen.page.evaluate("document.scrollingElement.scrollWidth") <= 360


def test_the_python_code_gives_the_rows(opened: Open, town: Built) -> None:
    screen = opened("?question=who-leads-most&lang=en")
    screen.rows()
    table = run(find("who-leads-most"), town.store)
    assert printed(code(screen, "Python")) == [str(row) for row in table.records()]
    screen = opened(f"?lang=en&query={quote(TRICKY)}")
    screen.rows()
    assert printed(code(screen, "Python")) == [str({"x": 'quo"""te\\'})]


TRICKY = 'SELECT ?x { BIND("quo\\"\\"\\"te\\\\" AS ?x) } # \'"""\\'


def code(screen: Opened, language: str) -> str:
    details = screen.page.locator("#code")
    if not details.evaluate("each => each.open"):
        details.locator("summary").click()
    details.get_by_text(language, exact=True).click()
    return details.locator("pre").inner_text()


def printed(program: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", program],
        check=False,
        timeout=30,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_shell_code_gives_the_rows(opened: Open) -> None:
    screen = opened(f"?lang=en&query={quote(TRICKY)}")
    screen.rows()
    done = subprocess.run(
        ["/bin/sh", "-c", code(screen, "curl")],
        check=False,
        timeout=30,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert list(csv.reader(io.StringIO(done.stdout))) == [["x"], ['quo"""te\\']]


def test_code_in_r_and_stata_quotes_what_was_typed(opened: Open) -> None:
    screen = opened(f"?lang=en&query={quote(TRICKY)}")
    screen.rows()
    assert f'query <- r"({TRICKY})"' in code(screen, "R")
    stata = code(screen, "Stata")
    address = next(line for line in stata.splitlines() if line.startswith("import")).split('"')[1]
    assert parse_qs(urlsplit(address).query)["query"] == [TRICKY]
    assert not set("`$'") & set(stata)
    assert screen.page.evaluate(
        """import("./assets/workbench-code.js").then(each => each.rText('x)"y)-"'))"""
    ) == ('r"--(x)"y)-")--"')
