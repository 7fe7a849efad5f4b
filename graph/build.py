"""The whole flow in one screen: coded plans → dataset → tables → page, report, files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph import __version__
from graph.coding.evidence import compare_with_text
from graph.coding.open_points import Point
from graph.coding.plan import CodedFile, read_plan
from graph.delivery import MANIFEST, deliver, refuse_foreign
from graph.documents.held import held_documents
from graph.errors import Problem, UserError, fail
from graph.links.derive import derived_lines
from graph.model import Agency
from graph.network.drawing import BY_DEFAULT, Drawing, Work, workers
from graph.presentation import Showing, plan_id, views
from graph.questions.engine import ALL_PLANS, run
from graph.questions.library import Question, questions
from graph.rdf.dataset import dataset_lines
from graph.rdf.exchange import trig
from graph.rdf.store import store_of
from graph.table import Table
from graph.views.health_report import Note
from graph.views.jsonld import Published
from graph.vocabulary.agencies import Register
from graph.vocabulary.ontology import Ontology, extra_agencies, load_ontology

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a build may be told: more agencies, documents to check against, the plan to show, plain CSV.

    `drawing` is how many draws of the measures intervals are taken from, and their seed.
    `authors` and `licence` (an SPDX identifier) are who made the data and how they may be used.
    """

    agencies: Path | None = None
    documents: Path | None = None
    plan: str = ""
    plain: bool = False
    drawing: Drawing = BY_DEFAULT
    authors: tuple[str, ...] = ()
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What a build makes: the files by name, the plans it read, and the store that answered."""

    files: dict[str, bytes]
    plans: list[CodedFile]
    store: ox.Store
    shown: str


def build(inputs: Sequence[Path], folder: Path, options: Options, progress: Progress) -> list[Point]:
    """Make every output file from coded plans and return what of them waits for a person.

    Raises
    ------
    UserError
        With everything that is wrong in the inputs; the earlier output is then untouched.
    """
    refuse_foreign(folder)
    made = make(inputs, options, progress)
    progress("files")
    deliver(folder, made.files)
    return to_review(made.plans)


def make(inputs: Sequence[Path], options: Options, progress: Progress) -> Made:
    """Make every output file from coded plans, in memory.

    Raises
    ------
    UserError
        With everything that is wrong in the inputs.
    """
    files, lines, store = checked(inputs, options, progress)
    shown = plan_id(store, options.plan)
    progress("tables, page and report")
    with workers(options.drawing.samples) as executor:
        work = Work(options.drawing, executor, tenths(options.drawing, progress))
        showing = Showing(options.plain, work, Published(options.authors, options.licence))
        shown_files = views(store, shown, showing, notes(files, shown))
    output = {"graph.nq": "".join(lines).encode(), "graph.trig": trig(lines), **shown_files}
    output[MANIFEST] = manifest(files, lines, options, [*output, MANIFEST])
    return Made(output, files, store, shown)


def checked(
    inputs: Sequence[Path], options: Options, progress: Progress
) -> tuple[list[CodedFile], list[str], ox.Store]:
    """Return the coded plans, their dataset and a store of it, once nothing is wrong in any of them.

    Raises
    ------
    UserError
        With everything that is wrong in the inputs.
    """
    progress("ontology")
    ontology = load_ontology()
    extra = extra_agencies(options.agencies, ontology) if options.agencies else ()
    progress("plans")
    files = read_plans(plan_paths(inputs), ontology, extra)
    if options.documents:
        compare_documents(files, options.documents)
    added = tuple(agency for file in files for agency in file.plan.agencies)
    register = ontology.register((*extra, *added))
    lines, store = dataset(files, register, ontology, progress)
    progress("checks")
    if problems := faults(store):
        raise UserError(problems)
    return files, lines, store


def dataset(
    files: Sequence[CodedFile], register: Register, ontology: Ontology, progress: Progress
) -> tuple[list[str], ox.Store]:
    """Return the dataset of some plans, in canonical order, and a store of it; links between them too."""
    lines = dataset_lines(files, register, ontology)
    store = store_of(lines)
    if len(files) > 1:
        progress("links between plans")
        derived = derived_lines([file.plan for file in files], store, register, ontology)
        store.bulk_load("".join(derived), format=ox.RdfFormat.N_QUADS)
        lines = sorted([*lines, *derived])
    return lines, store


def tenths(drawing: Drawing, progress: Progress) -> Callable[[int], None]:
    """Return what tells each tenth of the draws that is done.

    Examples
    --------
    >>> told = tenths(Drawing(samples=50), print)
    >>> for done in (3, 7, 25, 50):
    ...     told(done)
    draws: 7 of 50 (--samples 0 leaves them out)
    draws: 25 of 50 (--samples 0 leaves them out)
    draws: 50 of 50 (--samples 0 leaves them out)
    """
    said = 0

    def tell(done: int) -> None:
        nonlocal said
        if 10 * done // drawing.samples > said:
            said = 10 * done // drawing.samples
            progress(f"draws: {done} of {drawing.samples} (--samples 0 leaves them out)")

    return tell


def plan_paths(inputs: Iterable[Path]) -> list[Path]:
    """Return the coded plans named by `inputs`: files as they are, folders by their .yaml files."""
    paths = [
        path
        for each in inputs
        for path in (sorted((*each.glob("*.yaml"), *each.glob("*.yml"))) if each.is_dir() else [each])
    ]
    if not paths:
        names = ", ".join(str(each) for each in inputs)
        raise fail(names, "holds no coded plan (*.yaml).", "Start one with `tiaokuai new`.")
    return list(dict.fromkeys(paths))


def read_plans(paths: Iterable[Path], ontology: Ontology, extra: tuple[Agency, ...]) -> list[CodedFile]:
    """Return the coded plans, or every problem of every file at once."""
    files: list[CodedFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            files.append(read_plan(path, ontology, extra))
        except UserError as error:
            problems.extend(error.problems)
    if problems:
        raise UserError(problems)
    return files


def compare_documents(files: Sequence[CodedFile], source: Path) -> None:
    """Raise when `source`, a document or a folder, does not hold what the plans' offsets claim."""
    held = held_documents(source, {file.plan.source.sha256 for file in files})
    problems = []
    for file in files:
        text = held.get(file.plan.source.sha256)
        if text is None:
            what = f"{source} does not hold {file.plan.source.file} as it was coded (by its checksum)."
            remedy = "Give the file as it was when the plan was coded, or a folder with it."
            problems.append(Problem(str(file.path), what, remedy))
        else:
            problems += compare_with_text(file.plan, text, str(file.path))
    if problems:
        raise UserError(problems)


def faults(store: ox.Store) -> list[Problem]:
    """Return the rows of the check questions: each means that the dataset would answer wrongly."""
    return [
        problem
        for question in check_questions()
        for problem in fault_rows(question, run(question, store, plan=ALL_PLANS))
    ]


def check_questions() -> list[Question]:
    """Return the questions whose rows mean a fault."""
    return [question for question in questions() if question.folder == "checks"]


def fault_rows(question: Question, table: Table, lang: str = "en") -> list[Problem]:
    """Return the rows of a check question as problems, in Chinese as an answer to it."""
    said = f"{question.summary}: " if lang == "en" else question.question[lang]
    names = [column.name if lang == "en" else column.zh for column in table.columns]
    return [
        Problem(
            f"checks/{question.name}",
            f"{said}{', '.join(f'{name} {value}' for name, value in zip(names, row, strict=True))}.",
        )
        for row in table.rows
    ]


def to_review(files: Iterable[CodedFile]) -> list[Point]:
    """Return what of some plans waits for a person."""
    return [point for file in files for point in file.points]


def notes(files: Iterable[CodedFile], plan: str) -> list[Note]:
    """Return what the data-health page of a plan needs and the graph does not hold.

    These are doubts about the plan and its measures, and links that are only proposed.
    """
    found = []
    for each in (file.plan for file in files if file.plan.id == plan):
        found += [Note("readings", doubt) for doubt in each.doubts]
        for measure in each.measures:
            found += [Note("readings", doubt, measure.key) for doubt in measure.doubts]
            found += [
                Note("links", link.target.removeprefix(f"{plan}/"), measure.key, link.kind)
                for link in measure.links
                if link.status == "proposed"
            ]
    return found


def checksum(path: Path) -> dict[str, str]:
    """Return the name and the SHA-256 of an input file."""
    return {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}


def manifest(
    files: Sequence[CodedFile], lines: Sequence[str], options: Options, made: Iterable[str]
) -> bytes:
    """Return build.json: inputs with checksums, versions, options and counts; no clock."""
    content = {
        "schema": "tiaokuai/build/1",
        "versions": {"tiaokuai": __version__, "pyoxigraph": ox.__version__},
        "options": {
            "plain": options.plain,
            "plan": options.plan,
            "samples": options.drawing.samples,
            "seed": options.drawing.seed,
            "agencies": checksum(options.agencies) if options.agencies else None,
            "author": list(options.authors),
            "licence": options.licence,
        },
        "plans": [
            {
                "id": file.plan.id,
                "status": file.plan.status,
                "file": file.path.name,
                "sha256": file.sha256,
                "source": {"file": file.plan.source.file, "sha256": file.plan.source.sha256},
                "sections": len(file.plan.sections),
                "measures": len(file.plan.measures),
                "assignments": sum(len(measure.assignments) for measure in file.plan.measures),
                "targets": sum(len(measure.targets) for measure in file.plan.measures),
            }
            for file in sorted(files, key=lambda each: each.plan.id)
        ],
        "quads": len(lines),
        "files": sorted(made),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
