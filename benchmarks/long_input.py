"""How the time of the whole reading grows with the length of a text, over texts that repeat one piece.

Run with ``python benchmarks/long_input.py``. Each text is read at 1, 2, 4, 8 and 16 times its length,
cleaned, outlined and drafted; printed are the seconds and by how much each doubling of the length
multiplies them. A doubling that costs more than three times is worse than linear, and told once it
takes long enough to be measured. Exit status 1 when there is one.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from itertools import pairwise, product

from graph.documents.text import Text, make_text
from graph.extraction.agencies import Agencies
from graph.extraction.agency_names import Setting
from graph.extraction.draft import draft_plan
from graph.extraction.reading import known_place, place_stems
from graph.extraction.structure import read_outline
from graph.vocabulary.gazetteer import build_gazetteer
from graph.vocabulary.mandates import read_mandates
from graph.vocabulary.ontology import load_ontology

PIECES = (
    "1.修路。修好路。(市交通局负责)\n",
    "1.修路。\n",
    "(一)修路\n(1)修东路\n",
    "(市交通局负责)",
    "道路\n\n",
    "一、",
    "(((",
    "1|修路|市交通局\n",
    "序号|任务|责任单位\n",
    "。\n 牵头单位:",
    "“云上办”平台、",
    "市财政局、",
    "建成5个、",
    "牵头",
    "第1页\n",
    "6月底前,",
)
ALPHABET = "一二(1).、。;:,\n\t| 市局责任单位牵头负责序号任务①#—《》“”平台工程万个家年月底和各等（）\u3000"
GENERATED = 6
# Where what is repeated stands: as the text, in one measure, in one attribution.
FORMS = (
    "{}\n2.植树。种好树。(市林业局负责)\n",
    "1.修路。修好路,{}。(市交通局负责)\n2.植树。种好树。(市林业局负责)\n",
    "1.修路。修好路。责任单位:{}\n2.植树。种好树。责任单位:市林业局\n",
)
CHARACTERS = 4000
LENGTHS = (1, 2, 4, 8, 16)
ROUNDS = 2
MOST_GROWTH = 3.0
LEAST_SECONDS = 0.05


def main() -> int:
    """Print a line a piece, and what grows too fast."""
    agencies = setting()
    faults = 0
    for form, piece in product(FORMS, pieces()):
        contents = [form.format(piece * (CHARACTERS * length // len(piece))) for length in LENGTHS]
        seconds = [reading_time(content, agencies) for content in contents]
        growth = [after / before for before, after in pairwise(seconds)]
        is_fault = any(
            each > MOST_GROWTH and after > LEAST_SECONDS
            for each, after in zip(growth, seconds[1:], strict=True)
        )
        faults += is_fault
        times = "".join(f"{each:8.3f}" for each in seconds)
        print(
            f"{times} s  x{''.join(f'{each:5.1f}' for each in growth)}"
            f"  {form.format(piece)[:40]!r}{'  WORSE THAN LINEAR' if is_fault else ''}"
        )
    return 1 if faults else 0


def pieces() -> Iterator[str]:
    """Yield the pieces that are repeated, after those written here some of random characters."""
    yield from PIECES
    choose = random.Random(2024)
    for _ in range(GENERATED):
        yield "".join(choose.choices(ALPHABET, k=choose.randrange(4, 80)))


def setting() -> Setting:
    """Return what names are read against in a plan of Zhengzhou."""
    ontology = load_ontology()
    gazetteer = build_gazetteer(ontology.places)
    return Setting(known_place("410100", gazetteer), gazetteer, read_mandates(ontology))


def reading_time(content: str, around: Setting) -> float:
    """Return how long the whole reading of a text takes, the best of some rounds."""
    text = make_text(content, content.encode(), reader="plain 1", media_type="text/plain")
    return min(timed(text, around) for _ in range(ROUNDS))


def timed(text: Text, around: Setting) -> float:
    """Return the seconds of one reading."""
    register = load_ontology().register()
    stems = place_stems(around.gazetteer, around.place)
    started = time.process_time()
    draft_plan(read_outline(text), {"year": 2024}, Agencies(around, register), stems)
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
