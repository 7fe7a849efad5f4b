"""A new extraction written to a plan's file, so that nothing of a person is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graph.cli.options import language
from graph.cli.printing import write_bytes
from graph.cli.speaking import speak, tell
from graph.errors import Problem, fail


def save(
    target: Path, data: dict[str, Any], *, is_new_text: bool = False, taken: tuple[str, ...] = ()
) -> tuple[dict[str, Any], int]:
    """Write a coded plan to a file, merged with the plan that is there; return it and its conflicts.

    The plan is written before what is kept of the extraction: whoever is cut off between
    the two is told of differences again, and never loses one.

    Raises
    ------
    UserError
        When the plan that is there is broken or of another document, and when a file
        cannot be written.
    """
    from graph.coding.kept import Joining, earlier_path, kept_path, plan_bytes, updated
    from graph.views.messages import with_doubts_said
    from graph.vocabulary.ontology import load_ontology

    if target.exists() and not target.is_file():
        write_bytes(plan_bytes(data, target, load_ontology()), target)
        return data, 0
    joining = Joining(is_new_text, taken, lambda each: with_doubts_said(each, language()))
    update = updated(target, data, load_ontology(), joining)
    kept = kept_path(target)
    _make_room(kept, is_new=not target.exists())
    if update.earlier is not None:
        before = earlier_path(target, update.earlier)
        write_bytes(update.earlier, before, told=False)
        speak("extract.before", file=before)
    if update.content is None:
        speak("extract.same", file=target)
    else:
        write_bytes(update.content, target)
    if not kept.is_file() or kept.read_bytes() != update.kept:
        write_bytes(update.kept, kept, told=False)
    if update.is_blind:
        speak("extract.blind", file=target)
    tell(each.problem(str(target)) for each in update.conflicts)
    tell(_unplaced(target, *each) for each in update.lost)
    return update.data, len(update.conflicts) + len(update.lost)


def _unplaced(target: Path, measure: str, words: str) -> Problem:
    what = f"{words or 'the measure'} was not found in the new text; kept without its place."
    return Problem(f"{target}, measure {measure}", what, "Mark it in tiaokuai review, or take it out.")


def _make_room(kept: Path, *, is_new: bool) -> None:
    """Make the folder for what is kept, and drop what an earlier plan of that name left there."""
    try:
        kept.parent.mkdir(exist_ok=True)
        if is_new:
            kept.unlink(missing_ok=True)
    except OSError as error:
        what = f"cannot be made: {error.strerror or error}."
        raise fail(str(kept.parent), what, "Choose another place for the plan.") from error


def plan_file(folder: Path, data: dict[str, Any], document: Path, taken: dict[Path, Path]) -> Path:
    """Return where in a folder the plan of a document belongs: ID.yaml, where another's is there STEM.yaml.

    `taken` tells the files of this run, with the document of each.

    Raises
    ------
    UserError
        When both are another document's, or the plan that is there is broken.
    """
    from graph.coding.kept import is_plan_of

    paths = [folder / f"{name}.yaml" for name in (data["plan"]["id"], document.stem)]
    for path in paths:
        if path not in taken and (not path.exists() or is_plan_of(path, data)):
            return path
    what = f"the names {' and '.join(path.name for path in paths)} are both another document's."
    raise fail(str(document), what, f"Extract it alone, with --topic WORD or -o {folder}/NAME.yaml.")


def same_id(path: Path, data: dict[str, Any]) -> Problem | None:
    """Return what to tell of a plan that could not be named by its id, since another has it."""
    identity = data["plan"]["id"]
    if path.stem == identity:
        return None
    what = f"has the id {identity}, which another plan of the folder has too."
    return Problem(str(path), what, f"Give one of the two a topic: id: {identity}-WORD.")
