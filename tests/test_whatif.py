"""Changes in thought: the town of tests/data/town by hand, laws over random networks, the command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import DATA, Built, build_files
from hypothesis import given
from hypothesis import strategies as st
from network_laws import NAMES, network_of, plans
from network_tables import Roles, agency

from graph.cli.main import cli
from graph.errors import UserError
from graph.network.change_names import Known, read_known
from graph.network.change_tables import agency_changes, measure_changes, only_changed
from graph.network.change_words import FORMS, VERBS, changed
from graph.network.reading import read_network
from graph.network.twomode import AgencyNode, TwoMode, from_roles
from graph.network.whatif import dropped, led, merged, moved
from graph.rdf.store import store_of
from graph.views.change_sentences import change_notes
from graph.vocabulary.ontology import Ontology

Changes = list[tuple[str, str]]
ONE = AgencyNode("one", "one")

# What each change does to the town: label → load before and after, and what it does to measures: key →
# pairings before and after. Worked out from table 1 of tests/data/town/README.md.
BY_HAND: dict[str, tuple[Changes, dict[str, tuple[int | None, int | None]], dict[str, tuple[int, int]]]] = {
    # The new bureau is in 1, 2 (with Health) and 3, 5 (alone): 1 + 1 + 0 + 0.
    "merge": (
        [("merge", "县财政局,县交通局=县综合局")],
        {"小镇县财政局": (3, None), "县综合局": (None, 2), "小镇县交通运输局": (1, None)},
        {"3": (1, 0)},
    ),
    # Finance keeps 2, 3, 5 (1 + 1 + 0); the new office has measure 1 with Health.
    "split": (
        [("split", "1:县财政局=县国库局")],
        {"小镇县财政局": (3, 2), "县国库局": (None, 1)},
        {},
    ),
    # Health joins measure 4 as its lead and meets the Archive there.
    "lead": (
        [("lead", "4=县卫健委")],
        {"小镇县卫生健康委员会": (2, 3), "小镇县档案馆": (0, 1)},
        {"4": (0, 1)},
    ),
    # The Archive takes Finance's place in 1 and 2, where it meets Health twice.
    "move": (
        [("move", "1，2：县财政局＝县档案馆")],
        {"小镇县财政局": (3, 1), "小镇县档案馆": (0, 2)},
        {},
    ),
    # Health is in measure 1 already: moved to it, the measure is for one agency alone.
    "move to a partner": (
        [("move", "1:县财政局=县卫健委")],
        {"小镇县财政局": (3, 2), "小镇县卫生健康委员会": (2, 1)},
        {"1": (1, 0)},
    ),
    # Measure 3 made one pairing, between Finance and Transport.
    "drop": ([("drop", "3")], {"小镇县财政局": (3, 2), "小镇县交通运输局": (1, 0)}, {"3": (1, 0)}),
    # The second change names what the first one made: alone in 3 and 5, it leads 4 with the Archive.
    "two in a row": (
        [("merge", "县财政局,县交通局=县综合局"), ("lead", "4=县综合局")],
        {
            "小镇县财政局": (3, None),
            "县综合局": (None, 3),
            "小镇县交通运输局": (1, None),
            "小镇县档案馆": (0, 1),
        },
        {"3": (1, 0), "4": (0, 1)},
    ),
}


def after(town: Built, changes: Changes) -> tuple[TwoMode, TwoMode]:
    network = read_network(town.store)
    return network, changed(network, changes, read_known(town.store))


@pytest.mark.parametrize("name", BY_HAND)
def test_the_town_by_hand(name: str, town: Built) -> None:
    changes, loads, pairings = BY_HAND[name]
    both = after(town, changes)
    rows = {row["label"]: (row["load_before"], row["load_after"]) for row in agency_changes(*both).records()}
    rest = {"小镇县财政局": 3, "小镇县卫生健康委员会": 2, "小镇县交通运输局": 1, "小镇县档案馆": 0}
    assert rows == {label: (load, load) for label, load in rest.items()} | loads
    measures = {
        str(row["key"]): (row["pairings_before"] or 0, row["pairings_after"] or 0)
        for row in measure_changes(*both).records()
    }
    assert measures == {key: (int(key < "4"),) * 2 for key in "123456"} | pairings


def test_every_kind_of_change_is_worked_out() -> None:
    assert list(FORMS) == list(VERBS)
    assert {verb for changes, _, _ in BY_HAND.values() for verb, _ in changes} == set(VERBS) - {"expand"}


def test_one_row_in_full(town: Built) -> None:
    both = after(town, [("lead", "4=县卫健委")])
    row = next(row for row in agency_changes(*both).records() if row["label"] == "小镇县卫生健康委员会")
    assert (row["state"], row["load_change"]) == ("changed", 1)
    assert (row["load_rank_before"], row["load_rank_after"]) == (2, 1)  # 3 as Finance has
    assert (row["partners_before"], row["partners_after"]) == (1, 2)
    assert (row["led_before"], row["led_after"]) == (2, 3)
    assert (row["measures_before"], row["measures_after"]) == (3, 4)
    assert (row["span_before"], row["span_after"]) == (1, 2)


def test_a_measure_that_changes_hands_is_changed(town: Built) -> None:
    both = after(town, [("move", "1:县财政局=县档案馆")])
    (row,) = only_changed(measure_changes(*both)).records()
    assert (row["key"], row["state"], row["pairings_change"]) == ("1", "changed", 0)


def test_a_lead_that_is_given_closes_a_gap(town: Built) -> None:
    both = after(town, [("lead", "4=县档案馆"), ("lead", "3=县交通局")])
    rows = {row["key"]: row for row in only_changed(measure_changes(*both)).records()}
    assert list(rows) == ["3", "4"]
    assert (rows["3"]["gaps_en_before"], rows["3"]["gaps_en_after"]) == (
        "Several leads, No target, No deadline",
        "No target, No deadline",
    )
    assert (rows["4"]["gaps_before"], rows["4"]["gaps_after"]) == (
        "无牵头单位、由一个单位单独承担、无量化目标、无时限",
        "由一个单位单独承担、无量化目标、无时限",
    )
    assert [rows["3"][f"leads_{when}"] for when in ("before", "after")] == [2, 1]
    relieved = {measure[-1]: held for (who, measure), held in both[1].roles.items() if "cai-zheng" in who}
    assert relieved["3"] == ("responsible",)


def test_the_sentences_of_the_town(town: Built) -> None:
    both = after(town, [("merge", "县财政局,县交通局=县综合局"), ("lead", "4=县档案馆"), ("drop", "6")])
    tables = agency_changes(*both), measure_changes(*both)
    assert change_notes(*tables, "en") == (
        "Pairings in all fall from 3 to 2: 1 fewer (33.3%).",
        "The heaviest load is now with 县综合局 and Town Health Commission (2),"
        " before with Town Finance Bureau (3).",
        "Gaps that are gone: measure 3 (several leads) and measure 4 (no lead).",
        "Gaps that are new: measure 3 (one agency alone).",
        "Dropped: measure 6.",
    )
    assert change_notes(*tables, "zh") == (
        "协同对数合计由3对减为2对，减少1对（33.3%）。",
        "协同负荷最大的现为县综合局、小镇县卫生健康委员会（2对），原为小镇县财政局（3对）。",
        "已消除的缺口：举措3（多个牵头单位）、举措4（无牵头单位）。",
        "新出现的缺口：举措3（由一个单位单独承担）。",
        "已删去举措6。",
    )


def test_sentences_where_there_was_nothing() -> None:
    alone = from_roles({"1": {"a": "lead"}, "2": {"b": "lead"}})
    joined = changed(alone, [("lead", "1=a,b")])
    both = agency_changes(alone, joined), measure_changes(alone, joined)
    assert change_notes(*both, "en")[:2] == (
        "Pairings in all rise from 0 to 1.",
        "The heaviest load stays with a and b: 0 before, 1 after.",
    )
    nothing = agency_changes(alone, alone), measure_changes(alone, alone)
    assert change_notes(*nothing, "en") == (
        "Pairings in all stay at 0.",
        "Nobody has anybody to coordinate with.",
        "No gap is gone and none is new.",
    )


def test_a_long_list_of_gaps_is_cut() -> None:
    network = from_roles({str(key): {"a": "responsible"} for key in range(1, 15)})
    given_leads = changed(network, [("lead", f"{key}=a") for key in range(1, 15)])
    note = change_notes(agency_changes(network, given_leads), measure_changes(network, given_leads), "en")[-1]
    assert note.endswith("measure 12 (no lead) and two more measures.")


@pytest.mark.parametrize(
    ("verb", "text", "said"),
    [
        ("merge", "县财政,县交通局=新", '"县财政". Near: 县财政局'),
        ("merge", "县财政局=新", "names one agency only"),
        ("merge", "县财政局,县交通局", "Write AGENCY,AGENCY=NAME."),
        ("merge", "县财政局,县交通局=县档案馆", '"县档案馆" already'),
        (
            "split",
            "3:县卫健委=新",
            "小镇县卫生健康委员会 has no part in measure 3. It has a part in 1, 2, 6.",
        ),
        ("split", "1=新", "Write MEASURE,MEASURE:AGENCY=NAME."),
        ("split", "1:县财政局=县卫健委", "Move measures to it instead."),
        ("lead", "7=县财政局", 'the plan has no measure "7"'),
        ("lead", "1=", "Write MEASURE=AGENCY."),
        ("move", "1:县档案馆=县财政局", "It has a part in 4."),
        ("drop", "", 'no measure ""'),
        ("expand", "县财政局", "小镇县财政局 is no group."),
    ],
)
def test_what_is_wrong_is_said(verb: str, text: str, said: str, town: Built) -> None:
    with pytest.raises(UserError) as caught:
        after(town, [(verb, text)])
    (problem,) = caught.value.problems
    assert problem.where == f"--{verb} {text}"
    assert said in str(problem)


def test_names_of_every_kind_mean_one_agency(town: Built) -> None:
    ways = ("县财政局", "小镇县财政局", "Town Finance Bureau", "zhongmu-410122/cai-zheng-ju")
    iri = next(each.iri for each in read_network(town.store).agencies if "cai-zheng" in each.iri)
    found = [after(town, [("lead", f"办好便民服务={way}")])[1].roles for way in (*ways, iri)]
    assert all(each == found[0] for each in found)


def test_a_name_of_two_agencies_is_refused() -> None:
    network = from_roles({"1": {"a": "lead", "b": "lead"}})
    with pytest.raises(UserError, match='several agencies are called "x"'):
        changed(network, [("lead", "1=x")], Known({"a": ["x"], "b": ["x"]}))
    twins = replace(network, measures=tuple(replace(each, title="t") for each in (*network.measures,) * 2))
    with pytest.raises(UserError, match='several measures are called "t"'):
        changed(twins, [("drop", "t")])


def test_an_agency_of_another_plan_can_take_over(ontology: Ontology) -> None:
    plans_there = [DATA / "town" / "zhongmu-2024-town.yaml", DATA / "plans" / "zhongmu-2025-town.yaml"]
    store = store_of(build_files(plans_there, ontology)[1])
    before, other = (read_network(store, plan) for plan in ("zhongmu-2025-town", "zhongmu-2024-town"))
    stranger = next(each for each in other.agencies if each not in before.agencies)
    result = changed(before, [("lead", f"1={stranger.label}")], read_known(store, "zhongmu-2025-town"))
    assert stranger in result.agencies


def test_a_group_of_the_plan_is_expanded_alone(zhengzhou: Built) -> None:
    before, result = after(zhengzhou, [("expand", "郑州市各区县（市）人民政府")])
    old, new = ({each.iri for each in network.agencies} for network in (before, result))
    assert [iri.rpartition("/")[2] for iri in old - new] == ["ge-qu-xian-shi-zheng-fu"]
    groups = [sum(each.is_group for each in network.agencies) for network in (before, result)]
    assert groups[0] == groups[1] + 1
    # Twelve districts and counties in each of 26 measures; 中原区 stands in the plan by itself as well.
    assert (len(before.agencies), len(result.agencies)) == (81, 81 - 1 + 11)


def test_a_group_that_is_left_out_cannot_be_expanded(zhengzhou: Built) -> None:
    group = "郑州市各区县（市）人民政府"
    result = run(zhengzhou, "--expand", group, "--groups", "left-out")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"--expand {group}: {group} is no agency of the plan.")


@given(plans(), st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
def test_merging_never_raises_pairings(roles: Roles, names: list[str]) -> None:
    network = network_of(roles)
    result = merged(network, [agency(name) for name in names], ONE)
    for row in measure_changes(network, result).records():
        assert int(str(row["pairings_change"])) <= 0
    changes = agency_changes(network, result).values("load_change")
    pairings = measure_changes(network, result).values("pairings_change")
    assert sum(int(str(each)) for each in changes) == 2 * sum(int(str(each)) for each in pairings)


@given(plans(), st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
def test_a_merger_is_the_plan_written_anew(roles: Roles, names: list[str]) -> None:
    """Merging equals reading a plan in which every merged name is written as the first one."""
    written: dict[str, dict[str, list[str]]] = {}
    for key, found in roles.items():
        measure = written.setdefault(key, {})
        for name, held in found.items():
            measure.setdefault(names[0] if name in names else name, []).extend(held)
    expected = network_of(written)
    network = network_of(roles)
    first = next(each for each in network.agencies if each.iri == agency(names[0]))
    result = merged(network, [agency(name) for name in names], first)
    assert dict(result.roles) == dict(expected.roles)
    loads = dict(
        zip(*(agency_changes(network, result).values(each) for each in ("agency", "load_after")), strict=True)
    )
    again = agency_changes(expected, expected)
    for iri, load in zip(again.values("agency"), again.values("load_after"), strict=True):
        assert loads[iri] == (None if iri in set(map(agency, names[1:])) else load)


@given(plans(), st.sampled_from(NAMES))
def test_a_change_that_changes_nothing(roles: Roles, name: str) -> None:
    network = network_of(roles)
    node = next(each for each in network.agencies if each.iri == agency(name))
    held = [measure for who, measure in network.roles if who == node.iri]
    for result in (
        network,
        merged(network, [node.iri], node),
        moved(network, held, node.iri, node),
        dropped(network, []),
    ):
        assert (result.agencies, dict(result.roles)) == (network.agencies, dict(network.roles))
        for table in (agency_changes(network, result), measure_changes(network, result)):
            assert table == (agency_changes if "agencies" in table.name else measure_changes)(
                network, network
            )
            assert only_changed(table).rows == ()


@given(plans(), st.sampled_from(NAMES))
def test_a_split_is_undone_by_a_merger(roles: Roles, name: str) -> None:
    network = network_of(roles)
    node = next(each for each in network.agencies if each.iri == agency(name))
    held = [measure for who, measure in network.roles if who == node.iri]
    parted = moved(network, held[:2], node.iri, ONE)
    assert merged(parted, [node.iri, ONE.iri], node) == network


@given(plans(), st.sampled_from(NAMES), st.integers(0, 7))
def test_a_lead_that_is_given_leads_alone(roles: Roles, name: str, place: int) -> None:
    network = network_of(roles)
    measure = network.measures[place % len(network.measures)].iri
    node = next(each for each in network.agencies if each.iri == agency(name))
    result = led(network, measure, [node])
    assert [who for (who, what), held in result.roles.items() if what == measure and "lead" in held] == [
        node.iri
    ]
    assert set(network.roles) <= set(result.roles)


def run(town: Built, *words: str) -> Result:
    return CliRunner().invoke(cli, ["whatif", *words, "--graph", str(town.graph_nq)], prog_name="tiaokuai")


def test_the_command_keeps_the_order_of_the_options(town: Built, tmp_path: Path) -> None:
    file = tmp_path / "changes.yaml"
    file.write_text("- move: 1:县财政局=县档案馆\n- drop: 6\n", encoding="utf-8", newline="\n")
    typed = ("--drop", "5", "--merge", "县财政局,县交通局=县综合局", "--drop", "4")
    result = run(town, *typed, "--changes", str(file), "--format", "json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["options"] == {
        "table": "agencies",
        "changes": [
            {"move": "1:县财政局=县档案馆"},
            {"drop": "6"},
            {"drop": "5"},
            {"merge": "县财政局,县交通局=县综合局"},
            {"drop": "4"},
        ],
        "groups": "one",
    }
    assert {row["label"] for row in told["rows"] if row["state"] == "new"} == {"县综合局"}
    assert "已删去举措4、5、6。" in result.stderr


def test_the_screen_shows_what_changed(town: Built) -> None:
    result = run(town, "--lead", "4=县卫健委", "--lang", "en")
    assert [line.split("  ")[0] for line in result.stdout.splitlines()[2:]] == [
        "Town Health Commission",
        "Town Archive",
    ]
    every = run(town, "--lead", "4=县卫健委", "--lang", "en", "--all")
    assert len(every.stdout.splitlines()) == 2 + 4
    measures = run(town, "--lead", "4=县卫健委", "--table", "measures")
    assert [line.split()[0] for line in measures.stdout.splitlines()[2:]] == ["4"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is no list of changes."),
        ("drop: 6\n", "is no list of changes."),
        ("- drop: 6\n- sell: 5\n", "line 2: is no change. Write one of merge, split"),
        ("- drop: [6]\n", "line 1: is no change."),
    ],
)
def test_a_file_that_is_no_list_of_changes(content: str, said: str, town: Built, tmp_path: Path) -> None:
    file = tmp_path / "changes.yaml"
    file.write_text(content, encoding="utf-8", newline="\n")
    result = run(town, "--changes", str(file))
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_command_without_a_change_is_refused(town: Built) -> None:
    result = run(town)
    assert result.exit_code == 2
    assert result.stderr.startswith("whatif: no change is named.")
