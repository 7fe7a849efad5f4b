"""`tiaokuai gaps`: what the measures of a plan leave unsaid."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import print_table
from graph.cli.several import opened_each, say_notes_of_each, table_of_each, told_of_each


@click.command(
    short_help="Show what measures leave unsaid.",
    epilog="Example: tiaokuai gaps --limit 10 --lang en",
)
@options.dataset
@options.plan_or_all
@options.groups
@options.form
@options.lang
@options.limit
@options.every_column
def gaps(dataset: Path, plan: str, groups: str, form: str, lang: str, limit: int | None, every: bool) -> None:
    """List what each measure leaves unsaid, a row a gap.

    The gaps: no lead, several leads, a list left open (等部门), one agency alone, no target,
    no deadline. A gap says what the plan does not settle, not that the work is not done. Gaps stand
    beside the scores and never enter them.
    """
    from graph.network.gaps import gap_table

    store, chosen, networks = opened_each(dataset, plan, groups)
    table = table_of_each(chosen, networks, gap_table)
    if form == "table" and not every:
        ending = "_en" if lang == "en" else ""
        first = ("plan",) if chosen == options.ALL_PLANS else ()
        table = table.select((*first, "key", f"gap_label{ending}", f"detail{ending}"))
    print_table(table, form, lang, chosen, told_of_each(chosen, networks), limit=limit)
    say_notes_of_each(store, networks, lang)
