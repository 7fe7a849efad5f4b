"""What is built from npm packages and committed: nothing but what the lock file and the build made."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

BUILD = ROOT / "assets"
SHIPPED = ROOT / "graph" / "server" / "assets"
LARGEST = 2_000_000


def recorded() -> dict[str, str]:
    lines = (BUILD / "checksums.txt").read_text(encoding="utf-8").splitlines()
    return {path: checksum for checksum, path in (line.split("  ") for line in lines)}


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_committed_asset_is_what_the_build_recorded() -> None:
    committed = {
        path.relative_to(ROOT).as_posix(): checksum(path)
        for folder in (SHIPPED, ROOT / "tests" / "data" / "axe")
        for path in folder.iterdir()
    }
    assert committed == recorded()


def test_what_ships_is_small_and_says_its_licences() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < LARGEST
    licences = (SHIPPED / "LICENSES.txt").read_text(encoding="utf-8")
    lock = json.loads((BUILD / "package-lock.json").read_text(encoding="utf-8"))
    shipped = {
        path.rpartition("node_modules/")[2]: package
        for path, package in lock["packages"].items()
        if path and not package.get("dev") and not package.get("optional")
    }
    assert len(shipped) > 40
    for name, package in shipped.items():
        assert f"\n{name} {package['version']} (" in licences
        assert not re.search(r"(?<!L)GPL", package.get("license", "")), name
        assert package["integrity"].startswith("sha512-")


@pytest.mark.parametrize(
    "sign",
    ["sourceMappingURL", "lov.linkeddata", "prefix.cc", "dbpedia", "wikidata", "eval(", "new Function"],
)
def test_what_ships_has_no_place_to_call(sign: str) -> None:
    for path in (SHIPPED / "yasgui.js", SHIPPED / "yasgui.css"):
        assert sign not in path.read_text(encoding="utf-8"), path.name


def test_a_rebuild_gives_the_same_bytes(tmp_path: Path) -> None:
    """Rebuild where `make assets` has put the packages; in CI the checksums stand in for it."""
    node = shutil.which("node")
    if node is None or not (BUILD / "node_modules").is_dir():
        pytest.skip("needs the packages: make assets")
    place = tmp_path / "assets"
    place.mkdir()
    for name in ("build.js", "package.json", "package-lock.json"):
        shutil.copy(BUILD / name, place / name)
    (place / "node_modules").symlink_to(BUILD / "node_modules")
    done = subprocess.run(
        [node, "build.js"], cwd=place, check=False, capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert (place / "checksums.txt").read_bytes() == (BUILD / "checksums.txt").read_bytes()
