"""A replication package: data, code, main script, outputs and checksums, so that a reviewer can run it."""

from __future__ import annotations

import json
import platform
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph import __version__
from graph.build import Made, Options, Progress, make, plan_paths, to_review
from graph.coding.open_points import Point
from graph.coding.plan import CodedFile
from graph.delivery import CHECKSUMS, checksum_list, deliver, refuse_changed, sha256
from graph.delivery import MANIFEST as BUILT
from graph.distribution import WHEEL, licence, pins, wheel
from graph.errors import UserError, fail
from graph.presentation import report_facts, tables_of
from graph.views.citation import citation_cff
from graph.views.jsonld import Published, dataset_jsonld
from graph.views.replication_text import (
    CITATION,
    DESCRIPTION,
    LICENCES,
    MAIN,
    MANIFEST,
    OUTPUTS,
    README,
    REQUIREMENTS,
    Package,
    PlanFile,
    licences,
    maker_of,
    output_map,
    readme,
)
from graph.views.report_html import TEMPLATES

SCHEMA = "tiaokuai/replication/"
SCRIPT = "replicate_main.txt"
PLAIN_NAME = re.compile(r"[^\W_][\w .()+-]*")
BYTES = "application/octet-stream"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".json": "application/json",
    ".md": "text/markdown",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def replicate(
    inputs: Sequence[Path], folder: Path, options: Options, notes: Path | None, progress: Progress
) -> list[Point]:
    """Write a package from which a reviewer can make every output of some coded plans again.

    Parameters
    ----------
    inputs
        Coded plans, files or folders, as for a build. The documents that were coded are
        not asked for and not in the package: their checksums are.
    folder
        Where the package goes: a new or empty folder, or an earlier package that nobody
        changed since.
    options
        As for a build.
    notes
        A Markdown file with the authors' own statements for the README.
    progress
        Told each stage.

    Returns
    -------
    What a reader should look at (doubts), a line each.

    Raises
    ------
    UserError
        With everything that is wrong; what was in the folder is then untouched.

    Notes
    -----
    After the checklist for reproducibility packages of the World Bank:
    docs/reproduce.md. Nothing in the package depends on the clock.
    """
    refuse_changed(folder, MANIFEST, SCHEMA)
    statements = _statements(notes)
    paths = plan_paths(inputs)
    _refuse_names([*paths, *filter(None, [options.agencies])])
    progress("code")
    code = {f"code/{WHEEL}": wheel(), "code/LICENSE": licence()}
    made = make(paths, options, progress)
    data = _data(made.plans, options.agencies)
    package = _package(made, data, statements, Published(options.authors, options.licence))
    files = {
        **data,
        **code,
        MAIN: (TEMPLATES / SCRIPT).read_bytes(),
        REQUIREMENTS: _requirements(package.libraries),
        **{f"output/{name}": content for name, content in made.files.items()},
        **_told(package, made),
    }
    files[MANIFEST] = _manifest(package, files)
    files[CHECKSUMS] = checksum_list(files)
    progress("files")
    deliver(folder, files, None)
    return to_review(made.plans)


def _statements(notes: Path | None) -> str:
    try:
        return notes.read_text(encoding="utf-8-sig") if notes else ""
    except (OSError, UnicodeDecodeError) as error:
        raise fail(str(notes), "cannot be read as UTF-8 text.", "Give a Markdown file.") from error


def _refuse_names(paths: Sequence[Path]) -> None:
    """Raise for files that could not stand in one folder, or in a list of checksums, under their names."""
    names = [path.name for path in paths]
    problems = [
        fail(str(path), what, "Rename it.").problems[0]
        for path in paths
        for what in _faults(path.name, names)
    ]
    if problems:
        raise UserError(problems)


def _faults(name: str, names: Sequence[str]) -> Iterable[str]:
    if not PLAIN_NAME.fullmatch(name):
        yield "has a name that a package cannot hold: letters, digits, space and . ( ) + - _ are for it."
    if names.count(name) > 1:
        yield "has the name of another file of the package."


def _data(plans: Iterable[CodedFile], agencies: Path | None) -> dict[str, bytes]:
    """Return the inputs as the build read them."""
    files = {}
    for plan in plans:
        content = plan.path.read_bytes()
        if sha256(content) != plan.sha256:
            raise fail(str(plan.path), "was changed while it was read.", "Run it again.")
        files[f"data/plans/{plan.path.name}"] = content
    if agencies:
        files[f"data/{agencies.name}"] = agencies.read_bytes()
    return files


def _package(made: Made, data: Mapping[str, bytes], statements: str, published: Published) -> Package:
    facts = report_facts(made.store, made.shown, tables_of(made.store, made.shown))
    options: dict[str, Any] = json.loads(made.files[BUILT])["options"]
    resources = json.loads(made.files["tables/datapackage.json"])["resources"]
    tables = {f"tables/{each['path']}": each["maker"] for each in resources}
    plans = sorted(made.plans, key=lambda each: each.plan.id)
    return Package(
        facts=facts,
        published=published,
        plans=tuple(map(_plan_file, plans)),
        command=("build", *(name for name in data if name.startswith("data/plans/")), *_words(options)),
        options=options,
        libraries=dict(pins()),
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        wheel=f"code/{WHEEL}",
        makers={name: maker_of(name, tables) for name in sorted(made.files)},
        notes=statements,
    )


def _plan_file(file: CodedFile) -> PlanFile:
    plan = file.plan
    return PlanFile(
        path=f"data/plans/{file.path.name}",
        id=plan.id,
        title=plan.title,
        status=plan.status,
        measures=len(plan.measures),
        document=plan.source.file,
        document_sha256=plan.source.sha256,
        url=plan.url,
    )


def _words(options: Mapping[str, Any]) -> list[str]:
    """Return the options of build.json as they are typed: each is called there as on the command line.

    Examples
    --------
    >>> _words({"plain": True, "plan": "", "seed": 7, "author": ["A", "B"], "agencies": {"file": "more.ttl"}})
    ['--plain', '--seed=7', '--author=A', '--author=B', '--agencies=data/more.ttl']
    """
    words = []
    for name, value in options.items():
        if value is True:
            words.append(f"--{name}")
        elif isinstance(value, dict):
            words.append(f"--{name}=data/{value['file']}")
        elif isinstance(value, list):
            words += [f"--{name}={each}" for each in value]
        elif value is not None and value is not False and value != "":
            words.append(f"--{name}={value}")
    return words


def _requirements(libraries: Mapping[str, str]) -> bytes:
    lines = [f"./code/{WHEEL}", *(f"{name}=={version}" for name, version in libraries.items())]
    return "".join(f"{line}\n" for line in lines).encode()


def _told(package: Package, made: Made) -> dict[str, bytes]:
    """Return what the package says of itself."""
    listed = tuple(
        (f"output/{name}", MEDIA_TYPES.get(Path(name).suffix, BYTES), sha256(content))
        for name, content in sorted(made.files.items())
    )
    published = Published(package.published.creators, package.published.licence, listed)
    described = json.dumps(dataset_jsonld(package.facts, "en", published), ensure_ascii=False, indent=1)
    texts = {
        **{name: readme(package, lang) for lang, name in README.items()},
        OUTPUTS: output_map(package),
        CITATION: citation_cff(package.facts, package.published),
        DESCRIPTION: described + "\n",
        LICENCES: licences(package),
    }
    return {name: text.encode() for name, text in texts.items()}


def _manifest(package: Package, files: Mapping[str, bytes]) -> bytes:
    content = {
        "schema": f"{SCHEMA}1",
        "command": package.command,
        "options": package.options,
        "plans": [
            {
                "id": plan.id,
                "title": plan.title,
                "status": plan.status,
                "file": plan.path,
                "document": {"file": plan.document, "sha256": plan.document_sha256, "url": plan.url},
            }
            for plan in package.plans
        ],
        "python": package.python,
        "system": package.system,
        "version": __version__,
        "libraries": package.libraries,
        "files": sorted([*files, MANIFEST, CHECKSUMS]),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
