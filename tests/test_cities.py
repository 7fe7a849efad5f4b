"""The invented plans, read from every format that they are published in, against their gold."""

from __future__ import annotations

from pathlib import Path

import pytest
from cities import City, cases
from scoring import misplaced, score_city

from graph.documents.read import read_document
from graph.extraction.reading import read_plan_text

# The least F1 of each kind; no plan in no format is excused.
FLOORS = {"assignments": 0.95, "titles": 0.95, "sections": 0.95, "targets": 0.85, "deadlines": 0.9}
CASES = [pytest.param(city, suffix, id=f"{city.name}-{suffix}") for city, suffix in cases()]


@pytest.mark.parametrize(("city", "suffix"), CASES)
def test_a_plan_is_read_as_its_gold(city: City, suffix: str, tmp_path: Path) -> None:
    path = city.write(suffix, tmp_path)
    data = read_plan_text(path, city.place, city.year).data
    found = {kind: score.f1 for kind, score in score_city(city, data).items()}
    below = {kind: f1 for kind, f1 in found.items() if f1 is not None and f1 < FLOORS.get(kind, 0)}
    assert below == {}
    assert misplaced(data, read_document(path).content) == []
