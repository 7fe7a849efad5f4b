"""Write docs/w3c.md, the results of the W3C's SPARQL 1.1 tests. Run with ``python docs/make_w3c.py``."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Run the tests of queries; write the results only where each comes out as it is listed."""
    sys.path.insert(0, str(HERE.parent / "tests"))
    from w3c_suite import cases, expected_failures, outcome, published

    expected = expected_failures()
    surprises = [each.name for each in cases() if bool(outcome(each)) != (each.name in expected)]
    if surprises:
        sys.exit(f"not as listed in tests/data/w3c-expected-failures.txt: {', '.join(surprises)}")
    (HERE / "w3c.md").write_text(published(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
