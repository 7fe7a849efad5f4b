"""An Office file opened safely: a zip archive of XML parts, all sizes bounded, nothing fetched."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from graph.documents.guard import damaged, password, too_large
from graph.errors import fail

MAX_ENTRIES = 5_000
MAX_TOTAL = 500 * 1024**2
MAX_UNPACKED = 32 * 1024**2
MAX_RATIO = 250
SMALL_PART = 1024**2
MAX_ELEMENTS = 1_000_000
MAX_DEPTH = 150


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another part refers to; `target` is its name, or an address when `external`."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """The parts of an Office file by lower-case name; `where` names the file in messages.

    `unpacked` counts the bytes of all parts read so far, so that a part which is named a
    thousand times cannot be read a thousand times.
    """

    where: str
    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]
    unpacked: int = 0

    def part(self, name: str) -> Element | None:
        """Return the root of an XML part, names without namespace; None where there is no such part."""
        entry = self.entries.get(name.lower())
        if entry is None:
            return None
        self.unpacked += entry.file_size
        if self.unpacked > MAX_UNPACKED:
            raise too_large(self.where, f"more than {MAX_UNPACKED // 1024**2} MB of XML")
        try:
            raw = self.archive.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise damaged(self.where, f"{entry.filename} cannot be unpacked") from error
        return parse_xml(raw, self.where)

    def relations(self, name: str) -> dict[str, Relation]:
        """Return the relations of a part ("" for the whole file) by their id; none where it has none."""
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for each in root if root is not None else ():
            external = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = Relation(each.get("Type", "").rpartition("/")[2], target, external)
        return found

    def main_part(self) -> str:
        """Return the name of the part that the file is about."""
        for each in self.relations("").values():
            if each.kind == "officeDocument":
                return each.target
        raise damaged(self.where, "it does not say which part is the document")


def open_package(raw: bytes, where: str) -> Package:
    """Return an Office file opened.

    Raises
    ------
    UserError
        For what is no zip archive, is encrypted, or unpacks to more than a plan can hold.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise damaged(where, "it is no zip archive") from error
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise too_large(where, f"{len(entries)} parts")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL:
        raise too_large(where, f"{total // 1024**2} MB unpacked")
    for entry in entries:
        if entry.flag_bits & 1:
            raise password(where)
        if entry.file_size > max(SMALL_PART, MAX_RATIO * entry.compress_size):
            raise too_large(where, f"{entry.filename} unpacks to {entry.file_size // 1024**2} MB")
    return Package(where, archive, {entry.filename.replace("\\", "/").lower(): entry for entry in entries})


def parse_xml(raw: bytes, where: str) -> Element:
    """Return the root of an XML document, names of elements and attributes without namespace.

    Raises
    ------
    UserError
        For a DOCTYPE (so that there are no entities to expand or fetch), for more than a million
        elements or 150 levels, and for what is not well-formed.

    Examples
    --------
    >>> root = parse_xml(b'<w:p xmlns:w="x"><w:b w:val="1"/></w:p>', "plan.docx")
    >>> root.tag, root[0].tag, root[0].attrib
    ('p', 'b', {'val': '1'})
    """
    builder = _Builder(where)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise damaged(where, f"its XML breaks off in line {error.lineno}") from error
    except (ValueError, LookupError) as error:
        raise damaged(where, "its XML is in an unknown encoding") from error
    return builder.close()


class _Builder:
    """A tree built from the parser's events, within limits."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.tree = TreeBuilder()
        self.count = self.depth = 0
        self.data = self.tree.data
        self.close = self.tree.close

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        self.depth += 1
        if self.depth > MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise too_large(self.where, "its XML has more elements or levels than any plan")
        if attributes:
            attributes = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        self.tree.start(name.rpartition(":")[2], attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.tree.end(name.rpartition(":")[2])

    def doctype(self, *_: object) -> None:
        raise fail(
            self.where,
            "has a DOCTYPE in its XML, which no Office program writes and which may hide an attack.",
            "Open it in Word or WPS and save it again.",
        )
