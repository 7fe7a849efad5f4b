"""The coordination report: its parts, its tables, and sentences that are true for none, one and many."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from town_facts import FACTS as TOWN

from graph.network.hotspots import hotspot_table
from graph.network.ranking import rank_table
from graph.network.twomode import ROLES, AgencyNode, MeasureNode, TwoMode, in_order, text
from graph.table import Cell, Column, Table
from graph.views.blocks import to_markdown
from graph.views.findings import (
    gap_findings,
    heaviest_finding,
    lead_finding,
    load_finding,
    missing_leads,
)
from graph.views.report import render_report, report_blocks
from graph.views.report_facts import ReportFacts
from graph.views.report_tables import Row, Tables
from graph.views.standings import with_ties
from graph.views.summary import findings
from graph.views.targets_part import targets_part

FACTS = replace(
    TOWN,
    place_en="Town",
    issuers=("某市人民政府",),
    options=(("groups", "one"),),
    versions=(("networkx", "3.6.1"),),
    checksums=(("graph.nq", "ef" * 32),),
)
About = Mapping[str, str | bool | int]
"""Fields of an agency by their names, or, as `open`, the keys of the measures with an open list."""
ASSIGNMENTS = tuple(
    Column(name, "text", name, name)
    for name in ("plan", "measure", "agency", "role", "part", "position", "spelling")
)
HEADINGS = {
    "zh": [
        "# 《某市2024年工作要点》协同负荷报告",
        "## 摘要：五项主要发现",
        "## 方案概况",
        "## 各单位的协同负荷",
        "## 协调任务最重的举措",
        "### 热点在哪里，原因何在",
        "## 责任缺口",
        "### 责任不清",
        "### 名单未列全",
        "### 值得留意",
        "## 条块：跨系统、跨层级的负荷",
        "## 数据质量",
        "## 计算方法",
        "### 文献",
        "## 来源、选项与版本",
        "## 如何引用",
    ],
    "en": [
        "# Coordination load report: Town work plan 2024",
        "## Summary: five main findings",
        "## The plan",
        "## The load of each agency",
        "## The measures that need the most coordination",
        "### Where coordination gathers, and why",
        "## Gaps",
        "### Responsibility unclear",
        "### List left open",
        "### Worth a look",
        "## Systems, levels and lines (tiao and kuai)",
        "## Quality of the data",
        "## Methods",
        "### Sources",
        "## Source, options and versions",
        "## How to cite",
    ],
}


def report_markdown(facts: ReportFacts, tables: Tables, lang: str) -> str:
    return render_report(facts, tables, lang, "markdown").decode()


def agency(name: str, about: About) -> AgencyNode:
    """Return an agency of the government, unless `about` says otherwise."""
    words = {field: value for field, value in about.items() if isinstance(value, str)}
    flags = {field: value for field, value in about.items() if field not in words}
    is_group = flags.pop("is_group", False)
    assert isinstance(is_group, bool)
    assert not flags
    return AgencyNode(iri=name, is_group=is_group, **{"label": name, "system": "government", **words})


def make(measures: dict[str, dict[str, str]], **about: About) -> Tables:
    """Return the tables of a plan: measure → agency → the first letters of its roles."""
    letters = {role[0]: role for role in ROLES}
    names = sorted({name for assigned in measures.values() for name in assigned})
    agencies = tuple(agency(name, about.get(name, {})) for name in names)
    open_ends = about.get("open", {})
    nodes = tuple(
        MeasureNode(f"m/{key}", key, order, title=f"题{key}", open_end=key in open_ends)
        for order, key in enumerate(measures, 1)
    )
    roles = {
        (name, f"m/{key}"): in_order({letters[letter] for letter in assigned[name]})
        for key, assigned in measures.items()
        for name in assigned
    }
    network = TwoMode(agencies, nodes, roles)
    rows = [
        ("town-2024", f"m/{key}", name, letters[letter], None, place, name)
        for key, assigned in measures.items()
        for place, name in enumerate(assigned, 1)
        for letter in assigned[name]
    ]
    return Tables(rank_table(network), hotspot_table(network), Table("assignments", ASSIGNMENTS, tuple(rows)))


@pytest.fixture
def tables() -> Tables:
    """Finance leads 1 (with Health and the Court) and 2 (with Health); 3 has no lead; 4 is Health's alone."""
    return make(
        {
            "1": {"Finance": "l", "Health": "r", "Court": "r"},
            "2": {"Finance": "lr", "Health": "r"},
            "3": {"Health": "r", "Districts": "r"},
            "4": {"Health": "l"},
        },
        Court={"system": "courts-and-procuratorates"},
        Districts={"is_group": True, "label_en": "all districts"},
        open={"2": 1},
    )


def grids(markdown: str) -> list[list[list[str]]]:
    """Return every table of a report as rows of cells, without the rule under its heading."""
    found, current = [], []
    for line in [*markdown.splitlines(), ""]:
        if line.startswith("| "):
            cells = re.split(r"(?<!\\) \| ", line.removeprefix("| ").removesuffix(" |"))
            current.append([html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", cell)) for cell in cells])
        elif current:
            found.append([current[0], *current[2:]])
            current = []
    return found


def tables_only(markdown: str) -> list[list[list[str]]]:
    """Return the tables of a report without those that stand for figures."""
    return grids(
        "".join(
            re.split(r"(?m)^(?=图\d|Figure \d|表\d|Table \d)", markdown)[:1]
            + [
                part
                for part in re.split(r"(?m)^(?=图\d|Figure \d|表\d|Table \d)", markdown)[1:]
                if not part.startswith(("图", "Figure"))
            ]
        )
    )


def section(markdown: str, heading: str) -> str:
    """Return the text below a heading of level 2, up to the next one."""
    return markdown.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


# The whole


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_has_its_parts_in_order(tables: Tables, lang: str) -> None:
    markdown = report_markdown(FACTS, tables, lang)
    assert [line for line in markdown.splitlines() if line.startswith("#")] == HEADINGS[lang]


@pytest.mark.parametrize(
    ("status", "lang", "first"),
    [
        ("draft", "zh", "文件状态：征求意见稿。"),
        ("final", "zh", "文件状态：正式文件。"),
        ("superseded", "zh", "文件状态：已被取代。"),
        ("draft", "en", "Status: Draft for comment."),
        ("final", "en", "Status: Final."),
        ("superseded", "en", "Status: Superseded."),
    ],
)
def test_the_first_line_is_the_status(tables: Tables, status: str, lang: str, first: str) -> None:
    markdown = report_markdown(replace(FACTS, status=status), tables, lang)
    assert markdown.splitlines()[0].startswith(first)


def test_numbers_of_the_plan_come_from_the_tables(tables: Tables) -> None:
    plan = section(report_markdown(FACTS, tables, "en"), "The plan")
    assert "The plan has four measures in two sections." in plan
    assert "It names four agencies in nine assignments." in plan
    assert "One of them is a group of bodies: all districts." in plan
    assert "方案共有4项举措，分为2个部分。" in report_markdown(FACTS, tables, "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_load_table_is_the_rank_table(tables: Tables, lang: str) -> None:
    load = tables_only(report_markdown(FACTS, tables, lang))[0]
    names = {"Finance": "Finance", "Health": "Health", "Court": "Court"}
    names["Districts"] = "Districts（一类单位）" if lang == "zh" else "all districts (a group)"
    assert load[1:] == [
        [
            str(row["load_rank"]),
            names[text(row["label"])],
            *(str(row[name]) for name in ("led", "responsible", "measures", "load", "partners")),
            f"{row['betweenness']:.3f}",
        ]
        for row in tables.rank.records()
    ]
    assert load[1][:6] == ["1", "Health", "1", "3", "4", "4"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_measures_table_is_the_hotspots_table_with_leads(tables: Tables, lang: str) -> None:
    none = {"zh": "无", "en": "none"}[lang]
    measures = tables_only(report_markdown(FACTS, tables, lang))[1]
    assert measures[1:] == [
        ["1", "1", "题1", "3", "3", "Finance"],
        ["2", "2", "题2", "2", "1", "Finance"],
        ["2", "3", "题3", "2", "1", none],
    ]


def test_the_gaps_tables_name_every_gap_by_group(tables: Tables) -> None:
    unclear, left_open, look = tables_only(report_markdown(FACTS, tables, "en"))[2:5]
    assert unclear[1:] == [["3", "题3", "2", "several agencies, no lead"]]
    assert left_open[1:] == [["2", "题2", "2", "list left open"]]
    assert look[1:] == [["4", "题4", "1", "one agency alone"]]


def test_a_measure_stands_in_every_group_of_its_gaps() -> None:
    tables = make(
        {"10": {"A": "r", "B": "r"}, "9": {}, "8": {"A": "c"}, "7": {"A": "l", "B": "l"}, "6": {"A": "r"}},
        open={"10": 1, "7": 1},
    )
    unclear, left_open, look = tables_only(report_markdown(FACTS, tables, "en"))[2:5]
    assert [[row[0], *row[3:]] for row in unclear[1:]] == [
        ["8", "one agency, neither lead nor responsible"],
        ["9", "no agency"],
        ["10", "several agencies, no lead"],
    ]
    assert [row[0] for row in left_open[1:]] == ["7", "10"]
    assert [[row[0], *row[3:]] for row in look[1:]] == [
        ["6", "one agency alone"],
        ["7", "several leads"],
        ["8", "one agency alone"],
    ]


def test_source_options_versions_and_checksums_are_listed(tables: Tables) -> None:
    origin = tables_only(report_markdown(FACTS, tables, "en"))[-1]
    assert ["Source file", "town.txt"] in origin
    assert ["Option: groups", "one"] in origin
    assert ["Version: networkx", "3.6.1"] in origin
    assert ["Checksum (SHA-256): graph.nq", "ef" * 32] in origin


def test_the_citation_names_issuer_title_status_and_version(tables: Tables) -> None:
    markdown = report_markdown(FACTS, tables, "zh")
    assert "方案：某市人民政府：《某市2024年工作要点》（征求意见稿），2024年。" in markdown
    assert "条块（Tiaokuai）1.2.3" in markdown
    assert "数据不保存方案的语句" in markdown
    plan = replace(FACTS, issuers=(), document_number="某政〔2024〕1号", issued="2024-05-01")
    assert "“Town work plan 2024” (Draft for comment), 2024-05-01, 某政〔2024〕1号." in report_markdown(
        plan, tables, "en"
    )


def test_the_citation_says_the_status_once(tables: Tables) -> None:
    plan = replace(FACTS, title="某市2024年工作要点（征求意见稿）")
    assert "《某市2024年工作要点（征求意见稿）》，2024年。" in report_markdown(plan, tables, "zh")


def test_a_plan_without_an_english_title_keeps_its_own(tables: Tables) -> None:
    markdown = report_markdown(replace(FACTS, title_en="", place_en=""), tables, "en")
    assert "# Coordination load report: 某市2024年工作要点" in markdown
    assert "Title in Chinese" not in markdown


def test_long_tables_are_cut_with_a_pointer_and_ties_are_not() -> None:
    tables = make({str(n): {f"a{n:02}": "l", f"b{n:02}": "r", "Hub": "r"} for n in range(1, 31)})
    markdown = report_markdown(FACTS, tables, "en")
    load, measures = tables_only(markdown)[:2]
    assert len(load) == 1 + 61
    assert len(measures) == 1 + 30
    assert "The table lists all 61 agencies by load." in markdown
    rows = {str(n): {f"a{place:02}": "r" for place in range(n)} for n in range(2, 26)}
    markdown = report_markdown(FACTS, make(rows), "zh")
    assert "下表列出协同负荷最重的20个单位。全部25个单位见 tables/rank.csv。" in markdown
    assert len(tables_only(markdown)[1]) == 1 + 10


def test_whoever_equals_the_last_row_is_shown() -> None:
    rows: list[Row] = [{"rank": rank} for rank in (1, 2, 2, 2, 5)]
    assert [row["rank"] for row in with_ties(rows, 2, "rank")] == [1, 2, 2, 2]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_plan_without_measures_or_agencies_has_a_report(lang: str) -> None:
    markdown = report_markdown(FACTS, make({}), lang)
    assert {"zh": "方案中没有举措。", "en": "The plan has no measures."}[lang] in markdown
    assert {"zh": "没有把任务分给任何单位", "en": "assigns nothing to any agency"}[lang] in markdown
    assert {"zh": "没有发现缺口", "en": "No gaps were found"}[lang] in markdown


def test_hostile_labels_stay_text() -> None:
    hostile = "<script>|x</script>\n# =cmd() \u202e[a](http://a.example)"
    tables = make({"1": {hostile: "l", "B": "r"}})
    for lang in ("zh", "en"):
        markdown = report_markdown(replace(FACTS, title=hostile, source_file=hostile), tables, lang)
        assert "<" not in markdown
        assert "\u202e" not in markdown
        assert not re.search(r"(?<!\\)\]\(", markdown)
        assert "\n# =cmd" not in markdown
        assert tables_only(markdown)[0][1][1] == "<script>|x</script> # =cmd() \\u202e[a](http://a.example)"


# Findings


@pytest.mark.parametrize(
    ("measures", "about", "zh", "en"),
    [
        ({"1": {"A": "l"}}, {}, "各单位的协同负荷都是零", "no agency carries a load"),
        (
            {"1": {"A": "l", "B": "r"}, "2": {"A": "l", "C": "r"}},
            {},
            "协同负荷最重的是A：共2对，涉及2项举措。",
            "The largest load is carried by A: 2 pairings over two measures.",
        ),
        (
            {"1": {"A": "l", "B": "r"}},
            {},
            "协同负荷最重的有2个单位，各为1对：A、B。",
            "Two agencies share the largest load, 1 pairing each: A and B.",
        ),
        (
            {"1": dict.fromkeys("ABCDEFG", "r")},
            {},
            "协同负荷最重的有7个单位，各为6对：A、B、C、D、E等。",
            "Seven agencies share the largest load, 6 pairings each: A, B, C, D, E and two others.",
        ),
        (
            {"1": {"A": "l", "G": "r"}, "2": {"B": "l", "G": "r"}},
            {"G": {"is_group": True}},
            "协同负荷最重的是G（一类单位）：共2对，涉及2项举措。只看单个单位，协同负荷最重的有2个单位，各为1对：A、B。",
            "The largest load is carried by G (a group): 2 pairings over two measures."
            " Of the agencies that are no groups, two share the largest load, 1 pairing each: A and B.",
        ),
        (
            {"1": {"A": "l", "G": "r"}},
            {"G": {"is_group": True}},
            "协同负荷最重的有2个单位，各为1对：A、G（一类单位）。",
            "Two agencies share the largest load, 1 pairing each: A and G (a group).",
        ),
    ],
)
def test_who_carries_the_largest_load(
    measures: dict[str, dict[str, str]], about: dict[str, About], zh: str, en: str
) -> None:
    agencies = make(measures, **about).agencies()
    assert load_finding(agencies, "zh").endswith(zh) or zh in load_finding(agencies, "zh")
    assert en in load_finding(agencies, "en")


@pytest.mark.parametrize(
    ("measures", "zh", "en"),
    [
        ({"1": {"A": "r"}}, "方案没有写明任何牵头单位。", "The plan names no lead for any measure."),
        (
            {"1": {"A": "l", "B": "r"}},
            "牵头最多的是A：在1项举措中牵头1项。",
            "The most frequent lead is A: 1 of one measure.",
        ),
        (
            {"1": {"A": "l"}, "2": {"B": "l"}, "3": {"C": "r"}},
            "牵头最多的有2个单位，在3项举措中各牵头1项：A、B。",
            "Two agencies lead most often, 1 of three measures each: A and B.",
        ),
    ],
)
def test_who_leads_most_often(measures: dict[str, dict[str, str]], zh: str, en: str) -> None:
    tables = make(measures)
    assert lead_finding(tables.agencies(), len(measures), "zh") == zh
    assert lead_finding(tables.agencies(), len(measures), "en") == en


@pytest.mark.parametrize(
    ("measures", "about", "zh", "en"),
    [
        (
            {"1": {"A": "l"}},
            {},
            "没有一项举措需要单位之间协同。",
            "No measure needs agencies to work together.",
        ),
        (
            {"19": {"A": "l", "B": "r", "C": "r"}},
            {"C": {"system": "party"}},
            "协调任务最重的是举措19（题19）：涉及3个单位，分属2个系统，由A一家牵头，共3对协同。",
            "Measure 19 (题19) needs the most coordination: three agencies of two systems under one lead, A,"
            " which makes 3 pairings.",
        ),
        (
            {"19": {"A": "l", "B": "l", "C": "r"}},
            {"C": {"system": ""}},
            "协调任务最重的是举措19（题19）：涉及3个单位，至少分属1个系统（1个单位所属系统不详），"
            "由A、B共同牵头，共3对协同。",
            "Measure 19 (题19) needs the most coordination: three agencies of at least one system (the system"
            " of one agency is not known) under two leads, A and B, which makes 3 pairings.",
        ),
        (
            {"19": {"A": "r", "B": "r"}},
            {},
            "协调任务最重的是举措19（题19）：涉及2个单位，分属1个系统，没有写明牵头单位，共1对协同。",
            "Measure 19 (题19) needs the most coordination: two agencies of one system without a named lead,"
            " which makes 1 pairing.",
        ),
        (
            {"19": {"A": "l", "B": "r"}, "2-3": {"A": "l", "B": "r"}, "4": {"A": "l"}},
            {},
            "协调任务最重的有2项举措，各涉及2个单位，各有1对协同：举措2-3、19。",
            "Two measures need the most coordination, with two agencies and 1 pairing each:"
            " measures 2-3 and 19.",
        ),
    ],
)
def test_the_heaviest_measure(
    measures: dict[str, dict[str, str]], about: dict[str, About], zh: str, en: str
) -> None:
    tables = make(measures, **about)
    assert heaviest_finding(tables, "zh") == zh
    assert heaviest_finding(tables, "en") == en


def test_systems_are_left_out_where_the_assignments_do_not_tell_them() -> None:
    tables = make({"1": {"A": "l", "B": "r", "C": "r"}})
    partial = replace(tables, assignments=tables.assignments.first(2))
    assert heaviest_finding(partial, "en") == (
        "Measure 1 (题1) needs the most coordination:"
        " three agencies under one lead, A, which makes 3 pairings."
    )


@pytest.mark.parametrize(
    ("measures", "about", "en"),
    [
        (
            {"1": {"A": "l", "B": "r"}, "2": {"A": "l", "B": "r"}},
            {},
            [
                "Every measure names a lead.",
                "No measure leaves its list of agencies open (“and other departments”).",
                "No measure has more than one lead.",
                "No measure is given to one agency alone.",
            ],
        ),
        (
            {"1": {"A": "l", "B": "l"}, "2": {"A": "r", "B": "r"}, "3": {"A": "l"}},
            {"open": {"3": 1}},
            [
                "One measure names several agencies but no lead: measure 2.",
                "One measure leaves the list of agencies open (“and other departments”): measure 3.",
                "One measure has more than one lead: measure 1.",
                "One measure is given to one agency alone: measure 3.",
            ],
        ),
        (
            {
                "1": {"A": "r"},
                "2": {"A": "r", "B": "r"},
                "3": {"A": "l", "B": "l"},
                "4": {"A": "l", "B": "l"},
            },
            {"open": {"1": 1, "2": 1}},
            [
                "One measure names several agencies but no lead: measure 2. One other names no lead either,"
                " but has a single responsible agency and so is clear.",
                "Two measures leave the list of agencies open (“and other departments”): measures 1 and 2.",
                "Two measures have more than one lead: measures 3 and 4.",
                "One measure is given to one agency alone: measure 1.",
            ],
        ),
        (
            {"1": {"A": "r", "B": "c"}, "2": {"A": "cr"}, "3": {"A": "r"}, "4": {"A": "c"}, "5": {"A": "s"}},
            {},
            [
                "One measure names several agencies but no lead: measure 1. Two others name no lead either,"
                " but each has a single responsible agency and so is clear.",
                "No measure leaves its list of agencies open (“and other departments”).",
                "No measure has more than one lead.",
                "Four measures are given to one agency alone: measures 2, 3, 4 and 5.",
                "Two measures name one agency that is neither lead nor responsible: measures 4 and 5.",
            ],
        ),
        (
            {"1": {"A": "r", "B": "r"}, "2": {"A": "r", "C": "c"}},
            {},
            [
                "Every measure names several agencies but no lead.",
                "No measure leaves its list of agencies open (“and other departments”).",
                "No measure has more than one lead.",
                "No measure is given to one agency alone.",
            ],
        ),
        (
            {"1": {"A": "r"}, "2": {"B": "r"}},
            {"open": {"1": 1, "2": 1}},
            [
                "No measure names several agencies but no lead. Two measures name no lead, but each has a"
                " single responsible agency and so is clear.",
                "Every measure leaves its list of agencies open (“and other departments”).",
                "No measure has more than one lead.",
                "Every measure is given to one agency alone.",
            ],
        ),
        (
            {"1": {}, "2": {"A": "l", "B": "r"}},
            {},
            [
                "No measure names several agencies but no lead.",
                "No measure leaves its list of agencies open (“and other departments”).",
                "No measure has more than one lead.",
                "No measure is given to one agency alone.",
                "One measure names no agency: measure 1.",
            ],
        ),
    ],
)
def test_gaps_in_responsibility(
    measures: dict[str, dict[str, str]], about: dict[str, About], en: list[str]
) -> None:
    tables = make(measures, **about)
    assert [missing_leads(tables, "en"), *gap_findings(tables, "en")] == en


def test_gaps_in_chinese() -> None:
    tables = make({"1": {"A": "r"}, "2": {"A": "r", "B": "r"}, "3": {"A": "l", "B": "l"}}, open={"3": 1})
    assert [missing_leads(tables, "zh"), *gap_findings(tables, "zh")] == [
        "列有多个单位却没有写明牵头单位的有1项：举措2。另有1项也没有写明牵头单位，但只有一个责任单位，责任清楚。",
        "以“等部门”之类的写法省略单位的有1项：举措3。",
        "由两个或更多单位牵头的有1项：举措3。",
        "由一个单位单独承担的有1项：举措1。",
    ]


@pytest.mark.parametrize(
    ("systems", "en"),
    [
        (
            ("g", "g", "g"),
            "All measures together make 3 pairings. None of them is known to join different systems.",
        ),
        (("g", "g", "p"), "Of these, 2 (66.7%) join agencies of different systems"),
        (("g", "g", ""), "2 pairings cannot be placed, because the system of an agency is not known."),
    ],
)
def test_pairings_across_systems(systems: tuple[str, ...], en: str) -> None:
    about = {name: {"system": system} for name, system in zip("ABC", systems, strict=True)}
    tables = make({"1": {"A": "l", "B": "r", "C": "r"}}, **about)
    assert any(en in point for point in findings(FACTS, tables, "en"))


def test_one_pairing_across_systems_is_singular() -> None:
    tables = make({"1": {"A": "l", "B": "r"}}, A={"system": "party"})
    assert any("Of these, 1 (100%) joins agencies" in point for point in findings(FACTS, tables, "en"))


def test_next_measures_that_share_a_number_have_it_each() -> None:
    first = {"1": {"A": "l", "B": "r", "C": "r"}, "2": {"A": "l", "B": "r"}}
    assert "其次是举措2，1对。" in report_markdown(FACTS, make(first), "zh")
    several = make({**first, "3": {"A": "l", "C": "r"}})
    assert "其次是举措2、3，各1对。" in report_markdown(FACTS, several, "zh")
    assert "Next: measures 2 and 3, 1 pairing each." in report_markdown(FACTS, several, "en")


@pytest.mark.parametrize(
    ("targets", "deadlines", "zh", "en"),
    [
        (
            (),
            (),
            "方案没有写明目标。方案没有写明时限。",
            "The plan states no target. The plan states no deadline.",
        ),
        (
            ("2024-12-31",),
            ("2024-12-31", None),
            "方案有1个目标，分布在1项举措中，完成日期齐全。方案写明了2个时限，其中1个没有日期也没有周期。",
            "The plan has 1 target in one measure, each with a date. It states 2 deadlines; one of them has"
            " neither date nor rhythm.",
        ),
        (
            ("2024-12-31", None),
            ("2024-12-31",),
            "方案有2个目标，分布在1项举措中，其中1个没有写明完成日期。方案写明了1个时限，日期或周期齐全。",
            "The plan has 2 targets in one measure; one of them has no date. It states 1 deadline, each with"
            " a date or a rhythm.",
        ),
    ],
)
def test_targets_and_deadlines_with_and_without_a_date(
    tables: Tables, targets: tuple[Cell, ...], deadlines: tuple[Cell, ...], zh: str, en: str
) -> None:
    names = ("measure", "key", "title", "as_written", "due", "due_from", "recurrence")
    columns = tuple(Column(name, "text", name, name) for name in names)
    answers = {
        name: Table(name, columns, tuple(("m", "1", "", "", due, None, None) for due in dues))
        for name, dues in (("targets", targets), ("deadlines", deadlines))
    }
    for lang, said in (("zh", zh), ("en", en)):
        assert said in to_markdown(tuple(targets_part(replace(tables, answers=answers), 2024, lang)), lang)


def test_small_plans_are_called_small(tables: Tables) -> None:
    assert "has only four measures" in report_markdown(FACTS, tables, "en")
    large = make({str(n): {"A": "l"} for n in range(30)})
    assert "has only" not in report_markdown(FACTS, large, "en")


# Data health


@pytest.mark.parametrize(
    ("count", "sentences"),
    [
        (
            0,
            (
                "No assignment is marked as doubtful.",
                "No list of agencies is marked as left open.",
                "No name is marked as awaiting review.",
            ),
        ),
        (
            1,
            (
                "One assignment is marked as doubtful and waits to be checked; the build prints it.",
                "One list of agencies is left open (measure 2).",
                "One name of an agency is new from the coding and awaits review; the build prints it.",
            ),
        ),
        (
            12,
            (
                "12 assignments are marked as doubtful and wait to be checked; the build prints each of"
                " them.",
                "12 lists of agencies are left open (measure 2).",
                "12 names of agencies are new from the coding and await review; the build prints each",
            ),
        ),
    ],
)
def test_quality_of_the_data(tables: Tables, count: int, sentences: tuple[str, ...]) -> None:
    facts = replace(FACTS, doubts=count, open_ends=count, proposed=count)
    health = section(report_markdown(facts, tables, "en"), "Quality of the data")
    assert all(sentence in health for sentence in sentences)
    assert "One group of bodies counts as one agency; " in health
    assert "even where a member is also named by itself" in health


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_confirmation_is_claimed_and_no_missing_file_named(tables: Tables, lang: str) -> None:
    markdown = report_markdown(FACTS, tables, lang)
    assert not re.search(r"data-health|都已核定|没有留下疑问|has been confirmed|left no doubts", markdown)
    assert {"zh": "没有标为待核定的单位名称。", "en": "No name is marked as awaiting review."}[
        lang
    ] in markdown
    assert {"zh": "没有一条分工标注了疑问。", "en": "No assignment is marked as doubtful."}[lang] in markdown


def test_every_open_list_and_every_group_is_listed_as_data_health() -> None:
    names = [f"G{place}" for place in range(7)]
    measures = {str(n): dict.fromkeys(names, "r") for n in range(1, 15)}
    groups: dict[str, About] = {name: {"is_group": True} for name in names}
    opened: About = {str(n): 1 for n in range(1, 15)}
    markdown = report_markdown(replace(FACTS, open_ends=14), make(measures, **groups, open=opened), "zh")
    health = section(markdown, "数据质量")
    assert "（举措1、2、3、4、5、6、7、8、9、10、11、12、13、14）" in health
    assert "：G0、G1、G2、G3、G4、G5、G6。" in health


def test_groups_are_not_spoken_of_where_there_are_none() -> None:
    health = section(report_markdown(FACTS, make({"1": {"A": "l"}}), "en"), "Quality of the data")
    assert "No list names a group of bodies." in health
    assert "member" not in health


def test_what_was_done_with_groups_is_said(tables: Tables) -> None:
    expanded = report_markdown(replace(FACTS, groups="expanded"), tables, "en")
    assert "each group is replaced by its members" in section(expanded, "Quality of the data")
    assert "Each group counts as one agency" not in expanded


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_report_is_the_same_each_time(tables: Tables, lang: str) -> None:
    assert report_blocks(FACTS, tables, lang) == report_blocks(FACTS, tables, lang)
    assert report_markdown(FACTS, tables, lang).endswith("\n")
