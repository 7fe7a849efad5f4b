from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from network_laws import network_of, plans
from network_tables import Roles, tables

from graph.network.hotspots import hotspot_table, pairing_terms
from graph.network.twomode import two_mode
from graph.views.wording import EVERY


def test_the_towns_hotspots_by_hand() -> None:
    rows = {row["key"]: row for row in hotspot_table(two_mode(*tables())).records()}
    assert list(rows) == ["2", "1", "4", "3", "5"]
    assert [row["score"] for row in rows.values()] == [3, 1, 1, 0, 0]
    assert [row["rank"] for row in rows.values()] == [1, 2, 2, 4, 4]
    two = rows["2"]  # finance and health in government, transport an enterprise
    assert (two["term_within_system"], two["term_cross_system"], two["term_unknown_system"]) == (1, 2, 0)
    assert (two["cross_level"], two["unknown_level"], two["agencies"]) == (0, 0, 3)


def test_the_gaps_are_flags() -> None:
    rows = {row["key"]: row for row in hotspot_table(two_mode(*tables())).records()}

    def flagged(flag: str) -> list[str]:
        return sorted(str(key) for key, row in rows.items() if row[flag] is True)

    assert flagged("no_lead") == ["3", "5"]
    assert flagged("several_leads") == ["4"]
    assert flagged("open_end") == ["1"]
    assert flagged("one_agency_alone") == ["3"]


def test_gaps_have_the_names_that_the_report_gives_them() -> None:
    columns = {column.name: column for column in hotspot_table(two_mode(*tables())).columns}
    for name in ("open_end", "one_agency_alone"):
        assert columns[name].zh == EVERY[f"gap.{name}"].zh
        assert columns[name].en.lower() == EVERY[f"gap.{name}"].en
    assert columns["score"].zh == EVERY["column.pairings"].zh


def test_levels_are_counted_beside_the_systems() -> None:
    network = two_mode(*tables({"1": {"finance": ["lead"], "archive": ["lead"]}}))
    (row,) = hotspot_table(network).records()
    assert (row["score"], row["term_unknown_system"], row["cross_level"]) == (1, 1, 1)


@given(plans())
def test_terms_add_up_to_the_pairings(roles: Roles) -> None:
    for row in hotspot_table(network_of(roles)).records():
        n = int(str(row["agencies"]))
        terms = [row["term_within_system"], row["term_cross_system"], row["term_unknown_system"]]
        assert sum(int(str(term)) for term in terms) == row["score"] == n * (n - 1) // 2


@given(st.lists(st.sampled_from(["", "party", "government"])), st.randoms(use_true_random=False))
def test_the_order_of_the_agencies_changes_nothing(places: list[str], chance: object) -> None:
    mixed = sorted(places, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert pairing_terms(mixed) == pairing_terms(places)
