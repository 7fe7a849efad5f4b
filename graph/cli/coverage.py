"""`tiaokuai coverage`: what a plan does for the topics and pillars of B-READY."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.printing import print_table, say_drafts
from graph.errors import fail

if TYPE_CHECKING:
    from pyoxigraph import Store

    from graph.table import Table

BREADY = ("2025", "2024")
LISTS = {"missing": "coverage-missing", "outside": "coverage-outside", "older": "coverage-older"}
ON_SCREEN = {
    "missing": ("notation", "topic_label", "subcategory_label", "points"),
    "outside": ("key", "title", "agencies"),
    "older": ("area_label", "relation_label", "notation", "measures", "agencies", "targets"),
}
"""What a screen has room for; the other forms give every column."""


@click.command(
    short_help="Show which parts of B-READY a plan serves.",
    epilog="Example: tiaokuai coverage --edition 2024 --lang en",
)
@options.dataset
@options.plan_or_all
@click.option(
    "--edition",
    type=click.Choice(["2025", "2024", "doing-business-2020", "china-index"]),
    default="2025",
    show_default=True,
    help="Edition of B-READY, or an older framework; all but 2025 are seen through the crosswalk.",
)
@click.option("--missing", is_flag=True, help="List the subcategories that no measure serves.")
@click.option("--outside", is_flag=True, help="List the measures that are aligned with nothing.")
@options.form
@options.lang
@options.limit
@options.every_row
def coverage(
    dataset: Path,
    plan: str,
    edition: str,
    missing: bool,
    outside: bool,
    form: str,
    lang: str,
    limit: int | None,
    every: bool,
) -> None:
    """Count by topic and pillar of B-READY what serves it: measures, agencies, targets, points.

    A measure serves a topic and a pillar when an accepted alignment joins it to a concept
    there; it may serve several. What is aligned with a topic itself, under no pillar, is
    counted apart. Points are those of the subcategories that a measure is aligned with: an
    alignment with a category, or with a topic under a pillar, reaches no subcategory by
    itself. They say what is touched, not what would be scored.

    Alignments are with the edition of 2025. The edition of 2024 counts for a concept what is
    aligned with the concepts of 2025 that it became (see the question alignments-2024, which
    tells for each whether that is exact). Doing Business 2020 and China's national index are
    listed mapping by mapping with its relation: an area that is only a part of a topic need
    not be served by a measure for the topic.

    The screen has a row a topic, with the measures under each pillar. The other forms have
    a row for the whole topic, one for each pillar and one for no pillar, with every column.
    """
    from graph.presentation import about_plans, plan_id
    from graph.questions.engine import ALL_PLANS
    from graph.rdf.store import open_store
    from graph.views.coverage import matrix

    listed = _list(missing, outside, edition)
    store = open_store(dataset)
    chosen = plan if plan == ALL_PLANS else plan_id(store, plan)
    table = _answer(listed, store, chosen, edition)
    if form == "table" and not every:
        table = table.select(_names(listed, lang)) if listed else matrix(table, lang)
    print_table(table, form, lang, chosen, {"edition": edition}, limit=limit)
    say_drafts(about_plans(store), lang, chosen)


def _list(missing: bool, outside: bool, edition: str) -> str:
    """Return which list is asked for, "" for the matrix."""
    if missing and outside:
        raise fail("coverage", "one list is shown at a time.", "Give --missing or --outside.")
    is_older = edition not in BREADY
    if is_older and (missing or outside):
        raise fail("coverage", "--missing and --outside are for editions of B-READY.", "Leave one out.")
    return "missing" if missing else "outside" if outside else "older" if is_older else ""


def _answer(listed: str, store: Store, plan: str, edition: str) -> Table:
    from graph.questions.engine import run
    from graph.questions.library import find
    from graph.vocabulary.iris import node

    question = find(LISTS.get(listed, "coverage"))
    takes_edition = any(each.name == "edition" for each in question.parameters)
    values = {"edition": f"scheme/bready-{edition}"} if takes_edition else {}
    table = run(question, store, plan=plan, values=values)
    return table.where("framework", node("scheme", edition)) if listed == "older" else table


def _names(listed: str, lang: str) -> tuple[str, ...]:
    """Return the columns of a list for the screen, labels in `lang`."""
    ending = "_label_en" if lang == "en" else "_label"
    return tuple(name.replace("_label", ending) for name in ON_SCREEN[listed])
