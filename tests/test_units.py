from __future__ import annotations

from decimal import Decimal

import pytest

from graph.vocabulary.units import shipped_units


@pytest.mark.parametrize(
    ("form", "unit"),
    [
        ("%", "percent"),
        ("个工作日", "working-day"),
        ("元/平方米", "cny-per-square-metre"),
        ("台(套)", "device"),
    ],
)
def test_forms_are_folded_to_half_width(form: str, unit: str) -> None:
    assert shipped_units().forms[form] == unit


def test_multiples_by_base_and_factor() -> None:
    multiples = shipped_units().multiples
    assert multiples["cny", Decimal(100_000_000)] == "cny-100-million"
    assert multiples["school-place", Decimal(10_000)] == "school-place-10-thousand"
    assert ("percent", Decimal(10_000)) not in multiples


def test_every_multiple_has_forms_that_lead_to_it() -> None:
    units = shipped_units()
    assert set(units.multiples.values()) <= set(units.forms.values())
