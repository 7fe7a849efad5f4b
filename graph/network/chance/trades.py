"""Matrices of the same margins at random: curveball trades between agencies, many matrices at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.network.chance.margins import Whole

Bits = NDArray[np.uint64]
FEWEST_BITS = 16
WORD = 64
SLICE = 65_536
"""So many words are compared at once, which stays within the cache of a processor."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What all matrices of given margins have in common: degrees of the rows, number of columns, bits."""

    degrees: Whole
    columns: int

    @property
    def cell_bits(self) -> int:
        """Bits that hold a column and on which of two sides it is."""
        return 1 + max(self.columns - 1, 1).bit_length()

    @property
    def chance_bits(self) -> int:
        """Bits of a random number that fit beside a pair of rows, a mark and a cell in 63."""
        return 63 - 1 - (len(self.degrees) // 2 + 1).bit_length() - self.cell_bits


def fits(shape: Shape) -> bool:
    """Return whether a matrix is small enough for its trades to be drawn with enough random bits."""
    return shape.chance_bits >= FEWEST_BITS


def start(rows: Whole, columns: Whole) -> tuple[Whole, Whole]:
    """Return the cells of one matrix as a batch of one."""
    return rows[None, :].copy(), columns[None, :].copy()


def trade(
    shape: Shape, cells: tuple[Whole, Whole], source: np.random.PCG64, rounds: int
) -> tuple[Whole, Whole]:
    """Return each matrix of a batch after so many rounds of trades, margins unchanged.

    In one round all rows are matched in pairs at random (of an odd number one
    rests). The two rows of a pair put the columns that only one of them has
    into one pool and draw from it as many as each had: every division of the
    pool is equally likely. `cells` are the row and the column of every cell, a
    line a matrix.

    Notes
    -----
    Sources: G. Strona, D. Nappo, F. Boccacci, S. Fattorini, J.
    San-Miguel-Ayanz, Nature Communications 5, 4114 (2014), for the trade (the
    "curveball"); C. J. Carstens, M. Hamann, U. Meyer, M. Penschuck, H. Tran, D.
    Wagner, "Parallel and I/O-efficient randomisation of massive networks using
    global curveball trades", ESA 2018, for a round. A trade is as likely as the
    one that undoes it and any matrix can be reached from any other, so in the
    long run all matrices of these margins are equally likely.

    The pool is divided by sorting it by random numbers of `Shape.chance_bits`
    bits (45 for 81 × 88, at least 16); equal numbers, which fall about once in
    2^45 comparisons, are sorted by column.
    """
    rows, columns = cells
    for _ in range(rounds):
        rows, columns = _round(shape, rows, columns, source)
    return rows, columns


def _round(shape: Shape, rows: Whole, columns: Whole, source: np.random.PCG64) -> tuple[Whole, Whole]:
    batch, cells = rows.shape
    agencies, pairs = len(shape.degrees), (len(shape.degrees) + 1) // 2
    order = np.argsort(_random(source, (batch, agencies), WORD - 1), axis=1, kind="stable")
    place = np.empty_like(order)
    np.put_along_axis(place, order, np.broadcast_to(np.arange(agencies), order.shape), axis=1)
    # A cell as a number: its pair, its column, its side; sorted, a column of both rows stands twice.
    seat = np.take_along_axis(place, rows, axis=1)
    code = ((seat >> 1) << shape.cell_bits) | (columns << 1) | (seat & 1)
    code.sort(axis=1)
    kept = np.zeros(code.shape, dtype=bool)
    same = (code[:, 1:] >> 1) == (code[:, :-1] >> 1)
    kept[:, 1:] = same
    kept[:, :-1] |= same
    pair = code >> shape.cell_bits
    own = shape.degrees[order]
    offset = np.arange(batch)[:, None] * pairs
    lost = np.bincount((pair + offset)[kept], minlength=batch * pairs).reshape(batch, pairs) // 2
    # Within a pair: first the pool in random order, then the columns that both have.
    shift = shape.chance_bits
    drawn = np.where(kept, np.int64(1) << shift, _random(source, (batch, cells), shift))
    low = (1 << shape.cell_bits) - 1
    code = (((pair << (shift + 1)) | drawn) << shape.cell_bits) | (code & low)
    code.sort(axis=1)
    pair = code >> (shift + 1 + shape.cell_bits)
    both = np.add.reduceat(own, np.arange(0, agencies, 2), axis=1)
    first_end = np.cumsum(both, axis=1) - both + own[:, ::2] - lost
    side = (np.arange(cells) >= np.take_along_axis(first_end, pair, axis=1)).astype(np.int64)
    held = (code >> (shift + shape.cell_bits)) & 1 == 1
    side = np.where(held, code & 1, side)
    return np.take_along_axis(order, (pair << 1) | side, axis=1), (code & low) >> 1


def _random(source: np.random.PCG64, size: tuple[int, int], bits: int) -> Whole:
    """Return random whole numbers of so many bits, from the bit stream itself, which numpy never changes."""
    raw: Bits = source.random_raw(size[0] * size[1])
    whole: Whole = (raw >> np.uint64(WORD - bits)).astype(np.int64)
    return whole.reshape(size)


def packed(shape: Shape, cells: tuple[Whole, Whole]) -> Bits:
    """Return each matrix of a batch as bits: matrix × row × words of 64 columns."""
    rows, columns = cells
    words = -(-shape.columns // WORD)
    filled = np.zeros((len(rows), len(shape.degrees), words * WORD), dtype=np.uint8)
    filled[np.arange(len(rows))[:, None], rows, columns] = 1
    return np.packbits(filled, axis=2, bitorder="little").view(np.uint64)


def overlaps(bits: Bits, first: Whole, second: Whole) -> Whole:
    """Return how many columns each pair of rows shares, a line a matrix."""
    found: Whole = np.empty((len(bits), len(first)), dtype=np.int64)
    size = max(1, SLICE // max(bits.shape[0] * bits.shape[2], 1))
    for begin in range(0, len(first), size):
        part = slice(begin, begin + size)
        common = bits[:, first[part]] & bits[:, second[part]]
        found[:, part] = np.bitwise_count(common).sum(axis=2, dtype=np.int64)
    return found
