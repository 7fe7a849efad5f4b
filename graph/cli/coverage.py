"""`tiaokuai coverage`: what a plan does for the topics and pillars of B-READY."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import print_table, say_drafts
from graph.errors import fail

LISTS = {"missing": "coverage-missing", "outside": "coverage-outside"}
ON_SCREEN = {
    "missing": ("notation", "topic_label", "subcategory_label", "points"),
    "outside": ("key", "title", "agencies"),
}
"""What a screen has room for; the other forms give every column."""


@click.command(short_help="Show which parts of B-READY a plan serves.")
@options.dataset
@options.plan
@click.option(
    "--edition",
    type=click.Choice(["2025"]),
    default="2025",
    show_default=True,
    help="Edition of B-READY; only 2025 is given.",
)
@click.option("--missing", is_flag=True, help="List the subcategories that no measure serves.")
@click.option("--outside", is_flag=True, help="List the measures that are aligned with nothing.")
@options.form
@options.lang
@click.option("--all", "every", is_flag=True, help="Every row and column on the screen too.")
def coverage(
    dataset: Path,
    plan: str,
    edition: str,
    missing: bool,
    outside: bool,
    form: str,
    lang: str,
    every: bool,
) -> None:
    """Count by topic and pillar of B-READY what serves it: measures, agencies, targets, points.

    A measure serves a topic and a pillar when an accepted alignment joins it to a concept
    there; it may serve several. What is aligned with a topic itself, under no pillar, is
    counted apart. Points are those of the subcategories that a measure is aligned with: an
    alignment with a category, or with a topic under a pillar, reaches no subcategory by
    itself. They say what is touched, not what would be scored.

    The screen has a row a topic, with the measures under each pillar. The other forms have
    a row for the whole topic, one for each pillar and one for no pillar, with every column.
    """
    from graph.presentation import about_plans, plan_id
    from graph.questions.engine import run
    from graph.questions.library import find
    from graph.rdf.store import open_store
    from graph.views.coverage import matrix

    if missing and outside:
        raise fail("coverage", "one list is shown at a time.", "Give --missing or --outside.")
    listed = "missing" if missing else "outside" if outside else ""
    store = open_store(dataset)
    chosen = plan_id(store, plan)
    table = run(find(LISTS.get(listed, "coverage")), store, plan=chosen)
    if form == "table" and not every:
        table = table.select(_names(listed, lang)) if listed else matrix(table, lang)
    print_table(table, form, lang, chosen, {"edition": edition})
    say_drafts(about_plans(store), lang)


def _names(listed: str, lang: str) -> tuple[str, ...]:
    """Return the columns of a list for the screen, labels in `lang`."""
    ending = "_label_en" if lang == "en" else "_label"
    return tuple(name.replace("_label", ending) for name in ON_SCREEN[listed])
