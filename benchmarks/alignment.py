"""How Zhengzhou's plan is aligned with B-READY 2025, as docs/alignment.md.

Run with ``python benchmarks/alignment.py`` (part of ``make quality``). Every number is
computed here from the coded plan and the two readings in docs/alignment/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from graph.alignment.characters import WITHOUT, Thresholds
from graph.alignment.measure import MeasureWords
from graph.alignment.plans import headings_of, measure_words, read_words
from graph.alignment.proposing import make_method, propose, shipped_method
from graph.coding.concept_agreement import (
    LEVELS,
    SHARED,
    Votes,
    accepted_votes,
    concept_agreement,
    topic,
)
from graph.coding.nodes import read_nodes
from graph.documents.read import read_document
from graph.vocabulary.ontology import load_ontology

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "alignment.md"
PLAN = ROOT / "plans" / "zhengzhou-2024.yaml"
DOCUMENT = ROOT.parent / "shared" / "corpus" / "zhengzhou-2024.txt"
READINGS = [ROOT / "docs" / "alignment" / f"zhengzhou-2024.{name}.yaml" for name in "ab"]

HEAD = """<!-- Made by benchmarks/alignment.py (`make quality`); do not edit. -->
# What the measures do for B-READY

Zhengzhou's 88 measures are aligned with the World Bank's B-READY, edition 2025: zero to four concepts a
measure, each with its strength, confidence, reason and the words of the plan that justify it
(`alignments` in `plans/zhengzhou-2024.yaml`).

## The rules

1. The whole measure is read, not its title. The question is: if it were carried out, which indicators of
   which subcategory would an expert or a firm answer otherwise?
2. The most important concept stands first: it is the primary one.
3. Each concept is at the narrowest level that holds: subcategory, else category, else topic under a pillar,
   else topic; never an indicator.
4. Pillar 1 is a text that binds, pillar 2 what government provides, pillar 3 the time, cost and use that
   firms meet. What builds a system is pillar 2 first, what promises days or money pillar 3.
5. `direct` does what the indicators ask; `contributes` makes it likelier.
6. None is a result. General digital government, culture, schools, health, environment, talent and tourism are
   none.
7. Confidence: 0.9, another careful reader would surely say the same; 0.5, as likely as not; 0.4 is the least.

## How it was made

Two automated readings (language models that read the whole text and every indicator) followed these rules,
without sight of each other; what they said is kept as it was (`docs/alignment/zhengzhou-2024.a.yaml`,
`….b.yaml`). A third pass decided the differences on the text. It overruled both in one respect: where they
found no indicator for a measure that does serve the aim of the topic its section is about, it gave the topic,
or the topic under a pillar, as `contributes` with confidence 0.4 ({overruled}). No person has
reviewed the result, and the plan's authors could not know the edition of 2025.

## How far the two readings agree

"""
COUNTS = """
None is a value of its own; topic and pillar are those of the primary concept.

## What is aligned

"""
NONE_HEAD = """
Aligned with none: {count} measures ({keys}).

The readings differ, in a concept or in which one is primary, in {differing}.
"""
METHOD_HEAD = """
## How well the method proposes

What `tiaokuai align` proposes for the plan without its coding, against the coding above. The words that the
method looks for (`ontology/bready-terms.ttl`), and its rules for words and headings, were made without sight
of the coding or of the plan's text.

"""
SECTIONS_HEAD = """
In sections 1 to 10 the topic is right for {right} of {coded} measures that the coding aligns. Of the {none}
measures aligned with none the method leaves {left} at none.

| section | measures aligned | topic right |
| --- | ---: | ---: |
"""
CHARACTERS_HEAD = """
## What pairs of characters add

Pairs of neighbouring characters, each weighed by how few concepts have it in their name or frozen words, tell
how like a concept a measure is. Alone they rank topics and cannot tell none from some, so that they only
support, contradict and narrow what words and headings say (docs/coding.md). They came after the coding, and
need three thresholds: how many times as like the first topic a measure must be as the second, how like
another topic to be held against a heading, how like a subcategory to be narrowed to it. Shipped are
{shipped}. *Held out* are thresholds chosen for each section on all the others (most topics and
primary concepts right, of equal ones the most cautious), from {grid}:
no section's answers chose what it is read with.

| | words alone | with characters | held out |
| --- | ---: | ---: | ---: |
"""
CHOSEN = """
Held out were chosen
{chosen};
a figure that falls there rests on single measures. Once more with headings withheld: the method learns
nothing else from a plan. A measure sees only the headings around it, so that withholding all at once is the
same as withholding one section's after another's.

| headings withheld | words alone | with characters | held out |
| --- | ---: | ---: | ---: |
"""
TOPICS_HEAD = """
The topic right, by the topic of the coding; the last two columns with headings withheld:

"""
LEADS, OTHERS, SUBCATEGORIES = (1.2, 1.5, 2.0), (0.08, 0.12, 0.16), (0.03, 0.06)
FIGURES = (
    "topic",
    "pillar",
    "primary concept",
    "some shared concept",
    "topic, sections 1–10",
    "left at none",
)
METHOD_MISSING = "The document is not at hand.\n"


def main() -> None:
    """Write docs/alignment.md."""
    TARGET.write_text(page(), encoding="utf-8", newline="\n")


def page() -> str:
    """Return the text of docs/alignment.md."""
    plan = _data(PLAN)
    votes = accepted_votes(plan)
    a, b = (_reading(path) for path in READINGS)
    overruled = [key for key in votes if votes[key] and not a[key] and not b[key]]
    none = [key for key in votes if not votes[key]]
    differing = [key for key in votes if a[key][:1] != b[key][:1] or set(a[key]) != set(b[key])]
    return "".join(
        (
            HEAD.format(overruled=_measures(overruled)),
            *_agreement(a, b),
            COUNTS,
            *_topics(plan, votes),
            NONE_HEAD.format(count=len(none), keys=", ".join(none), differing=_measures(differing)),
            METHOD_HEAD,
            *_method(plan, votes),
        )
    )


def _data(path: Path) -> Any:
    return read_nodes(path.read_text(encoding="utf-8"), str(path)).data


def _reading(path: Path) -> dict[str, list[str]]:
    measures = _data(path)["measures"]
    return {each["key"]: [one["concept"] for one in each.get("alignments", ())] for each in measures}


def _measures(keys: Iterable[str]) -> str:
    return f"measures {', '.join(keys)}"


def _agreement(a: Votes, b: Votes) -> Iterator[str]:
    yield from _row("", "equal", "of", "share", "κ", is_head=True)
    for each in concept_agreement(a, b):
        label = (LEVELS[each.level] if each.level in LEVELS else SHARED[1:])[1].partition(": ")[2]
        yield from _row(label, each.same, each.measures, _decimal(each.share), _decimal(each.kappa))


def _method(plan: Any, votes: Votes) -> Iterator[str]:
    """Yield how far the method's proposals agree with the coding, and what characters add to them."""
    if not DOCUMENT.exists():
        yield METHOD_MISSING
        return
    given, withheld = _read(plan, plan["sections"]), _read(plan, [{"key": "", "parent": ""}])
    proposed = _proposed(given)
    yield from _agreement(votes, proposed)
    yield from _by_section(plan, votes, proposed)
    sections = {measure["key"]: _section(plan, measure["section"]) for measure in plan["measures"]}
    chosen: list[Thresholds] = []
    held_out, held_out_withheld = (_held_out(each, votes, sections, chosen) for each in (given, withheld))
    shipped = _thresholds(Thresholds())
    grid = " × ".join(", ".join(map(str, each)) for each in (LEADS, OTHERS, SUBCATEGORIES))
    yield CHARACTERS_HEAD.format(shipped=shipped, grid=grid)
    yield from _figures(votes, sections, (_proposed(given, WITHOUT), proposed, held_out))
    how_often = Counter(map(_thresholds, chosen[: len(set(sections.values()))])).most_common()
    yield CHOSEN.format(
        chosen=", ".join(f"{each} ({count} of {len(set(sections.values()))})" for each, count in how_often)
    )
    bare = _proposed(withheld)
    yield from _figures(votes, sections, (_proposed(withheld, WITHOUT), bare, held_out_withheld))
    yield TOPICS_HEAD
    yield from _by_topic(votes, (proposed, bare, held_out_withheld))


def _read(plan: Any, sections: list[Any]) -> dict[str, MeasureWords]:
    """Return the words of each measure, below the headings of `sections`."""
    document = read_words(read_document(DOCUMENT))
    data = {"sections": sections}
    return {each["key"]: measure_words(each, headings_of(data, each), document) for each in plan["measures"]}


def _proposed(measures: Mapping[str, MeasureWords], thresholds: Thresholds | None = None) -> Votes:
    method = make_method(shipped_method().known, thresholds)
    return {key: [each.concept for each in propose(words, method)] for key, words in measures.items()}


def _held_out(
    measures: Mapping[str, MeasureWords], votes: Votes, sections: Mapping[str, str], chosen: list[Thresholds]
) -> Votes:
    """Return what is proposed for each section with thresholds chosen on the others; they go to `chosen`."""
    found = {
        Thresholds(*each): _proposed(measures, Thresholds(*each))
        for each in product(LEADS, OTHERS, SUBCATEGORIES)
    }

    def right(each: Thresholds, left_out: str) -> int:
        others = [key for key in votes if sections[key] != left_out]
        pairs = [(found[each][key], votes[key]) for key in others]
        return sum((topic(a) == topic(b)) + (a[:1] == b[:1]) for a, b in pairs)

    proposed: dict[str, Sequence[str]] = {}
    for left_out in dict.fromkeys(sections.values()):
        best = max(found, key=lambda each: (right(each, left_out), each.lead, each.other, each.subcategory))
        chosen.append(best)
        proposed |= {key: found[best][key] for key in votes if sections[key] == left_out}
    return proposed


def _section(plan: Any, key: str) -> str:
    """Return the outermost section around a section."""
    parents = {each["key"]: each.get("parent") for each in plan["sections"]}
    while parents[key]:
        key = parents[key]
    return key


def _thresholds(each: Thresholds) -> str:
    return f"{each.lead}, {each.other} and {each.subcategory}"


def _figures(votes: Votes, sections: Mapping[str, str], columns: Iterable[Votes]) -> Iterator[str]:
    """Yield a row a figure: how many measures are right, of how many."""
    ten = {
        key for key in votes if votes[key] and sections[key] in list(dict.fromkeys(sections.values()))[:10]
    }
    none = {key for key in votes if not votes[key]}
    cells = []
    for proposed in columns:
        levels = [f"{each.same} of {each.measures}" for each in concept_agreement(votes, proposed)]
        right = sum(topic(votes[key]) == topic(proposed[key]) for key in ten)
        left = sum(not proposed[key] for key in none)
        cells.append((*levels, f"{right} of {len(ten)}", f"{left} of {len(none)}"))
    for name, *each in zip(FIGURES, *cells, strict=True):
        yield from _row(name, *each)


def _by_section(plan: Any, votes: Votes, proposed: Votes) -> Iterator[str]:
    right = {key for key in votes if votes[key] and topic(votes[key]) == topic(proposed[key])}
    sections: dict[str, list[str]] = {}
    for measure in plan["measures"]:
        if votes[measure["key"]]:
            sections.setdefault(measure["section"], []).append(measure["key"])
    ten = [key for section in list(sections)[:10] for key in sections[section]]
    none = [key for key in votes if not votes[key]]
    left = sum(not proposed[key] for key in none)
    yield SECTIONS_HEAD.format(right=len(right & set(ten)), coded=len(ten), none=len(none), left=left)
    for section, keys in sections.items():
        yield from _row(section, len(keys), len(right & set(keys)))


def _by_topic(votes: Votes, columns: Iterable[Votes]) -> Iterator[str]:
    concepts = load_ontology().concepts
    columns = tuple(columns)
    yield from _row("topic", "measures", "right", "withheld", "withheld, held out", is_head=True)
    for word in sorted({topic(each) for each in votes.values() if each}):
        keys = [key for key in votes if votes[key] and topic(votes[key]) == word]
        right = (sum(topic(each[key]) == word for key in keys) for each in columns)
        yield from _row(concepts[f"bready/2025/{word}"].en, len(keys), *right)


def _topics(plan: Any, votes: Votes) -> Iterator[str]:
    """Yield a row a topic: measures by their primary concept, alignments, and how strong they are."""
    concepts = load_ontology().concepts
    primary = Counter(topic(each) for each in votes.values() if each)
    accepted = [
        each for m in plan["measures"] for each in m.get("alignments", ()) if each["status"] == "accepted"
    ]
    strengths = Counter((topic([each["concept"]]), each["strength"]) for each in accepted)
    yield from _row("topic", "measures", "alignments", "direct", "contributes", is_head=True)
    for word in sorted(primary, key=lambda each: (-primary[each], each)):
        direct, contributes = (strengths[word, each] for each in ("direct", "contributes"))
        name = concepts[f"bready/2025/{word}"].en
        yield from _row(name, primary[word], direct + contributes, direct, contributes)


def _row(*cells: object, is_head: bool = False) -> Iterator[str]:
    yield f"| {' | '.join(map(str, cells))} |\n"
    if is_head:
        yield f"| --- |{' ---: |' * (len(cells) - 1)}\n"


def _decimal(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
