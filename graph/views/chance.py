"""Ties beyond chance in plain sentences, and the part of their table that a screen has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.table import Cell, Table
from graph.views.phrases import Phrase, same

if TYPE_CHECKING:
    from graph.network.chance.ties import Ties

PHRASES: dict[str, Phrase] = {
    "model.hypergeometric": Phrase("超几何模型", "Hypergeometric model"),
    "model.bicm": same("BiCM"),
    "model.fdsm": same("FDSM"),
    "tested": Phrase(
        "检验范围：{agencies}个有举措的单位两两配对，共{tests}对，每对检验一次，"
        "没有共同举措的也计入（p = 1）。其中{sharing}对至少有一项共同举措。"
        "q是按检验次数校正后的p（Benjamini-Hochberg方法），q不大于{alpha}即超出随机水平。",
        "Tested: the {agencies} agencies with measures make {tests} pairs, each one test, also those that"
        " share nothing (p = 1); pairs that share a measure: {sharing}. q is p corrected for the number of"
        " tests (Benjamini-Hochberg); a tie survives where q is at most {alpha}.",
    ),
    "nothing": Phrase(
        "没有可检验的单位对：至少要有两个有举措的单位。",
        "There is no pair to test: it takes two agencies with measures.",
    ),
    "groups.in": Phrase(
        "单位类（如各区县政府）每类按一个单位计算。", "Each group of agencies counts as one agency."
    ),
    "groups.out": Phrase("单位类（如各区县政府）不参与检验。", "Groups of agencies are left out."),
    "some": Phrase(
        "{model}：{n}对的联系超出随机水平，其中平均至多{share}%仍可能出于随机。",
        "{model}: ties that survive: {n}; on average at most {share}% of such ties are chance all the same.",
    ),
    "none": Phrase(
        "{model}：没有一对的联系超出随机水平，即没有哪一对的共同举措数明显多于随机所致。",
        "{model}: no tie survives; no pair is shown to share more measures than chance gives.",
    ),
    "undecided": Phrase(
        "{model}：抽样{samples}次时没有一对的联系超出随机水平。样本偏少，不能据此断定没有：增加样本，可能有若干对通过。",
        "{model}: with {samples} samples no tie survives. They are too few to conclude that there is none:"
        " with more samples some may survive.",
    ),
    "impossible": Phrase(
        "{model}：没有一对的联系超出随机水平，而且不可能有：网络太小，无论哪一对的共同举措多到什么程度，"
        "p都小不到所需的程度。这不说明单位之间没有联系。",
        "{model}: no tie survives, and none could: the network is so small that p cannot become small"
        " enough, however many measures a pair shares. That does not show that there are no ties.",
    ),
    "impossible.fdsm": Phrase(
        "FDSM：没有一对的联系超出随机水平，而且不可能有：样本{samples}个，种子{seed}，p不会小于1/{floor}，"
        "至少要有{fewest}对同时达到，而有共同举措的只有{sharing}对。"
        "要让单独一对能够通过，需要{needed}个样本（--samples {needed}）。这不说明单位之间没有联系。",
        "FDSM: no tie survives, and none could: with samples {samples}, seed {seed}, no p is below"
        " 1/{floor}; {fewest} pairs would have to reach it together, and the pairs that share a measure"
        " are {sharing}. For one tie to survive alone it takes {needed} samples (--samples {needed})."
        " That does not show that there are no ties.",
    ),
    "resolution": Phrase(
        "FDSM：样本{samples}个，种子{seed}，p不会小于1/{floor}，因此要么至少{fewest}对一起通过，"
        "要么一对也没有。要让单独一对能够通过，需要{needed}个样本（--samples {needed}）。",
        "FDSM: samples {samples}, seed {seed}; no p is below 1/{floor}, so either at least {fewest} ties"
        " survive together or none does. For one tie to survive alone it takes {needed} samples"
        " (--samples {needed}).",
    ),
    "enough": Phrase(
        "FDSM：样本{samples}个，种子{seed}，p不会小于1/{floor}。",
        "FDSM: samples {samples}, seed {seed}; no p is below 1/{floor}.",
    ),
    "caution": Phrase(
        "超几何模型不考虑一项举措点名多少单位：点名众多单位的举措，会使其中各对看似都有联系。"
        "引用时请用FDSM或BiCM的结果。",
        "The hypergeometric model does not know how many agencies a measure names: one that names many"
        " makes all its pairs look related. Cite FDSM or BiCM.",
    ),
}
DIGITS = 3


def sentences(ties: Ties, lang: str) -> tuple[str, ...]:
    """Return what was tested, what survives under each model, and what could not have."""
    found, choice = ties.margins, ties.choice
    groups = _said("groups.in" if choice.groups else "groups.out", lang)
    if not found.tests:
        return (_said("nothing", lang), groups)
    tested = _said(
        "tested",
        lang,
        agencies=len(found.agencies),
        tests=found.tests,
        sharing=len(found.shared),
        alpha=f"{choice.alpha:g}",
    )
    models = [line for model in ties.verdicts for line in _verdict(ties, model, lang)]
    return (tested, groups, *models)


def _verdict(ties: Ties, model: str, lang: str) -> list[str]:
    verdict, name = ties.verdicts[model], _said(f"model.{model}", lang)
    lines = []
    if model == "fdsm":
        lines = _resolution(ties, lang)
    if verdict.survivors:
        share = f"{100 * ties.choice.alpha:g}"
        lines.insert(0, _said("some", lang, model=name, n=verdict.survivors, share=share))
    elif verdict.possible:
        key = "undecided" if model == "fdsm" and _fewest(ties) > 1 else "none"
        lines.insert(0, _said(key, lang, model=name, samples=ties.choice.samples))
    elif model != "fdsm":
        lines.append(_said("impossible", lang, model=name))
    if model == "hypergeometric" and verdict.survivors:
        lines.append(_said("caution", lang))
    return lines


def _resolution(ties: Ties, lang: str) -> list[str]:
    from graph.network.chance.discovery import samples_for_one

    choice, tests = ties.choice, ties.margins.tests
    fewest = _fewest(ties)
    key = "enough" if fewest == 1 else "resolution" if ties.verdicts["fdsm"].possible else "impossible.fdsm"
    return [
        _said(
            key,
            lang,
            samples=choice.samples,
            seed=choice.seed,
            floor=choice.samples + 1,
            fewest=fewest,
            sharing=len(ties.margins.shared),
            needed=samples_for_one(tests, choice.alpha),
        )
    ]


def _fewest(ties: Ties) -> int:
    """Return how many ties would have to reach the least p of the samples for any of them to survive."""
    from graph.network.chance.discovery import fewest_survivors

    return fewest_survivors(ties.choice.samples, ties.margins.tests, ties.choice.alpha)


def _said(key: str, lang: str, **values: object) -> str:
    phrase = PHRASES[key]
    return (phrase.zh if lang == "zh" else phrase.en).format(**values)


def on_screen(table: Table, models: tuple[str, ...], lang: str) -> Table:
    """Return the ties that survive under some model, names in `lang`, numbers with three digits.

    With one model its expected number of shared measures is shown beside its q.
    """
    survives = [table.index(f"survives_{model}") for model in models]
    rows = tuple(row for row in table.rows if any(row[place] for place in survives))
    ending = "_en" if lang == "en" else ""
    names = [f"label_a{ending}", f"label_b{ending}", "shared"]
    shown = ("expected", "q", "survives") if len(models) == 1 else ("q", "survives")
    names += [f"{each}_{model}" for model in models for each in shown]
    return short(Table(table.name, table.columns, rows, table.notes).select(names))


def short(table: Table) -> Table:
    """Return the table with floats of three significant digits."""
    rows = tuple(tuple(_short(cell) for cell in row) for row in table.rows)
    return Table(table.name, table.columns, rows, table.notes)


def _short(cell: Cell) -> Cell:
    return float(f"{cell:.{DIGITS}g}") if isinstance(cell, float) else cell
