"""How well plans are read, measured against hand-coded material, as docs/quality.md.

Run with ``python benchmarks/quality.py`` (``make quality``). Every number is computed
here; the same code and material give the same bytes.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from cities import cases, cities
from scoring import (
    KINDS,
    Counts,
    score_bodies,
    score_city,
    score_clauses,
    score_details,
    score_named,
    total,
)

from graph.coding.agreement import agree
from graph.coding.plan import open_coded
from graph.extraction.reading import read_plan_text
from graph.vocabulary.gazetteer import build_gazetteer
from graph.vocabulary.ontology import Ontology, load_ontology

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "quality.md"
CORPUS = ROOT.parent / "shared" / "corpus"
CLAUSES = CORPUS / "attributions-dev.json"
DOCUMENT = CORPUS / "zhengzhou-2024.txt"
PLAN = ROOT / "plans" / "zhengzhou-2024.yaml"
NAMES = {"open_ended": "open ends"}
NONE = "–"
HEAD = """\
<!-- Made by benchmarks/quality.py (`make quality`); do not edit. -->
# How well plans are read

What `tiaokuai extract` and `tiaokuai attribution` find without a person, against what the codebook
([coding.md](coding.md)) says is there. `make quality` computes every number below and writes this page.

**These are development scores, not held-out ones.** All of the material was seen while the reader was
written, and its rules were changed until they read it. A plan that nobody has looked at will be read less
well. Held-out plans are not in the repository, so their scores cannot be here.

Precision is the share of what was read that is right, recall the share of what is there that was read, F1
their harmonic mean, from 0 to 1. A thing counts as often as it stands and is right only when all of it is
equal. Half-width and full-width punctuation mean the same. “–” stands where there is nothing to compare.
"""
CLAUSES_HEAD = """
## Single clauses

Attributions cut from real plans and coded by hand, those that are cut off in the middle left out. A clause
is entirely right when its agencies in every role, its groups, its open end and its deadline are, or when it
is refused and should be. An assignment is a clause, a role and a name.
"""
PLAN_HEAD = """
## A real plan: Zhengzhou 2024

The draft that `tiaokuai extract` makes from the raw text (B), against the coded plan
`plans/zhengzhou-2024.yaml` (A), as `tiaokuai agree` compares them. A target or condition is its comparator,
value, maximum and unit in a measure. κ and α are over measures and agencies, with a 95 % interval from a
bootstrap over measures; in their rows A and B count the pairs of measure and agency that each assigns.
"""
BESIDE = """
Beside these: things that a measure names, by measure and id; of the targets that both have, how many are
equal in subject (word for word), in basis and in the deadline that dates them; of the spellings in the
coded plan, how many the draft has and leads to the same body.
"""
CITIES_HEAD = """
## Invented plans

Invented plans of real places in the forms in which plans are published (`tests/data/cities/`), each written
in its formats and read back. F1 of each kind. A measure is its key and section; a section its key, label,
title and parent; an assignment a measure, a role and a name; an open end and a deadline a measure and the
printed words; a target a measure, a value, a unit and a comparator.
"""
MISSING = "\nNot computed: `{}` is not at hand (it lies beside the project, not in it).\n"


def main() -> None:
    """Write docs/quality.md."""
    TARGET.write_text(page(), encoding="utf-8", newline="\n")


def page() -> str:
    """Return the text of docs/quality.md."""
    ontology = load_ontology()
    return "".join((HEAD, *_clauses(ontology), *_plan(ontology), *_cities()))


def _clauses(ontology: Ontology) -> Iterator[str]:
    yield CLAUSES_HEAD
    if not CLAUSES.exists():
        yield MISSING.format(CLAUSES.name)
        return
    score = score_clauses(CLAUSES, build_gazetteer(ontology.places))
    right = score.clauses - len(score.wrong)
    refused = score.refusals
    rows = [
        ("clauses", score.clauses),
        ("entirely right", right),
        ("share entirely right", _decimal(right / score.clauses)),
        ("assignments", score.assignments.gold),
        ("assignments, F1", _decimal(score.assignments.f1)),
        ("refused that should be", f"{refused.both} of {refused.gold}"),
        ("refused that should not be", refused.read - refused.both),
    ]
    yield _table(("", "number"), rows)


def _plan(ontology: Ontology) -> Iterator[str]:
    yield PLAN_HEAD
    if not DOCUMENT.exists():
        yield MISSING.format(DOCUMENT.name)
        return
    gold = open_coded(PLAN).data
    read = read_plan_text(DOCUMENT, gold["plan"]["place"], gold["plan"]["year"]).data
    scores = agree(gold, read, ontology).scores
    heads = ("label_en", "in_a", "in_b", "both", "precision", "recall", "f1", "coefficient", "low", "high")
    at = [[column.name for column in scores.columns].index(name) for name in heads]
    rows = [[row[index] for index in at] for row in scores.rows]
    yield _table(("", "A", "B", "both", "precision", "recall", "F1", *heads[7:]), rows)
    yield from _beside(gold, read, ontology)


def _beside(gold: Mapping[str, Any], read: Mapping[str, Any], ontology: Ontology) -> Iterator[str]:
    yield BESIDE
    named = score_named(gold, read)
    rows = [
        (kind, each.gold, each.read, each.both, each.precision, each.recall) for kind, each in named.items()
    ]
    yield _table(("", "A", "B", "both", "precision", "recall"), rows)
    details = score_details(gold, read)
    details = {f"targets, {name} equal": pair for name, pair in details.items()}
    details["agencies, same body"] = score_bodies(gold, read, ontology)
    yield _table(
        ("", "equal", "of", "share"), [(name, *pair, pair[0] / pair[1]) for name, pair in details.items()]
    )


def _cities() -> Iterator[str]:
    yield CITIES_HEAD
    scores: dict[tuple[str, str], dict[str, Counts]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for city, suffix in cases():
            data = read_plan_text(city.write(suffix, Path(folder)), city.place, city.year).data
            scores[city.name, suffix] = score_city(city, data)
    heads = [NAMES.get(kind, kind) for kind in KINDS]
    yield _table(
        ("plan", "format", *heads), [(*case, *_shares(score)) for case, score in sorted(scores.items())]
    )
    suffixes = sorted({suffix for _, suffix in scores})
    rows = [
        _together(suffix, [score for case, score in scores.items() if case[1] == suffix])
        for suffix in suffixes
    ]
    rows.append(_together("all", scores.values()))
    yield f"\nBy format, all plans of the format together ({len(cities())} plans, {len(scores)} documents):\n"
    yield _table(("format", "documents", *heads), rows)
    counted = total(scores.values())
    yield _table(("of all documents", *heads), [("there", *(counted[kind].gold for kind in KINDS))])


def _together(name: str, scores: Iterable[Mapping[str, Counts]]) -> tuple[object, ...]:
    scores = list(scores)
    return (name, len(scores), *_shares(total(scores)))


def _shares(score: Mapping[str, Counts]) -> list[float | None]:
    return [score[kind].f1 for kind in KINDS]


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Return a Markdown table; the first column and words are left, numbers are right."""
    heads = list(heads)
    lines = [heads, ["---", *("---:" for _ in heads[1:])], *([_cell(each) for each in row] for row in rows)]
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: object) -> str:
    return _decimal(value) if value is None or isinstance(value, float) else str(value)


def _decimal(value: float | None) -> str:
    return NONE if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
