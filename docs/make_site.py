"""Make the documentation as a static site (default: build/site) and check every link in it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from sitemaker.links import site_faults
from sitemaker.site import described_ontology, site

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "build" / "site"


def main(folder: Path) -> int:
    """Write the site into a folder of its own and return how many links lead nowhere."""
    if folder.exists():
        shutil.rmtree(folder)
    for name, content in site(ROOT, described_ontology(ROOT)).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    faults = site_faults(folder)
    sys.stderr.write("".join(f"{each}\n" for each in faults))
    pages = sum(1 for _ in folder.rglob("*.html"))
    sys.stderr.write(f"{folder}: {pages} pages, {len(faults)} broken links\n")
    return len(faults)


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER) else 0)
