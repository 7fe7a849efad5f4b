"""Documents made for a test: Word and Excel files from a few words of XML, and hostile ones."""

from __future__ import annotations

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run; `properties` and `run` are the XML of pPr and rPr."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text, run)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(text: str, level: int = 0, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(content: str, *, span: int = 1, merge: str = "") -> str:
    """Return a table cell; `merge` is restart or continue."""
    inside = content if content.startswith("<") else p(content)
    vertical = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{vertical}</w:tcPr>{inside}</w:tc>'


def table(*rows: list[str]) -> str:
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def level(index: int, form: str, text: str, more: str = '<w:suff w:val="nothing"/>') -> str:
    inside = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{index}">{inside}</w:lvl>'


def numbering(*levels: str, more: str = "") -> str:
    """Return numbering.xml with one abstract list (0) and the list 1 of it."""
    lists = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return lists + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' + more


def make_word(
    path: Path,
    *body: str,
    parts: dict[str, str] | None = None,
    relations: str = "",
    namespace: str = W,
    doctype: str = "",
) -> Path:
    """Write a DOCX file; `parts` are further parts of word/ by kind (styles, numbering, header …)."""
    parts = parts or {}
    names = f'xmlns:w="{namespace}" xmlns:mc="{MC}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:r="{R}"'
    related = "".join(f'<Relationship Id="r{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _types(parts))
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f"{doctype}<w:document {names}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{RELATIONS}">{related}{relations}</Relationships>',
        )
        for kind, inside in parts.items():
            archive.writestr(f"word/{kind}.xml", f"<w:{kind} {names}>{inside}</w:{kind}>")
    return path


def _types(parts: dict[str, str]) -> str:
    """Return the part that says what each part is, without which Word and LibreOffice open nothing."""
    kinds = {"document": "document.main"} | {kind: kind for kind in parts}
    own = "".join(
        f'<Override PartName="/word/{kind}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"/>'
        for kind, name in kinds.items()
    )
    names = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    default = f'<Default Extension="rels" ContentType="{relations}"/>'
    return f'<Types xmlns="{names}">{default}{own}</Types>'


def make_zip(path: Path, **parts: bytes) -> Path:
    """Write an archive; the names of its parts are given with __ for / and _ for a dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), raw)
    return path
