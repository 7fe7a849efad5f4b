"""`tiaokuai export`: what a build holds, in the formats of other communities."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import options
from graph.cli.printing import write_text

if TYPE_CHECKING:
    from graph.views.interchange import Exchange

which = click.option(
    "--network",
    "network",
    type=click.Choice(["agencies", "two-mode"]),
    default="agencies",
    show_default=True,
    help="Agencies that share measures, or agencies with their measures.",
)


@click.group(short_help="Write other formats: gexf, graphml, dl, sssom, dta.")
def export() -> None:
    """Write what a build holds in the formats of other communities."""


@export.command(
    short_help="Mappings as SSSOM TSV.",
    epilog="Example: tiaokuai export sssom --of alignments -o alignments.tsv",
)
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


def of_network(command: options.Decorated) -> options.Decorated:
    """Give a command the options by which each format of a network is asked for."""
    shared = (options.dataset, options.plan, which, options.groups, options.lang, options.output)
    for option in reversed(shared):
        command = option(command)
    return command


@export.command(
    short_help="The network as GEXF, for Gephi.",
    epilog="Example: tiaokuai export gexf --lang en -o network.gexf",
)
@of_network
def gexf(dataset: Path, plan: str, network: str, groups: str, lang: str, output: Path | None) -> None:
    """Write the network of a plan as GEXF 1.3, with scores, and with places, sizes and colours of the page.

    --lang chooses the label; the full names in both languages are attributes.
    """
    from graph.views.gexf import to_gexf

    _write(to_gexf, dataset, plan, (network, groups, lang), output)


@export.command(
    short_help="The network as GraphML.",
    epilog="Example: tiaokuai export graphml --network two-mode -o network.graphml",
)
@of_network
def graphml(dataset: Path, plan: str, network: str, groups: str, lang: str, output: Path | None) -> None:
    """Write the network of a plan as GraphML, for igraph, networkx, Cytoscape, yEd and Gephi.

    --lang chooses the label; the full names in both languages are attributes.
    """
    from graph.views.graphml import to_graphml

    _write(to_graphml, dataset, plan, (network, groups, lang), output)


@export.command(
    short_help="The network as UCINET DL.",
    epilog="Example: tiaokuai export dl -o network.txt",
)
@of_network
def dl(dataset: Path, plan: str, network: str, groups: str, lang: str, output: Path | None) -> None:
    """Write the network of a plan in the DL language of UCINET.

    The value of a tie is the number of shared measures, in both directions. UCINET reads
    ASCII and cuts labels after 18 characters, so a label is the short name in pinyin;
    GraphML holds the names and scores under the same label, in the attribute dl_label.
    """
    from graph.views.ucinet import to_dl

    _write(to_dl, dataset, plan, (network, groups, lang), output)


def _write(
    writer: Callable[[Exchange], str],
    dataset: Path,
    plan: str,
    settings: tuple[str, str, str],
    output: Path | None,
) -> None:
    """Write a network by `writer`; `settings` are which network, what of groups, and the language."""
    from graph.cli.networks import opened, say_notes
    from graph.presentation import interchange

    which, groups, lang = settings
    store, chosen, network = opened(dataset, plan, groups)
    write_text(writer(interchange(store, chosen, network, which, lang)), output)
    say_notes(store, network, lang, chosen)


@export.command(
    short_help="The tables as Stata files.",
    epilog="Example: tiaokuai export dta --lang en -o stata",
)
@click.option(
    "--tables",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output") / "tables",
    show_default=True,
    help="The tables that a build made.",
)
@options.lang
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("stata"),
    show_default=True,
    help="The folder to write to; files of other names in it are kept.",
)
def dta(folder: Path, lang: str, output: Path) -> None:
    """Write the tables of a build as Stata files (.dta, Stata 14 and later), one a table.

    --lang chooses the language of labels. Roles, kinds, levels and the like are numbers with
    value labels; codes.dta tells which concept each stands for. Needs pandas: the extra
    tiaokuai[stata].
    """
    from graph.delivery import deliver, refuse_working_folder
    from graph.views.packaged import packaged_tables
    from graph.views.stata import stata_files
    from graph.vocabulary.ontology import load_ontology

    refuse_working_folder(output)
    files = stata_files(packaged_tables(folder), load_ontology().concepts, lang)
    deliver(output, files, tuple(files))
    click.echo(f"{output}: {len(files)} files written", err=True)
