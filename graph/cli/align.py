"""`tiaokuai align`: which concepts of B-READY the measures of a plan may serve, proposed by their words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.cli import options
from graph.cli.printing import print_table, write_bytes
from graph.cli.speaking import speak, tell
from graph.errors import Problem, fail

if TYPE_CHECKING:
    from graph.alignment.plans import Proposed
    from graph.documents.text import Text
    from graph.table import Table


@click.command(
    short_help="Propose the B-READY concepts that measures serve.",
    epilog="Example: tiaokuai align docs/example/county.yaml -o proposed.yaml",
)
@click.argument("plan", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@options.document
@options.form
@options.lang
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the plan with its proposals to this file; default: PLAN itself.",
)
def align(plan: Path, source: Path | None, form: str, lang: str, output: Path | None) -> None:
    """Propose concepts of B-READY 2025 for the measures of a coded PLAN, with the words that say so.

    Words that point to a concept are looked for in titles, texts and headings; a measure whose words
    point to none gets none. Proposals have the status proposed and the coder
    method-terms-2: accept or reject them. A measure for which somebody else has accepted or
    rejected a concept is left alone, and so is every vote that is not this method's.

    Without its document only titles, subjects of targets and named things are read. If nothing
    changes, the file stays as it is; if something does, it is written anew without its comments,
    whole or not at all, and the earlier file is kept as NAME.before.
    """
    from graph.alignment.plans import propose_plan, with_proposals
    from graph.coding.plan import open_coded

    if str(output) == "-":
        raise fail("-o -", "the screen is for the table of proposals.", "Name a file.")
    data = open_coded(plan).data
    text = _text(plan, source, data["plan"]["source"])
    found = propose_plan(data, text)
    _save(plan, output or plan, with_proposals(data, found), changed_from=data)
    table = _table(data, found)
    if form == "table":
        left_out = {"title", "label_zh" if lang == "en" else "label_en"}
        table = table.select(each.name for each in table.columns if each.name not in left_out)
    print_table(table, form, lang, data["plan"]["id"], {"edition": "2025"})
    _tell_counts(plan, found)


def _text(plan: Path, given: Path | None, source: dict[str, Any]) -> Text | None:
    """Return the document that was coded; where it is not found, say so and what follows."""
    from graph.coding.document import coded_text

    text = coded_text(plan, source, given)
    if text is None:
        what = f"its document {source['file']} is not beside it; only titles, subjects and names are read."
        tell([Problem(str(plan), what, "Name it with --source PATH.")])
    return text


def _save(plan: Path, target: Path, data: dict[str, Any], *, changed_from: dict[str, Any]) -> None:
    """Write the plan unless nothing changes; what the target held before stays beside it."""
    from graph.coding.kept import earlier_path, plan_bytes
    from graph.vocabulary.ontology import load_ontology

    if data == changed_from and target.exists() and target.samefile(plan):
        speak("extract.same", file=target)
        return
    is_copy = data == changed_from and target.suffix == plan.suffix
    content = plan.read_bytes() if is_copy else plan_bytes(data, target, load_ontology())
    if target.is_file() and (earlier := target.read_bytes()) != content:
        before = earlier_path(target, earlier)
        write_bytes(earlier, before, told=False)
        speak("align.before", file=before)
    write_bytes(content, target)


def _table(data: dict[str, Any], found: Sequence[Proposed]) -> Table:
    from graph.alignment.proposing import shipped_method
    from graph.table import Column, Table

    concepts = shipped_method().known.concepts
    titles = {measure["key"]: measure.get("title") for measure in data["measures"]}
    columns = (
        Column("measure", "text", "举措", "Measure"),
        Column("title", "text", "标题", "Title"),
        Column("concept", "text", "概念", "Concept"),
        Column("label_zh", "text", "名称", "Label (zh)"),
        Column("label_en", "text", "英文名称", "Label"),
        Column("strength", "text", "强度", "Strength"),
        Column("confidence", "decimal", "把握", "Confidence"),
        Column("reason", "text", "依据", "Why"),
    )
    rows = tuple(
        (
            each.key, titles[each.key], concept.notation, concept.zh, concept.en,
            proposal.strength, proposal.confidence, proposal.reason,
        )
        for each in found
        for proposal in each.proposals
        for concept in (concepts[proposal.concept],)
    )  # fmt: skip
    return Table("alignments", columns, rows)


def _tell_counts(plan: Path, found: Sequence[Proposed]) -> None:
    settled = sum(each.is_settled for each in found)
    aligned = sum(bool(each.proposals) for each in found)
    none = len(found) - settled - aligned
    proposals = sum(len(each.proposals) for each in found)
    counts = {"proposals": proposals, "aligned": aligned, "all": len(found), "none": none, "settled": settled}
    speak("align.done", plan=plan, **counts)
