"""`tiaokuai agree`: two codings of one plan compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graph.cli import options
from graph.cli.printing import print_table
from graph.cli.speaking import speak
from graph.errors import fail

PLAN_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command(
    short_help="Compare two codings of a plan.",
    epilog="Example: tiaokuai agree mine.yaml yours.yaml --differences",
)
@click.argument("a", type=PLAN_FILE)
@click.argument("b", type=PLAN_FILE)
@options.form
@options.lang
@click.option("--differences", is_flag=True, help="List what only one of the two has, instead of scores.")
@options.seed
@options.limit
def agree(a: Path, b: Path, form: str, lang: str, differences: bool, seed: int, limit: int | None) -> None:
    """Compare plan B with plan A, both YAML or coding sheets (XLSX); exit 1 when they differ.

    Precision, recall and F1 of measures, titles, assignments by role, agencies,
    deadlines and targets, A taken for the truth; Cohen's κ and Krippendorff's α of
    roles, with 95 % intervals from a bootstrap over measures; of plans that are both
    aligned with B-READY, how often topic, pillar and concept are equal, and κ.
    """
    from graph.coding.agreement import agree as compare
    from graph.coding.plan import open_coded
    from graph.vocabulary.ontology import load_ontology

    first, second = (open_coded(path).data for path in (a, b))
    _refuse_strangers((a, first["plan"]), (b, second["plan"]))
    found = compare(first, second, load_ontology(), seed=seed)
    table = found.differences if differences else found.scores
    if form == "table" and not differences:
        left_out = "label" if lang == "en" else "label_en"
        names = [column.name for column in table.columns]
        table = table.select(name for name in names if name not in {"item", left_out})
    settings = {"a": a.name, "b": b.name, "seed": str(seed)}
    print_table(table, form, lang, first["plan"]["id"], settings, limit=limit)
    count = len(found.differences.rows)
    speak("agree.differences", a=a.name, b=b.name, n=count)
    click.get_current_context().exit(1 if count else 0)


def _refuse_strangers(one: tuple[Path, dict[str, Any]], other: tuple[Path, dict[str, Any]]) -> None:
    """Raise where neither the id nor the text says that two codings are of one plan."""
    (a, first), (b, second) = one, other
    if first["id"] != second["id"] and first["source"]["text_sha256"] != second["source"]["text_sha256"]:
        what = f"is a coding of {second['id']}, and {a} one of {first['id']}: two plans."
        raise fail(str(b), what, "Give two codings of one plan; plans are compared by tiaokuai compare.")
