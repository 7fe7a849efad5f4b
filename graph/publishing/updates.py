"""SPARQL 1.1 Update as it is sent: graphs dropped, filled in pieces, moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

LARGEST = 512 * 1024
"""Bytes of triples in one request; about 3,000 triples, which every store known to us takes."""


def drop(iri: str) -> str:
    """Return the update that drops a graph, there or not.

    Examples
    --------
    >>> drop("urn:a")
    'DROP SILENT GRAPH <urn:a>'
    """
    return f"DROP SILENT GRAPH <{iri}>"


def insert(iri: str, lines: Iterable[str]) -> str:
    r"""Return the update that adds triples to a graph.

    Examples
    --------
    >>> print(insert("urn:a", ["<urn:s> <urn:p> <urn:o> .\n"]))
    INSERT DATA { GRAPH <urn:a> {
    <urn:s> <urn:p> <urn:o> .
    } }
    """
    return f"INSERT DATA {{ GRAPH <{iri}> {{\n{''.join(lines)}}} }}"


def replacing(iri: str, lines: Sequence[str], largest: int = LARGEST) -> Iterator[str]:
    """Yield the updates that make a graph hold these triples and no others, the first drops it."""
    before = drop(iri) + " ;\n"
    for piece in pieces(lines, largest):
        yield before + insert(iri, piece)
        before = ""


def pieces(lines: Iterable[str], largest: int = LARGEST) -> Iterator[list[str]]:
    r"""Yield the lines in order, each time as many as have at most `largest` bytes, and at least one.

    Examples
    --------
    >>> list(pieces(["a\n", "b\n", "市\n", "c\n"], largest=4))
    [['a\n', 'b\n'], ['市\n'], ['c\n']]
    """
    piece: list[str] = []
    size = 0
    for line in lines:
        length = len(line.encode())
        if piece and size + length > largest:
            yield piece
            piece, size = [], 0
        piece.append(line)
        size += length
    if piece:
        yield piece


def moving(moves: Iterable[tuple[str, str]], dropped: Iterable[str]) -> str:
    """Return one update that moves graphs, each from the first IRI to the second, and drops others.

    A store does one update as a whole or not at all (SPARQL 1.1 Update, section 3.1.3 asks
    it to), so that readers see all of the old or all of the new.

    Examples
    --------
    >>> print(moving([("urn:a", "urn:b")], ["urn:c"]))
    MOVE GRAPH <urn:a> TO GRAPH <urn:b> ;
    DROP SILENT GRAPH <urn:c>
    """
    steps = [f"MOVE GRAPH <{source}> TO GRAPH <{target}>" for source, target in moves]
    return " ;\n".join([*steps, *map(drop, dropped)])
