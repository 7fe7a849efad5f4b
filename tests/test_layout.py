from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.views.layout import HEADING, LEFT, RIGHT, ROW, SIDE, Layout, Section, lay_out

AGENCIES = [f"a{number:02}" for number in range(30)]


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Section], dict[str, list[str]], dict[str, float], list[str]]:
    lengths = draw(st.lists(st.integers(1, 30), min_size=1, max_size=8))
    sections, number = [], 0
    for key, length in enumerate(lengths):
        measures = tuple(f"m{position}" for position in range(number, number + length))
        sections.append(Section(f"s{key}", draw(st.floats(20, 400)), measures))
        number += length
    some = st.lists(st.integers(0, number - 1), max_size=6, unique=True)
    ties = {name: [f"m{each}" for each in draw(some)] for name in AGENCIES[: draw(st.integers(0, 30))]}
    radii = {name: draw(st.floats(3, 14)) for name in ties}
    return sections, ties, radii, [name for name in ties if draw(st.booleans())]


@given(plans())
def test_nothing_overlaps(
    plan: tuple[list[Section], dict[str, list[str]], dict[str, float], list[str]],
) -> None:
    sections, _, radii, _ = plan
    layout = lay_out(*plan)
    for one, other in combinations(layout.measures.values(), 2):
        assert abs(one.x - other.x) >= SIDE or abs(one.y - other.y) >= SIDE
    for heading in layout.headings.values():
        for square in layout.measures.values():
            assert abs(heading.y - square.y) >= (SIDE + HEADING) / 2 - 0.2
    for side in (LEFT, RIGHT):
        column = sorted(
            (spot.y, max(ROW / 2, radii[name])) for name, spot in layout.agencies.items() if spot.side == side
        )
        for (y, half), (lower, other_half) in pairwise(column):
            assert lower - y >= half + other_half - 0.2
    widest = max(section.heading_width for section in sections) / 2
    assert layout.reach - widest > 100


@given(plans())
def test_everything_is_placed_once_and_the_same_way_each_time(
    plan: tuple[list[Section], dict[str, list[str]], dict[str, float], list[str]],
) -> None:
    sections, ties, radii, leads = plan
    layout = lay_out(*plan)
    assert set(layout.agencies) == set(ties)
    assert set(layout.measures) == {measure for section in sections for measure in section.measures}
    backwards = {name: ties[name][::-1] for name in reversed(ties)}
    assert lay_out(sections, backwards, radii, leads[::-1]) == layout
    assert all(abs(spot.y) <= layout.half_height for spot in layout.agencies.values())


def small(leads: list[str]) -> Layout:
    sections = [Section("s", 50, ("m0", "m1"))]
    ties = {name: ["m0"] for name in AGENCIES[:8]}
    return lay_out(sections, ties, dict.fromkeys(ties, 5.0), leads)


def test_leads_stand_left_of_the_measures_and_others_right() -> None:
    layout = small(AGENCIES[:3])
    assert layout.by_lead
    assert [layout.agencies[name].side for name in AGENCIES[:8]] == [LEFT] * 3 + [RIGHT] * 5
    assert layout.agencies["a00"].x < layout.measures["m0"].x < layout.agencies["a07"].x


def test_columns_are_mixed_where_one_would_be_nearly_empty() -> None:
    layout = small(AGENCIES[:1])
    assert not layout.by_lead
    assert sum(spot.side == LEFT for spot in layout.agencies.values()) == 4
