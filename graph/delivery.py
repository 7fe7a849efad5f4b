"""A folder of output files, delivered whole or not at all."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from graph.errors import UserError, fail

AT_FDCWD = -100
RENAME_EXCHANGE = 2
MANIFEST = "build.json"
TABLES = "tables"
CHECKSUMS = "SHA256SUMS"
CHECKED = ("again", ".again.lock")
"""What the main script leaves in a package: its outputs made again, and the lock beside them."""
OWN_FILES = (
    "graph.nq",
    "graph.trig",
    "network.html",
    *(f"report.{lang}.{form}" for lang in ("zh", "en") for form in ("md", "html", "docx")),
    "data-health.zh.html",
    "data-health.en.html",
    "coordination.xlsx",
    MANIFEST,
    TABLES,
)
"""What a build makes at the top of its folder; anything else in there is the user's and is kept."""


def deliver(folder: Path, files: Mapping[str, bytes], own: Collection[str] | None = OWN_FILES) -> None:
    """Make `folder` hold `files` (relative path → content) in place of what an earlier build left.

    `own` are the names at the top of the folder that are replaced, whoever made them; None
    replaces all.

    The files are written to a sibling folder, which is then exchanged with
    `folder`: a crash, a full disk or a kill leaves the earlier output as it was.
    Files that no build makes are carried over.

    Raises
    ------
    UserError
        When another build is under way, or the files cannot be written.
    """
    folder = folder.resolve()
    fresh, lock = _sibling(folder, "new"), FileLock(_sibling(folder, "lock"))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with lock.acquire(blocking=False):
            repair(folder)
            _write(fresh, files)
            _carry_over(folder, fresh, own)
            _exchange(fresh, folder)
            shutil.rmtree(fresh, ignore_errors=True)
    except Timeout as error:
        raise fail(str(folder), "another build is writing here.", "Wait for it to end.") from error
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise _unwritable(folder, error) from error
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def repair(folder: Path) -> None:
    """Undo what a killed build left: its half-written sibling goes, a folder set aside comes back."""
    aside = _sibling(folder, "old")
    if aside.exists() and not folder.exists():
        aside.rename(folder)
    for left in (aside, _sibling(folder, "new")):
        if left.exists():
            shutil.rmtree(left)


def _sibling(folder: Path, word: str) -> Path:
    return folder.with_name(f".{folder.name}.{word}")


def _write(fresh: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = fresh / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def made_before(folder: Path) -> frozenset[str] | None:
    """Return the files that an earlier build left in `folder`, by its build.json; None when there is none."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if str(manifest["schema"]).startswith("tiaokuai/build/"):
            return frozenset(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None


def refuse_foreign(folder: Path) -> None:
    """Raise when a build into `folder` would harm what is not its own.

    Raises
    ------
    UserError
        For the working folder or one around it, and for a folder that holds files of a
        build's names though no build made them.
    """
    refuse_working_folder(folder)
    folder = folder.resolve()
    if made_before(folder) is None:
        foreign = [name for name in OWN_FILES if (folder / name).exists()]
        if foreign:
            what = f"holds {', '.join(foreign)}, which no build made."
            raise fail(str(folder), what, "Name another folder, or move them away.")


def refuse_changed(folder: Path, manifest: str, schema: str) -> None:
    """Raise when a package written into `folder` would harm anything but an earlier, unchanged package.

    Parameters
    ----------
    folder
        Where the package is to be.
    manifest, schema
        The file that makes a package ours, and how its ``schema`` begins.

    Raises
    ------
    UserError
        For the working folder or one around it; for a folder that holds anything which
        an earlier package does not list in SHA256SUMS, or lists with another checksum. What
        its main script has made again is no such thing.
    """
    refuse_working_folder(folder)
    folder = folder.resolve()
    if not folder.exists():
        return
    paths = sorted(path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    there = {path.relative_to(folder).as_posix(): path for path in paths}
    if not there:
        return
    remedy = "Name another folder, or move it away."
    if not _is_of(folder / manifest, schema):
        raise fail(str(folder), f"holds {next(iter(there))}, and tiaokuai replicate did not make it.", remedy)
    listed = checksums((folder / CHECKSUMS).read_text(encoding="utf-8")) if CHECKSUMS in there else {}
    for name, path in there.items():
        is_checked = name == CHECKSUMS or name.split("/")[0] in CHECKED
        if not is_checked and (path.is_symlink() or listed.get(name) != sha256(path.read_bytes())):
            how = "was changed" if name in listed else "was added"
            raise fail(str(path), f"{how} after tiaokuai replicate made this folder.", remedy)


def _is_of(manifest: Path, schema: str) -> bool:
    try:
        return str(json.loads(manifest.read_bytes())["schema"]).startswith(schema)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def sha256(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def checksums(text: str) -> dict[str, str]:
    r"""Return the checksum of each file by its name, from a list in the form of sha256sum.

    Examples
    --------
    >>> checksums("ab12  data/a b.yaml\n")
    {'data/a b.yaml': 'ab12'}
    """
    pairs = (line.split("  ", 1) for line in text.splitlines())
    return {pair[1]: pair[0] for pair in pairs if len(pair) > 1}


def checksum_list(files: Mapping[str, bytes]) -> bytes:
    """Return what ``sha256sum --check`` reads: a line a file, by name."""
    return "".join(f"{sha256(content)}  {name}\n" for name, content in sorted(files.items())).encode()


def refuse_working_folder(folder: Path) -> None:
    """Raise when nothing can be delivered to `folder`: it, or the folder that it is in, is read-only.

    And when it is the working folder or around it: a delivery would take that away.
    """
    folder, here = folder.resolve(), Path.cwd()
    if folder == here or folder in here.parents:
        raise fail(
            str(folder), "is the working folder, or around it.", "Name a folder of its own, such as output."
        )
    around = next(each for each in folder.parents if each.exists())
    for each in (folder, around):
        if each.is_dir() and not os.access(each, os.W_OK | os.X_OK):
            raise fail(str(each), "cannot be written to.", "Choose another folder, or make it writable.")


def _carry_over(folder: Path, fresh: Path, own: Collection[str] | None) -> None:
    """Copy what no build made into the new folder, with the old folder's permissions."""
    if not folder.exists():
        return
    shutil.copymode(folder, fresh)
    if own is None:
        return
    made = made_before(folder)
    for path in sorted(folder.iterdir()):
        if path.name not in own:
            _copy(path, fresh / path.name)
    if made is None or TABLES not in own:
        return
    for path in sorted((folder / TABLES).glob("*")):
        if f"{TABLES}/{path.name}" not in made:
            _copy(path, fresh / TABLES / path.name)


def _copy(path: Path, target: Path) -> None:
    if target.exists():
        what = "no build made, and this one makes a file of that name."
        raise fail(str(path), what, "Rename it, or build into another folder.")
    if path.is_dir() and not path.is_symlink():
        shutil.copytree(path, target, symlinks=True)
    else:
        shutil.copy2(path, target, follow_symlinks=False)


def _exchange(fresh: Path, folder: Path) -> None:
    """Put `fresh` in the place of `folder`: at once on Linux, else in two renames that `repair` can undo."""
    if not folder.exists():
        fresh.rename(folder)
        return
    if _exchanged_at_once(fresh, folder):
        return
    aside = _sibling(folder, "old")
    folder.rename(aside)
    try:
        fresh.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchanged_at_once(one: Path, other: Path) -> bool:
    """Swap two folders in a single system call (renameat2, Linux with glibc 2.28 or later)."""
    if not sys.platform.startswith("linux"):
        return False
    with contextlib.suppress(AttributeError, OSError):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        names = (os.fsencode(one), os.fsencode(other))
        return bool(rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0)
    return False


def _unwritable(folder: Path, error: OSError) -> UserError:
    reason = error.strerror or str(error)
    return fail(
        str(folder),
        f"cannot be written: {reason}. The earlier output is untouched.",
        "Free the place and build again.",
    )
