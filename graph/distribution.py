"""The program that runs, as a wheel, and the versions of the libraries that it runs with."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from importlib import metadata

from graph import __version__
from graph.archive import EPOCH
from graph.errors import fail
from graph.vocabulary.shipped import PACKAGE, shipped_folder

NAME = "tiaokuai"
INFO = f"{NAME}-{__version__}.dist-info"
WHEEL = f"{NAME}-{__version__}-py3-none-any.whl"
ABOUT = "Wheel-Version: 1.0\nGenerator: tiaokuai\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
LICENCE = "licenses/LICENSE"
BESIDE_A_CHECKOUT = {"METADATA": "PKG-INFO", LICENCE: "../LICENSE"}
"""What a file is called in the description that an editable install leaves beside the code."""
MODE = 0o100644 << 16
REQUIRED = re.compile(r"([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?([^;]*)(?:;(.*))?")
EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)['\"]")


def wheel() -> bytes:
    """Return the program that runs, as a wheel: the same files, the same bytes.

    The code, the ontology and the questions are those in use, whether they come from a
    checkout or from an installed wheel. Coded plans are left out: a checkout may hold
    plans that nobody has published.

    Raises
    ------
    UserError
        When Tiaokuai is not installed, so that nobody knows what it needs.
    """
    files = {**_code(), **_shipped(), **_info()}
    files[f"{INFO}/RECORD"] = _record(files)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = MODE
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def licence() -> bytes:
    """Return the licence of the program."""
    return _about(LICENCE)


def pins() -> list[tuple[str, str]]:
    """Return the name and version of every library that the program needs and runs with, by name."""
    found: dict[str, tuple[str, str]] = {}
    _collect(NAME, frozenset(), found)
    del found[NAME]
    return sorted(found.values(), key=lambda each: each[0].lower())


def _code() -> dict[str, bytes]:
    files = {}
    for path in sorted(PACKAGE.rglob("*")):
        parts = path.relative_to(PACKAGE).parts
        if path.is_file() and parts[0] != "shipped" and "__pycache__" not in parts:
            files["/".join(("graph", *parts))] = path.read_bytes()
    return files


def _shipped() -> dict[str, bytes]:
    ontology, queries = shipped_folder("ontology"), shipped_folder("queries")
    paths = [(ontology, path) for path in (*ontology.glob("*.ttl"), ontology / "README.md")]
    paths += [(queries, path) for path in queries.glob("*/*.rq")]
    named = {f"graph/shipped/{top.name}/{path.relative_to(top).as_posix()}": path for top, path in paths}
    return {name: named[name].read_bytes() for name in sorted(named)}


def _info() -> dict[str, bytes]:
    return {
        f"{INFO}/{LICENCE}": licence(),
        f"{INFO}/METADATA": _about("METADATA"),
        f"{INFO}/WHEEL": ABOUT.encode(),
        f"{INFO}/entry_points.txt": _about("entry_points.txt"),
    }


def _about(name: str) -> bytes:
    """Return what the installed package says of itself."""
    try:
        distribution = metadata.distribution(NAME)
        text = distribution.read_text(name) or distribution.read_text(BESIDE_A_CHECKOUT.get(name, name))
    except metadata.PackageNotFoundError:
        text = None
    if text is None or metadata.version(NAME) != __version__:
        what = f"Tiaokuai {__version__} is not installed, so that what it needs is not known."
        raise fail("replicate", what, "Install it: make, or pip install FOLDER.")
    return text.encode()


def _record(files: dict[str, bytes]) -> bytes:
    lines = []
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        lines.append(f"{name},sha256={digest},{len(content)}\n")
    return "".join([*lines, f"{INFO}/RECORD,,\n"]).encode()


def _collect(name: str, extras: frozenset[str], found: dict[str, tuple[str, str]]) -> None:
    """Add what is installed of a library and of what it needs; what is not installed is not needed here."""
    try:
        about = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return
    key = _key(name)
    if key in found and not extras:
        return
    found[key] = (about.metadata["Name"], about.version)
    for line in about.requires or ():
        needed = REQUIRED.fullmatch(line)
        wanted = set(EXTRA.findall((needed[4] if needed else "") or ""))
        if needed and wanted <= extras and not (_key(needed[1]) in found and not needed[2]):
            _collect(needed[1], frozenset(filter(None, re.split(r"[,\s]+", needed[2] or ""))), found)


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
