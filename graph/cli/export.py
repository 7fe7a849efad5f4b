"""`tiaokuai export`: what a build holds, in the formats of other communities."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import write_text


@click.group(short_help="Write other formats: sssom.")
def export() -> None:
    """Write what a build holds in the formats of other communities."""


@export.command(short_help="Mappings as SSSOM TSV.")
@options.dataset
@click.option(
    "--of",
    "what",
    type=click.Choice(["crosswalk", "alignments"]),
    default="crosswalk",
    show_default=True,
    help="The mappings between frameworks, or the accepted alignments of the measures of a plan.",
)
@options.plan
@options.output
def sssom(dataset: Path, what: str, plan: str, output: Path | None) -> None:
    """Write mappings in the Simple Standard for Sharing Ontological Mappings (SSSOM 1.1, TSV).

    Each row has its justification (a term of SEMAPV), who made it, the reason and, where it
    is a judgement, the confidence.
    """
    from graph.presentation import plan_id
    from graph.questions.engine import run
    from graph.questions.library import find
    from graph.rdf.store import open_store
    from graph.views.sssom import CROSSWALK, alignment_rows, alignment_set, crosswalk_rows, sssom_text

    store = open_store(dataset)
    if what == "crosswalk":
        content = sssom_text(CROSSWALK, crosswalk_rows(run(find("mappings"), store)))
    else:
        chosen = plan_id(store, plan)
        rows = alignment_rows(run(find("alignments"), store, plan=chosen))
        content = sssom_text(alignment_set(chosen), rows)
    write_text(content, output)
