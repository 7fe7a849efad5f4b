"""Where the files that travel with the package are: ontology/, queries/ and plans/."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def shipped_folder(name: str) -> Path:
    """Return the folder `name` (ontology, queries or plans).

    A checkout comes first, since an editable install does not see what a wheel
    maps under ``graph/shipped``.
    """
    checkout = PACKAGE.parent
    if (checkout / "setup.cfg").is_file() and (checkout / name).is_dir():
        return checkout / name
    return PACKAGE / "shipped" / name
