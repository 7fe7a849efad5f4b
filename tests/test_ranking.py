from __future__ import annotations

from hypothesis import given
from network_laws import network_of, plans
from network_tables import Roles, agency, tables

from graph.network.ranking import competition_ranks, rank_table, rounded
from graph.network.twomode import two_mode
from graph.views.phrases import PHRASES

ABOUT = ("agency", "label", "label_en", "kind", "level", "line", "system", "is_group")
SCORES = (
    "led",
    "responsible",
    "cooperating",
    "supervising",
    "measures",
    "load",
    "newman",
    "partners",
    "ties_a_partner",
    "span",
    "betweenness",
)


def test_the_towns_table_by_hand() -> None:
    table = rank_table(two_mode(*tables()))
    names = [column.name for column in table.columns]
    assert names == [*ABOUT, *(name + end for name in SCORES for end in ("", "_rank"))]
    assert table.values("agency") == [agency(name) for name in ("finance", "health", "transport", "archive")]
    assert table.values("load") == [4, 3, 3, 0]
    assert table.values("load_rank") == [1, 2, 2, 4]
    assert table.values("ties_a_partner") == [2.0, 1.5, 1.5, None]
    assert table.values("ties_a_partner_rank") == [1, 2, 2, None]
    assert table.values("led") == [3, 0, 1, 0]
    assert table.values("system") == ["government", "government", "enterprises", None]


def test_every_column_is_named_in_both_languages() -> None:
    for column in rank_table(two_mode(*tables())).columns:
        assert column.zh
        assert column.en
        assert column.name.isascii()


def test_floats_have_nine_significant_digits() -> None:
    assert rounded(1 / 3) == 0.333333333
    assert rounded(123456.7891234) == 123456.789
    roles = {str(n): {"a": ["lead"], "b": ["lead"], "c": ["lead"], "d": ["lead"]} for n in range(3)}
    table = rank_table(two_mode(*tables(roles, "abcd")))
    assert table.values("newman") == [3.0] * 4


@given(plans())
def test_rows_are_ordered_and_ranks_follow_the_scores(roles: Roles) -> None:
    table = rank_table(network_of(roles))
    keys = [(-(row["load"] or 0), row["agency"]) for row in table.records()]  # type: ignore[operator]
    assert keys == sorted(keys)
    for name in ("load", "betweenness", "newman"):
        values = table.values(name)
        ranks = [1 + sum(other > value for other in values) for value in values]  # type: ignore[operator]
        assert table.values(name + "_rank") == ranks


def test_equal_scores_share_a_rank_and_the_next_skips() -> None:
    assert competition_ranks({"a": 9, "b": 7, "c": 7, "d": 1}) == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_ties_and_span_are_called_what_the_methods_of_the_report_call_them() -> None:
    columns = {column.name: column for column in rank_table(two_mode(*tables())).columns}
    for name, key in (("ties_a_partner", "methods.ties"), ("span", "methods.span")):
        assert PHRASES[key].zh.startswith(columns[name].zh)
        assert PHRASES[key].en.startswith(columns[name].en)


@given(plans())
def test_newman_strength_is_the_number_of_shared_measures(roles: Roles) -> None:
    shared = dict.fromkeys(rank_table(network_of(roles)).values("agency"), 0)
    for agencies in network_of(roles).by_measure().values():
        for name in agencies if len(agencies) > 1 else ():
            shared[name] += 1
    table = rank_table(network_of(roles))
    assert dict(zip(table.values("agency"), table.values("newman"), strict=True)) == shared
