"""How Zhengzhou's plan is aligned with B-READY 2025, as docs/alignment.md.

Run with ``python benchmarks/alignment.py`` (part of ``make quality``). Every number is
computed here from the coded plan and the two readings in docs/alignment/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from graph.alignment.plans import propose_plan
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

What `tiaokuai align` proposes for the plan without its coding, against the coding above. The words that
the method looks for (`ontology/bready-terms.ttl`) and the method itself were made without sight of the coding
or of the plan's text.

"""
METHOD_COUNTS = """
In sections 1 to 10 the topic is right for {right} of {coded} measures that the coding aligns. Of the {none}
measures aligned with none the method leaves {left} at none.

| section | measures aligned | topic right |
| --- | ---: | ---: |
"""
WITHHELD_HEAD = """
The method learns nothing from a plan, so that leaving a section out can only mean leaving out what its
headings tell. Each section's measures once more, with its headings withheld, by the topic of the coding:

"""
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
    """Yield how far the method's proposals agree with the coding, and its topics section by section."""
    if not DOCUMENT.exists():
        yield METHOD_MISSING
        return
    bare = {**plan, "measures": [{**each, "alignments": []} for each in plan["measures"]]}
    proposed: dict[str, list[str]] = {key: [] for key in votes}
    for each in propose_plan(bare, read_document(DOCUMENT)):
        proposed[each.key] = [one.concept for one in each.proposals]
    yield from _agreement(votes, proposed)
    right = {key for key in votes if votes[key] and topic(votes[key]) == topic(proposed[key])}
    sections: dict[str, list[str]] = {}
    for measure in plan["measures"]:
        if votes[measure["key"]]:
            sections.setdefault(measure["section"], []).append(measure["key"])
    ten = [key for section in list(sections)[:10] for key in sections[section]]
    none = [key for key in votes if not votes[key]]
    yield METHOD_COUNTS.format(
        right=len(right & set(ten)),
        coded=len(ten),
        none=len(none),
        left=sum(not proposed[key] for key in none),
    )
    for section, keys in sections.items():
        yield from _row(section, len(keys), len(right & set(keys)))
    yield WITHHELD_HEAD
    yield from _withheld(bare, votes, right)


def _withheld(bare: Any, votes: Votes, right: set[str]) -> Iterator[str]:
    """Yield by topic how often the method is right with headings, and without those of the section.

    A measure sees only the headings around it, so that withholding all of them at once is
    the same as withholding one section's after another's.
    """
    sections = [{key: each[key] for key in each if key != "title"} for each in bare["sections"]]
    proposed = propose_plan({**bare, "sections": sections}, read_document(DOCUMENT))
    found = {each.key: [one.concept for one in each.proposals] for each in proposed}
    still = {key for key in votes if votes[key] and topic(votes[key]) == topic(found[key])}
    none = [key for key in votes if not votes[key]]
    concepts = load_ontology().concepts
    yield from _row("topic", "measures aligned", "right", "right without headings", is_head=True)
    for word in sorted({topic(each) for each in votes.values() if each}):
        keys = {key for key in votes if votes[key] and topic(votes[key]) == word}
        name = concepts[f"bready/2025/{word}"].en
        yield from _row(name, len(keys), len(keys & right), len(keys & still))
    yield f"\nWithout headings {sum(not found[key] for key in none)} of the {len(none)} are left at none.\n"


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
