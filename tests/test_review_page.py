"""The review screen in a real Chromium: doubts, fields, selection, keys, saving."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from test_review import PLAN, copied

from graph.coding.nodes import read_nodes
from graph.coding.plan import read_plan
from graph.coding.writing import yaml_text
from graph.documents.text import make_text
from graph.model import Assignment, Measure
from graph.server.review import ReviewServer
from graph.server.review_file import open_review
from graph.vocabulary.ontology import Ontology

Edit = Callable[[Any], None]
Open = Callable[..., "Opened"]
HOSTILE = "<img src=x onerror=\"document.title='owned'\"></script><script>document.title='owned'</script>"


@dataclass
class Opened:
    """The screen over a copy of the town, and what the browser complained of."""

    page: Page
    plan: Path
    ontology: Ontology
    complaints: list[str] = field(default_factory=list)

    def measure(self, index: int) -> Measure:
        return read_plan(self.plan, self.ontology).plan.measures[index]

    def save(self) -> None:
        """Save by the key, and wait for the word that says so."""
        self.page.keyboard.press("s")
        self.page.locator("#save:disabled").wait_for()

    def doubts(self) -> list[str]:
        return self.page.locator("#list .item b").all_inner_texts()

    def mark(self, words: str) -> None:
        """Select words of the document where they stand last, as a mouse would."""
        self.page.evaluate(
            """words => {
                const box = document.getElementById("text");
                const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
                let found = null;
                while (walker.nextNode()) {
                    if (walker.currentNode.data.includes(words)) found = walker.currentNode;
                }
                const start = found.data.lastIndexOf(words);
                window.getSelection().setBaseAndExtent(found, start, found, start + words.length);
            }""",
            words,
        )


def named(found: tuple[Assignment, ...]) -> list[tuple[str, str]]:
    return [(each.role, each.spelling) for each in found]


def with_doubts(data: Any) -> None:
    """Put a doubt into measures 1 and 3, and leave measure 4 to nobody."""
    data["measures"][0]["lead"][0]["doubt"] = "可能是配合单位。"
    data["measures"][2]["lead"][1]["doubt"] = "可能是两个单位。"
    del data["measures"][3]["responsible"]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path, ontology: Ontology) -> Iterator[Open]:
    """Return what opens the screen over a copy of the town that `edit` has changed."""
    servers: list[ReviewServer] = []

    def start(edit: Edit = with_doubts, lang: str = "zh", text: str = "") -> Opened:
        plan = copied(tmp_path)
        data = read_nodes(plan.read_text(encoding="utf-8"), PLAN).data
        if text:
            (tmp_path / "town.txt").write_text(text, encoding="utf-8", newline="\n")
            made = make_text(text, text.encode(), reader="plain 1", media_type="text/plain")
            source = {"sha256": made.sha256, "text_sha256": made.text_sha256, "characters": len(text)}
            data["plan"]["source"] |= source
        edit(data)
        plan.write_text(yaml_text(data), encoding="utf-8", newline="\n")
        server = ReviewServer(open_review(plan, None, ontology), token="secret", lang=lang)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        found = Opened(page, plan, ontology)
        page.on("console", lambda message: found.complaints.append(message.text))
        page.on("pageerror", lambda error: found.complaints.append(str(error)))
        page.goto(server.address)
        page.locator("#tabs button").first.wait_for()
        return found

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_doubts_come_first_and_are_counted(opened: Open) -> None:
    screen = opened()
    assert screen.doubts() == ["县财政局", "县交通局", "整理档案"]
    assert screen.page.locator("#left").inner_text() == "还有3处待核对"
    assert screen.page.locator("#list .current b").inner_text() == "县财政局"
    assert screen.page.locator("#text .chosen").all_inner_texts() == ["县财政局"]
    assert screen.complaints == []


def test_accepting_by_keys_takes_the_doubts_out_of_the_file(opened: Open) -> None:
    screen = opened()
    screen.page.keyboard.press("a")
    assert screen.doubts() == ["县交通局", "整理档案"]
    assert screen.page.locator("#list .current b").inner_text() == "县交通局"
    screen.page.keyboard.press("a")
    screen.save()
    assert [each.doubt for index in (0, 2) for each in screen.measure(index).assignments] == [""] * 4


def test_what_reading_was_unsure_of_is_settled_at_the_plan_a_measure_and_a_name(opened: Open) -> None:
    def edit(data: Any) -> None:
        data["plan"]["doubts"] = ["A table was not read."]
        data["measures"][1]["doubts"] = ["A clause was not read.", "The date is damaged."]
        data["names"][0] |= {"status": "proposed", "doubt": "Only a part of the name is known."}

    screen = opened(edit, lang="en")
    reasons = screen.page.locator("#list .item .why").all_inner_texts()
    for words in (
        "A table was not read.",
        "A clause was not read.",
        "The date is damaged.",
        "Only a part of the name is known.",
    ):
        assert words in reasons
        screen.page.locator("#list .item", has_text=words).click()
        screen.page.keyboard.press("a")
    screen.save()
    plan = read_plan(screen.plan, screen.ontology).plan
    assert (plan.doubts, plan.measures[1].doubts) == ((), ())
    assert "doubt" not in screen.plan.read_text(encoding="utf-8")


def test_j_and_k_walk_the_doubts_n_and_p_the_measures(opened: Open) -> None:
    page = opened().page
    seen = []
    for key in ("j", "j", "j", "k", "n", "n", "p"):
        page.keyboard.press(key)
        seen.append(page.locator("#fields .key").inner_text())
    assert seen == ["3", "4", "4", "3", "4", "5", "4"]


def test_selected_words_become_an_assignment(opened: Open) -> None:
    screen = opened()
    screen.mark("县档案馆")
    assert screen.page.locator("#make button").count() == 9
    screen.page.keyboard.press("2")
    screen.save()
    (made,) = screen.measure(3).assignments
    assert (made.role, made.spelling, made.spans) == ("responsible", "县档案馆", ((146, 150),))
    assert screen.page.locator("#left").inner_text() == "还有2处待核对"


def test_offsets_count_code_points(opened: Open) -> None:
    text = (Path(__file__).parent / "data" / "town" / "town.txt").read_text(encoding="utf-8")
    screen = opened(text=text.replace("小镇二〇", "小镇𠮷🏛", 1))
    screen.mark("县档案馆")
    screen.page.keyboard.press("2")
    assert screen.page.locator("#text .chosen").all_inner_texts() == ["县档案馆"]
    screen.save()
    assert screen.measure(3).assignments[0].spans == ((146, 150),)


def test_a_role_is_changed_by_its_key_and_undone(opened: Open) -> None:
    screen = opened()
    screen.page.keyboard.press("3")
    screen.save()
    assert named(screen.measure(0).assignments) == [("responsible", "县卫健委"), ("cooperating", "县财政局")]
    screen.page.keyboard.press("z")
    screen.save()
    assert named(screen.measure(0).assignments) == [("lead", "县财政局"), ("responsible", "县卫健委")]


def test_deleting_and_undoing(opened: Open) -> None:
    screen = opened()
    screen.page.keyboard.press("d")
    assert screen.doubts()[0] == "县交通局"
    screen.save()
    assert named(screen.measure(0).assignments) == [("responsible", "县卫健委")]
    screen.page.keyboard.press("z")
    screen.save()
    assert screen.measure(0).assignments[0].doubt == "可能是配合单位。"


def test_a_corrected_name_keeps_the_print(opened: Open) -> None:
    screen = opened()
    screen.page.keyboard.press("e")
    screen.page.keyboard.type("县交通局")
    screen.page.keyboard.press("Escape")
    screen.save()
    lead = screen.measure(0).assignments[0]
    assert (lead.spelling, lead.as_written, lead.spans) == ("县交通局", "县财政局", ((38, 42),))


def test_a_target_is_corrected_in_its_fields(opened: Open) -> None:
    screen = opened()
    screen.page.keyboard.press("n")
    target = screen.page.locator("[data-row='measures/1/targets/0']")
    target.locator("[data-key=comparator]").select_option("more-than")
    target.locator("[data-key=basis]").select_option("increase")
    target.locator("[data-key=subject]").fill("新增接种率")
    screen.page.keyboard.press("Tab")
    screen.page.locator("[data-row='measures/1/deadlines/0'] [data-key=due]").fill("2024-11-30")
    screen.page.locator("#fields textarea").fill("接种率提高")
    screen.page.keyboard.press("Escape")
    screen.save()
    measure = screen.measure(1)
    (found,) = measure.targets
    assert (found.comparator, found.basis, found.subject) == ("more-than", "increase", "新增接种率")
    assert (measure.deadlines[0].due, measure.title) == ("2024-11-30", "接种率提高")


def test_selected_words_become_a_target_and_a_title(opened: Open) -> None:
    screen = opened()
    screen.mark("50人以上")
    screen.page.keyboard.press("7")
    screen.page.keyboard.type("职工人数")
    screen.page.keyboard.press("Escape")
    made = screen.page.locator("[data-row='measures/4/targets/0']")
    made.locator("[data-key=unit]").select_option("person")
    screen.mark("节约开支")
    screen.page.locator("[data-make=title]").click()
    screen.save()
    found = [each for each in screen.measure(4).targets if each.as_written == "50人以上"]
    assert [(each.subject, int(each.value), each.unit, each.id) for each in found] == [
        ("职工人数", 50, "person", "t2")
    ]


def test_a_deleted_deadline_is_no_longer_pointed_at(opened: Open) -> None:
    screen = opened()
    screen.page.keyboard.press("n")
    screen.page.locator("[data-row='measures/1/deadlines/0'] .delete").click()
    screen.save()
    assert screen.measure(1).deadlines == ()
    assert screen.measure(1).targets[0].deadline == ""


def test_a_fault_is_shown_at_its_field_and_nothing_is_saved(opened: Open) -> None:
    screen = opened()
    before = screen.plan.read_bytes()
    screen.page.keyboard.press("n")
    screen.page.locator("[data-row='measures/1/deadlines/0'] [data-key=due]").fill("2024-13-01")
    screen.page.keyboard.press("Escape")
    screen.page.keyboard.press("s")
    told = screen.page.locator("[data-row='measures/1/deadlines/0'] .doubt.fault")
    told.wait_for()
    assert "2024-13-01" in told.inner_text()
    assert screen.page.locator("#banner").inner_text().startswith("有1处错误")
    assert screen.plan.read_bytes() == before


def test_an_unknown_agency_is_described_and_accepted(opened: Open) -> None:
    screen = opened()
    screen.page.keyboard.press("e")
    screen.page.keyboard.type("县水利局")
    screen.page.keyboard.press("Escape")
    screen.page.locator("[data-row='measures/0/lead/0'] .doubt.unknown button").click()
    screen.page.locator("#fields .form").wait_for()
    assert screen.page.locator("#fields h2").inner_text() == "县水利局"
    screen.page.locator("#fields [data-key=label]").fill("小镇县水利局")
    screen.page.keyboard.press("Escape")
    screen.page.keyboard.press("a")
    screen.save()
    plan = read_plan(screen.plan, screen.ontology).plan
    (made,) = [each for each in plan.agencies if each.label == "小镇县水利局"]
    assert made.status == "accepted"
    assert plan.measures[0].assignments[0].agency == made.path


def test_a_file_changed_meanwhile_is_told_and_read_again(opened: Open) -> None:
    screen = opened()
    screen.page.keyboard.press("a")
    screen.plan.write_bytes(screen.plan.read_bytes() + b"# mine\n")
    changed = screen.plan.read_bytes()
    screen.page.keyboard.press("s")
    screen.page.locator("#banner button").first.wait_for()
    assert screen.plan.read_bytes() == changed
    screen.page.locator("#banner button").first.click()
    screen.page.locator("#save:disabled").wait_for()
    assert len(screen.doubts()) == 3


def test_done_asks_before_changes_are_lost(opened: Open) -> None:
    screen = opened()
    screen.page.keyboard.press("a")
    screen.page.locator("#done").click()
    assert screen.page.locator("#leave").is_visible()
    screen.page.locator("#leave .main").click()
    screen.page.locator(".ended").wait_for()
    assert screen.measure(0).assignments[0].doubt == ""


def test_english_has_no_chinese_of_ours(opened: Open) -> None:
    screen = opened(lang="en")
    shown = screen.page.locator("header, #tabs, #legend").all_inner_texts()
    assert "3 left to review" in shown[0]
    assert "To review" in " ".join(shown)
    screen.page.keyboard.press("?")
    assert "next / previous measure" in screen.page.locator("#keys").inner_text()


def test_links_and_alignments_are_accepted_rejected_and_corrected_by_keys(opened: Open) -> None:
    def edit(data: Any) -> None:
        link = {"to": "zhongmu-2024-town/4", "reason": "要先有路。", "coder": "li", "status": "proposed"}
        at = [[103, 109], [136, 140]]
        data["measures"][2]["links"] = [
            {**link, "kind": "prerequisite", "at": at},
            {**link, "kind": "part-of", "to": "zhongmu-2024-town/6"},
            {"to": "zhongmu-2024-town/5", "kind": "part-of"},
        ]
        vote = {"edition": "2025", "strength": "direct", "confidence": 1, "coder": "li", "status": "proposed"}
        data["measures"][0]["alignments"] = [{"concept": "us", **vote}]

    screen = opened(edit)
    page = screen.page
    assert screen.doubts() == ["US 公用事业服务", "是其前提 → 4 整理档案", "属于 → 6 开展巡诊"]
    page.keyboard.press("d")
    assert page.locator("#text .chosen").all_inner_texts() == ["修好乡村道路", "整理档案"]
    page.keyboard.press("a")
    page.keyboard.press("d")
    row = page.locator("[data-row='measures/2/links/2']")
    row.click(position={"x": 2, "y": 2})
    page.keyboard.press("e")
    page.keyboard.type("同一件事。")
    page.keyboard.press("Enter")
    row.locator("[data-key=to]").select_option("zhongmu-2024-town/1")
    page.keyboard.press("Escape")
    screen.save()
    links = screen.measure(2).links
    assert [(each.target[-1], each.status, each.coder) for each in links] == [
        ("4", "accepted", "li"),
        ("6", "rejected", "li"),
        ("1", "accepted", ""),
    ]
    assert (links[0].spans, links[2].reason) == (((103, 109), (136, 140)), "同一件事。")
    assert [each.status for each in screen.measure(0).alignments] == ["rejected"]
    assert screen.complaints == []


def test_a_link_is_made_by_keys_and_by_hand(opened: Open) -> None:
    screen = opened()
    page = screen.page
    page.keyboard.press("l")
    assert page.evaluate("document.activeElement.dataset.key") == "link.to"
    place = page.locator("#fields select[data-key='link.to']")
    assert "zhongmu-2024-town/1" not in place.locator("option").evaluate_all(
        "all => all.map(each => each.value)"
    )
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.key") == "to"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.locator("#fields select[data-key='link.kind']").select_option("part-of")
    place.select_option("zhongmu-2024-town/6")
    page.locator("#fields select[data-key='link.kind']").select_option("part-of")
    place.select_option("zhongmu-2024-town/6")
    page.keyboard.press("Escape")
    screen.save()
    made = [(each.kind, each.target, each.status) for each in screen.measure(0).links]
    assert made == [
        ("prerequisite", "zhongmu-2024-town/3", "accepted"),
        ("part-of", "zhongmu-2024-town/6", "accepted"),
    ]
    for _ in range(3):
        page.keyboard.press("z")
    assert page.evaluate("'links' in state.plan.measures[0]") is False
    assert screen.complaints == []


def test_a_link_that_was_rejected_is_accepted_when_it_is_made_again(opened: Open) -> None:
    def edit(data: Any) -> None:
        data["measures"][0]["links"] = [
            {
                "to": "zhongmu-2024-town/4",
                "kind": "prerequisite",
                "reason": "要先有路。",
                "status": "rejected",
            }
        ]

    screen = opened(edit)
    screen.page.locator("#fields select[data-key='link.to']").select_option("zhongmu-2024-town/4")
    screen.page.keyboard.press("Escape")
    screen.save()
    (link,) = screen.measure(0).links
    assert (link.status, link.reason) == ("accepted", "要先有路。")


def test_a_link_that_runs_in_a_circle_is_told_in_the_language_of_the_page(opened: Open) -> None:
    def edit(data: Any) -> None:
        data["measures"][1]["links"] = [{"to": "zhongmu-2024-town/1", "kind": "prerequisite"}]

    screen = opened(edit)
    screen.page.locator("#fields select[data-key='link.to']").select_option("zhongmu-2024-town/2")
    screen.page.keyboard.press("Escape")
    screen.page.keyboard.press("s")
    screen.page.locator("#banner:not([hidden])").wait_for()
    assert screen.doubts()[0] == "prerequisite 类的关联成了一圈：1 → 2 → 1。"
    screen.page.locator("#language").click()
    assert screen.doubts()[0] == "links of kind prerequisite run in a circle: 1 → 2 → 1."


def test_doubts_of_the_machine_are_in_the_language_of_the_page(opened: Open) -> None:
    def edit(data: Any) -> None:
        data["measures"][1]["doubts"] = ["no attribution was found."]
        data["measures"][2]["doubts"] = ["没有找到责任条款。"]
        data["measures"][0]["lead"][0]["doubt"] = "可能是配合单位。"

    screen = opened(edit)
    why = screen.page.locator("#list .why")
    assert why.all_inner_texts() == ["可能是配合单位。", "没有找到责任条款。", "没有找到责任条款。"]
    screen.page.locator("#language").click()
    english = "no attribution was found."
    assert why.all_inner_texts() == ["可能是配合单位。", english, english]


def test_typing_in_a_field_does_not_act_as_keys(opened: Open) -> None:
    screen = opened()
    screen.page.keyboard.press("e")
    screen.page.keyboard.type("adz")
    assert len(screen.doubts()) == 3
    assert screen.page.locator("[data-row='measures/0/lead/0'] [data-key=name]").input_value() == "adz"


def test_leaving_a_changed_field_keeps_the_focus_and_the_click(opened: Open) -> None:
    screen = opened()
    page = screen.page
    page.keyboard.press("n")
    target = page.locator("[data-row='measures/1/targets/0']")
    target.locator("[data-key=subject]").fill("新增接种率")
    page.keyboard.press("Tab")
    page.wait_for_timeout(100)
    assert page.evaluate("document.activeElement.dataset.key") == "comparator"
    target.locator("[data-key=value]").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("85")
    page.locator("[data-row='measures/1/responsible/0'] .delete").click()
    page.wait_for_timeout(100)
    assert page.evaluate("state.plan.measures[1].targets[0].value") == "85"
    assert page.evaluate("'responsible' in state.plan.measures[1]") is False


def test_every_control_has_a_name_and_shows_focus(opened: Open) -> None:
    page = opened().page
    page.keyboard.press("n")
    nameless = """[...document.querySelectorAll("button, input, select, textarea")].filter(each =>
        !each.closest("[hidden], dialog:not([open])") && !each.getAttribute("aria-label")
        && !each.textContent.trim()).length"""
    assert page.evaluate(nameless) == 0
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_hostile_words_are_only_words(opened: Open) -> None:
    def hostile(data: Any) -> None:
        with_doubts(data)
        data["plan"]["title"] = HOSTILE
        data["sections"][0]["title"] = HOSTILE
        data["measures"][0]["title"] = HOSTILE[:80]
        data["measures"][0]["lead"][0]["doubt"] = HOSTILE
        data["names"][0]["new"]["label"] = HOSTILE

    screen = opened(hostile, text=HOSTILE * 3)
    for tab in ("measures", "names"):
        screen.page.locator(f"[data-tab={tab}]").click()
        screen.page.locator("#list .item").first.click()
    assert screen.page.locator("main img, main script").count() == 0
    assert "owned" not in screen.page.title().partition("<")[0]
    assert screen.complaints == []


def _moved(model: Any, key: str, by: int) -> Any:
    """Return a measure with its assignments, `by` characters further on."""
    start, end = model["at"]
    moved: dict[str, Any] = {"key": key, "title": model["title"], "at": [start + by, end + by]}
    for role in ("lead", "responsible"):
        moved[role] = [
            {"name": each["name"], "at": [each["at"][0] + by, each["at"][1] + by]} for each in model[role]
        ]
    return moved


def test_a_step_in_a_big_plan_changes_little_of_the_page(opened: Open) -> None:
    text = (Path(__file__).parent / "data" / "town" / "town.txt").read_text(encoding="utf-8")

    def big(data: Any) -> None:
        (model,) = [each for each in data["measures"] if each["key"] == "2"]
        data["measures"] += [_moved(model, f"9-{number}", len(text) * number) for number in range(500)]

    step = """(() => {
        const watch = new MutationObserver(() => {});
        watch.observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
        stepMeasure(1);
        setField(`measures/${state.measure}`, "title", "标题");
        draw(true);
        return watch.takeRecords().reduce((sum, each) => sum + 1 + each.addedNodes.length, 0);
    })()"""
    # The list has an entry a measure, of which little may change; the text is 900 times as long.
    small, large = opened().page.evaluate(step), opened(big, text=text * 900).page.evaluate(step)
    assert 0 < small < large < small + 500 * 4
