"""`tiaokuai validate`: SHACL and the check questions."""

from __future__ import annotations

from pathlib import Path

import click

from graph.cli import options
from graph.cli.printing import put
from graph.cli.speaking import speak


@click.command(
    short_help="Check a dataset: SHACL and check questions.",
    epilog="Example: tiaokuai validate county-output --lang en",
)
@options.whole_dataset(options.named)
@options.lang
def validate(dataset: Path, lang: str) -> None:
    """Check DATASET (graph.nq, or the folder of a build) against the shapes and the check questions.

    Exit status 1 when there are findings.
    """
    from graph.build import check_questions, fault_rows
    from graph.questions.engine import ALL_PLANS, Asked, plans_or_fail, run_within
    from graph.rdf.store import open_store
    from graph.rdf.validation import validate as shacl
    from graph.views.cells import visible
    from graph.views.messages import worded

    store = open_store(dataset)
    plans_or_fail(store)
    checks = check_questions()
    tables = run_within([Asked(each, ALL_PLANS) for each in checks], dataset)
    rows = [fault_rows(each, table, lang) for each, table in zip(checks, tables, strict=True)]
    found = [worded(row, lang) for each in rows for row in each]
    findings = shacl(store)
    found += [f"{each.node}: {each.zh if lang == 'zh' else each.en} [{each.shape}]" for each in findings]
    for line in found:
        put(visible(line))
    speak("validate.findings", dataset=dataset, n=len(found))
    click.get_current_context().exit(1 if found else 0)
