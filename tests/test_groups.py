"""Groups as one node, expanded and left out: by hand, by law, and on Zhengzhou."""

from __future__ import annotations

from dataclasses import replace

from conftest import Built
from hypothesis import given
from hypothesis import strategies as st
from network_laws import NAMES, network_of, plans
from network_tables import Roles, agency

from graph.network.groups import GROUPS, Members, members_at, regrouped
from graph.network.reading import read_network
from graph.network.twomode import AgencyNode, TwoMode, from_roles
from graph.table import Cell, Column, Table
from graph.views.hotspot_sentences import group_note

COLUMNS = (
    *("plan", "issued", "year", "group", "member", "valid_from", "valid_until"),
    *("label", "label_en", "is_group", "kind", "level", "line", "system"),
)


def grouped(network: TwoMode, *groups: str) -> TwoMode:
    agencies = tuple(replace(each, is_group=each.iri in groups) for each in network.agencies)
    return replace(network, agencies=agencies)


def known(of: dict[str, tuple[str, ...]], groups: tuple[str, ...] = ()) -> Members:
    names = {name for members in of.values() for name in members}
    return Members(of, {name: AgencyNode(name, name, is_group=name in groups) for name in names})


def row(member: str, start: Cell, end: Cell, issued: Cell = None) -> tuple[Cell, ...]:
    return ("p", issued, 2024, "g", member, start, end, member, None, False, None, None, None, None)


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table("members", tuple(Column(name, "text", name, name) for name in COLUMNS), rows)


def test_a_group_is_replaced_by_its_members_in_its_roles() -> None:
    town = grouped(from_roles({"1": {"fin": "lead", "g": "responsible"}, "2": {"g": "lead"}}), "g")
    found = regrouped(town, "expanded", known({"g": ("east", "west")}))
    assert [each.iri for each in found.agencies] == ["east", "fin", "west"]
    assert found.sizes() == {"1": 3, "2": 2}
    assert found.roles["east", "1"] == ("responsible",)
    assert found.roles["west", "2"] == ("lead",)
    assert (found.groups, found.unexpanded) == ("expanded", ())


def test_a_member_named_singly_is_one_agency_with_both_roles() -> None:
    town = grouped(from_roles({"1": {"east": "lead", "g": "responsible"}}), "g")
    found = regrouped(town, "expanded", known({"g": ("east", "west")}))
    assert found.sizes() == {"1": 2}
    assert found.roles["east", "1"] == ("lead", "responsible")


def test_a_group_in_a_group_is_expanded_too_and_a_circle_ends() -> None:
    town = grouped(from_roles({"1": {"g": "lead"}}), "g")
    found = regrouped(town, "expanded", known({"g": ("h", "east"), "h": ("west", "g")}, ("h",)))
    assert [each.iri for each in found.agencies] == ["east", "west"]


def test_a_group_without_known_members_stays_and_is_told() -> None:
    town = grouped(from_roles({"1": {"g": "lead", "h": "responsible"}}), "g", "h")
    found = regrouped(town, "expanded", known({"g": ("east",)}))
    assert [each.iri for each in found.agencies] == ["east", "h"]
    assert found.unexpanded == ("h",)
    assert group_note(found, "en") == "One group has no known members and stays one agency: h."
    assert group_note(found, "zh") == "有1类单位的成员不详，仍各按一个单位计算：h。"
    assert group_note(town, "en") == ""


def test_left_out_their_measures_stay() -> None:
    town = grouped(from_roles({"1": {"fin": "lead", "g": "responsible"}, "2": {"g": "lead"}}), "g")
    found = regrouped(town, "left-out")
    assert found.sizes() == {"1": 1, "2": 0}
    assert [each.iri for each in found.agencies] == ["fin"]


def test_members_are_those_valid_when_the_plan_was_issued() -> None:
    rows = [
        row("always", None, None, "2024-06-15"),
        row("from that day", "2024-06-15", None, "2024-06-15"),
        row("later", "2024-06-16", None, "2024-06-15"),
        row("until that day", None, "2024-06-15", "2024-06-15"),
        row("earlier", None, "2024-06-14", "2024-06-15"),
    ]
    assert members_at(table(*rows)).of == {"g": ("always", "from that day", "until that day")}


def test_of_a_plan_without_a_date_any_day_of_its_year_will_do() -> None:
    rows = [
        row("in the year", "2024-12-31", None),
        row("after", "2025-01-01", None),
        row("before", None, "2023-12-31"),
        row("to the first day", None, "2024-01-01"),
    ]
    assert members_at(table(*rows)).of == {"g": ("in the year", "to the first day")}


@given(plans(), st.sets(st.sampled_from(NAMES)))
def test_nothing_happens_where_there_is_no_group_with_members(roles: Roles, groups: set[str]) -> None:
    town = grouped(network_of(roles), *map(agency, groups))
    same = regrouped(town, "expanded", known({}))
    assert (same.agencies, dict(same.roles)) == (town.agencies, dict(town.roles))
    assert regrouped(town, "one") is town
    without = regrouped(town, "left-out")
    assert all(without.sizes()[key] <= size for key, size in town.sizes().items())
    assert not any(each.is_group for each in without.agencies)


def test_zhengzhou_in_all_three(zhengzhou: Built) -> None:
    """Of 17 groups two have known members: 12 governments, 4 zones; some of them are named singly too."""
    one, expanded, left_out = (read_network(zhengzhou.store, groups=how) for how in GROUPS)
    groups = [each.iri for each in one.agencies if each.is_group]
    assert (len(one.agencies), len(groups), len(left_out.agencies)) == (81, 17, 64)
    assert len(expanded.unexpanded) == 15
    members = members_in(zhengzhou)
    assert sorted(map(len, members.values())) == [4, 12]
    singly = {each.iri for each in one.agencies} & {each for found in members.values() for each in found}
    assert len(expanded.agencies) == 81 - 2 + 16 - len(singly) == 91
    gained = sum(len(found) - 1 for group, found in members.items() for pair in one.roles if pair[0] == group)
    doubled = sum(
        (single, measure) in one.roles and (group, measure) in one.roles
        for group, found in members.items()
        for single in found
        for measure in one.sizes()
    )
    assert len(expanded.roles) == 395 + gained - doubled


def members_in(built: Built) -> dict[str, tuple[str, ...]]:
    iri = "https://w3id.org/tiaokuai/id/agency/"
    register = {each.path: each for each in built.ontology.register(built.plan.agencies).agencies.values()}
    named = {each.agency for measure in built.plan.measures for each in measure.assignments}
    return {
        iri + path: tuple(iri + member for member in register[path].members)
        for path in sorted(named)
        if register[path].members
    }
