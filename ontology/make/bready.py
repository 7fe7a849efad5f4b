"""Write ontology/bready.ttl from the facts in bready.yaml.

Run as `python ontology/make/bready.py ../shared/bready.yaml`. The header of the
result holds the SHA-256 of the source and of the text below the header, so that
tests notice a changed source and an edit by hand.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from bready_facts import read
from bready_terms import edition_schemes, older_schemes, pillars, topics

TARGET = Path(__file__).resolve().parent.parent / "bready.ttl"
BASE = "https://w3id.org/tiaokuai/id/"
PREFIXES = f"""\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tk: <https://w3id.org/tiaokuai/ns#> .
@base <{BASE}> .
"""
HEADER = """\
# World Bank Business Ready (B-READY) 2025 and 2024, Doing Business 2020 and China's national index.
# Written by ontology/make/bready.py; change the source or the script, not this file.
# Source SHA-256:  {source}
# Content SHA-256: {content}
"""


def turtle(data: bytes) -> str:
    """Return the whole file for the bytes of bready.yaml."""
    source = read(data)
    parts = [PREFIXES, "\n", *edition_schemes(source)]
    for edition in ("2025", "2024"):
        parts += [f"\n# Pillars {edition}\n", *pillars(source, edition), *topics(source, edition)]
    content = "".join([*parts, *older_schemes(source)])
    source_sum, content_sum = (hashlib.sha256(item).hexdigest() for item in (data, content.encode()))
    return HEADER.format(source=source_sum, content=content_sum) + content


def main(arguments: list[str]) -> None:
    """Write bready.ttl from the source named as the only argument."""
    if len(arguments) != 1:
        raise SystemExit("usage: python ontology/make/bready.py ../shared/bready.yaml")
    TARGET.write_bytes(turtle(Path(arguments[0]).read_bytes()).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
