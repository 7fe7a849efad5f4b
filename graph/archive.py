"""An Office file without the clock: the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

EPOCH = (2000, 1, 1, 0, 0, 0)
PROPERTIES = "docProps/core.xml"
DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
FIXED = rb"\g<1>2000-01-01T00:00:00Z"


def with_fixed_dates(raw: bytes) -> bytes:
    """Return an Office file with the clock taken out of its properties and of its archive."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == PROPERTIES:
                content = DATES.sub(FIXED, content)
            new.writestr(zipfile.ZipInfo(entry.filename, EPOCH), content, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
