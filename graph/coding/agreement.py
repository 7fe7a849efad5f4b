"""Coder against coder: what of one coded plan another found too, and how far beyond chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from graph.coding.concept_agreement import (
    LEVELS,
    SHARED,
    LevelAgreement,
    accepted_votes,
    concept_agreement,
)
from graph.coding.names import ROLES
from graph.coding.reliability import Units, bootstrap_interval, cohen_kappa, krippendorff_alpha
from graph.coding.repeats import assignee
from graph.coding.writing import number_text
from graph.table import Cell, Column, Table
from graph.vocabulary.ontology import Ontology

Data = Mapping[str, Any]
Item = tuple[str, ...]
NONE = "none"

# What is compared: the word, and what it is called in both languages.
COMPARED = {
    "measures": ("举措", "Measures"),
    "titles": ("标题", "Titles"),
    "assignments": ("分工", "Assignments"),
    "lead": ("分工：牵头", "Assignments: lead"),
    "responsible": ("分工：责任", "Assignments: responsible"),
    "cooperating": ("分工：配合", "Assignments: cooperating"),
    "supervising": ("分工：指导", "Assignments: supervising"),
    "agencies": ("单位", "Agencies"),
    "open_ended": ("未列尽", "Open ends"),
    "deadlines": ("时限", "Deadlines"),
    "targets": ("目标", "Targets"),
    "conditions": ("条件", "Conditions"),
    "links": ("政策关联", "Policy links"),
}
BEYOND_CHANCE: dict[str, tuple[str, str, Callable[[Units], float | None]]] = {
    "kappa": ("科恩 κ", "Cohen's κ", cohen_kappa),
    "alpha": ("克里彭多夫 α", "Krippendorff's α", krippendorff_alpha),
}
COLUMNS = (
    Column("item", "text", "项目", "Item"),
    Column("label", "text", "比较内容", "Compared"),
    Column("label_en", "text", "英文名称", "Compared (English)"),
    Column("in_a", "integer", "甲有", "In A"),
    Column("in_b", "integer", "乙有", "In B"),
    Column("both", "integer", "共有", "In both"),
    Column("precision", "decimal", "精确率", "Precision"),
    Column("recall", "decimal", "召回率", "Recall"),
    Column("f1", "decimal", "F1", "F1"),
    Column("share", "decimal", "一致率", "Share equal"),
    Column("coefficient", "decimal", "系数", "Coefficient"),
    Column("low", "decimal", "下限", "Low"),
    Column("high", "decimal", "上限", "High"),
)
DIFFERENCES = (
    Column("measure", "text", "举措", "Measure"),
    Column("item", "text", "项目", "Item"),
    Column("only_in", "text", "仅见于", "Only in"),
    Column("value", "text", "内容", "Value"),
)


@dataclass(frozen=True, slots=True)
class Agreement:
    """The scores, a row an item, and what only one of the two plans has, a row a thing."""

    scores: Table
    differences: Table


def agree(a: Data, b: Data, ontology: Ontology, *, seed: int = 1, draws: int = 1000) -> Agreement:
    """Return how far plan B codes what plan A codes; A is taken for the truth.

    Parameters
    ----------
    a, b : dict
        The data of two coded plans that the schema accepts; names need not resolve.
    ontology : Ontology
        Its register makes two spellings of one agency the same; a spelling that is in
        neither the register nor the plan's `names:` stands for itself.
    seed, draws : int
        Of the bootstrap over measures that the interval of κ and α comes from.

    Returns
    -------
    Agreement
        Precision is the share of B that is in A too, recall the share of A that is in B,
        F1 their harmonic mean; empty where there is nothing to share. Things are counted
        as often as they stand: a measure with three targets of 100 percent has three.
        An assignment is a measure, an agency and a role, an agency a measure and an
        agency in whatever role; a deadline its dates, recurrence and kind; a target or
        condition its comparator, value, maximum and unit, whatever its subject; a policy
        link its kind and where it leads, unless it is proposed or rejected.

    Notes
    -----
    κ and α are over every measure and agency that either plan brings together: what each
    says of the pair is its role (several joined by +), or `none`. Pairs that neither
    names, which are beyond number, are left out; so κ is lower than it would be with them,
    and often below zero where the two agree on roles but not on who is named.
    Where a plan is aligned with a framework, topic, pillar and primary concept follow, none
    being a value of its own, with the share of measures that are equal and their κ.
    Where both plans are aligned with a framework, topic, pillar and primary concept follow,
    none being a value of its own, with the share of measures that are equal and their κ.
    Measures are the same by key, else by a number, else by a title that each has once.
    """
    matched = matched_measures(a, b)
    sides = (
        _items(a, _identities(a, ontology), {key: key for key in _keys(a)}),
        _items(b, _identities(b, ontology), matched),
    )
    rows = [_score_row(kind, *(Counter(_of_kind(kind, side)) for side in sides)) for kind in COMPARED]
    clusters = _pairs(*sides)
    rows += [_chance_row(word, clusters, seed, draws) for word in BEYOND_CHANCE]
    rows += _alignment_rows(a, b, matched)
    return Agreement(
        Table("agree", COLUMNS, tuple(rows)),
        Table("agree-differences", DIFFERENCES, tuple(_differences(*sides))),
    )


def matched_measures(a: Data, b: Data) -> dict[str, str]:
    """Return, for every measure of B, the key of the same measure of A, else its own key marked as B's.

    Examples
    --------
    >>> a = {"measures": [{"key": "1", "title": "甲"}, {"key": "2"}]}
    >>> b = {"measures": [{"key": "1-1", "title": "甲"}, {"key": "2"}, {"key": "3"}]}
    >>> matched_measures(a, b)
    {'2': '2', '1-1': '1', '3': '3 (B)'}
    """
    free = {each["key"]: each for each in a["measures"]}
    matched: dict[str, str] = {}
    for measure in b["measures"]:
        if measure["key"] in free:
            matched[measure["key"]] = measure["key"]
            del free[measure["key"]]
    for field in ("number", "title"):
        left = {each["key"]: each for each in b["measures"] if each["key"] not in matched}
        known = _once(free, field)
        for value, key in _once(left, field).items():
            if value in known:
                matched[key] = known[value]
                del free[known[value]]
    return matched | {key: f"{key} (B)" for key in _keys(b) if key not in matched}


def _once(measures: Mapping[str, Any], field: str) -> dict[Any, str]:
    """Return the values of a field that stand in one measure only → the key of the measure."""
    counted = Counter(each[field] for each in measures.values() if field in each)
    return {each[field]: key for key, each in measures.items() if field in each and counted[each[field]] == 1}


def _keys(data: Data) -> list[str]:
    return [measure["key"] for measure in data["measures"]]


def _identities(data: Data, ontology: Ontology) -> Callable[[str], str]:
    """Return what a spelling stands for: an agency's path, or the spelling itself."""
    register, plan = ontology.register(), data["plan"]
    given = {}
    for entry in data.get("names", ()):
        given[entry["spelling"]] = entry.get("agency") or _new_path(entry["new"], plan["place"], ontology)

    def identify(spelling: str) -> str:
        found = register.candidates(spelling, plan["place"]) if plan["place"] in ontology.places else ()
        return given.get(spelling) or (found[0] if len(found) == 1 else spelling)

    return identify


def _new_path(new: Data, place: str, ontology: Ontology) -> str:
    code = new.get("place", place)
    segment = ontology.places[code].segment if code in ontology.places else code
    return f"{segment}/{new['slug']}"


def _items(data: Data, identify: Callable[[str], str], keys: Mapping[str, str]) -> list[Item]:
    """Return everything that is compared, as (kind, measure, what)."""
    found: list[Item] = []
    for measure in data["measures"]:
        key = keys[measure["key"]]
        found.append(("measures", key, key))
        found += [(kind, key, what) for kind, what in _of_measure(measure, identify)]
        found += [("links", key, what) for what in _links(measure, data["plan"]["id"], keys)]
    return found


def _links(measure: Data, plan: str, keys: Mapping[str, str]) -> Iterator[str]:
    """Yield the kind and the end of every accepted link, measures of the plan by their keys in A."""
    for link in measure.get("links", ()):
        other, _, key = link["to"].partition("/")
        if link.get("status", "accepted") == "accepted":
            yield f"{link['kind']} {keys.get(key, key) if other == plan else link['to']}"


def _of_measure(measure: Data, identify: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    if "title" in measure:
        yield "titles", measure["title"]
    agencies: dict[str, None] = {}
    for role in ROLES:
        named = dict.fromkeys(identify(assignee(entry)[0]) for entry in measure.get(role, ()))
        agencies |= named
        yield from ((role, agency) for agency in named)
    yield from (("agencies", agency) for agency in agencies)
    for role in dict.fromkeys(each["role"] for each in measure.get("open_ended", ())):
        yield "open_ended", role
    for each in measure.get("deadlines", ()):
        words = (each["kind"], each.get("from"), each.get("due"), each.get("recurrence"))
        yield "deadlines", " ".join(word for word in words if word)
    for kind in ("targets", "conditions"):
        for each in measure.get(kind, ()):
            numbers = [_number(each[key]) for key in ("value", "maximum") if key in each]
            yield kind, " ".join((each["comparator"], *numbers, each["unit"]))


def _number(value: float | Decimal) -> str:
    """Return a number without the zeros that add nothing, so that 12.50 is 12.5."""
    text = number_text(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _of_kind(kind: str, items: list[Item]) -> Iterator[Item]:
    """Yield the items of a kind; assignments are those of every role."""
    for item in items:
        if item[0] == kind or (kind == "assignments" and item[0] in ROLES):
            yield item


def _score_row(kind: str, a: Counter[Item], b: Counter[Item]) -> tuple[Cell, ...]:
    both = (a & b).total()
    in_a, in_b = a.total(), b.total()
    precision = both / in_b if in_b else None
    recall = both / in_a if in_a else None
    f1 = 2 * both / (in_a + in_b) if in_a + in_b else None
    return (kind, *COMPARED[kind], in_a, in_b, both, precision, recall, f1, None, None, None, None)


def _pairs(a: list[Item], b: list[Item]) -> list[Units]:
    """Return, for every measure, what the two say of each agency that either names."""
    said: dict[str, dict[str, tuple[list[str], list[str]]]] = {}
    for side, items in enumerate((a, b)):
        for kind, measure, what in items:
            agencies = said.setdefault(measure, {})
            if kind in ROLES:
                agencies.setdefault(what, ([], []))[side].append(kind)
    return [
        Counter(tuple("+".join(roles) or NONE for roles in each) for each in agencies.values())
        for agencies in said.values()
    ]


def _chance_row(word: str, clusters: list[Units], seed: int, draws: int) -> tuple[Cell, ...]:
    zh, en, score = BEYOND_CHANCE[word]
    together: Counter[tuple[str | None, ...]] = Counter()
    for cluster in clusters:
        together.update(cluster)
    low, high = bootstrap_interval(clusters, score, seed=seed, draws=draws) or (None, None)
    counts = [sum(n for said, n in together.items() if said[side] != NONE) for side in (0, 1)]
    same = sum(n for said, n in together.items() if said[0] == said[1])
    return (word, zh, en, *counts, same, None, None, None, None, score(together), low, high)


def _alignment_rows(a: Data, b: Data, matched: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    """Yield a row a level of the framework, with κ as its coefficient; none where a plan is not aligned."""
    votes = accepted_votes(a), {matched[key]: concepts for key, concepts in accepted_votes(b).items()}
    if all(any(each.values()) for each in votes):
        yield from map(_level_row, concept_agreement(*votes))


def _level_row(level: LevelAgreement) -> tuple[Cell, ...]:
    zh, en = LEVELS[level.level][:2] if level.level in LEVELS else SHARED[1:]
    counts = (level.in_a, level.in_b, level.same)
    return (level.level, zh, en, *counts, None, None, None, level.share, level.kappa, None, None)


def _differences(a: list[Item], b: list[Item]) -> Iterator[tuple[Cell, ...]]:
    """Yield what only one side has, by measure in the order of A, then of B; agencies show in their roles."""
    order = {item[1]: None for item in (*a, *b)}
    places = {key: place for place, key in enumerate(order)}
    only = [("A", item) for item in (Counter(a) - Counter(b)).elements()]
    only += [("B", item) for item in (Counter(b) - Counter(a)).elements()]
    for side, (kind, measure, what) in sorted(only, key=lambda each: (places[each[1][1]], each[1][0])):
        if kind != "agencies":
            yield measure, kind, side, what
