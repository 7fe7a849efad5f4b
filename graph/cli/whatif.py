"""`tiaokuai whatif`: a plan changed in thought, and what that does to loads and hotspots."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.networks import opened, say_notes, told
from graph.cli.printing import in_english, print_table
from graph.errors import fail

if TYPE_CHECKING:
    from graph.network.twomode import TwoMode
    from graph.table import Table

AGENCIES_ON_SCREEN = (
    "label",
    "load_change",
    "load_before",
    "load_after",
    "load_rank_before",
    "load_rank_after",
    "partners_before",
    "partners_after",
    "led_before",
    "led_after",
)
MEASURES_ON_SCREEN = ("key", "label", "pairings_change", "pairings_before", "pairings_after")
ORDER = "tiaokuai.changes"


class InOrder(click.Command):
    """A command that remembers in which order its repeatable options were typed, across options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the words of the command line, noting each repeatable option as often as it stands."""
        _, _, typed = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta[ORDER] = [each.name for each in typed if isinstance(each, click.Option) and each.multiple]
        return super().parse_args(ctx, args)


@click.command(
    cls=InOrder,
    short_help="Show what a change would do to loads and hotspots.",
    epilog="Example: tiaokuai whatif --lead 32=市商务局 --lang en",
)
@click.option("--merge", multiple=True, metavar="A,B=NAME", help="Make several agencies one.")
@click.option("--split", multiple=True, metavar="KEYS:A=NAME", help="Give measures of A to a new agency.")
@click.option("--lead", multiple=True, metavar="KEY=A", help="Let A lead a measure, and nobody else.")
@click.option("--move", multiple=True, metavar="KEYS:A=B", help="Let B take the place of A in measures.")
@click.option("--drop", multiple=True, metavar="KEYS", help="Drop measures.")
@click.option("--expand", multiple=True, metavar="GROUP", help="Replace a group by its members.")
@click.option(
    "--changes",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A YAML list of changes, made before those of the options.",
)
@click.option(
    "--table",
    type=click.Choice(["agencies", "measures"]),
    default="agencies",
    show_default=True,
    help="Whose change to show.",
)
@options.dataset
@options.plan
@options.groups
@options.form
@options.lang
@options.limit
@options.every_row
@click.pass_context
def whatif(
    ctx: click.Context,
    /,
    changes: Path | None,
    table: str,
    dataset: Path,
    plan: str,
    groups: str,
    form: str,
    lang: str,
    limit: int | None,
    every: bool,
    **typed: tuple[str, ...],
) -> None:
    """Change a plan in thought and show what that does to loads and hotspots; nothing is written.

    Changes are made in the order in which they are typed, each on what the ones before it
    left. Agencies are named by label, spelling or path, measures by key: --merge
    市大数据局,市政务办=数据和政务局 --lead 32=市商务局. A merged agency is of the system and level
    of the one named first. A lead that is relieved stays as responsible.
    """
    from graph.network.change_names import read_known
    from graph.network.change_words import changed

    asked = [*_of_file(changes), *_in_order(ctx, typed)]
    if not asked:
        raise fail("whatif", "no change is named.", "Name one or more, such as --lead 32=市商务局.")
    store, chosen, before = opened(dataset, plan, groups)
    after = changed(before, asked, read_known(store, chosen))
    settings = {"table": table, "changes": [{verb: text} for verb, text in asked], **told(before)}
    shown = _told(before, after, table, lang)
    shown = shown if every or form != "table" else _brief(shown, lang)
    print_table(shown, form, lang, chosen, settings, limit=limit)
    say_notes(store, before, lang, chosen)


def _of_file(path: Path | None) -> list[tuple[str, str]]:
    from graph.network.change_file import read_changes

    return read_changes(path) if path else []


def _in_order(ctx: click.Context, typed: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Return the changes as they stand on the command line."""
    waiting = {verb: list(texts) for verb, texts in typed.items()}
    return [(verb, waiting[verb].pop(0)) for verb in ctx.meta[ORDER]]


def _told(before: TwoMode, after: TwoMode, table: str, lang: str) -> Table:
    """Say on standard error what the changes do, and return the table that is asked for."""
    from graph.network.change_tables import agency_changes, measure_changes
    from graph.views.cells import visible
    from graph.views.change_sentences import change_notes

    tables = {"agencies": agency_changes(before, after), "measures": measure_changes(before, after)}
    for note in change_notes(tables["agencies"], tables["measures"], lang):
        click.echo(visible(note), err=True)
    return tables[table]


def _brief(table: Table, lang: str) -> Table:
    """Return what a screen has room for: rows that changed, a few columns."""
    from graph.network.change_tables import only_changed

    ending = "_en" if lang == "en" else ""
    if table.name == "whatif_agencies":
        name = f"label{ending}"
        return in_english(only_changed(table)).select(
            name if column == "label" else column for column in AGENCIES_ON_SCREEN
        )
    gaps = (f"gaps{ending}_before", f"gaps{ending}_after")
    return only_changed(table).select((*MEASURES_ON_SCREEN, *gaps))
