"""The columns of printed tables: no word and no number is broken, whatever face stands in for Times."""

from __future__ import annotations

import pytest

from graph.views.column_fit import BOLD, TABLE_TWIPS, UNBROKEN, Fit, ems, fit

LOADS = (
    (
        *("Rank", "Agency", "Led", "Responsible", "Measures", "Load (pairings)", "Interval of load"),
        *("Interval of rank", "Partners", "Betweenness"),
    ),
    (
        *("17", "Zhengzhou Housing Security and Real Estate Administration Bureau", "10", "13", "26", "145"),
        *("91.8–202.9", "10–43", "47", "0.189"),
    ),
)
CHINESE = (
    (
        "名次",
        "单位",
        "牵头",
        "责任",
        "举措",
        "协同负荷（对）",
        "负荷区间",
        "名次区间",
        "协同单位",
        "中介中心性",
    ),
    ("17", "郑州市住房保障和房地产管理局", "10", "13", "26", "145", "91.8–202.9", "10–43", "47", "0.189"),
)
TIES = (
    ("Agency", "Partner", "Shared measures", "q (hypergeometric)", "q (BiCM)", "q (FDSM)"),
    ("Zhengzhou Civil Air Defence Office", "Zhengzhou Urban Management Bureau", "5", "0.0094 *", "1", "0.12"),
)


@pytest.mark.parametrize("rows", [LOADS, CHINESE, TIES])
@pytest.mark.parametrize("small", [False, True])
def test_no_word_or_number_is_wider_than_its_column(rows: tuple[tuple[str, ...], ...], small: bool) -> None:
    found = fit(rows, small=small)
    assert sum(found.columns) <= TABLE_TWIPS
    for place, room in enumerate(found.columns):
        inside = room - 2 * found.edge
        assert inside >= widest_word(rows[0][place]) * BOLD * 10 * found.head
        assert inside >= widest_word(rows[1][place]) * 10 * found.half_points


def test_letters_are_smaller_only_where_they_must_be() -> None:
    assert fit(TIES).half_points == 18
    assert fit(CHINESE).half_points == 18
    assert fit(LOADS).half_points < 16


def test_a_head_in_chinese_takes_two_lines_at_most() -> None:
    found = fit(CHINESE)
    assert all(
        room - 2 * found.edge >= BOLD * ems(head) / 2 * 10 * found.head
        for head, room in zip(CHINESE[0], found.columns, strict=True)
    )


def test_a_table_without_rows_has_its_heads() -> None:
    assert fit([("Rank", "Agency")]) == Fit([4007, 5403], 18, 60)


def widest_word(text: str) -> float:
    return max(map(ems, UNBROKEN.findall(text)), default=0.0)
