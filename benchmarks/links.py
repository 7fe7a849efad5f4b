"""How well links between plans are found, as docs/links.md, and how the work grows with the plans.

Run with ``python benchmarks/links.py``. Precision and recall come from the labelled pairs in
tests/data/links; the growth is printed only (a ratio, no time).
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from graph.coding.plan import read_plan
from graph.links.changes import Names
from graph.links.derive import derived
from graph.links.similarity import ALIKE, SAME_MATTER, grams, likeness
from graph.model import Plan
from graph.vocabulary.ontology import load_ontology

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "links.md"
PAIRS = ROOT / "tests" / "data" / "links" / "pairs.tsv"
PLAN = ROOT / "plans" / "zhengzhou-2024.yaml"
WORDS = "企业 项目 登记 融资 审批 监管 数据 平台 人才 信用 用地 法治 纳税 通关 供水 招标"
STEPS = tuple(step / 100 for step in range(40, 85, 5))

KINDS = (
    (
        "implements",
        "plan or measure → plan",
        "it implements a document whose name is the title of a plan of the graph, or cites one "
        "of another place (`queries/derive/implements-plan.rq`)",
    ),
    (
        "implements",
        "measure → measure",
        "the other plan is of a place around (province, country), of the same year or the one before, "
        f"and the measure is its most alike, at least {ALIKE:.2f}",
    ),
    (
        "continues",
        "measure → measure",
        f"same place and topic, next year, at least {SAME_MATTER:.2f} alike, each measure at most once, "
        "and it asks no more",
    ),
    (
        "tightens",
        "measure → measure",
        "the same, and a target is raised, the deadline earlier in its plan's year, or no lead is kept; "
        "the reason says which",
    ),
    ("drops", "plan → measure", "a measure of the year before that has no successor"),
    (
        "similar",
        "measure → measure",
        f"plans of which neither follows from the other, at least {ALIKE:.2f} alike; "
        "the nearest three a measure",
    ),
)

TABLE = "| kind | from → to | when |\n| --- | --- | --- |\n" + "\n".join(
    f"| `{kind}` | {ends} | {when} |" for kind, ends, when in KINDS
)

HEAD = f"""<!-- Made by benchmarks/links.py; do not edit. -->
# Links between plans

When `build` is given several plans, it derives links between them into `graph/derived`, each with
kind, reason (zh, en), the likeness of the titles (`tk:similarity`), the facts it rests on
(`prov:wasDerivedFrom`) and the method that found it (`prov:wasAttributedTo <coder/links-1>`). Links
within a plan are coded, not derived: [coding.md](coding.md#policy-links).

{TABLE}

A lowered target or a later deadline is said in the reason of `continues`. A measure without a title
is linked by its documents only. What is derived says that two titles are alike, not that an
official meant one to follow from the other: read the reason.

## Likeness

A title loses its signs and about fifty common words (推进, 优化, 机制 …, `graph/links/similarity.py`);
what is left is taken as its pairs of neighbouring characters. Likeness is twice the number of pairs
that both have over the number of both (Dice). Only titles that share one of their rarest pairs are
compared (prefix filter: no pair is missed); equal titles are compared once.

## How well it finds

The pairs in `tests/data/links/pairs.tsv` are invented titles in the style of plans, some
of them from the invented plans in `tests/data/cities`; they were labelled before a method
was run on them (1: a reader would call them the same matter), by the one author who also
wrote the common words, with many pairs made to mislead (压缩货物通关时间, 压缩案件审理时间). So read the
figures as those of one author's cases; pairs drawn from real plans are mostly plainly
different, and whether a real pair is one matter was not measured. The thresholds were
chosen on the first half (odd lines): for `similar` and `implements` the lowest with no
wrong pair, for successive plans, where most measures do have a successor, the lowest with
precision rounded to at least 0.90 and not below 0.50. Both halves stood in one table when
they were chosen, so that the second is a check of the rule and no blind test. Pairs of
characters with the common words left in reach a precision of 0.76 at 0.50.

"""


def main() -> None:
    """Write docs/links.md and print how the work grows."""
    pairs = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    TARGET.write_text(HEAD + "".join(_rows(pairs)), encoding="utf-8", newline="\n")
    print(f"{TARGET}: written")
    print("plans", "links", "time per plan against that of 25 plans", sep="\t")
    first = 0.0
    for count in (25, 50, 100, 200):
        seconds, links = _timed(count)
        first = first or seconds / count
        print(count, links, f"{seconds / count / first:.2f}", sep="\t")


def _rows(pairs: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"{len(pairs)} pairs, {sum(each[0] == '1' for each in pairs)} of them the same matter.\n\n"
    yield "| at least | precision, first half | recall | precision, second half | recall |\n"
    yield "| --- | ---: | ---: | ---: | ---: |\n"
    for least in STEPS:
        cells = (f"{value:.2f}" for half in (pairs[::2], pairs[1::2]) for value in _figures(half, least))
        yield f"| {least:.2f} | {' | '.join(cells)} |\n"


def _figures(pairs: Sequence[Sequence[str]], least: float) -> tuple[float, float]:
    """Return precision and recall of what is at least so alike."""
    found = [label for label, one, other in pairs if likeness(grams(one), grams(other)) >= least]
    right = found.count("1")
    return right / len(found), right / sum(label == "1" for label, *_ in pairs)


def _timed(count: int) -> tuple[float, int]:
    """Return the seconds that so many plans of 88 measures take, and how many links they have.

    Every third title is Zhengzhou's, so that all plans have it; the others are a plan's own.
    """
    ontology = load_ontology()
    plan = read_plan(PLAN, ontology).plan
    register = ontology.register(plan.agencies)
    counties = sorted(code for code, place in ontology.places.items() if place.level == "county")
    plans = [_changed(plan, number, counties[number // 2]) for number in range(count)]
    begin = time.process_time()
    links = sum(1 for _ in derived(plans, Names(register.agencies, ontology.concepts), ontology))
    return time.process_time() - begin, links


def _changed(plan: Plan, number: int, place: str) -> Plan:
    draw = random.Random(number)
    measures = tuple(
        replace(each, title=_invented(draw) if order % 3 else each.title)
        for order, each in enumerate(plan.measures)
    )
    year = 2024 + number % 2
    return replace(plan, id=f"p{number:03}-{year}", place=place, year=year, measures=measures)


def _invented(draw: random.Random) -> str:
    """Return a title of two words that other titles have too and two characters of any."""
    words = WORDS.split()
    rare = (chr(draw.randrange(0x4E00, 0x9000)) for _ in range(2))
    return "".join(("推进", *draw.sample(words, 2), *rare))


if __name__ == "__main__":
    main()
