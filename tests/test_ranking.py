from __future__ import annotations

import pytest
from hypothesis import given
from network_laws import network_of, plans
from network_tables import Roles, agency, tables

from graph.network import defaults, further
from graph.network.incidence import incidence
from graph.network.ranking import ABOUT, BEYOND_CHANCE, WEIGHTED, Extras, rank_table
from graph.network.ranks import competition_ranks, rounded
from graph.network.scores import load
from graph.network.twomode import two_mode
from graph.views.wording import EVERY

ABOUT_NAMES = ["agency", "label", "label_en", "kind", "level", "line", "system", "is_group"]
SCORES = [*(column.name for column in defaults.COLUMNS), BEYOND_CHANCE.name]


def with_ranks(names: list[str]) -> list[str]:
    return [name + end for name in names for end in ("", "_rank")]


def test_the_towns_table_by_hand() -> None:
    table = rank_table(two_mode(*tables()))
    names = [column.name for column in table.columns]
    assert names == [*ABOUT_NAMES, *with_ranks(SCORES), "standing"]
    assert [column.name for column in ABOUT] == ABOUT_NAMES
    assert table.values("agency") == [agency(name) for name in ("finance", "health", "transport", "archive")]
    assert table.values("load") == [4, 3, 3, 0]
    assert table.values("load_rank") == [1, 2, 2, 4]
    assert table.values("ties_a_partner") == [2.0, 1.5, 1.5, None]
    assert table.values("ties_a_partner_rank") == [1, 2, 2, None]
    assert table.values("led") == [3, 0, 1, 0]
    assert table.values("system") == ["government", "government", "enterprises", None]
    assert table.values("standing") == ["key", "auxiliary", "auxiliary", "auxiliary"]
    assert table.values("constraint_rank")[-1] is None, "the archive has no partner"


def test_columns_of_design_stand_in_its_order() -> None:
    wanted = [
        *("led", "responsible", "cooperating", "supervising", "measures", "load", "newman", "partners"),
        *("ties_a_partner", "span", "betweenness", "closeness", "constraint", "effective_size"),
    ]
    assert [name for name in SCORES if name in wanted] == wanted


def test_further_scores_are_added_when_asked_for() -> None:
    table = rank_table(two_mode(*tables()), Extras(every=True, weights=(2.0, 1.0, 1.0, 1.0)))
    names = [column.name for column in table.columns]
    extra = [column.name for column in further.COLUMNS]
    unranked = [column.name for column in further.UNRANKED]
    assert names == [
        *ABOUT_NAMES,
        *with_ranks([*SCORES, WEIGHTED.name, *extra]),
        "standing",
        *unranked,
    ]
    # finance: 2·1 in measure 1, 2·1 + 2·1 in measure 2, 2·2 in measure 4
    assert table.values("weighted_load") == [10.0, 5.0, 7.0, 0.0]
    assert table.values("cut_vertex") == [False] * 4
    assert table.values("community") == [1, 1, 1, 2]


def test_every_column_is_named_in_both_languages() -> None:
    for column in rank_table(two_mode(*tables()), Extras(every=True, weights=(1.0,) * 4)).columns:
        assert column.zh
        assert column.en
        assert column.name.isascii()


def test_floats_have_nine_significant_digits() -> None:
    assert rounded(1 / 3) == 0.333333333
    assert rounded(123456.7891234) == 123456.789


@given(plans())
def test_rows_are_ordered_and_ranks_follow_the_scores(roles: Roles) -> None:
    table = rank_table(network_of(roles))
    keys = [(-(row["load"] or 0), row["agency"]) for row in table.records()]  # type: ignore[operator]
    assert keys == sorted(keys)
    for name in SCORES:
        values = table.values(name)
        known = [float(str(value)) for value in values if value is not None]
        ranks = [
            None if value is None else 1 + sum(each > float(str(value)) for each in known) for value in values
        ]
        assert table.values(name + "_rank") == ranks


@given(plans())
def test_the_table_holds_what_the_arrays_hold(roles: Roles) -> None:
    network = network_of(roles)
    table = rank_table(network)
    arrays = incidence(network)
    assert dict(zip(table.values("agency"), table.values("load"), strict=True)) == arrays.by_agency(
        load(arrays)
    )


def test_equal_scores_share_a_rank_and_the_next_skips() -> None:
    assert competition_ranks({"a": 9, "b": 7, "c": 7, "d": 1}) == {"a": 1, "b": 2, "c": 2, "d": 4}


@pytest.mark.parametrize(("name", "key"), [("ties_a_partner", "methods.ties"), ("span", "methods.span")])
def test_scores_are_called_what_the_methods_of_the_report_call_them(name: str, key: str) -> None:
    (column,) = (each for each in defaults.COLUMNS if each.name == name)
    assert EVERY[key].zh.startswith(column.zh)
    assert EVERY[key].en.startswith(column.en)
