"""`tiaokuai validate`: SHACL and the check questions."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options


@click.command(short_help="Check a dataset: SHACL and check questions.")
@options.dataset
@options.lang
def validate(dataset: Path, lang: str) -> None:
    """Check a dataset against the shapes and the check questions; exit 1 when there are findings."""
    from graph.build import faults
    from graph.rdf.store import open_store
    from graph.rdf.validation import validate as shacl

    store = open_store(dataset)
    found = [str(problem) for problem in faults(store)]
    found += [f"{each.node}: {each.zh if lang == 'zh' else each.en} [{each.shape}]" for each in shacl(store)]
    for line in found:
        click.echo(line)
    click.echo(f"{dataset}: {len(found)} findings", err=True)
    click.get_current_context().exit(1 if found else 0)
